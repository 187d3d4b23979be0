"""One line for each kind of gate."""

from pathlib import Path

from sim.studies.facts.gates import read_gates
from sim.studies.facts.words import counted
from sim.studies.honesty.ceasefires import ceasefires_sentence
from sim.studies.honesty.facts import facts_of
from sim.studies.honesty.fit import fit_sentence
from sim.studies.honesty.kept import NOT_YET
from sim.studies.honesty.performance import performance_rows
from sim.studies.honesty.record import record_rows
from sim.studies.honesty.wars import wars_sentence


def summary_text(docs: Path) -> str:
    """The lines."""
    facts = facts_of(docs).values()
    formal = counted([one for one in facts if one.kind == "formal"])
    known = read_gates().facts
    stylised = counted([one for one in facts if one.id in known])
    record = "; ".join(
        f"{name} {inside} inside, {wide} of them by width alone"
        for name, _, inside, _, _, wide, _ in record_rows(docs)
    )
    measured = performance_rows(docs)
    met = sum(row[-1] == "met" for row in measured)
    lines = (
        ("closed forms of theory", formal),
        ("regularities of real ceasefires (S1 to S12)", stylised),
        ("the record of 2020", record),
        ("what the record of 2020 tells of the parameters", fit_sentence()),
        ("wars that the model was not fitted to", wars_sentence(docs)),
        ("many ceasefires, countries not fitted on", ceasefires_sentence(docs)),
        ("speed and memory", f"{met} of {len(measured)} met" if measured else ""),
    )
    return "\n".join(f"* {name[:1].upper()}{name[1:]}: {told or NOT_YET}" for name, told in lines)
