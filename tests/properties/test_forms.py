"""Dossier to form to dossier: nothing is lost, and nothing is added."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assessment.model.outcome import Assessment
from assessment.rulebook.catalog import Catalog
from assessment.wording import Words
from tests.forms import SHIPPED, read, said, told, written
from tests.libreoffice import SOFFICE, WHY, falsified, recalculated

RULESETS = {id_: Catalog().get(id_) for id_ in SHIPPED}


@settings(max_examples=300, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data(), id_=st.sampled_from(SHIPPED), lang=st.sampled_from(["vi", "en"]))
def test_a_form_gives_back_the_dossier_that_it_was_filled_from(data, id_, lang):
    """Values, bounds, parts, documents, names, notes, reasons, flags: the same, of any ruleset."""
    case = data.draw(told(RULESETS[id_]))
    before = case.dossier()
    with TemporaryDirectory() as folder:
        after = read(written(Path(folder) / "phieu.xlsx", case.ruleset, before, lang))
    assert said(case.ruleset, after) == said(case.ruleset, before)


@settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data(), id_=st.sampled_from(SHIPPED))
def test_a_form_of_a_form_is_the_same(data, id_):
    """What is read from a form fills a form that reads as the same dossier."""
    case = data.draw(told(RULESETS[id_]))
    with TemporaryDirectory() as folder:
        once = read(written(Path(folder) / "mot.xlsx", case.ruleset, case.dossier()))
        twice = read(written(Path(folder) / "hai.xlsx", case.ruleset, once))
    assert said(case.ruleset, twice) == said(case.ruleset, once)


@pytest.mark.skipif(SOFFICE is None, reason=WHY)
@settings(max_examples=1, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_libreoffice_reckons_and_saves_a_form_as_the_engine_does(data):
    """Recalculated, its totals and ratings are the engine's; saved, it gives the dossiers back."""
    told_ = [data.draw(told(ruleset)) for ruleset in RULESETS.values()]
    with TemporaryDirectory() as name:
        folder = Path(name)
        files = [
            written(folder / f"phieu-{number}.xlsx", case.ruleset, case.dossier())
            for number, case in enumerate(told_)
        ]
        for file in files:
            falsified(file)
        for case, file in zip(told_, recalculated(files, folder), strict=True):
            assert said(case.ruleset, read(file)) == said(case.ruleset, case.dossier())
            assert result(file) == expected(case.assess())


def result(file: Path) -> list[str]:
    """What stands at the top of a form."""
    front = openpyxl.load_workbook(file, data_only=True).worksheets[0]
    return [str(cell.value) for cell in front[4][1:3] if cell.value is not None]


def expected(found: Assessment) -> list[str]:
    """What the engine makes of it, as the form says it."""
    words, possible = Words(), found.score.determination.possible
    rating = possible[0].title if len(possible) == 1 else words.say("standing.undetermined")
    points = found.score.points
    return [rating] if points is None else [points.text.replace("-", "–"), rating]
