"""Tiếng Việt: nếu thì, và kế hoạch."""

from __future__ import annotations

MESSAGES: dict[str, tuple[str, str | None]] = {
    "plan.not_confirmed": (
        "Bộ chấm không xác nhận được kế hoạch mà bộ giải tìm ra.",
        "Không dùng kế hoạch này; báo cho người giữ chương trình.",
    ),
}

WORDS: dict[str, str] = {}
