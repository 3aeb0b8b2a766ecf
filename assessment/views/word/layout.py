"""A Word document laid out as Nghị định 30/2020/NĐ-CP asks of administrative papers.

A4, Times New Roman, margins of 20 mm (left 30, right 15); the country's name and motto beside the
office that issues the paper; the place and day; to whom it goes beside who signs; pages
numbered at the top from the second on.

Texts may hold tags of Jinja ("{{ ten }}"); what stands between `loop` and `end` is repeated.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from io import BytesIO
from typing import Any, NamedTuple

import docx
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

Align = WD_ALIGN_PARAGRAPH
LEFT, CENTRE, BOTH = Align.LEFT, Align.CENTER, Align.JUSTIFY

SMALL = 11
"""Points; of what stands in tables."""

_FACE = "Times New Roman"
_LONG, _SHORT = 297, 210
_TOP, _LEFT, _RIGHT = 20, 30, 15
_FRAMED = 25
_INDENT = 12.7
_TEXT, _TITLE = 13, 14
_SPACE, _APART, _RULE = 6, 18, 3

_AFTER_BORDERS = ("w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:rPr", "w:sectPr")
_AFTER_NUMBERS = ("w:cols", "w:titlePg", "w:docGrid")
_AFTER_FRAME = ("w:pgNumType", *_AFTER_NUMBERS)
"""The order that the format asks inside a paragraph's and a section's properties."""


class Said(NamedTuple):
    """A piece of a line. `size` in points; `colour`: red, green and blue, as "C00000"."""

    text: str
    bold: bool = False
    italic: bool = False
    size: float = _TEXT
    colour: str = ""


class Line(NamedTuple):
    """A line of a block; or a rule across so much of its width."""

    said: tuple[Said | str, ...] = ()
    align: Align = CENTRE
    rule: float = 0


class Column(NamedTuple):
    """A column of a table: its head, and its width in mm."""

    head: str
    width: float
    align: Align = LEFT


Row = str | Said | tuple[Said, ...]
"""A tag that no row is left of; a line across the table; a cell for each column."""


class Layout:
    """A document being laid out, from top to bottom.

    Args:
        frame: a colour; its pages lie on their side, alike at both sides, in a frame of this
            colour and without numbers.

    """

    def __init__(self, *, frame: str = "") -> None:
        self._document = docx.Document()
        self._here: Any = self._document
        about = self._document.core_properties
        about.author, about.title, about.comments = "cdht", "", ""
        self._section = self._document.sections[0]
        sides = (_FRAMED, _FRAMED) if frame else (_LEFT, _RIGHT)
        self.width: float = (_LONG if frame else _SHORT) - sum(sides)
        """Between the margins, in mm."""
        self._style()
        self._size(sides, landscape=bool(frame))
        if frame:
            self._frame(frame)
        else:
            self._number()

    def content(self) -> bytes:
        """The document as a file."""
        file = BytesIO()
        self._document.save(file)
        return file.getvalue()

    # --- the page ------------------------------------------------------------------------

    def _style(self) -> None:
        styles = self._document.styles
        normal = styles["Normal"]
        normal.font.name, normal.font.size = _FACE, Pt(_TEXT)
        normal.paragraph_format.space_after = Pt(0)
        traits = normal.element.get_or_add_rPr()
        for script in ("w:eastAsia", "w:cs"):
            traits.get_or_add_rFonts().set(qn(script), _FACE)
        traits.append(_element("w:lang", val="vi-VN"))

    def _size(self, sides: tuple[float, float], *, landscape: bool) -> None:
        section = self._section
        high, wide = (_SHORT, _LONG) if landscape else (_LONG, _SHORT)
        section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
        section.page_height, section.page_width = Mm(high), Mm(wide)
        section.top_margin = section.bottom_margin = Mm(_TOP)
        section.left_margin, section.right_margin = map(Mm, sides)
        section.header_distance = Mm(_TOP / 2)

    def _frame(self, colour: str) -> None:
        borders = _element("w:pgBorders", offsetFrom="page")
        for side in ("w:top", "w:left", "w:bottom", "w:right"):
            line = _element(side, val="thinThickMediumGap", sz="36", space="28", color=colour)
            borders.append(line)
        self._section._sectPr.insert_element_before(borders, *_AFTER_FRAME)  # noqa: SLF001

    def _number(self) -> None:
        """Page numbers at the top, from the second page on; each paper's begin with 1."""
        self._section.different_first_page_header_footer = True
        first = _element("w:pgNumType", start="1")
        self._section._sectPr.insert_element_before(first, *_AFTER_NUMBERS)  # noqa: SLF001 - as below
        line = self._section.header.paragraphs[0]
        line.alignment = CENTRE
        for piece in (
            _element("w:fldChar", fldCharType="begin"),
            _element("w:instrText", "PAGE"),
            _element("w:fldChar", fldCharType="end"),
        ):
            line.add_run()._r.append(piece)  # noqa: SLF001 - the library has no fields

    def new_paper(self) -> None:
        """Go on with another paper, laid out alike, on a page of its own."""
        self._document.add_section(WD_SECTION.NEW_PAGE)
        _hair(self._document.paragraphs[-1])

    @contextmanager
    def on_one_page(self) -> Iterator[None]:
        """What is laid out inside stands on one page: a signature with what it is put to."""
        above = self._document.add_paragraph()
        above.paragraph_format.keep_with_next = True
        _hair(above)
        table = self._document.add_table(1, 2)  # as many as `sides` has, which the library counts
        table.autofit = False
        _without_margins(table)
        with self._inside(table.rows[0], table.cell(0, 0).merge(table.cell(0, 1))):
            yield

    @contextmanager
    def end_of_table(self) -> Iterator[None]:
        """The same for what stands below the last table: as its last row, without a border."""
        table: Any = self._document.tables[-1]
        row = table.add_row()
        cell = row.cells[0].merge(row.cells[-1])
        _plain(cell)
        with self._inside(row, cell):
            yield

    @contextmanager
    def _inside(self, row: Any, cell: Any) -> Iterator[None]:
        _unbroken(row)
        cell.width = Mm(self.width)
        self._here = cell
        yield
        first = cell.paragraphs[0]
        first._p.getparent().remove(first._p)  # noqa: SLF001 - as above
        self._here = self._document

    # --- lines ---------------------------------------------------------------------------

    def line(
        self,
        *said: Said | str,
        align: Align = CENTRE,
        before: float = 0,
        keep: bool = False,
        on_new_page: bool = False,
    ) -> None:
        """A line of its own. `before`: points above it; `keep`: on one page with what follows."""
        block = self._here.add_paragraph()
        _put(block, said, align, before)
        block.paragraph_format.keep_with_next = keep
        block.paragraph_format.page_break_before = on_new_page or None

    def rule(self, share: float) -> None:
        """A line across so much of the width, in the middle."""
        _rule(self._here.add_paragraph(), self.width * share, self.width)

    def paragraph(self, *said: Said | str, keep: bool = False) -> None:
        """Running text, its first line indented. `keep`: on one page with what follows."""
        self.line(*said, align=BOTH, before=_SPACE, keep=keep)
        self._here.paragraphs[-1].paragraph_format.first_line_indent = Mm(_INDENT)

    def to_fill(self, label: str, *, keep: bool = False) -> None:
        """A label, and dots to the margin for what is written by hand. `keep`: as of a line."""
        block = self._here.add_paragraph()
        _put(block, [f"{label}\t"], LEFT, _SPACE)
        block.paragraph_format.first_line_indent = Mm(_INDENT)
        block.paragraph_format.keep_with_next = keep
        stops = block.paragraph_format.tab_stops
        stops.add_tab_stop(Mm(self.width), WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.DOTS)

    def heading(self, text: str) -> None:
        self.paragraph(Said(text, bold=True), keep=True)

    def title(self, name: str, about: str) -> None:
        """What the paper is, and about what."""
        self.line(Said(name, bold=True, size=_TITLE), before=_APART)
        self.line(Said(about, bold=True))
        self.rule(0.4)

    @contextmanager
    def loop(self, each: str) -> Iterator[None]:
        """What is laid out inside stands once for each: "muc in cac_muc"."""
        self.line(f"{{%p for {each} %}}")
        yield
        self.line("{%p endfor %}")

    @contextmanager
    def only_if(self, condition: str) -> Iterator[None]:
        """What is laid out inside stands where the condition holds: "tam_tinh"."""
        self.line(f"{{%p if {condition} %}}")
        yield
        self.line("{%p endif %}")

    # --- tables --------------------------------------------------------------------------

    def sides(self, left: Sequence[Line], right: Sequence[Line], share: float = 0.42) -> None:
        """Lines beside lines, without a border. `share`: of the width, the left ones'."""
        table = self._here.add_table(1, 2)
        table.autofit = False
        _without_margins(table)
        _unbroken(table.rows[0])
        widths = (self.width * share, self.width * (1 - share))
        for column, lines, width in zip(table.columns, (left, right), widths, strict=True):
            column.width = Mm(width)
            [cell] = column.cells
            cell.width = Mm(width)
            for number, each in enumerate(lines):
                block = cell.paragraphs[0] if number == 0 else cell.add_paragraph()
                if each.rule:
                    _rule(block, width * each.rule, width)
                else:
                    _put(block, each.said, each.align, 0)

    def table(self, columns: Sequence[Column], rows: Sequence[Row]) -> None:
        """A ruled table; its head stands on every page, and no row breaks."""
        table = self._document.add_table(0, len(columns))
        table.style, table.alignment, table.autofit = "Table Grid", WD_TABLE_ALIGNMENT.CENTER, False
        for column, made in zip(columns, table.columns, strict=True):
            made.width = Mm(column.width)
        head = _row(table, columns, [Said(c.head, bold=True, size=SMALL) for c in columns], CENTRE)
        head._tr.get_or_add_trPr().append(_element("w:tblHeader"))  # noqa: SLF001 - as above
        for each in rows:
            self._add(table, columns, each)

    def _add(self, table: Any, columns: Sequence[Column], row: Row) -> None:
        match row:
            case str():
                table.add_row().cells[0].text = row
            case Said():
                merged = table.add_row()
                cell = merged.cells[0].merge(merged.cells[-1])
                _put(cell.paragraphs[0], [row], LEFT, _RULE)
                cell.paragraphs[0].paragraph_format.keep_with_next = True
                _unbroken(merged)
            case _:
                _row(table, columns, row, None)


