"""What each system can say of the problem: a table for the page that compares them.

Rules are named as in ``optimizer.rules``, costs as the checker names them. What a system says
inexactly or not at all is settled for all in the same way once it has answered: by
``benchmarks.peers.repair``, or by the same steps at the end of the library's own strategies.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import StrEnum
from typing import NamedTuple

from optimizer.rules import Rule


class Ability(StrEnum):
    """How a system deals with a rule or a cost."""

    EXACT = "exact"
    APPROXIMATE = "approximate"
    REPAIRED = "repaired afterwards"
    UNSEEN = "not seen"


class How(NamedTuple):
    """An ability, and in a few words how."""

    ability: Ability
    how: str


E, A, R, U = Ability.EXACT, Ability.APPROXIMATE, Ability.REPAIRED, Ability.UNSEEN

COSTS = (
    "unserved",
    "early",
    "late",
    "riders",
    "paid",
    "unfamiliar",
    "change",
    "changed_riders",
    "changed_order",
    "longest",
    "onboard",
    "slack",
)
"""Components of the cost, in the checker's order."""

_SLOTS = How(E, "a vehicle for each rider and wave, whose waves do not overlap")
_WAVES = How(A, "a split of the sitting, searched around the solver")
_CLOCK = How(A, "distance limit on the clock on board; who waits is not seen")
_AFTER = How(R, "trimmed, inserted again, departures settled")
_TIMED = How(R, "departures of least cost for the trips found")
_PRIZE = How(E, "a prize by weight of the meals")
_SKILLS = How(E, "a skill for whoever the same riders may serve")
_MATRIX = How(E, "no entry for forbidden pairs")
_LOADS = How(E, "a load of which other vehicles have no room")
_RELEASE = How(A, "no service before the shortest ride from release; departures are repaired")
_PINS = How(A, "riders and sequences; visits that must ride apart are repaired")
_ASSIGNED = How(R, "trips of a wave go to riders who know the visits")

_EVERYBODY: Mapping[str, How] = {
    Rule.SERVED_ONCE: How(E, "a customer each"),
    Rule.BOXES: How(E, "capacity of a trip"),
    Rule.WINDOW: How(E, "time windows; those of the emergency policy are repaired"),
    Rule.SHIFT: How(E, "time window of the vehicle"),
    Rule.TRAVEL: How(E, "the same matrices"),
    Rule.SUPPLY: How(R, "meal points are kitchens with batches; meals not brought are taken back"),
    Rule.KITCHEN: How(R, "who depends on one kitchen is rationed beforehand, the rest trimmed"),
    Rule.BATCH: _AFTER,
    Rule.BAYS: _AFTER,
    Rule.LOCK: _PINS,
    "early": _TIMED,
    "late": _TIMED,
    "longest": How(R, "departures alone; the routes do not know it"),
    "onboard": How(R, "departures alone; the routes do not know it"),
    "slack": _TIMED,
    "unfamiliar": How(U, "riders are chosen by cost alone"),
    "change": How(U, "riders are chosen by cost alone"),
    "changed_riders": How(U, "the previous rounds are not told"),
    "changed_order": How(U, "the previous rounds are not told"),
}
"""What holds for every peer unless it says otherwise."""

_WAVE_PEER: Mapping[str, How] = {
    Rule.FRESH: _CLOCK,
    Rule.TRIPS: _SLOTS,
    Rule.CHAIN: _SLOTS,
}

