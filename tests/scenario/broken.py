"""Broken files: what is changed in the small war, and what the message must say."""

from typing import NamedTuple


class Broken(NamedTuple):
    """`old` in the small war becomes `new`; the fault is on the line that holds `line`."""

    old: str
    new: str
    line: str
    address: str
    problem: str
    hint: str = ""


BROKEN = {
    "syntax": Broken(
        "[belligerents.south]", "[belligerents.south", "[belligerents.south", "", "not valid TOML"
    ),
    "key twice": Broken(
        'name = "North"', 'name = "North"\nname = "N"', 'name = "N"', "", "not valid TOML"
    ),
    "unknown key": Broken(
        "trust = { north",
        "truts = { north",
        "truts",
        "belligerents.south.truts",
        "unknown key",
        "did you mean trust?",
    ),
    "unknown table": Broken(
        "[sources]", "[source]", "[source]", "source", "unknown key", "did you mean sources?"
    ),
    "missing name": Broken(
        '[states.host]\nname = "Host"',
        "[states.host]",
        "[states.host]",
        "states.host.name",
        "required, but missing",
    ),
    "missing fronts": Broken(
        "[fronts.valley]", "[issues.valley]", "", "fronts", "required, but missing"
    ),
    "number in quotes": Broken(
        "ties.south.trust = 0.6",
        'ties.south.trust = "0.6"',
        "ties.south.trust",
        "states.guest.ties.south.trust",
        "wrong kind of value",
        "without quotes: 0.6",
    ),
    "date in quotes": Broken(
        "start = 2001-03-01",
        'start = "2001-03-01"',
        "start",
        "scenario.start",
        "wrong kind of value",
        "without quotes: 2001-03-01",
    ),
    "truth in quotes": Broken(
        "start = 2001",
        'fictional = "yes"\nstart = 2001',
        "fictional",
        "scenario.fictional",
        "wrong kind of value",
        "without quotes: true",
    ),
    "out of range": Broken(
        "ties.south.trust = 0.6",
        "ties.south.trust = 1.6",
        "ties.south.trust",
        "states.guest.ties.south.trust",
        "number out of range",
    ),
    "not a number": Broken(
        "ties.south.trust = 0.6",
        "ties.south.trust = nan",
        "ties.south.trust",
        "states.guest.ties.south.trust",
        "number out of range",
    ),
    "unknown word": Broken(
        'terrain = "built"',
        'terrain = "build"',
        "build",
        "fronts.valley.positions.bridge.terrain",
        "unknown word",
        "did you mean built?",
    ),
    "bad id": Broken(
        "[states.host]",
        '[states."The Host"]',
        "The Host",
        'states."The Host"',
        "not a valid id",
        "for example the_host",
    ),
    "bad scenario id": Broken(
        'id = "small-war"',
        'id = "Small War"',
        "Small War",
        "scenario.id",
        "not a valid id",
        "for example small-war",
    ),
    "range out of order": Broken(
        "low = 2000, high = 6000",
        "low = 5000, high = 6000",
        "5000",
        "belligerents.north.tolerance",
        "does not hold its value",
    ),
    "range beyond limits": Broken(
        "low = 2000, high",
        "low = -1, high",
        "-1",
        "belligerents.north.tolerance.low",
        "low end of the range: number out of range",
    ),
    "half a range": Broken(
        "low = 2000, high = 6000",
        "low = 2000",
        "tolerance",
        "belligerents.north.tolerance",
        "a range lacks high",
    ),
    "trust in nobody": Broken(
        "trust = { north",
        "trust = { nort",
        "nort =",
        "belligerents.south.trust.nort",
        "no belligerent has this id",
        "did you mean north?",
    ),
    "trust in itself": Broken(
        "trust = { north",
        "trust = { south",
        "trust = { south",
        "belligerents.south.trust.south",
        "trust in itself",
    ),
    "tie to nobody": Broken(
        "ties.north =",
        "ties.norht =",
        "norht",
        "states.guest.ties.norht",
        "no belligerent or state has this id",
        "did you mean north?",
    ),
    "member no state": Broken(
        "members.host",
        "members.hots",
        "hots",
        "mediators.talks.members.hots",
        "no state has this id",
        "did you mean host?",
    ),
    "belligerent as member": Broken(
        "members.host",
        "members.south",
        "members.south",
        "mediators.talks.members.south",
        "a belligerent among the states",
        "belligerent_members",
    ),
    "no chair": Broken(
        'role = "chair"',
        'role = "guarantor"',
        "[mediators.talks]",
        "mediators.talks.decision",
        "there is none",
        'role = "chair"',
    ),
    "second chair": Broken(
        'role = "observer"',
        'role = "chair"',
        "members.host",
        "mediators.talks.members.host.role",
        "a second chair",
        "co_chairs",
    ),
    "consensus of one": Broken(
        "opens = 2.5",
        'decision = "consensus"',
        "decision",
        "mediators.talks.decision",
        "consensus of fewer than two",
    ),
    "style of nothing": Broken(
        "opens = 2.5",
        "style = { facilitation = 0.0 }",
        "style",
        "mediators.talks.style",
        "a mediator that does nothing",
    ),
    "fixed term of no length": Broken(
        '["line", "monitors"]',
        '["fixed_term"]',
        "mandate.terms",
        "mediators.talks.mandate.fixed_days",
        "a fixed term of no length",
        "fixed_days",
    ),
    "invites nobody": Broken(
        "opens = 2.5",
        "invites = { talk = 0.5 }",
        "invites",
        "mediators.talks.invites.talk",
        "no mediator has this id",
        "did you mean talks?",
    ),
    "leaves before talks": Broken(
        "opens = 2.5",
        "tempo = { lag_days = 9 }",
        "lag_days",
        "mediators.talks.tempo.lag_days",
        "it leaves before the first talks",
    ),
}
