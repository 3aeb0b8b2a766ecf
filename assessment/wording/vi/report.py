"""Tiếng Việt: the report on paper."""

from __future__ import annotations

MESSAGES: dict[str, tuple[str, str | None]] = {}

WORDS: dict[str, str] = {
    "report.title": "Phiếu chấm điểm có giải thích",
    "report.criteria": "Kết quả theo tiêu chí",
    "report.indicators": "Từng chỉ tiêu",
    "report.plan": "Cách ít việc nhất để lên {rating}",
    "report.plan_result": "Làm xong các việc này: {result}. Số liệu thiếu không tính điểm, trước cũng như sau.",
    "report.receipt": "Biên nhận (SHA-256)",
    "report.made": "Chấm ngày {date} bằng cdht {version}.",
    "report.replay": "Kiểm lại từ tệp biên nhận: cdht replay BIÊN_NHẬN. Mã vuông ghi mã biên nhận này.",
}
