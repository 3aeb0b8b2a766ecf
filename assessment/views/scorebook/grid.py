"""The sheet of indicators before it is written: its columns, its lines, and what each cell holds."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from assessment.model.dossier import Claim
from assessment.model.item import Item, Judged, Threshold
from assessment.model.outcome import Assessment
from assessment.views.reckoning.audience import About
from assessment.views.reckoning.formula import Formula, Value
from assessment.views.reckoning.readings import Cells, Given
from assessment.views.reckoning.sheet import cell
from assessment.views.reckoning.values import cell_value
from assessment.wording import Words

_NOBODY = Claim()
_HEADS = 3
"""Lines above the first: a title, what to do, the heads of the columns."""


class Line(NamedTuple):
    """`role`: section, fact, criterion, item, scale, next, field, again, total.

    `id`: of the criterion or item, the key of a field, the name of a fact. `again` repeats a
    field that is filled in further up.
    """

    role: str
    id: str
    text: str = ""


class Grid:
    """Where everything stands on one sheet.

    `lines` begin on row `top`. `columns`: the place of each by its name, in their order.
    """

    def __init__(self, assessment: Assessment, words: Words, sheet: str) -> None:
        self.assessment = assessment
        self.ruleset = assessment.ruleset
        self.sheet = sheet
        self.top = _HEADS
        self._words = words
        self._dossier = assessment.dossier
        self.columns = {name: n for n, name in enumerate(self._columns())}
        self._rows: dict[str, int] = {}
        self.lines: list[Line] = list(self._lines())
        self.values: dict[tuple[int, int], Value] = {}

    # --- columns -------------------------------------------------------------------------

    def _columns(self) -> Iterator[str]:
        yield from ("id", "name", "unit", "claimed")
        if _has_bounds(self._dossier.evidence):
            yield from ("claimed_least", "claimed_most")
        yield "inspected"
        if _has_bounds(self._dossier.inspected):
            yield from ("inspected_least", "inspected_most")
        yield "rejected"
        if self.ruleset.in_points:
            yield from ("points", "max")
        else:
            yield from (f"level.{level}" for level in self.levels)
        yield from ("state", "documents", "by", "note", "reason")

    @property
    def levels(self) -> tuple[str, ...]:
        """The levels of recognition that its indicators are asked for."""
        return tuple(level.id for level in self.ruleset.levels)

    # --- lines ---------------------------------------------------------------------------

    def _lines(self) -> Iterator[Line]:
        say = self._words.say
        facts = list(self._facts())
        if facts:
            yield Line("section", "", say("workbook.section.subject"))
            yield from (Line("fact", name) for name in facts)
        for criterion in self.ruleset.criteria:
            yield Line("criterion", criterion.id, criterion.title.text)
            for item in criterion.indicators:
                yield from self._item(item)
        if self.ruleset.in_points:
            yield Line("total", "", say("total"))
        if self.ruleset.gates:
            yield Line("section", "", say("gates"))
        for gate in self.ruleset.gates:
            yield from self._item(gate)
        if self.ruleset.exclusions:
            yield Line("section", "", say("exclusions"))
        for exclusion in self.ruleset.exclusions:
            yield from self._field(exclusion.key)
        left = [name for name in self._stated() if name not in self._rows]
        if left:
            yield Line("section", "", say("workbook.section.beside"))
        for name in left:
            yield from self._field(name)

    def _facts(self) -> Iterator[str]:
        audiences = self.ruleset.audiences
        if self.ruleset.areas:
            yield "area"
        if any(a.unit_type or a.not_unit_type for a in audiences):
            yield "unit_type"
        if any(a.public is not None for a in audiences):
            yield "public"
        yield from (f"applies.{c.id}" for c in self.ruleset.criteria if c.may_not_apply)
        yield from (f"applies.{i.id}" for i in self.ruleset.every_item() if i.may_not_apply)

    def _item(self, item: Item) -> Iterator[Line]:
        yield Line("item", item.id, item.text)
        yield Line("scale", item.id)
        for name in self._fields(item):
            yield from self._field(name)
        yield Line("next", item.id)

    def _fields(self, item: Item) -> Iterator[str]:
        """What an item looks at, in the order of its parts; a percentage where one is stated."""
        stated = set(self._stated())
        for part in item.simple:
            if isinstance(part, Judged) or (part.id in stated and isinstance(part, Threshold)):
                yield part.id
            keys = part.keys
            yield from (key for key in self.ruleset.evidence if key in keys)

    def _field(self, name: str) -> Iterator[Line]:
        if name in self._rows:
            yield Line("again", name)
            return
        self._rows[name] = -1
        yield Line("field", name)

    def _stated(self) -> list[str]:
        return list(dict.fromkeys((*self._dossier.evidence, *self._dossier.inspected)))

    # --- cells ---------------------------------------------------------------------------

    def rows(self) -> Iterator[tuple[int, Line]]:
        """Each line with its row, from 0."""
        return enumerate(self.lines, start=self.top)

    def cells(self) -> dict[str, Cells]:
        """Where each field stands, and what the dossier states of it."""
        found = {}
        for row, line in self.rows():
            if line.role == "field":
                self._rows[line.id] = row
                found[line.id] = self._cells(row, line.id)
        return found

    def row_of(self, field: str) -> int:
        return self._rows[field]

    def _cells(self, row: int, name: str) -> Cells:
        claimed = self._dossier.evidence.get(name, _NOBODY)
        inspected = self._dossier.inspected.get(name, _NOBODY)
        return Cells(
            self._given(row, name, "claimed", claimed),
            self._given(row, name, "inspected", inspected),
            self._put(row, "rejected", "x" if inspected.rejected else None),
        )

    def _given(self, row: int, name: str, side: str, claim: Claim) -> Given:
        def value(column: str, text: str | None) -> Formula:
            return self._put(row, column, cell_value(self.ruleset, name, text, self._words))

        behind = self._dossier.evidence.get(name, _NOBODY).documents
        documents = self._put(row, "documents", "; ".join(behind) or None)
        if f"{side}_least" not in self.columns:
            return Given(value(side, claim.value), documents=documents)
        return Given(
            value(side, claim.value),
            value(f"{side}_least", claim.at_least),
            value(f"{side}_most", claim.at_most),
            documents,
        )

    def _put(self, row: int, column: str, value: Value) -> Formula:
        self.values[row, self.columns[column]] = value
        return cell(self.sheet, row, self.columns[column], value)

    def about(self) -> About:
        """Where the subject's facts stand."""
        options = self.assessment.options
        facts = {
            line.id: self._put(row, "claimed", self._fact(line.id))
            for row, line in self.rows()
            if line.role == "fact"
        }
        applies = {
            id_.removeprefix("applies."): fact
            for id_, fact in facts.items()
            if id_.startswith("applies.")
        }
        return About(
            facts.get("area"),
            facts.get("unit_type"),
            facts.get("public"),
            applies,
            settle=options.missing == "zero",
            strict=options.strict,
        )

    def _fact(self, name: str) -> Value:
        subject, say = self._dossier.subject, self._words.say
        match name:
            case "area":
                return say(f"area.{subject.area.value}") if subject.area else None
            case "unit_type":
                kinds = {kind.id: kind.text for kind in self.ruleset.unit_types}
                return kinds.get(subject.unit_type or "")
            case "public":
                return None if subject.public is None else say("yes" if subject.public else "no")
        applies = self._dossier.applies.get(name.removeprefix("applies."))
        return None if applies is None else say("yes" if applies else "no")


def _has_bounds(claims: Mapping[str, Claim]) -> bool:
    return any(claim.at_least or claim.at_most for claim in claims.values())
