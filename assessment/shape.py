"""From a tree of text to a frozen model: pydantic's findings in our codes, all at once."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, TypeVar

from pydantic import ValidationError

from assessment.errors import CdhtError, Notice, nearest
from assessment.files import Steps, Tree
from assessment.model.sourced import Frozen

M = TypeVar("M", bound=Frozen)

_NO_SPACE = re.compile(r"[\w.]+:\S.*")
_CURLY = re.compile("[\u2018\u2019\u201c\u201d]")
_CODES = {
    "missing": "shape.missing_key",
    "union_tag_not_found": "shape.missing_key",
    "extra_forbidden": "shape.unknown_key",
    "union_tag_invalid": "shape.not_one_of",
    "enum": "shape.not_one_of",
    "literal_error": "shape.not_one_of",
    "value_error": "shape.not_a_number",
    "month_day": "shape.not_a_month_day",
    "int_parsing": "shape.not_a_number",
    "string_too_short": "shape.empty",
    "too_short": "shape.empty",
    "greater_than_equal": "shape.out_of_range",
    "less_than_equal": "shape.out_of_range",
    "string_pattern_mismatch": "ruleset.bad_id",
}
_WHEN_MISSING = {
    "basis": "ruleset.no_basis",
    "source": "ruleset.no_source",
    "label": "ruleset.no_label",
}


def validate(model: type[M], tree: Tree, content: Mapping[str, Any], error: type[CdhtError]) -> M:
    """The model of a tree's content.

    Args:
        content: the tree's content, or the same with more keys filled in.

    Raises:
        error: every `shape.*` problem of the file.

    """
    try:
        return model.model_validate(content, context=tree)
    except ValidationError as problem:
        found = [dict(error) for error in problem.errors() if not _is_echo(dict(error))]
    notices = [_notice(model, tree, content, error_, error.sample) for error_ in found]
    raise error(*_without_echoes(notices)) from None


def _is_echo(found: dict[str, Any]) -> bool:
    """A list counted as too short only because an entry of it was refused."""
    if found["type"] != "too_short" or not isinstance(found["input"], list):
        return False
    return bool(len(found["input"]) >= found["ctx"]["min_length"])


def _notice(
    model: type[Frozen],
    tree: Tree,
    content: Mapping[str, Any],
    found: dict[str, Any],
    sample: str,
) -> Notice:
    steps = _steps_in(content, found["loc"])
    code = _code(found)
    params: dict[str, Any] = {"value": _shown(found["input"]), "type": found["type"]}
    if code == "shape.wrong_type":
        params["sample"] = sample
    match code:
        case "shape.missing_key":
            key = "kind" if found["type"] == "union_tag_not_found" else str(found["loc"][-1])
            code = _WHEN_MISSING.get(key, code)
            params["key"] = key
        case "shape.unknown_key":
            params["key"] = str(found["loc"][-1])
            at_root = len(steps) == 1
            known = _fields_of(model) if at_root else _every_field()
            elsewhere = params["key"] in known
            params["nearest"] = None if elsewhere else nearest(params["key"], known)
            params["allowed"] = ", ".join(_fields_of(model)) if at_root else None
            parent = next(
                (k for k in known if at_root and k in tree.content and tree.content[k] is None),
                None,
            )
            if parent:
                code, params["parent"], params["nearest"] = "shape.not_indented", parent, None
            elif found["input"] is None and _NO_SPACE.fullmatch(params["key"]):
                code = "shape.missing_space"
                params |= {"value": params["key"], "nearest": None}
            elif found["input"] is None or _is_digits(params["key"]):
                code = "shape.comma_in_braces"
        case "shape.too_few":
            params |= {"limit": found["ctx"]["min_length"], "count": found["ctx"]["actual_length"]}
        case "shape.out_of_range":
            params["limit"] = next(iter(found["ctx"].values()))
        case "shape.not_one_of":
            context = found.get("ctx", {})
            allowed = str(context.get("expected") or context.get("expected_tags", ""))
            params["allowed"] = allowed.replace("'", "").replace(" or ", ", ")
            if "tag" in context:
                params["value"] = context["tag"]
        case "shape.comma_in_braces":
            params["key"] = str(steps[-1])
        case "shape.wrong_type" if found["type"] == "tuple_type" and params["value"]:
            code = "shape.not_a_list"
        case "shape.wrong_type" if _NO_SPACE.fullmatch(params["value"]):
            code = "shape.missing_space"
        case "shape.wrong_type" if found["type"] in ("model_type", "dict_type", "mapping_type"):
            code = "shape.not_a_mapping"
    return Notice(code, tree.place(steps), params)


def _code(found: dict[str, Any]) -> str:
    code = _CODES.get(found["type"], "shape.wrong_type")
    if found["type"].startswith("date"):
        code = "shape.not_a_date"
    if code == "shape.not_one_of" and found["input"] in ("", None):
        code = "shape.empty"
    if found["type"] == "too_short" and found["ctx"]["min_length"] > 1:
        code = "shape.too_few"
    if code == "ruleset.bad_id" and _CURLY.search(_shown(found["input"])):
        code = "ruleset.curly_quotes"
    if found["type"] == "string_type" and found["input"] is None:
        cut = _is_digits(str(found["loc"][-1]))
        code = "shape.comma_in_braces" if cut else "shape.empty"
    return code


def _steps_in(content: Any, location: tuple[str | int, ...]) -> Steps:
    """Pydantic's location without the union tags that stand in no file."""
    steps: list[str | int] = []
    node = content
    for index, step in enumerate(step for step in location if step != "[key]"):
        last = index == len(location) - 1
        is_entry = isinstance(node, list) and isinstance(step, int) and step < len(node)
        if is_entry or (isinstance(node, Mapping) and step in node):
            node = node[step]
        elif not (last and isinstance(node, Mapping)):
            continue
        steps.append(step)
    return tuple(steps)


def _is_digits(key: str) -> bool:
    """Whether a key is what a comma in braces leaves behind of a number."""
    return key.rstrip("% ").isdigit()


def _shown(value: Any) -> str:
    if isinstance(value, list) and all(isinstance(entry, str) for entry in value):
        return f"[{', '.join(value)}]"
    return value if isinstance(value, str) else ""


def _fields_of(model: type[Frozen]) -> list[str]:
    return [field.alias or name for name, field in model.model_fields.items()]


def _every_field() -> set[str]:
    names: set[str] = set()
    pending: list[type[Frozen]] = [Frozen]
    while pending:
        model = pending.pop()
        pending.extend(model.__subclasses__())
        names.update(field.alias or name for name, field in model.model_fields.items())
    return names


def _without_echoes(notices: list[Notice]) -> list[Notice]:
    """What the ruleset lacks at its head, each of its items lacks too: say it once."""
    if any(n.code == "shape.not_indented" for n in notices):
        parents = {n.params["parent"] for n in notices if n.code == "shape.not_indented"}
        return [n for n in notices if n.code == "shape.not_indented" or n.place.path not in parents]
    at_head = [n for n in notices if n.place.path in _WHEN_MISSING]
    lacking = {code for n in at_head for code in (n.code, _WHEN_MISSING[n.place.path or ""])}
    return [n for n in notices if n.code not in lacking or n in at_head]
