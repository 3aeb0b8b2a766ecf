"""Bộ tiêu chí và việc chọn bộ: one sentence and one way out for each code."""

from __future__ import annotations

MESSAGES: dict[str, tuple[str, str | None]] = {
    "ruleset.no_basis": (
        "Con số chưa ghi mức đối chiếu (basis).",
        "Ghi basis ở đây hoặc ở mục bao ngoài.",
    ),
    "ruleset.no_source": (
        "Con số chưa ghi căn cứ (source).",
        "Ghi source ở đây hoặc ở mục bao ngoài.",
    ),
    "ruleset.no_label": ("Số liệu chưa có tên gọi (label).", "Ghi label bằng tiếng Việt."),
    "ruleset.duplicate_id": ('Mã "{id}" dùng hai lần (lần đầu ở dòng {first}).', "Đặt mã khác."),
    "ruleset.bad_id": (
        'Mã "{value}" không hợp lệ ở đây.',
        "Mã gồm chữ không dấu, số và - _ . ; mã bộ tiêu chí trùng tên tệp.",
    ),
    "ruleset.other_name": (
        'Tệp tên "{wanted}" mà bên trong ghi id là "{value}".',
        "Đổi tên tệp thành {value}.yaml; hoặc, nếu tên tệp mới đúng, sửa id theo tên tệp (chỉ gồm chữ không dấu, số và - _ .).",
    ),
    "ruleset.second_copy": (
        'Có hai tệp cùng ghi id là "{value}": tệp {wanted}.yaml này và một tệp {value}.yaml.',
        "Xóa tệp thừa hoặc cất ra ngoài thư mục bộ tiêu chí; nếu là bộ khác thì đặt id khác, và đặt tên tệp theo id ấy.",
    ),
    "ruleset.curly_quotes": (
        "{value} có dấu nháy cong.",
        'Dùng dấu nháy thẳng " hoặc bỏ dấu nháy.',
    ),
    "ruleset.other_kind": ("Tệp này là {kind}, không phải bộ tiêu chí.", "{way}"),
    "ruleset.sum_of_indicators": (
        "Tiêu chí {id}: các nội dung cộng lại {sum} điểm, tiêu chí ghi tối đa {stated}.",
        "Sửa điểm của nội dung hoặc mức tối đa.",
    ),
    "ruleset.sum_of_criteria": (
        "Các tiêu chí cộng lại {sum} điểm, thang điểm ghi {stated}.",
        "Sửa mức tối đa của tiêu chí hoặc của thang điểm.",
    ),
    "ruleset.off_step": (
        "{points} điểm không theo bước {step} hoặc ngoài thang.",
        "Sửa điểm hoặc bước.",
    ),
    "ruleset.not_above_zero": ("Phải lớn hơn 0, ở đây ghi {value}.", "Sửa con số."),
    "ruleset.undeclared_key": (
        'Số liệu "{key}" chưa khai báo trong evidence.',
        "Khai báo hoặc sửa tên.",
    ),
    "ruleset.unused_key": (
        'Số liệu "{key}" không chỉ tiêu nào dùng.',
        "Bỏ đi hoặc ghi checked_only: true.",
    ),
    "ruleset.wrong_key_type": (
        'Số liệu "{key}" khai là {type}, chỗ này cần {wanted}.',
        "Sửa type hoặc kind.",
    ),
    "ruleset.unknown_level": (
        'Không có mức độ "{level}" trong bộ tiêu chí.',
        "Khai báo trong levels.",
    ),
    "ruleset.unknown_option": ('Không có lựa chọn "{option}" trong evidence.', "Sửa tên lựa chọn."),
    "ruleset.unknown_reference": ('Không có mục nào mang mã "{id}".', "Sửa mã."),
    "ruleset.bad_award": (
        "Mỗi mức cho hoặc điểm (bộ tính điểm) hoặc mức độ (bộ đạt, không đạt), đúng một thứ.",
        "Ghi points hoặc level.",
    ),
    "ruleset.bad_condition": (
        "Điều kiện chưa rõ: mỗi mức có đúng một điều kiện.",
        "Ghi một trong at_least, at_most, option, otherwise; chỉ tiêu có một trong ratio, number, count.",
    ),
    "ruleset.no_percent_sign": (
        "Ngưỡng của một tỷ lệ phải kèm dấu %, ở đây ghi {figure}.",
        "Ghi {figure}%.",
    ),
    "ruleset.percent_of_number": (
        "Ngưỡng của một số hay số đếm không kèm dấu %, ở đây ghi {figure}.",
        "Bỏ dấu %; nếu là tỷ lệ thì dùng ratio.",
    ),
    "ruleset.thousands": (
        'Đây là số đếm mà "{value}" được đọc là {decimal}: dấu chấm, dấu phẩy ngăn phần lẻ.',
        "Muốn nói {thousands} thì ghi {plain}; số đếm ghi liền, không có dấu.",
    ),
    "ruleset.dates_reversed": (
        "Hết hiệu lực ngày {to}, trước khi có hiệu lực ngày {from}.",
        "Đổi lại hai ngày.",
    ),
    "ruleset.no_otherwise": (
        '"{id}": còn trường hợp chưa mức nào nhận.',
        "Thêm mức cuối: otherwise: true.",
    ),
    "ruleset.otherwise_not_last": (
        "otherwise: true phải đứng cuối: những gì đứng sau nó không bao giờ được xét tới.",
        "Chuyển xuống cuối danh sách.",
    ),
    "ruleset.no_scale": (
        "Bộ tiêu chí cần đúng một trong hai: thang điểm (scale) hoặc mức độ (levels).",
        "Ghi một trong hai, không ghi cả hai.",
    ),
    "overlay.unknown_item": (
        'Bộ tiêu chí {base} không có mục nào mang mã "{id}".',
        "Sửa item theo mã trong: cdht rules show {base}",
    ),
    "overlay.unknown_figure": (
        'Mục này của {base} không có con số "{figure}".',
        "Ghi đường dẫn như full_at.at_least hoặc levels[0].at_least, levels[0].points.",
    ),
    "overlay.other_base": (
        'Hướng dẫn "{id}" dành cho bộ tiêu chí {base}, không dành cho {ruleset}.',
        "Bỏ hướng dẫn này hoặc chọn bộ tiêu chí kia.",
    ),
    "overlay.unknown_overlay": (
        'Không có hướng dẫn nào tên "{id}".',
        "Đặt tệp vào thư mục overlays của --rules.",
    ),
    "catalog.none_in_force": (
        "Không có bộ tiêu chí nào cho {subject} có hiệu lực ngày {on}.",
        "Muốn chấm ngoài thời gian hiệu lực thì nêu tên bộ (ruleset: …): {periods}.",
    ),
    "catalog.several_apply": (
        "Có nhiều bộ tiêu chí cho {subject} cùng có hiệu lực ngày {on}: {periods}.",
        "Nêu tên một bộ trong hồ sơ (ruleset: …) hoặc sau --ruleset.",
    ),
    "catalog.unknown_ruleset": (
        'Không có bộ tiêu chí nào tên "{id}".',
        "Xem danh sách: cdht rules list",
    ),
    "catalog.wrong_subject": (
        "Bộ tiêu chí {ruleset} không dành cho đối tượng này (dành cho: {wanted}).",
        "Chọn bộ tiêu chí khác hoặc sửa subject.",
    ),
    "catalog.wrong_level": (
        'Bộ tiêu chí {ruleset} không dành cho đơn vị cấp "{value}".',
        "subject.level của bộ này: {allowed}.",
    ),
    "catalog.outside_period": (
        "Kỳ đánh giá kết thúc {end} nằm ngoài thời gian hiệu lực của {number} (từ {from} đến {to}).",
        "Kết quả chỉ để tham khảo trừ khi địa phương có văn bản tiếp tục áp dụng.",
    ),
    "catalog.period_unknown": (
        "Hồ sơ không ghi kỳ đánh giá nên không kiểm được hiệu lực của {number}.",
        "Ghi period: {{from: …, to: …}}.",
    ),
}
