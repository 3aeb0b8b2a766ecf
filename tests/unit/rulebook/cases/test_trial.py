"""Rulesets gathered from the shelves with their cases, and tried."""

from __future__ import annotations

import pytest

from assessment.errors import DossierError
from assessment.model.trial import Fate
from assessment.rulebook.cases.trial import gathered, trial
from assessment.rulebook.catalog import SHIPPED, Catalog
from tests.samples import POINTS
from tests.unit.rulebook.cases.build import HEAD, STRONG, WEAK

OVERLAY = """\
id: tinh-a
base: mini
title: Hướng dẫn của tỉnh A
document: {number: 2/KH, title: Kế hoạch, issued: 2020-06-01, in_force: {from: 2020-06-01}}
basis: verbatim
source: Điều 2
changes:
- {item: "1.1", figure: "levels[0].at_least", to: 40%}
"""


@pytest.fixture
def shelf(tmp_path):
    """A locality's shelf with the small ruleset and a table for it."""
    for folder, name, text in (
        ("commune", "mini", POINTS),
        ("cases", "mini", HEAD + STRONG),
        ("overlays", "tinh-a", OVERLAY),
    ):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    return tmp_path


def test_every_shipped_ruleset_has_cases():
    """All sixteen are gathered, and the overlay that a table names."""
    found = gathered(Catalog())
    assert tuple(dict.fromkeys(t.ruleset.id for t in found)) == Catalog().ids()
    assert all(trialled.cases for trialled in found)
    overlaid = [t for t in found if t.changed is not None]
    assert [(t.ruleset.id, t.changed) for t in overlaid] == [("unit-tt22-2020", {"2.4"})]


def test_the_overlay_of_ha_noi_is_accounted_for():
    """Every mutant of the figure that it changes is refused or caught."""
    [overlaid] = [t for t in gathered(Catalog(), ["unit-tt22-2020"]) if t.changed is not None]
    tried = trial(overlaid, mutants=True)
    assert (tried.failures, tried.coverage) == ((), None)
    fates = {mutant.name: mutant.fate for mutant in tried.mutants}
    assert fates["2.4 full_at.at_least 70% -> 71%"] is Fate.CAUGHT
    assert set(fates.values()) == {Fate.CAUGHT, Fate.REFUSED}


@pytest.mark.parametrize("id_", ["literacy-nd20-2014", "clan-qd448-2015", "district-tt25-2023"])
def test_no_mutant_of_a_shipped_ruleset_survives(id_):
    """Three of the sixteen here; all of them are tried by `cdht rules test --mutants`."""
    [trialled] = gathered(Catalog(), [id_])
    tried = trial(trialled, mutants=True)
    assert tried.failures == ()
    assert tried.mutants
    assert tried.of_fate(Fate.SURVIVED) == ()


def test_the_tables_of_a_local_shelf_are_run(shelf):
    """A locality's ruleset is tried by the locality's table."""
    [trialled] = gathered(Catalog([shelf]), ["mini"])
    tried = trial(trialled, mutants=False)
    assert (tried.cases, tried.failures, tried.mutants) == (9, (), None)
    assert tried.coverage.missing == ()


def test_a_local_table_stands_in_the_place_of_its_namesake(shelf):
    """Who changes a shipped ruleset brings a table of the same name."""
    local = shelf / "cases" / "nd20.yaml"
    local.write_text(HEAD + WEAK, encoding="utf-8")
    tables = Catalog([shelf]).tables()
    assert local in tables
    assert SHIPPED / "cases" / "nd20.yaml" not in tables
    assert SHIPPED / "cases" / "tt44.yaml" in tables


def test_a_case_may_name_an_overlay(shelf):
    """Then the ruleset with that overlay is tried beside the ruleset itself."""
    case = WEAK.replace("id: du", "id: tinh-a\n  overlay: tinh-a").replace(
        "{base: all}", "{base: all, learners: 400}"
    )
    (shelf / "cases" / "tinh-a.yaml").write_text(HEAD + case, encoding="utf-8")
    plain, overlaid = gathered(Catalog([shelf]), ["mini"])
    assert (plain.changed, overlaid.changed) == (None, {"1.1"})
    assert [str(c) for c in overlaid.cases] == ["tinh-a:tinh-a"]
    assert trial(overlaid, mutants=False).failures == ()


def test_a_case_that_fails_takes_no_part_in_the_hunt(shelf):
    """A wrong case would catch every mutant, the good ones too."""
    wrong = WEAK.replace("total: 4", "total: 3")
    (shelf / "cases" / "mini.yaml").write_text(HEAD + wrong, encoding="utf-8")
    [trialled] = gathered(Catalog([shelf]), ["mini"])
    tried = trial(trialled, mutants=True)
    assert [failure.case for failure in tried.failures] == ["mini:du"]
    assert tried.of_fate(Fate.CAUGHT) == ()
    assert tried.of_fate(Fate.SURVIVED)


def test_a_ruleset_without_cases_shows_nothing(shelf):
    """It is tried all the same: nothing failed, nothing is covered."""
    (shelf / "cases" / "mini.yaml").unlink()
    [trialled] = gathered(Catalog([shelf]), ["mini"])
    tried = trial(trialled, mutants=False)
    assert (tried.cases, tried.failures) == (0, ())
    assert tried.coverage.missing == tried.coverage.goals


def test_a_malformed_table_stops_the_work(shelf):
    """Nothing is concluded from tables of which one cannot be read."""
    (shelf / "cases" / "mini.yaml").write_text(HEAD + "- id: x\n", encoding="utf-8")
    with pytest.raises(DossierError):
        gathered(Catalog([shelf]), ["mini"])
