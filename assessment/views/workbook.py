"""The checklist of a ruleset's figures as an Excel file, to print or to fill in.

Only the three columns for the reader of the official text are open to writing; the sheet is
protected without a password, against slips and not against people.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence
from io import BytesIO
from typing import Any

from openpyxl import Workbook
from openpyxl.formatting.rule import Rule
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from assessment.model.basis import Basis
from assessment.model.compared import Compared
from assessment.model.figure import Figure, FigureKind
from assessment.model.ruleset import Ruleset
from assessment.spreadsheets import put
from assessment.views.checklist import COLUMNS, Line, columns, counts, lines_of
from assessment.views.figures import FigureWords
from assessment.wording import Words

_WIDTHS = (8, 34, 15, 34, 13, 26, 20, 18, 14)
_LINE = 13
_HEAD = 4
_OPEN = len(COLUMNS) - 3
_LONGEST_LIST = 250

_THIN = Side(style="thin", color="FFBFBFBF")
_BOX = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
_FIRST = Border(left=_THIN, right=_THIN, top=Side(style="medium", color="FF7F7F7F"), bottom=_THIN)
_WRAPPED = Alignment(wrap_text=True, vertical="top")
_FONT = "Arial"


def _fill(colour: str) -> PatternFill:
    return PatternFill("solid", start_color=f"FF{colour}", end_color=f"FF{colour}")


_BASES = {
    Basis.VERBATIM: _fill("E2EFDA"),
    Basis.TRANSLATED: _fill("E4DFEC"),
    Basis.REPORTED: _fill("DDEBF7"),
    Basis.INFERRED: _fill("FFF2CC"),
    Basis.PLACEHOLDER: _fill("F8CBAD"),
}
_OPEN_FILL, _HEAD_FILL, _GROUP_FILL = _fill("FFFDE7"), _fill("1F4E78"), _fill("D9E1F2")
_SAME_FILL, _OTHER_FILL = _fill("C6E0B4"), _fill("FFC000")


def workbook(found: Compared, words: Words) -> bytes:
    """The file's content."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = words.say("checklist.sheet")
    _top(sheet, found, words)
    row = _HEAD + 1
    names = FigureWords(found.ruleset, words)
    asked: list[tuple[int, Figure]] = []
    for group in names.groups(found.left):
        _group(sheet, row, group.title)
        owner = ""
        for figure, line in lines_of(group, names):
            row += 1
            _line(sheet, row, figure, line, first=line.item != owner)
            owner = line.item
            asked.append((row, figure))
        row += 1
    row = _sources(sheet, row, found.ruleset, words)
    _validate(sheet, asked, names, words)
    _mark(sheet, row)
    _set_up(sheet, found.id, row)
    book.properties.title = words.say("checklist.title")
    book.properties.creator = "cdht"
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def _top(sheet: Worksheet, found: Compared, words: Words) -> None:
    """Title, ruleset, what to do, and the heads of the columns."""
    last = len(COLUMNS)
    put(sheet, 1, 1, f"{words.say('checklist.title')}: {found.title}")
    sheet.cell(1, 1).font = Font(name=_FONT, bold=True, size=14)
    put(sheet, 2, 1, words.say("checklist.ruleset"))
    put(sheet, 2, 2, found.id)
    put(sheet, 2, 3, f"{found.number}; {counts(found.left, words)}")
    for column in (1, 2, 3):
        sheet.cell(2, column).font = Font(name=_FONT, bold=column == 2, size=10)  # noqa: PLR2004
    put(sheet, 3, 1, f"{words.say('checklist.fill')} {words.say('checklist.colours')}")
    sheet.cell(3, 1).font = Font(name=_FONT, italic=True, size=10)
    sheet.cell(3, 1).alignment = _WRAPPED
    sheet.merge_cells(start_row=3, end_row=3, start_column=1, end_column=last)
    sheet.row_dimensions[3].height = 28
    for column, text in enumerate(columns(words).values(), start=1):
        cell = put(sheet, _HEAD, column, text)
        cell.font = Font(name=_FONT, bold=True, size=10, color="FFFFFFFF")
        cell.fill, cell.border = _HEAD_FILL, _BOX
        cell.alignment = Alignment(wrap_text=True, vertical="center", horizontal="center")
    sheet.row_dimensions[_HEAD].height = 30


def _group(sheet: Worksheet, row: int, title: str) -> None:
    put(sheet, row, 1, title)
    for column in range(1, len(COLUMNS) + 1):
        cell = sheet.cell(row, column)
        cell.fill = _GROUP_FILL
        cell.font = Font(name=_FONT, bold=True, size=10)


