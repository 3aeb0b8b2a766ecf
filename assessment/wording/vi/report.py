"""Tiếng Việt: the report on paper."""

from __future__ import annotations

MESSAGES: dict[str, tuple[str, str | None]] = {}

WORDS: dict[str, str] = {
    "report.title": "Phiếu chấm điểm có giải thích",
    "report.criteria": "Kết quả theo tiêu chí",
    "report.indicators": "Từng chỉ tiêu",
    "report.plan": "Cách ít việc nhất để lên {rating}",
    "report.plan_result": "Làm xong các việc này: {result}.",
    "report.plan_missing": "Số liệu còn thiếu coi như không có, trước cũng như sau.",
    "report.item": "chỉ tiêu {item}",
    "titled": "{id} “{title}”",
    "report.column.id": "Mục",
    "report.column.criterion": "Tiêu chí",
    "report.column.points": "Điểm",
    "report.column.levels": "Mức độ",
    "report.award": "Kết quả",
    "scale.level": "{levels}: {asks}",
    "scale.option_up": 'từ "{option}"',
    "report.missing_points": "{label}: thêm đến {points} điểm",
    "report.articles": "Điều, khoản không ghi tên văn bản là của văn bản {document}.",
    "report.marks": "Ký hiệu {marks} chỉ nguồn ghi ở cuối phiếu.",
    "report.area": "Tính theo thang của {area}.",
    "report.receipt": "Mã biên nhận (SHA-256)",
    "report.code": "Mã vuông ghi mã này. Kiểm lại: cdht replay và tên tệp biên nhận (tệp có khi chấm với --receipt).",
    "report.made": "Chấm ngày {date} bằng cdht {version}.",
    "report.cross_check.agree": "Xếp loại đã được tính lần thứ hai bằng một bộ máy độc lập (durable-rules): khớp.",
    "report.cross_check.disagree": "Xếp loại đã được tính lần thứ hai bằng một bộ máy độc lập (durable-rules): KHÔNG khớp.",
    "report.cross_check.unavailable": "Xếp loại chưa được tính lần thứ hai: máy không cài bộ đối chứng (durable-rules).",
    "report.to_sign": "Phiếu này để đọc và đối chiếu; giấy để ký là bộ giấy tờ Word (cdht score với --format docx).",
}
