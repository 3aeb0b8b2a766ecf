"""Fixtures that many tests share; each is fresh for each test."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from hypothesis import Phase, settings

from assessment.model.dossier import Dossier
from assessment.model.ruleset import Ruleset
from assessment.rulebook.catalog import Catalog
from tests import samples

settings.register_profile("as_found", phases=[Phase.explicit, Phase.generate])
"""What fails is enough; nobody waits for it to be made smaller."""


@pytest.fixture(scope="module")
def untraced() -> Iterator[None]:
    """For tests that do the same thousands of times, which tracing makes five times slower."""
    coverage = pytest.importorskip("coverage").Coverage.current()
    if coverage is None:
        yield
        return
    coverage.stop()
    yield
    coverage.start()


@pytest.fixture
def catalog() -> Catalog:
    """The shipped shelf."""
    return Catalog()


@pytest.fixture
def load_text() -> Callable[[str], Ruleset]:
    """From a ruleset's YAML text to the checked ruleset."""
    return samples.ruleset_text


@pytest.fixture
def dossier_text() -> Callable[[str], Dossier]:
    """From a dossier's YAML text to the dossier."""
    return samples.dossier_text
