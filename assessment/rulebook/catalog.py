"""The shelf of rulesets: found by id, or chosen by subject, place and date.

A shelf is a folder `<subject>/<id>.yaml`; the shipped one is `criteria/`. Local shelves
come first, so that a locality's file of the same id is the one used.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from assessment.errors import DossierError, Notice, Place, RulesetError, nearest
from assessment.model.dossier import Dossier
from assessment.model.ruleset import Ruleset, SubjectKind
from assessment.rulebook.load import load_ruleset

SHIPPED = Path(__file__).resolve().parents[2] / "criteria"


class Catalog:
    """Rulesets on the given shelves, loaded when asked for."""

    def __init__(self, shelves: Sequence[Path] = ()) -> None:
        self._shelves = (*shelves, SHIPPED)

    def ids(self) -> tuple[str, ...]:
        """Every id on the shelves, sorted."""
        return tuple(sorted(self._paths()))

    def get(self, id_: str) -> Ruleset | None:
        """The ruleset of this id, or None.

        Raises:
            RulesetError: the file has problems, or states another id than its name.

        """
        path = self._paths().get(id_)
        if path is None:
            return None
        ruleset = load_ruleset(path)
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

    def choose(self, dossier: Dossier, today: date) -> Ruleset:
        """The ruleset that a dossier names, or the one in force for its subject.

        Args:
            today: counts where the dossier states no period.

        Raises:
            DossierError: `catalog.*`: none, several, or an unknown name.

        """
        if dossier.ruleset is not None:
            return self._named(dossier)
        on = dossier.period.to if dossier.period else today
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

    def _paths(self, subject: str = "*") -> dict[str, Path]:
        paths: dict[str, Path] = {}
        for shelf in reversed(self._shelves):
            for path in sorted(shelf.glob(f"{subject}/*.yaml")):
                if path.parent.name not in ("overlays", "cases"):
                    paths[path.stem] = path
        return paths


def is_in_force(ruleset: Ruleset, on: date) -> bool:
    """Whether the document is in force on a day, its first and last days included."""
    force = ruleset.document.in_force
    return force.from_ <= on and (force.to is None or on <= force.to)


def _place(path: Path) -> Place:
    return Place(str(path), None, "id")
