"""Changes made to the roster, so that orders, seats and meal points follow them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from api.orders.distances import metres
from api.roster.records import CanteenRecord, ResidentRecord, RiderRecord, Roster
from optimizer.errors import InvalidInput, Issue
from optimizer.problem import Batch
from optimizer.whatif.changes import (
    Change,
    ChangeRiders,
    CloseCanteen,
    OpenCanteen,
    SetCapacity,
    Stranded,
    contradictions,
    scaled,
    split_evenly,
)
from optimizer.whatif.crews import customary, leaving, newcomers, usual


def changed_roster(
    roster: Roster, changes: Sequence[Change], stranded: Stranded = Stranded.MOVE
) -> Roster:
    """The roster with all ``changes``, one after another.

    Whoever is bound to a canteen that closes may be served by any, and whoever is bound to one
    farther away than a new canteen may be served by any as well. New riders are of the canteen's
    commonest sort and have no name. Everything else, the days of opening included, stays.

    Raises
    ------
    InvalidInput
        When a change names no canteen of the roster, or changes contradict each other.
    """
    if issues := list(contradictions(changes)):
        raise InvalidInput(issues)
    for change in changes:
        if issue := _issue(roster, change):
            raise InvalidInput([issue])
        match change:
            case OpenCanteen():
                roster = _opened(roster, change)
            case CloseCanteen():
                roster = _closed(roster, change.canteen, stranded)
            case SetCapacity():
                resized = _resized(_named(roster, change.canteen), change.capacity)
                roster = _with_canteen(roster, resized)
            case ChangeRiders():
                roster = _with_riders(roster, change.canteen, change.by)
    return roster


def _issue(roster: Roster, change: Change) -> Issue | None:
    known = sorted(canteen.id for canteen in roster.canteens)
    if isinstance(change, OpenCanteen):
        return Issue.of("open", change.id, "whatif_known") if change.id in known else None
    if change.canteen not in known:
        return Issue.of("canteen", change.canteen, "whatif_unknown", known="、".join(known))
    return None


def _opened(roster: Roster, change: OpenCanteen) -> Roster:
    canteen = CanteenRecord(
        id=change.id,
        name=change.id,
        street_town="",
        address="",
        lon=change.lon,
        lat=change.lat,
        capacity=change.capacity,
        supper_capacity=change.capacity,
    )
    crew = change.riders
    if crew is None:
        cooking = _cooking(roster)
        homes = sum(rider.canteen in {c.id for c in cooking} for rider in roster.riders)
        crew = customary(change.capacity, homes, sum(c.capacity for c in cooking))
    nearer = _nearer(roster, canteen)
    free = (replace(w, canteen=None) if w.id in nearer else w for w in roster.residents)
    opened = replace(roster, canteens=(*roster.canteens, canteen), residents=tuple(free))
    return _with_riders(opened, change.id, crew)


def _closed(roster: Roster, name: str, stranded: Stranded) -> Roster:
    place = _named(roster, name)
    shut = _with_canteen(roster, _without_meals(place))
    shut = replace(
        shut,
        residents=tuple(_unbound(who, name) for who in roster.residents),
        meal_points=tuple(
            replace(point, canteen=None) if point.canteen == name else point
            for point in roster.meal_points
        ),
    )
    cooking = _cooking(shut)
    if stranded is Stranded.OFF or not cooking:
        riders = tuple(rider for rider in shut.riders if rider.canteen != name)
        return replace(shut, riders=riders)
    distances = metres([(place.lon, place.lat)], [(c.lon, c.lat) for c in cooking])[0]
    nearest = cooking[int(distances.argmin())].id
    return replace(shut, riders=tuple(_moved(rider, name, nearest) for rider in shut.riders))


def _without_meals(canteen: CanteenRecord) -> CanteenRecord:
    return replace(
        canteen,
        capacity=0,
        capacity_by_diet={},
        batches=(),
        supper_capacity=None,
        supper_batches=(),
    )


def _unbound(who: ResidentRecord, canteen: str) -> ResidentRecord:
    return replace(who, canteen=None) if who.canteen == canteen else who


def _moved(rider: RiderRecord, gone: str, nearest: str) -> RiderRecord:
    home = nearest if rider.canteen == gone else rider.canteen
    others = tuple(canteen for canteen in rider.may_load_at if canteen not in {gone, home})
    return replace(rider, canteen=home, may_load_at=others)


def _resized(canteen: CanteenRecord, capacity: int) -> CanteenRecord:
    before = canteen.capacity
    supper = canteen.supper_capacity
    later = None if supper is None else scaled(supper, capacity, before)
    diets = canteen.capacity_by_diet.items()
    return replace(
        canteen,
        capacity=capacity,
        capacity_by_diet={diet: scaled(most, capacity, before) for diet, most in diets},
        batches=_batches(canteen.batches, capacity),
        supper_capacity=later,
        supper_batches=_batches(canteen.supper_batches, later or 0),
    )


def _batches(batches: Sequence[Batch], capacity: int) -> tuple[Batch, ...]:
    meals = split_evenly(capacity, [batch.meals for batch in batches])
    return tuple(replace(b, meals=count) for b, count in zip(batches, meals, strict=True))


def _with_riders(roster: Roster, canteen: str, by: int) -> Roster:
    if by < 0:
        gone = leaving(roster.riders, canteen, -by)
        return replace(roster, riders=tuple(r for r in roster.riders if r.id not in gone))
    like = usual(roster.riders, canteen, {kitchen.id for kitchen in _cooking(roster)})
    if by and like is None:
        raise InvalidInput([Issue.of("riders", by, "whatif_no_rider")])
    more = tuple(
        replace(like, id=name, name=name, phone="", canteen=canteen, may_load_at=())
        for name in newcomers(roster.riders, canteen, by)
        if like is not None
    )
    return replace(roster, riders=(*roster.riders, *more))


def _with_canteen(roster: Roster, new: CanteenRecord) -> Roster:
    canteens = (new if canteen.id == new.id else canteen for canteen in roster.canteens)
    return replace(roster, canteens=tuple(canteens))


def _named(roster: Roster, name: str) -> CanteenRecord:
    return next(canteen for canteen in roster.canteens if canteen.id == name)


def _cooking(roster: Roster) -> list[CanteenRecord]:
    return [canteen for canteen in roster.canteens if canteen.capacity]


def _nearer(roster: Roster, new: CanteenRecord) -> set[str]:
    """Residents to whom the new canteen is nearer than the one that they are bound to."""
    found: set[str] = set()
    for canteen in roster.canteens:
        bound = [who for who in roster.residents if who.canteen == canteen.id]
        both = [(canteen.lon, canteen.lat), (new.lon, new.lat)]
        apart = metres([(who.lon, who.lat) for who in bound], both)
        found |= {who.id for who, (own, other) in zip(bound, apart, strict=True) if other < own}
    return found
