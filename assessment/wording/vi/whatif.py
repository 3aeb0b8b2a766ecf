"""Tiếng Việt: nếu thì."""

from __future__ import annotations

MESSAGES: dict[str, tuple[str, str | None]] = {
    "whatif.no_equals": (
        '"{value}" chưa ghi giá trị.',
        "Ghi KHÓA=GIÁ_TRỊ, KHÓA+=N hoặc KHÓA-=N, không có dấu cách hoặc đặt trong dấu nháy.",
    ),
    "whatif.no_value": (
        '"{key}" chưa ghi giá trị sau dấu bằng.',
        "Ghi một giá trị. Giả định không xóa được số liệu: muốn xem khi chưa có nó thì bỏ dòng của nó trong một bản sao của hồ sơ.",
    ),
    "whatif.not_counted": (
        '"{key}" không phải số đếm, con số hay điểm chấm nên không cộng, trừ được.',
        "Ghi thẳng giá trị mới: {key}=…",
    ),
    "whatif.percent_moved": (
        '"{key}": tỷ lệ chỉ đặt lại được, không cộng, trừ được.',
        "Đặt tỷ lệ mới (MÃ_MỤC=…%), hoặc cộng, trừ một số ({key}+=N).",
    ),
    "whatif.nothing_known": (
        'Hồ sơ chưa có con số rõ ở "{key}" nên không biết cộng, trừ vào đâu.',
        "Ghi thẳng giá trị mới: {key}=…",
    ),
    "whatif.several_keys": (
        'Mục "{id}" dựa vào nhiều số liệu.',
        "Ghi rõ một trong: {keys}.",
    ),
    "whatif.set_twice": (
        '"{key}" đã được đặt ở trên, dưới tên "{other}".',
        "Giữ lại một giá trị.",
    ),
    "whatif.same_name": ('Hai giả định cùng tên "{value}".', "Đặt tên khác nhau."),
    "whatif.too_many_scenarios": ("Tệp có hơn {limit} giả định.", "Chia thành nhiều tệp."),
    "whatif.inspected_share": (
        'Đặt "{key}" không đổi được mục {ids}: đoàn kiểm tra đã ghi tỷ lệ của mục ấy.',
        "Đặt thẳng tỷ lệ: MÃ_MỤC=…%.",
    ),
    "whatif.one_receipt": (
        "Biên nhận chỉ ghi được cho đúng một giả định; câu lệnh này có {count}.",
        "Ghi một giả định, hoặc bỏ --receipt.",
    ),
}

WORDS: dict[str, str] = {
    "whatif.now": "HIỆN NAY",
    "whatif.if": "NẾU",
    "whatif.then": "THÌ",
    "whatif.change": "{label}: {before} → {after}",
    "whatif.nothing": "chưa rõ",
    "whatif.rejected": "đoàn không chấp nhận",
    "whatif.rounded": "{share} của {whole}, làm tròn lên",
    "whatif.as_it_is": "mọi số liệu như hồ sơ đang ghi",
    "whatif.nothing_moves": "không có gì thay đổi",
    "whatif.same_points": "điểm và xếp loại không đổi",
    "whatif.same_result": "kết quả không đổi",
    "whatif.provisional": "Tạm tính: hiện nay {before} điểm, theo giả định {after} điểm, dựa trên con số chưa đối chiếu với văn bản gốc.",
    "whatif.rating_before": "trước đó {rating}",
    "whatif.rating_same": "xếp loại không đổi",
    "whatif.kept": "không đổi mức",
    "whatif.was": "trước đó {before}; nay",
    "whatif.criteria": "Điểm tiêu chí: {moves}",
    "whatif.summary": "SO CÁC GIẢ ĐỊNH",
    "whatif.from_command": "theo câu lệnh",
    # còn bao xa
    "whatif.margins": "GIỮ MỨC, LÊN MỨC: mất xếp loại đứng trước, rồi đến dễ mất nhất",
    "whatif.no_margins": "Không có số liệu nào so với ngưỡng. Xem từng mục lên hay xuống một mức: --sensitivity.",
    "whatif.this_level": "mức này",
    "whatif.loss.at.fewer": "mất {what} nếu giảm {amount}",
    "whatif.loss.at.more": "mất {what} nếu tăng {amount}",
    "whatif.loss.past.fewer": "mất {what} nếu giảm quá {amount}",
    "whatif.loss.past.more": "mất {what} nếu tăng quá {amount}",
    "whatif.loss.any.fewer": "vừa đúng mức: mất {what} nếu giảm, dù ít",
    "whatif.loss.any.more": "vừa đúng mức: mất {what} nếu tăng, dù ít",
    "whatif.full_level": "mức đủ điểm",
    "whatif.then_judged": "sau đó người chấm quyết định",
    "whatif.rating_falls": "tụt xuống {rating}",
    "whatif.rating_may_fall": "xếp loại có thể tụt, còn {rating}",
    "whatif.not_alone": "{text}; một mình chưa đủ, chỉ tiêu này còn thiếu phần khác",
    "whatif.goal.full": "đủ {points} điểm{gain}",
    "whatif.rating.held.total": "{rating}: tổng điểm dư {points} so với mức {figure}.",
    "whatif.rating.held.just": "{rating}: tổng điểm vừa đúng mức {figure}, không còn dư.",
    "whatif.rating.held.no_criterion_at": "{rating} mất nếu tiêu chí {ids} bị điểm {figure}; chỉ cách một bước: {steps}.",
    "whatif.rating.held.no_indicator_below": "{rating} mất nếu nội dung {ids} dưới {figure} điểm; chỉ cách một bước: {steps}.",
    "whatif.rating.held.level": "{rating} mất nếu một chỉ tiêu xuống mức; chỉ cách một bước: {steps}.",
    "whatif.rating.held.gate": "{rating} mất nếu điều kiện bắt buộc không đạt; chỉ cách một bước: {steps}.",
    "whatif.rating.short.total": "{rating}: tổng điểm còn thiếu {points} so với mức {figure}.",
    "whatif.rating.short.no_criterion_at": "{rating}: tiêu chí {ids} đang bị điểm {figure}.",
    "whatif.rating.short.no_indicator_below": "{rating}: nội dung {ids} còn thiếu {points} điểm để đủ {figure}.",
    "whatif.rating.lacks": "{rating}: {what}.",
    # lên, xuống một mức
    "whatif.sensitivity": "TỪNG CHỈ TIÊU LÊN HAY XUỐNG MỘT MỨC",
    "whatif.up": "lên",
    "whatif.down": "xuống",
    "whatif.leads_to": "{way}: {changes}",
}
