"""Where on the calendar the page is, and the addresses around it."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from api.orders.parameters import SITTINGS
from api.web.errors import PageError
from api.web.words import date_words, sitting_words
from optimizer.problem import Problem
from optimizer.texts import Text

YEARS = range(2000, 2100)


@dataclass(frozen=True, slots=True, kw_only=True)
class Where:
    """A date and sitting on one of the pages that have both."""

    date: datetime.date
    sitting: str
    path: str = "/"

    @classmethod
    def of(cls, problem: Problem) -> Where:
        """The day's page of a problem."""
        return cls(date=problem.date, sitting=problem.sitting)

    @property
    def date_words(self) -> Text:
        """The date with its weekday."""
        return date_words(self.date)

    @property
    def sitting_words(self) -> Text:
        """The sitting's name."""
        return sitting_words(self.sitting)

    @property
    def here(self) -> str:
        """The day's page."""
        return self.day(self.date)

    @property
    def live(self) -> str:
        """The day's page with the published version, even if there is a newer draft."""
        return self.day(self.date, show="published")

    @property
    def previous(self) -> str:
        """The day before."""
        return self.day(self.date - datetime.timedelta(days=1))

    @property
    def next(self) -> str:
        """The day after."""
        return self.day(self.date + datetime.timedelta(days=1))

    @property
    def rider_sheets(self) -> str:
        """The riders' sheets."""
        return self._sheet("riders")

    @property
    def kitchen_sheet(self) -> str:
        """The kitchens' lists."""
        return self._sheet("kitchen")

    @property
    def changed_rider_sheets(self) -> str:
        """The riders' sheets that are not those published before."""
        return self._sheet("riders", changed="1")

    @property
    def changed_kitchen_sheet(self) -> str:
        """The kitchens' lists that are not those published before."""
        return self._sheet("kitchen", changed="1")

    def day(self, date: datetime.date, **query: str) -> str:
        """The page on ``date`` with the same sitting."""
        return f"{self.path}?{urlencode({'date': date.isoformat(), **self._query(), **query})}"

    def on(self, path: str) -> Where:
        """The same date and sitting on another page."""
        return replace(self, path=path)

    def form(self, act: str) -> str:
        """Where this page's form of ``act`` goes."""
        return f"{self.path}/{act}?{urlencode({'date': self.date.isoformat(), **self._query()})}"

    @property
    def sittings(self) -> tuple[tuple[Text, str, bool], ...]:
        """Every sitting's name and page, and whether it is this one."""
        return tuple(
            (sitting_words(name), replace(self, sitting=name).here, name == self.sitting)
            for name in SITTINGS
        )

    def _sheet(self, name: str, **asked: str) -> str:
        query = {**self._query(), **asked}
        return f"/sheets/{self.date.isoformat()}/{name}" + (f"?{urlencode(query)}" if query else "")

    def _query(self) -> dict[str, str]:
        return {} if self.sitting == "lunch" else {"sitting": self.sitting}


def date_of(value: str) -> datetime.date:
    """The date that ``value`` means.

    Raises
    ------
    PageError
        When it is no date, or none of this century.
    """
    try:
        date = datetime.date.fromisoformat(value)
    except ValueError:
        raise PageError(400, "bad_date", value=value) from None
    if date.year not in YEARS:
        raise PageError(400, "bad_date", value=value)
    return date
