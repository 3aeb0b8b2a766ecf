"""Pydantic's JSON Schema of our models, in the form in which people write them.

A model describes what the loader has filled in and reads text; an editor parses `0.5` as a
number and `true` as a truth, and sees a file before basis and source are handed down. So
scalars take every form that reads as one, basis and source may be left out, and items are
told apart by `kind`. Editors best know JSON Schema draft 7; nothing newer is used.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any

from pydantic import TypeAdapter
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from assessment.model.days import MonthDay
from assessment.model.quantity import Limit, Points
from assessment.model.sourced import Frozen, Id, Key, Sourced
from assessment.rulebook.schema.said import ERRORS, FIELDS, TITLES, VALUES
from assessment.wording import Words

Schema = dict[str, Any]

_REFERENCE = "#/definitions/{model}"
_IN_WORDS = {"SubjectKind": "subject", "Area": "area", "Basis": "basis", "Status": "status"}
_BY_PATTERN = {
    TypeAdapter(kind).json_schema()["pattern"]: ERRORS[name]
    for name, kind in (
        ("id", Id),
        ("id", Key),
        ("points", Points),
        ("figure", Limit),
        ("month_day", MonthDay),
    )
}


class Written(GenerateJsonSchema):
    """One method a kind of value, as pydantic's own generator has them."""

    def field_title_should_be_set(self, schema: Any) -> bool:  # noqa: ARG002 - pydantic's signature
        return False

    def default_schema(self, schema: core_schema.WithDefaultSchema) -> JsonSchemaValue:
        return self.generate_inner(schema["schema"])

    def nullable_schema(self, schema: core_schema.NullableSchema) -> JsonSchemaValue:
        return nullable(self.generate_inner(schema["schema"]))

    # --- scalars -----------------------------------------------------------------------

    def str_schema(self, schema: core_schema.StringSchema) -> JsonSchemaValue:
        written: Schema = {"type": ["string", "number"]}
        if pattern := schema.get("pattern"):
            return {**written, "pattern": pattern, "minimum": 0}
        written["errorMessage"] = ERRORS["text"]
        return {**written, "minLength": 1} if schema.get("min_length") else written

    def bool_schema(self, schema: core_schema.BoolSchema) -> JsonSchemaValue:  # noqa: ARG002
        return {
            "type": ["string", "boolean"],
            "pattern": "^(true|false)$",
            "errorMessage": ERRORS["truth"],
        }

    def int_schema(self, schema: core_schema.IntSchema) -> JsonSchemaValue:
        written = super().int_schema(schema)
        text = {"type": ["string", "integer"], "pattern": "^[0-9]+$"}
        return {**written, **text, "errorMessage": ERRORS["whole"]}

    def date_schema(self, schema: core_schema.DateSchema) -> JsonSchemaValue:  # noqa: ARG002
        return {
            "type": "string",
            "format": "date",
            "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$",
            "errorMessage": ERRORS["day"],
        }

    def enum_schema(self, schema: core_schema.EnumSchema) -> JsonSchemaValue:
        values = [member.value for member in schema["members"]]
        return {"type": "string", "enum": values, **_meanings(schema["cls"].__name__, values)}

    # --- structures --------------------------------------------------------------------

    def function_before_schema(
        self, schema: core_schema.BeforeValidatorFunctionSchema
    ) -> JsonSchemaValue:
        """What stands before a list lets one value stand by itself."""
        written = super().function_before_schema(schema)
        if written.get("type") != "array":
            return written
        items = written["items"]
        return {"anyOf": [items[0] if isinstance(items, list) else items, written]}

    def tuple_schema(self, schema: core_schema.TupleSchema) -> JsonSchemaValue:
        """A list; in draft 7 `items` may go by place."""
        written = super().tuple_schema(schema)
        places = written.pop("prefixItems", None)
        return {**written, "items": places} if places else written

    def dict_schema(self, schema: core_schema.DictSchema) -> JsonSchemaValue:
        values = self.generate_inner(schema["values_schema"])
        keys = self.generate_inner(schema["keys_schema"])
        if "pattern" not in keys:
            return {"type": "object", "additionalProperties": values}
        return {
            "type": "object",
            "patternProperties": {keys["pattern"]: values},
            "additionalProperties": False,
        }

    def tagged_union_schema(self, schema: core_schema.TaggedUnionSchema) -> JsonSchemaValue:
        """By kind, so that an editor speaks of the kind that is written and of no other."""
        kinds = {str(kind): self.generate_inner(one) for kind, one in schema["choices"].items()}
        kind = {"type": "string", "enum": list(kinds), "description": FIELDS["Item"]["kind"]}
        return {
            "title": TITLES["Item"],
            "type": "object",
            "properties": {"kind": {**kind, **_meanings("Item.kind", kinds)}},
            "required": ["kind"],
            "allOf": [{"if": _has_kind(kind), "then": one} for kind, one in kinds.items()],
        }

    def model_schema(self, schema: core_schema.ModelSchema) -> JsonSchemaValue:
        model: type[Frozen] = schema["cls"]
        written = super().model_schema(schema)
        for name, field in written["properties"].items():
            text = VALUES["Item.kind"].get(field.get("const", "")) or description(model, name)
            if text:
                field["description"] = text
            listed = field.get("items", field)
            listed.update(_meanings(f"{model.__name__}.{name}", listed.get("enum", ())))
        if issubclass(model, Sourced):
            for name in ("basis", "source"):
                written["required"].remove(name)
                text = written["properties"][name].pop("description")
                field = nullable(written["properties"][name])
                written["properties"][name] = {**field, "description": text}
        return written


