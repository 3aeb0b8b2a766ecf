"""The first sheet of a form: what it is, who is assessed, how to fill it in, where things are."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any, Final, NamedTuple

from assessment.model.form import OURS, Column, Kind
from assessment.model.ruleset import Ruleset
from assessment.views.booklook import GROUP, HEAD, LINE, height, lines
from assessment.views.form.cells import put
from assessment.views.form.figures import Spot, filled_in
from assessment.views.form.filled import Filled
from assessment.views.form.plan import Line, Section
from assessment.views.form.sheets import GREY, OPEN, RULE, TEAM, Styles, accepts
from assessment.views.form.tally import total_of
from assessment.views.form.values import shown
from assessment.views.reckoning import formula as f
from assessment.views.reckoning.reckon import References
from assessment.wording import Words

_COLUMNS: Final = (
    (Column.LABEL, 30),
    (Column.VALUE, 42),
    (Column.RULE, 52),
    (Column.KEY, 16),
    (Column.KIND, 8),
)
_CALLED: Final = {Column.LABEL: "about", Column.RULE: "how"}
_AT: Final = {column: index for index, (column, _) in enumerate(_COLUMNS)}
_WIDTH: Final = dict(_COLUMNS)
_PRINTED: Final = _AT[Column.RULE]
_TOTAL, _HEADS = 3, 4
_STEPS: Final = 7
_LOCKED: Final = frozenset({"ruleset", "subject.kind"})


class Listed(NamedTuple):
    """A section: where it begins (row from 0), where its points are shown, the rows to fill in."""

    sheet: str
    row: int
    points: int
    title: str
    section: Section
    asked: tuple[int, ...]


class FrontSheet:
    """Writes the sheet. `choices`: of each code the range of what it chooses from."""

    def __init__(
        self, sheet: Any, name: str, styles: Styles, words: Words, choices: Mapping[str, str]
    ) -> None:
        self._sheet, self._name, self._styles = sheet, name, styles
        self._words, self._say = words, words.say
        self._choices = choices

    def write(
        self, ruleset: Ruleset, front: Sequence[Line], filled: Filled, listed: Sequence[Listed]
    ) -> dict[str, Spot]:
        """The sheet; where each of its rows stands."""
        self._top(ruleset)
        row, spots = _HEADS + 1, dict[str, Spot]()
        own = {"ruleset": ruleset.id, "subject.kind": ruleset.subject.value}
        for line in front:
            text = own.get(line.key) or filled.get(line.key, {}).get(Column.VALUE)
            self._row(row, line, text)
            spots[line.key] = Spot(self._name, row, _AT[Column.VALUE], line)
            row += 1
        row = self._steps(row + 1)
        row = self._contents(row + 1, listed, filled)
        self._set_up(ruleset, row)
        return spots

    def result(self, found: References, *, placeholders: bool, final: bool) -> None:
        """Total and rating so far; first of all the cells to be mended.

        Args:
            placeholders: a rating may rest on figures that were not read in the official text.
            final: as filled in now it does not.

        """
        say, styles = self._say, self._styles
        name = "form.points_so_far" if found.total else "form.result_so_far"
        label = styles.cell(bold=True, font_size=12, valign="vcenter")
        self._sheet.write_string(_TOTAL, 0, say(name), label)
        mark = f.text(f" ({say('standing.provisional')})" if placeholders else "")
        if final:
            mark = f.choose(found.as_written, f.text(""), mark)
        rating = f.choose(
            f.is_empty(found.rating),
            f.text(say("form.undetermined")),
            f.joined(found.rating, mark) if placeholders else found.rating,
        )
        mend = f.joined(f.text(say("form.to_mend")), found.slips)
        told = f.choose(f.above(found.slips, f.ZERO), mend, rating)
        shown_ = [total_of(found), told] if found.total else [told]
        strong = {"bold": True, "font_size": 14, "font_color": HEAD, "valign": "vcenter"}
        for column, formula in enumerate(filter(None, shown_), start=1):
            styles.write(
                self._sheet,
                _TOTAL,
                column,
                formula,
                align="left",
                border=1,
                border_color=LINE,
                **strong,
            )
        self._sheet.set_row(_TOTAL, 26)

    def _top(self, ruleset: Ruleset) -> None:
        sheet, document = self._sheet, ruleset.document
        big = self._styles.get(bold=True, font_size=16, font_color=HEAD, text_wrap=False)
        sheet.write_string(0, 0, self._say("form.title"), big)
        bold = self._styles.get(bold=True, font_size=12, text_wrap=False)
        sheet.write_string(1, 0, ruleset.title, bold)
        small = self._styles.get(font_size=10, font_color=RULE, text_wrap=False)
        said = self._say("form.document", number=document.number, title=document.title or "")
        sheet.write_string(2, 0, said.rstrip(" :"), small)
        head = self._styles.cell(
            bold=True, font_color="#FFFFFF", bg_color=HEAD, align="center", valign="vcenter"
        )
        code = self._styles.get(font_size=8, font_color=GREY)
        for column, index in _AT.items():
            name = _CALLED.get(column, column.value)
            style = code if index > _PRINTED else head
            sheet.write_string(_HEADS, index, self._say(f"form.head.{name}"), style)
        sheet.set_row(0, 26)
        sheet.set_row(_HEADS, 20)

    def _row(self, row: int, line: Line, text: str | None) -> None:
        sheet, locked = self._sheet, line.key in _LOCKED
        look = {"valign": "vcenter", **({"font_color": RULE, "font_size": 9} if locked else {})}
        sheet.write_string(row, _AT[Column.LABEL], line.label, self._styles.cell(**look))
        how = self._styles.cell(font_size=9, font_color=RULE, italic=True, valign="vcenter")
        sheet.write_string(row, _AT[Column.RULE], line.item, how)
        code = self._styles.get(font_size=7, font_color=GREY, text_wrap=False)
        sheet.write_string(row, _AT[Column.KEY], line.key, code)
        sheet.write_string(row, _AT[Column.KIND], line.kind.value, code)
        value = shown(line, text, self._words) if text else None
        wanted: dict[str, Any] = {"align": "left", "bold": True, "valign": "vcenter"}
        if line.kind is Kind.DAY:
            wanted["num_format"] = "dd/mm/yyyy"
        if locked:
            style = kept = self._styles.cell(**look)
        else:
            wanted |= {"bg_color": OPEN, "locked": False}
            style = self._styles.cell(**wanted)
            kept = self._styles.cell(**wanted, quote_prefix=True)
        put(sheet, row, _AT[Column.VALUE], value, style, kept)
        rule = None if locked else accepts(line, self._words, self._choices.get(line.key))
        if rule:
            column = _AT[Column.VALUE]
            sheet.data_validation(row, column, row, column, rule)
        tallest = max(
            lines(text or "", _WIDTH[Column.VALUE]), lines(line.item, _WIDTH[Column.RULE])
        )
        sheet.set_row(row, height(tallest) + 3)

    # --- what to do --------------------------------------------------------------------

    def _steps(self, row: int) -> int:
        self._heading(row, self._say("form.how_to"))
        style = self._styles.get()
        for number in range(1, _STEPS + 1):
            row += 1
            text = f"{number}. {self._say(f'form.step.{number}')}"
            self._sheet.merge_range(row, 0, row, _PRINTED, "", style)
            self._sheet.write_string(row, 0, text, style)
            self._sheet.set_row(row, height(lines(text, sum(w for _, w in _COLUMNS[:3]))))
        row += 1
        for text, fill in ((self._say("form.open"), OPEN), (self._say("form.team"), TEAM)):
            self._sheet.write_string(row, 0, text, self._styles.cell(bg_color=fill))
            row += 1
        return row

    def _contents(self, row: int, listed: Sequence[Listed], filled: Filled) -> int:
        """Each section, to go to it, and how much of it is filled in."""
        self._heading(row, self._say("form.contents"))
        link = self._styles.cell(font_color="#1155CC", underline=1, valign="vcenter")
        code = self._styles.get(font_size=7, font_color=GREY, text_wrap=False)
        for each in listed:
            row += 1
            place = f"internal:'{each.sheet}'!A{each.row + 1}"
            self._sheet.write_url(row, 0, place, link, each.section.name)
            look = {"border": 1, "border_color": LINE, "valign": "vcenter", "align": "center"}
            self._styles.write(self._sheet, row, 1, self._progress(each, filled), **look)
            self._sheet.write_string(row, 2, each.title, self._styles.cell(valign="vcenter"))
            self._sheet.write_string(row, _AT[Column.KEY], OURS, code)
            self._sheet.write_string(row, _AT[Column.KIND], _codes(each.section), code)
            self._sheet.set_row(row, height(lines(each.title, _WIDTH[Column.RULE])) + 2)
        return row + 1

    def _progress(self, each: Listed, filled: Filled) -> f.Formula:
        """How many of the cells to fill in are not empty."""
        asked = len(each.asked)
        before, after = self._say("form.progress", done="\0", count=asked).split("\0")
        areas = ",".join(filled_in(each.sheet, first, last) for first, last in _runs(each.asked))
        counted = (
            line for line in each.section.lines if line.kind is not Kind.AGAIN and not line.quiet
        )
        done = sum(Column.VALUE in filled.get(line.key, {}) for line in counted)
        count = f.Formula(f"SUM({areas})", done) if areas else f.ZERO
        return f.joined(f.text(before), count, f.text(after))

    def _heading(self, row: int, title: str) -> None:
        style = self._styles.get(bold=True, bg_color=GROUP, text_wrap=False, valign="vcenter")
        for column in range(_PRINTED + 1):
            self._sheet.write_blank(row, column, None, style)
        self._sheet.write_string(row, 0, title, style)
        self._sheet.set_row(row, 20)

    def _set_up(self, ruleset: Ruleset, below: int) -> None:
        sheet = self._sheet
        for index, (column, width) in enumerate(_COLUMNS):
            sheet.set_column(index, index, width, None, {"hidden": column is Column.KIND})
        sheet.freeze_panes(_HEADS + 1, 0)
        sheet.protect("", {"format_columns": True, "format_rows": True})
        sheet.set_portrait()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 1)
        sheet.print_area(0, 0, below - 1, _PRINTED)
        sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.7)
        sheet.set_footer(f"&L&8{ruleset.id}&C&8&A&R&8&P/&N")
        sheet.hide_gridlines(2)


def _codes(section: Section) -> str:
    """What stands in a section and nowhere else, to tell when its sheet is gone."""
    return " ".join(line.key for line in section.lines if line.kind is not Kind.AGAIN)


def _runs(rows: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Rows that follow each other, as first and last."""
    for _, run in groupby(enumerate(rows), key=lambda pair: pair[1] - pair[0]):
        found = [row for _, row in run]
        yield found[0], found[-1]
