"""What several papers have in common: their head, their end, and the result."""

from __future__ import annotations

from collections.abc import Iterable

from assessment.model.ruleset import Ruleset
from assessment.views.word.layout import LEFT, SMALL, Layout, Line, Row, Said

DAY = "ngày … tháng … năm …"

NATION = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO = "Độc lập - Tự do - Hạnh phúc"
_SIGNED = "(Ký, ghi rõ họ tên)"
_ROOM = 4
"""Lines for a signature."""


def head(layout: Layout, sign: str = "") -> None:
    """Who issues the paper and its number, beside the country, the motto, the place and the day.

    Args:
        sign: of the kind of paper, such as "TTr"; empty for one that has no number.

    """
    number = [Line((f"Số:        /{sign}-{{{{ ky_hieu }}}}",))] if sign else []
    layout.sides(
        [
            Line((Said("{{ dau_giay }}", bold=True, size=12),)),
            Line(rule=0.4),
            *number,
        ],
        [
            Line((Said(NATION, bold=True, size=12),)),
            Line((Said(MOTTO, bold=True),)),
            Line(rule=0.62),
            Line((Said(f"{{{{ dia_danh }}}}, {DAY}", italic=True),)),
        ],
    )


def sent(layout: Layout, receivers: Iterable[str]) -> None:
    """To whom the paper goes, beside who signs."""
    layout.line("")
    layout.sides(
        [
            Line((Said("Nơi nhận:", bold=True, italic=True, size=12),), LEFT),
            *(Line((Said(f"- {each};", size=SMALL),), LEFT) for each in receivers),
            Line((Said("- Lưu: VT.", size=SMALL),), LEFT),
        ],
        [
            Line((Said("{{ thay_mat | upper }}", bold=True),)),
            *_signature("{{ nguoi_ky | upper }}"),
        ],
        share=0.5,
    )


def signed_by(layout: Layout, left: str, right: str) -> None:
    """Two who sign, side by side."""
    layout.line("")
    layout.sides(_signature(left), _signature(right), share=0.5)


def result(layout: Layout) -> None:
    """What the dossier comes to, and what of it is open or provisional."""
    with layout.only_if("theo_diem"):
        layout.paragraph("- Tổng số điểm: ", Said("{{ tong_diem }}", bold=True), ".")
    layout.paragraph("- Kết quả: ", Said("{{ xep_loai }}", bold=True), ".")
    with layout.only_if("luu_y"):
        layout.paragraph(Said("Lưu ý: {{ luu_y }}.", bold=True))
    with layout.loop("cau in ly_do"):
        layout.paragraph("- {{ cau }}")
    with layout.loop("cau in loai_tru"):
        layout.paragraph("- {{ cau }}.")
    with layout.only_if("tu_cham"):
        layout.paragraph("- {{ tu_cham }}")
    with layout.only_if("nguon"):
        layout.paragraph(Said("Nguồn đã dẫn: {{ nguon }}.", italic=True, size=SMALL))
    with layout.only_if("tam_tinh"):
        layout.paragraph(Said("{{ tam_tinh }}", italic=True))


def outcome(of: str) -> tuple[Said, Said]:
    """What was claimed, and what was found; that is written by hand where it was not inspected.

    Args:
        of: the loop's name for a criterion, an indicator, a gate or an exclusion.

    """
    found = f"{{% if {of}.da_kiem_tra %}}{{{{ {of}.ket_qua }}}}{{% endif %}}"
    return cell(f"{{{{ {of}.ket_qua_tu_cham }}}}", bold=True), cell(found, bold=True)


def conditions(ruleset: Ruleset, row: Row) -> list[Row]:
    """Rows of the gates and of the exclusions of a ruleset, each kind below its name.

    Args:
        row: of `chi_tieu`.

    """
    kinds = (
        (ruleset.gates, "dieu_kien", "Điều kiện bắt buộc"),
        (ruleset.exclusions, "cac_loai_tru", "Trường hợp loại trừ"),
    )
    return [
        each
        for some, variable, name in kinds
        if some
        for each in (
            cell(name, bold=True),
            f"{{%tr for chi_tieu in {variable} %}}",
            row,
            "{%tr endfor %}",
        )
    ]


def cell(text: str, *, bold: bool = False) -> Said:
    return Said(text, bold=bold, size=SMALL)


def _signature(who: str) -> list[Line]:
    return [
        Line((Said(who, bold=True),)),
        Line((Said(_SIGNED, italic=True),)),
        *(Line() for _ in range(_ROOM)),
    ]
