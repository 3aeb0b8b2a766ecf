"""Checks of whole files, and between them and their neighbours on the shelves.

An overlay is examined as laid over its base; what the base has already is not said again,
and the rest is said of the change in the overlay that brings it about.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from assessment.errors import CdhtError, Notice, Place, RulesetError, nearest
from assessment.files import Tree, read_tree
from assessment.model.flaw import Flaw, Severity
from assessment.model.ruleset import Ruleset
from assessment.rulebook.catalog import Catalog
from assessment.rulebook.check.periods import periods
from assessment.rulebook.check.run import check_ruleset
from assessment.rulebook.overlay import LoadedOverlay

_ORDER = {severity: rank for rank, severity in enumerate(Severity)}


def found_by(names: Sequence[Path], catalog: Catalog) -> list[Path]:
    """Files by their path or by the id of what is in them; of a folder all; of no name, all there are."""
    found: list[Path] = [] if names else [*catalog.files(), *catalog.strays()]
    for name in names:
        if name.is_dir():
            found += [path for path in sorted(name.rglob("*.yaml")) if path.parent.name != "cases"]
        else:
            shelved = None if name.exists() else catalog.file_of(str(name))
            found.append(shelved or name)
    return list(dict.fromkeys(found))


def check(files: Sequence[Path], catalog: Catalog) -> list[Flaw]:
    """Everything found in these files, and between them and their neighbours on the shelves.

    Args:
        files: rulesets and overlays.

    Returns:
        flaws by file, errors first, then by line.

    """
    flaws: list[Flaw] = []
    rulesets: dict[str, Ruleset] = {}
    shelved = {path.resolve() for path in catalog.files()}
    strays = {path.resolve() for path in catalog.strays()}
    for path in files:
        if path.resolve() in strays:
            flaws.append(Flaw(Severity.WARNING, Notice("proof.stray_file", Place(str(path)))))
            continue
        ruleset, found = _file(path, catalog)
        flaws += found
        if ruleset is not None:
            rulesets[ruleset.id] = ruleset
            if path.resolve() in shelved:
                flaws += _misplaced(path, ruleset)
    flaws += _beside(rulesets, catalog)
    return sorted(flaws, key=_place)


def _place(flaw: Flaw) -> tuple[str, int, int, str]:
    place = flaw.notice.place
    return (place.file or "", _ORDER[flaw.severity], place.line or 0, flaw.notice.code)


def _file(path: Path, catalog: Catalog) -> tuple[Ruleset | None, list[Flaw]]:
    """The ruleset of a file, if it is one, and its flaws."""
    try:
        tree = read_tree(path, RulesetError)
        other = _other_kind(tree.content)
        if other is not None:
            params = {"kind": other, "file": path.name}
            return None, [Flaw(Severity.ERROR, Notice("proof.other_file", tree.place(()), params))]
        if "base" in tree.content:
            return None, list(_overlay(LoadedOverlay(tree), catalog))
    except CdhtError as error:
        return None, [Flaw(Severity.ERROR, notice) for notice in error.notices]
    return check_ruleset(tree)


def _other_kind(content: Mapping[str, object]) -> str | None:
    """What a file is that is no ruleset and no overlay, where it can be told."""
    if "sealed" in content:
        return "receipt"
    if "cases" in content:
        return "cases"
    if isinstance(content.get("subject"), Mapping):
        return "dossier"
    return None


def _misplaced(path: Path, ruleset: Ruleset) -> Iterator[Flaw]:
    """A file on a shelf goes by its ruleset's id, in the folder of its subject."""
    if path.stem != ruleset.id:
        params = {"value": ruleset.id, "wanted": path.stem}
        yield Flaw(Severity.ERROR, Notice("ruleset.other_name", ruleset.place("id"), params))
    folder = path.resolve().parent.name
    if folder != ruleset.subject.value:
        params = {"subject": ruleset.subject.value, "folder": folder}
        yield Flaw(Severity.ERROR, Notice("ruleset.wrong_folder", ruleset.place("subject"), params))


# --- overlays --------------------------------------------------------------------------


def _overlay(loaded: LoadedOverlay, catalog: Catalog) -> Iterator[Flaw]:
    """What an overlay makes wrong in its base."""
    tree = catalog.under(loaded)
    if tree is None:
        params = {"id": loaded.overlay.base, "nearest": nearest(loaded.overlay.base, catalog.ids())}
        raise RulesetError(Notice("overlay.unknown_base", loaded.tree.place(("base",)), params))
    known = {_said(flaw) for flaw in check_ruleset(tree)[1]}
    for flaw in check_ruleset(loaded.over(tree))[1]:
        if _said(flaw) not in known:
            place = _change(loaded, flaw.notice)
            yield replace(flaw, notice=replace(flaw.notice, place=place))


def _said(flaw: Flaw) -> tuple[str, str | None, str]:
    notice = flaw.notice
    return notice.code, notice.place.path, repr(sorted(notice.params.items()))


def _change(loaded: LoadedOverlay, notice: Notice) -> Place:
    """The change that a flaw is about: of the item that it names, or of all."""
    tree: Tree = loaded.tree
    path = notice.place.path or ""
    for index, change in enumerate(loaded.changes):
        about = change.item is not None and change.item == notice.params.get("id")
        if about or (change.item is None and change.figure.startswith(path)):
            return tree.place(("changes", index))
    return tree.place(("changes",))


# --- times in force --------------------------------------------------------------------


def _beside(rulesets: Mapping[str, Ruleset], catalog: Catalog) -> Iterator[Flaw]:
    """Times in force against those of the other rulesets on the shelves."""
    if not rulesets:
        return
    neighbours = dict(rulesets)
    for id_ in catalog.ids():
        if id_ not in neighbours:
            with suppress(RulesetError):
                other = catalog.get(id_)
                neighbours |= {} if other is None else {id_: other}
    for flaw in periods(list(neighbours.values())):
        names = (flaw.notice.params["earlier"], flaw.notice.params["later"])
        ours = [rulesets[name] for name in names if name in rulesets]
        if not ours:
            continue
        if flaw.notice.place.file in {ruleset.place().file for ruleset in ours}:
            yield flaw
        else:
            place = ours[0].place("document", "in_force")
            yield replace(flaw, notice=replace(flaw.notice, place=place))
