"""The form as an Excel file: who and how on the first sheet, then the evidence.

Only the coloured cells are open to writing; the sheets are protected without a password,
against slips and not against people.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from io import BytesIO
from typing import Any, Final

from assessment.model.dossier import Dossier
from assessment.model.form import Column
from assessment.model.outcome import Standing
from assessment.model.ruleset import Ruleset
from assessment.views.booklook import GROUP, HEAD, Book
from assessment.views.form.evidence import EvidenceSheet
from assessment.views.form.figures import Spot
from assessment.views.form.filled import Filled, filled
from assessment.views.form.front import asked, fixed
from assessment.views.form.frontsheet import FrontSheet, Listed
from assessment.views.form.plan import Line, Plan, plan
from assessment.views.form.sheets import AT, Styles
from assessment.views.form.tally import points_of, tally
from assessment.views.reckoning import formula as f
from assessment.views.reckoning.reckon import References
from assessment.views.reckoning.write import write_lists, write_reckoning
from assessment.wording import Words

_LONGEST_NAME: Final = 31
_ILLEGAL: Final = re.compile(r"[\\/*?:\[\]']")


def workbook(
    ruleset: Ruleset,
    words: Words,
    dossier: Dossier | None = None,
    standing: Standing = Standing.UNDETERMINED,
    *,
    placeholders: bool = False,
) -> bytes:
    """The file's content.

    Args:
        dossier: what is filled in already; every key of it one of the ruleset's.
        standing: of the result of the dossier.
        placeholders: whether some result of the ruleset rests on figures that were not read
            in the official text.

    """
    form = _Form(ruleset, words, dossier)
    return form.content(placeholders=placeholders, final=standing is Standing.FINAL)


class _Form:
    def __init__(self, ruleset: Ruleset, words: Words, dossier: Dossier | None) -> None:
        self._ruleset, self._words, self._say = ruleset, words, words.say
        self._dossier = dossier
        self._stream = BytesIO()
        self._book: Any = Book(self._stream)
        self._styles = Styles(self._book)
        self._names: list[str] = []
        self._choices: dict[str, str] = {}

    def content(self, *, placeholders: bool, final: bool) -> bytes:
        planned = plan(self._ruleset, self._words)
        cells: Filled = filled(self._dossier, self._words) if self._dossier else {}
        front = (
            *asked(self._ruleset, self._dossier, self._words),
            *fixed(self._ruleset, self._words),
        )
        first = self._book.add_worksheet(self._name(self._say("form.sheet.front")))
        groups = list(_groups(planned, self._say("form.sheet.all")))
        pages = [(self._name(name), sections) for name, sections in groups]
        sheets = [self._book.add_worksheet(name) for name, _ in pages]
        sheets_by_name = {name: sheet for sheet, (name, _) in zip(sheets, pages, strict=True)}
        lists = self._book.add_worksheet(self._name(self._say("form.sheet.options")))
        self._lists(lists, [*front, *_lines(planned)])
        placed: dict[str, Spot] = {}
        listed: list[Listed] = []
        for sheet, (name, sections) in zip(sheets, pages, strict=True):
            evidence = EvidenceSheet(
                sheet,
                name,
                self._styles,
                self._words,
                placed,
                self._choices,
                self._dossier,
                judged=planned.judged,
            )
            listed += evidence.write(self._ruleset, sections, cells)
        top = FrontSheet(first, self._names[0], self._styles, self._words, self._choices)
        spots = {**top.write(self._ruleset, front, cells, listed), **placed}
        found = self._reckoned(sheets_by_name, spots, cells, listed)
        top.result(found, placeholders=placeholders, final=final)
        first.activate()
        self._book.set_properties({"title": self._say("form.title"), "author": "cdht"})
        self._book.close()
        return self._stream.getvalue()

    def _reckoned(
        self,
        sheets: Mapping[str, Any],
        spots: Mapping[str, Spot],
        cells: Filled,
        listed: Sequence[Listed],
    ) -> References:
        """Total, rating and points of criteria, by formulas on a hidden sheet."""
        name = self._name(self._say("workbook.sheet.reckoning"))
        done = tally(self._ruleset, spots, self._dossier, cells, self._words, name)
        write_reckoning(self._book, self._styles, done.sheet).hide()
        write_lists(self._book, self._styles, done.lists)
        for each in listed:
            criterion = each.section.criterion
            points = points_of(done.found, criterion.id) if criterion else None
            if points:
                said = f.joined(f.text(self._say("form.so_far")), points)
                traits = {"bold": True, "font_color": HEAD}
                if each.points == each.row:
                    traits |= {"bg_color": GROUP, "valign": "vcenter"}
                self._styles.write(
                    sheets[each.sheet], each.points, AT[Column.INSPECTED], said, **traits
                )
        return done.found

    def _name(self, wanted: str) -> str:
        """A name that a sheet can have, and no other sheet has."""
        cleaned = _ILLEGAL.sub(" ", wanted)[:_LONGEST_NAME].strip()
        name, number = cleaned, 2
        while name.casefold() in (taken.casefold() for taken in self._names):
            suffix = f" {number}"
            name, number = f"{cleaned[: _LONGEST_NAME - len(suffix)]}{suffix}", number + 1
        self._names.append(name)
        return name

    def _lists(self, sheet: Any, lines: Sequence[Line]) -> None:
        """What each choice is from, and what each label stands for, on a hidden sheet."""
        heads = (Column.KEY, Column.OPTION, Column.OPTION_ID)
        for column, head in enumerate(heads):
            sheet.write_string(
                0, column, self._say(f"form.head.{head.value}"), self._styles.get(bold=True)
            )
        row = 1
        for line in lines:
            if not line.options or line.key in self._choices:
                continue
            first = row
            for row, (label, id_) in enumerate(line.options.items(), start=first):
                for column, text in enumerate((line.key, label, id_)):
                    sheet.write_string(row, column, text, self._styles.get(text_wrap=False))
            self._choices[line.key] = f"'{sheet.get_name()}'!$B${first + 1}:$B${row + 1}"
            row += 1
        sheet.set_column(0, 2, 40)
        sheet.hide()
        sheet.protect()


def _groups(planned: Plan, name: str) -> Iterator[tuple[str, tuple[Any, ...]]]:
    """The sections of each sheet."""
    if planned.on_one_sheet:
        yield name, planned.sections
    else:
        yield from ((section.name, (section,)) for section in planned.sections)


def _lines(planned: Plan) -> Iterator[Line]:
    for section in planned.sections:
        yield from section.lines
