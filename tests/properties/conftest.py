"""Properties run untraced: what they show of is traced by the other tests, in half the time."""

from __future__ import annotations

from collections.abc import Iterator

import pytest


@pytest.fixture(autouse=True, scope="module")
def untraced() -> Iterator[None]:
    """Where coverage is measured, not here."""
    coverage = pytest.importorskip("coverage").Coverage.current()
    if coverage is None:
        yield
        return
    coverage.stop()
    yield
    coverage.start()
