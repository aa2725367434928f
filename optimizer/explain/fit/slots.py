"""The arrays of all places where a rider could serve one more block."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np

from optimizer.explain.fit.runs import Seconds


class Slots(NamedTuple):
    """Arrays with an entry for each place. Seconds, rows of matrices and counts.

    Attributes
    ----------
    rider, number, position, canteen
        Row of the rider; number of the run, frozen trips not counted; position on it, or -1 for
        a new run ahead of the one that has the number now; row of the canteen.
    before, onward
        Rows of the places before and after the block.
    tail
        Stops after the block on the run.
    straight
        Seconds that fall away: the ride from ``before`` to ``onward``; for a new run the ride
        there from where the rider was, less that by way of the canteen, with loading.
    ride_on
        From the run's last stop to the next loading place or home, if there are stops after.
    boxes, released, loading
        Boxes left, earliest departure for the run's own visits, seconds to load.
    ready, due
        Earliest departure of the run; latest arrival at the next loading place or home.
    head_*, tail_*
        Segments before and after the block, see ``Segment``.
    then_add, then_floor
        The day ends at ``max(arrival + then_add, then_floor)``, counted from that arrival.
    lead, lead_cap
        The day starts at ``min(departure - lead, lead_cap)`` at the latest.
    paid
        Paid seconds of the day without any waiting and without the block.
    after
        Stops on later runs.
    onboard
        Time on board, summed over the day's stops, at the least without the block.
    untimely
        What all stops but the ``tail`` ones cost for being late or thin, in hundredths, at least
        unless the block is a short cut.
    """

    rider: Seconds
    number: Seconds
    position: Seconds
    canteen: Seconds
    before: Seconds
    onward: Seconds
    tail: Seconds
    straight: Seconds
    ride_on: Seconds
    boxes: Seconds
    released: Seconds
    loading: Seconds
    ready: Seconds
    due: Seconds
    head_duration: Seconds
    head_earliest: Seconds
    head_latest: Seconds
    head_slack: Seconds
    head_gap: Seconds
    tail_duration: Seconds
    tail_earliest: Seconds
    tail_latest: Seconds
    tail_slack: Seconds
    tail_gap: Seconds
    then_add: Seconds
    then_floor: Seconds
    lead: Seconds
    lead_cap: Seconds
    paid: Seconds
    after: Seconds
    onboard: Seconds
    untimely: Seconds


class RiderSlots(NamedTuple):
    """``slots`` as one matrix, a row for each field; ``pairs`` a row for each field of them.

    The first row of ``pairs`` is the column in ``slots``.
    """

    slots: Seconds
    pairs: Seconds


_ROW = {name: row for row, name in enumerate(Slots._fields)}


def matrix(fields: Mapping[str, Seconds | int], size: int) -> Seconds:
    """Slots as ``RiderSlots`` has them; what is not named is 0."""
    matrix = np.zeros((len(Slots._fields), size), np.int64)
    for name, values in fields.items():
        matrix[_ROW[name]] = values
    return matrix
