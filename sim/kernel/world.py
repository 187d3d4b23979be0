"""The state of one war: one structured array per noun, and matrices of relations.

A world is plain data: copying its arrays branches the war. Only phases change it. Times are hours
since the start of the first day (local); rates are per day; land and worth are shares.
"""

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]

# status of a front
WAR, ANNOUNCED, TRUCE_HOLDS, SETTLED, DECIDED = 0, 1, 2, 3, 4
STATUSES = ("war", "announced", "truce", "settled", "decided")

# terms of an agreement, as bits
LINE, STATUS, MONITORS, PEACEKEEPERS, GUARANTEE = 1, 2, 4, 8, 16
COMMISSION, HOTLINE, PRISONERS, ARBITRATOR, FIXED_TERM, SPARE = 32, 64, 128, 256, 512, 1024
TERMS = (
    "line", "status", "monitors", "peacekeepers", "guarantee",
    "commission", "hotline", "prisoners", "arbitrator", "fixed_term", "spare_civilians",
)  # fmt: skip

DOCTRINES = (
    "restraint", "retaliate", "generous", "contrite", "aggressive", "win_stay", "random", "grim",
)  # fmt: skip
ROLES = ("none", "chair", "co_chair", "guarantor", "observer")
GUARANTOR, OBSERVER = 3, 4
ANY, CHAIR, CONSENSUS = 0, 1, 2
DECISIONS = ("any", "chair", "consensus")
EVENT_KINDS = ("arms", "salience", "ultimatum", "tie", "initiative", "mandate_expiry", "patron")
TIE_FIELDS = ("trust", "trade", "arms", "bias", "rivalry")

NEVER = 1.0e18  # an hour that does not come
NOBODY = -1


def record(floats: str, ints: str = "") -> np.dtype[Any]:
    """A dtype of named floats and integers."""
    return np.dtype([(n, "i8") for n in ints.split()] + [(n, "f8") for n in floats.split()])


WAR_FIELDS = record(
    "step_hours horizon_hours aftermath_hours alarm ended_hour",
    "key0 key1 replicate scripted over truces engagements",
)
MECHANISMS = (
    "agreements", "attrition", "intensity", "effort", "learning", "private_resolve",
    "direct_talks", "unilateral_halts", "mediation", "facilitation", "formulation",
    "manipulation", "pressure_decay", "rivalry", "insincere_signing", "audience", "land_grab",
    "orders_delay", "accidents", "doctrine", "misperception", "monitors", "peacekeepers",
    "guarantees", "measures", "tension", "memory", "admission", "patrons", "events",
    "observers", "endorsement", "undertakings", "reputation", "foresight",
)  # fmt: skip
SWITCHES = record("", " ".join(MECHANISMS))
CONSTANTS = record(
    "effort_rate effort_exponent smoothing_days land_grab "
    "direct_rate direct_noise halt_rate ripe_scale salience_deaths discouragement "
    "perception_noise signing_noise choice_noise signal_learning "
    "scale half_life_days reneging patrons endorsement "
    "break_pace reconsiders break_noise order_hours residual_contact accident_rate accusation_rate "
    "collapse_rate misperception execution_error arbitrator_error public_attribution "
    "commission hotline observer restraint restraint_days "
    "tension_days tension_weight forbearance calm_tension consolidation_days "
    "incident_deaths false_alarm forum_weight interim_audience "
    "peacekeepers_needed monitors_needed handover_days handover_steps forecast_days "
    "kept_days exchange failure success"
)
BELLIGERENT = record(
    "strength quality initiative attrition resupply death_cost cost_low cost_high high_cost cost "
    "hosting tolerance patience_days discipline generosity first_strike resume_margin "
    "tension_limit reputation blames_other invents aim aim_hardening audience audience_losses "
    "concealment admits admission_days halt_days belief_weight losses admitted civilian_deaths "
    "displaced ultimatum patron_growth",
    "subject doctrine",
)
PAIR = record("belief_mean belief_variance type_belief kept broken", "nodes")
STATE = record("concern monitors peacekeepers guarantee", "subject")
TIE = record("trust trade arms bias resupply")  # state x belligerent
RELATION = record("trust rivalry")  # state x state
MEDIATOR = record(
    "facilitation formulation manipulation credibility signal_accuracy war_cost "
    "together friends_above "
    "launch_rate lag_days gap_days deadline_days notice_hours rest_days "
    "fixed_days monitor_access monitor_accuracy monitor_delay_hours opens_hour closes_hour "
    "launched_hour talks_hour leaves_hour rests_until script_notice",
    "subject decision rounds terms open front acting round script_terms joined endorsed",
)
MEMBER = record("weight", "role")  # mediator x state
STANDING = record("value", "member subject")  # belligerent x mediator
# mediator x mediator: whether the first invites, joins or endorses the second
INVITE = record("willingness endorses", "subject")
FRONT = record(
    "persistence sd dispersion engagements_per_day counter civilian_rate y exposure "
    "civilian_deaths displaced share_start share_now taken moves toll range_width "
    "decided_hour undertaken_hour",
    "subject first second positions line first_decides second_decides status engagements ripe "
    "was_ripe day_engagements stale",
)
SIDE = record(  # front x {first, second}
    "deaths_per_day effort recent deaths day_deaths worth_end war_days "
    "other_worth_end war keep break_ kept_probability hazard "
    "expected_move blamed rounds held_rounds",
    "means_to_keep fired other_fired good other_good broke spoke accusation_truth subject",
)
PROSPECT = record("own other days")  # front x {first, second} x line
POSITION = record("share terrain worth_first worth_second people")
ISSUE = record("worth_first worth_second", "front disposes")
TRUCE = record(
    "announced_hour effective_hour first_incident first_accusation_first "
    "first_accusation_second blamed_by_first blamed_by_second ended_hour fixed_until fixed_days "
    "monitors peacekeepers guarantee guarantee_first guarantee_second attribution separation "
    "tension next_handover steps_left "
    "pressure_first pressure_second accuracy access delay_hours hazard verdict_due shaken_hour",
    "front number broker acting mode truce_class terms issues line violator verdict_author "
    "verdict public_verdict cause active consolidated settlement",
)
OUTSIDE = record("hour value notice_hours", "kind who by mediator front field terms done")


class World(NamedTuple):
    """Everything that a war is at one moment. Shapes in brackets."""

    war: Array  # (1,) of WAR_FIELDS
    on: Array  # (1,) of SWITCHES
    rules: Array  # (1,) of CONSTANTS
    belligerents: Array  # (B,)
    pairs: Array  # (B, B): what row holds about column
    states: Array  # (S,)
    ties: Array  # (S, B)
    relations: Array  # (S, S)
    mediators: Array  # (M,)
    members: Array  # (M, S)
    standing: Array  # (B, M)
    invites: Array  # (M, M)
    fronts: Array  # (F,)
    sides: Array  # (F, 2)
    positions: Array  # (F, P)
    held: Array  # (F, 2, P + 1): worth [stake] to either side of what it holds, by line
    # (F, 2, P + 1) of PROSPECT: what a side expects of a war from each line: own worth and the
    # other's when it ends [stake], days until then
    prospects: Array
    issues: Array  # (I,)
    truces: Array  # (F,): the agreement on each front, if active
    outside: Array  # (E,): dated events
    nodes: Array  # (B, B, K, 2): quadrature of row's belief about column: standard value, weight
    scratch: Array  # (8, P + 1): room for the chain of positions


def copy_world(world: World) -> World:
    """A branch of the war: the same world, apart."""
    return World(*[array.copy() for array in world])