def description(model: type[Frozen], field: str) -> str | None:
    """What to say of a field, declared on the model or on one that it is built on."""
    said = (FIELDS.get(one.__name__, {}).get(field) for one in model.__mro__)
    return next((text for text in said if text), None)


def nullable(schema: Schema) -> Schema:
    """The same, or nothing: an empty value is an absent one."""
    if "type" not in schema or "const" in schema:
        return {"anyOf": [schema, {"type": "null"}]}
    types = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
    found = {**schema, "type": [*types, "null"]}
    return {**found, "enum": [*schema["enum"], None]} if "enum" in schema else found


def as_written(model: type[Frozen]) -> Schema:
    """The schema of a model, its parts under `definitions`."""
    schema = model.model_json_schema(schema_generator=Written, ref_template=_REFERENCE)
    definitions: dict[str, Schema] = schema.pop("$defs")
    for name, one in {model.__name__: schema, **definitions}.items():
        one["title"] = TITLES.get(name, name)
        one.pop("description", None)
    for one in (schema, definitions):
        for node in nodes(one):
            if isinstance(pattern := node.get("pattern"), str) and pattern in _BY_PATTERN:
                node["errorMessage"] = _BY_PATTERN[pattern]
    return {"title": schema.pop("title"), **schema, "definitions": definitions}


def _has_kind(kind: str) -> Schema:
    return {"type": "object", "properties": {"kind": {"const": kind}}, "required": ["kind"]}


def _meanings(name: str, values: Collection[str]) -> Schema:
    """What the values of a closed list mean, in the order of the list."""
    if name in _IN_WORDS:
        words = Words("vi")
        return {"enumDescriptions": [words.say(f"{_IN_WORDS[name]}.{value}") for value in values]}
    meanings = VALUES.get(name, {})
    return {"enumDescriptions": [meanings.get(v, "") for v in values]} if meanings else {}


def nodes(node: Any) -> Iterator[Schema]:
    """Every mapping of a schema, the outer ones first."""
    if isinstance(node, dict):
        yield node
    for part in node.values() if isinstance(node, dict) else node:
        if isinstance(part, dict | list):
            yield from nodes(part)
