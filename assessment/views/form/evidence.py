"""A sheet of evidence: each item with its rule, and a row for each thing to fill in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any, Final

from assessment.model.dossier import Dossier
from assessment.model.form import NUMBERS, OPEN, OURS, Column, Kind
from assessment.model.ruleset import Ruleset
from assessment.views.booklook import GROUP, HEAD, height, lines
from assessment.views.form.cells import put
from assessment.views.form.figures import HIDDEN, Spot, write_figures, write_filled_in
from assessment.views.form.filled import Filled
from assessment.views.form.frontsheet import Listed
from assessment.views.form.plan import Line, Section
from assessment.views.form.sheets import (
    AT,
    COLUMNS,
    FOUND_BY_TEAM,
    GREY,
    PRINTED,
    RULE,
    TEAM_HEAD,
    TICKED,
    Styles,
    accepts,
    ticks,
)
from assessment.views.form.values import shown
from assessment.views.reckoning.sheet import address
from assessment.wording import Words

_TITLE, _SAID, _HEADS = 0, 1, 2
_WIDTH: Final = {each.column: each.width for each in COLUMNS}
_TEXTS: Final = (
    Column.LABEL,
    Column.UNIT,
    Column.VALUE,
    Column.DOCUMENTS,
    Column.BY,
    Column.REASON,
    Column.NOTE,
    Column.WHY,
)


class EvidenceSheet:
    """Writes one sheet.

    Args:
        placed: where each code stands; what this sheet adds is added to it.
        choices: of each code the range of what it chooses from.
        dossier: what is filled in already.
        judged: somebody gives points, and says why not all.

    """

    def __init__(
        self,
        sheet: Any,
        name: str,
        styles: Styles,
        words: Words,
        placed: dict[str, Spot],
        choices: Mapping[str, str],
        dossier: Dossier | None,
        *,
        judged: bool,
    ) -> None:
        self._sheet, self._name, self._styles = sheet, name, styles
        self._words, self._say = words, words.say
        self._placed, self._choices = placed, choices
        self._dossier, self._judged = dossier, judged

    def write(
        self, ruleset: Ruleset, sections: Sequence[Section], filled: Filled
    ) -> Iterator[Listed]:
        """The sheet; of each section where it begins and what of it is to be filled in."""
        alone = len(sections) == 1
        self._top(ruleset, sections[0] if alone else None)
        row = _HEADS + 1
        found: list[Listed] = []
        for section in sections:
            first = row
            if not alone:
                self._heading(row, self._titled(section))
                row += 1
            asked: list[int] = []
            for _, group in groupby(_owned(section.lines), key=lambda pair: pair[0]):
                for each in self._item(row, [line for _, line in group], filled):
                    if each.kind is not Kind.AGAIN and not each.quiet:
                        asked.append(row)
                    row += 1
            points = _SAID if alone else first
            title = self._titled(section)
            found.append(Listed(self._name, first, points, title, section, tuple(asked)))
        self._columns(filled)
        self._set_up(ruleset, row)
        return iter(found)

    def _titled(self, section: Section) -> str:
        most = section.criterion.max if section.criterion else None
        if most is None:
            return section.title
        return self._say("form.of_points", title=section.title, max=most)

    # --- the top -----------------------------------------------------------------------

    def _top(self, ruleset: Ruleset, section: Section | None) -> None:
        title = self._titled(section) if section else ruleset.title
        style = self._styles.get(bold=True, font_size=14, font_color=HEAD, text_wrap=False)
        self._sheet.write_string(_TITLE, 0, title, style)
        small = self._styles.get(italic=True, font_size=9, font_color=RULE, text_wrap=False)
        self._sheet.write_string(_SAID, 0, self._say("form.fill_coloured"), small)
        tallest = 1
        for column, index in AT.items():
            text = self._say(f"form.head.{column.value}")
            fill = TEAM_HEAD if column in FOUND_BY_TEAM else HEAD
            self._sheet.write_string(_HEADS, index, text, self._head(fill, column))
            tallest = max(tallest, lines(text, _WIDTH[column] - 2))
        for index in range(HIDDEN[0], HIDDEN[1] + 1):
            self._sheet.write_string(_HEADS, index, self._say("form.head.step"), self._code())
        self._sheet.set_row(_TITLE, 22)
        self._sheet.set_row(_HEADS, height(tallest) + 4)

    def _head(self, fill: str, column: Column) -> Any:
        if column in (Column.KEY, Column.KIND):
            return self._styles.cell(font_size=8, font_color=GREY, valign="vcenter")
        return self._styles.cell(
            bold=True, font_color="#FFFFFF", bg_color=fill, align="center", valign="vcenter"
        )

    def _heading(self, row: int, title: str) -> None:
        style = self._styles.get(bold=True, bg_color=GROUP, text_wrap=False, valign="vcenter")
        for column in range(PRINTED + 1):
            self._sheet.write_blank(row, column, None, style)
        self._sheet.write_string(row, 0, title, style)
        self._sheet.write_string(row, AT[Column.KEY], OURS, self._code())
        self._sheet.set_row(row, 20)

    # --- rows --------------------------------------------------------------------------

    def _item(self, first: int, owned: Sequence[Line], filled: Filled) -> Iterator[Line]:
        """The rows of an item; its rule stands beside all of them."""
        opening = owned[0]
        wanted = [self._wanted(line, filled.get(line.key, {})) for line in owned]
        rule: float = sum(lines(text, _WIDTH[Column.RULE]) for text in opening.rule[:1])
        rule += sum(lines(text, _WIDTH[Column.RULE] * 1.1) * 0.95 for text in opening.rule[1:])
        lacking = max(rule - sum(wanted), 0) / len(owned)
        last = first + len(owned) - 1
        bold = self._styles.cell(bold=True, align="center")
        self._spanning(first, last, AT[Column.ITEM], opening.item, bold)
        self._rule(first, last, opening.rule)
        for row, (line, count) in enumerate(zip(owned, wanted, strict=True), start=first):
            self._sheet.set_row(row, height(count + lacking))
            self._row(row, line, filled.get(line.key, {}))
        yield from owned

    def _wanted(self, line: Line, cells: Mapping[Column, str]) -> int:
        texts = {**cells, Column.LABEL: self._label(line), Column.UNIT: line.unit}
        return max(lines(texts.get(column, ""), _WIDTH[column]) for column in _TEXTS)

    def _spanning(self, first: int, last: int, column: int, text: str, style: Any) -> None:
        if last > first:
            self._sheet.merge_range(first, column, last, column, "", style)
        self._sheet.write_string(first, column, text, style)

    def _rule(self, first: int, last: int, rule: Sequence[str]) -> None:
        column, style = AT[Column.RULE], self._styles.cell()
        self._spanning(first, last, column, rule[0] if rule else "", style)
        if len(rule) > 1:
            plain = self._styles.get(font_size=9, font_color=RULE)
            bold = self._styles.get(bold=True)
            parts = [bold, f"{rule[0]}\n", plain, "\n".join(rule[1:])]
            self._sheet.write_rich_string(first, column, *parts, style)

    def _row(self, row: int, line: Line, cells: Mapping[Column, str]) -> None:
        sheet, quiet = self._sheet, line.quiet or line.kind is Kind.AGAIN
        look: dict[str, Any] = {"italic": True, "font_size": 9, "font_color": RULE} if quiet else {}
        sheet.write_string(
            row, AT[Column.LABEL], self._label(line), self._styles.cell(valign="vcenter", **look)
        )
        unit = self._styles.cell(**{"font_size": 9, **look}, align="center", valign="vcenter")
        sheet.write_string(row, AT[Column.UNIT], line.unit, unit)
        sheet.write_string(row, AT[Column.KEY], line.key, self._code())
        sheet.write_string(row, AT[Column.KIND], line.kind.value, self._code())
        if line.kind is Kind.AGAIN:
            self._again(row, line, cells)
            return
        spot = self._placed[line.key] = Spot(self._name, row, AT[Column.VALUE], line)
        is_evidence = line.key.startswith("evidence.")
        for column in OPEN:
            if is_evidence or column is Column.VALUE:
                self._open(row, column, line, cells.get(column))
            else:
                sheet.write_blank(row, AT[column], None, self._styles.cell())
        write_filled_in(sheet, spot, now=Column.VALUE in cells)
        if is_evidence and line.kind in NUMBERS:
            self._figures(spot)

    def _figures(self, spot: Spot) -> None:
        """What the row's figures are, out of sight."""
        key, dossier = spot.line.key.removeprefix("evidence."), self._dossier
        claimed = dossier.evidence.get(key) if dossier else None
        found = dossier.inspected.get(key) if dossier else None
        write_figures(self._sheet, spot, Column.VALUE, claimed, self._words)
        write_figures(self._sheet, spot, Column.INSPECTED, found, self._words)

    def _code(self) -> Any:
        return self._styles.get(font_size=7, font_color=GREY, text_wrap=False)

    def _label(self, line: Line) -> str:
        if line.kind is not Kind.AGAIN:
            return line.label
        at = self._placed[line.key]
        where = self._say("form.here" if at.sheet == self._name else "form.see", sheet=at.sheet)
        return f"{line.label} ({where})"

    def _again(self, row: int, line: Line, cells: Mapping[Column, str]) -> None:
        """What another row states, shown."""
        at = self._placed[line.key]
        grey = self._styles.cell(font_color=RULE, italic=True, align="center", valign="vcenter")
        for column in OPEN:
            self._sheet.write_blank(row, AT[column], None, grey)
        for column in (Column.VALUE, Column.INSPECTED):
            cell = address(at.sheet, at.row, AT[column])
            known = shown(at.line, cells[column], self._words) if column in cells else ""
            self._sheet.write_formula(row, AT[column], f'=IF({cell}="","",{cell})', grey, known)

    def _open(self, row: int, column: Column, line: Line, text: str | None) -> None:
        is_value = column in (Column.VALUE, Column.INSPECTED)
        value = None if text is None else shown(line, text, self._words) if is_value else text
        style = self._styles.open(column, line.kind, quiet=line.quiet)
        kept = self._styles.open(column, line.kind, quiet=line.quiet, quoted=True)
        put(self._sheet, row, AT[column], value, style, kept)
        rule = None
        if is_value:
            rule = accepts(line, self._words, self._choices.get(line.key))
        elif column in TICKED:
            rule = ticks(self._words)
        if rule:
            self._sheet.data_validation(row, AT[column], row, AT[column], rule)

    # --- the sheet ---------------------------------------------------------------------

    def _columns(self, filled: Filled) -> None:
        """Columns that few need are hidden, unless something stands in them."""
        used = {column for cells in filled.values() for column in cells}
        if self._judged:
            used.add(Column.REASON)
        for each, index in zip(COLUMNS, range(len(COLUMNS)), strict=True):
            hidden = not each.shown and each.column not in used
            self._sheet.set_column(index, index, each.width, None, {"hidden": hidden})
        self._sheet.set_column(*HIDDEN, 8, None, {"hidden": True})

    def _set_up(self, ruleset: Ruleset, below: int) -> None:
        """Frozen heads, protection, A4 landscape with the heads on every page."""
        sheet = self._sheet
        sheet.freeze_panes(_HEADS + 1, 0)
        sheet.protect("", {"format_columns": True, "format_rows": True})
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(_HEADS)
        sheet.print_area(0, 0, below - 1, PRINTED)
        sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.7)
        sheet.set_footer(f"&L&8{ruleset.id}&C&8&A&R&8&P/&N")
        sheet.set_zoom(100)
        sheet.hide_gridlines(2)


def _owned(found: Sequence[Line]) -> Iterator[tuple[int, Line]]:
    """Each line with the number of its item: lines without a rule go with the item above."""
    number = 0
    for line in found:
        number += bool(line.item or line.rule or not number)
        yield number, line
