"""The sheet of indicators: rule, source, evidence to fill in, points by formula."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from fractions import Fraction
from typing import Any

from assessment.model.dossier import Claim
from assessment.model.item import MET, Judged
from assessment.model.outcome import Finding, grounds_of
from assessment.model.ruleset import EvidenceType
from assessment.views.booklook import (
    BAD,
    DOUBTFUL,
    GOOD,
    GROUP,
    HEAD,
    LINE,
    OPEN,
    Look,
    height,
    lines,
)
from assessment.views.reckoning import formula as f
from assessment.views.reckoning.audience import AREA, UNIT_TYPE
from assessment.views.reckoning.formula import Formula, Value
from assessment.views.reckoning.found import Span
from assessment.views.reckoning.measures import Holds
from assessment.views.reckoning.reckon import References
from assessment.views.reckoning.sheet import address
from assessment.views.reckoning.write import set_up
from assessment.views.scales import Scales
from assessment.views.scorebook.grid import Grid, Line
from assessment.views.sentences import Sentences
from assessment.wording import Words

_WIDTHS = {
    "id": 7,
    "name": 46,
    "unit": 8,
    "claimed": 12,
    "inspected": 12,
    "rejected": 8,
    "points": 9,
    "max": 6,
    "state": 20,
    "documents": 22,
    "by": 14,
    "note": 22,
    "reason": 20,
}
_BOUND, _LEVEL = 9, 12
_FILLED = ("claimed", "inspected", "rejected", "documents", "by", "note", "reason")
_NARROW = ("claimed", "inspected", "rejected", "points", "max", "level")
_FAINT = "#595959"


class Indicators:
    """Writes the sheet of a grid, the results being where `found` says."""

    def __init__(self, book: Any, look: Look, grid: Grid, found: References, words: Words) -> None:
        self._grid = grid
        self._found = found
        self._look = look
        self._words = words
        self._say = words.say
        self._ruleset = grid.ruleset
        disadvantaged = grid.assessment.disadvantaged
        self._names = Sentences(grid.ruleset, words, disadvantaged=disadvantaged)
        self._scales = Scales(grid.ruleset, words, disadvantaged=disadvantaged)
        self._items = {
            item.id: item for item in (*grid.ruleset.indicators.values(), *grid.ruleset.gates)
        }
        score = grid.assessment.score
        self._findings = {x.item.id: x for c in score.criteria for x in c.findings}
        self._findings |= {gate.item.id: gate for gate in score.gates}
        self._sheet = book.add_worksheet(grid.sheet)

    def write(self) -> None:
        self._top()
        last = self._grid.top
        for row, line in self._grid.rows():
            getattr(self, f"_{line.role}")(row, line)
            last = row
        self._mark(last)
        self._set_up()

    # --- the lines -----------------------------------------------------------------------

    def _top(self) -> None:
        say, look = self._say, self._look
        look.write(self._sheet, 0, 0, say("workbook.indicators"), bold=True, font_size=14)
        last = len(self._grid.columns) - 1
        traits: dict[str, Any] = {"italic": True, "text_wrap": True}
        self._sheet.merge_range(1, 0, 1, last, "", look(**traits))
        look.write(self._sheet, 1, 0, say("workbook.indicators_note"), **traits)
        self._sheet.set_row(1, 28)
        for name, column in self._grid.columns.items():
            level = name.removeprefix("level.")
            head = (
                self._names.level_title(level) if level != name else say(f"workbook.column.{name}")
            )
            traits = {"bold": True, "bg_color": HEAD, "font_color": "white", "text_wrap": True}
            traits |= {"border": 1, "border_color": LINE, "align": "center", "valign": "vcenter"}
            look.write(self._sheet, 2, column, head, **traits)
        self._sheet.set_row(2, 42)

    def _section(self, row: int, line: Line) -> None:
        self._line(row, {"name": line.text}, bold=True, bg_color=GROUP)

    def _fact(self, row: int, line: Line) -> None:
        name, _, id_ = line.id.partition(".")
        label = self._say(f"workbook.{name}", id=id_)
        cells = {"name": label, "claimed": self._value(row, "claimed")}
        self._line(row, {**cells, "state": self._found.states.get(line.id)})
        list_ = {"area": AREA, "unit_type": UNIT_TYPE}.get(line.id, "")
        self._choose_from(row, "claimed", self._found.choices.get(list_))
        if list_ not in self._found.choices:
            self._yes_or_no(row, "claimed")

    def _criterion(self, row: int, line: Line) -> None:
        cells: dict[str, Any] = {"id": line.id, "name": line.text}
        mend = f.text(self._say("workbook.mend"))
        if points := self._found.criteria.get(line.id):
            criterion = next(c for c in self._ruleset.criteria if c.id == line.id)
            shown = f.choose(self._found.wrong[line.id], mend, self._shown(points))
            cells |= {"points": shown, "max": _number(criterion.max)}
        for level, holds in self._found.criterion_levels[line.id].items():
            cells[f"level.{level}"] = f.choose(self._found.wrong[line.id], mend, self._truth(holds))
        self._line(row, cells, {"name": "rejected"}, bold=True, bg_color=GROUP)

    def _total(self, row: int, line: Line) -> None:
        cells: dict[str, Any] = {"name": line.text}
        if self._found.total and self._ruleset.scale:
            shown = f.span(self._found.total.low, self._found.total.high)
            cells["points"] = unless_slips(self._found, self._say, shown)
            cells["max"] = _number(self._ruleset.scale.max)
        self._line(row, cells, bold=True, bg_color=GROUP)

    def _item(self, row: int, line: Line) -> None:
        found = self._found.items[line.id]
        cells: dict[str, Any] = {"id": line.id, "name": line.text, "state": found.state}
        if found.points and self._ruleset.in_points:
            mend = f.text(self._say("workbook.mend"))
            cells["points"] = f.choose(found.wrong, mend, self._shown(found.points))
            cells["max"] = _number(self._items[line.id].most)
        for level, met in found.levels.items():
            if level != MET:
                truth = f.choose(met.asked, self._truth(met.holds), f.text("–"))
                mend = f.text(self._say("workbook.mend"))
                cells[f"level.{level}"] = f.choose(found.wrong, mend, truth)
        self._line(row, cells, {"name": "rejected"}, bold=True)

    def _scale(self, row: int, line: Line) -> None:
        item = self._items[line.id]
        scale = " · ".join(self._scales.grouped(item))
        note = [item.note] if item.note else []
        text = "\n".join([self._say("workbook.scale", scale=scale), *note])
        finding = self._findings[line.id]
        basis = self._say("explain.basis", basis=self._say(f"basis.{finding.basis.value}"))
        source = self._say("workbook.source", source=grounds_of(finding), basis=basis)
        merged = {"name": "state", "documents": "reason"}
        traits: dict[str, Any] = {"italic": True, "font_color": _FAINT, "font_size": 9}
        self._line(row, {"name": text, "documents": source}, merged, **traits)

    def _next(self, row: int, line: Line) -> None:
        """What the next level takes, while the evidence is what it was."""
        finding = self._findings[line.id]
        step = self._names.next_step(finding)
        if not step:
            self._line(row, {}, {"id": "reason"}, font_size=4)
            self._sheet.set_row(row, 5)
            return
        said = f.text(self._say("workbook.next", step=step))
        shown = f.choose(f.both(*self._unchanged(finding)), said, f.text(""))
        self._line(row, {"name": shown}, {"name": "state"}, font_size=9)

    def _unchanged(self, finding: Finding) -> Iterator[Formula]:
        for key in (*finding.used, *finding.missing):
            read = self._found.readings.get(key)
            for end in (read.low, read.high) if read else ():
                if isinstance(end.value, int | Fraction):
                    yield f.equal(end, f.number(end.value))

    def _field(self, row: int, line: Line) -> None:
        entry = self._ruleset.evidence.get(line.id)
        dossier = self._grid.assessment.dossier
        claimed = dossier.evidence.get(line.id, Claim())
        inspected = dossier.inspected.get(line.id, Claim())
        cells: dict[str, Any] = {
            "id": line.id if entry is None else None,
            "name": self._label(line.id),
            "unit": entry.unit if entry else None,
            "state": self._found.states[line.id],
            "by": claimed.by,
            "note": "; ".join(self._notes(claimed)),
            "reason": "; ".join(self._notes(inspected)),
        }
        for name, column in self._grid.columns.items():
            if (row, column) in self._grid.values:
                cells[name] = self._value(row, name)
        self._line(row, cells, open_=True, format_=self._format(line.id))
        self._validate(row, line.id)

    def _again(self, row: int, line: Line) -> None:
        """A field that stands further up: what it says there."""
        first = self._grid.row_of(line.id)
        cells: dict[str, Any] = {"name": self._label(line.id)}
        for side in ("claimed", "inspected", "rejected"):
            at = first, self._grid.columns[side]
            above = Formula(address(self._grid.sheet, *at), self._grid.values[at])
            cells[side] = f.choose(f.is_empty(above), f.text(""), above)
        cells["state"] = self._say("workbook.again", row=str(first + 1))
        self._line(row, cells, format_=self._format(line.id), font_color=_FAINT)

    # --- cells ---------------------------------------------------------------------------

    def _label(self, name: str) -> str:
        item = self._ruleset.keyed_by_id.get(name)
        if name in self._ruleset.evidence or item is None:
            return self._names.label(name)
        return self._say("workbook.judged" if isinstance(item, Judged) else "workbook.share")

    def _notes(self, claim: Claim) -> Iterator[str]:
        if claim.reason:
            yield claim.reason
        if claim.note:
            yield claim.note
        if claim.parts:
            yield "; ".join(f"{name}: {count}" for name, count in claim.parts.items())
        if claim.illustrative:
            yield self._say("illustrative")

    def _value(self, row: int, name: str) -> Value:
        return self._grid.values[row, self._grid.columns[name]]

    def _shown(self, points: Span) -> Formula:
        return f.span(points.low, points.high)

    def _truth(self, holds: Holds) -> Formula:
        words = [f.text(self._say(f"workbook.{name}")) for name in ("met", "open", "not_met")]
        return f.choose(holds.surely, words[0], f.choose(holds.perhaps, words[1], words[2]))

    def _format(self, name: str) -> str:
        entry, item = self._ruleset.evidence.get(name), self._ruleset.keyed_by_id.get(name)
        if entry is None:
            return "General" if isinstance(item, Judged) else "0.00##%"
        formats = {EvidenceType.COUNT: "#,##0", EvidenceType.PERCENTAGE: "0.00##%"}
        return formats.get(entry.type, "General")

    def _line(
        self,
        row: int,
        cells: dict[str, Any],
        merged: dict[str, str] | None = None,
        *,
        open_: bool = False,
        format_: str = "",
        **traits: Any,
    ) -> None:
        """A line over all columns. `merged`: the first and the last of columns made one."""
        columns = self._grid.columns
        traits = {**traits, "border": 1, "border_color": LINE, "text_wrap": True}
        for first, last in (merged or {}).items():
            style = self._look(**traits)
            self._sheet.merge_range(row, columns[first], row, columns[last], "", style)
        inside = {
            column
            for first, last in (merged or {}).items()
            for column in range(columns[first] + 1, columns[last] + 1)
        }
        for name, column in columns.items():
            if column not in inside:
                own = {**traits, **self._traits(row, name, open_=open_, format_=format_)}
                self._look.write(self._sheet, row, column, cells.get(name), **own)
        self._sheet.set_row(row, self._height(cells, merged or {}, traits))

    def _traits(self, row: int, name: str, *, open_: bool, format_: str) -> dict[str, Any]:
        own: dict[str, Any] = {}
        side = name.partition("_")[0].partition(".")[0]
        if side in _NARROW:
            own["align"] = "center"
        if (open_ and side in _FILLED) or (name == "claimed" and self._is_fact(row)):
            own |= {"locked": False, "bg_color": OPEN}
        if format_ and side in ("claimed", "inspected"):
            own["num_format"] = format_
        if name == "name" and (open_ or format_):
            own["indent"] = 1
        return own

    def _height(
        self, cells: dict[str, Any], merged: dict[str, str], traits: dict[str, Any]
    ) -> float:
        names = list(self._grid.columns)
        size, most = traits.get("font_size", 10), 1
        for name, value in cells.items():
            text = value.value if isinstance(value, Formula) else value
            if isinstance(text, str):
                last = names.index(merged.get(name, name))
                width = sum(self._width(n) for n in names[names.index(name) : last + 1])
                most = max(most, lines(text, width - 1, size=size, bold=bool(traits.get("bold"))))
        return height(most, size)

    @staticmethod
    def _width(name: str) -> int:
        return _WIDTHS.get(name, _LEVEL if name.startswith("level.") else _BOUND)

    def _is_fact(self, row: int) -> bool:
        return self._grid.lines[row - self._grid.top].role == "fact"

    # --- what may be entered -------------------------------------------------------------

    def _validate(self, row: int, name: str) -> None:
        entry = self._ruleset.evidence.get(name)
        self._listed(row, "rejected", ["x"])
        for side in ("claimed", "inspected"):
            if entry and entry.type is EvidenceType.YES_NO:
                self._yes_or_no(row, side)
            elif entry and entry.type is EvidenceType.CHOICE:
                self._choose_from(row, side, self._found.choices[name])

    def _yes_or_no(self, row: int, column: str) -> None:
        self._listed(row, column, [self._say("yes"), self._say("no")])

    def _choose_from(self, row: int, column: str, area: str | None) -> None:
        if area:
            self._listed(row, column, f"={area}")

    def _listed(self, row: int, column: str, source: list[str] | str) -> None:
        at = self._grid.columns[column]
        error = {
            "error_title": self._say("workbook.mend"),
            "error_message": self._say("workbook.choose"),
        }
        self._sheet.data_validation(
            row, at, row, at, {"validate": "list", "source": source, **error}
        )

    # --- how it looks --------------------------------------------------------------------

    def _mark(self, last: int) -> None:
        """Red what is to be mended, amber what is not there or open."""
        say = self._say
        marks = (
            (say("workbook.mend"), BAD),
            (say("workbook.rejected"), BAD),
            (say("workbook.not_met"), BAD),
            (say("workbook.absent"), DOUBTFUL),
            (say("workbook.open"), DOUBTFUL),
            (say("workbook.met"), GOOD),
        )
        for name, column in self._grid.columns.items():
            if name in ("state", "points") or name.startswith("level."):
                for words, colour in marks:
                    rule = {"type": "cell", "criteria": "==", "value": f'"{words}"'}
                    rule["format"] = self._look(bg_color=colour)
                    self._sheet.conditional_format(self._grid.top, column, last, column, rule)

    def _set_up(self) -> None:
        sheet = self._sheet
        for name, column in self._grid.columns.items():
            sheet.set_column(column, column, self._width(name))
        sheet.freeze_panes(self._grid.top, 2)
        sheet.repeat_rows(self._grid.top - 1)
        sheet.protect("", {"format_columns": True, "format_rows": True})
        set_up(sheet, self._ruleset.id)


def unless_slips(found: References, say: Callable[[str], str], shown: Formula) -> Formula:
    """What comes out, or that cells are to be mended first."""
    mend = f.text(say("workbook.mend_first"))
    return f.choose(f.above(found.slips, f.ZERO), mend, shown)


def _number(value: Any) -> Formula | None:
    return None if value is None else f.number(value)
