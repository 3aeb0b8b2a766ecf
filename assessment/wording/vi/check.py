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
    "proof.total_not_attained": (
        "Không hồ sơ nào được trọn {most} điểm; nhiều nhất là {points}.",
        "Xem các chỉ tiêu không dành cho mọi đối tượng hoặc dùng chung số liệu.",
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
    "proof.printed_otherwise": (
        "Khoảng in của {id} chứa {total} điểm nhưng ở đây {id} đòi từ {limit} điểm.",
        "Sửa when.total hoặc printed theo đúng văn bản.",
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
    "checks.shows_item": "→ {id}: {points} / {max} điểm",
    "checks.shows_level": "→ {id}: {levels}",
    "checks.shows_total": "→ tổng {total} điểm, xếp loại {rating}",
    "checks.shows_rating": "→ xếp loại {rating}",
    "checks.shows_errors": "→ hồ sơ bị từ chối: {errors}",
    "checks.more": "và {count} số liệu khác",
    "checks.level_true": "đạt {level}",
    "checks.level_false": "không đạt {level}",
    "checks.level_open": "chưa rõ {level}",
    "checks.written": "Đã ghi {count} hồ sơ ví dụ vào {folder}.",
}
