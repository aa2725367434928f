"""A date's planning problem from the roster: a pure function of its arguments."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Sequence

from api.orders.attendance import eaters, is_open, riders_on_duty
from api.orders.kitchens import Kitchens
from api.orders.parameters import Parameters, Sitting
from api.orders.records import PlanningDay
from api.orders.visits import VisitBuilder
from api.roster.records import CanteenRecord, ResidentRecord, RiderRecord, Roster
from optimizer.problem import Canteen, Problem, Rider
from optimizer.travel.base import TravelTimes
from optimizer.travel.places import Places


def planning_day(
    roster: Roster,
    date: datetime.date,
    sitting: Sitting,
    travel: TravelTimes,
    parameters: Parameters | None = None,
) -> PlanningDay:
    """The problem of one sitting, with the orders behind its visits.

    Every meal of everybody who eats is in exactly one visit; whom nobody can serve is still
    there, to be handed over. The order of the roster's lists changes nothing.

    Raises
    ------
    InvalidProblem
        When the roster contradicts itself, such as a resident bound to an unknown canteen.
    UnknownProfile
        When ``travel`` does not know the vehicle of a rider on duty.
    """
    parameters = parameters or Parameters()
    eating = eaters(roster, date)
    on_duty = riders_on_duty(roster, date)
    places = Places()
    canteens = tuple(_canteens(roster.canteens, date, eating, on_duty, places))
    riders = tuple(_rider(record, {canteen.id for canteen in canteens}) for record in on_duty)
    builder = VisitBuilder(
        sitting=sitting,
        kitchens=Kitchens(canteens, eating),
        riders=riders,
        service=parameters.service,
        places=places,
    )
    visited = list(builder.build(eating))
    locations = places.locations()
    profiles = sorted({rider.profile for rider in riders})
    problem = Problem(
        date=date,
        sitting=sitting.name,
        timezone=parameters.timezone,
        locations=locations,
        travel={profile: travel.matrix(locations, profile) for profile in profiles},
        canteens=canteens,
        riders=riders,
        visits=tuple(visit for visit, _ in visited),
        policy=parameters.policy,
    )
    return PlanningDay(
        problem=problem, orders=tuple(order for _, orders in visited for order in orders)
    )


def _canteens(
    records: Iterable[CanteenRecord],
    date: datetime.date,
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
        opened = is_open(record, date)
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
