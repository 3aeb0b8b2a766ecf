"""The shelf of rulesets: found by id, or chosen by subject, place and date.

A shelf is a folder `<subject>/<id>.yaml`; the shipped one is `criteria/`. Local shelves
come first, so that a locality's file of the same id is the one used. Overlays stand in
the shelf's `overlays/`: those whose place is the subject's are laid over their base while
they are in force, in the order of their ids, and must agree on every figure that two of
them change; any can be asked for by name, in the order named. Confirmations of local
shelves are always laid over their base, a ruleset or an overlay, before anything else is.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from assessment.errors import DossierError, Notice, Place, RulesetError, UsageError, nearest
from assessment.files import Tree, read_tree
from assessment.model.dossier import Dossier, Subject
from assessment.model.overlay import Confirmation, Overlay
from assessment.model.ruleset import Ruleset
from assessment.rulebook.choosing import is_in_force, one_in_force
from assessment.rulebook.load import ruleset_of
from assessment.rulebook.numbering import next_name, number_of
from assessment.rulebook.overlay import LoadedOverlay, refuse_conflicts
from assessment.rulebook.places import same_place

SHIPPED = Path(__file__).resolve().parents[2] / "criteria"
APART = ("cases", "chains", "registers")
"""Folders of a shelf that hold neither rulesets nor overlays."""


class Catalog:
    """Rulesets on the given shelves, loaded when asked for."""

    def __init__(self, shelves: Sequence[Path] = ()) -> None:
        self._local = tuple(shelves)
        self._shelves = (*shelves, SHIPPED)
        self._overlay_trees: dict[Path, Tree] = {}

    def ids(self) -> tuple[str, ...]:
        """Every id on the shelves, sorted."""
        return tuple(sorted(self._paths()))

    def get(
        self, id_: str, overlays: Sequence[str] = (), confirmation: LoadedOverlay | None = None
    ) -> Ruleset | None:
        """The ruleset of this id as confirmed on the local shelves; None: no such ruleset.

        Args:
            overlays: laid over it, in order.
            confirmation: one more, not on a shelf yet.

        Raises:
            RulesetError: a file has problems or states another id than its name, or an
                overlay does not fit.
            UsageError: no overlay of that name, or one for another ruleset.

        """
        tree = self.tree(id_, overlays, confirmation)
        path = self._paths().get(id_)
        if tree is None or path is None:
            return None
        ruleset = ruleset_of(tree)
        if wrong := misnamed(path, ruleset.id, _place(path)):
            raise RulesetError(wrong)
        if ruleset.subject != path.parent.name:
            params = {"subject": ruleset.subject.value, "folder": path.parent.name}
            raise RulesetError(Notice("ruleset.wrong_folder", ruleset.place("subject"), params))
        return ruleset

    def tree(
        self, id_: str, overlays: Sequence[str] = (), confirmation: LoadedOverlay | None = None
    ) -> Tree | None:
        """What a ruleset is made of, before anything about it is proved; else as in `get`."""
        path = self._paths().get(id_)
        if path is None:
            return None
        tree = read_tree(path, RulesetError)
        named = [self._overlay(name, id_) for name in overlays]
        guidance = [loaded for loaded in named if isinstance(loaded.overlay, Overlay)]
        laid = list(self._confirmations(id_, confirmation))
        for loaded in guidance:
            laid += [loaded, *self._confirmations(loaded.overlay.id, confirmation)]
        for loaded in laid:
            tree = loaded.over(tree)
        return tree

    def over_file(self, path: Path, overlays: Sequence[str]) -> Ruleset:
        """A ruleset file with overlays of the shelves laid over it, in order.

        Raises:
            RulesetError: a file has problems, or an overlay does not fit.
            UsageError: no overlay of that name, or one for another ruleset.

        """
        tree = read_tree(path, RulesetError)
        id_ = ruleset_of(tree).id
        for name in overlays:
            tree = self._overlay(name, id_).over(tree)
        return ruleset_of(tree)

    def all(self) -> Iterator[Ruleset]:
        """Every ruleset, by id."""
        for id_ in self.ids():
            ruleset = self.get(id_)
            if ruleset:
                yield ruleset

    def file_of(self, id_: str) -> Path | None:
        """The file of a ruleset of this id, or of an overlay."""
        return self._paths().get(id_) or self._overlay_paths().get(id_)

    def files(self) -> tuple[Path, ...]:
        """Every ruleset and overlay in use, and whatever else stands beside those on local shelves."""
        used = (*self._paths().values(), *self._overlay_paths().values())
        beside = (p for s in self._local for p in sorted(s.glob("*/*.yaml")))
        return tuple(dict.fromkeys((*used, *(p for p in beside if p.parent.name not in APART))))

    def strays(self) -> tuple[Path, ...]:
        """Files on the local shelves, YAML by their name, that nothing looks for where they stand."""
        apart = (p for s in self._local for name in APART for p in s.glob(f"{name}/*.yaml"))
        known = {*self.files(), *apart}
        found = (p for s in self._local for p in s.rglob("*") if is_yaml(p) and p.is_file())
        return tuple(sorted(path for path in found if path not in known))

    def tables(self) -> tuple[Path, ...]:
        """The tables of cases, by name; a local one stands in the place of its namesake."""
        return self._apart("cases")

    def registers(self) -> tuple[Path, ...]:
        """The files that say what registers are evidence of, by name, in the same way."""
        return self._apart("registers")

    def chains(self) -> tuple[Path, ...]:
        """The files that say which results are evidence of what, by name, in the same way."""
        return self._apart("chains")

    def _apart(self, folder: str) -> tuple[Path, ...]:
        shelves = reversed(self._shelves)
        found = {p.stem: p for shelf in shelves for p in sorted(shelf.glob(f"{folder}/*.yaml"))}
        return tuple(path for _, path in sorted(found.items()))

    def overlays(self) -> Iterator[Overlay]:
        """Every locality's overlay, by id.

        Raises:
            RulesetError: a file has problems.

        """
        for _, path in sorted(self._overlay_paths().items()):
            overlay = LoadedOverlay(self._overlay_tree(path)).overlay
            if isinstance(overlay, Overlay):
                yield overlay

    def confirmations(self, id_: str) -> tuple[LoadedOverlay, ...]:
        """The confirmations of a ruleset or an overlay on the local shelves, by their numbers.

        Of two with one number that of the shelf named first is laid over the other.

        Raises:
            RulesetError: a file has problems or states another id than its name.

        """
        paths = {
            path.resolve(): path
            for shelf in reversed(self._local)
            for path in sorted(shelf.glob("overlays/*.yaml"))
        }
        numbered = sorted(paths.values(), key=lambda path: number_of(path.stem, id_))
        trees = [self._overlay_tree(path) for path in numbered]
        return tuple(
            _of_its_name(LoadedOverlay(tree))
            for tree in trees
            if "confirmed" in tree.content and tree.content.get("base") == id_
        )

    def next_confirmation(self, id_: str) -> str:
        """The name for one more confirmation, after those on every local shelf."""
        taken = (path.stem for shelf in self._local for path in shelf.glob("overlays/*"))
        return next_name(id_, taken)

    def under(self, loaded: LoadedOverlay) -> Tree | None:
        """What an overlay is laid over: its base, with the confirmations that come before it.

        Returns:
            None: there is no base of that id.

        Raises:
            RulesetError: a file has problems, or a confirmation before it does not fit.

        """
        id_ = loaded.overlay.base
        path = self._paths().get(id_)
        if path is not None:
            tree = read_tree(path, RulesetError)
        elif id_ in self._overlay_paths() and isinstance(loaded.overlay, Confirmation):
            guidance = LoadedOverlay(self._overlay_tree(self._overlay_paths()[id_]))
            under = self.under(guidance) if isinstance(guidance.overlay, Overlay) else None
            if under is None:
                return None
            tree = guidance.over(under)
        else:
            return None
        for other in self.confirmations(id_):
            if _file(other) == _file(loaded):
                break
            tree = other.over(tree)
        return tree

    def _confirmations(self, id_: str, tried: LoadedOverlay | None) -> tuple[LoadedOverlay, ...]:
        """Those on the shelves, and the one to be tried where it is of this id."""
        of_this = tried is not None and tried.overlay.base == id_
        return (*self.confirmations(id_), *((tried,) if tried and of_this else ()))

    def choose(
        self, dossier: Dossier, today: date, id_: str | None = None, overlays: Sequence[str] = ()
    ) -> Ruleset:
        """The ruleset asked for, else that which a dossier names, else the one in force.

        Args:
            today: counts where the dossier states no period.
            id_: a ruleset to use in the place of the dossier's.
            overlays: to lay over it; where none are named, those of the subject's place.

        Raises:
            DossierError: `catalog.*`: none, several, or an unknown name.
            RulesetError: as in `get`, or overlays of the place that contradict each other.

        """
        on = dossier.period.to if dossier.period else today
        base = self.get(id_) if id_ is not None else None
        base = base or self._chosen(dossier, on)
        names = overlays or self.overlays_of(base.id, dossier, on)
        return self.get(base.id, names) or base if names else base

    def overlays_of(self, id_: str, dossier: Dossier, on: date) -> tuple[str, ...]:
        """The overlays of a ruleset for the dossier's place, in force on a day."""
        if dossier.subject.province is None:
            return ()
        found = {
            name: loaded
            for name, path in sorted(self._overlay_paths().items())
            if (tree := self._overlay_tree(path)).content.get("base") == id_
            and _is_for((loaded := LoadedOverlay(tree)).overlay, dossier.subject, on)
        }
        refuse_conflicts(tuple(found.values()))
        return tuple(found)

    def _chosen(self, dossier: Dossier, on: date) -> Ruleset:
        if dossier.ruleset is not None:
            return self._named(dossier)
        on_shelf = (self.get(id_) for id_ in self._paths(dossier.subject.kind))
        return one_in_force((r for r in on_shelf if r is not None), dossier, on)

    def _named(self, dossier: Dossier) -> Ruleset:
        name = dossier.ruleset or ""
        ruleset = self.get(name)
        if ruleset is None:
            params = {"id": name, "nearest": nearest(name, self.ids())}
            place = dossier.place("ruleset")
            raise DossierError(Notice("catalog.unknown_ruleset", place, params))
        return ruleset

    def _overlay(self, name: str, base: str) -> LoadedOverlay:
        path = self._overlay_paths().get(name)
        if path is None:
            near = nearest(name, self._overlay_paths())
            params = {"id": name, "nearest": near}
            raise UsageError(Notice("overlay.unknown_overlay", Place(), params))
        loaded = _of_its_name(LoadedOverlay(self._overlay_tree(path)))
        if loaded.overlay.base != base:
            named = {"id": name, "base": loaded.overlay.base, "ruleset": base}
            raise UsageError(Notice("overlay.other_base", Place(), named))
        return loaded

    def _overlay_tree(self, path: Path) -> Tree:
        if path not in self._overlay_trees:
            self._overlay_trees[path] = read_tree(path, RulesetError)
        return self._overlay_trees[path]

    def _overlay_paths(self) -> dict[str, Path]:
        shelves = reversed(self._shelves)
        return {p.stem: p for shelf in shelves for p in sorted(shelf.glob("overlays/*.yaml"))}

    def _paths(self, subject: str = "*") -> dict[str, Path]:
        paths: dict[str, Path] = {}
        for shelf in reversed(self._shelves):
            for path in sorted(shelf.glob(f"{subject}/*.yaml")):
                if path.parent.name not in ("overlays", *APART):
                    paths[path.stem] = path
        return paths


