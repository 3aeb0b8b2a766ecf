"""How a dossier states a value: plain or with what stands behind it, read by its type."""

from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy
from decimal import Decimal

from pydantic import TypeAdapter

from assessment.model.dossier import Dossier
from assessment.model.item import Judged
from assessment.model.quantity import MOST_COUNT, ZERO, Limit, Points
from assessment.model.ruleset import EvidenceKey, EvidenceType
from assessment.rulebook.schema.said import ERRORS
from assessment.rulebook.schema.written import Schema, as_written, nullable
from assessment.wording import Words

_COUNT = r"^\s*(?:[0-9]{1,13}|[1-9][0-9]{0,2}(?:\.[0-9]{3}){1,4})\s*$"
_SHARE = r"^\s*\+?0*(?:100(?:[.,]0{1,12})?|[0-9]{1,2}(?:[.,][0-9]{1,12})?)\s*%\s*$"
_SHARE_OF_ANY_SIZE = r"^\s*\+?[0-9]{1,15}(?:[.,][0-9]{1,12})?\s*%\s*$"
_POINTS = TypeAdapter(Points).json_schema()
_FIGURE = TypeAdapter(Limit).json_schema()
_CLAIM_OR_NOTHING: Schema = {"not": {"type": ["string", "number", "boolean", "array"]}}
_BOUNDS = ("at_least", "at_most")

ANSWER: Schema = {
    "type": ["string", "boolean"],
    "pattern": r"^\s*(?:[Cc][Óó]|[Kk][Hh][Ôô][Nn][Gg]|[Xx]|[Tt][Rr][Uu][Ee]|[Ff][Aa][Ll][Ss][Ee])\s*$",
    "errorMessage": ERRORS["answer"],
    "examples": ["có", "không"],
}
"""Yes or no, in any way a dossier may say it."""


def asked(kind: str) -> str:
    """What a value of this type is, and how to write it."""
    words = Words("vi")
    return f"Cần {words.say(f'type.{kind}')}. {words.say(f'example.{kind}')}"


def value_of(entry: EvidenceKey) -> Schema:
    """The plain value of a declared key."""
    least, most = entry.at_least, entry.at_most
    match entry.type:
        case EvidenceType.YES_NO:
            return ANSWER
        case EvidenceType.CHOICE:
            return _options(entry.labels)
        case EvidenceType.COUNT:
            count = {"type": ["string", "integer"], "pattern": _COUNT}
            return _between(count, least or ZERO, MOST_COUNT if most is None else most, "count")
        case EvidenceType.NUMBER:
            return _between(_POINTS, least, most, "number")
        case EvidenceType.PERCENTAGE:
            return share_of()


def share_of(*, may_exceed: bool = False) -> Schema:
    """A percentage with its sign. `may_exceed`: also above 100 %."""
    pattern = _SHARE_OF_ANY_SIZE if may_exceed else _SHARE
    return {"type": "string", "pattern": pattern, "errorMessage": asked("percentage")}


def points_of(item: Judged, step: Decimal) -> Schema:
    """An assessor's points, or the share from which the item has all of them."""
    points = _between(_FIGURE if item.full_at else _POINTS, ZERO, item.max, "points")
    parts = step.as_integer_ratio()[1]
    exact_in_json = parts & (parts - 1) == 0
    return {**points, "multipleOf": _json(step)} if exact_in_json else points


class Claims:
    """The forms that a claim of a section can take: plain, or with its documents."""

    def __init__(self, section: str) -> None:
        schema = as_written(Dossier)["definitions"]["Claim"]
        properties: dict[str, Schema] = schema["properties"]
        for name in ("illustrative", "rejected"):
            properties[name] = {**ANSWER, "description": properties[name]["description"]}
        if section == "evidence":
            del properties["rejected"]
        for name in ("value", *_BOUNDS):
            properties[name].pop("errorMessage", None)
        self._frame = schema

    def any(self) -> Schema:
        """A value of whatever type, where no ruleset says which."""
        frame = deepcopy(self._frame)
        for name in ("value", *_BOUNDS):
            frame["properties"][name]["type"] = ["string", "number", "boolean", "null"]
        return {**frame, "type": ["string", "number", "boolean", "null", "object"]}

    def of(self, value: Schema, bound: Schema | None = None) -> Schema:
        """A value of a type, and the bound that may stand in its place."""
        frame = deepcopy(self._frame)
        properties = frame["properties"]
        for name, form in (("value", value), *((name, bound) for name in _BOUNDS)):
            if form is None:
                del properties[name]
            else:
                properties[name] = {
                    **nullable(form),
                    "description": properties[name]["description"],
                }
        return {"if": {"type": "object"}, "then": frame, "anyOf": [value, _CLAIM_OR_NOTHING]}


def _options(labels: Mapping[str, str]) -> Schema:
    """One of the options, by id or by label."""
    values = list(dict.fromkeys([*labels, *labels.values()]))
    meanings = [labels.get(value, "") for value in values]
    allowed = "; ".join(f"{id_} ({label})" for id_, label in labels.items())
    return {
        "type": "string",
        "enum": values,
        "enumDescriptions": meanings,
        "errorMessage": ERRORS["option"].format(allowed=allowed),
    }


def _between(value: Schema, least: Decimal | None, most: Decimal | int | None, kind: str) -> Schema:
    bounds = {"minimum": least, "maximum": most}
    stated = {name: _json(bound) for name, bound in bounds.items() if bound is not None}
    return {**value, **stated, "errorMessage": asked(kind)}


def _json(number: Decimal | int) -> int | float:
    """A bound as JSON has it; an editor compares what it has read in the same way."""
    return int(number) if number == int(number) else float(number)
