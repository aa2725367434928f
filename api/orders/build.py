"""A date's planning problem from the roster: a pure function of its arguments."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Sequence

from api.orders.attendance import at_sitting, calendar_notices, duties, eaters, is_open
from api.orders.duty import duty_notices
from api.orders.facts import DayFacts
from api.orders.kitchens import Kitchens, without_eaten
from api.orders.levels import Fetchers, Levels, at_the_door, from_kitchens
from api.orders.parameters import Parameters, Sitting
from api.orders.points import empty_point, fetchers, serving
from api.orders.records import EatingIn, PlanningDay
from api.orders.seats import seated
from api.orders.visits import VisitBuilder
from api.roster.records import (
    CanteenRecord,
    MealPointRecord,
    ResidentRecord,
    RiderRecord,
    Roster,
)
from optimizer.notices import CLOSED, EATING_IN, REDIRECTED, Notice
from optimizer.problem import Canteen, Problem, Rider
from optimizer.travel.base import TravelTimes
from optimizer.travel.places import Places


def planning_day(
    roster: Roster,
    date: datetime.date,
    sitting: Sitting,
    travel: TravelTimes,
    parameters: Parameters | None = None,
    facts: DayFacts | None = None,
) -> PlanningDay:
    """The problem of one sitting, with the orders behind its visits.

    Every meal of everybody who eats is in exactly one visit, or eaten at a canteen; whom nobody
    can serve is still there, to be handed over. The order of the roster's lists changes nothing.

    Raises
    ------
    InvalidProblem
        When the roster contradicts itself, such as a resident bound to an unknown canteen.
    UnknownProfile
        When ``travel`` does not know the vehicle of a rider on duty.
    TravelUnavailable
        When ``travel`` cannot answer now and nothing may step in.
    """
    parameters = parameters or Parameters()
    facts, roster = facts or DayFacts(), at_sitting(roster, sitting)
    eating = eaters(roster, date, sitting.name, facts)
    shifts = duties(roster, date, sitting, facts)
    on_duty = tuple(duty.today for duty in shifts if duty.today is not None)
    opened = {c.id for c in roster.canteens if is_open(c, date, sitting.name, facts)}
    places = Places()
    seating = seated(eating, [canteen for canteen in roster.canteens if canteen.id in opened])
    points = serving(roster, date, sitting, facts)
    coming = fetchers(eating, points)
    doors = at_the_door(eating, seating, coming)
    carried = tuple(from_kitchens(doors, coming, points))
    cooking = tuple(
        without_eaten(canteen, seating.eating_in)
        for canteen in _canteens(roster.canteens, opened, carried, on_duty, places)
    )
    homes = _homes(roster.meal_points, coming, on_duty)
    known = {canteen.id for canteen in cooking} | {home.id for home in homes}
    riders = tuple(_rider(record, known) for record in on_duty)
    kitchens = Kitchens(cooking, carried)
    builder = VisitBuilder(
        sitting=sitting,
        kitchens=kitchens,
        riders=riders,
        service=parameters.service,
        places=places,
    )
    levels = Levels(
        points=points,
        coming=coming,
        cooking=cooking,
        kitchens=kitchens,
        riders=riders,
        times=parameters.points,
        places=places,
    )
    visited, supplied = levels.build(list(builder.build(doors)), doors)
    idle = [home for home in homes if home.id not in {point.id for point in supplied}]
    canteens = (*cooking, *supplied, *(empty_point(home, places) for home in idle))
    locations = places.locations()
    profiles = sorted({rider.profile for rider in riders})
    matrices = {profile: travel.matrix(locations, profile) for profile in profiles}
    redirected = tuple(dict.fromkeys(who.id for who in doors if who.mode != "delivery"))
    problem = Problem(
        date=date,
        sitting=sitting.name,
        timezone=parameters.timezone,
        locations=locations,
        travel=matrices,
        canteens=canteens,
        riders=riders,
        visits=tuple(visit for visit, _ in visited),
        policy=parameters.policy,
        notices=(
            *calendar_notices(roster.canteens, date, sitting.name, facts),
            *_closed_notices(cooking, opened, carried),
            *_guest_notices(cooking, seating.eating_in, redirected),
            *duty_notices(shifts),
            *(notice for matrix in matrices.values() for notice in matrix.notices),
        ),
    )
    return PlanningDay(
        problem=problem,
        orders=tuple(order for _, orders in visited for order in orders),
        eating_in=seating.eating_in,
        redirected=redirected,
    )


def _canteens(
    records: Iterable[CanteenRecord],
    open_today: Container[str],
    eating: Sequence[ResidentRecord],
    on_duty: Sequence[RiderRecord],
    places: Places,
) -> Iterator[Canteen]:
    """The canteens of the day, in order of id.

    A closed one stays, with no meals, where a rider starts from it or an eater is bound to it:
    the visit then is unserved for a reason that can be read.
    """
    needed = {rider.canteen for rider in on_duty} | {who.canteen for who in eating}
    for record in sorted(records, key=lambda record: record.id):
        opened = record.id in open_today
        if opened or record.id in needed:
            yield Canteen(
                id=record.id,
                location=places.id_of(record.lon, record.lat),
                capacity=record.capacity if opened else 0,
                capacity_by_diet=dict(record.capacity_by_diet) if opened else {},
                diets=record.diets,
                loading_seconds=record.loading_seconds,
                loading_bays=record.loading_bays,
                batches=record.batches if opened else (),
            )


def _closed_notices(
    cooking: Iterable[Canteen], opened: Container[str], eating: Iterable[ResidentRecord]
) -> Iterator[Notice]:
    """Which canteens are closed although people may eat from no other one."""
    bound: dict[str | None, set[str]] = defaultdict(set)
    for who in eating:
        bound[who.canteen].add(who.id)
    for canteen in cooking:
        if canteen.id not in opened and bound[canteen.id]:
            params: dict[str, str | int] = {
                "location": canteen.location,
                "people": len(bound[canteen.id]),
            }
            yield Notice(code=CLOSED, params=params)


def _guest_notices(
    cooking: Iterable[Canteen], eating_in: Iterable[EatingIn], redirected: Sequence[str]
) -> Iterator[Notice]:
    """How many eat at which canteen, and how many could not and get a delivery."""
    meals: dict[str, int] = defaultdict(int)
    for one in eating_in:
        meals[one.canteen] += one.meals
    for canteen in cooking:
        if count := meals[canteen.id]:
            params: dict[str, str | int] = {"location": canteen.location, "canteen": canteen.id}
            yield Notice(code=EATING_IN, params={**params, "meals": count})
    if redirected:
        yield Notice(code=REDIRECTED, params={"people": len(redirected)})


def _homes(
    points: Iterable[MealPointRecord], coming: Fetchers, on_duty: Sequence[RiderRecord]
) -> list[MealPointRecord]:
    """Points of the day: somebody comes there, or a rider's day begins there; in order of id."""
    staffed = {rider.canteen for rider in on_duty}
    needed = (point for point in points if point.id in staffed or point.id in coming)
    return sorted(needed, key=lambda point: point.id)


def _rider(record: RiderRecord, canteens: set[str]) -> Rider:
    """The rider of the day, without the loading places that are left out today."""
    return Rider(
        id=record.id,
        canteen=record.canteen,
        boxes=record.boxes,
        shift=record.shift,
        max_trips=record.max_trips,
        may_load_at=tuple(canteen for canteen in record.may_load_at if canteen in canteens),
        profile=record.profile,
        kind=record.kind,
        skills=record.skills,
    )
