"""Dossiers in: a YAML or JSON file, or a form in Excel, becomes a `Dossier`."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from assessment.errors import DossierError, Notice, Place
from assessment.files import Tree, read_tree, tree_of
from assessment.model.answers import NO, YES
from assessment.model.dossier import Dossier
from assessment.shape import validate

_BOOKS = (".xlsx", ".xlsm", ".xlsb", ".xls", ".xltx", ".xltm", ".ods")
"""Workbooks: forms, and what is refused with a word on how to save it."""
_TABLES = (".csv", ".tsv", ".parquet")
_SECTIONS = ("evidence", "inspected")
_YES_NO = {**dict.fromkeys(YES, "true"), **dict.fromkeys(NO, "false")}


def read_dossier(path: Path) -> Dossier:
    """Read a dossier file.

    Raises:
        DossierError: every `file.*`, `form.*` and `shape.*` problem, with line or cell and key;
            `table.not_a_dossier`.

    """
    return dossier_of(dossier_tree(path))


def dossier_tree(path: Path) -> Tree:
    """The content of a dossier file: of a form in Excel, or of YAML or JSON."""
    suffix = path.suffix.lower()
    if suffix in _TABLES and path.exists():
        raise DossierError(Notice("table.not_a_dossier", Place(str(path))))
    if suffix not in _BOOKS:
        return read_tree(path, DossierError)
    from assessment.intake.form.read import read_form  # noqa: PLC0415 - heavy

    return read_form(path)


def dossier_from_content(content: Mapping[str, Any], name: str) -> Dossier:
    """The dossier that a receipt embeds."""
    return dossier_of(tree_of(content, name, DossierError))


def dossier_of(tree: Tree) -> Dossier:
    if "sealed" in tree.content and "sha256" in tree.content:
        raise DossierError(Notice("receipt.not_a_dossier", tree.place(()), {"file": tree.file}))
    content = dict(tree.content)
    for section in _SECTIONS:
        if isinstance(content.get(section), dict):
            content[section] = {k: _claim(v) for k, v in content[section].items()}
        elif section in content and content[section] is None:
            del content[section]
    for section, names in (("subject", ("public",)), ("applies", None)):
        if isinstance(content.get(section), dict):
            content[section] = _answers(content[section], names)
    dossier = validate(Dossier, tree, content, DossierError)
    for key, claim in dossier.evidence.items():
        if claim.rejected:
            place = dossier.place("evidence", key, "rejected")
            raise DossierError(Notice("shape.unknown_key", place, {"key": "rejected"}))
    period = dossier.period
    if period and period.to < period.from_:
        params = {"from": period.from_, "to": period.to}
        raise DossierError(Notice("shape.dates_reversed", dossier.place("period"), params))
    return dossier


def _claim(value: Any) -> Any:
    """A plain value is short for {value: …}."""
    if isinstance(value, dict):
        return _answers(value, ("illustrative", "rejected"))
    return value if isinstance(value, list) else {"value": value}


def _answers(section: dict[str, Any], names: tuple[str, ...] | None) -> dict[str, Any]:
    """có, không and x as yes and no, in the keys that ask for one."""
    return {
        key: _YES_NO.get(value.casefold(), value)
        if isinstance(value, str) and (names is None or key in names)
        else value
        for key, value in section.items()
    }
