"""Tiếng Việt: tổng kết quả lên cấp trên."""

from __future__ import annotations

MESSAGES: dict[str, tuple[str, str | None]] = {
    "chains.one_way": (
        "Mối nối phải ghi đúng một cách lấy số liệu.",
        "Ghi một trong: {allowed}.",
    ),
    "chains.among_citizens": (
        "among chỉ dùng khi đếm (counted) công dân cho số liệu của đơn vị.",
        "Bỏ among, hoặc xem lại results và ruleset.",
    ),
    "chains.unknown_source": (
        'Không bộ tiêu chí nào cho {subject} có tên "{title}".',
        "Ghi subject và title đúng như trong bộ tiêu chí. Xem các bộ: cdht rules list",
    ),
    "chains.unknown_ruleset": (
        "Không có bộ tiêu chí {id}.",
        "Xem các bộ: cdht rules list",
    ),
    "chains.unknown_key": (
        'Bộ tiêu chí {ruleset} không có số liệu nào tên "{key}".',
        "Xem tên các số liệu: cdht rules show {ruleset}",
    ),
    "chains.wrong_type": (
        "Số liệu {key} là {type}, không lấy được bằng cách này: cần {types}.",
        "counted và rating_at_least cho số đếm; rating cho lựa chọn hoặc có/không.",
    ),
    "chains.unknown_rating": (
        'Không bộ tiêu chí nào của "{title}" có xếp loại "{value}".',
        "Các xếp loại: {allowed}.",
    ),
    "chains.wrong_answer": (
        'Số liệu {key} không nhận giá trị "{value}".',
        "Các giá trị nhận được: {allowed}. Xếp loại có mã khác thì ghi từng mã: {{dat: có, chua_dat: không}}.",
    ),
    "chains.rating_left_out": (
        "Mối nối chưa nói xếp loại {ratings} thành giá trị nào.",
        "Ghi đủ mọi xếp loại.",
    ),
    "chains.key_twice": (
        "Số liệu {key} của {ruleset} được cho hai lần từ cùng một kết quả: xem {other}.",
        "Giữ một mối nối.",
    ),
    "chains.cycle": (
        "Các mối nối thành vòng tròn: {circle}.",
        "Bỏ một mối nối trong vòng.",
    ),
    "receipt.about_table": (
        "Đây là biên nhận của một bảng đã chấm (cdht certify), không phải của một hồ sơ: không tính lại được chỉ từ biên nhận.",
        "Kiểm tra: chấm lại bảng gốc bằng cdht certify ra tệp khác, rồi so hai bảng kết quả. Xem một dòng: cdht explain BẢNG_KẾT_QUẢ --id MÃ",
    ),
    "receipt.about_rollup": (
        "Đây là biên nhận của một bảng tổng lên (cdht rollup), không phải của một hồ sơ: không tính lại được chỉ từ biên nhận.",
        "Kiểm tra: tổng lại bằng cdht rollup ra tệp khác, rồi so hai bảng.",
    ),
    "receipt.file_same": ("{file}: đúng như biên nhận ghi.", None),
    "receipt.file_changed": (
        "{file}: không còn như biên nhận ghi, đã bị sửa sau đó.",
        "Dùng lại bản cũ, hoặc làm lại để có biên nhận mới.",
    ),
    "receipt.file_missing": (
        "{file}: không thấy bên cạnh biên nhận, nên chưa kiểm tra được.",
        "Để tệp ấy cùng thư mục với biên nhận.",
    ),
    "rollup.nothing_found": (
        "Không thấy kết quả nào ở đây.",
        "Cần bảng kết quả của cdht certify còn biên nhận (.bien-nhan.json) bên cạnh, hoặc biên nhận của hồ sơ.",
    ),
    "rollup.no_receipt": (
        "Bảng này không có biên nhận của lần chấm bên cạnh ({receipt}).",
        "Chỉ bảng kết quả của cdht certify mới tổng lên được. Chấm lại: cdht certify BẢNG --ruleset ID --out TỆP",
    ),
    "rollup.not_certified": (
        "Bảng này mới tổng lên, chưa chấm.",
        "Chấm nó trước: cdht certify {table} --ruleset {ruleset}{rules} --out KẾT_QUẢ.csv",
    ),
    "rollup.older_count": (
        "Số liệu của {table} được tổng từ {files} của một lần chấm khác, không phải lần chấm hiện nay.",
        "Tổng lên lại {table} bằng cdht rollup --to {ruleset}, chấm lại bằng cdht certify ra {out}, rồi chạy lại lệnh này.",
    ),
    "rollup.corrected_since": (
        "{table} đã bị sửa sau khi chấm ra bảng này.",
        "Chấm lại rồi chạy lại lệnh này: cdht certify {table} --ruleset {ruleset}{rules} --out {out}",
    ),
    "rollup.sheets_unread": (
        "Tệp gốc còn {count} trang tính chưa chấm, nên chưa được đếm: {sheets}.",
        "Gộp các trang tính vào một, hoặc ghi mỗi trang thành một tệp, chấm rồi đưa cả vào lệnh này.",
    ),
    "rollup.misspelt": (
        'Kết quả có "{name}", bảng không có dòng ấy; bảng có "{other}" ({id}) mà không có kết quả. Có phải là một?',
        "Nếu là một thì sửa tên cho giống nhau (bảng gốc thì chấm lại), rồi tổng lên lại. Nếu không thì không cần làm gì.",
    ),
    "rollup.nearly_alike": (
        'Kết quả có cả "{name}" và "{other}". Có phải là một?',
        "Nếu là một thì sửa tên cho giống nhau trong bảng gốc, chấm lại rồi tổng lên lại. Nếu không thì không cần làm gì.",
    ),
    "rollup.earlier_year": (
        "Kết quả của năm {year} không được đếm, vì đã có kết quả của năm {now}.",
        None,
    ),
    "rollup.still_valid": (
        "Kết quả của năm {year} không được đếm, vì đã có kết quả của năm {now}. {count} nơi được công nhận trong đó mà năm {now} không đánh giá lại: {names}. Kết quả công nhận có giá trị {months} tháng {counted} ({source}), ít nhất đến {until}.",
        "Bộ tiêu chí không nói nơi còn thời hạn có được đếm vào số của năm nay hay không. Cấp quyết định mà tính thì ghi tay vào hồ sơ, kèm quyết định công nhận.",
    ),
    "rollup.orphan_receipt": (
        "Biên nhận này là của bảng {table}, nhưng bảng ấy không còn bên cạnh.",
        "Để bảng và biên nhận cùng một thư mục; không cần nữa thì bỏ biên nhận ấy ra khỏi thư mục.",
    ),
    "rollup.counted_from": (
        "{key} được đếm từ kết quả: {note}.",
        "Sai ở kết quả thì sửa bảng gốc rồi chấm lại; sai ở số ghi tay thì sửa hồ sơ.",
    ),
    "rollup.receipt_changed": (
        "Biên nhận này đã bị sửa, hoặc không đọc được.",
        "Chấm lại để có biên nhận mới: cdht certify BẢNG --ruleset ID --out TỆP",
    ),
    "rollup.table_changed": (
        "Bảng này không còn là bảng mà biên nhận {receipt} ghi: nó đã bị sửa sau khi chấm.",
        "Sửa trong bảng gốc rồi chấm lại: cdht certify BẢNG --ruleset ID --out TỆP",
    ),
    "rollup.not_results": (
        "Tệp này không phải là kết quả công nhận.",
        "Cần bảng kết quả của cdht certify, hoặc biên nhận của một hồ sơ (cdht score --receipt).",
    ),
    "rollup.same_twice": (
        'Mã "{id}" có ở nhiều tệp ({files}); {count} mã như thế.',
        "Mỗi hộ, mỗi thôn chỉ được đếm một lần: bỏ tệp trùng, hoặc đặt mã riêng (hồ sơ trùng tên thì ghi đủ huyện, tỉnh) rồi chấm lại.",
    ),
    "rollup.no_such_rating": (
        "Kết quả theo {ruleset} xếp loại {ratings}; với {key} thì không rõ {value} là gì.",
        "Dùng kết quả theo bộ tiêu chí có các xếp loại ấy.",
    ),
    "rollup.gives_nothing": (
        "Các kết quả này ({titles}) không cho số liệu nào của bộ tiêu chí ấy.",
        "Các bộ lấy số liệu từ đó: {allowed}. Xem một bộ lấy từ đâu: cdht rules show ID",
    ),
    "rollup.which_target": (
        "Các kết quả này ({titles}) cho số liệu của nhiều bộ tiêu chí: {allowed}.",
        "Chọn một bộ bằng --to ID.",
    ),
    "rollup.other_target": (
        "{value} khác với hồ sơ đã có ({own}).",
        "Bỏ lựa chọn ấy: hồ sơ đã nói rõ.",
    ),
    "rollup.out_wanted": (
        "Cần --out TỆP kết thúc bằng: {allowed}.",
        "Hồ sơ: --out xa.yaml. Bảng mỗi thôn, mỗi dòng họ một dòng: --out thon.csv.",
    ),
    "rollup.out_by_hand": (
        "Tệp này đã có, và không đúng như một lần tổng lên đã ghi: có thể có số liệu ghi tay, nên không ghi đè.",
        "Đưa nó bằng --into và ghi ra một tệp --out mới; không cần nó nữa thì xóa nó.",
    ),
    "rollup.into_other_kind": (
        "--into {into} và --out {out} phải cùng là hồ sơ, hoặc cùng là bảng.",
        "Điền vào hồ sơ thì --out là .yaml hay .json; điền vào bảng thì --out là .csv, .xlsx hay .parquet.",
    ),
    "rollup.several_subjects": (
        "Bảng này là của {count} nơi ({names} …), nhưng hồ sơ chỉ của một.",
        "Ghi --out TỆP.csv để mỗi nơi một dòng, hoặc chỉ đưa bảng của một nơi.",
    ),
    "rollup.several_results": (
        "{key} lấy xếp loại của một kết quả, ở đây có nhiều: {files}.",
        "Giữ một kết quả.",
    ),
    "rollup.two_titles": (
        "{key} có ở kết quả của hai danh hiệu; danh hiệu kia ở {other}.",
        "Tổng lên từng danh hiệu một.",
    ),
    "rollup.no_column": (
        'Bảng không có cột "{column}" ({field}).',
        "Thêm cột ấy vào bảng gốc (thôn, dòng họ, xã …) rồi chấm lại.",
    ),
    "rollup.no_groups": (
        'Không dòng nào ghi cột "{column}" ({field}), nên không có gì để tổng lên.',
        "Ghi vào bảng gốc rồi chấm lại.",
    ),
    "rollup.no_group": (
        'Có {count} dòng để trống cột "{column}" ({field}), nên không đếm đúng được cho nơi nào: {ids}.',
        "Ghi vào bảng gốc rồi chấm lại.",
    ),
    "rollup.which_place": (
        '"{name}" có ở cả {files}, mà không phải bảng nào cũng nói nơi ấy thuộc {column} nào, nên không biết là một nơi hay hai nơi trùng tên.',
        'Thêm cột "{column}" ({field}) vào mọi bảng gốc rồi chấm lại, kể cả khi là một nơi.',
    ),
    "rollup.bad_registered": (
        "Cột đăng ký có ô không đọc được, ở dòng có mã: {values}.",
        'Ghi "có" hoặc "không" (hay "x" và để trống) trong bảng gốc rồi chấm lại.',
    ),
    "rollup.bad_role": (
        "Cột vai trò có ô không rõ là thành viên hay người học, ở dòng có mã: {values}.",
        'Ghi "thành viên" hoặc "người học" trong bảng gốc rồi chấm lại.',
    ),
    "rollup.unit_wanted": (
        "Hồ sơ của đơn vị phải ghi cấp, loại đơn vị, công lập hay không; bảng không nói, nên không lập mới được.",
        "Lập hồ sơ có subject (kind, name, level, unit_type, public) và ruleset: {ruleset}, rồi đưa bằng --into; mẫu ở docs/tong-len-xa.md. Nhiều đơn vị thì ghi ra bảng: --out don-vi.csv",
    ),
    "rollup.lists_disagree": (
        "--lists registered nói mọi dòng đều đăng ký, nhưng cột đăng ký nói {count} dòng thì không.",
        "Bỏ --lists registered: cột đăng ký đã đủ.",
    ),
    "rollup.bad_lists": (
        'Không hiểu --lists "{value}".',
        "Ghi all, registered, hoặc từng loại: household=registered. Các loại: {kinds}.",
    ),
    "rollup.set_needs_dossier": (
        "Lựa chọn này chỉ dùng khi --out là hồ sơ.",
        "Với bảng thì ghi thẳng vào bảng, rồi đưa bảng ấy bằng --into.",
    ),
    "rollup.set_is_counted": (
        "{key} đã đếm được từ bảng.",
        "Bỏ --set ấy; sửa thì sửa trong bảng gốc rồi chấm lại.",
    ),
    "rollup.into_broken": (
        "Dòng {row} của bảng có nhiều hay ít ô hơn dòng tiêu đề ({count} dòng như thế).",
        "Sửa các dòng ấy.",
    ),
    "rollup.group_twice": (
        'Nhiều dòng của bảng cùng là "{name}".',
        "Mỗi nơi một dòng; trùng tên thì thêm cột xã, hoặc đặt tên khác nhau.",
    ),
    "rollup.no_names": (
        "Bảng không có cột mã hay cột tên để biết dòng nào của nơi nào.",
        'Thêm cột "Mã" hoặc cột "{column}" ({field}).',
    ),
    "rollup.not_registered": (
        "{count} nơi đủ điều kiện công nhận mà cột đăng ký nói là không đăng ký; vẫn được đếm là đủ điều kiện.",
        "Xem lại cột đăng ký.",
    ),
    "rollup.other_subject": (
        'Kết quả của "{name}", hồ sơ của "{own}".',
        "Đưa nhầm tệp thì bỏ tệp ấy. Là một nơi thì ghi tên giống nhau trong hồ sơ và bảng gốc rồi chấm lại.",
    ),
    "rollup.other_period": (
        "Kết quả của năm {year}, hồ sơ của năm {own}.",
        "Xem có đưa nhầm tệp không.",
    ),
    "rollup.document_outside": (
        "Biên nhận nằm ngoài thư mục của hồ sơ: {files}.",
        "Ghi hồ sơ vào cùng thư mục, để gửi đi cùng nhau và để --trace theo tới.",
    ),
}

