"""Checks of whole files, and between them and their neighbours on the shelves.

An overlay is examined as laid over its base; what the base has already is not said again,
and the rest is said of the change in the overlay that brings it about.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from assessment.errors import CdhtError, Notice, Place, RulesetError, UsageError, nearest
from assessment.files import Tree, read_tree
from assessment.model.flaw import Flaw, Severity
from assessment.model.ruleset import Ruleset, SubjectKind
from assessment.rulebook.catalog import APART, Catalog, is_yaml, misnamed
from assessment.rulebook.check.overlays import overlay_flaws
from assessment.rulebook.check.periods import periods
from assessment.rulebook.check.run import check_ruleset
from assessment.rulebook.check.sources import source_flaws
from assessment.rulebook.load import other_kind
from assessment.rulebook.overlay import LoadedOverlay

_OTHER_KIND = "ruleset.other_kind"
_CHECKED = frozenset({None, "overlay", "confirmation"})
"""Kinds of file, as `other_kind` tells them, that are checked; None: a ruleset."""
_ORDER = {severity: rank for rank, severity in enumerate(Severity)}
_OVERLAYS = "overlays"
_FOLDERS = frozenset({*(kind.value for kind in SubjectKind), _OVERLAYS, *APART})
"""The folders of a shelf."""
_FOLLOWING = {
    "ruleset.sum_of_indicators": 1,
    "proof.maximum_not_attained": 1,
    "proof.irrelevant": 1,
    "proof.part_irrelevant": 1,
    "ruleset.sum_of_criteria": 2,
    "proof.total_not_attained": 2,
    "proof.total_only_when_stopped": 2,
    "proof.rating_out_of_reach": 2,
    "proof.condition_idle": 2,
    "proof.condition_implied": 2,
}
"""What other flaws may bring about, in an item (1) and in the whole (2); told after them."""


# --- which files -----------------------------------------------------------------------


def shelves_of(names: Sequence[Path]) -> tuple[Path, ...]:
    """The shelves that folders given are, or in which folders and files given stand."""
    found = (_shelf_of(name) for name in names if name.exists())
    return tuple(dict.fromkeys(shelf for shelf in found if shelf is not None))


def _shelf_of(path: Path) -> Path | None:
    folder = path if path.is_dir() else path.parent
    named = folder.resolve().name in _FOLDERS
    shelf = folder.parent if folder.name and folder.name != ".." else folder / ".."
    if path.is_dir() and not named and (_is_shelf(path) or not _is_shelf(shelf)):
        return path
    return shelf if named or _is_shelf(shelf) else None


def _is_shelf(folder: Path) -> bool:
    return any(any((folder / name).glob("*.yaml")) for name in _FOLDERS)


def found_by(names: Sequence[Path], catalog: Catalog) -> list[Path]:
    """Files by their path or by the id of what is in them; of a folder all; of no name, all there are.

    An id stands for what is used by that id: the file, and those that confirm it.

    Raises:
        UsageError: `usage.nothing_to_check`, `usage.unknown_ruleset`.
        RulesetError: a confirmation that has problems.

    """
    found: list[Path] = [] if names else [*catalog.files(), *catalog.strays()]
    for name in names:
        if name.is_dir():
            found += _inside(name, catalog)
        elif name.exists() or is_yaml(name) or name.suffix == ".json" or len(name.parts) > 1:
            found.append(name)
        else:
            found += _used_as(str(name), catalog)
    return list({path.resolve(): path for path in reversed(found)}.values())[::-1]


def _inside(folder: Path, catalog: Catalog) -> list[Path]:
    here = folder.resolve()
    looked_for, strays = (
        [path for path in paths if path.resolve().is_relative_to(here)]
        for paths in (catalog.files(), catalog.strays())
    )
    sources = (*catalog.chains(), *catalog.registers())
    sourced = any(path.resolve().is_relative_to(here) for path in sources)
    if not (looked_for or sourced) and all(map(_is_apart, strays)):
        raise UsageError(Notice("usage.nothing_to_check", Place(), {"value": str(folder)}))
    return looked_for + strays


def _is_apart(path: Path) -> bool:
    """Whether it is of another kind than those that are checked."""
    try:
        return other_kind(read_tree(path, RulesetError).content) not in _CHECKED
    except RulesetError:
        return False


def _used_as(id_: str, catalog: Catalog) -> list[Path]:
    path = catalog.file_of(id_)
    if path is None:
        params = {"id": id_, "nearest": nearest(id_, (path.stem for path in catalog.files()))}
        raise UsageError(Notice("usage.unknown_ruleset", Place(), params))
    return [path, *(Path(loaded.tree.file or "") for loaded in catalog.confirmations(id_))]


# --- what is wrong with them -----------------------------------------------------------


def check(files: Sequence[Path], catalog: Catalog, *, sources: bool = False) -> list[Flaw]:
    """Everything found in these files, and between them and their neighbours on the shelves.

    Args:
        files: rulesets and overlays. What confirmations among them mend is not said.
        sources: what the shelves say of where evidence comes from is checked too.

    Returns:
        flaws by file, errors first, then what follows from others last, then by line.

    """
    flaws: list[Flaw] = []
    rulesets: dict[str, Ruleset] = {}
    given = {path.resolve() for path in files}
    shelved = {path.resolve() for path in catalog.files()}
    strays = {path.resolve() for path in catalog.strays()} if given - shelved else set()
    for path in files:
        ruleset, found = _file(path, catalog, on_shelf=path.resolve() in shelved)
        if path.resolve() in strays:
            flaws += _of_stray(path, found)
            continue
        if ruleset is not None and path.resolve() in shelved:
            found += _misplaced(path, ruleset)
            ruleset, found = _as_used(path, ruleset, found, given, catalog)
        if ruleset is not None:
            rulesets.setdefault(ruleset.id, ruleset)
        flaws += found
    flaws += _beside(rulesets, catalog)
    if sources:
        flaws += source_flaws(catalog, _neighbours(rulesets, catalog))
    once = {(repr(flaw.notice.place), _said(flaw)): flaw for flaw in flaws}
    return sorted(once.values(), key=_place)


def _place(flaw: Flaw) -> tuple[str, int, int, int, str]:
    place, code = flaw.notice.place, flaw.notice.code
    rank = _FOLLOWING.get(code, 0)
    return (place.file or "", _ORDER[flaw.severity], rank, place.line or 0, code)


def _file(path: Path, catalog: Catalog, *, on_shelf: bool) -> tuple[Ruleset | None, list[Flaw]]:
    """The ruleset of a file, if it is one, and its flaws."""
    try:
        tree = read_tree(path, RulesetError)
        among_overlays = path.resolve().parent.name == _OVERLAYS
        if _is_overlay(tree.content, among_overlays=among_overlays, on_shelf=on_shelf):
            return None, list(_overlay(LoadedOverlay(tree), catalog, on_shelf=on_shelf))
    except CdhtError as error:
        return None, [Flaw(Severity.ERROR, notice) for notice in error.notices]
    return check_ruleset(tree)


def _is_overlay(content: Mapping[str, object], *, among_overlays: bool, on_shelf: bool) -> bool:
    """Whether a file is used as an overlay: on a shelf those among the overlays alone are."""
    kind = other_kind(content)
    if kind in _CHECKED - {None}:
        return among_overlays or not on_shelf
    return kind is None and among_overlays and "criteria" not in content


def _of_stray(path: Path, found: Sequence[Flaw]) -> list[Flaw]:
    """What is said of a file that nothing looks for: its kind, or that, and what is in it."""
    other = [flaw for flaw in found if flaw.notice.code == _OTHER_KIND]
    if other:
        return [replace(flaw, severity=Severity.WARNING) for flaw in other]
    return [_stray(path), *found]


def _stray(path: Path) -> Flaw:
    """A file that nothing looks for: by its ending, or where it stands."""
    ending = "".join(path.suffixes[-2:] if path.suffix.lower() == ".txt" else path.suffixes[-1:])
    code = "proof.stray_file" if ending == ".yaml" else "proof.other_ending"
    params = {"value": ending, "name": path.name.removesuffix(ending) + ".yaml"}
    return Flaw(Severity.WARNING, Notice(code, Place(str(path)), params))


def _misplaced(path: Path, ruleset: Ruleset) -> Iterator[Flaw]:
    """A file on a shelf goes by its ruleset's id, in the folder of its subject, and alone."""
    place = ruleset.place("id")
    folder = path.resolve().parent
    twins = [p for p in folder.parent.glob(f"*/{path.name}") if p.parent.name in _FOLDERS]
    if wrong := misnamed(path, ruleset.id, place):
        yield Flaw(Severity.ERROR, wrong)
    if folder.name != ruleset.subject.value:
        params = {"subject": ruleset.subject.value, "folder": folder.name}
        yield Flaw(Severity.ERROR, Notice("ruleset.wrong_folder", ruleset.place("subject"), params))
    elif any(twin.parent != folder and twin.parent.name not in APART for twin in twins):
        params = {"value": ruleset.id, "wanted": path.stem}
        yield Flaw(Severity.ERROR, Notice("ruleset.second_copy", place, params))


