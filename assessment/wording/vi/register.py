"""Tiếng Việt: sổ lớp học."""

from __future__ import annotations

MESSAGES: dict[str, tuple[str, str | None]] = {
    "register.unknown_format": (
        'Không đọc sổ từ tệp đuôi "{value}".',
        "Lưu sổ thành một trong: {allowed}.",
    ),
    "register.no_table": (
        "Không thấy bảng lớp học: không có dòng đầu bảng nào nêu tên cột.",
        "Cần một dòng đầu bảng có cột nội dung, nhóm hoặc ngày, và cột số lượt người, số học viên "
        "hoặc số lớp.",
    ),
    "register.no_classes": ("Sổ không có lớp học nào.", "Ghi mỗi lớp một dòng dưới đầu bảng."),
    "register.none_in_period": (
        "Không lớp nào của sổ nằm trong kỳ từ {period}; sổ ghi các lớp từ {held}.",
        "Xem lại --period, hoặc đọc sổ của kỳ ấy.",
    ),
    "register.sheet_left_out": (
        "Không đọc trang tính này: trang ẩn, hoặc trang tổng hợp của các trang khác.",
        "Nếu trang này ghi các lớp chưa có ở trang khác thì đổi tên trang, cho hiện ra rồi đọc lại.",
    ),
    "register.column_not_read": (
        'Không dùng cột "{value}": đã có cột khác ghi điều này.',
        "Giữ một cột cho mỗi thứ; số lượt người thì ghi ở cột có chữ lượt.",
    ),
    "register.another_table": (
        "Từ dòng này là một bảng khác trên cùng trang, không đọc.",
        "Nếu bảng ấy ghi các lớp riêng thì để ở một trang tính hay một tệp khác.",
    ),
    "register.bad_amount": (
        '"{value}" không phải là số đếm; coi như chưa ghi.',
        "Ghi một số nguyên, ví dụ 45 hoặc 1.234.",
    ),
    "register.rough_amount": (
        '"{value}" không phải là con số chính xác: chỉ dùng được như một giới hạn.',
        "Đếm lại theo danh sách lớp rồi ghi con số.",
    ),
    "register.formula": (
        "Ô này là công thức mà tệp không kèm kết quả; coi như chưa ghi.",
        "Mở bằng Excel hoặc LibreOffice rồi lưu lại, hoặc ghi thẳng con số.",
    ),
    "register.no_count": ("Dòng này chưa ghi số lớp.", "Ghi số lớp."),
    "register.no_learners": (
        "Lớp này chưa ghi số người học; coi là chưa biết, không phải là 0.",
        "Ghi số người học của lớp.",
    ),
    "register.bad_date": (
        '"{value}" không phải là ngày nào trong lịch; lớp vẫn được tính.',
        "Ghi ngày trước, tháng sau: 15/3/2019.",
    ),
    "register.group_carried": (
        "Từ dòng này, {count} dòng không ghi nhóm, lấy theo nhóm của dòng trên (như ô gộp).",
        "Ghi nhóm ở từng dòng nếu không phải thế.",
    ),
    "register.number_twice": (
        "Số thứ tự {value} ghi hai lần liền.",
        "Xem có dòng nào chép thừa không.",
    ),
    "register.number_left_out": (
        "Số thứ tự nhảy từ {previous} sang {value}.",
        "Xem có lớp nào bị bỏ sót không.",
    ),
    "register.outside_period": (
        'Lớp này ngoài kỳ từ {period} (ghi "{value}"), nên không được tính.',
        "Sửa ngày nếu ghi nhầm.",
    ),
    "register.row_twice": (
        "Giống hệt dòng {other}; cả hai đều được tính.",
        "Xóa một dòng nếu cùng là một lớp.",
    ),
    "register.groups_alike": (
        'Nhóm "{value}" và nhóm "{other}" gần giống nhau; đang tính là hai nhóm.',
        "Nếu là một nhóm thì ghi cùng một tên.",
    ),
    "register.people_are_attendances": (
        "{people} người đúng bằng tổng số lượt của các lớp: đó là số lượt người, không phải số "
        "người.",
        "Muốn có số người thì đếm mỗi người một lần.",
    ),
    "register.sum_of_classes": (
        'Ghi {stated} lớp ("{label}"), nhưng cộng {rows} dòng được {sum}{listed}.',
        "Xem lớp nào chưa ghi vào sổ, hoặc sửa số tổng. Chỉ lớp có trong sổ mới được tính.",
    ),
    "register.sum_of_attendances": (
        'Ghi {stated} lượt người ("{label}"), nhưng cộng {rows} dòng được {sum}{listed}.',
        "Xem lại số người của từng lớp, hoặc sửa số tổng. Chỉ lượt có trong sổ mới được tính.",
    ),
    "register.sum_of_people": (
        'Ghi {stated} người ("{label}"), nhưng cộng {rows} dòng được {sum}{listed}.',
        "Xem lại cột đếm mỗi người một lần, hoặc sửa số tổng.",
    ),
    "register.sum_of_women": (
        'Ghi {stated} lượt nữ ("{label}"), nhưng cộng {rows} dòng được {sum}{listed}.',
        "Xem lại cột nữ, hoặc sửa số tổng.",
    ),
    "register.more_people_than_attendances": (
        "Số người ({people}) nhiều hơn số lượt ({attendances}).",
        "Mỗi người học ít nhất một lượt: xem lại hai con số.",
    ),
    "register.more_women_than_learners": (
        "Số nữ ({women}) nhiều hơn số người học của lớp ({attendances}).",
        "Xem lại hai con số.",
    ),
    "register.bad_period": (
        '"{value}" không phải là một kỳ.',
        "Ghi năm (2019), năm học (2021-2022) hoặc hai ngày (1/9/2021-31/8/2022).",
    ),
    "register.nothing_stated": (
        '"{value}" không nêu số lớp, số lượt hay số người nào.',
        'Ghi con số kèm tên, ví dụ "55 lớp, 4.407 lượt người".',
    ),
    "register.not_fed": (
        "Bộ tiêu chí {ruleset} không lấy số liệu nào từ sổ lớp học.",
        "Các bộ lấy số liệu từ sổ: {allowed}.",
    ),
    "register.which_ruleset": (
        "Nhiều bộ tiêu chí lấy số liệu từ sổ lớp học: {allowed}.",
        "Chọn một bộ bằng --ruleset.",
    ),
    "register.dossier_differs": (
        "Hồ sơ ghi {key} ({label}) là {value}; tệp mới ghi theo sổ: {found}.",
        "Xem con số nào đúng trước khi chấm điểm.",
    ),
    "register.nowhere_to_write": (
        "--dossier cần --out: số liệu của sổ được ghi vào một tệp mới.",
        "Thêm --out TỆP.yaml.",
    ),
    "feeds.unknown_ruleset": (
        "Không có bộ tiêu chí {id}.",
        "Xem các bộ: cdht rules list",
    ),
    "feeds.unknown_key": (
        'Bộ tiêu chí {ruleset} không có số đếm nào tên "{key}".',
        "Xem tên các số liệu: cdht rules show {ruleset}",
    ),
}

