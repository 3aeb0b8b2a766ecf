"""Items and evidence for the scorers' tests, in a few words."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from pydantic import TypeAdapter

from assessment.model.dossier import Claim
from assessment.model.evidence import Evidence, Reading
from assessment.model.item import Indicator, Item
from assessment.model.outcome import Finding
from assessment.model.quantity import Ratio, plain
from assessment.model.ruleset import EvidenceKey
from scorers import score

SOURCED = {"basis": "verbatim", "source": "Điều 1"}
_SOURCED_LISTS = ("levels", "parts")
_INDICATOR: TypeAdapter[Any] = TypeAdapter(Indicator)


def item(kind: str, id_: str = "1.1", **fields: Any) -> Item:
    """An indicator; basis and source are filled in where they are not stated."""
    stated = {"kind": kind, "id": id_, "text": "một chỉ tiêu", **SOURCED, **fields}
    return _INDICATOR.validate_python(_sourced(stated))


def _sourced(node: Any) -> Any:
    if not isinstance(node, dict):
        return node
    full = {key: _sourced(value) for key, value in node.items()}
    for name in _SOURCED_LISTS:
        if name in full:
            full[name] = [_sourced({**SOURCED, **entry}) for entry in full[name]]
    for name in ("disadvantaged", "full_at"):
        if name in full:
            full[name] = {**SOURCED, **full[name]}
    return full


def part(kind: str, id_: str, **fields: Any) -> dict[str, Any]:
    """A part of a composite item."""
    return {"kind": kind, "id": id_, "text": "một phần", **fields}


def evidence(values: Mapping[str, Any] | None = None, **about: Any) -> Evidence:
    """Evidence of plain values.

    An int is a count, a Decimal a number, a bool an answer, a str an option or (with %) a
    share, a pair a lowest and a highest value of which either may be None.
    """
    readings = {key: _reading(key, value) for key, value in (values or {}).items()}
    declared = {key: _DECLARED[key] for key in _DECLARED}
    for name in ("rejected", "not_applied"):
        about[name] = frozenset(about.get(name, ()))
    return Evidence(readings=readings, declared=declared, **about)


def found(of: Item, values: Mapping[str, Any] | None = None, **about: Any) -> Finding:
    """What the item comes to, given this evidence."""
    return score(of, evidence(values, **about))


def span(finding: Finding) -> tuple[str, str]:
    """The least and the most points, as people write them."""
    assert finding.points is not None
    return plain(finding.points.low), plain(finding.points.high)


def _reading(key: str, value: Any) -> Reading:
    claim = Claim(value="x")
    match value:
        case bool():
            return Reading(key, value, None, None, claim)
        case int():
            return Reading(key, value, Ratio(value), Ratio(value), claim)
        case Decimal() if key in _DECLARED:
            return Reading(key, value, Ratio.of(value), Ratio.of(value), claim)
        case Decimal():
            return Reading(key, value, None, None, claim)
        case str() if value.endswith("%"):
            exact = _share(value)
            return Reading(key, None, exact, exact, claim)
        case str():
            return Reading(key, value, None, None, claim)
        case (low, high):
            return Reading(key, None, _bound(low, Ratio(0)), _bound(high, _highest(low)), claim)
    raise AssertionError(value)


def _bound(value: Any, otherwise: Ratio) -> Ratio:
    if value is None:
        return otherwise
    return _share(value) if isinstance(value, str) else Ratio.of(value)


def _highest(low: Any) -> Ratio:
    return Ratio(1) if isinstance(low, str) else Ratio(10**12)


def _share(text: str) -> Ratio:
    return Ratio.of(Decimal(text.removesuffix("%")) / 100)


def _entry(type_: str, **more: Any) -> EvidenceKey:
    return EvidenceKey.model_validate({"label": "một số liệu", "type": type_, **more})


_DECLARED: dict[str, EvidenceKey] = {
    **{key: _entry("count") for key in ("part", "whole", "part2", "whole2", "reviews")},
    "staff": _entry("count", at_least="10", at_most="20"),
    "fall": _entry("number", at_least="-100", at_most="100"),
    "growth": _entry("number"),
    "pleased": _entry("percentage"),
    **{key: _entry("yes_no") for key in ("plan", "report", "fund")},
    "standard": _entry(
        "choice",
        options=[
            {"id": id_, "label": id_.replace("_", " ")}
            for id_ in ("muc_do_2", "muc_do_1", "chua_dat")
        ],
    ),
}
