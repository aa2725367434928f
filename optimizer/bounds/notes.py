"""What proves a limit, in words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from optimizer.bounds.crews import Crews
from optimizer.bounds.program import Reason
from optimizer.bounds.rounds import Round
from optimizer.problem import Canteen
from optimizer.texts import Catalogue, Text

text = Catalogue("optimizer.bounds")

SHOWN = 5
"""Names in one note; the others are counted."""


def notes(crews: Crews, every: Sequence[Round], reasons: Iterable[Reason]) -> Iterator[Text]:
    """Whom nobody reaches in time, and which canteens lack what."""
    reached = {row for one in every for row in one.visits.tolist()}
    missed = [visit.id for row, visit in enumerate(crews.open) if row not in reached]
    if missed:
        meals = sum(visit.boxes for row, visit in enumerate(crews.open) if row not in reached)
        yield text("out_of_reach", visits=len(missed), meals=meals, names=_names(missed))
    for reason in sorted(set(reasons)):
        canteen = crews.problem.canteen[reason.canteen]
        need = _needed(crews, every, canteen)
        match reason.kind.split():
            case ["boxes"] if need.meals > need.boxes:
                yield text("boxes", canteen=canteen.id, wanted=need.meals, boxes=need.boxes)
            case ["kitchen"] if need.meals > canteen.capacity:
                cooked = canteen.capacity
                yield text("kitchen", canteen=canteen.id, wanted=need.meals, cooked=cooked)
            case ["diet", *words]:
                yield text("diet", canteen=canteen.id, diet=" ".join(words))
            case [kind]:
                yield text(f"{kind}_too", canteen=canteen.id)


class Need(NamedTuple):
    """Meals that only one canteen can send in time, and what fits into its riders' boxes."""

    meals: int
    boxes: int


def _needed(crews: Crews, every: Sequence[Round], canteen: Canteen) -> Need:
    elsewhere = {row for one in every if one.canteen is not canteen for row in one.visits.tolist()}
    here = [one for one in every if one.canteen is canteen]
    rows = {row for one in here for row in one.visits.tolist()} - elsewhere
    riding = [crews.all[one.crew] for one in here]
    boxes = sum(crew.riders * crew.trips * crew.rider.boxes for crew in riding)
    return Need(sum(crews.open[row].boxes for row in rows), boxes)


def _names(ids: Sequence[str]) -> str:
    more = f" +{len(ids) - SHOWN}" if len(ids) > SHOWN else ""
    return ", ".join(ids[:SHOWN]) + more
