"""All errors that the application raises on purpose.

::

    SongcanError                      optimizer.errors
    └── ApplicationError              code, values, what happened, what to do, HTTP status
        ├── NotFound            404   no such schedule, rider, version
        ├── Unusable            422   the request contradicts itself or what it names
        │   ├── InvalidRequest  422   a parameter cannot be read; carries every issue
        │   └── BrokenRules     422   the plan would break rules; carries the violations
        ├── Conflict            409   the request does not fit the present state
        │   └── NotPublishable  409   unserved visits without a hand-over; carries them
        ├── Outdated            412   the request names a state that is not the present one
        ├── NotReady            503   the database does not answer or is not migrated
        ├── GeocoderTrouble     503   a map provider does not answer: api.places.geocoders.base
        ├── AlteredPlan         500   a stored plan no longer passes its check; never served
        ├── HttpFault           4xx   no such address, no such method
        ├── Unexpected          500   a bug; carries only the number to find it in the log
        └── KeyTrouble          500   api.db.errors
            ├── KeyMissing            encrypted data, but no key file
            ├── KeyUnreadable         the key file holds no key
            └── KeyWrong              the key belongs to another database
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from api.texts import text
from optimizer.errors import SongcanError
from optimizer.violation import Violation


class ApplicationError(SongcanError):
    """An error with a text of the catalogue.

    ``key`` names the text that says what happened, ``key_remedy`` the one that says what to do;
    in capitals it is the ``code``. ``values`` fill the texts and are public: no personal data.
    """

    status = 400

    def __init__(self, key: str, /, **values: object) -> None:
        self.code = key.upper()
        self.values = values
        self.detail = text(key, **values)
        self.remedy = text(f"{key}_remedy", **values)
        super().__init__(f"{self.detail} ({self.remedy})")


class NotFound(ApplicationError):
    """What was asked for does not exist."""

    status = 404


class Unusable(ApplicationError):
    """The request contradicts itself or what it names."""

    status = 422


class InvalidRequest(Unusable):
    """Parameters that cannot be read, each with ``where``, ``value`` and ``problem``."""

    def __init__(self, issues: Sequence[Mapping[str, object]]) -> None:
        self.issues = tuple(issues)
        shown = "; ".join(f"{issue['where']} = {issue['value']!r}" for issue in issues)
        super().__init__("invalid_request", shown=shown, issues=list(issues))


class BrokenRules(Unusable):
    """A change after which the plan would break rules.

    ``values["violations"]`` lists each with its rule's ``code``, the place, the values, and what
    the rule means and what helps, in both languages. Trips count from 1, as on the sheets.
    """

    def __init__(self, violations: Sequence[Violation]) -> None:
        self.violations = tuple(violations)
        codes = ", ".join(dict.fromkeys(str(violation.rule) for violation in violations))
        shown = [_shown(violation) for violation in violations]
        super().__init__("broken_rules", count=len(shown), codes=codes, violations=shown)


def _shown(violation: Violation) -> dict[str, object]:
    return {
        "code": str(violation.rule),
        "rider": violation.rider,
        "trip": None if violation.trip is None else violation.trip + 1,
        "visit": violation.visit,
        "canteen": violation.canteen,
        "values": dict(violation.values),
        "meaning": violation.meaning._asdict(),
        "remedy": violation.remedy._asdict(),
    }


class Conflict(ApplicationError):
    """The request does not fit the present state."""

    status = 409


class NotPublishable(Conflict):
    """Unserved visits without hand-over or acknowledgement.

    ``values["open"]`` lists each with its ``visit``, ``tier`` and ``reasons``.
    """

    def __init__(self, version: int, visits: Sequence[Mapping[str, object]]) -> None:
        names = ", ".join(str(visit["visit"]) for visit in visits)
        super().__init__(
            "not_publishable", version=version, count=len(visits), names=names, open=list(visits)
        )


class Outdated(ApplicationError):
    """The client knows an older state than the present one."""

    status = 412


class NotReady(ApplicationError):
    """The application cannot serve yet."""

    status = 503


class AlteredPlan(ApplicationError):
    """A stored plan that no longer passes its check: it is never served."""

    status = 500


class HttpFault(ApplicationError):
    """A request that no endpoint takes."""

    def __init__(self, status: int, method: str, path: str) -> None:
        self.status = status
        known = {404: "no_such_address", 405: "no_such_method"}
        super().__init__(known.get(status, "bad_request"), method=method, path=path)


class Unexpected(ApplicationError):
    """A bug. Nothing of it reaches the client but the number under which the log has it."""

    status = 500

    def __init__(self, incident: str) -> None:
        super().__init__("unexpected", incident=incident)
