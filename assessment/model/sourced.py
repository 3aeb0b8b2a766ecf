"""The ground of every legal datum: frozen, of known keys, with its basis and source."""

from __future__ import annotations

import re
from datetime import date
from functools import cached_property
from typing import Annotated, Any, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, StringConstraints
from pydantic_core import PydanticCustomError

from assessment.model.basis import Basis

Text = Annotated[str, StringConstraints(min_length=1)]
Key = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9_.]{0,63}$")]
Id = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9_.-]{0,63}$")]

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def _day(value: object) -> date:
    if isinstance(value, date):
        return value
    if not isinstance(value, str) or not _DAY.fullmatch(value):
        raise PydanticCustomError("date_parsing", "no day")
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise PydanticCustomError("date_parsing", "no day") from None


Day = Annotated[date, BeforeValidator(_day)]
"""A calendar day, written 2019-12-31."""


class Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


F = TypeVar("F", bound=Frozen)


def changed(model: F, **fields: Any) -> F:
    """A copy with other values in some fields; what was worked out of the old ones is forgotten."""
    copy = model.model_copy(update=fields)
    for name in [name for name in copy.__dict__ if _is_worked_out(model, name)]:
        del copy.__dict__[name]
    return copy


def _is_worked_out(model: Frozen, name: str) -> bool:
    return isinstance(getattr(type(model), name, None), cached_property)


class Sourced(Frozen):
    basis: Basis
    source: Text


class Title(Sourced):
    text: Text
