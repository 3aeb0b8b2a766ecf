"""Hồ sơ, kết quả, biên nhận: one sentence and one way out for each code."""

from __future__ import annotations

MESSAGES: dict[str, tuple[str, str | None]] = {
    "dossier.unknown_key": (
        'Không có số liệu nào tên "{key}" trong bộ tiêu chí {ruleset}.',
        "Xem tên các số liệu: cdht rules show {ruleset}",
    ),
    "dossier.wrong_type": ('"{value}" không đọc được ở đây: cần {wanted}.', "{example}"),
    "dossier.out_of_bounds": (
        '"{value}" nằm ngoài khoảng từ {least} đến {most}.',
        "Kiểm tra lại số liệu.",
    ),
    "dossier.unknown_option": ('Không có lựa chọn "{value}".', "Chọn một trong: {allowed}."),
    "dossier.off_step": (
        '"{value}" điểm không theo bước {step} điểm.',
        "Cho số điểm là bội số của {step}.",
    ),
    "dossier.no_percent_sign": (
        '"{value}" thiếu dấu %.',
        'Ghi tỷ lệ kèm dấu %, ví dụ "67,3%"; số đếm ghi dưới {of} và {over}.',
    ),
    "dossier.part_above_whole": (
        "{label}: {part} lớn hơn {over_label}: {whole}.",
        "Kiểm tra lại hai số liệu {key} và {over}.",
    ),
    "dossier.bound_not_allowed": (
        "Mục này cần một giá trị rõ, không nhận cận (at_least, at_most).",
        "Ghi value.",
    ),
    "dossier.bound_in_words": (
        '"{value}" là một cận, không phải một giá trị.',
        'Ghi {{at_least: …}} cho "trên, từ, ít nhất"; {{at_most: …}} cho "dưới, không quá".',
    ),
    "dossier.bounds_reversed": ("Cận dưới {low} lớn hơn cận trên {high}.", "Đổi lại hai cận."),
    "dossier.may_not_be_left_out": (
        '"{id}" không được bỏ qua theo bộ tiêu chí này.',
        "Chỉ được khai không áp dụng cho: {allowed}.",
    ),
    "dossier.unknown_unit_type": ('Không có loại đơn vị "{value}".', "Chọn một trong: {allowed}."),
    "dossier.unit_type_needed": (
        "Chưa ghi loại đơn vị (subject.unit_type).",
        "Chọn một trong: {allowed}.",
    ),
    "dossier.public_needed": (
        "Chưa ghi đơn vị công lập hay ngoài công lập (subject.public).",
        "Ghi public: có hoặc public: không.",
    ),
    "dossier.unknown_previous_level": (
        'Lần trước được công nhận "{value}", nhưng bộ tiêu chí không có mức này.',
        "Ghi một trong: {allowed}.",
    ),
    "dossier.exclusion_rejected": (
        "Trường hợp loại trừ cần câu trả lời rõ, không bác bỏ suông: {text}.",
        "Ghi value: có hoặc value: không trong inspected, kèm reason.",
    ),
    "dossier.curly_quotes": (
        "{value} có dấu nháy cong.",
        'Dùng dấu nháy thẳng " hoặc bỏ dấu nháy.',
    ),
    "dossier.nothing_inspected": (
        "Mục kiểm tra chưa ghi kết quả.",
        "Ghi value: số liệu của đoàn, hoặc rejected: true, kèm reason.",
    ),
    "check.thousands": (
        '"{value}" được đọc là {count} (dấu chấm ngăn hàng nghìn).',
        "Ghi {count} cho rõ.",
    ),
    "check.stated_percentage": (
        'Ghi "{stated}" nhưng {part}/{whole} = {computed}%.',
        "Sửa tỷ lệ hoặc số liệu; đang tính theo số liệu.",
    ),
    "check.parts_do_not_add_up": (
        "Ghi {stated} nhưng các phần cộng lại {listed} = {sum}.",
        "Kiểm tra lại; đang tính theo số đã ghi.",
    ),
    "check.part_of_population": (
        "{label} ({part}) lớn hơn {over_label} ({whole}).",
        "Kiểm tra lại hai số liệu.",
    ),
    "check.no_area": (
        "Chưa ghi khu vực nên tính theo thang của khu vực thường.",
        "Ghi subject.area: standard, disadvantaged hoặc extremely_disadvantaged.",
    ),
    "check.no_reason": (
        "Cho {points}/{max} điểm mà chưa ghi lý do.",
        "Ghi reason: lý do trừ điểm.",
    ),
    "check.inspected_without_reason": (
        "Đoàn kiểm tra sửa hoặc không chấp nhận mà chưa ghi lý do.",
        "Ghi reason: lý do, để đơn vị được kiểm tra hiểu.",
    ),
    "check.nothing_counted": (
        "0 trên 0: không có đối tượng nào để tính tỷ lệ.",
        "Kiểm tra lại số liệu.",
    ),
    "check.full_points_below_full": (
        "Cho đủ {max} điểm dù tỷ lệ chưa đạt mức đủ điểm.",
        "Ghi rõ lý do hoặc cho điểm lại.",
    ),
    "check.judged_and_counted": (
        "Người chấm cho {points}/{max} điểm nhưng số liệu đạt mức đủ điểm; đang tính theo số liệu.",
        "Sửa điểm chấm hoặc số liệu.",
    ),
    "check.upgrade_too_early": (
        "Được công nhận {level} ngày {decided}: chưa đủ {months} tháng để đề nghị nâng mức độ.",
        "Đề nghị nâng mức độ từ ngày {earliest}.",
    ),
    "check.share_disagrees": (
        "Tỷ lệ đã ghi không khớp với số đếm ghi bên cạnh; đang tính theo tỷ lệ.",
        "Kiểm tra lại tỷ lệ và số đếm.",
    ),
    "note.overlay": ("Áp dụng {title} ({number}).", None),
    "note.interpretation": ("{text}", None),
    "note.illustrative": ("{count} số liệu chỉ để minh họa, không phải số thật.", None),
    "note.unknown_figure": ("{id}: bộ tiêu chí chưa có con số này nên không chấm được.", None),
    "note.missing_as_zero": (
        "Không có minh chứng nên không được điểm, không đạt: {ids}.",
        "Bổ sung minh chứng trước khi chốt.",
    ),
    "receipt.not_a_receipt": (
        "Tệp không phải là biên nhận của cdht.",
        "Tạo biên nhận: cdht score … --receipt",
    ),
    "receipt.tampered": (
        "Nội dung biên nhận đã bị sửa: mã ghi {stated}, tính lại {found}.",
        "Dùng bản gốc.",
    ),
    "receipt.ruleset_changed": (
        "Bộ tiêu chí {id} hiện hành đã khác bản trong biên nhận (mã hiện nay {now}).",
        "Kết quả trong biên nhận theo bản cũ; chấm lại hồ sơ nếu cần theo bản mới.",
    ),
    "receipt.engine_changed": ("Biên nhận do cdht {before} lập, nay là cdht {after}.", None),
    "receipt.result_changed": (
        "Tính lại ra kết quả khác ở {item}: {before} nay là {after}.",
        "Báo cho người giữ bộ tiêu chí.",
    ),
    "receipt.cross_check_changed": ("Đối chứng khi lập: {before}; nay: {after}.", None),
    "receipt.not_a_dossier": (
        "Đây là biên nhận, không phải hồ sơ.",
        "Tính lại biên nhận: cdht replay {file}",
    ),
    "cross_check.disagrees": (
        "Bộ đối chứng durable-rules ra xếp loại khác.",
        "Không dùng kết quả này; báo cho người giữ bộ tiêu chí.",
    ),
    "demand.rating_undetermined": (
        "Chưa xác định được xếp loại: còn có thể là {ratings}. Còn thiếu {count} số liệu.",
        "Xem còn thiếu gì: cdht score {file}",
    ),
}
