"""Shipped files and schemas: what is shipped passes, names its schema, and is kept in step."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from jsonschema import Draft7Validator

from assessment.intake.read import read_dossier
from assessment.rulebook.catalog import Catalog
from assessment.rulebook.schema.build import DRAFT, KINDS, schema_of
from assessment.rulebook.schema.written import nodes
from tests.editor import as_seen, refusals
from tests.samples import EXAMPLES

ROOT = Path(__file__).resolve().parents[4]
SHIPPED = [*sorted((ROOT / "criteria").rglob("*.yaml")), *EXAMPLES]

OF_FOLDER = {
    "overlays": "overlay",
    "cases": "cases",
    "chains": "chains",
    "registers": "registers",
}
NEWER = {
    "$defs",
    "$anchor",
    "prefixItems",
    "dependentRequired",
    "dependentSchemas",
    "unevaluatedProperties",
}

by_kind = pytest.mark.parametrize("kind", KINDS)
by_file = pytest.mark.parametrize("path", SHIPPED, ids=lambda p: f"{p.parent.name}/{p.stem}")


def kind_of(path):
    if path in EXAMPLES:
        return "dossier"
    return OF_FOLDER.get(path.parent.name, "ruleset")


@by_file
def test_a_shipped_file_passes_its_schema(path):
    """An editor has nothing against any shipped ruleset, overlay, table or example."""
    assert refusals(kind_of(path), as_seen(path.read_text("utf-8"))) == []


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda p: p.stem)
def test_an_example_passes_the_schema_of_its_ruleset(path):
    """Every key and value of an example is one that its ruleset's own schema knows."""
    ruleset = Catalog().get(read_dossier(path).ruleset or "")
    assert ruleset is not None
    assert refusals("dossier", as_seen(path.read_text("utf-8")), ruleset) == []


@by_file
def test_a_shipped_file_names_its_schema(path):
    """The first line tells an editor the schema, by a path that exists."""
    first = path.read_text("utf-8").partition("\n")[0]
    name = first.removeprefix("# yaml-language-server: $schema=")
    assert name != first
    assert (path.parent / name).resolve() == ROOT / "docs/schema" / f"{kind_of(path)}.schema.json"


@by_kind
def test_the_schemas_in_the_docs_are_those_that_the_command_prints(kind):
    """After a change of the models: cdht rules schema --out docs/schema"""
    kept = (ROOT / "docs/schema" / f"{kind}.schema.json").read_text("utf-8")
    assert json.loads(kept) == schema_of(kind)


def test_no_schema_in_the_docs_is_left_over():
    """The docs hold a schema a kind of file, and nothing else."""
    names = {path.name for path in (ROOT / "docs/schema").iterdir()}
    assert names == {f"{kind}.schema.json" for kind in KINDS}


@by_kind
def test_a_schema_is_sound_and_old_enough_for_editors(kind):
    """It is a valid schema of draft 7 without any newer word, and refers only to what it has."""
    schema = schema_of(kind)
    Draft7Validator.check_schema(schema)
    assert schema["$schema"] == DRAFT
    refs = {node["$ref"] for node in nodes(schema) if isinstance(node.get("$ref"), str)}
    assert refs == {f"#/definitions/{name}" for name in schema["definitions"]}
    assert NEWER.isdisjoint(word for node in nodes(schema) for word in node)


@pytest.mark.parametrize("id_", Catalog().ids())
def test_the_schema_of_each_ruleset_is_sound(id_):
    """Of every shipped ruleset the dossier's schema can be made, and plain JSON can hold it."""
    schema = schema_of("dossier", Catalog().get(id_))
    Draft7Validator.check_schema(schema)
    assert json.loads(json.dumps(schema)) == schema
