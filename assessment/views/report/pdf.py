"""The report as PDF, set by Typst with the fonts that it carries; nothing is fetched."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import typst

from assessment.views.legible import breakable

_WHOLE = ("sha256", "code")
_LAYOUT = Path(__file__).with_name("report.typ")


def render(content: Mapping[str, Any]) -> bytes:
    """The pages of a report, the same bytes for the same content."""
    return typst.compile(
        str(_LAYOUT),
        sys_inputs={"data": json.dumps(_laid(content), ensure_ascii=False)},
        ignore_system_fonts=True,
    )


def _laid(content: Any) -> Any:
    """The content with long words made to break; a digest is copied, and stays whole."""
    match content:
        case str():
            return breakable(content)
        case Mapping():
            return {
                name: value if name in _WHOLE else _laid(value) for name, value in content.items()
            }
        case list() | tuple():
            return [_laid(value) for value in content]
    return content
