"""The report as PDF, set by Typst with the fonts that it carries; nothing is fetched."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import typst

_LAYOUT = Path(__file__).with_name("report.typ")


def render(content: Mapping[str, Any]) -> bytes:
    """The pages of a report, the same bytes for the same content."""
    return typst.compile(
        str(_LAYOUT),
        sys_inputs={"data": json.dumps(content, ensure_ascii=False)},
        ignore_system_fonts=True,
    )
