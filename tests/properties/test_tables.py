"""Every row of a table comes to what the same row comes to as a dossier."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from assessment.batch.certify import certify
from tests.answers import assert_equal, expected, rows_of, table
from tests.strategies import load, trees
from tests.tables import Rows

few = settings(max_examples=max(20, settings().max_examples // 2))


@few
@given(trees(), st.integers(0, 2**20), st.sampled_from(["open", "zero"]))
def test_random_rulesets_give_a_row_what_they_give_its_dossier(tree, seed, missing):
    """Points, rating, what is missing, what bars a title and what is wrong, for any ruleset."""
    ruleset = load(tree)
    rows = list(Rows(ruleset, seed).take(12))
    asked = [expected(ruleset, row, missing) for row in rows]
    assert_equal(rows, asked, rows_of(certify(ruleset, table(rows), missing=missing)))
