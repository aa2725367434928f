"""What couples riders: meals that a kitchen may still give, batches, loading bays.

All other rules of time are differences between two times, so that among all schedules of the
same trips the latest one draws least from the kitchen at every instant: batches can be kept iff
it keeps them. Bays take part in it: a trip's latest departure is the last one with a free bay.
"""

from __future__ import annotations

from optimizer.engine.days import place_before, span_before
from optimizer.engine.instance import Instance
from optimizer.engine.jit import inner
from optimizer.engine.state import Journal, State


@inner
def may_draw(inst: Instance, st: State, node: int, canteen: int) -> bool:
    """Whether the canteen cooks for the node and has its meals."""
    if inst.cooks[node, canteen] == 0 or st.left[canteen, 0] < inst.node[node].boxes:
        return False
    for diet in range(inst.diets.shape[1]):
        meals = inst.diets[node, diet]
        if meals > 0 and st.left[canteen, 1 + diet] < meals:
            return False
    return True


@inner
def draw(inst: Instance, st: State, node: int, canteen: int, sign: int) -> None:
    """Take the node's meals from the canteen, or give them back with ``sign`` -1."""
    st.left[canteen, 0] -= sign * inst.node[node].boxes
    for diet in range(inst.diets.shape[1]):
        st.left[canteen, 1 + diet] -= sign * inst.diets[node, diet]


@inner
def unbook(inst: Instance, st: State, rider: int) -> None:
    """Give back what the rider's trips take from batches; needed before they change."""
    for rank in range(st.day[rider].trips):
        _count(inst, st, st.chain[rider, rank], -1)


@inner
def rebook(inst: Instance, st: State, rider: int) -> None:
    """Enter the rider's trips again as they were."""
    for rank in range(st.day[rider].trips):
        _count(inst, st, st.chain[rider, rank], 1)


@inner
def book(inst: Instance, st: State, jr: Journal, rider: int) -> bool:
    """Latest departures of the rider's trips beside all others; False: a kitchen refuses.

    After a refusal the batches are as if the rider had no trips.
    """
    r, trips = inst.rider[rider], st.day[rider].trips
    due, place = r.ends, r.home
    for rank in range(trips - 1, -1, -1):
        slot = st.chain[rider, rank]
        trip = st.trip[slot]
        canteen = inst.canteen[trip.canteen]
        end = due - inst.ride[r.profile, inst.node[trip.last].leave, place]
        late = _latest(inst, st, rider, slot, rank, end)
        if late < 0:
            return False
        jr.lates[rank] = late
        due, place = late - canteen.loading, canteen.place
    fits = True
    for rank in range(trips):
        slot = st.chain[rider, rank]
        st.trip[slot].late = jr.lates[rank]
        _count(inst, st, slot, 1)
        fits = fits and _batches_kept(inst, st, st.trip[slot].canteen)
    if not fits:
        unbook(inst, st, rider)
    return fits


@inner
def batch_has(inst: Instance, st: State, slot: int, boxes: int) -> bool:
    """Whether the batches before the trip's latest departure have ``boxes`` more meals."""
    trip = st.trip[slot]
    for b in range(inst.batch.shape[1]):
        batch = inst.batch[trip.canteen, b]
        if trip.late < batch.ready and st.early[trip.canteen, b] + boxes > batch.meals:
            return False
    return True


@inner
def _batches_kept(inst: Instance, st: State, canteen: int) -> bool:
    for b in range(inst.batch.shape[1]):
        if st.early[canteen, b] > inst.batch[canteen, b].meals:
            return False
    return True


@inner
def _count(inst: Instance, st: State, slot: int, sign: int) -> None:
    """Enter a trip into the meals that leave before each batch, or take it out."""
    trip = st.trip[slot]
    if inst.canteen[trip.canteen].batched == 1:
        for b in range(inst.batch.shape[1]):
            if trip.late < inst.batch[trip.canteen, b].ready:
                st.early[trip.canteen, b] += sign * trip.boxes


@inner
def _latest(inst: Instance, st: State, rider: int, slot: int, rank: int, end: int) -> int:
    """Latest departure with the last service over by ``end`` and a bay free; -1: none."""
    trip, whole = st.trip[slot], st.whole[slot]
    canteen = inst.canteen[trip.canteen]
    if whole.earliest + whole.duration > end:
        return -1
    span = span_before(inst, st, rider, rank)
    place = place_before(inst, st, rider, rank)
    ride = inst.ride[inst.rider[rider].profile, place, canteen.place]
    first = max(span.earliest + span.duration + ride + canteen.loading, canteen.opens)
    first = max(first, whole.released, whole.gap + canteen.loading)
    late = min(whole.latest, end - whole.duration)
    if canteen.bays >= 0 and canteen.loading > 0:
        late = _last_free(inst, st, rider, trip.canteen, late, first)
    return late if late >= first else -1


@inner
def _last_free(inst: Instance, st: State, rider: int, canteen: int, late: int, first: int) -> int:
    """Last departure from ``first`` to ``late`` whose loading finds a bay; -1: none."""
    loading = inst.canteen[canteen].loading
    while late >= first:
        instant = late - loading
        while instant < late and _loads(inst, st, rider, canteen, instant) < (
            inst.canteen[canteen].bays
        ):
            instant = _next_load(inst, st, rider, canteen, instant, late)
        if instant >= late:
            return late
        late = _last_load(inst, st, rider, canteen, late)
    return -1


@inner
def _loads(inst: Instance, st: State, rider: int, canteen: int, instant: int) -> int:
    """Loads of other riders, or frozen, that occupy a bay at an instant."""
    count = 0
    fixed = inst.canteen[canteen]
    for row in range(fixed.bookings, fixed.bookings_end):
        if inst.busy[row, 0] <= instant < inst.busy[row, 1]:
            count += 1
    for other in range(len(st.day)):
        if other != rider:
            for rank in range(st.day[other].trips):
                trip = st.trip[st.chain[other, rank]]
                if trip.canteen == canteen and trip.late - fixed.loading <= instant < trip.late:
                    count += 1
    return count


@inner
def _next_load(inst: Instance, st: State, rider: int, canteen: int, after: int, bound: int) -> int:
    """First beginning of such a load after an instant, ``bound`` if there is none before it."""
    fixed = inst.canteen[canteen]
    for row in range(fixed.bookings, fixed.bookings_end):
        if after < inst.busy[row, 0] < bound:
            bound = inst.busy[row, 0]
    for other in range(len(st.day)):
        if other != rider:
            for rank in range(st.day[other].trips):
                trip = st.trip[st.chain[other, rank]]
                if trip.canteen == canteen and after < trip.late - fixed.loading < bound:
                    bound = trip.late - fixed.loading
    return bound


@inner
def _last_load(inst: Instance, st: State, rider: int, canteen: int, before: int) -> int:
    """Last beginning of such a load before an instant; -1: none."""
    last = -1
    fixed = inst.canteen[canteen]
    for row in range(fixed.bookings, fixed.bookings_end):
        if last < inst.busy[row, 0] < before:
            last = inst.busy[row, 0]
    for other in range(len(st.day)):
        if other != rider:
            for rank in range(st.day[other].trips):
                trip = st.trip[st.chain[other, rank]]
                if trip.canteen == canteen and last < trip.late - fixed.loading < before:
                    last = trip.late - fixed.loading
    return last
