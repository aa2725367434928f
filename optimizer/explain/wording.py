"""Reasons as sentences, in both languages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from optimizer.plan import Reason
from optimizer.rules import EXPLANATIONS
from optimizer.texts import Text, text

SEARCH = "SEARCH"
"""Reason code of a visit that would fit: the strategy did not find the place."""

SEVERAL = "SEVERAL"
"""Code ahead of several reasons: none of them alone keeps all riders from the visit."""

REMOVED = "REMOVED"
"""Reason code of a visit that a person took off a trip, where it would still fit."""

FORMS = ("none", "alone", "all", "some", "plan")
"""Sentences that a reason may have, the most telling first; ``_form`` says when each applies."""

_EXPLANATIONS = {str(rule): explanation for rule, explanation in EXPLANATIONS.items()}


def describe(reason: Reason) -> Text:
    """The reason as a sentence; one that another program wrote may lack values, or be its own."""
    params: dict[str, object] = dict(reason.params)
    if "late" in params:
        params["minutes"] = -(-int(reason.params["late"]) // 60)
    for key in _keys(reason):
        try:
            return text(key, **params)
        except KeyError:
            continue
    explanation = _EXPLANATIONS.get(reason.code)
    return explanation.meaning if explanation else Text(reason.code, reason.code)


def remedy_of(reason: Reason) -> Text:
    """What a person can do about it."""
    explanation = _EXPLANATIONS.get(reason.code)
    if explanation is not None:
        return explanation.remedy
    if reason.code == REMOVED:
        return text("reason_REMOVED_remedy")
    return text("reason_SEVERAL_remedy" if reason.code == SEVERAL else "reason_SEARCH_remedy")


def _keys(reason: Reason) -> Iterator[str]:
    """Texts that may say it, the most telling first."""
    for form in FORMS:
        if _applies(form, reason.params):
            yield f"reason_{reason.code}_{form}"
    yield f"reason_{reason.code}"


def _applies(form: str, params: Mapping[str, int | str]) -> bool:
    alone = bool(params.get("alone"))
    match form:
        case "none":
            return not params.get("riders")
        case "alone":
            return alone
        case "all":
            return not alone and bool(params.get("all"))
        case "some":
            return not alone and "rider" in params
        case _:
            return True
