"""How an editor sees a YAML file: parsed as YAML 1.2, checked against a JSON Schema."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

import yaml
from jsonschema import Draft7Validator

from assessment.model.ruleset import Ruleset
from assessment.rulebook.schema.build import schema_of

_TAGS = {
    "bool": r"true|True|TRUE|false|False|FALSE",
    "null": r"~|null|Null|NULL|",
    "int": r"[-+]?[0-9]+",
    "float": r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?",
}
"""Plain scalars of YAML 1.2's core schema that are no text; a day is text, and so is `on`."""


class _Yaml12(yaml.SafeLoader):
    yaml_implicit_resolvers: dict[str, Any] = {}  # noqa: RUF012 - as its parent has it


for _tag, _pattern in _TAGS.items():
    _Yaml12.add_implicit_resolver(
        f"tag:yaml.org,2002:{_tag}", re.compile(f"^(?:{_pattern})$"), None
    )
_Yaml12.add_constructor("tag:yaml.org,2002:int", lambda _, node: int(node.value))
_Yaml12.add_constructor("tag:yaml.org,2002:float", lambda _, node: float(node.value))


def as_seen(text: str) -> Any:
    """A file as an editor parses it: numbers and truths where they are not quoted."""
    return _with_text_keys(yaml.load(text, Loader=_Yaml12))  # noqa: S506 - a safe loader


def refusals(kind: str, content: Any, ruleset: Ruleset | None = None) -> list[str]:
    """What the schema says against a content: the path and the reason of each."""
    errors = _validator(kind, ruleset).iter_errors(content)
    return sorted(f"{'.'.join(map(str, error.absolute_path))}: {error.message}" for error in errors)


def accepts(kind: str, content: Any, ruleset: Ruleset | None = None) -> bool:
    return bool(_validator(kind, ruleset).is_valid(content))


def _validator(kind: str, ruleset: Ruleset | None) -> Draft7Validator:
    return _of_any(kind) if ruleset is None else Draft7Validator(schema_of(kind, ruleset))


@cache
def _of_any(kind: str) -> Draft7Validator:
    return Draft7Validator(schema_of(kind))


def _with_text_keys(node: Any) -> Any:
    if isinstance(node, dict):
        return {str(key): _with_text_keys(value) for key, value in node.items()}
    return [_with_text_keys(value) for value in node] if isinstance(node, list) else node
