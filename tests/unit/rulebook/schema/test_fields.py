"""The catalogue of descriptions and the models are one list."""

from __future__ import annotations

import pytest

from assessment.model.chain import Chains
from assessment.model.dossier import Claim, Dossier
from assessment.model.overlay import Confirmation, Overlay
from assessment.model.register import Feeds
from assessment.model.ruleset import Ruleset
from assessment.model.sourced import Frozen
from assessment.rulebook.cases.table import Table
from assessment.rulebook.schema.build import KINDS, schema_of
from assessment.rulebook.schema.said import FIELDS, TITLES, VALUES
from assessment.rulebook.schema.written import description, nodes

ROOTS = (Ruleset, Dossier, Overlay, Confirmation, Table, Chains, Feeds)

BY_PROGRAM = {("Ruleset", "overlays")}
"""Fields that only the program writes."""


def models():
    """Every model that someone writes in a file."""
    named = {model.__name__: model for model in every(Frozen)}
    written = {title for kind in KINDS for title in schema_of(kind)["definitions"]}
    return {named[name] for name in written & set(named)} | {*ROOTS, Claim}


def every(model):
    for heir in model.__subclasses__():
        yield heir
        yield from every(heir)


def fields(model):
    return {field.alias or name for name, field in model.model_fields.items()}


@pytest.mark.parametrize("model", sorted(models(), key=lambda m: m.__name__))
def test_every_field_that_is_written_is_described(model):
    """An editor has something to say of each field of each model."""
    silent = {name for name in fields(model) if not description(model, name)}
    assert {(model.__name__, name) for name in silent} <= BY_PROGRAM


def test_no_description_is_left_over():
    """Each entry of the catalogue is said of some field that declares it."""
    said = {
        (one.__name__, name)
        for model in models()
        for name in fields(model)
        for one in model.__mro__
        if name in FIELDS.get(one.__name__, {})
    }
    assert {(model, name) for model in FIELDS for name in FIELDS[model]} == said


@pytest.mark.parametrize("kind", KINDS)
def test_every_definition_has_a_vietnamese_name(kind):
    """An editor's messages name a part of a file by its title, never by a class of ours."""
    schema = schema_of(kind)
    models_of = {name: one for name, one in schema["definitions"].items() if name[0].isupper()}
    assert schema["title"] in TITLES.values()
    assert {name for name, one in models_of.items() if one["title"] != TITLES.get(name)} == set()


def test_no_name_is_left_over():
    """Each title is that of a root, a definition, or the item that has any kind."""
    named = {name for kind in KINDS for name in schema_of(kind)["definitions"]}
    written = {name for name in named if name[0].isupper()}
    assert set(TITLES) == written | {model.__name__ for model in ROOTS} | {"Claim", "Item"}


@pytest.mark.parametrize("kind", KINDS)
def test_every_value_of_a_closed_list_is_explained(kind):
    """Where a field takes one of several values, an editor says what each means."""
    unexplained = [
        node["enum"]
        for node in nodes(schema_of(kind))
        if "type" in node and len(meanings(node)) > 1 and "" in meanings(node).values()
    ]
    assert unexplained == []


def test_no_explanation_of_a_value_is_left_over():
    """Each value explained is one that some schema lists."""
    all_nodes = [node for kind in KINDS for node in nodes(schema_of(kind))]
    listed = {pair for node in all_nodes for pair in meanings(node).items()}
    single = {(node["const"], node.get("description")) for node in all_nodes if "const" in node}
    explained = {pair for values in VALUES.values() for pair in values.items()}
    assert explained - listed - single == set()


def meanings(node):
    """The values of a closed list, each with what an editor says of it."""
    said = node.get("enumDescriptions", ())
    return {
        value: said[index] if index < len(said) else ""
        for index, value in enumerate(node.get("enum", ()))
        if value is not None
    }
