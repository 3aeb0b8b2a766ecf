"""The score sheet: what each indicator asks, what is shown for it, and what it earns."""

from __future__ import annotations

from collections.abc import Sequence

from assessment.model.ruleset import Ruleset
from assessment.views.word.blocks import cell, conditions, head, outcome, result, signed_by
from assessment.views.word.layout import CENTRE, SMALL, Column, Layout, Row, Said

_FEW = 15
"""Indicators that go on one sheet; more have a page for each criterion."""

_PROVISIONAL = "* Thang điểm tạm, chưa đối chiếu với văn bản gốc."


def scoresheet(layout: Layout, ruleset: Ruleset) -> None:
    """Phiếu tự đánh giá: of a long ruleset a page for each criterion, to lie on its documents."""
    if sum(len(criterion.indicators) for criterion in ruleset.criteria) > _FEW:
        _pages(layout, ruleset)
    else:
        _one(layout, ruleset)


def _pages(layout: Layout, ruleset: Ruleset) -> None:
    sum_ = [_sum()] if ruleset.in_points else []
    with layout.loop("tieu_chi in cac_tieu_chi"):
        with layout.only_if("loop.first"):
            _head(layout, ruleset)
        with layout.only_if("not loop.first"):
            _next_head(layout, ruleset)
        layout.line(Said("Tiêu chí {{ tieu_chi.so }}. {{ tieu_chi.ten }}", bold=True), before=6)
        layout.line(Said("(Căn cứ: {{ tieu_chi.can_cu }})", italic=True, size=SMALL))
        layout.line("")
        layout.table(_columns(ruleset), [*_indicators(ruleset), *sum_])
        with layout.end_of_table():
            _foot(layout)
    if others := conditions(ruleset, _item(ruleset)):
        _next_head(layout, ruleset)
        layout.line("")
        layout.table(_columns(ruleset), others)
        with layout.end_of_table():
            _foot(layout)


def _one(layout: Layout, ruleset: Ruleset) -> None:
    most = "/{{ tieu_chi.toi_da }} điểm" if ruleset.in_points else ""
    title = (
        "Tiêu chí {{ tieu_chi.so }}. {{ tieu_chi.ten }}:"
        f" {{{{ tieu_chi.ket_qua_tu_cham }}}}{most}{{% if tieu_chi.da_kiem_tra %}};"
        f" kiểm tra: {{{{ tieu_chi.ket_qua }}}}{most}{{% endif %}}"
    )
    _head(layout, ruleset)
    layout.line("")
    layout.table(
        _columns(ruleset),
        [
            "{%tr for tieu_chi in cac_tieu_chi %}",
            cell(title, bold=True),
            *_indicators(ruleset),
            "{%tr endfor %}",
            *conditions(ruleset, _item(ruleset)),
        ],
    )
    with layout.on_one_page():
        result(layout)
        _foot(layout)


def _head(layout: Layout, ruleset: Ruleset) -> None:
    """Of the first page: who judges, beside the country and its motto."""
    head(layout)
    for number, name in enumerate(_names(ruleset)):
        layout.line(Said(name, bold=True, size=14), before=0 if number else 10)
    layout.line(Said("“{{ danh_hieu }}” {{ ky }}", bold=True))


def _next_head(layout: Layout, ruleset: Ruleset) -> None:
    """Of a page that lies on documents of its own."""
    whose = "{{ co_quan }} - “{{ danh_hieu }}” {{ ky }}"
    layout.line(Said(whose, size=12), on_new_page=True)
    for number, name in enumerate(_names(ruleset)):
        layout.line(Said(name, bold=True, size=14), before=0 if number else 6)


def _names(ruleset: Ruleset) -> Sequence[str]:
    if ruleset.in_points:
        return ("PHIẾU TỰ ĐÁNH GIÁ CHO ĐIỂM",)
    return "BẢN TỔNG HỢP", "KẾT QUẢ TỰ ĐÁNH GIÁ CÁC TIÊU CHÍ, CHỈ TIÊU"


def _foot(layout: Layout) -> None:
    with layout.only_if("tam_tinh"):
        layout.paragraph(Said(_PROVISIONAL, italic=True, size=SMALL))
    signed_by(layout, "NGƯỜI TỰ ĐÁNH GIÁ", "{{ nguoi_ky | upper }}")


def _columns(ruleset: Ruleset) -> Sequence[Column]:
    number = Column("Mục", 14, CENTRE)
    if ruleset.in_points:
        return (
            number,
            Column("Nội dung và thang điểm", 54),
            Column("Số liệu, minh chứng", 54),
            Column("Tối đa", 13, CENTRE),
            Column("Tự chấm", 15, CENTRE),
            Column("Kiểm tra", 15, CENTRE),
        )
    return (
        number,
        Column("Nội dung và mức độ", 49),
        Column("Số liệu, minh chứng", 50),
        Column("Tự đánh giá", 26),
        Column("Kiểm tra", 26),
    )


def _indicators(ruleset: Ruleset) -> list[Row]:
    return ["{%tr for chi_tieu in tieu_chi.chi_tieu %}", _item(ruleset), "{%tr endfor %}"]


def _item(ruleset: Ruleset) -> Row:
    """The row of an indicator, a gate or an exclusion."""
    most = "{{ chi_tieu.toi_da }}{% if chi_tieu.toi_da and chi_tieu.tam_tinh %}*{% endif %}"
    got = (cell(most),) if ruleset.in_points else ()
    return (
        cell("{{ chi_tieu.so }}"),
        cell("{{ chi_tieu.noi_dung }}\n{{ chi_tieu.thang_diem }}"),
        cell("{{ chi_tieu.so_lieu }}"),
        *got,
        *outcome("chi_tieu"),
    )


def _sum() -> Row:
    most = cell("{{ tieu_chi.toi_da }}", bold=True)
    return (cell(""), cell("Cộng", bold=True), cell(""), most, *outcome("tieu_chi"))
