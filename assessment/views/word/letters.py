"""The submission and the report that go with a dossier."""

from __future__ import annotations

from assessment.model.ruleset import Ruleset
from assessment.views.word.blocks import DAY, cell, head, result, sent
from assessment.views.word.layout import CENTRE, Column, Layout, Said


def submission(layout: Layout, ruleset: Ruleset) -> None:
    """Tờ trình."""
    enclosed = (
        "báo cáo kết quả và minh chứng; biên bản tự kiểm tra; phiếu tự đánh giá từng tiêu chí"
        if ruleset.in_points
        else "báo cáo tự đánh giá; bản tổng hợp kết quả tự đánh giá các tiêu chí, chỉ tiêu"
    )
    head(layout, "TTr")
    layout.title("TỜ TRÌNH", "Về việc đề nghị {{ viec }} “{{ danh_hieu }}” {{ ky }}")
    with layout.only_if("luu_y"):
        layout.line(Said("(Lưu ý: {{ luu_y }})", bold=True, italic=True), before=6)
    layout.line("Kính gửi: {{ kinh_gui }}", before=6)
    layout.paragraph("Căn cứ {{ van_ban }} {{ trich_yeu }};")
    layout.paragraph("Căn cứ kết quả tự kiểm tra, đánh giá {{ ky }};")
    layout.paragraph(
        "{{ co_quan }} kính trình {{ kinh_gui }} xem xét, {{ viec }} “{{ danh_hieu }}” đối với"
        " {{ ten_goi }}, với kết quả như sau:"
    )
    result(layout)
    with layout.only_if("con_thieu"):
        layout.paragraph("- Còn {{ con_thieu | length }} số liệu chưa có.")
    with layout.on_one_page():
        layout.paragraph(f"Hồ sơ kèm theo: {enclosed}.")
        layout.paragraph("Kính đề nghị {{ kinh_gui }} xem xét, quyết định./.")
        sent(layout, ["Như trên", "Hội Khuyến học"])


def report(layout: Layout, _ruleset: Ruleset) -> None:
    """Báo cáo."""
    head(layout, "BC")
    layout.title("BÁO CÁO", "Kết quả tự đánh giá “{{ danh_hieu }}” {{ ky }}")
    layout.heading("I. ĐẶC ĐIỂM TÌNH HÌNH")
    layout.to_fill("")
    layout.to_fill("")
    layout.heading("II. KẾT QUẢ TỪNG TIÊU CHÍ")
    with layout.loop("tieu_chi in cac_tieu_chi"):
        layout.heading(
            "Tiêu chí {{ tieu_chi.so }}. {{ tieu_chi.ten }}: {{ tieu_chi.ket_qua }}"
            "{% if tieu_chi.toi_da %}/{{ tieu_chi.toi_da }} điểm{% endif %}"
        )
        with layout.loop("chi_tieu in tieu_chi.chi_tieu"):
            layout.paragraph(
                "{{ chi_tieu.so }}. {{ chi_tieu.noi_dung }}: {{ chi_tieu.cach_tinh }}."
            )
    with layout.only_if("dieu_kien"):
        layout.heading("Điều kiện bắt buộc")
        with layout.loop("chi_tieu in dieu_kien"):
            layout.paragraph("{{ chi_tieu.so }}. {{ chi_tieu.noi_dung }}: {{ chi_tieu.ket_qua }}.")
    layout.heading("III. KẾT QUẢ CHUNG")
    result(layout)
    layout.heading("IV. TỒN TẠI, HẠN CHẾ")
    with layout.only_if("mat_diem"):
        layout.paragraph("{{ mat_diem }}.")
    with layout.only_if("con_thieu"):
        layout.paragraph("Số liệu chưa có:")
        with layout.loop("cau in con_thieu"):
            layout.paragraph("- {{ cau }};")
    for said, name in (("Số liệu cần xem lại:", "canh_bao"), ("Ghi chú:", "ghi_chu")):
        with layout.only_if(name):
            layout.paragraph(said)
            with layout.loop(f"cau in {name}"):
                layout.paragraph("- {{ cau }}")
    layout.to_fill("Nguyên nhân: ")
    layout.heading("V. PHƯƠNG HƯỚNG")
    with layout.loop("cau in viec_can_lam"):
        layout.paragraph("- {{ cau }}.")
    layout.to_fill("", keep=True)
    with layout.on_one_page():
        layout.paragraph(
            "Trên đây là báo cáo kết quả tự đánh giá “{{ danh_hieu }}” {{ ky }} của {{ ten_goi }}"
            "{% if minh_chung %}, kèm theo danh mục minh chứng{% endif %}./."
        )
        sent(layout, ["{{ kinh_gui }}", "Hội Khuyến học"])
    with layout.only_if("minh_chung"):
        _annex(layout)


def _annex(layout: Layout) -> None:
    """Behind the signature, on a page of its own (NĐ 30/2020, Phụ lục I)."""
    layout.line(Said("Phụ lục", bold=True, size=14), on_new_page=True)
    layout.line(Said("DANH MỤC MINH CHỨNG", bold=True, size=14))
    layout.line(
        Said(
            f"(Kèm theo Báo cáo số        /BC-{{{{ ky_hieu }}}} {DAY} của {{{{ co_quan }}}})",
            italic=True,
        )
    )
    layout.line("")
    layout.table(
        [Column("STT", 12, CENTRE), Column("Minh chứng", 108), Column("Chỉ tiêu", 45)],
        [
            "{%tr for van_ban in minh_chung %}",
            (cell("{{ loop.index }}"), cell("{{ van_ban.ten }}"), cell("{{ van_ban.chi_tieu }}")),
            "{%tr endfor %}",
        ],
    )
