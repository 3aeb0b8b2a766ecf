"""A text in a table says what it says in the file of a dossier, or is refused in both."""

from __future__ import annotations

import json
from decimal import Decimal

import polars as pl
import pytest

from assessment.batch.certify import certify
from assessment.engine.assess import assess
from assessment.errors import DossierError
from assessment.intake.read import read_dossier
from assessment.rulebook.catalog import Catalog
from tests.volunteer_slips import COMMUNE_SLIPS, HOUSEHOLD_SLIPS

TYPED = [
    (ruleset, name, typed)
    for ruleset, slips in (("household-qd448-2015", HOUSEHOLD_SLIPS), ("tt44-2014", COMMUNE_SLIPS))
    for slip in slips
    for name, typed in slip.typed.items()
    if isinstance(typed, str)
    and typed.strip()  # a blank cell is empty
    and name not in ("id", "name", "hamlet", "note", "row")
    and not name.startswith(("area", "applies"))
]


@pytest.mark.parametrize(("ruleset", "name", "typed"), TYPED)
def test_a_text_is_read_as_in_a_dossier(tmp_path, ruleset, name, typed):
    """With the same points, or the same code of what is wrong."""
    rules = Catalog().get(ruleset)
    subject = {"kind": rules.subject.value, "name": "-", "area": "standard"}
    told = {"subject": subject, "ruleset": ruleset, "evidence": {name: typed}}
    file = tmp_path / "ho-so.json"
    file.write_text(json.dumps(told), "utf-8")
    (row,) = certify(rules, pl.DataFrame({name: [typed]})).to_dicts()
    try:
        points = assess(rules, read_dossier(file)).score.points
    except DossierError as error:
        (notice,) = error.notices
        assert row["reason"] == f"{name}: {notice.code}"
        assert row["low"] is None
    else:
        assert points
        assert (Decimal(str(row["low"])), Decimal(str(row["high"]))) == (points.low, points.high)
