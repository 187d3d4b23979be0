"""Whether the compiled engine can fight at once, and compiling it where it cannot.

The compiler is called here, in the thread of whoever asks, so that Ctrl-C ends it and so that
threads that fight find everything done.
"""

from collections.abc import Callable
from typing import Any

from numba.core import event

from sim.build import begin, build, empty_log
from sim.engines.compiling import cache_folder, register
from sim.engines.ensemble import Ensemble, fight_to_end
from sim.engines.loop import compiled, fight_on, fight_wars
from sim.engines.packing import packed
from sim.scenario.scenario import Scenario

COMPILING = "compiling the kernel, once per version: about a minute"
NOT_KEPT = (
    "the folder of compiled code cannot be written: the kernel is compiled anew in every run; "
    "SIM_CACHE_DIR names another folder"
)

Say = Callable[[str], object]


def is_ready() -> bool:
    """Whether both compiled functions are there: in this process, or kept by an earlier one."""
    if compiled.cache_info().currsize and _in_process(fight_wars) and _in_process(fight_on):
        return True
    folder = cache_folder()
    if folder is None:
        return False
    loops = (fight_wars.__name__, fight_on.__name__)
    return all(any(folder.glob(f"*/loop.{name}-*.nbi")) for name in loops)


def _in_process(function: Callable[..., Any]) -> bool:
    dispatcher: Any = compiled(function)
    return bool(dispatcher.signatures)


def make_ready(scenario: Scenario, say: Say) -> None:
    """Load the compiled functions, or compile them and say so; any scenario will do.

    Args:
        say: takes a line for the user, when there is one to say.
    """
    with event.install_listener("numba:compile", _Announcement(say)):
        Ensemble(scenario, 0, workers=1).fight(0, 0)
        world = packed(begin(build(scenario.case), 0, 0)).world
        fight_to_end(world, empty_log(scenario.case), 0, 0)


class _Announcement(event.Listener):
    """Says once that the compiler has begun: numba knows best whether it has to."""

    def __init__(self, say: Say) -> None:
        self.say = say
        self.said = False

    def on_start(self, _: Any) -> None:
        if self.said:
            return
        self.said = True
        self.say(COMPILING)
        if register() is None:
            self.say(NOT_KEPT)

    def on_end(self, _: Any) -> None:
        """Nothing to say."""
