"""The engine behind the page: the compiled loop once it is ready, the same in Python before."""

import logging
import subprocess
import sys
import threading

from sim.classroom.limits import WAR_SECONDS
from sim.engines.futures import FightOn
from sim.engines.loop import compiled, fight_on
from sim.engines.ready import is_ready, make_ready
from sim.scenario.loading import load

LOG = logging.getLogger("sim.classroom")
SMALL = "first-war"  # any scenario will do to compile
COMPILE = (
    "from sim.engines.ready import make_ready; from sim.scenario.loading import load; "
    f"make_ready(load({SMALL!r}), print)"
)


class Engine:
    """Fights single wars at once; is compiled beside them, in another process, the first time.

    Attributes:
        failed: it could not be compiled here; single wars are fought all the same.
    """

    def __init__(self) -> None:
        self._ready = threading.Event()
        self._stopped = threading.Event()
        self._compiler: subprocess.Popen[bytes] | None = None
        self.failed = False

    @property
    def ready(self) -> bool:
        """Whether the compiled loop is there."""
        return self._ready.is_set()

    @property
    def fight_on(self) -> FightOn:
        """The loop to fight with now."""
        return compiled(fight_on) if self.ready else fight_on

    @property
    def seconds(self) -> float:
        """How long a war may take."""
        return WAR_SECONDS

    def start(self) -> None:
        """Make the compiled loop ready, without keeping anybody waiting."""
        threading.Thread(target=self._prepare, name="prepare", daemon=True).start()

    def wait(self, seconds: float) -> bool:
        """Wait for the compiled loop; whether it is there then."""
        return self._ready.wait(seconds)

    def stop(self) -> None:
        """Give up compiling."""
        self._stopped.set()
        if self._compiler is not None:
            self._compiler.kill()

    def _prepare(self) -> None:
        try:
            if not is_ready():
                self._compile_elsewhere()
            if self._stopped.is_set():
                return
            make_ready(load(SMALL), LOG.info)
            self._ready.set()
        except Exception as error:
            self.failed = True
            LOG.error("the kernel could not be compiled: %r", error)

    def _compile_elsewhere(self) -> None:
        """Compile into the folder of compiled code, so that the server goes on answering."""
        command = [sys.executable, "-c", COMPILE]
        self._compiler = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        if self._stopped.is_set():
            self._compiler.kill()
        self._compiler.wait()
