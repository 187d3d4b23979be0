"""Simulated wars held against the record: `python -m sim.studies.record --seeds 1000`."""

import argparse
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from rich.console import Console
from rich.progress import track

from sim.engines.finished import Finished
from sim.records.arguments import the_seed
from sim.records.outcomes import front_outcome
from sim.report.generated import fill
from sim.scenario import ScenarioError, load
from sim.scenario.scenario import Scenario
from sim.studies.record_file import Record, read_record, shipped_record
from sim.studies.record_rows import compare_with_record
from sim.studies.record_words import section

Fight = Callable[[Scenario, int, int], Iterable[Finished]]  # scenario, seed, how many
RECORD = "karabakh-2020-record"


def compiled(scenario: Scenario, seed: int, count: int) -> Iterator[Finished]:
    """Wars of the compiled engine with their full logs, one after another."""
    from sim.engines.ensemble import fight_one

    return (fight_one(scenario, seed, replicate) for replicate in range(count))


def hold_against(record: Record, count: int, seed: int | None, fight: Fight) -> str:
    """The Markdown of all scenarios of a record, `count` wars each."""
    parts = []
    console = Console(stderr=True)
    for name in record.scenarios:
        scenario = load(name)
        luck = the_seed(scenario, seed)
        fought = track(fight(scenario, luck, count), f"{name}: wars", total=count, console=console)
        ends: Counter[str] = Counter()
        rows = compare_with_record(record.for_scenario(name), counted(fought, ends))
        parts.append(section(scenario, luck, ends, rows))
    return "\n\n".join(parts)


def counted(wars: Iterable[Finished], ends: Counter[str]) -> Iterator[Finished]:
    """The same wars, their outcomes counted in passing."""
    for war in wars:
        ends[front_outcome(war, 0)] += 1
        yield war


def main(arguments: Sequence[str] | None = None, fight: Fight = compiled) -> int:
    """Fight the wars; print the comparison, or fill a page with it. Returns the exit status."""
    options = _parser().parse_args(arguments)
    try:
        record = read_record(options.record or shipped_record(RECORD))
        page = options.fill.read_text(encoding="utf-8") if options.fill else ""
        if options.fill:
            fill(page, "record", "")  # fails before the wars are fought, not after
        text = hold_against(record, options.seeds, options.seed, fight)
        if options.fill:
            options.fill.write_text(fill(page, "record", text), encoding="utf-8")
        else:
            print(text)
    except ScenarioError as error:
        print(error, file=sys.stderr)
        return 2
    except (OSError, ValueError) as error:
        print(f"{options.fill or 'standard output'}: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("interrupted: nothing was written", file=sys.stderr)
        return 130
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m sim.studies.record", description="Hold simulated wars against the record."
    )
    parser.add_argument("--seeds", type=_count, default=1000, help="wars per scenario")
    parser.add_argument("--seed", type=int, help="of all luck; else each scenario's own")
    parser.add_argument("--record", type=Path, help="another record file")
    parser.add_argument("--fill", type=Path, help="page to fill between the record's marks")
    return parser


def _count(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text} is not a whole number from 1 up")
    return int(text)


if __name__ == "__main__":
    raise SystemExit(main())