def _as_used(
    path: Path, ruleset: Ruleset, found: list[Flaw], given: set[Path], catalog: Catalog
) -> tuple[Ruleset, list[Flaw]]:
    """A ruleset with its confirmations, where all of these are checked as well.

    What they mend is no flaw; what they make wrong is said of them.
    """
    used = catalog.file_of(ruleset.id)
    try:
        files = {Path(x.tree.file or "").resolve() for x in catalog.confirmations(ruleset.id)}
        if not files or not files <= given or used is None or used.resolve() != path.resolve():
            return ruleset, found
        tree = catalog.tree(ruleset.id)
    except CdhtError:
        return ruleset, found
    if tree is None:
        return ruleset, found
    known = {_said(flaw) for flaw in check_ruleset(read_tree(path, RulesetError))[1]}
    confirmed, left = check_ruleset(tree)
    mended = known - {_said(flaw) for flaw in left}
    return confirmed or ruleset, [flaw for flaw in found if _said(flaw) not in mended]


# --- overlays --------------------------------------------------------------------------


def _overlay(loaded: LoadedOverlay, catalog: Catalog, *, on_shelf: bool) -> Iterator[Flaw]:
    """What an overlay makes wrong in its base."""
    place = loaded.tree.place(("id",))
    wrong = misnamed(Path(loaded.tree.file or ""), loaded.overlay.id, place) if on_shelf else None
    if wrong is not None:
        raise RulesetError(wrong)
    tree = catalog.under(loaded)
    if tree is None:
        params = {"id": loaded.overlay.base, "nearest": nearest(loaded.overlay.base, catalog.ids())}
        raise RulesetError(Notice("overlay.unknown_base", loaded.tree.place(("base",)), params))
    known = {_said(flaw) for flaw in check_ruleset(tree)[1]}
    for flaw in check_ruleset(loaded.over(tree))[1]:
        if _said(flaw) not in known:
            place = _change(loaded, flaw.notice)
            yield replace(flaw, notice=replace(flaw.notice, place=place))
    yield from overlay_flaws(loaded, tree, catalog)


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
    in_order = [r for r in _neighbours(rulesets, catalog).values() if _in_order(r)]
    for flaw in periods(in_order):
        names = (flaw.notice.params["earlier"], flaw.notice.params["later"])
        ours = [rulesets[name] for name in names if name in rulesets]
        if not ours:
            continue
        if flaw.notice.place.file in {ruleset.place().file for ruleset in ours}:
            yield flaw
        else:
            place = ours[0].place("document", "in_force")
            yield replace(flaw, notice=replace(flaw.notice, place=place))


def _neighbours(rulesets: Mapping[str, Ruleset], catalog: Catalog) -> dict[str, Ruleset]:
    """These rulesets, and all others on the shelves that can be read."""
    neighbours = dict(rulesets)
    for id_ in catalog.ids():
        if id_ not in neighbours:
            with suppress(RulesetError):
                other = catalog.get(id_)
                neighbours |= {} if other is None else {id_: other}
    return neighbours


def _in_order(ruleset: Ruleset) -> bool:
    """Whether its time in force ends no earlier than it begins; else that is all to be said."""
    force = ruleset.document.in_force
    return force.to is None or force.from_ <= force.to