_PEERS: Mapping[str, Mapping[str, How]] = {
    "pyvrp": {
        **_WAVE_PEER,
        Rule.RELEASED: How(E, "release times"),
        **dict.fromkeys((Rule.DIET, Rule.SKILL, Rule.CANTEEN), _MATRIX),
        "unserved": _PRIZE,
        "riders": How(A, "crews of fewer and fewer riders; a share of the cost per wave"),
        "paid": How(A, "duration of each trip, waiting between trips left out"),
        "unfamiliar": _ASSIGNED,
        "change": _ASSIGNED,
    },
    "pyvrp_packing": {
        **_WAVE_PEER,
        Rule.TRIPS: How(E, "CP-SAT gives trips to riders; trips that nobody can make are lost"),
        Rule.CHAIN: How(E, "CP-SAT: no two trips of a rider at once"),
        Rule.RELEASED: How(E, "release times"),
        **dict.fromkeys((Rule.DIET, Rule.SKILL, Rule.CANTEEN), _MATRIX),
        "unserved": _PRIZE,
        "riders": How(A, "fewest riders for the trips found"),
        "paid": How(A, "duration of each trip, waiting between trips left out"),
    },
    "pyvrp_reload": {
        Rule.FRESH: How(A, "a second load, time on board per stop, learned from trips found"),
        Rule.TRIPS: How(E, "most reloads of a vehicle"),
        Rule.CHAIN: How(E, "reloading takes the depot's service time"),
        Rule.RELEASED: How(E, "release times of a trip"),
        **dict.fromkeys((Rule.DIET, Rule.SKILL), _LOADS),
        Rule.CANTEEN: How(A, "riders load at home alone"),
        "unserved": _PRIZE,
        "riders": How(E, "fixed cost of a vehicle"),
        "paid": How(E, "duration from start to end, by kind of rider"),
    },
    "vroom": {
        **_WAVE_PEER,
        Rule.RELEASED: _RELEASE,
        **dict.fromkeys((Rule.DIET, Rule.SKILL, Rule.CANTEEN), _SKILLS),
        "unserved": How(A, "priorities from 1 to 100 in proportion, above all cost"),
        "riders": How(A, "crews of fewer and fewer riders; a share of the cost per wave"),
        "paid": How(A, "riding time; serving and waiting cost it nothing"),
    },
    "vrp_cli": {
        **_WAVE_PEER,
        Rule.RELEASED: _RELEASE,
        **dict.fromkeys((Rule.DIET, Rule.SKILL, Rule.CANTEEN), _SKILLS),
        "unserved": How(A, "values from 1 to 100 in proportion, the first objective"),
        "riders": How(A, "fewest trips; then a run with a rider less"),
        "paid": How(A, "time of each trip by kind of rider, waiting between trips left out"),
    },
}

_SLOPE = How(A, "exact for a day; insertion prices stops that are moved by their slope")
_IN_ROUTES = How(E, "part of the routes' cost")

_OWN: Mapping[str, Mapping[str, How]] = {
    "engine": {
        **{rule: How(E, "checked with every move") for rule in Rule},
        **{cost: How(E, "priced with every move") for cost in COSTS},
        Rule.SUPPLY: How(R, "both levels at once; meals not brought are taken back"),
        Rule.BAYS: How(A, "never overbooked, but another order of loading may be missed"),
        **dict.fromkeys(("early", "late", "slack"), _SLOPE),
    },
    "ortools": {
        **{rule: How(E, "a constraint of the routing model") for rule in Rule},
        **dict.fromkeys(("early", "late", "slack", "longest"), _TIMED),
        **dict.fromkeys(("unserved", "riders", "unfamiliar", "change", "onboard"), _IN_ROUTES),
        Rule.SUPPLY: How(R, "both levels at once; meals not brought are taken back"),
        "paid": How(A, "loading, riding and serving; idling is settled by departures"),
        **dict.fromkeys(("changed_riders", "changed_order"), How(U, "not stated")),
    },
}

SYSTEMS = (*_OWN, *_PEERS)
"""All systems of the table, in its order."""


def table() -> Iterator[tuple[str, str, How]]:
    """Every rule and every cost with every system: its code, the system, and how."""
    for code in (*Rule, *COSTS):
        for system in SYSTEMS:
            yield str(code), system, of(system, code)


def of(system: str, code: str) -> How:
    """How a system deals with a rule or a component of the cost."""
    if system in _OWN:
        return _OWN[system][code]
    return _PEERS[system].get(code) or _EVERYBODY[code]
