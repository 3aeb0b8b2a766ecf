"""Profiles: `quick` by default, `thorough` with HYPOTHESIS_PROFILE=thorough."""

from __future__ import annotations

import os

import pytest
from hypothesis import HealthCheck, Phase, settings

_SLOW = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much]

_WITHOUT_EXPLANATION = [phase for phase in Phase if phase is not Phase.explain]

# quick is the same run every time, so that a red build is about the change that was made
settings.register_profile(
    "quick",
    max_examples=60,
    deadline=None,
    derandomize=True,
    phases=_WITHOUT_EXPLANATION,
    suppress_health_check=_SLOW,
)
settings.register_profile(
    "thorough", max_examples=2000, deadline=None, print_blob=True, suppress_health_check=_SLOW
)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "quick"))


@pytest.fixture(autouse=True, scope="module")
def of_many_examples(untraced: None) -> None:
    """Every line that a property reaches is traced by the other tests."""
