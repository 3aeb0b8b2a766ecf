"""The papers of titles, as templates: the list that asks for them, and certificates.

Căn cứ: NĐ 30/2020/NĐ-CP for how a list is laid out; no document tells how a certificate is.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from assessment.model.titlepapers import CERTIFICATE, LIST
from assessment.views.word.blocks import DAY, MOTTO, NATION, cell, head, signed_by
from assessment.views.word.layout import CENTRE, LEFT, Column, Layout, Line, Said

_RED, _GOLD = "B01E1E", "B8902F"
_SMALLER = 14
_LONG = 32
"""Letters of a name that stand in one line of the largest size."""


def template(name: str) -> bytes:
    """Our Word template of a paper.

    Args:
        name: of `TITLE_PAPERS`.

    """
    layout = Layout(frame=_GOLD) if name == CERTIFICATE else Layout()
    _WRITTEN[name](layout)
    return layout.content()


def _list(layout: Layout) -> None:
    head(layout, "DS")
    layout.title("DANH SÁCH", "Đề nghị công nhận “{{ danh_hieu }}” {{ ky }}")
    layout.line("Kính gửi: {{ kinh_gui }}", before=6)
    layout.paragraph(
        "Căn cứ {{ van_ban }} {{ trich_yeu }}, đề nghị công nhận"
        " “{{ danh_hieu }}” {{ ky }} cho {{ tong_so }} {{ don_vi }} có tên sau đây:"
    )
    layout.line("")
    layout.table(
        [
            Column("TT", 12, CENTRE),
            Column("Mã", 28),
            Column("{{ ten_cot }}", 62),
            Column("Kết quả", 29, CENTRE),
            Column("Ghi chú", 34),
        ],
        [
            "{%tr for nhom in cac_nhom %}",
            "{%tr if nhom.ten %}",
            cell("{{ nhom.ten }}: {{ nhom.so_dong }} {{ don_vi }}", bold=True),
            "{%tr endif %}",
            "{%tr for dong in nhom.cac_dong %}",
            (
                cell("{{ dong.so }}"),
                cell("{{ dong.ma }}"),
                cell("{{ dong.ten }}"),
                cell("{{ dong.ket_qua }}"),
                cell("{{ dong.ghi_chu }}"),
            ),
            "{%tr endfor %}",
            "{%tr endfor %}",
            cell("Tổng cộng: {{ tong_so }} {{ don_vi }}", bold=True),
        ],
    )
    with layout.end_of_table():
        layout.paragraph("Danh sách này có {{ tong_so }} {{ don_vi }}.")
        with layout.only_if("khong_co_ten"):
            layout.paragraph("Không có tên trong danh sách: {{ khong_co_ten }}.")
        with layout.only_if("tam_tinh"):
            layout.paragraph(Said("{{ tam_tinh }}", italic=True))
        signed_by(layout, "NGƯỜI LẬP DANH SÁCH", "ĐẠI DIỆN ĐƠN VỊ ĐỀ NGHỊ")


def _certificates(layout: Layout) -> None:
    with layout.only_if("tam_tinh"):
        _cover(layout)
    with layout.loop("giay in cac_giay"):
        _certificate(layout)


def _cover(layout: Layout) -> None:
    """A page before all others, which is nobody's: what is provisional stands on no certificate."""
    layout.line(Said("TỜ NÀY KHÔNG PHÁT", bold=True, size=24), before=90)
    layout.line("{{ so_giay }} giấy công nhận “{{ danh_hieu }}” {{ ky }}", before=12)
    layout.line(Said("{{ tam_tinh }}", italic=True), before=12)
    layout.line("Chỉ ký, đóng dấu sau khi có quyết định công nhận.", before=12)


def _certificate(layout: Layout) -> None:
    layout.line(Said(NATION, bold=True, size=16), before=6, on_new_page=True)
    layout.line(Said(MOTTO, bold=True, size=17))
    layout.rule(0.28)
    layout.line(Said("{{ giay.co_quan | upper }}", bold=True, size=15), before=8)
    layout.line(Said("GIẤY CÔNG NHẬN", bold=True, size=46, colour=_RED), before=10)
    layout.line(Said("{{ danh_hieu | upper }}", bold=True, size=28, colour=_RED), before=2)
    with layout.only_if("giay.xep_loai"):
        layout.line(Said("{{ giay.xep_loai }}", bold=True, size=17))
    layout.line(Said("{{ ky | capitalize }}", size=17), before=4)
    layout.line(Said("{{ giay.doi_tuong }}", italic=True, size=16), before=10)
    with layout.only_if(f"giay.ten | length <= {_LONG}"):
        layout.line(Said("{{ giay.ten | upper }}", bold=True, size=32), before=2)
    with layout.only_if(f"giay.ten | length > {_LONG}"):
        layout.line(Said("{{ giay.ten }}", bold=True, size=20), before=2)
    layout.line(Said("{{ giay.noi_o }}", size=16), before=4)
    layout.line("", before=4)
    layout.sides(
        [
            Line((Said("Quyết định số: ………… /QĐ-…………", size=_SMALLER),), LEFT),
            Line((Said(DAY, size=_SMALLER),), LEFT),
            Line((Said("Số vào sổ: …………………", size=_SMALLER),), LEFT),
        ],
        [
            Line((Said(f"{{{{ giay.dia_danh }}}}, {DAY}", italic=True, size=_SMALLER),)),
            Line(("{%p if thay_mat %}",)),
            Line((Said("{{ thay_mat | upper }}", bold=True, size=_SMALLER),)),
            Line(("{%p endif %}",)),
            Line((Said("{{ nguoi_ky | upper }}", bold=True, size=_SMALLER),)),
        ],
        share=0.45,
    )


_WRITTEN: Mapping[str, Callable[[Layout], None]] = {LIST: _list, CERTIFICATE: _certificates}
