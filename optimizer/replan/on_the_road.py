"""Riders who do not come, come late, or cannot go on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from optimizer.plan import Stop, Trip
from optimizer.problem import Rider
from optimizer.replan.disruptions import Breakdown, Meals, RiderAbsent, RiderLate
from optimizer.replan.hand_over import hand_over
from optimizer.replan.kitchens import take_from
from optimizer.replan.today import Today


def absent(today: Today, event: RiderAbsent) -> None:
    """Trips that have not departed are unloaded; who is on the way hands over the meals."""
    if _under_way(today, event.rider):
        broken(today, Breakdown(rider=event.rider))
        return
    _unload(today, event.rider)
    today.no_more_trips(event.rider)


def late(today: Today, event: RiderLate) -> None:
    """The shift begins later; on the way, the next stop waits and the following ones with it.

    Trips that are loading are unloaded: somebody may take them who is there. What the problem
    cannot say of a rider between trips is said by the last stop: it lasts until then.
    """
    _unload(today, event.rider)
    rider = today.riders[event.rider]
    if not rider.frozen:
        canteens = (today.canteens[name] for name in rider.loading_canteens())
        loading = min(canteen.loading_seconds for canteen in canteens)
        if event.until + loading > rider.shift[1]:
            today.tell("told_no_time_left", rider=rider.id)
            today.no_more_trips(rider.id)
            return
        shift = max(rider.shift[0], event.until), rider.shift[1]
        today.riders[rider.id] = replace(rider, shift=shift)
        return
    trip = _held_up(today, rider, rider.frozen[-1], event.until)
    today.riders[rider.id] = replace(rider, frozen=(*rider.frozen[:-1], trip))
    for stop in trip.stops:
        _bring_later(today, stop)
        if stop.start > today.now:
            _tell_if_late(today, rider, stop)


def broken(today: Today, event: Breakdown) -> None:
    """Stops that are served or being served stay; the rest is handed over, or lost.

    A vehicle without anything on board on the road only stays out for the day.
    """
    rider = today.riders[event.rider]
    if not _under_way(today, rider.id):
        today.tell("told_nothing_on_board", rider=rider.id)
        _unload(today, rider.id)
        today.no_more_trips(rider.id)
        return
    _unload(today, rider.id)
    rider = today.riders[rider.id]
    trip = rider.frozen[-1]
    done = tuple(stop for stop in trip.stops if stop.start <= today.now)
    rest = replace(trip, stops=trip.stops[len(done) :])
    today.open_again((rest,))
    today.riders[rider.id] = replace(rider, frozen=(*rider.frozen[:-1], replace(trip, stops=done)))
    on_board = [stop.visit for stop in rest.stops]
    take_from(today, trip, today.meals(on_board))
    today.no_more_trips(rider.id)
    if event.meals is Meals.HAND_OVER:
        hand_over(today, rider, replace(trip, stops=done), on_board, event.meeting_point)
    else:
        for visit in on_board:
            today.cook_again(visit)


def _under_way(today: Today, name: str) -> bool:
    """Whether the rider has left with meals that are still on board."""
    return any(
        trip.depart <= today.now and trip.stops and trip.stops[-1].start > today.now
        for trip in today.riders[name].frozen
    )


def _unload(today: Today, name: str) -> None:
    """Trips that have not departed never were: their meals are still in the kitchen."""
    rider = today.riders[name]
    gone = tuple(trip for trip in rider.frozen if trip.depart <= today.now)
    today.open_again(rider.frozen[len(gone) :])
    today.riders[name] = replace(rider, frozen=gone)


def _held_up(today: Today, rider: Rider, trip: Trip, until: int) -> Trip:
    """The trip whose next stop begins no earlier than ``until``, or whose last one ends then."""
    if not trip.stops:
        return replace(trip, depart=max(trip.depart, until), returns=max(trip.returns, until))
    stops = list(_shifted(today, rider, trip, until))
    if stops[-1].start <= today.now:
        stops[-1] = replace(stops[-1], end=max(stops[-1].end, until))
    returns = max(trip.returns, stops[-1].end)
    return replace(trip, stops=tuple(stops), returns=returns)


def _shifted(today: Today, rider: Rider, trip: Trip, until: int) -> Iterator[Stop]:
    time, place, due = trip.depart, today.canteens[trip.canteen].location, until
    for stop in trip.stops:
        visit = today.visits[stop.visit]
        if stop.start <= today.now:
            yield stop
            time, place = stop.end, visit.location
            continue
        arrive = max(stop.arrive, time + today.ride(rider, place, visit.location))
        start = max(arrive, stop.start, due)
        end = start + stop.end - stop.start
        yield replace(stop, arrive=arrive, start=start, end=end, onboard=start - trip.load_start)
        time, place, due = end, visit.location, 0


def _bring_later(today: Today, stop: Stop) -> None:
    """A meal point gets its meals when the bulk visit is done, not before."""
    for name, canteen in today.canteens.items():
        if stop.visit in canteen.supplied_by:
            later = (replace(b, ready=max(b.ready, stop.end)) for b in canteen.batches)
            today.canteens[name] = replace(canteen, batches=tuple(later))


def _tell_if_late(today: Today, rider: Rider, stop: Stop) -> None:
    visit = today.visits[stop.visit]
    late = max(stop.start - visit.window[1], stop.onboard - visit.max_onboard_seconds)
    if late > 0:
        today.tell("told_late_meal", visit=visit.id, rider=rider.id, minutes=-(-late // 60))
