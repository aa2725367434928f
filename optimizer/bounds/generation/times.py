"""Buckets of time in which loading may begin, and spells of buckets that are priced together."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from optimizer.bounds.generation.arrays import CLOSES, OPENS, SERVICE, Bucket, Ints
from optimizer.bounds.generation.crews import Crew

BUCKET = 60
"""Seconds within which loading may begin."""
WIDTHS = (30, 20, 15, 12, 10, 6, 5)
"""Seconds by which labels are told apart: parts of a bucket, at most the shortest step."""
HEAD = 12
"""Buckets at most that are priced one by one when windows open."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Times:
    """When a crew may load.

    ``first``: the first moment; nobody loads so early that the first stop would have to wait.
    ``closes``: the last moment at which a service can begin. ``spells``: first bucket and number of
    buckets of each, in order; no trip ends in the spell in which it began, unless that is one
    bucket. ``shortest``: no trip takes less, to one visit or, where that is quicker, several.
    ``width``: seconds of a cell; ``sure``: every service with its ride takes that long.
    """

    first: int
    shift: int
    closes: int
    shortest: int
    width: int
    sure: bool
    spells: tuple[tuple[int, int], ...]
    spell_of: Ints

    @classmethod
    def of(cls, crew: Crew) -> Times:
        """The times of a crew; no spells where it can carry nothing."""
        used = [(site, ride) for site, ride in zip(crew.sites, crew.ahead, strict=True)]
        used = [(site, ride) for site, ride in used if len(site.allowed)]
        width, sure = _width(crew)
        if not used:
            return cls(
                first=0,
                shift=0,
                closes=0,
                shortest=0,
                width=width,
                sure=sure,
                spells=(),
                spell_of=np.zeros(0, np.int64),
            )
        first, last, opened, closes, shortest = 1 << 40, 0, 0, 0, 1 << 40
        opens = min(int(site.doors[site.allowed, OPENS].min()) for site, _ in used)
        for site, ride in used:
            doors, out = site.doors[site.allowed], site.first[site.allowed]
            soonest = doors[:, OPENS] - out
            first = min(first, max(crew.shift[0] + ride, int(soonest.min())))
            last = max(last, int((doors[:, CLOSES] - out).max()))
            opened = max(opened, int(soonest[doors[:, OPENS] == opens].max(initial=0)))
            closes = max(closes, int(doors[:, CLOSES].max()))
            stay, home = doors[:, SERVICE], site.back[:, site.allowed].min(axis=0)
            several = int((out + stay).min() + (stay + home).min())
            shortest = min(shortest, int((out + stay + home).min()), several)
        buckets = max(0, (min(last, crew.shift[1]) - first) // BUCKET + 1)
        head = min(HEAD, max(0, (opened - first) // BUCKET + 1))
        spells = tuple(_spells(buckets, head, max(1, shortest // BUCKET)))
        return cls(
            first=first,
            shift=crew.shift[0],
            closes=closes,
            shortest=shortest,
            width=width,
            sure=sure,
            spells=spells,
            spell_of=np.repeat(np.arange(len(spells)), np.array([n for _, n in spells], np.int64)),
        )

    @property
    def buckets(self) -> int:
        """How many there are."""
        return len(self.spell_of)

    def begins(self, bucket: int) -> int:
        """The first moment of a bucket."""
        return self.first + bucket * BUCKET

    def spell(self, number: int) -> Bucket:
        """A spell as one large bucket."""
        first, count = self.spells[number]
        return Bucket(begins=self.begins(first), seconds=count * BUCKET, width=self.width)

    def buckets_of(self, spell: int) -> range:
        """The buckets of a spell."""
        first, count = self.spells[spell]
        return range(first, first + count)

    def can_follow(self, spell: int) -> bool:
        """Whether a trip that begins in the spell can be the rider's second."""
        return (self.spells[spell][0] + self.spells[spell][1]) * BUCKET >= self.shortest

    def soonest(self, ride: int) -> int:
        """The first bucket in which a rider can load who rides there at the shift's beginning."""
        return max(0, -((self.first + BUCKET - 1 - self.shift - ride) // BUCKET))


def _spells(buckets: int, head: int, length: int) -> Iterator[tuple[int, int]]:
    first = 0
    while first < buckets:
        count = 1 if first < head else min(length, buckets - first)
        yield first, count
        first += count


def _width(crew: Crew) -> tuple[int, bool]:
    shortest = WIDTHS[0]
    for site in crew.sites:
        many = site.allowed
        if len(many) > 1:
            step = site.ride[np.ix_(many, many)] + site.doors[many, SERVICE][:, None]
            np.fill_diagonal(step, WIDTHS[0])
            shortest = min(shortest, int(step.min()))
    fitting = [width for width in WIDTHS if width <= shortest]
    return (fitting[0], True) if fitting else (WIDTHS[0], False)
