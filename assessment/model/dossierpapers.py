"""The papers that go with a dossier, by name."""

from __future__ import annotations

SUBMISSION, REPORT, MINUTES, SHEET = "to-trinh", "bao-cao", "bien-ban", "phieu"

DOSSIER_PAPERS = (SUBMISSION, REPORT, MINUTES, SHEET)
"""In the order in which they lie in a dossier."""
