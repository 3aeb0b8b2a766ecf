"""What is wrong with a command, as a notice like all others."""

from __future__ import annotations

import re
from typing import Any

import click

from assessment.errors import Notice, Place


def notice(error: click.UsageError) -> Notice:
    """The notice of one of click's usage errors."""
    path = error.ctx.command_path.partition(" ")[2] if error.ctx else ""
    params: dict[str, Any] = {"call": f"cdht {path}".strip(), "nearest": None}
    match error:
        case click.MissingParameter():
            return _notice("usage.missing_argument", params, _name(error.param))
        case click.NoSuchOption():
            params["nearest"] = next(iter(error.possibilities or ()), None)
            return _notice("usage.unknown_option", params, error.option_name)
        case click.NoSuchCommand():
            params["nearest"] = next(iter(error.possibilities or ()), None)
            return _notice("usage.unknown_command", params, error.command_name)
        case click.BadParameter():
            allowed = _allowed(error.param.type) if error.param else ""
            if not allowed:
                return _notice("usage.bad_path", params, _name(error.param))
            params["allowed"] = allowed
            return _notice("usage.bad_value", params, _name(error.param))
    extra = re.search(r"unexpected extra arguments? \((.*)\)", error.message)
    if extra:
        return _notice("usage.extra_argument", params, extra[1])
    return _notice("usage.bad_call", params, error.message)


def _allowed(kind: click.ParamType[Any]) -> str:
    """The values that an option takes; empty where they are files."""
    match kind:
        case click.Choice():
            return ", ".join(map(str, kind.choices))
        case click.IntRange():
            return f"{kind.min}-{kind.max}"
    return ""


def _notice(code: str, params: dict[str, Any], value: str) -> Notice:
    return Notice(code, Place(), {**params, "value": value})


def _name(param: click.Parameter | None) -> str:
    if param is None:
        return ""
    return param.opts[0] if isinstance(param, click.Option) else param.human_readable_name
