"""Points and rating while somebody types: the form's cells, joined to the formulas of the rules."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from assessment.model.dossier import Dossier
from assessment.model.form import NUMBERS, Column
from assessment.model.ruleset import Ruleset
from assessment.views.form.figures import Spot, figures
from assessment.views.form.filled import Filled
from assessment.views.form.sheets import AT
from assessment.views.form.values import shown
from assessment.views.reckoning import formula as f
from assessment.views.reckoning.audience import About
from assessment.views.reckoning.formula import Formula, Value
from assessment.views.reckoning.readings import Cells, Given
from assessment.views.reckoning.reckon import References, reckon
from assessment.views.reckoning.sheet import Sheet, address
from assessment.wording import Words


class Tally(NamedTuple):
    """The sheets of formulas, and where the results stand on them."""

    sheet: Sheet
    lists: Sheet
    found: References


def tally(
    ruleset: Ruleset,
    spots: Mapping[str, Spot],
    dossier: Dossier | None,
    filled: Filled,
    words: Words,
    name: str,
) -> Tally:
    """The formulas of a ruleset over the cells of its form.

    Args:
        spots: by its code where each row stands.
        filled: what stands in the cells of the dossier.
        name: of the sheet of formulas.

    """
    joined = _Joined(dossier, filled, words)
    fields = {
        key.removeprefix("evidence."): joined.cells(spot)
        for key, spot in spots.items()
        if key.startswith("evidence.")
    }
    known = {key: joined.open(spot, Column.VALUE, spot.column) for key, spot in spots.items()}
    applies = {
        key.removeprefix("applies."): cell
        for key, cell in known.items()
        if key.startswith("applies.")
    }
    about = About(
        known.get("subject.area"),
        known.get("subject.unit_type"),
        known.get("subject.public"),
        applies,
    )
    return Tally(*reckon(ruleset, fields, about, words, name=name))


def total_of(found: References) -> Formula | None:
    """The total so far, one number or a range."""
    return f.span(found.total.low, found.total.high) if found.total else None


def points_of(found: References, criterion: str) -> Formula | None:
    """The points of a criterion so far."""
    span = found.criteria.get(criterion)
    return f.span(span.low, span.high) if span else None


class _Joined:
    """The cells of a form as formulas know them."""

    def __init__(self, dossier: Dossier | None, filled: Filled, words: Words) -> None:
        self._claimed = dossier.evidence if dossier else {}
        self._inspected = dossier.inspected if dossier else {}
        self._filled, self._words = filled, words

    def cells(self, spot: Spot) -> Cells:
        rejected = Formula(
            address(spot.sheet, spot.row, AT[Column.REJECTED]),
            self._filled.get(spot.line.key, {}).get(Column.REJECTED),
        )
        return Cells(self._given(spot, Column.VALUE), self._given(spot, Column.INSPECTED), rejected)

    def open(self, spot: Spot, column: Column, at: int) -> Formula:
        """A cell as it is filled in."""
        text = self._filled.get(spot.line.key, {}).get(column)
        value: Value = None
        if text is not None:
            cell = shown(spot.line, text, self._words)
            value = cell if isinstance(cell, str) else str(cell)
        return Formula(address(spot.sheet, spot.row, at), value)

    def _given(self, spot: Spot, column: Column) -> Given:
        if spot.line.kind not in NUMBERS:
            return Given(self.open(spot, column, AT[column]))
        key = spot.line.key.removeprefix("evidence.")
        side = self._claimed if column is Column.VALUE else self._inspected
        return Given(*figures(spot, column, side.get(key)))
