"""The schemas that `cdht rules schema` prints: one a kind of file that people write."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from assessment.model.chain import Chains
from assessment.model.register import Feeds
from assessment.model.ruleset import Ruleset
from assessment.rulebook.schema.cases import cases_schema
from assessment.rulebook.schema.dossier import dossier_schema
from assessment.rulebook.schema.short_forms import overlay_schema, ruleset_schema
from assessment.rulebook.schema.written import Schema, as_written, nodes

_BUILDERS: Mapping[str, Callable[[], Schema]] = {
    "ruleset": ruleset_schema,
    "dossier": dossier_schema,
    "overlay": overlay_schema,
    "cases": cases_schema,
    "chains": lambda: as_written(Chains),
    "registers": lambda: as_written(Feeds),
}

KINDS = tuple(_BUILDERS)
"""The kinds of file that have a schema."""

DRAFT = "http://json-schema.org/draft-07/schema#"
"""The newest draft that editors of YAML know well."""


def schema_of(kind: str, ruleset: Ruleset | None = None) -> Schema:
    """The JSON Schema of a kind of file.

    Args:
        kind: one of `KINDS`.
        ruleset: that which a dossier is scored by; other kinds do not ask.

    """
    for_one = kind == "dossier" and ruleset is not None
    schema = dossier_schema(ruleset) if for_one else _BUILDERS[kind]()
    definitions = schema.pop("definitions")
    used = dict(sorted(_used(schema, definitions).items()))
    return {"$schema": DRAFT, **schema, "definitions": used}


def _used(schema: Schema, definitions: Mapping[str, Schema]) -> dict[str, Schema]:
    """The definitions that a schema refers to, and those that they refer to."""
    found: dict[str, Schema] = {}
    pending = [schema]
    while pending:
        for node in nodes(pending.pop()):
            name = str(node.get("$ref", "")).removeprefix("#/definitions/")
            if name in definitions and name not in found:
                found[name] = definitions[name]
                pending.append(definitions[name])
    return found