def _row(table: Any, columns: Sequence[Column], texts: Sequence[Said], align: Align | None) -> Any:
    row = table.add_row()
    _unbroken(row)
    for column, cell, said in zip(columns, row.cells, texts, strict=True):
        cell.width = Mm(column.width)
        cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER if align else None
        _put(cell.paragraphs[0], [said], column.align if align is None else align, 0)
    return row


def _put(block: Any, said: Sequence[Said | str], align: Align, before: float) -> None:
    block.alignment = align
    block.paragraph_format.space_before = Pt(before)
    for each in said:
        piece = each if isinstance(each, Said) else Said(each)
        run = block.add_run(piece.text)
        run.bold, run.italic, run.font.size = piece.bold, piece.italic, Pt(piece.size)
        if piece.colour:
            run.font.color.rgb = RGBColor.from_string(piece.colour)


def _rule(block: Any, length: float, room: float) -> None:
    """A line of so many mm in the middle of so many."""
    style = block.paragraph_format
    style.left_indent = style.right_indent = Mm((room - length) / 2)
    style.space_before, style.line_spacing = Pt(_RULE), Pt(_RULE)
    border = _element("w:pBdr")
    border.append(_element("w:top", val="single", sz="6", space="0", color="000000"))
    block._p.get_or_add_pPr().insert_element_before(border, *_AFTER_BORDERS)  # noqa: SLF001


