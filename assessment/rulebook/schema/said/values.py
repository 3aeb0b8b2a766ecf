"""What an editor says of values: of closed lists, of short forms, of keys, of slips."""

from __future__ import annotations

VALUES: dict[str, dict[str, str]] = {
    "EvidenceType": {
        "yes_no": "có hoặc không",
        "choice": "một trong các lựa chọn (options)",
        "count": "số nguyên không âm",
        "number": "số có thể có phần thập phân",
        "percentage": "tỷ lệ phần trăm, ghi kèm %",
    },
    "Item.kind": {
        "threshold": "so một tỷ lệ, một số đếm hay một số với các ngưỡng",
        "choice": "chọn một trong các lựa chọn của số liệu",
        "yes_no": "có hoặc không",
        "checklist": "mỗi phần có thì được điểm của phần đó",
        "best_of": "nhiều cách đạt cùng một điều, tính cách có lợi nhất",
        "all_of": "phải đạt mọi phần mới được",
        "judged": "người chấm cho điểm từ 0 đến max; chỉ có trong bộ tính điểm",
    },
    "Among": {
        "members": "Thành viên của đơn vị: cán bộ, công nhân viên, người lao động.",
        "learners": "Người học của đơn vị: học sinh, sinh viên, học viên.",
    },
    "Subjects": {
        "recognised": "những nơi đủ điều kiện công nhận",
        "all": "mọi nơi",
        "registered": "những nơi đăng ký",
    },
    "MayNotApply.then": {"full": "tính đủ điểm", "left_out": "không tính"},
    "Standing": {
        "undetermined": "chưa xác định",
        "provisional": "tạm tính: có dùng con số tạm",
        "final": "chính thức",
    },
    "Ruleset.unit_levels": {
        "commune": "đơn vị thuộc cấp xã",
        "district": "đơn vị thuộc cấp huyện",
        "province": "đơn vị thuộc cấp tỉnh",
    },
    "Duration.starts": {
        "decision": "từ ngày quyết định",
        "next_year": "từ 01/01 năm sau năm quyết định",
    },
    "HowScored.missing": {"open": "để ngỏ", "zero": "không tính điểm"},
    "Feed.counted": {
        "classes": "số lớp",
        "attendances": "số lượt người",
        "people": "số người, mỗi người một lần",
    },
    "Deadline.year": {"same": "năm được đánh giá", "next": "năm sau"},
}
"""What each value of a closed list means, by type or by model and field."""

SHORT: dict[str, str] = {
    "points": "Viết gọn: có (hoặc đạt mọi phần) thì được số điểm này; thay cho levels.",
    "keys": "Viết gọn: những số liệu có hoặc không phải có đủ; thay cho parts.",
    "basis": "Mức đối chiếu mặc định của văn bản và các con số được sửa.",
    "source": "Căn cứ mặc định của văn bản và các con số được sửa.",
    "base": "all: bắt đầu từ hồ sơ được đủ điểm, các tên ghi sau thay đổi nó.",
}
"""What only the written form has: short forms, and what a file says once at its head."""

ERRORS: dict[str, str] = {
    "text": "Cần chữ ở đây; câu có dấu phẩy hay dấu hai chấm thì đặt trong dấu nháy thẳng.",
    "id": "Mã chỉ gồm chữ không dấu, số, dấu chấm, gạch dưới, gạch nối, và bắt đầu bằng chữ hoặc số.",
    "points": "Cần một số, ví dụ 7.5.",
    "figure": "Cần một ngưỡng, ví dụ 40% hoặc 1.5.",
    "whole": "Cần một số nguyên, ví dụ 36.",
    "day": "Cần một ngày dạng năm-tháng-ngày, ví dụ 2019-12-31.",
    "month_day": "Cần một ngày trong năm dạng tháng-ngày, ví dụ 12-15.",
    "truth": "Ghi true hoặc false.",
    "answer": "Ghi có hoặc không.",
    "option": "Ghi một trong các lựa chọn: {allowed}.",
}
"""What an editor says of a value that is not of its kind."""

PHRASES: dict[str, str] = {
    "used_in": "Dùng ở: {items}",
    "excludes": "Trường hợp loại trừ: {text}",
    "checked_only": "Chỉ để kiểm tra chéo.",
    "share": "{text}\nTỷ lệ phần trăm kèm dấu %, khi không có số đếm ({of}; {over}).",
    "judged": "{text}\nĐiểm người chấm cho, từ 0 đến {max}, bước {step}; dưới tối đa thì ghi kèm lý do (reason).",
    "judged_or_share": "{text}\nĐiểm người chấm cho, từ 0 đến {max}, bước {step}; hoặc tỷ lệ kèm dấu % ({of}; {over}), từ {full} thì đủ điểm.",
}
"""What an editor says of a key of one ruleset."""
