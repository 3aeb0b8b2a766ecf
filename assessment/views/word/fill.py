"""From a template and variables to a Word document.

A template may be anybody's: its tags run in a sandbox, what they name must be there, and
values are text, whatever they look like.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import partial
from io import BytesIO
from typing import Any

import docxtpl
from jinja2 import StrictUndefined, TemplateSyntaxError, UndefinedError
from jinja2.exceptions import SecurityError
from jinja2.sandbox import SandboxedEnvironment
from lxml import etree

from assessment.errors import FileError, Notice, Place, nearest

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff\ud800-\udfff]")
_LONGEST = 100


class _Template(docxtpl.DocxTemplate):  # type: ignore[misc]
    """Refuses what the library would leave out in silence: XML that tags have torn apart."""

    def fix_tables(self, xml: str) -> Any:
        etree.fromstring(xml)
        return super().fix_tables(xml)


class _UnknownError(UndefinedError):
    """`name`: what is not there; `among`: the names that are."""

    def __init__(self, name: str | None, among: Any, _message: str | None = None) -> None:
        super().__init__(name)
        self.name = name or ""
        self.among = list(among) if isinstance(among, Mapping) else []


class _Unknown(StrictUndefined):
    """`exc`: given where the name is there, and the sandbox does not let it be read."""

    def __init__(
        self, hint: str | None = None, obj: Any = None, name: str | None = None, exc: Any = None
    ) -> None:
        told = exc or partial(_UnknownError, name, obj)
        super().__init__(hint, obj, name, told)  # type: ignore[arg-type]


def fill(template: bytes, variables: Mapping[str, Any], name: str = "") -> bytes:
    """The document.

    Args:
        template: a .docx file with tags, as `papers.template` makes it.
        name: of the template's file, for messages.

    Raises:
        FileError: a `word.*` notice: what is wrong with the template, and where.

    """
    try:
        document = _Template(BytesIO(template))
        environment = SandboxedEnvironment(undefined=_Unknown, autoescape=True)
        document.render(_plain(variables), environment)
        file = BytesIO()
        document.save(file)
    except Exception as error:  # noqa: BLE001 - anybody's template fails anywhere
        raise FileError(_notice(error, variables, name)) from None
    return file.getvalue()


def _notice(error: Exception, variables: Mapping[str, Any], name: str) -> Notice:
    place = Place(name)
    match error:
        case TemplateSyntaxError():
            params = {"value": _near(error), "reason": error.message}
            return Notice("word.bad_tag", place, params)
        case _UnknownError():
            like = nearest(error.name, error.among or _names(variables))
            return Notice("word.unknown_variable", place, {"value": error.name, "nearest": like})
        case SecurityError():
            return Notice("word.forbidden", place, {"reason": str(error)})
        case etree.XMLSyntaxError():
            return Notice("word.torn", place)
        case KeyError() | ValueError():
            return Notice("word.not_a_document", place)
    return Notice("word.fails", place, {"reason": str(error)[:_LONGEST]})


def _names(variables: Mapping[str, Any]) -> list[str]:
    """Every name, those of the rows of lists too."""
    found = list(variables)
    for value in variables.values():
        if isinstance(value, list) and value and isinstance(value[0], Mapping):
            found += _names(value[0])
    return found


def _near(error: TemplateSyntaxError) -> str:
    """The text about the tag that cannot be read."""
    lines = " ".join(line.strip() for line in getattr(error, "docx_context", ()))
    return lines[:_LONGEST]


def _plain(value: Any) -> Any:
    """Without signs that no XML may hold."""
    match value:
        case str():
            return _CONTROL.sub(" ", value)
        case Mapping():
            return {key: _plain(each) for key, each in value.items()}
        case list() | tuple():
            return [_plain(each) for each in value]
        case Iterator():
            return map(_plain, value)
    return value
