"""A second opinion on plans, from the words of DESIGN and without a line of the checker.

It drives every planned trip again, second by second where kitchens are shared, and says no more
than yes or no.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from itertools import chain, combinations

from optimizer.locks import DayLock, NeverLock, NotBefore, RiderLock, SequenceLock, TripLock
from optimizer.plan import Plan, RiderDay, Trip
from optimizer.problem import Problem, Rider


def accepts(problem: Problem, plan: Plan) -> bool:
    """Whether the plan is one that a canteen could carry out, told in its own figures."""
    riders = [day.rider for day in plan.riders]
    if len(set(riders)) < len(riders) or not set(riders) <= set(problem.rider):
        return False
    listed = [entry.visit for entry in plan.unserved]
    served = [stop.visit for day in plan.riders for trip in day.trips for stop in trip.stops]
    if sorted(served + listed) != sorted(problem.visit):
        return False
    if any(entry.tier != problem.visit[entry.visit].tier for entry in plan.unserved):
        return False
    return (
        all(_day_is_right(problem, day) for day in plan.riders)
        and _frozen_is_whole(problem, plan)
        and all(_kitchen_copes(problem, plan, canteen.id) for canteen in problem.canteens)
        and _locks_hold(problem, plan)
    )


def _day_is_right(problem: Problem, day: RiderDay) -> bool:
    rider, begun = problem.rider[day.rider], len(problem.rider[day.rider].frozen)
    home = problem.canteen[rider.canteen].location
    if not day.trips:
        return rider.shift[0] <= day.start <= day.end <= rider.shift[1]
    if any(trip.canteen not in problem.canteen for trip in day.trips):
        return False
    places = [problem.canteen[trip.canteen].location for trip in day.trips] + [home]
    first_ride = problem.seconds(rider.profile, home, places[0])
    free = day.start + first_ride
    earliest = (problem.now or 0) + (0 if begun else first_ride)
    right = day.trips[0].load_start >= free
    for number, trip in enumerate(day.trips):
        if number >= begun:
            right = right and trip.load_start >= max(free, earliest)
            right = right and _trip_is_right(problem, rider, trip)
        end, place = trip.depart, places[number]
        if trip.stops:
            end, place = trip.stops[-1].end, problem.visit[trip.stops[-1].visit].location
        free = end + problem.seconds(rider.profile, place, places[number + 1])
        right = right and trip.returns == free
        earliest = problem.now or 0
    return (
        right
        and day.start <= day.end == free
        and len(day.trips) <= rider.max_trips
        and (begun > 0 or day.start >= rider.shift[0])
        and (len(day.trips) <= begun or day.end <= rider.shift[1])
    )


def _trip_is_right(problem: Problem, rider: Rider, trip: Trip) -> bool:
    canteen = problem.canteen[trip.canteen]
    visits = [problem.visit[stop.visit] for stop in trip.stops]
    if canteen.id not in {rider.canteen, *rider.may_load_at}:
        return False
    if not 0 < sum(visit.boxes for visit in visits) <= rider.boxes:
        return False
    time, place = trip.load_start + canteen.loading_seconds, canteen.location
    if trip.depart < time:
        return False
    time = trip.depart
    for stop, visit in zip(trip.stops, visits, strict=True):
        arrive = time + problem.seconds(rider.profile, place, visit.location)
        onboard = stop.start - trip.load_start
        lateness = max(visit.window[0] - stop.start, stop.start - visit.window[1], 0)
        staleness = max(onboard - visit.max_onboard_seconds, 0)
        emergency = problem.policy.emergency
        allowed = (emergency.window_seconds, emergency.onboard_seconds) if emergency else (0, 0)
        right = (
            stop.arrive == arrive <= stop.start
            and stop.start + visit.service_seconds <= stop.end
            and stop.onboard == onboard <= 7_200
            and stop.relaxed == (lateness + staleness > 0)
            and lateness <= allowed[0]
            and staleness <= allowed[1]
            and (visit.released is None or visit.released <= trip.depart)
            and (visit.canteens is None or canteen.id in visit.canteens)
            and (canteen.diets is None or set(visit.meals) <= set(canteen.diets))
            and set(visit.skills) <= set(rider.skills)
        )
        if not right:
            return False
        time, place = stop.end, visit.location
    return True


def _frozen_is_whole(problem: Problem, plan: Plan) -> bool:
    days = {day.rider: day.trips for day in plan.riders}
    for rider in problem.riders:
        trips = days.get(rider.id, ())[: len(rider.frozen)]
        if tuple(replace(trip, returns=0) for trip in trips) != tuple(
            replace(trip, returns=0) for trip in rider.frozen
        ):
            return False
    return True


def _kitchen_copes(problem: Problem, plan: Plan, name: str) -> bool:
    """Judged only when a planned trip adds to what frozen trips have taken anyway."""
    canteen = problem.canteen[name]
    frozen: list[Trip] = []
    planned: list[Trip] = []
    for day in plan.riders:
        begun = len(problem.rider[day.rider].frozen)
        for number, trip in enumerate(day.trips):
            if trip.canteen == name:
                (frozen if number < begun else planned).append(trip)
    if not planned:
        return True
    meals, new = Counter[str](), Counter[str]()
    for trip in [*frozen, *planned]:
        for stop in trip.stops:
            meals.update(problem.visit[stop.visit].meals)
            new.update(problem.visit[stop.visit].meals if trip in planned else {})
    if meals.total() > canteen.capacity:
        return False
    if any(meals[diet] > most for diet, most in canteen.capacity_by_diet.items() if new[diet]):
        return False
    trips = [*frozen, *planned]
    instants = {t for trip in trips for t in (trip.load_start, trip.depart)}
    for now in instants:
        loading = [trip for trip in trips if trip.load_start <= now < trip.depart]
        crowded = canteen.loading_bays is not None and len(loading) > canteen.loading_bays
        if crowded and any(trip in planned for trip in loading):
            return False
        gone = [trip for trip in trips if trip.depart <= now]
        taken = sum(problem.visit[stop.visit].boxes for trip in gone for stop in trip.stops)
        packed = sum(batch.meals for batch in canteen.batches if batch.ready <= now)
        if canteen.batches and taken > packed and any(trip in planned for trip in gone):
            return False
    return True


def _locks_hold(problem: Problem, plan: Plan) -> bool:
    """Planned visits keep the locks; those on frozen trips count only as neighbours."""
    place, starts = {}, {}
    for day in plan.riders:
        for number, trip in enumerate(day.trips):
            for position, stop in enumerate(trip.stops):
                place[stop.visit] = (day.rider, number, position)
                starts[stop.visit] = stop.start
    begun = {stop.visit for rider in problem.riders for trip in rider.frozen for stop in trip.stops}
    planned = {visit: where for visit, where in place.items() if visit not in begun}
    for lock in problem.locks:
        match lock:
            case NotBefore(visit=v, seconds=s):
                holds = v not in planned or starts[v] >= s
            case RiderLock(visit=v, rider=r):
                holds = v not in planned or planned[v][0] == r
            case TripLock(visit=v, rider=r, trip=t):
                holds = v not in planned or planned[v][:2] == (r, t)
            case NeverLock(visits=vs, rider=str(r)):
                holds = all(planned[v][0] != r for v in vs if v in planned)
            case NeverLock(visits=vs):
                trips = [planned[v][:2] for v in vs if v in planned]
                holds = len(set(trips)) == len(trips)
            case SequenceLock(visits=vs):
                ridden = [v for v in vs if v in place]
                holds = set(ridden) <= begun or [place[v] for v in ridden] == [
                    (*place[ridden[0]][:2], place[ridden[0]][2] + k) for k in range(len(ridden))
                ]
            case DayLock(rider=r, trips=trips):
                holds = _day_lock_holds(r, trips, planned)
        if not holds:
            return False
    return True


def _day_lock_holds(
    rider: str, trips: tuple[tuple[str, ...], ...], planned: dict[str, tuple[str, int, int]]
) -> bool:
    locked = {visit: number for number, trip in enumerate(trips) for visit in trip}
    if any((where[0] == rider) != (visit in locked) for visit, where in planned.items()):
        return False
    ridden = [visit for visit in chain.from_iterable(trips) if visit in planned]
    return all(
        planned[a] < planned[b] and (planned[a][1] == planned[b][1]) == (locked[a] == locked[b])
        for a, b in combinations(ridden, 2)
    )
