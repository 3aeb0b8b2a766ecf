"""Dossiers in: a YAML or JSON file, or a form in Excel, becomes a `Dossier`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from copy import deepcopy
from pathlib import Path
from typing import Any, NamedTuple

from assessment.errors import DossierError, Notice, Place
from assessment.files import Tree, path_text, read_tree, tree_of
from assessment.model.answers import NO, YES
from assessment.model.dossier import Dossier
from assessment.shape import validate

_BOOKS = (".xlsx", ".xlsm", ".xlsb", ".xls", ".xltx", ".xltm", ".ods")
"""Workbooks: forms, and what is refused with a word on how to save it."""
_TABLES = (".csv", ".tsv", ".parquet")
_SECTIONS = ("evidence", "inspected")
_WHOLE = ("period", "previous")
"""Sections of which a part alone says nothing."""
_YES_NO = {**dict.fromkeys(YES, "true"), **dict.fromkeys(NO, "false")}


def read_dossier(path: Path) -> Dossier:
    """Read a dossier file.

    Raises:
        DossierError: every `file.*`, `form.*` and `shape.*` problem, with line or cell and key;
            `table.not_a_dossier`.

    """
    found = read_what_can_be(path)
    if found.slips or found.dossier is None:
        raise DossierError(*found.slips)
    return found.dossier


class Read(NamedTuple):
    """A dossier, and what is wrong in the form that it was read from.

    `dossier`: what could be read, without what is in doubt; None where that is none.
    """

    dossier: Dossier | None
    slips: tuple[Notice, ...] = ()


def read_what_can_be(path: Path) -> Read:
    """As `read_dossier`; of a form with slips the rest, to look for more of them, not to score.

    Raises:
        DossierError: as `read_dossier`, but for the slips of a form.

    """
    tree, slips = _read(path)
    if not tree.cells:
        return Read(dossier_of(tree))
    try:
        return Read(dossier_of(tree), slips)
    except DossierError as error:
        told = (*slips, *others(slips, error.notices))
    try:
        return Read(dossier_of(_without(tree, told)), told)
    except DossierError:
        return Read(None, told)


def others(slips: Sequence[Notice], found: Iterable[Notice]) -> Iterator[Notice]:
    """Those of what was found that are no echoes of slips: what a slip hides is not missing."""
    cells = {slip.place.cell for slip in slips}
    for notice in found:
        echo = slips and (notice.code == "shape.missing_key" or notice.place.cell in cells)
        if not echo:
            yield notice


def _without(tree: Tree, told: Sequence[Notice]) -> Tree:
    """The content of a form without what was told of, and with a name."""
    cells = {notice.place.cell for notice in told}
    content = deepcopy(tree.content)
    for section in _WHOLE:
        if cells & {cell for steps, cell in tree.cells.items() if steps[0] == section}:
            content.pop(section, None)
    steps_of = {path_text(steps): steps for steps in tree.cells}
    for notice in told:
        *above, last = steps_of.get(notice.place.path or "", ("",))
        part: dict[Any, Any] = content
        for step in above:
            part = part.get(step, {})
        part.pop(last, None)
    content.setdefault("subject", {}).setdefault("name", "…")
    return Tree(content, tree.file, tree.lines, tree.cells)


def dossier_tree(path: Path) -> Tree:
    """The content of a dossier file: of a form in Excel, or of YAML or JSON."""
    tree, slips = _read(path)
    if slips:
        raise DossierError(*slips)
    return tree


def _read(path: Path) -> tuple[Tree, tuple[Notice, ...]]:
    suffix = path.suffix.lower()
    if suffix in _TABLES and path.exists():
        raise DossierError(_table(path))
    if suffix not in _BOOKS:
        return read_tree(path, DossierError), ()
    from assessment.intake.form.read import read_form  # noqa: PLC0415 - heavy

    return read_form(path)


def _table(path: Path) -> Notice:
    from assessment.intake.form.kinds import is_zip  # noqa: PLC0415 - only when something is wrong

    if is_zip(path):
        return Notice("form.renamed", Place(str(path)), {"value": path.suffix})
    return Notice("table.not_a_dossier", Place(str(path)))


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
