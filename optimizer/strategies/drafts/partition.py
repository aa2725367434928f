"""Which canteen serves which block: the nearest that cooks for it and still has meals."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from optimizer.problem import Canteen, Problem, Rider
from optimizer.strategies.drafts.ground import Ground
from optimizer.timing.pins import Block

CHOICES = 4
"""Nearest canteens that a block is offered to."""

Offers = Mapping[Block, Sequence[str]]
"""Canteens of each block, nearest first."""


def offers_of(ground: Ground, blocks: Iterable[Block]) -> dict[Block, list[str]]:
    """The nearest canteens that may cook for each block and where somebody can load it."""
    schedule, problem = ground.schedule, ground.problem
    loading: dict[str, list[Rider]] = defaultdict(list)
    for rider in problem.riders:
        if rider.id not in schedule.pins.days:
            for canteen in rider.loading_canteens():
                loading[canteen].append(rider)
    offers = {}
    for block in blocks:
        place = ground.row[problem.visit[block[0]].location]
        fitting = sorted(
            (ground.ride(riders[0].profile, ground.at(name), place), name)
            for name, riders in loading.items()
            if schedule.may_cook(name, block) and _carried(ground, block, riders)
        )
        offers[block] = [name for _, name in fitting[:CHOICES]]
    return offers


def _carried(ground: Ground, block: Block, riders: Iterable[Rider]) -> bool:
    """Whether one of the riders may carry the block, with the skills for it, in one bag."""
    visits = [ground.problem.visit[name] for name in block]
    boxes = sum(visit.boxes for visit in visits)
    skills = {skill for visit in visits for skill in visit.skills}
    owner = ground.schedule.pins.rider_of(block)
    return any(
        owner in {None, rider.id} and boxes <= rider.boxes and skills.issubset(rider.skills)
        for rider in riders
    )


def shared_out(ground: Ground, offers: Offers) -> dict[str, list[Block]]:
    """Blocks by canteen, within what the kitchens still cook.

    Who would lose most by going to the second nearest canteen chooses first. Blocks for which no
    kitchen has enough are in no list.
    """
    problem = ground.problem
    left = {canteen.id: Left(ground, canteen) for canteen in problem.canteens}
    shares: dict[str, list[Block]] = defaultdict(list)
    regret = {block: _regret(ground, block, names) for block, names in offers.items()}
    for block in sorted(offers, key=lambda block: -regret[block]):
        meals = sum((Counter(problem.visit[v].meals) for v in block), Counter[str]())
        chosen = next((name for name in offers[block] if left[name].take(meals)), None)
        if chosen is not None:
            shares[chosen].append(block)
    return shares


class Left:
    """What one kitchen still cooks beyond what the schedule takes from it."""

    def __init__(self, ground: Ground, canteen: Canteen) -> None:
        drawn = _drawn(ground, canteen.id)
        self.total = canteen.capacity - drawn.total()
        self.diets = {d: most - drawn[d] for d, most in canteen.capacity_by_diet.items()}

    def fits(self, meals: Counter[str], back: Counter[str] | None = None) -> bool:
        """Whether it can give ``meals``, once ``back`` are given back."""
        back = back or Counter()
        if meals.total() > self.total + back.total():
            return False
        return all(meals[diet] <= left + back[diet] for diet, left in self.diets.items())

    def take(self, meals: Counter[str]) -> bool:
        """Take ``meals`` if it can give them."""
        if not self.fits(meals):
            return False
        self.total -= meals.total()
        for diet in self.diets:
            self.diets[diet] -= meals[diet]
        return True


def _drawn(ground: Ground, canteen: str) -> Counter[str]:
    """Meals by diet that the schedule takes from a canteen."""
    problem, drawn = ground.problem, Counter[str]()
    for day in ground.schedule.days.values():
        for trip in day.trips:
            for stop in trip.stops if trip.canteen == canteen else ():
                drawn.update(problem.visit[stop.visit].meals)
    return drawn


def _regret(ground: Ground, block: Block, names: Sequence[str]) -> int:
    """Seconds farther to the second nearest canteen; endless where there is none."""
    if len(names) < 2:
        return 1 << 30
    place = ground.problem.visit[block[0]].location
    near, next_near = (_as_the_crow_flies(ground.problem, name, place) for name in names[:2])
    return next_near - near


def _as_the_crow_flies(problem: Problem, canteen: str, place: str) -> int:
    profile = next(iter(problem.travel))
    return problem.seconds(profile, problem.canteen[canteen].location, place)
