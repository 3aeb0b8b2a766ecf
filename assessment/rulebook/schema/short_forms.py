"""What a ruleset or an overlay may leave unsaid, or say in short, beside its models."""

from __future__ import annotations

from assessment.model.item import Item
from assessment.model.overlay import Confirmation, Overlay
from assessment.model.ruleset import Ruleset
from assessment.rulebook.schema.said import SHORT
from assessment.rulebook.schema.written import Schema, as_written

_ITEMS = tuple(kind.__name__ for kind in Item.__subclasses__())
_NAMED = ("id", "text")
"""What every item states but a part, whose number and label are known."""

_OF_POINTS = ("points", "points_basis", "points_source")
_BY_PROGRAM = "overlays"

_ANSWER_EARNS: Schema = {
    "if": {
        "properties": {"kind": {"enum": ["yes_no", "all_of"]}, "levels": False},
        "required": ["kind"],
    },
    "then": {"required": ["points"]},
}
_WAY_EARNS: Schema = {
    "if": {"properties": {"kind": {"const": "best_of"}}, "required": ["kind"]},
    "then": {"properties": {"parts": {"items": _ANSWER_EARNS}}},
}
_IN_POINTS: Schema = {
    "properties": {"indicators": {"items": {"allOf": [_ANSWER_EARNS, _WAY_EARNS]}}},
    "required": ["max"],
}
"""A criterion of a ruleset in points: it has a maximum, and every yes earns something."""


def ruleset_schema() -> Schema:
    """A ruleset file: points or levels, its items with their short forms."""
    schema = as_written(Ruleset)
    parts = schema["definitions"]
    del schema["properties"][_BY_PROGRAM]
    _items(schema)
    parts["EvidenceKey"] |= {
        "if": {"properties": {"type": {"const": "choice"}}, "required": ["type"]},
        "then": {"properties": {"options": {"minItems": 1}}, "required": ["options"]},
    }
    for values in parts["Affects"]["properties"]["evidence"]["patternProperties"].values():
        values["items"]["type"].append("boolean")
    period = parts["Procedure"]["properties"]["data_period"]
    period["anyOf"].append(parts["DataPeriod"]["properties"]["text"])
    schema["properties"]["levels"]["minItems"] = 1
    schema |= either("scale", "levels")
    schema["then"]["properties"]["criteria"] = {"items": _IN_POINTS}
    return schema


def _items(schema: Schema) -> None:
    """What is compared, and the short forms: no id and text in parts, points, keys."""
    parts = schema["definitions"]
    for name in _ITEMS:
        _drop(parts[name], *_NAMED)
    for items in (parts["Criterion"]["properties"]["indicators"], schema["properties"]["gates"]):
        item = items["items"]
        item["properties"] |= {name: parts["Threshold"]["properties"][name] for name in _NAMED}
        item["required"] += _NAMED
    measures = [{"required": [name]} for name in ("ratio", "number", "count")]
    by_level = {"properties": {"levels": {"items": {"required": ["ratio"]}}}}
    parts["Threshold"]["anyOf"] = [*measures, by_level]
    answer = parts["AnswerLevel"]["properties"]
    for name in ("YesNo", "AllOf"):
        _drop(parts[name], "levels")
        parts[name]["properties"] |= {field: answer[field] for field in _OF_POINTS}
        points = {**answer["points"], "description": SHORT["points"]}
        parts[name]["properties"]["points"] = points
        parts[name]["dependencies"] = {
            "points": {"properties": {"levels": False}},
            **{field: ["points"] for field in _OF_POINTS if field != "points"},
        }
    _drop(parts["AllOf"], "parts")
    keys = {"type": "array", "items": parts["YesNo"]["properties"]["key"], "minItems": 1}
    parts["AllOf"]["properties"]["keys"] = {**keys, "description": SHORT["keys"]}
    parts["AllOf"] |= either("keys", "parts")


def overlay_schema() -> Schema:
    """An overlay file: a locality's changes or, with `confirmed`, what an official text says.

    The head of a locality's may state basis and source for its document and its changes.
    """
    local, confirmation = as_written(Overlay), as_written(Confirmation)
    parts = local.pop("definitions") | confirmation.pop("definitions")
    change = parts["Change"]["properties"]
    for name in ("basis", "source"):
        local["properties"][name] = {**change[name], "description": SHORT[name]}
    for name in ("Change", "Reading"):
        parts[name]["properties"]["to"]["type"].append("boolean")
    return {
        "title": local["title"],
        "type": "object",
        "if": {"required": ["confirmed"]},
        "then": {"$ref": "#/definitions/Confirmation"},
        "else": {"$ref": "#/definitions/Overlay"},
        "definitions": {**parts, "Overlay": local, "Confirmation": confirmation},
    }


def either(one: str, other: str) -> Schema:
    """What says that exactly one of two fields is there."""
    return {
        "if": {"required": [one]},
        "then": {"properties": {other: False}},
        "else": {"required": [other]},
    }


def _drop(schema: Schema, *names: str) -> None:
    schema["required"] = [name for name in schema["required"] if name not in names]