WORDS: dict[str, str] = {
    "checks.kind_chain": "một tệp nối kết quả với số liệu",
    "checks.way_chain": "Đặt tệp này trong thư mục con chains/ của thư mục bộ tiêu chí.",
    "chains.section": "SỐ LIỆU LẤY TỪ KẾT QUẢ KHÁC (cdht rollup)",
    "chains.from": "lấy từ: kết quả công nhận {title}",
    "chains.among.members": "{how} trong thành viên",
    "chains.among.learners": "{how} trong người học",
    "chains.how.recognised": "số đủ điều kiện công nhận",
    "chains.how.all": "tất cả",
    "chains.how.registered": "số đăng ký",
    "chains.how.at_least": "số từ {rating} trở lên",
    "chains.how.rating": "xếp loại",
    "rollup.head": "Tổng lên · {title} · {number}",
    "rollup.head.id": "Mã",
    "rollup.head.household": "Hộ",
    "rollup.head.clan": "Dòng họ",
    "rollup.head.hamlet": "Thôn",
    "rollup.head.citizen": "Công dân",
    "rollup.head.unit": "Đơn vị",
    "rollup.head.commune": "Xã",
    "rollup.head.district": "Huyện",
    "rollup.head.province": "Tỉnh",
    "rollup.counted": "ĐÃ ĐẾM",
    "rollup.rows": "{count} dòng",
    "rollup.recognised": "{count} đủ điều kiện công nhận",
    "rollup.registered": "{count} đăng ký",
    "rollup.undecided": "{count} chưa xác định",
    "rollup.aside": "{count} dòng lỗi để riêng, chưa chấm",
    "rollup.unused": "Không dùng đến, vì không cho số liệu nào ở đây: {files}.",
    "rollup.values": "THÀNH SỐ LIỆU",
    "rollup.how.same": "không đổi",
    "rollup.how.corrected": "trước là {before}",
    "rollup.how.agreed": "đã ghi tay, khớp với kết quả",
    "rollup.how.kept": "▲ ghi tay, giữ nguyên; đếm được {counted}. Lấy số đếm được: thêm --replace",
    "rollup.how.replaced": "thay cho số trước: {before}",
    "rollup.how.stale": "▲ của lần tổng trước, giữ nguyên; lần này chưa đếm được",
    "rollup.why.not_listed": "{label} [{key}]: chưa điền, vì bảng không nói đó là tất cả hay chỉ nơi đăng ký. Bảng liệt kê đủ thì thêm {lists}; không thì ghi --set {key}=SỐ.",
    "rollup.why.not_listed_table": "{label} [{key}]: chưa điền, vì bảng không nói đó là tất cả hay chỉ nơi đăng ký. Bảng liệt kê đủ thì thêm {lists}; không thì ghi vào cột ấy của bảng.",
    "rollup.why.unread_sheets": "{label} [{key}]: chưa điền, vì tệp gốc còn trang tính chưa chấm: đây chưa phải là tất cả.",
    "rollup.why.earlier_year": "{label} [{key}]: chưa điền, vì có nơi chỉ có trong kết quả của năm trước: đây chưa phải là tất cả.",
    "rollup.why.not_exact": "{label} [{key}]: chỗ ghi – chưa điền, vì còn dòng chưa xác định hoặc dòng lỗi để riêng. Sửa trong bảng gốc, chấm lại rồi tổng lên.",
    "rollup.why.undecided": "{label} [{key}]: chưa điền, vì kết quả chưa xác định được xếp loại.",
    "rollup.why.no_role": "{label} [{key}]: chưa điền, vì {files} không có cột “Vai trò” (thành viên hay người học). Thêm cột ấy vào bảng gốc, chấm lại rồi tổng lên.",
    "rollup.why.nobody": "{label} [{key}]: chỗ ghi – chưa điền, vì không có dòng nào ở đó.",
    "rollup.groups": "THEO {subject}",
    "rollup.more": "… và {count} nơi nữa: xem {file}",
    "rollup.group.corrected": "{id}: {key} trước là {before}, nay là {counted}",
    "rollup.group.stale": "{id}: {key} {before} là của lần tổng trước, lần này chưa đếm được: đã xóa ô ấy",
    "rollup.group.kept": "{id}: {key} ghi tay {before}, giữ nguyên; đếm được {counted}. Lấy số đếm được: thêm --replace",
    "rollup.group.kept_since": "{id}: {key} ghi tay {before} thay cho {earlier} của lần tổng trước, giữ nguyên; nay đếm được {counted}. Lấy số đếm được: thêm --replace",
    "rollup.group.replaced": "{id}: {key} ghi tay {before}, đã thay bằng {counted}",
    "rollup.alone": "{count} dòng của bảng không có kết quả nào, giữ nguyên: {names}",
    "rollup.added": "{count} nơi có kết quả mà bảng không có dòng, thêm vào cuối bảng: {names}",
    "rollup.undated": "Không biết số liệu của năm nào, nên chưa so được với kỳ của hồ sơ: {files}. Lần sau chấm thì thêm --period.",
    "rollup.no_period": "Hồ sơ chưa ghi kỳ. Thêm --period NĂM, hoặc ghi period vào hồ sơ.",
    "rollup.nowhere": '{count} dòng để trống cột "{subject}", không đếm ở đây.',
    "rollup.missing": "Hồ sơ còn thiếu {count} số liệu: {names}",
    "rollup.missing_columns": "Bảng chưa có cột cho {count} mục: {names}",
    "rollup.written": "Đã ghi: {file}",
    "rollup.unchanged": "Không có gì thay đổi, tệp giữ nguyên: {file}",
    "rollup.next_dossier": "Chấm điểm: cdht score {file}{rules}",
    "rollup.next_table": "Chấm: cdht certify {file} --ruleset {id}{rules} --out KẾT_QUẢ.csv",
    "rollup.next_filled": "Ghi nốt các mục còn thiếu, rồi chấm: cdht certify {file} --ruleset {id}{rules} --out KẾT_QUẢ.csv",
    "rollup.note": "{count} trong {rows} {unit} trong {file}",
    "rollup.note_undecided": "{count} chưa xác định",
    "rollup.note_aside": "{count} dòng lỗi để riêng",
    "rollup.note_rating": "{title} của {name}: {rating} (theo {rules})",
    "rollup.note_set": "người lập hồ sơ ghi",
    "rollup.unit": "nơi",
    "rollup.unnamed": "(ghi tên)",
    "rollup.written_head": "Hồ sơ có số liệu do cdht rollup đếm từ kết quả công nhận; biên nhận ghi ở documents. Lời chú sau dấu # của hồ sơ cũ không chép sang.",
    "trace.head": "LẦN THEO BIÊN NHẬN",
    "trace.nothing": "Các số liệu ở đây không có biên nhận nào kèm theo.",
    "trace.more_of": "Xem kỹ một mục: cdht explain {file} MÃ_MỤC --trace",
    "trace.missing": "không thấy tệp này trong thư mục của hồ sơ",
    "trace.outside": "ở ngoài thư mục của hồ sơ, không theo tới",
    "trace.changed": "▲ biên nhận này đã bị sửa, hoặc không còn là biên nhận đã dùng",
    "trace.unread": "văn bản, không phải biên nhận",
    "trace.kind.run": "lần chấm {rules}",
    "trace.kind.rollup": "tổng lên cho {rules}",
    "trace.kind.dossier": "kết quả {rules}",
    "trace.file.same": "{file}: đúng như biên nhận ghi",
    "trace.file.changed": "▲ {file}: đã bị sửa sau khi có biên nhận",
    "trace.file.missing": "{file}: không thấy bên cạnh biên nhận",
    "trace.file.outside": "{file}: ở ngoài thư mục của hồ sơ",
    "trace.file.unread": "{file}: quá lớn, không xem",
    "trace.counts": "{rows} dòng: {recognised} đủ điều kiện công nhận, {undecided} chưa xác định; {aside} dòng lỗi để riêng",
    "trace.groups": "{subject}: {groups}",
    "trace.more": "… và {count} nơi nữa",
    "trace.more_rows": "… và {count} nữa",
    "trace.cut": "… và {count} văn bản nữa, chưa theo tới",
    "trace.again": "đã theo ở trên",
    "trace.recounted": "Đếm lại từ biên nhận, đúng như hồ sơ ghi: {values}",
    "trace.differs": "▲ {key}: hồ sơ ghi {stated}, đếm lại từ biên nhận được {counted}",
    "trace.first": "Đủ điều kiện: {ids}; xem một dòng: {call}",
    "trace.rating": "{name}: {rating}",
}
