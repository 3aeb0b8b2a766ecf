"""Tiếng Việt: codes and words of the rulebook's catalogue and calendar."""

from __future__ import annotations

MESSAGES: dict[str, tuple[str, str | None]] = {
    "shape.not_a_month_day": (
        '"{value}" không phải là một ngày của mọi năm.',
        "Ghi tháng-ngày, ví dụ 02-28.",
    ),
    "ruleset.wrong_folder": (
        'Bộ tiêu chí dành cho "{subject}" mà tệp nằm trong thư mục "{folder}".',
        "Chuyển tệp sang thư mục {subject}, hoặc sửa subject.",
    ),
    "overlay.same_figure": (
        'Hai hướng dẫn cùng áp dụng mà trái nhau ở mục "{item}": {one} ghi {value}, {other} ghi {to}.',
        "Ghi ngày hết hiệu lực (in_force.to) cho hướng dẫn cũ, hoặc chọn hướng dẫn bằng --overlay.",
    ),
    "catalog.unknown_level": (
        'Không có cấp đơn vị nào tên "{value}".',
        "Ghi subject.level: commune (đơn vị thuộc xã), district (cấp huyện) hoặc province (cấp tỉnh).",
    ),
    "proof.periods_overlap": (
        "Hai bộ {earlier} và {later} cùng có hiệu lực ({span}), nên không chọn được bộ nào.",
        "Ghi in_force.to cho bộ cũ, hoặc on_request_only: true cho bộ chỉ dùng khi nêu tên.",
    ),
    "proof.period_hole": (
        "Sau {earlier} không có bộ nào có hiệu lực ({span}).",
        "Sửa in_force, thêm bộ còn thiếu, hoặc ghi document.afterwards ở {earlier} (sau đó áp dụng gì).",
    ),
    "proof.announced_hole": (
        "Sau {earlier} không có bộ nào có hiệu lực ({span}); bộ này ghi: {afterwards}",
        None,
    ),
}

WORDS: dict[str, str] = {
    # chọn bộ tiêu chí
    "catalog.unit_of_level": "đơn vị cấp {level}",
    "catalog.period": "{id} ({force})",
    "catalog.level_hint": "Hoặc ghi subject.level của đơn vị: {levels}.",
    "catalog.afterwards": "Sau thời gian đó: {afterwards}",
    # danh mục
    "list.replaces": "thay {names}",
    "list.replaced_by": "được thay bằng {names}",
    "list.over_shipped": "thay cho bộ có sẵn cùng mã: {file}",
    "list.afterwards": "sau đó: {text}",
    "list.validity": "công nhận có giá trị {months} tháng",
    "list.upgrade": "đề nghị nâng mức độ sau {months} tháng",
    "list.overlay": "{title} ({id}): {place}, {force}",
    "list.lapsed": "Bộ có hiệu lực gần nhất: {id}, đến {to}.",
    "list.coming": "Bộ có hiệu lực tiếp theo: {id}, từ {first}.",
    # lịch
    "calendar.head": "Lịch năm {year} · hôm nay {today}",
    "calendar.no_days": "Không có hạn nào trong năm {year}.",
    "calendar.ahead": "Sang năm {next}, cho năm đánh giá {year}",
    "calendar.before": "Trước {day} ({weekday})",
    "calendar.day": "{day} ({weekday})",
    "calendar.past": "đã qua",
    "calendar.today": "hôm nay",
    "calendar.left": "còn {days} ngày",
    "calendar.before_note": '"Trước" là theo chữ của văn bản: đến hết ngày hôm trước.',
    "calendar.assessed_year": "năm đánh giá {year}",
    "calendar.out_of_force": "hết hiệu lực sau ngày {last}",
    "calendar.beware": "lưu ý: {note}",
    "calendar.mark.data_from": "Bắt đầu kỳ số liệu",
    "calendar.mark.data_to": "Hết kỳ số liệu",
    "calendar.mark.data_as_of": "Lấy số liệu tại ngày này",
    "calendar.weekday.0": "thứ Hai",
    "calendar.weekday.1": "thứ Ba",
    "calendar.weekday.2": "thứ Tư",
    "calendar.weekday.3": "thứ Năm",
    "calendar.weekday.4": "thứ Sáu",
    "calendar.weekday.5": "thứ Bảy",
    "calendar.weekday.6": "Chủ Nhật",
    "calendar.rulesets": "Các bộ tiêu chí",
    "calendar.row.assessed": "Đánh giá",
    "calendar.row.data": "Số liệu",
    "calendar.row.within": "Thời hạn",
    "calendar.row.decides": "Quyết định",
    "calendar.no_procedure": "Bộ này không ghi quy trình.",
    "calendar.until": "đến {last}",
    "calendar.since": "từ {first}",
    "calendar.recognised": "{name}: được công nhận {level} ngày {decided}",
    "calendar.no_previous": "{name}: hồ sơ chưa ghi lần công nhận trước. Thêm previous: {{level: …, decided: …}} để tính thời hạn.",
    "calendar.before_force": "Quyết định này có trước ngày {number} có hiệu lực ({from}), nên không tính thời hạn theo văn bản đó.",
    "calendar.no_validity": "bộ tiêu chí không ghi thời hạn công nhận",
    "calendar.valid": "có giá trị đến hết ngày {last}",
    "calendar.expired": "đã hết",
    "calendar.counted": "{counted}, tính từ {first}",
    "calendar.upgrade": "được đề nghị {level} từ ngày {day}",
    "calendar.upgrade_due": "được đề nghị {level} từ ngày {day} (đã đến)",
    # trang của một bộ
    "calendar.afterwards": "Sau đó",
    "calendar.assessed": "Thời gian đánh giá: {when}",
    "calendar.data": "Kỳ số liệu: {data}",
    "calendar.step_days": "trong {days} ngày làm việc",
}
