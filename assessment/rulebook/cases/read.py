"""From the tables of a shelf to cases: every problem of a table at once, with line and key."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from datetime import timedelta
from pathlib import Path
from typing import Any

from assessment.errors import DossierError, Notice, UsageError, nearest
from assessment.files import Steps, Tree, read_tree
from assessment.model.outcome import Options
from assessment.model.ruleset import Ruleset
from assessment.rulebook.cases.full import full_marks
from assessment.rulebook.cases.table import BASE, Case, Entry, Expect, Ladder, Position, Table
from assessment.shape import validate

Rulesets = Callable[[str, str | None], Ruleset | None]
"""A ruleset by its id, with one overlay on it or none; None: no such ruleset."""

SUBJECT_NAME = "Trường hợp thử"
_SECTIONS = ("subject", "period", "previous", "applies", "inspected")
_YEAR = timedelta(days=364)


def read_tables(
    paths: Iterable[Path],
    rulesets: Rulesets,
    only: Collection[str] | None = None,
    shelved: Collection[str] = (),
) -> tuple[Case, ...]:
    """The cases of the tables, in their order.

    Args:
        only: the ids of the rulesets whose cases are wanted; None: all.
        shelved: the ids that there are: a case of any other is refused, wanted or not.

    Raises:
        DossierError: every problem of the first table that has one, with line and key:
            `file.*` and `shape.*` as in a dossier, `cases.*` for what only a table can
            get wrong.

    """
    readers = (_Reader(path, rulesets, only, shelved) for path in paths)
    return tuple(case for reader in readers for case in reader.cases())


class _Reader:
    def __init__(
        self,
        path: Path,
        rulesets: Rulesets,
        only: Collection[str] | None,
        shelved: Collection[str],
    ) -> None:
        self._name = path.stem
        self._tree: Tree = read_tree(path, DossierError)
        self._table = validate(Table, self._tree, self._tree.content, DossierError)
        self._rulesets = rulesets
        self._only = only
        self._shelved = shelved
        self._found: list[Notice] = []

    def cases(self) -> tuple[Case, ...]:
        self._unique_ids()
        entries = enumerate(self._table.cases)
        cases = tuple(case for index, entry in entries for case in self._of(entry, index))
        if self._found:
            raise DossierError(*self._found)
        return cases

    def _say(self, code: str, steps: Steps, **params: Any) -> None:
        notice = Notice(code, self._tree.place(steps), params)
        if notice not in self._found:
            self._found.append(notice)

    def _unique_ids(self) -> None:
        first: dict[str, int | None] = {}
        for index, entry in enumerate(self._table.cases):
            here = ("cases", index, "id")
            if entry.id in first:
                self._say("cases.duplicate_id", here, id=entry.id, first=first[entry.id])
            first.setdefault(entry.id, self._tree.place(here).line)

    def _of(self, entry: Entry, index: int) -> Iterator[Case]:
        """The case of a block, or one a step of its ladder."""
        here = ("cases", index)
        asked = (
            entry.expect.model_fields_set if entry.expect else entry.ladder and entry.ladder.asked
        )
        if not asked or (entry.expect and entry.ladder):
            self._say("cases.nothing_expected", here, id=entry.id)
            return
        ruleset = self._ruleset(entry, here)
        if ruleset is None:
            return
        self._known_base(entry, here)
        content = self._content(ruleset, entry)
        if entry.expect:
            self._known(entry.expect.items, ruleset, (*here, "expect"))
            self._known_ratings(entry.expect.ratings, ruleset, (*here, "expect"))
            yield self._case(entry, ruleset, content, entry.expect, here)
        elif entry.ladder:
            yield from self._steps(entry, entry.ladder, ruleset, content, (*here, "ladder"))

    def _steps(
        self,
        entry: Entry,
        ladder: Ladder,
        ruleset: Ruleset,
        content: Mapping[str, Any],
        here: Steps,
    ) -> Iterator[Case]:
        if ladder.item is None and ladder.asks_of_item:
            self._say("cases.ladder_without_item", here, id=entry.id)
            return
        self._known(ladder.items, ruleset, (*here, "item"))
        for value, field, expect in ladder.steps():
            self._known_ratings(expect.ratings, ruleset, (*here, field, value))
            varied = _varied(content, ladder.vary, value)
            yield self._case(entry, ruleset, varied, expect, (*here, field, value), value)

    def _ruleset(self, entry: Entry, here: Steps) -> Ruleset | None:
        name = entry.ruleset or self._table.ruleset
        if name is None:
            self._say("shape.missing_key", here, key="ruleset")
        if name is None:
            return None
        where = (*here, "ruleset") if entry.ruleset else ("ruleset",)
        unknown = {"id": name, "nearest": nearest(name, self._shelved)}
        if self._shelved and name not in self._shelved:
            self._say("cases.unknown_ruleset", where, **unknown)
            return None
        if self._only is not None and name not in self._only:
            return None
        try:
            ruleset = self._rulesets(name, entry.overlay)
        except UsageError as problem:
            for notice in problem.notices:
                self._say(notice.code, (*here, "overlay"), **notice.params)
            return None
        if ruleset is None:
            self._say("cases.unknown_ruleset", where, **unknown)
        return ruleset

    def _case(
        self,
        entry: Entry,
        ruleset: Ruleset,
        content: Mapping[str, Any],
        expect: Expect,
        steps: Steps,
        step: str | None = None,
    ) -> Case:
        ladder = entry.ladder
        varied = {ladder.vary, *ladder.items} if ladder else expect.items
        return Case(
            table=self._name,
            block=entry.id,
            step=step,
            place=self._tree.place(steps),
            block_at=Position(self._tree, steps[:2]),
            note=entry.note,
            source=entry.source,
            ruleset=ruleset.id,
            overlay=entry.overlay,
            content=content,
            options=Options(entry.options.missing, entry.options.strict),
            expect=expect,
            about=frozenset((*entry.named, *varied)),
        )

    def _content(self, ruleset: Ruleset, entry: Entry) -> Mapping[str, Any]:
        head = {"kind": ruleset.subject.value, "name": SUBJECT_NAME}
        stated = dict(entry.evidence)
        base = full_marks(ruleset) if stated.pop(BASE, None) == "all" else {}
        content: dict[str, Any] = {
            "subject": {**head, **self._table.subject, **entry.subject},
            "period": entry.period or _last_year(ruleset),
            "ruleset": ruleset.id,
            "evidence": {k: v for k, v in {**base, **stated}.items() if v is not None},
        }
        for name in ("inspected", "applies", "previous"):
            if getattr(entry, name) is not None:
                content[name] = getattr(entry, name)
        return content

    def _known(self, ids: Iterable[str], ruleset: Ruleset, steps: Steps) -> None:
        known = {c.id for c in ruleset.criteria} | {item.id for item in ruleset.every_item()}
        for id_ in sorted(set(ids) - known):
            near = nearest(id_, known)
            self._say("cases.unknown_item", steps, id=id_, ruleset=ruleset.id, nearest=near)

    def _known_ratings(self, ids: Iterable[str], ruleset: Ruleset, steps: Steps) -> None:
        titles = {rating.id: rating.title for rating in ruleset.ratings}
        for id_ in sorted(set(ids) - titles.keys()):
            titled = (known for known, title in titles.items() if title.lower() == id_.lower())
            params = {
                "id": id_,
                "ruleset": ruleset.id,
                "ratings": ", ".join(f"{known} ({title})" for known, title in titles.items()),
                "nearest": next(titled, nearest(id_, titles)),
            }
            self._say("cases.unknown_rating", steps, **params)

    def _known_base(self, entry: Entry, here: Steps) -> None:
        base = entry.evidence.get(BASE, "all")
        if base != "all":
            self._say("cases.unknown_base", (*here, "evidence", BASE), value=base)


def _last_year(ruleset: Ruleset) -> dict[str, str]:
    """A period within the time that the ruleset is in force."""
    force = ruleset.document.in_force
    last = force.to or force.from_ + timedelta(days=365)
    return {"from": str(last - _YEAR), "to": str(last)}


def _varied(content: Mapping[str, Any], path: str, value: str) -> dict[str, Any]:
    """The same dossier with one value changed: of the evidence, or of a section named."""
    section, _, key = path.partition(".")
    if section not in _SECTIONS or not key:
        section, key = "evidence", path
    return {**content, section: {**content.get(section, {}), key: value}}
