"""Tiếng Việt: bảng nhiều dòng."""

from __future__ import annotations

MESSAGES: dict[str, tuple[str, str | None]] = {
    "table.wrong_type": (
        'Cột "{column}" có kiểu {type}, không dùng được: cần {wanted}.',
        "Đổi kiểu của cột, hoặc để cột là chữ.",
    ),
    "table.column_needed": (
        'Bảng thiếu cột "{column}": bộ tiêu chí {ruleset} cần cột này ở mọi dòng.',
        "Thêm cột ấy.",
    ),
    "table.result_column": (
        'Bảng đã có cột "{column}", trùng tên với cột kết quả.',
        "Bỏ hoặc đổi tên cột ấy; chấm lại thì chấm từ bảng gốc.",
    ),
    "table.column_twice": (
        'Cột "{column}" và cột "{other}" cùng là "{field}".',
        "Giữ một cột, đổi tên cột kia.",
    ),
    "table.header_twice": (
        'Nhiều cột cùng tên "{column}".',
        "Đặt cho mỗi cột một tên riêng.",
    ),
    "table.no_header": (
        "Không thấy dòng tiêu đề: không cột nào là số liệu của bộ tiêu chí.",
        "Ghi tên cột là mã (A1.1) hoặc tên số liệu, trong 20 dòng đầu. Xem các mã: cdht rules show ID",
    ),
    "table.unknown_format": (
        "Không biết đây là bảng kiểu gì.",
        "Dùng tệp .csv, .xlsx hoặc .parquet.",
    ),
    "table.not_parquet": ("Tệp này không phải là Parquet.", "Xuất lại bảng ra .parquet hoặc .csv."),
    "table.wrong_encoding": (
        "Tệp CSV không phải là UTF-8 nên đọc sai dấu.",
        'Trong Excel: Lưu thành, chọn "CSV UTF-8".',
    ),
    "table.not_csv": (
        "Không đọc được tệp CSV này.",
        "Mở bằng Excel rồi lưu lại thành CSV UTF-8 hoặc .xlsx.",
    ),
    "table.unknown_output": (
        "Không biết ghi bảng ra kiểu nào.",
        "Tên tệp ghi ra kết thúc bằng: {allowed}.",
    ),
    "table.too_many_rows": (
        "Bảng có {rows} dòng; một trang tính chỉ chứa được {most}.",
        "Ghi ra .csv hoặc .parquet.",
    ),
}

WORDS: dict[str, str] = {
    "slip.part_above_whole": "nhiều hơn số chung mà nó là một phần",
    "slip.unit_type_needed": "chưa ghi loại hình đơn vị",
    "slip.public_needed": "chưa ghi công lập hay không",
    "slip.unknown_unit_type": "không phải loại hình đơn vị nào của bộ tiêu chí",
    "slip.not_one_of": "không phải khu vực nào: standard, disadvantaged, extremely_disadvantaged",
    "slip.wrong_type": 'cần "có" hoặc "không"',
    "slip.no_id": "dòng chưa có mã",
    "slip.id_twice": "mã này có ở nhiều dòng, không rõ dòng nào đúng",
    "slip.too_many_cells": "dòng có nhiều ô hơn dòng tiêu đề, các ô có thể đã lệch cột",
    "slip.too_few_cells": "dòng có ít ô hơn dòng tiêu đề, các ô có thể đã lệch cột",
    "why.exclusion": "bị loại trừ ({id})",
    "why.gate": "chưa đạt điều kiện bắt buộc ({id})",
    "why.level": "{id} chưa đạt {figure}",
    "why.missing": "chưa đủ số liệu",
    "why.no_criterion_at": "tiêu chí {id} không quá {figure} điểm",
    "why.no_indicator_below": "mục {id} dưới {figure} điểm",
    "why.total": "chưa đủ {figure} điểm",
    "called.id": "mã|mã số|mã hộ|mã đơn vị|số hiệu",
    "called.name": "tên|họ tên|họ và tên|chủ hộ|tên chủ hộ|tên đơn vị|tên dòng họ",
    "called.hamlet": "thôn|xóm|bản|ấp|khóm|tổ dân phố|khu phố|thôn/xóm|thôn, xóm|thôn/tổ dân phố",
    "called.clan": "dòng họ|họ tộc",
    "called.area": "khu vực|vùng",
    "called.unit_type": "loại hình|loại hình đơn vị",
    "called.public": "công lập",
    "aside.columns": "dòng|mã|cột|giá trị|lỗi|vì sao",
    "step.read": "đọc bảng",
    "step.certify": "chấm từng dòng và ghi kết quả",
    "step.aside": "ghi riêng những dòng có lỗi",
    "step.summary": "tổng hợp",
    "certify.recognised": "Đủ điều kiện công nhận",
    "certify.not": "Chưa đạt",
    "certify.undecided": "Chưa xác định",
    "certify.aside": "Để riêng",
    "certify.rows": "{count} dòng",
    "certify.share": "{count} dòng ({share}%)",
    "certify.slips": "{rows} dòng có {cells} chỗ sai, không chấm; sửa trong bảng gốc rồi chấm lại",
    "certify.groups.hamlet": "Theo thôn, tổ dân phố (đủ điều kiện / số hộ)",
    "certify.groups.clan": "Theo dòng họ (đủ điều kiện / số hộ)",
    "certify.nobody": "(để trống)",
    "certify.lost": "Điểm mất nhiều nhất: {items}",
    "certify.lost.item": "{id} (−{points})",
    "certify.more": "… và {count} nhóm nữa: xem {file}",
    "certify.near": 'Cột "{column}" không được đọc; có phải "{field}"?',
    "certify.absent": "Bảng không có cột cho: {fields}",
    "certify.written": "Kết quả: {file}",
    "certify.second": "Những dòng có lỗi: {file}",
}