WORDS: dict[str, str] = {
    "error.register": "Lỗi sổ lớp học",
    "amount.from": "ít nhất {low}",
    "amount.up_to": "nhiều nhất {high}",
    "amount.between": "từ {low} đến {high}",
    "checks.kind_register": "một tệp nêu số liệu lấy từ sổ lớp học",
    "checks.way_register": "Đặt tệp này trong thư mục con registers/ của thư mục bộ tiêu chí.",
    "register.head": "Sổ lớp học · {files}",
    "register.kept": "Kỳ từ {period}",
    "register.whole.classes": "SỐ LỚP",
    "register.whole.attendances": "LƯỢT NGƯỜI",
    "register.whole.people": "SỐ NGƯỜI",
    "register.whole.women": "LƯỢT NỮ",
    "register.counted.classes": "{amount} lớp",
    "register.counted.attendances": "{amount} lượt",
    "register.counted.people": "{amount} người",
    "register.counted.women": "{amount} lượt nữ",
    "register.no_people": (
        "sổ không đếm. Cộng người của các lớp chỉ được số lượt: một người học hai lớp là hai lượt."
    ),
    "register.no_people_head": (
        'sổ không đếm. Cột "{head}" cộng lại chỉ được số lượt: một người học hai lớp là hai lượt.'
    ),
    "register.rows": "cộng {rows} dòng",
    "register.by_group": "THEO NHÓM",
    "register.no_group": "(không ghi nhóm)",
    "register.column.classes": "lớp",
    "register.column.attendances": "lượt",
    "register.checks": "ĐỐI CHIẾU VỚI SỐ TỔNG ĐÃ GHI",
    "register.stated_total": 'Dòng "{label}"',
    "register.stated_elsewhere": 'Báo cáo "{label}"',
    "register.agrees": "{stated}, khớp",
    "register.differs": "{stated}; cộng các dòng được {sum}",
    "register.cannot_tell": "{stated}; cộng các dòng được {sum}: chưa đủ rõ để đối chiếu",
    "register.written": 'ghi "{text}"',
    "register.slips": "{count} chỗ sai:",
    "register.warnings": "{count} điều cần xem lại:",
    "register.cell": "ô {cell}",
    "register.set_aside": "Không phải lớp học, không tính: {rows}.",
    "register.row": '{where} "{text}"',
    "register.more_rows": "và {count} dòng nữa",
    "register.evidence": "MINH CHỨNG CHO {ruleset}",
    "register.evidence_late": "▲ Kỳ này ngoài thời gian có hiệu lực của {ruleset} ({force}).",
    "register.checked_only": "chỉ để đối chiếu",
    "register.written_to": "Đã ghi hồ sơ: {file}. Chấm điểm: cdht score {call}{rules}",
    "register.note": "theo sổ lớp học, cộng {rows} dòng",
    "register.note_stated": "sổ ghi tổng {stated}",
    "register.note_unknown": "{count} dòng chưa ghi rõ",
    "register.note_outside": "không tính {count} dòng ngoài kỳ",
    "register.unnamed": "(ghi tên xã)",
    "register.skeleton": "Hồ sơ lập từ sổ lớp học: {files}. Còn thiếu số liệu của các tiêu chí khác.",
    "register.merged": "Hồ sơ {dossier}, thêm số liệu của sổ lớp học: {files}. Lời chú sau dấu # của hồ sơ ấy không chép sang.",
}