def _file(loaded: LoadedOverlay) -> Path:
    return Path(loaded.tree.file or "").resolve()


def _of_its_name(loaded: LoadedOverlay) -> LoadedOverlay:
    """An overlay is known by the name of its file."""
    if wrong := misnamed(
        Path(loaded.tree.file or ""), loaded.overlay.id, loaded.tree.place(("id",))
    ):
        raise RulesetError(wrong)
    return loaded


def misnamed(path: Path, id_: str, place: Place) -> Notice | None:
    """What is wrong with the name of a file on a shelf: it is that of another, or of none."""
    if path.stem == id_:
        return None
    params = {"value": id_, "wanted": path.stem}
    copied = any(path.parent.parent.glob(f"*/{id_}.yaml"))
    return Notice("ruleset.second_copy" if copied else "ruleset.other_name", place, params)


def is_yaml(path: Path) -> bool:
    """Whether a file is meant as YAML, with whatever ending an editor gave it."""
    return path.name.lower().removesuffix(".txt").endswith((".yaml", ".yml"))


def _is_for(overlay: Overlay | Confirmation, subject: Subject, on: date) -> bool:
    if isinstance(overlay, Confirmation) or not is_in_force(overlay, on):
        return False
    scope = overlay.applies_to
    if scope is None:
        return False
    in_district = scope.district is None or same_place(scope.district, subject.district)
    return in_district and same_place(scope.province, subject.province)


def _place(path: Path) -> Place:
    return Place(str(path), None, "id")
