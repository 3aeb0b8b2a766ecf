"""Mutants: what is made wrong, one thing at a time, and under what name."""

from __future__ import annotations

import pytest

from assessment.rulebook.cases.mutants import mutants
from tests import samples
from tests.conformance.base import shipped


def names(ruleset):
    return [mutant.name for mutant in mutants(ruleset.content)]


def of(ruleset, prefix):
    """The mutants of one thing, by what follows its name."""
    return {name.removeprefix(prefix).strip() for name in names(ruleset) if name.startswith(prefix)}


def changed(ruleset, name):
    [mutant] = [m for m in mutants(ruleset.content) if m.name == name]
    return mutant


def test_the_first_and_the_last_day_move_one_way_only():
    """A calendar has no day before its first and none after its last."""
    force = ("{from: 2020-01-01}", "{from: 0001-01-01, to: 9999-12-31}")
    ends = of(samples.ruleset_text(samples.bent(samples.POINTS, force)), "document.in_force")
    assert ends == {".from 0001-01-01 -> 0001-01-02", ".to 9999-12-31 -> 9999-12-30"}


# --- what is made wrong ----------------------------------------------------------------


def test_every_mutant_of_a_small_ruleset():
    """The whole list, in the order of the file: the names are a contract with whoever reads them."""
    assert names(samples.ruleset_text(samples.POINTS)) == [
        "scale.max 4 -> 3.5",
        "scale.max 4 -> 4.5",
        "scale.step 0.5 -> 0.25",
        "scale.step 0.5 -> 1",
        "criterion 1 removed",
        "criterion 1 max 4 -> 3.5",
        "criterion 1 max 4 -> 4.5",
        "1.1 removed",
        "1.1 levels[0] removed",
        "1.1 levels[0] at_least -> at_most",
        "1.1 levels[0].at_least 50% -> 49%",
        "1.1 levels[0].at_least 50% -> 51%",
        "1.1 levels[0].points 3 -> 2.5",
        "1.1 levels[0].points 3 -> 3.5",
        "1.1 levels[1] removed",
        "1.1 levels[1].points 0 -> 0.5",
        "1.2 removed",
        "1.2 points 1 -> 0.5",
        "1.2 points 1 -> 1.5",
        "rating dat removed",
        "rating dat when.total removed",
        "rating dat when.total.at_least 2 -> 1.5",
        "rating dat when.total.at_least 2 -> 2.5",
        "rating chua_dat removed",
        "document.in_force.from 2020-01-01 -> 2019-12-31",
        "document.in_force.from 2020-01-01 -> 2020-01-02",
    ]


@pytest.mark.parametrize(
    ("id_", "thing", "expected"),
    [
        ("tt44-2014", "6.3 levels[0].at_most", {"0.5% -> 0.4%", "0.5% -> 0.6%"}),
        ("tt44-2014", "2.4 levels[0].at_least", {"4 -> 3", "4 -> 5"}),
        ("tt44-2014", "11.1.1 levels[1].at_least", {"1.5 -> 1.4", "1.5 -> 1.6"}),
        ("tt44-2014", "4.4 ratio.", {"may_exceed removed"}),
        ("tt44-2014", "6.1 ratio.", {"none_means removed"}),
        ("tt44-2014", "11.1 ", {"best_of -> all_of", "removed"}),
        ("tt44-2014", "12.1 parts[1]", {"removed", ".points 1 -> 0.5", ".points 1 -> 1.5"}),
        ("tt44-2014", "1.1 levels[1] ", {"option -> at_least", "removed"}),
        ("tt44-2014", "evidence poverty_reduction_points at_least", {"-100 -> -101", "-100 -> -99"}),
        ("tt44-2014", "interpretation half_points affects.total_between[0].below",
         {"85 -> 84.5", "85 -> 85.5"}),
        ("unit-tt22-2020", "2.4 full_at", {"removed", ".at_least 100% -> 99%", ".at_least 100% -> 101%"}),
        ("household-qd448-2015", "exclusion law_violation", {"removed"}),
        ("household-qd448-2015", "criterion A1 may_not_apply", {"removed", ".then full -> left_out"}),
        ("household-qd448-2015", "rating dat disadvantaged",
         {"removed", ".when.total removed", ".when.total.at_least 60 -> 59",
          ".when.total.at_least 60 -> 61"}),
        ("citizen-qd324-2023", "rating dat when.no_indicator_below", {"removed", "5 -> 4", "5 -> 6"}),
        ("clan-qd448-2015", "gate families levels[0]",
         {"removed", "at_least -> at_most", ".at_least 50% -> 49%", ".at_least 50% -> 51%"}),
        ("commune-tt25-2023", "4.2 levels[1] ", {"at_least -> option", "removed"}),
        ("commune-tt25-2023", "3.1 ", {"all_of -> best_of", "keys[0] removed", "keys[1] removed",
                                       "keys[2] removed", "removed"}),
        ("commune-tt25-2023", "upgrade.after_months", {"12 -> 11", "12 -> 13"}),
        ("primary-nd20-2014", "rating muc_do_2 when.levels", {"[0] removed", "[1] removed"}),
        ("primary-nd20-2014", "areas.disadvantaged_scale_for",
         {"- extremely_disadvantaged", "+ disadvantaged"}),
        ("unit-district-tt24-2023", "1.3 applies_to", {"removed", ".public true -> false"}),
        ("province-tt25-2023", "interpretation no_district affects.from_date",
         {"2025-07-01 -> 2025-06-30", "2025-07-01 -> 2025-07-02"}),
    ],
)  # fmt: skip
def test_what_can_go_wrong_with_a_thing(id_, thing, expected):
    """Each kind of entry has its own ways of being wrong, in steps of its own unit."""
    assert of(shipped(id_), thing) == expected


def test_a_kind_of_unit_is_left_out_or_let_in():
    """Each name of a closed list is tried: those listed go, all the others come."""
    ruleset = shipped("unit-district-tt24-2023")
    found = of(ruleset, "3.1.2 applies_to.unit_type")
    types = {unit_type.id for unit_type in ruleset.unit_types}
    listed = {"gdtx", "gdnn", "giao_duc_khac"}
    assert found == {f"- {name}" for name in listed} | {f"+ {name}" for name in types - listed}


def test_a_comparison_turns_in_every_area_at_once():
    """The variant of a level compares as the level does."""
    mutant = changed(shipped("tt44-2014"), "9.1 levels[0] at_least -> at_most")
    level = mutant.content["criteria"][8]["indicators"][0]["levels"][0]
    assert level["at_most"] == "70%"
    assert level["disadvantaged"]["at_most"] == "60%"
    assert "at_least" not in level
    assert "at_least" not in level["disadvantaged"]


def test_what_cannot_change_a_score_is_marked():
    """Dates, bounds and readings show in errors, warnings and notes, never in a point."""
    ruleset = shipped("tt44-2014")
    unscored = {m.name.split()[0] for m in mutants(ruleset.content) if not m.scored}
    assert unscored == {
        "evidence",
        "interpretation",
        "document.in_force.from",
        "document.in_force.to",
    }


def test_a_mutant_is_of_its_item():
    """The id by which the cases about it are found: of the part where there is one."""
    items = {m.name: m.item for m in mutants(shipped("tt44-2014").content)}
    assert items["11.1.1 levels[0] removed"] == "11.1.1"
    assert items["rating tot removed"] == "tot"
    assert (
        items["evidence poverty_reduction_points at_most 100 -> 101"] == "poverty_reduction_points"
    )
