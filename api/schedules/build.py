"""From a plan version to the schedule that /v1 serves. Pure."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

from api.plans.kitchens import BatchMeals, KitchenMeals, kitchen_meals, kitchens_for
from api.plans.notices import described
from api.plans.records import HandOver, Version
from api.schedules.moments import moment_of
from api.schedules.schemas import (
    BatchSchedule,
    BothLanguages,
    CanteenPlace,
    HandOverSchedule,
    KitchenSchedule,
    NoticeSchedule,
    ReasonSchedule,
    RiderSchedule,
    Schedule,
    StopSchedule,
    TripSchedule,
    UnservedSchedule,
)
from optimizer.explain import describe, remedy_of
from optimizer.plan import Reason, RiderDay, Stop, Unserved
from optimizer.problem import Location, Problem


@dataclass(frozen=True, kw_only=True)
class ScheduleBuilder:
    """Turns the records of a published ``version`` into schemas.

    ``addresses`` are buildings by visit, ``names`` canteens by id; whatever left the roster is
    missing there.
    """

    version: Version
    addresses: Mapping[str, str]
    names: Mapping[str, str]

    def schedule(self, canteen: str | None = None) -> Schedule:
        """The whole schedule, or one canteen's part of it.

        A canteen's part has the trips that load there and all unserved visits that it may cook
        for, so that nobody falls between two canteens.
        """
        version = self.version
        return Schedule(
            date=version.problem.date,
            sitting=version.problem.sitting,
            version=version.number,
            published=self.published(),
            canteens=[self.canteen_place(c.id) for c in version.problem.canteens],
            riders=self.riders(canteen),
            unserved=[
                UnservedSchedule(**left_out, hand_over=agreed)
                for left_out, agreed in self.unserved(canteen)
            ],
            kitchens=self.kitchens(canteen),
            notices=self.notices(),
        )

    def riders(self, canteen: str | None = None) -> list[RiderSchedule]:
        """Everybody with a trip that loads at the canteen; None: at any."""
        return [r for day in self.version.plan.riders for r in self._rider(day, canteen)]

    def unserved(
        self, canteen: str | None = None
    ) -> Iterator[tuple[dict[str, Any], HandOverSchedule | None]]:
        """The fields of each visit left out that the canteen may cook for, and its hand-over."""
        agreed = {one.visit: self._hand_over(one) for one in self.version.hand_overs}
        for entry in self.version.plan.unserved:
            if _concerns(self.version.problem, entry.visit, canteen):
                yield self._left_out(entry), agreed.get(entry.visit)

    def kitchens(self, canteen: str | None = None) -> list[KitchenSchedule]:
        """What each canteen packs, or one of them."""
        return [
            self._kitchen(kitchen)
            for kitchen in kitchen_meals(self.version.problem, self.version.plan)
            if canteen in (None, kitchen.canteen)
        ]

    def notices(self) -> list[NoticeSchedule]:
        """What must be known about the data."""
        return list(self._notices())

    def moment(self, seconds: int) -> datetime.datetime:
        """The moment ``seconds`` after local midnight of the schedule's date."""
        return moment_of(self.version.problem, seconds)

    def published(self) -> datetime.datetime:
        """When the version was published, in local time."""
        if self.version.published is None:
            raise ValueError(f"version {self.version.id} is not published")
        return self.version.published.astimezone(ZoneInfo(self.version.problem.timezone))

    def canteen_place(self, canteen: str) -> CanteenPlace:
        """Where a canteen is and what it is called."""
        place = self._location(self.version.problem.canteen[canteen].location)
        name = self.names.get(canteen, canteen)
        return CanteenPlace(canteen=canteen, name=name, lon=place.lon, lat=place.lat)

    def trips(self, day: RiderDay) -> Iterator[TripSchedule]:
        """All trips of a rider's day."""
        home = self.version.problem.rider[day.rider].canteen
        ends = [*(trip.canteen for trip in day.trips[1:]), home]
        for number, (trip, returns_to) in enumerate(zip(day.trips, ends, strict=False), start=1):
            yield TripSchedule(
                number=number,
                canteen=trip.canteen,
                load_start=self.moment(trip.load_start),
                depart=self.moment(trip.depart),
                returns=self.moment(trip.returns),
                returns_to=returns_to,
                stops=[self._stop(stop) for stop in trip.stops],
            )

    def _rider(self, day: RiderDay, canteen: str | None) -> Iterator[RiderSchedule]:
        if trips := [trip for trip in self.trips(day) if canteen in (None, trip.canteen)]:
            start, end = self.moment(day.start), self.moment(day.end)
            yield RiderSchedule(rider=day.rider, start=start, end=end, trips=trips)

    def _stop(self, stop: Stop) -> StopSchedule:
        visit = self.version.problem.visit[stop.visit]
        place = self._location(visit.location)
        return StopSchedule(
            visit=stop.visit,
            address=self.addresses.get(stop.visit),
            lon=place.lon,
            lat=place.lat,
            arrive=self.moment(stop.arrive),
            start=self.moment(stop.start),
            end=self.moment(stop.end),
            meals=dict(visit.meals),
            onboard_seconds=stop.onboard,
            relaxed=stop.relaxed,
        )

    def _left_out(self, entry: Unserved) -> dict[str, Any]:
        visit = self.version.problem.visit[entry.visit]
        place = self._location(visit.location)
        return {
            "visit": entry.visit,
            "address": self.addresses.get(entry.visit),
            "lon": place.lon,
            "lat": place.lat,
            "meals": dict(visit.meals),
            "transit": visit.transit,
            "reasons": [reason_schedule(reason) for reason in entry.reasons],
        }

    def _hand_over(self, agreed: HandOver) -> HandOverSchedule:
        at = None if agreed.at is None else self.moment(agreed.at)
        return HandOverSchedule(kind=agreed.kind, at=at)

    def _notices(self) -> Iterator[NoticeSchedule]:
        for notice, words in described(self.version.problem, self.addresses, self.names):
            params = {key: value for key, value in notice.params.items() if key != "location"}
            yield NoticeSchedule(code=notice.code, params=params, text=BothLanguages.of(words))

    def _kitchen(self, kitchen: KitchenMeals) -> KitchenSchedule:
        return KitchenSchedule(
            canteen=kitchen.canteen,
            batches=[self._batch(batch) for batch in kitchen.batches],
            meals=dict(kitchen.meals),
            eating_in=kitchen.eating_in,
            handed_over=dict(kitchen.handed_over),
        )

    def _batch(self, batch: BatchMeals) -> BatchSchedule:
        ready = None if batch.ready is None else self.moment(batch.ready)
        return BatchSchedule(ready=ready, limit=batch.limit, meals=dict(batch.meals))

    def _location(self, location: str) -> Location:
        problem = self.version.problem
        return problem.locations[problem.location_index[location]]


def _concerns(problem: Problem, name: str, canteen: str | None) -> bool:
    """Whether the canteen may give the visit, or loaded its meals, which wait on the road now."""
    visit = problem.visit[name]
    if canteen is None or visit.canteens is None or canteen in visit.canteens:
        return True
    return canteen in (kitchens_for(problem, visit) or ())


def reason_schedule(reason: Reason) -> ReasonSchedule:
    """A reason with its sentences."""
    return ReasonSchedule(
        code=reason.code,
        params=dict(reason.params),
        text=BothLanguages.of(describe(reason)),
        remedy=BothLanguages.of(remedy_of(reason)),
    )
