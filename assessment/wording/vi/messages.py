"""Tiếng Việt: one sentence and one way out for each code."""

from __future__ import annotations

MESSAGES: dict[str, tuple[str, str | None]] = {
    # --- câu lệnh
    "usage.unknown_ruleset": (
        'Không có bộ tiêu chí nào tên "{id}".',
        "Xem danh sách: cdht rules list",
    ),
    "usage.unknown_item": (
        'Bộ tiêu chí {ruleset} không có tiêu chí hay chỉ tiêu "{id}".',
        "Xem các mã: cdht rules show {ruleset}",
    ),
    "usage.bad_date": (
        '"{value}" không phải là ngày.',
        "Ghi năm-tháng-ngày, ví dụ 2026-12-31.",
    ),
    "usage.cannot_write": ("Không ghi được tệp này.", "Chọn thư mục khác hoặc đóng tệp đang mở."),
    # --- tệp
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
    "file.too_deep": ("Các mục lồng nhau quá {limit} tầng.", "Viết lại theo mẫu trong examples/."),
    "file.too_many_values": ("Tệp có quá {limit} giá trị.", "Chia thành nhiều hồ sơ."),
    "file.alias": (
        "Không dùng neo (&) và tham chiếu (*) trong tệp.",
        "Ghi lại giá trị ở mỗi chỗ cần dùng.",
    ),
    "file.duplicate_key": ('Khóa "{key}" ghi hai lần.', "Giữ lại một dòng."),
    "file.format": (
        'Tệp phải gồm các dòng "khóa: giá trị" của một hồ sơ hay một bộ tiêu chí.',
        "Viết theo mẫu trong examples/.",
    ),
    # --- hình dạng
    "shape.missing_key": ('Thiếu khóa "{key}".', "Bổ sung khóa này."),
    "shape.unknown_key": ('Không có khóa nào tên "{key}" ở đây.', "Bỏ hoặc sửa tên khóa."),
    "shape.wrong_type": ('Giá trị "{value}" không đúng kiểu ở đây.', "Xem mẫu trong examples/."),
    "shape.not_a_number": (
        '"{value}" không phải là số.',
        "Ghi số, ví dụ 12 hoặc 0,5; tỷ lệ kèm %.",
    ),
    "shape.not_a_date": ('"{value}" không phải là ngày.', "Ghi năm-tháng-ngày, ví dụ 2019-12-31."),
    "shape.not_one_of": ('"{value}" không có trong các giá trị được nhận.', "Nhận: {allowed}."),
    "shape.empty": ("Mục này không được để trống.", "Ghi nội dung hoặc bỏ cả mục."),
    "shape.dates_reversed": (
        "Ngày đầu kỳ ({from}) sau ngày cuối kỳ ({to}).",
        "Đổi lại hai ngày.",
    ),
    "shape.comma_in_braces": (
        'Dấu phẩy trong ngoặc nhọn tách "{key}" ra thành một khóa riêng.',
        'Đặt cả câu hoặc số trong dấu nháy thẳng: {{value: "84,9%", note: "theo sổ, 2019"}}.',
    ),
    # --- bộ tiêu chí
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
        "Điều kiện chưa rõ: mỗi mức có đúng một điều kiện, tỷ lệ ghi kèm %, số thì không.",
        "Ghi một trong at_least, at_most, option, otherwise; chỉ tiêu có một trong ratio, number, count.",
    ),
    "ruleset.no_otherwise": (
        '"{id}": còn trường hợp chưa mức nào nhận.',
        "Thêm mức cuối: otherwise: true.",
    ),
    "ruleset.no_scale": (
        "Bộ tiêu chí cần đúng một trong hai: thang điểm (scale) hoặc mức độ (levels).",
        "Giữ lại một.",
    ),
    # --- chọn bộ tiêu chí
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
        "Bỏ --overlay này hoặc chọn bộ tiêu chí kia.",
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
    # --- hồ sơ
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
    # --- số liệu trông không ổn
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
    # --- điều người đọc cần biết
    "note.overlay": ("Áp dụng {title} ({number}).", None),
    "note.interpretation": ("{text}", None),
    "note.illustrative": ("{count} số liệu chỉ để minh họa, không phải số thật.", None),
    "note.unknown_figure": ("{id}: bộ tiêu chí chưa có con số này nên không chấm được.", None),
    "note.missing_as_zero": (
        "Không có minh chứng nên không được điểm, không đạt: {ids}.",
        "Bổ sung minh chứng trước khi chốt.",
    ),
    # --- biên nhận, đối chứng, yêu cầu
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
    "cross_check.disagrees": (
        "Bộ đối chứng durable-rules ra xếp loại khác.",
        "Không dùng kết quả này; báo cho người giữ bộ tiêu chí.",
    ),
    "demand.rating_undetermined": (
        "Chưa xác định được xếp loại: còn có thể là {ratings}. Còn thiếu {count} số liệu.",
        "Xem còn thiếu gì: cdht score {file}",
    ),
    "dossier.exclusion_rejected": (
        "Trường hợp loại trừ cần câu trả lời rõ, không bác bỏ suông: {text}.",
        "Ghi value: có hoặc value: không trong inspected, kèm reason.",
    ),
    "shape.missing_space": (
        '"{value}" bị đọc thành một câu: thiếu dấu cách sau dấu hai chấm.',
        "Ghi khóa: giá trị, có dấu cách sau dấu hai chấm.",
    ),
    "file.tab": ("Có dấu tab ở đây; đầu dòng chỉ dùng dấu cách.", "Thay dấu tab bằng dấu cách."),
    "usage.missing_argument": ("Câu lệnh thiếu {value}.", "Xem cách dùng: {call} -h"),
    "usage.unknown_command": ('Không có lệnh "{value}".', "Xem các lệnh: {call} -h"),
    "usage.unknown_option": ('Không có tùy chọn "{value}".', "Xem cách dùng: {call} -h"),
    "usage.bad_value": (
        "Giá trị của {value} không dùng được.",
        "Nhận: {allowed}. Xem cách dùng: {call} -h",
    ),
    "usage.bad_call": ("Câu lệnh viết chưa đúng: {value}", "Xem cách dùng: {call} -h"),
    "usage.would_overwrite": (
        'Tệp ghi ra "{value}" trùng với một tệp khác của câu lệnh này.',
        "Chọn tên tệp khác cho --out, --receipt.",
    ),
    "usage.extra_argument": (
        "Câu lệnh thừa: {value}.",
        "Tên tệp có dấu cách phải đặt trong dấu nháy; xem cách dùng: {call} -h",
    ),
    "file.office": (
        "Đây là tệp Word, Excel hoặc PDF, không phải hồ sơ dạng văn bản.",
        "Mở tệp, chép nội dung sang một tệp văn bản (.yaml) theo mẫu trong examples/.",
    ),
    "shape.not_indented": ('"{key}" phải thụt vào dưới "{parent}".', "Thêm hai dấu cách đầu dòng."),
    "shape.not_a_list": ('"{value}" phải là một danh sách.', "Đặt trong ngoặc vuông: [{value}]."),
    "shape.not_a_mapping": (
        "Mục này phải gồm các dòng khóa: giá trị.",
        "Ghi mỗi dòng một khóa, dấu hai chấm, dấu cách, rồi giá trị.",
    ),
    "dossier.curly_quotes": (
        "{value} có dấu nháy cong.",
        'Dùng dấu nháy thẳng " hoặc bỏ dấu nháy.',
    ),
    "receipt.not_a_dossier": (
        "Đây là biên nhận, không phải hồ sơ.",
        "Tính lại biên nhận: cdht replay {file}",
    ),
    "dossier.nothing_inspected": (
        "Mục kiểm tra chưa ghi kết quả.",
        "Ghi value: số liệu của đoàn, hoặc rejected: true, kèm reason.",
    ),
    "check.share_disagrees": (
        "Tỷ lệ đã ghi không khớp với số đếm ghi bên cạnh; đang tính theo tỷ lệ.",
        "Kiểm tra lại tỷ lệ và số đếm.",
    ),
    "usage.bad_path": (
        "Không dùng được tệp hoặc thư mục ở {value}.",
        "Kiểm tra lại tên; xem cách dùng: {call} -h",
    ),
}