def _line(sheet: Worksheet, row: int, figure: Figure, line: Line, *, first: bool) -> None:
    """`first`: of its item, ruled off from the one above."""
    fitting = max(
        len(textwrap.wrap(text, width + width // 10))
        for text, width in zip(line, _WIDTHS, strict=False)
    )
    sheet.row_dimensions[row].height = _LINE * max(fitting, 2) + 3
    for column, text in enumerate((*line, "", "", ""), start=1):
        cell = put(sheet, row, column, text) if text else sheet.cell(row, column)
        cell.number_format = "@"
        cell.font = Font(name=_FONT, size=10)
        cell.alignment, cell.border = _WRAPPED, _FIRST if first else _BOX
        if column > _OPEN:
            cell.fill, cell.protection = _OPEN_FILL, Protection(locked=False)
    path, value, basis = (
        sheet.cell(row, COLUMNS.index(n) + 1) for n in ("figure", "value", "basis")
    )
    sheet.cell(row, 1).font = Font(name=_FONT, size=10, bold=first)
    path.font = Font(name=_FONT, size=8, color="FF7F7F7F")
    value.font = Font(name=_FONT, size=10, bold=True)
    basis.fill = _BASES[figure.basis]


def _sources(sheet: Worksheet, row: int, ruleset: Ruleset, words: Words) -> int:
    """What the marks in the column of sources stand for; the last row."""
    if ruleset.sources:
        _group(sheet, row, words.say("rules.sources"))
    for mark, text in ruleset.sources.items():
        row += 1
        for column, said in enumerate((mark, text), start=1):
            put(sheet, row, column, said).font = Font(name=_FONT, size=9)
    return row


# --- what may be filled in -------------------------------------------------------------


def _validate(
    sheet: Worksheet, asked: Sequence[tuple[int, Figure]], names: FigureWords, words: Words
) -> None:
    """A hint at each open cell; a list to choose from where the choices are few."""
    rules: dict[str, DataValidation] = {}
    for row, figure in asked:
        listed = _listed(figure, names, words)
        kind = "list" if listed else figure.kind.value
        rule = rules.setdefault(listed or kind, _rule(listed, kind, words))
        rule.add(sheet.cell(row, COLUMNS.index("official") + 1).coordinate)
    for rule in rules.values():
        sheet.add_data_validation(rule)


def _rule(listed: str, kind: str, words: Words) -> DataValidation:
    rule = DataValidation(
        type="list" if listed else None,
        formula1=f'"{listed}"' if listed else None,
        allow_blank=True,
        showInputMessage=True,
        showErrorMessage=bool(listed),
    )
    rule.promptTitle = words.say("checklist.column.official")[:32]
    rule.prompt = words.say(f"checklist.prompt.{kind}")
    rule.error = words.say("checklist.prompt.list")
    return rule


def _listed(figure: Figure, names: FigureWords, words: Words) -> str:
    """The choices as Excel lists them; nothing where there are none, or too many to list."""
    if figure.kind is not FigureKind.CHOICE:
        return ""
    labels = (words.say("checklist.same"), *names.labels(figure).values())
    text = ",".join(labels)
    fits = len(text) <= _LONGEST_LIST and not any('"' in x or "," in x for x in labels)
    return text if fits else ""


def _mark(sheet: Worksheet, last: int) -> None:
    """Green where the official text says the same, amber where it differs."""
    value, official = "$D", "$G"
    first = _HEAD + 1
    said = f"TRIM({official}{first})"
    assent = "".join(f',LOWER({said})="{word}"' for word in ("đúng", "x", "correct"))
    same = f'AND({said}<>"",OR({said}={value}{first}{assent}))'
    area = f"G{first}:G{max(last, first)}"
    marks = ((same, _SAME_FILL), (f'{said}<>""', _OTHER_FILL))
    for formula, fill in marks:
        style = DifferentialStyle(fill=fill)
        rule = Rule(type="expression", formula=[formula], dxf=style, stopIfTrue=True)
        sheet.conditional_formatting.add(area, rule)


def _set_up(sheet: Worksheet, id_: str, last: int) -> None:
    """Widths, frozen head, protection, and A4 landscape with the head on every page."""
    for letter, width in zip(_letters(), _WIDTHS, strict=False):
        sheet.column_dimensions[letter].width = width
    sheet.freeze_panes = f"A{_HEAD + 1}"
    sheet.auto_filter.ref = f"A{_HEAD}:I{max(last, _HEAD + 1)}"
    protection: Any = sheet.protection
    protection.sheet = True
    protection.formatColumns = protection.formatRows = protection.autoFilter = False
    sheet.print_title_rows = f"{_HEAD}:{_HEAD}"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True  # type: ignore[union-attr]
    margins = sheet.page_margins
    margins.left = margins.right = 0.4
    margins.top, margins.bottom, margins.footer = 0.5, 0.75, 0.3
    footer: Any = sheet.oddFooter
    footer.left.text, footer.right.text = id_, "&P/&N"


def _letters() -> Iterator[str]:
    return iter("ABCDEFGHI")
