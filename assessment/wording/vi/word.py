"""Tiếng Việt: giấy tờ Word và mẫu của chúng."""

from __future__ import annotations

MESSAGES: dict[str, tuple[str, str | None]] = {
    "office.other_ending": (
        'Tên tệp đuôi "{value}" không phải là của --format {format}.',
        "Đặt tên đuôi {wanted} cho --out, hoặc thêm --format của kiểu tệp ấy (pdf, xlsx, docx).",
    ),
    "office.exists": (
        "Tệp này đã có, và có thể đã được điền hay sửa.",
        "Đặt tên khác cho --out, hoặc cất tệp ấy đi.",
    ),
    "word.only_docx": (
        "Lựa chọn này chỉ dùng với --format docx.",
        "Thêm --format docx --out TỆP.docx, hoặc bỏ lựa chọn này.",
    ),
    "word.paper_or_template": (
        "Mẫu riêng đã nói có những giấy nào, nên không kèm --paper.",
        "Bỏ --paper, hoặc bỏ --template.",
    ),
    "word.no_such_paper": (
        'Bộ "{title}" không có giấy "{value}".',
        "Giấy có: {papers}. Bỏ --paper thì lập đủ các giấy ấy.",
    ),
    "word.undetermined": (
        "Lưu ý: kết quả còn chưa xác định, nên giấy tờ ghi rõ là bản nháp, chưa ký, chưa trình.",
        "Bổ sung số liệu còn thiếu rồi lập lại giấy tờ.",
    ),
    "word.not_eligible": (
        "Lưu ý: kết quả chưa đủ điều kiện công nhận, và giấy tờ ghi rõ như thế.",
        "Xem lại trước khi ký, trình.",
    ),
    "word.too_large": (
        "Mẫu Word lớn quá, hay bung ra lớn quá: nhiều nhất {limit} byte.",
        "Bỏ bớt ảnh trong mẫu, hoặc lập lại mẫu: cdht template BỘ --out mau.docx.",
    ),
    "word.not_a_document": (
        "Tệp không phải là tài liệu Word (.docx) không macro, không mật khẩu.",
        "Trong Word chọn Lưu thành, kiểu Word Document (.docx); bỏ mật khẩu nếu có.",
    ),
    "word.bad_tag": (
        "Mẫu có thẻ viết sai, gần chỗ: {value} (Jinja: {reason})",
        "Mỗi thẻ mở bằng {{{{ hoặc {{% và đóng bằng }}}} hoặc %}}; mỗi for, if có một endfor, endif. Xem docs/giay-to.md.",
    ),
    "word.unclosed_tag": (
        "Mẫu có thẻ mở mà không đóng, gần chỗ: {near}",
        "Mỗi thẻ mở bằng {{{{ hoặc {{% và đóng bằng }}}} hoặc %}}, trong cùng một đoạn.",
    ),
    "word.unclosed_block": (
        "Mẫu có thẻ {{% {value} %}} mà không có thẻ {{% end{value} %}}, gần chỗ: {near}",
        "Thêm {{% end{value} %}}, cùng loại với thẻ mở: {{%p … %}} hay {{%tr … %}}.",
    ),
    "word.stray_end": (
        "Mẫu có thẻ {{% {value} %}} mà không có thẻ mở của nó, hay các thẻ đan chéo nhau, gần chỗ: {near}",
        "Thẻ mở sau thì đóng trước: mỗi for có một endfor, mỗi if có một endif.",
    ),
    "word.unknown_tag": (
        'Mẫu có thẻ lạ "{value}", gần chỗ: {near}',
        "Mẫu dùng được: for … endfor, if … elif … else … endif, set.",
    ),
    "word.unknown_filter": (
        'Mẫu dùng "{value}" sau dấu | hay chữ is, mà không có phép ấy, gần chỗ: {near}',
        "Hay dùng: upper (chữ hoa), capitalize (hoa chữ đầu), length (đếm).",
    ),
    "word.no_tags": (
        "Mẫu không có thẻ nào, nên mọi hồ sơ sẽ ra cùng một giấy.",
        "Dùng mẫu lập từ cdht template BỘ --out mau.docx; giấy đã điền không dùng làm mẫu được.",
    ),
    "word.left_over": (
        "Mẫu có thẻ đóng mà không mở: {value}",
        "Mỗi thẻ mở bằng {{{{ hoặc {{% và đóng bằng }}}} hoặc %}}. Xem docs/giay-to.md.",
    ),
    "word.unknown_variable": (
        'Mẫu dùng biến "{value}", mà không có biến ấy.',
        "Các biến có ở docs/giay-to.md.",
    ),
    "word.forbidden": (
        "Mẫu đòi làm điều không được phép: {reason}",
        "Mẫu chỉ được ghi biến, lặp (for) và chọn (if).",
    ),
    "word.torn": (
        "Thẻ của mẫu làm rách tài liệu: một thẻ mở và đóng ở hai nơi khác nhau của trang hay của bảng.",
        "Đặt for và endfor (if và endif) cùng loại chỗ: cùng đoạn, cùng là dòng riêng ({{%p … %}}), hay cùng là hàng riêng của một bảng ({{%tr … %}}).",
    ),
    "word.fails": (
        "Không điền được mẫu: một thẻ làm việc mà giá trị của nó không cho phép. (Jinja: {reason})",
        "Xem các biến ở docs/giay-to.md, hoặc lập lại mẫu: cdht template BỘ --out mau.docx.",
    ),
}

WORDS: dict[str, str] = {
    "paper.to-trinh": "tờ trình",
    "paper.bao-cao": "báo cáo",
    "paper.bien-ban": "biên bản tự kiểm tra",
    "paper.phieu": "phiếu tự đánh giá",
    "papers.none_met": "chưa đạt",
    "papers.task": "Mục {id}: {step}",
    "papers.gate": "ĐK {number}",
    "papers.exclusion": "LT {number}",
    "office.written": "Đã ghi {file}: {result}",
    "template.written": "Đã ghi mẫu Word ({papers}) vào {file}.",
    "template.then_score": "Sửa bằng Word, rồi: cdht score HỒ_SƠ --format docx --template {file} --out giay-to.docx",
    "template.then_certify": "Sửa bằng Word, rồi: cdht certify BẢNG --ruleset BỘ --out KẾT_QUẢ --docx --paper {paper} --template {file}",
}
