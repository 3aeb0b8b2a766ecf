"""The schema of a conformance table: its cases state dossiers, in part."""

from __future__ import annotations

from assessment.rulebook.cases.table import Table
from assessment.rulebook.schema.dossier import SECTIONS, dossier_schema
from assessment.rulebook.schema.said import SHORT
from assessment.rulebook.schema.short_forms import either
from assessment.rulebook.schema.written import Schema, as_written

_OF_DOSSIER = ("period", "previous", "applies", *SECTIONS)


def cases_schema() -> Schema:
    """A table file. What its cases leave out the table completes, or a ladder varies."""
    schema, dossier = as_written(Table), dossier_schema()
    parts = schema["definitions"]
    parts |= dossier["definitions"]
    for name in ("Subject", "Period", "Previous"):
        del parts[name]["required"]
    entry = parts["Entry"]["properties"]
    for field in (schema["properties"]["subject"], entry["subject"]):
        _become(field, {"$ref": "#/definitions/Subject"})
    for name in _OF_DOSSIER:
        _become(entry[name], dossier["properties"][name])
    base = {"type": "string", "enum": ["all"], "description": SHORT["base"]}
    entry["evidence"]["properties"] = {"base": base}
    parts["Entry"] |= either("ladder", "expect")
    return schema


def _become(field: Schema, form: Schema) -> None:
    """Take another form, keeping what is said of it."""
    text = field["description"]
    field.clear()
    field |= {**form, "description": text}
