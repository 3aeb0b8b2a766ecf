"""The minutes of a self-inspection: what was claimed beside what was found, and why."""

from __future__ import annotations

from assessment.model.ruleset import Ruleset
from assessment.views.word.blocks import DAY, cell, conditions, head, outcome, result, signed_by
from assessment.views.word.layout import CENTRE, Column, Layout, Row, Said

_AFTER_LABEL, _WHOLE_LINE = 86, 138
"""Dots of lines to write on; leaders of tabs do not show inside a cell in LibreOffice."""


def minutes(layout: Layout, ruleset: Ruleset) -> None:
    """Biên bản tự kiểm tra."""
    head(layout, "BB")
    layout.title("BIÊN BẢN", "Tự kiểm tra, {{ viec }} “{{ danh_hieu }}” {{ ky }}")
    layout.to_fill(f"Hôm nay, … giờ … phút, {DAY}, tại ")
    layout.heading("I. THÀNH PHẦN")
    for who in ("Chủ trì", "Thư ký", "Thành viên"):
        layout.to_fill(f"{who}: ")
    layout.heading("II. KẾT QUẢ")
    _compared(layout, ruleset)
    with layout.on_one_page():
        layout.heading("III. KẾT LUẬN")
        result(layout)
        layout.paragraph("Ý kiến của các thành viên: ", "." * _AFTER_LABEL)
        layout.line("." * _WHOLE_LINE, before=6)
        closing = "Biên bản lập xong lúc … giờ … phút cùng ngày, đã đọc lại và thống nhất."
        layout.paragraph(closing)
        signed_by(layout, "THƯ KÝ", "CHỦ TRÌ")


def _compared(layout: Layout, ruleset: Ruleset) -> None:
    in_points = ruleset.in_points
    item = _row("chi_tieu", "noi_dung", "{{ chi_tieu.ly_do }}", in_points=in_points)
    most = [Column("Tối đa", 14, CENTRE)] if in_points else []
    width, name = (18, "chấm") if in_points else (30, "đánh giá")
    layout.table(
        [
            Column("Mục", 14, CENTRE),
            Column("Nội dung", 58 if in_points else 50),
            *most,
            Column(f"Tự {name}", width, CENTRE),
            Column("Kiểm tra", width, CENTRE),
            Column("Lý do thay đổi", 43 if in_points else 41),
        ],
        [
            "{%tr for tieu_chi in cac_tieu_chi %}",
            _row("tieu_chi", "ten", "", in_points=in_points, bold=True),
            "{%tr for chi_tieu in tieu_chi.chi_tieu %}",
            item,
            "{%tr endfor %}",
            "{%tr endfor %}",
            *conditions(ruleset, item),
        ],
    )


def _row(of: str, name: str, reason: str, *, in_points: bool, bold: bool = False) -> Row:
    most: tuple[Said, ...] = (cell(f"{{{{ {of}.toi_da }}}}", bold=bold),) if in_points else ()
    return (
        cell(f"{{{{ {of}.so }}}}", bold=bold),
        cell(f"{{{{ {of}.{name} }}}}", bold=bold),
        *most,
        *outcome(of),
        cell(reason),
    )
