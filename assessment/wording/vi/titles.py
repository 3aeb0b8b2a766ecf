"""Tiếng Việt: danh sách đề nghị công nhận và giấy công nhận."""

from __future__ import annotations

MESSAGES: dict[str, tuple[str, str | None]] = {
    "titles.docx_needed": (
        "Lựa chọn này chỉ dùng với --docx.",
        "Thêm --docx, hoặc bỏ lựa chọn này.",
    ),
    "titles.takes_no_name": (
        '--docx không nhận tên: "{value}" được hiểu là một bảng nữa, mà không có bảng ấy.',
        "Bỏ tên ấy: giấy tờ được ghi cạnh tệp --out, cùng tên với nó.",
    ),
    "titles.not_on_spark": (
        "Chấm bằng Spark thì không lập danh sách và giấy công nhận.",
        "Bỏ --docx; hoặc bỏ --spark và chấm bảng của từng xã.",
    ),
    "titles.one_paper": (
        "Mẫu riêng là mẫu của một giấy, nên phải nói giấy nào.",
        "Thêm đúng một --paper: danh-sach hoặc giay-cong-nhan.",
    ),
    "titles.too_many": (
        "Bảng có {rows} dòng đủ điều kiện công nhận; danh sách và giấy công nhận lập được cho nhiều nhất {most} dòng.",
        "Chia bảng theo xã hay thôn, mỗi nơi một tệp trong một thư mục, rồi chấm cả thư mục; hoặc bỏ --docx.",
    ),
}

WORDS: dict[str, str] = {
    "paper.danh-sach": "danh sách đề nghị công nhận",
    "paper.giay-cong-nhan": "giấy công nhận",
    "certify.paper.danh-sach": "Danh sách đề nghị công nhận: {files}",
    "certify.paper.giay-cong-nhan": "Giấy công nhận: {files}",
    "certify.no_papers": "Không lập danh sách, giấy công nhận: không có dòng nào đủ điều kiện.",
    "certify.no_place": 'Giấy tờ để trống nơi công nhận, vì bảng không có cột "{column}"',
    "certify.no_year": "Giấy tờ để trống năm; muốn ghi năm thì thêm --period, ví dụ --period 2025",
    "step.papers": "lập danh sách và giấy công nhận",
    "step.certificates": "lập giấy công nhận ({count} tờ)",
}
