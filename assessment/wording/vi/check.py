"""Tiếng Việt: codes and words of the rulebook's check."""

from __future__ import annotations

MESSAGES: dict[str, tuple[str, str | None]] = {
    "proof.gap": (
        "Chỉ tiêu {id}: giá trị {value} không rơi vào mức nào.",
        "Thêm mức cho giá trị này, hoặc kết thúc bằng otherwise: true.",
    ),
    "proof.level_out_of_reach": (
        "Chỉ tiêu {id}: không giá trị nào đạt được mức này; gần nhất là {value}.",
        "Sửa ngưỡng của mức, hoặc giới hạn của số liệu.",
    ),
    "proof.level_shadowed": (
        "Chỉ tiêu {id}: mức này không bao giờ được tính: với {value}, mức ở dòng {other} đã được tính trước.",
        "Xếp mức cao lên trước, hoặc bỏ mức thừa.",
    ),
    "proof.levels_overlap": (
        "Chỉ tiêu {id}: giá trị {value} vừa thuộc mức này, vừa thuộc mức ở dòng {other}.",
        "Sửa ngưỡng để mỗi giá trị chỉ thuộc một mức.",
    ),
    "proof.more_is_worth_less": (
        "Chỉ tiêu {id}: {value} được {points} điểm nhưng {more} được {fewer} điểm.",
        "Xếp lại điểm theo ngưỡng; chỉ tiêu càng ít càng tốt thì dùng at_most.",
    ),
    "proof.level_earns_no_more": (
        "Chỉ tiêu {id}: mức này đòi hơn mức dưới nhưng vẫn {points} điểm.",
        "Bỏ một mức, hoặc sửa điểm.",
    ),
    "proof.area_asks_more": (
        "Chỉ tiêu {id}: ở vùng khó khăn {value} được {points} điểm, ít hơn nơi khác ({usual} điểm).",
        "Sửa ngưỡng dành cho vùng khó khăn.",
    ),
    "proof.level_always_met": (
        "Chỉ tiêu {id}: giá trị nào cũng đạt mức này, kể cả {value}.",
        "Sửa ngưỡng của mức.",
    ),
    "proof.level_asks_less": (
        "Chỉ tiêu {id}: {value} đạt {level} nhưng không đạt {lower}, là mức thấp hơn.",
        "Sửa ngưỡng: mức cao phải đòi ít nhất bằng mức thấp.",
    ),
    "proof.level_asks_no_more": ("Chỉ tiêu {id}: {level} không đòi gì hơn {lower}.", None),
    "proof.level_skipped": (
        "Có thể đạt {level} mà thiếu {lower} vì chỉ tiêu {id}. Gặp ở: {whom}.",
        "Nếu luật muốn vậy, thêm một interpretations có affects.level_gap; nếu không, sửa chỉ tiêu.",
    ),
    "proof.level_skipped_as_read": (
        "Có thể đạt {level} mà thiếu {lower} vì chỉ tiêu {id}. Gặp ở: {whom}. Cách hiểu đã chọn ({article}): {reading}",
        None,
    ),
    "proof.irrelevant": (
        "Chỉ tiêu {id} cho cùng một kết quả với mọi số liệu.",
        "Sửa các mức, hoặc bỏ chỉ tiêu.",
    ),
    "proof.never_asked": (
        "Mục {id} không dành cho ai: không loại đối tượng nào được xét.",
        "Sửa applies_to.",
    ),
    "proof.part_irrelevant": (
        "Phần {id} không bao giờ làm đổi kết quả của chỉ tiêu.",
        "Sửa điểm hoặc ngưỡng của phần này, hoặc bỏ.",
    ),
    "proof.counted_twice": ("Chỉ tiêu {id}: số liệu {key} được tính hai lần.", "Giữ lại một phần."),
    "proof.maximum_not_attained": (
        "Chỉ tiêu {id}: không số liệu nào được trọn {most} điểm; nhiều nhất là {points}.",
        "Sửa ngưỡng của mức cao nhất, hoặc điểm tối đa.",
    ),
    "proof.gate_cannot_fail": (
        "Điều kiện {id} không bao giờ loại ai.",
        "Sửa ngưỡng của điều kiện, hoặc bỏ.",
    ),
    "proof.gate_cannot_be_met": ("Điều kiện {id} không ai đạt được.", "Sửa ngưỡng của điều kiện."),
    "proof.rating_out_of_reach": (
        "Không hồ sơ nào được xếp {title} ({id}).",
        "So mức điểm, điều kiện và thứ tự của các xếp loại: loại cao phải đứng trước.",
    ),
    "proof.undecided": (
        "Chưa chứng minh được là có hồ sơ được xếp {title} ({id}): các số liệu dùng chung ràng buộc nhau.",
        "Thử bằng một bảng thử trong criteria/cases.",
    ),
    "proof.too_many_values": (
        "Chỉ tiêu {id} có quá nhiều tổ hợp số liệu nên chưa được chứng minh.",
        "Tách thành các chỉ tiêu nhỏ hơn.",
    ),
    "proof.printed_gap": (
        "Tổng {totals} điểm không nằm trong khoảng in nào; ở đây được xếp {rating}.",
        "Thêm một interpretations có affects.total_between nói cách hiểu và căn cứ.",
    ),
    "proof.printed_gap_as_read": (
        "Tổng {totals} điểm không nằm trong khoảng in nào; ở đây được xếp {rating}. Cách hiểu đã chọn ({article}): {reading}",
        None,
    ),
    "proof.printed_twice": (
        "Khoảng in của {id} và khoảng trên nó cùng chứa {total} điểm.",
        "Sửa printed theo đúng văn bản.",
    ),
    "proof.interpretation_idle": (
        "Cách hiểu {id} không chạm tới kết quả nào: không hồ sơ nào rơi vào đó.",
        "Sửa affects, hoặc bỏ cách hiểu.",
    ),
    "proof.no_bounds": (
        "Số liệu {key} không có giới hạn: số vô lý cũng được nhận.",
        "Ghi at_least và at_most.",
    ),
    "proof.bounds_reversed": (
        "Giới hạn dưới của {key} ({low}) lớn hơn giới hạn trên ({high}).",
        "Đổi lại hai giới hạn.",
    ),
    "proof.within_itself": ("Số liệu {key} là một phần của chính nó.", "Sửa within."),
    "proof.one_value_only": (
        "Số liệu {key} chỉ có thể là {value}.",
        "Sửa at_least hoặc at_most.",
    ),
    "proof.looks_like_thousands": (
        '"{value}" được đọc là {decimal}; nhiều người viết thế để chỉ {thousands}.',
        'Muốn nói {thousands} thì ghi {plain}; không thì ghi "{decimal}".',
    ),
    "proof.part_above_whole": (
        "Số liệu {key} ít nhất là {low} mà {whole}, bao gồm nó, nhiều nhất là {high}: không hồ sơ nào ghi được cả hai.",
        "Sửa giới hạn của một trong hai.",
    ),
    "proof.unused_field": (
        "{key} (loại {type}) không dùng đến {field}: ghi ở đây không có tác dụng.",
        "Bỏ {field}, hoặc sửa loại.",
    ),
    "proof.same_label": (
        'Hai chỗ cùng tên gọi "{label}": {one} và {other}.',
        "Đặt tên khác nhau để người khai phân biệt được.",
    ),
    "proof.share_of_itself": (
        "Chỉ tiêu {id} chia {key} cho chính nó.",
        "Sửa of hoặc over.",
    ),
    "proof.limit_between_counts": (
        '{id}: "{value}" được đọc là {decimal}; số đếm phải là số nguyên.',
        "Ghi số nguyên. Số có phần lẻ thì dùng number thay cho count.",
    ),
    "proof.area_changes_nothing": (
        "Ở đây có khai khu vực khó khăn nhưng không có gì khác đi ở khu vực đó.",
        "Ghi chỗ khác đi trong disadvantaged; không có thì bỏ phần khai này.",
    ),
    "proof.for_everybody": (
        "applies_to nêu mọi loại đơn vị đã khai, nên như không ghi.",
        "Bỏ applies_to, hoặc bỏ bớt loại đơn vị.",
    ),
    "proof.rated_on_nothing": (
        "Hồ sơ không ghi số liệu nào, chỉ khai mọi mục không áp dụng, vẫn được xếp {title} ({id}).",
        "Giữ ít nhất một tiêu chí ai cũng phải có, hoặc thêm một điều kiện (gates).",
    ),
    "proof.overlay_never_used": (
        "Hướng dẫn có hiệu lực {span}, không trùng ngày nào với bộ {base} ({other}).",
        "Sửa in_force, hoặc sửa base.",
    ),
    "proof.overlay_changes_nothing": (
        "{figure} trong bộ {base} đã là {value}: thay đổi này không đổi gì.",
        "Sửa to, hoặc bỏ thay đổi này.",
    ),
    "proof.area_never_applies": (
        "Có mức riêng cho vùng khó khăn nhưng không khu vực nào được dùng mức đó.",
        "Khai areas.disadvantaged_scale_for: disadvantaged, extremely_disadvantaged.",
    ),
    "proof.area_is_everywhere": (
        "Mọi khu vực đều dùng mức của vùng khó khăn, nên mức thường không bao giờ được dùng.",
        "Bỏ standard khỏi areas.disadvantaged_scale_for.",
    ),
    "proof.rating_asks_more": (
        "{title} ({id}): ở vùng khó khăn đòi {limit} điểm, hơn nơi khác ({usual} điểm).",
        "Sửa when.total dành cho vùng khó khăn.",
    ),
    "proof.upgrade_downwards": (
        "Nâng mức độ từ {from} lên {to}: không phải là lên.",
        "Đổi lại from và to.",
    ),
    "proof.in_force_before_issued": (
        "Có hiệu lực từ {from}, trước ngày ban hành {issued}.",
        "Xem lại hai ngày; văn bản có hiệu lực trở về trước thì thôi.",
    ),
    "proof.level_named_twice": (
        "Chỉ tiêu {id} ghi {level} hai lần cho cùng đối tượng: chỉ lần sau được xét.",
        "Giữ một lần, hoặc ghi applies_to để mỗi đối tượng có một lần.",
    ),
    "proof.level_without_indicator": (
        "Không chỉ tiêu nào xét {level}, nên ai cũng đạt.",
        "Sửa level của các chỉ tiêu, hoặc bỏ mức độ này.",
    ),
    "proof.level_without_rating": (
        "Không xếp loại nào đòi {level}, nên đạt hay không cũng như nhau.",
        "Sửa when.levels của xếp loại, hoặc bỏ mức độ này.",
    ),
    "proof.condition_idle": (
        "{title}: điều kiện {condition}: {limit} không bao giờ loại ai.",
        "Sửa điều kiện, hoặc bỏ.",
    ),
    "proof.condition_implied": (
        "{title}: bỏ điều kiện {condition}: {limit} thì không hồ sơ nào được xếp khác đi.",
        "Văn bản ghi vậy thì để nguyên; nếu không, xem lại con số này và các điều kiện đứng cạnh.",
    ),
    "proof.never_stops_alone": (
        "{id} không loại ai mà {other} chưa loại.",
        "Sửa một trong hai, hoặc bỏ.",
    ),
    "proof.total_only_when_stopped": (
        "Ai được trọn {most} điểm thì bị điều kiện hoặc trường hợp loại trừ chặn lại; không bị chặn thì nhiều nhất {points} điểm.",
        "Xem số liệu mà chỉ tiêu cần có nhưng điều kiện hoặc exclusions không cho có.",
    ),
    "proof.left_out_loses_rating": (
        "Ai không áp dụng {id} thì mất {points} điểm và không bao giờ được xếp {title}.",
        "Nếu văn bản tính đủ điểm thì ghi then: full; nếu không, ghi rõ bằng một interpretations.",
    ),
    "proof.printed_reversed": (
        "Khoảng in đi từ {from} xuống {to}.",
        "Đổi lại from và to.",
    ),
    "proof.printed_without": (
        "{total} điểm được xếp {rating} nhưng nằm ngoài mọi khoảng in.",
        "Sửa when.total hoặc printed theo đúng văn bản.",
    ),
    "proof.printed_otherwise": (
        "Khoảng in của {title} chứa {total} điểm nhưng ở đây {total} điểm được xếp {rating}.",
        "Sửa when.total hoặc printed theo đúng văn bản.",
    ),
    "proof.too_many_states": (
        "Các chỉ tiêu dùng chung quá nhiều số liệu nên chưa chứng minh được về tổng điểm và xếp loại.",
        "Tách bộ tiêu chí, hoặc thử bằng bảng thử trong criteria/cases.",
    ),
    "proof.total_not_attained": (
        "Không hồ sơ nào được trọn {most} điểm; đủ số liệu thì nhiều nhất là {points}.",
        "Xem các chỉ tiêu không dành cho mọi đối tượng, hoặc đòi ngược nhau ở cùng một số liệu.",
    ),
    "proof.figure_unknown": (
        "Chỉ tiêu {id}: chưa ai biết con số này (null); kết quả cần tới nó sẽ để ngỏ.",
        "Tra văn bản rồi ghi vào, hoặc dùng cdht rules confirm.",
    ),
    "proof.other_ending": (
        'Tệp này không bao giờ được dùng: đuôi tệp là "{value}", không phải ".yaml".',
        "Đổi tên tệp thành {name}.",
    ),
    "proof.stray_file": (
        "Tệp này không bao giờ được dùng: nó không nằm trong thư mục của một đối tượng, hay thư mục overlays.",
        "Đặt bộ tiêu chí vào THƯ_MỤC/commune/, household/, …, hướng dẫn vào THƯ_MỤC/overlays/, tên tệp là id.",
    ),
    "shape.out_of_range": (
        'Giá trị "{value}" ngoài khoảng cho phép; giới hạn là {limit}.',
        "Sửa con số.",
    ),
    "overlay.unknown_base": (
        "Không có bộ tiêu chí nào tên {id} để áp dụng hướng dẫn này.",
        "Sửa base, hoặc thêm thư mục của bộ ấy bằng --rules.",
    ),
}

