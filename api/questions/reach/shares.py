"""The share of residents near a canteen, by street-town, without counts that tell of a few."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from api.questions.privacy import column, shown, total
from api.questions.reach.homes import Booleans, Home


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """Residents of a street-town, and how many are near; None: too few to be told.

    ``street_town`` None: all of them.
    """

    street_town: str | None
    people: int | None
    near: tuple[int | None, ...]

    def percent(self, number: int) -> float | None:
        """The share of those near by the measure ``number``, in percent."""
        part = self.near[number]
        return None if part is None or not self.people else round(100 * part / self.people, 1)


def shares(homes: Sequence[Home], measures: Sequence[Booleans]) -> tuple[Share, ...]:
    """A row for each street-town in order of name, then one for all.

    Each measure says of every home whether it is near: near a canteen, near anything.
    """
    everybody = _count(homes, None)
    parts = [_count(homes, measure) for measure in measures]
    columns = [column(part, everybody) for part in parts]
    return (*_towns(everybody, columns), _all(everybody, parts, columns))


def _towns(
    everybody: Mapping[str, int], columns: Sequence[Mapping[str, int | None]]
) -> Iterator[Share]:
    for town in everybody:
        people = shown(everybody[town])
        near = tuple(None if people is None else visible[town] for visible in columns)
        yield Share(street_town=town, people=people, near=near)


def _all(
    everybody: Mapping[str, int],
    parts: Sequence[Mapping[str, int]],
    columns: Sequence[Mapping[str, int | None]],
) -> Share:
    people = {town: shown(count) for town, count in everybody.items()}
    near = tuple(total(part, visible) for part, visible in zip(parts, columns, strict=True))
    return Share(street_town=None, people=total(everybody, people), near=near)


def _count(homes: Sequence[Home], measure: Booleans | None) -> dict[str, int]:
    """People by street-town, of the homes that are near."""
    counts: Counter[str] = Counter()
    for number, home in enumerate(homes):
        counts[home.street_town] += home.people.total() if measure is None or measure[number] else 0
    return dict(sorted(counts.items()))
