"""The papers that go with titles given to the rows of a table, by name."""

from __future__ import annotations

LIST, CERTIFICATE = "danh-sach", "giay-cong-nhan"

TITLE_PAPERS = (LIST, CERTIFICATE)
"""In the order in which they are made."""
