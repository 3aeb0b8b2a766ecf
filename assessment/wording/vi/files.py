"""Câu lệnh và tệp: one sentence and one way out for each code."""

from __future__ import annotations

MESSAGES: dict[str, tuple[str, str | None]] = {
    "usage.unknown_ruleset": (
        'Không có bộ tiêu chí nào tên "{id}".',
        "Xem danh sách: cdht rules list",
    ),
    "usage.unknown_item": (
        'Bộ tiêu chí {ruleset} không có tiêu chí hay chỉ tiêu "{id}".',
        "Xem các mã: cdht rules show {ruleset}",
    ),
    "usage.nothing_to_check": (
        'Không có bộ tiêu chí hay hướng dẫn nào để kiểm tra trong "{value}".',
        "Bộ tiêu chí nằm ở THƯ_MỤC/commune/, household/, …, hướng dẫn ở THƯ_MỤC/overlays/, đuôi .yaml; bảng thử trong cases/ thì chạy bằng cdht rules test --rules THƯ_MỤC.",
    ),
    "usage.bad_date": (
        '"{value}" không phải là ngày.',
        "Ghi năm-tháng-ngày, ví dụ 2026-12-31.",
    ),
    "usage.cannot_write": ("Không ghi được tệp này.", "Chọn thư mục khác hoặc đóng tệp đang mở."),
    "usage.no_folder": (
        'Không ghi được tệp này, vì chưa có thư mục "{value}".',
        "Tạo thư mục ấy trước, hoặc chọn thư mục khác.",
    ),
    "usage.folder_wanted": (
        '"{value}" là tên tệp; ở đây phải là tên thư mục.',
        'Ghi tên thư mục, không có đuôi "{suffix}". Xem cách dùng: {call} -h',
    ),
    "usage.missing_argument": ("Câu lệnh thiếu {value}.", "Xem cách dùng: {call} -h"),
    "usage.unknown_command": ('Không có lệnh "{value}".', "Xem các lệnh: {call} -h"),
    "usage.unknown_option": ('Không có tùy chọn "{value}".', "Xem cách dùng: {call} -h"),
    "usage.bad_value": (
        "Giá trị của {value} không dùng được.",
        "Nhận: {allowed}. Xem cách dùng: {call} -h",
    ),
    "usage.bad_call": ("Câu lệnh viết chưa đúng: {value}", "Xem cách dùng: {call} -h"),
    "usage.would_overwrite": (
        'Tệp ghi ra "{value}" trùng với một tệp khác của câu lệnh này, hoặc nằm trong bảng mà nó đọc.',
        "Chọn tên khác cho tệp ghi ra.",
    ),
    "usage.file_exists": (
        'Đã có tệp "{value}" với nội dung khác, nên không ghi đè.',
        "Chọn thư mục khác, hoặc cất tệp ấy đi.",
    ),
    "usage.extra_argument": (
        "Câu lệnh thừa: {value}.",
        "Tên tệp có dấu cách phải đặt trong dấu nháy; xem cách dùng: {call} -h",
    ),
    "usage.bad_path": (
        "Không dùng được tệp hoặc thư mục ở {value}.",
        "Kiểm tra lại tên; xem cách dùng: {call} -h",
    ),
    "file.not_found": ("Không tìm thấy tệp.", "Kiểm tra lại tên và thư mục."),
    "file.unreadable": ("Không đọc được tệp.", "Kiểm tra xem đó có phải là tệp và có quyền đọc."),
    "file.too_large": (
        "Tệp lớn quá {limit} byte.",
        "Hồ sơ chỉ ghi số liệu; để minh chứng ở tệp riêng.",
    ),
    "file.not_text": ("Tệp không phải văn bản UTF-8.", "Lưu lại tệp với bảng mã UTF-8."),
    "file.syntax": (
        "Tệp viết sai cú pháp, không đọc tiếp được từ chỗ này.",
        "Kiểm tra dấu hai chấm, dấu ngoặc, dấu nháy và khoảng thụt đầu dòng.",
    ),
    "file.too_deep": (
        "Các mục lồng nhau quá {limit} tầng.",
        "Viết lại theo mẫu: hồ sơ trong examples/, bộ tiêu chí trong docs/bo-tieu-chi.md.",
    ),
    "file.too_many_values": ("Tệp có quá {limit} giá trị.", "Chia thành nhiều hồ sơ."),
    "file.alias": (
        "Không dùng neo (&) và tham chiếu (*) trong tệp.",
        "Ghi lại giá trị ở mỗi chỗ cần dùng.",
    ),
    "file.duplicate_key": ('Khóa "{key}" ghi hai lần.', "Giữ lại một dòng."),
    "file.format": (
        'Tệp phải gồm các dòng "khóa: giá trị".',
        "Viết theo mẫu: {sample}.",
    ),
    "file.tab": ("Có dấu tab ở đây; đầu dòng chỉ dùng dấu cách.", "Thay dấu tab bằng dấu cách."),
    "file.office": (
        "Đây là tệp Word, Excel hoặc PDF, không phải hồ sơ dạng văn bản.",
        "Mở tệp, chép nội dung sang một tệp văn bản (.yaml) theo mẫu trong examples/.",
    ),
    "shape.missing_key": ('Thiếu khóa "{key}".', "Bổ sung khóa này."),
    "shape.unknown_key": ('Không có khóa nào tên "{key}" ở đây.', "Bỏ hoặc sửa tên khóa."),
    "shape.wrong_type": (
        'Giá trị "{value}" không đúng kiểu ở đây.',
        "Xem mẫu: {sample}.",
    ),
    "shape.not_a_number": (
        '"{value}" không phải là số.',
        "Ghi số, ví dụ 12 hoặc 0,5; tỷ lệ kèm %.",
    ),
    "shape.not_a_date": ('"{value}" không phải là ngày.', "Ghi năm-tháng-ngày, ví dụ 2019-12-31."),
    "shape.not_one_of": ('"{value}" không có trong các giá trị được nhận.', "Nhận: {allowed}."),
    "shape.empty": ("Mục này không được để trống.", "Ghi nội dung hoặc bỏ cả mục."),
    "shape.too_few": ("Phải có ít nhất {limit} mục, ở đây có {count}.", "Bổ sung cho đủ."),
    "shape.dates_reversed": (
        "Ngày đầu kỳ ({from}) sau ngày cuối kỳ ({to}).",
        "Đổi lại hai ngày.",
    ),
    "shape.comma_in_braces": (
        'Dấu phẩy trong ngoặc nhọn tách "{key}" ra thành một khóa riêng.',
        'Đặt cả câu hoặc số trong dấu nháy thẳng: {{value: "84,9%", note: "theo sổ, 2019"}}, {{at_least: "66,67%"}}.',
    ),
    "shape.missing_space": (
        '"{value}" bị đọc thành một câu: thiếu dấu cách sau dấu hai chấm.',
        "Ghi khóa: giá trị, có dấu cách sau dấu hai chấm.",
    ),
    "shape.not_indented": ('"{key}" phải thụt vào dưới "{parent}".', "Thêm hai dấu cách đầu dòng."),
    "shape.not_a_list": ('"{value}" phải là một danh sách.', "Đặt trong ngoặc vuông: [{value}]."),
    "shape.not_a_mapping": (
        "Mục này phải gồm các dòng khóa: giá trị.",
        "Ghi mỗi dòng một khóa, dấu hai chấm, dấu cách, rồi giá trị.",
    ),
}
