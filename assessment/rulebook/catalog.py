"""The shelf of rulesets: found by id, or chosen by subject, place and date.

A shelf is a folder `<subject>/<id>.yaml`; the shipped one is `criteria/`. Local shelves
come first, so that a locality's file of the same id is the one used. Overlays stand in
the shelf's `overlays/`: one whose province is the subject's is laid over its base while
it is in force; any can be asked for by name.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from assessment.errors import DossierError, Notice, Place, RulesetError, UsageError, nearest
from assessment.files import read_tree
from assessment.model.dossier import Dossier
from assessment.model.overlay import Overlay
from assessment.model.ruleset import Ruleset, SubjectKind
from assessment.rulebook.load import ruleset_of
from assessment.rulebook.overlay import LoadedOverlay

_TITLE = re.compile(r"^(thanh pho|thu do|tinh|tp|t p) ")

SHIPPED = Path(__file__).resolve().parents[2] / "criteria"


class Catalog:
    """Rulesets on the given shelves, loaded when asked for."""

    def __init__(self, shelves: Sequence[Path] = ()) -> None:
        self._shelves = (*shelves, SHIPPED)

    def ids(self) -> tuple[str, ...]:
        """Every id on the shelves, sorted."""
        return tuple(sorted(self._paths()))

    def get(self, id_: str, overlays: Sequence[str] = ()) -> Ruleset | None:
        """The ruleset of this id with these overlays on it, in order; None: no such ruleset.

        Raises:
            RulesetError: a file has problems or states another id than its name, or an
                overlay does not fit.
            UsageError: no overlay of that name, or one for another ruleset.

        """
        path = self._paths().get(id_)
        if path is None:
            return None
        tree = read_tree(path, RulesetError)
        for name in overlays:
            tree = self._overlay(name, id_).over(tree)
        ruleset = ruleset_of(tree)
        if ruleset.id != id_:
            params = {"value": ruleset.id, "wanted": id_}
            raise RulesetError(Notice("ruleset.bad_id", _place(path), params))
        return ruleset

    def all(self) -> Iterator[Ruleset]:
        """Every ruleset, by id."""
        for id_ in self.ids():
            ruleset = self.get(id_)
            if ruleset:
                yield ruleset

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
            RulesetError: as in `get`.

        """
        on = dossier.period.to if dossier.period else today
        base = self.get(id_) if id_ is not None else None
        base = base or self._chosen(dossier, on)
        names = overlays or self.overlays_of(base.id, dossier, on)
        return self.get(base.id, names) or base if names else base

    def overlays_of(self, id_: str, dossier: Dossier, on: date) -> tuple[str, ...]:
        """The overlays of a ruleset for the dossier's place, in force on a day."""
        province = dossier.subject.province
        if province is None:
            return ()
        return tuple(
            name
            for name, path in sorted(self._overlay_paths().items())
            if (tree := read_tree(path, RulesetError)).content.get("base") == id_
            and _is_for(LoadedOverlay(tree).overlay, province, on)
        )

    def _chosen(self, dossier: Dossier, on: date) -> Ruleset:
        if dossier.ruleset is not None:
            return self._named(dossier)
        candidates = self._candidates(dossier)
        in_force = [r for r in candidates if is_in_force(r, on)]
        if len(in_force) == 1:
            return in_force[0]
        code = "catalog.several_apply" if in_force else "catalog.none_in_force"
        params = {
            "subject": dossier.subject.kind,
            "level": dossier.subject.level,
            "on": on,
            "ids": ", ".join(r.id for r in in_force or candidates),
        }
        raise DossierError(Notice(code, dossier.place("subject"), params))

    def _named(self, dossier: Dossier) -> Ruleset:
        name = dossier.ruleset or ""
        ruleset = self.get(name)
        if ruleset is None:
            params = {"id": name, "nearest": nearest(name, self.ids())}
            place = dossier.place("ruleset")
            raise DossierError(Notice("catalog.unknown_ruleset", place, params))
        return ruleset

    def _candidates(self, dossier: Dossier) -> list[Ruleset]:
        subject = dossier.subject
        found = []
        for id_ in self._paths(subject.kind):
            ruleset = self.get(id_)
            if ruleset is None or ruleset.on_request_only:
                continue
            is_unit = subject.kind is SubjectKind.UNIT and subject.level is not None
            if not is_unit or subject.level in ruleset.unit_levels:
                found.append(ruleset)
        return found

    def _overlay(self, name: str, base: str) -> LoadedOverlay:
        path = self._overlay_paths().get(name)
        if path is None:
            near = nearest(name, self._overlay_paths())
            params = {"id": name, "nearest": near}
            raise UsageError(Notice("overlay.unknown_overlay", Place(), params))
        loaded = LoadedOverlay.read(path)
        if loaded.overlay.id != name:
            named = {"value": loaded.overlay.id, "wanted": name}
            raise RulesetError(Notice("ruleset.bad_id", _place(path), named))
        if loaded.overlay.base != base:
            named = {"id": name, "base": loaded.overlay.base, "ruleset": base}
            raise UsageError(Notice("overlay.other_base", Place(), named))
        return loaded

    def _overlay_paths(self) -> dict[str, Path]:
        shelves = reversed(self._shelves)
        return {p.stem: p for shelf in shelves for p in sorted(shelf.glob("overlays/*.yaml"))}

    def _paths(self, subject: str = "*") -> dict[str, Path]:
        paths: dict[str, Path] = {}
        for shelf in reversed(self._shelves):
            for path in sorted(shelf.glob(f"{subject}/*.yaml")):
                if path.parent.name not in ("overlays", "cases"):
                    paths[path.stem] = path
        return paths


def is_in_force(rules: Ruleset | Overlay, on: date) -> bool:
    """Whether the document is in force on a day, its first and last days included."""
    force = rules.document.in_force
    return force.from_ <= on and (force.to is None or on <= force.to)


def _is_for(overlay: Overlay, province: str, on: date) -> bool:
    scope = overlay.applies_to
    return scope is not None and _same_place(scope.province, province) and is_in_force(overlay, on)


def _same_place(one: str, other: str) -> bool:
    """Names of provinces, with or without "tỉnh" or "thành phố" before them."""
    return _bare(one) == _bare(other)


def _bare(name: str) -> str:
    """A province's name without accents, marks and the title before it."""
    plain = unicodedata.normalize("NFD", name.casefold().replace("đ", "d"))
    letters = "".join(c if c.isalnum() else " " for c in plain if not unicodedata.combining(c))
    return _TITLE.sub("", " ".join(letters.split()))


def _place(path: Path) -> Place:
    return Place(str(path), None, "id")
