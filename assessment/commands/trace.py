"""`cdht explain … --trace`: the documents behind an item, followed down."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from assessment.desk import Desk
from assessment.model.outcome import Assessment


def traced(desk: Desk, assessment: Assessment, item: str | None, dossier: Path) -> str:
    """The page's part."""
    from assessment.rollup.trace import trace  # noqa: PLC0415 - tables take time
    from assessment.views import trace as view  # noqa: PLC0415

    found = trace(assessment, item, dossier.parent, desk.catalog)
    return view.render(assessment, found, desk.words, str(dossier) if item is None else None)


def traced_content(
    desk: Desk, assessment: Assessment, item: str | None, dossier: Path
) -> dict[str, Any]:
    """The same for machines."""
    from assessment.rollup.trace import trace  # noqa: PLC0415 - tables take time
    from assessment.views import trace as view  # noqa: PLC0415

    return view.contract(trace(assessment, item, dossier.parent, desk.catalog))
