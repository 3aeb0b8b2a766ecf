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
from docx.oxml.ns import qn
from jinja2 import StrictUndefined, TemplateRuntimeError, TemplateSyntaxError, UndefinedError
from jinja2.exceptions import SecurityError
from jinja2.sandbox import SandboxedEnvironment
from lxml import etree

from assessment.errors import FileError, Notice, Place, nearest
from assessment.views.legible import legible
from assessment.views.word.mistakes import denied, mistake

_KEPT = "\ue000"
"""Keeps the library from writing "{{" where somebody wrote "{_{"; gone when it is done."""

_ESCAPED = re.compile(r"(?<=[{%}])_(?=[{%}])")
_LONGEST = 100
_WITH_END = 3
"""Rows."""
_NO_LOADER = "no loader"
_WITHOUT_TEXT = frozenset({"body", "p", "r", "tbl", "tr", "tc"})
_TAG = re.compile(r"{{.*?}}|{%.*?%}|{#.*?#}", re.DOTALL)
_LEFT_OVER = re.compile(r"[^{}]{0,40}(?:}}|%})")
_BUILTIN_FUNCTIONS = ("range", "lipsum", "namespace", "cycler", "joiner")


class _NoTagsError(Exception):
    """Nothing of the template would be filled in."""


class _TornError(Exception):
    """Tags have torn the document apart."""


class _LeftOverError(Exception):
    """A tag is closed that was not opened."""


class _Template(docxtpl.DocxTemplate):  # type: ignore[misc]
    """Refuses what the library would leave out, or write, in silence."""

    def patch_xml(self, src_xml: str) -> str:
        patched = str(super().patch_xml(src_xml))
        if found := _LEFT_OVER.search(re.sub(r"<[^>]+>", "", _TAG.sub("", patched))):
            raise _LeftOverError(found[0].strip())
        return patched

    def render_xml_part(self, *given: Any) -> str:
        return str(super().render_xml_part(*given)).replace(_KEPT, "")

    def fix_tables(self, xml: str) -> Any:
        _refuse_torn(etree.fromstring(xml))
        fixed = super().fix_tables(xml)
        _keep_last_rows(fixed)
        return fixed

    def refuse_without_tags(self) -> None:
        """Nothing of the body would be filled in."""
        body = self.patch_xml(self.get_xml())
        if "{{" not in body and "{%" not in body:
            raise _NoTagsError


def _refuse_torn(body: Any) -> None:
    """Text where the format has none, a cell without a paragraph, a table without a row."""
    for element in body.iter(etree.Element):
        name = etree.QName(element).localname
        texts = (element.text, *(child.tail for child in element))
        if name in _WITHOUT_TEXT and any(text and text.strip() for text in texts):
            raise _TornError
        held = {etree.QName(child).localname for child in element}
        if (name == "tc" and "p" not in held) or (name == "tbl" and "tr" not in held):
            raise _TornError


def _keep_last_rows(body: Any) -> None:
    """Where a table ends with a signature, its last rows go with it to the next page."""
    for table in body.iter(qn("w:tbl")):
        *rows, last = table.findall(qn("w:tr"))
        if rows and last.find(f".//{qn('w:tbl')}") is not None:
            for paragraph in (each for row in rows[-_WITH_END:] for each in row.iter(qn("w:p"))):
                traits = paragraph.find(qn("w:pPr"))
                if traits is not None and traits.find(qn("w:keepNext")) is None:
                    styled = traits.find(qn("w:pStyle")) is not None
                    traits.insert(int(styled), etree.Element(qn("w:keepNext")))


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
        document.init_docx()
    except Exception:  # noqa: BLE001 - anybody's file fails anywhere
        raise FileError(Notice("word.not_a_document", Place(name))) from None
    try:
        document.refuse_without_tags()
        document.render(_plain(variables), _sandbox())
        file = BytesIO()
        document.save(file)
    except Exception as error:  # noqa: BLE001 - anybody's template fails anywhere
        raise FileError(_notice(error, variables, name)) from None
    return file.getvalue()


class _Sandbox(SandboxedEnvironment):
    """Values, loops and choices: no arithmetic that could grow without end."""

    intercepted_binops = frozenset({"*", "**", "%"})

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
        """Only of numbers, and no powers."""
        if operator == "**" or not (isinstance(left, int) and isinstance(right, int)):
            raise SecurityError(operator)
        return super().call_binop(context, operator, left, right)


def _sandbox() -> SandboxedEnvironment:
    sandbox = _Sandbox(undefined=_Unknown, autoescape=True)
    for name in _BUILTIN_FUNCTIONS:
        del sandbox.globals[name]
    for name in ("format", "center", "indent", "xmlattr"):
        del sandbox.filters[name]
    return sandbox


def _notice(error: Exception, variables: Mapping[str, Any], name: str) -> Notice:
    place = Place(name)
    match error:
        case TemplateSyntaxError():
            return mistake(error, place, list(_sandbox().filters))
        case _LeftOverError():
            return Notice("word.left_over", place, {"value": str(error)})
        case _UnknownError():
            like = nearest(error.name, error.among or _names(variables))
            return Notice("word.unknown_variable", place, {"value": error.name, "nearest": like})
        case SecurityError():
            return Notice("word.forbidden", place, {"reason": denied(str(error))})
        case TemplateRuntimeError():
            return mistake(error, place, list(_sandbox().filters))
        case TypeError() if str(error).startswith(_NO_LOADER):
            return Notice("word.forbidden", place, {"reason": "include, import, extends"})
        case etree.XMLSyntaxError() | _TornError():
            return Notice("word.torn", place)
        case _NoTagsError():
            return Notice("word.no_tags", place)
    return Notice("word.fails", place, {"reason": str(error)[:_LONGEST]})


def _names(variables: Mapping[str, Any]) -> list[str]:
    """Every name, those of the rows of lists too."""
    found = list(variables)
    for value in variables.values():
        if isinstance(value, list) and value and isinstance(value[0], Mapping):
            found += _names(value[0])
    return found


def _plain(value: Any) -> Any:
    """Text as it is read on paper."""
    match value:
        case str():
            return _ESCAPED.sub(f"_{_KEPT}", legible(value.replace(_KEPT, " ")))
        case Mapping():
            return {key: _plain(each) for key, each in value.items()}
        case list() | tuple():
            return [_plain(each) for each in value]
        case Iterator():
            return map(_plain, value)
    return value
