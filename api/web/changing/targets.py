"""Where a visit shall go, as the page's forms write it and as an edit says it."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import parse_qs, urlencode

from api.web.errors import PageError
from optimizer.edits import Add, Edit, Move, NewTrip
from optimizer.edits.fitting import edit_for
from optimizer.explain.fit import Fit
from optimizer.plan import Plan

NEW = "new"


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """A place for a visit.

    ``trip`` counts from 0 in the plan as it is; None: a new one, which becomes the rider's number
    ``rank`` and loads at ``canteen``. ``position`` counts from 0; None: where it costs least.
    """

    rider: str
    trip: int | None = None
    position: int | None = None
    rank: int | None = None
    canteen: str | None = None

    @property
    def written(self) -> str:
        """The place as the value of a form's button."""
        trip = NEW if self.trip is None else self.trip
        rest = {"position": self.position, "rank": self.rank, "canteen": self.canteen}
        known = {name: value for name, value in rest.items() if value is not None}
        return urlencode({"rider": self.rider, "trip": trip, **known})

    @classmethod
    def read(cls, value: str) -> Target:
        """The place that ``written`` wrote.

        Raises
        ------
        PageError
            When nobody of ours wrote it.
        """
        fields = {name: values[-1] for name, values in parse_qs(value).items()}
        try:
            trip, position, rank = (
                None if fields.get(name, NEW) == NEW else int(fields[name])
                for name in ("trip", "position", "rank")
            )
            return cls(
                rider=fields["rider"],
                trip=trip,
                position=position,
                rank=rank,
                canteen=fields.get("canteen"),
            )
        except (KeyError, ValueError):
            raise PageError(422, "bad_value", name="to") from None

    def edit(self, visit: str, *, served: bool) -> Edit:
        """The edit that brings ``visit`` there; ``served``: it has a place now."""
        if self.trip is None:
            return NewTrip(rider=self.rider, visits=(visit,), trip=self.rank, canteen=self.canteen)
        kind = Move if served else Add
        return kind(visit=visit, rider=self.rider, trip=self.trip, position=self.position)


def target_of(fit: Fit, plan: Plan, visit: str) -> Target | None:
    """Where ``fit`` would put the visit; None: it is there already."""
    if not fit.days:
        return None
    match edit_for(plan, visit, fit):
        case NewTrip() as edit:
            return Target(rider=edit.rider, rank=edit.trip, canteen=edit.canteen)
        case Move() | Add() as edit:
            return Target(rider=fit.rider, trip=edit.trip, position=edit.position)
        case _:
            return None
