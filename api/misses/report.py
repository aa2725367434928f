"""From single misses to who was missed how often. Pure."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from api.misses.records import Miss, MissedGroup, MissedPerson


def people(misses: Iterable[Miss]) -> tuple[MissedPerson, ...]:
    """Everybody missed, whoever was missed most often first; ``misses`` by date."""
    found: dict[str, list[Miss]] = defaultdict(list)
    for miss in misses:
        found[miss.resident].append(miss)
    each = (
        MissedPerson(
            resident=resident,
            tier=own[-1].tier,
            canteens=own[-1].canteens,
            sittings=_sittings(own),
            meals=sum(miss.meals for miss in own),
            last=own[-1].date,
            instead=_instead(own),
        )
        for resident, own in found.items()
    )
    return tuple(sorted(each, key=lambda one: (-one.sittings, -one.meals, one.resident)))


def groups(misses: Iterable[Miss]) -> tuple[MissedGroup, ...]:
    """The misses by canteen and tier; people whom any canteen may cook for come first."""
    found: dict[tuple[tuple[str, ...], int], list[Miss]] = defaultdict(list)
    for miss in misses:
        found[miss.canteens or (), miss.tier].append(miss)
    return tuple(
        MissedGroup(
            canteens=canteens or None,
            tier=tier,
            people=len({miss.resident for miss in own}),
            times=len({(miss.date, miss.sitting, miss.resident) for miss in own}),
            meals=sum(miss.meals for miss in own),
            instead=_instead(own),
        )
        for (canteens, tier), own in sorted(found.items())
    )


def _sittings(own: Sequence[Miss]) -> int:
    return len({(miss.date, miss.sitting) for miss in own})


def _instead(own: Iterable[Miss]) -> dict[str, int]:
    meals: Counter[str] = Counter()
    for miss in own:
        meals[miss.instead] += miss.meals
    return dict(meals)