WORDS: dict[str, str] = {
    "proof.only_for": "(Chỉ với: {who}.)",
    "proof.everybody": "mọi đối tượng",
    "proof.public": "công lập",
    "proof.not_public": "ngoài công lập",
    "proof.all_but": "mọi loại đơn vị trừ: {types}",
    "checks.error": "Lỗi",
    "checks.warning": "Cảnh báo",
    "checks.note": "Điều cần biết",
    "checks.summary": "{files} tệp: {errors} lỗi, {warnings} cảnh báo, {notes} điều cần biết.",
    "checks.clean": "Không thấy lỗi nào.",
    "checks.witness": "Ví dụ: {evidence}",
    "checks.shows_criterion": "→ tiêu chí {id}: {points} / {max} điểm",
    "checks.shows_item": "→ {id}: {points} / {max} điểm",
    "checks.shows_level": "→ {id}: {levels}",
    "checks.shows_total": "→ tổng {total} điểm: {rating}",
    "checks.shows_rating": "→ {rating}",
    "checks.shows_errors": "→ hồ sơ bị từ chối: {errors}",
    "checks.kind_dossier": "một hồ sơ",
    "checks.kind_cases": "một bảng thử",
    "checks.kind_receipt": "một biên nhận",
    "checks.kind_overlay": "một hướng dẫn của địa phương",
    "checks.kind_confirmation": "một tệp đối chiếu",
    "checks.way_dossier": "Chấm hồ sơ bằng cdht score; cất hồ sơ ngoài thư mục bộ tiêu chí.",
    "checks.way_cases": "Đặt bảng thử trong thư mục con cases/ của thư mục bộ tiêu chí; chạy bằng cdht rules test.",
    "checks.way_receipt": "Tính lại biên nhận bằng cdht replay; cất biên nhận ngoài thư mục bộ tiêu chí.",
    "checks.way_overlay": "Đặt hướng dẫn trong thư mục con overlays/ của thư mục bộ tiêu chí.",
    "checks.way_confirmation": "Đặt tệp đối chiếu trong thư mục con overlays/ của thư mục bộ tiêu chí.",
    "checks.judged": "{id}: {value} điểm",
    "checks.share": "{id}: {value}",
    "checks.lacking": "Thiếu ở: {items}.",
    "checks.empty": "hồ sơ không ghi số liệu nào",
    "checks.whole": "hồ sơ {count} số liệu",
    "checks.rest": "và {count} số liệu khác",
    "checks.day": "ngày {day}",
    "checks.in_full": "Hồ sơ ví dụ đầy đủ: thêm --witnesses THƯ_MỤC.",
    "checks.level_true": "đạt {level}",
    "checks.level_false": "không đạt {level}",
    "checks.level_open": "chưa rõ {level}",
    "checks.written": "Đã ghi {count} hồ sơ ví dụ vào {folder}.",
}