def _hair(block: Any) -> None:
    """An empty line that takes no room."""
    block.paragraph_format.line_spacing = Pt(1)


def _unbroken(row: Any) -> None:
    """A row that stands on one page."""
    row._tr.get_or_add_trPr().append(_element("w:cantSplit"))  # noqa: SLF001 - as above


def _plain(cell: Any) -> None:
    """A cell without margins and borders; the row above it draws the line between."""
    traits = cell._tc.get_or_add_tcPr()  # noqa: SLF001 - as above
    borders, margins = _element("w:tcBorders"), _element("w:tcMar")
    for side in ("w:left", "w:bottom", "w:right"):
        borders.append(_element(side, val="nil"))
    for side in ("w:left", "w:right"):
        margins.append(_element(side, w="0", type="dxa"))
    traits.append(borders)
    traits.append(margins)


def _without_margins(table: Any) -> None:
    margins = _element("w:tblCellMar")
    for side in ("w:left", "w:right"):
        margins.append(_element(side, w="0", type="dxa"))
    table._tbl.tblPr.insert_element_before(margins, "w:tblLook")  # noqa: SLF001 - as above


def _element(name: str, text: str | None = None, **traits: str) -> Any:
    element = OxmlElement(name)
    element.text = text
    for trait, value in traits.items():
        element.set(qn(f"w:{trait}"), value)
    return element
