"""Settings read against a ruleset and a dossier: keys, values, and what is refused."""

from __future__ import annotations

from decimal import Decimal

import pytest

from assessment.engine.assess import assess
from assessment.errors import DossierError, Place, UsageError
from assessment.intake.read import dossier_from_content
from assessment.intake.scenarios import settings_of
from assessment.model.plan import Change
from assessment.model.quantity import Ratio
from assessment.model.whatif import Setting
from assessment.whatif.changes import suppose
from tests.samples import POINTS, bent, dossier_text, ruleset_text
from tests.unit.whatif.lowered import example, ruleset

TIEN_TAN = ("tt44-2014", "xa-tien-tan-2019")
HOUSEHOLD = ("household-qd448-2015", "ho-gia-dinh-2018")
UNIT = ("unit-district-tt24-2023", "don-vi-tt24-2024")
SPARSE = ("tt44-2014", "xa-ai-thuong-2021")
INSPECTED = ("tt44-2014", "xa-tien-tan-2019-kiem-tra")


def now(which=TIEN_TAN, **options):
    return assess(ruleset(which[0]), example(which[1]), **options)


def supposed(*arguments, which=TIEN_TAN):
    return suppose(now(which), settings_of(arguments))[0]


def change(argument, which=TIEN_TAN):
    (one,) = supposed(argument, which=which)
    return one.change


def refused(*arguments, which=TIEN_TAN, error=UsageError):
    with pytest.raises(error) as caught:
        supposed(*arguments, which=which)
    return [(notice.code, notice.place.path) for notice in caught.value.notices]


@pytest.mark.parametrize(
    ("argument", "expected"),
    [
        ("households_recognised=1200", Change("households_recognised", 1118, 1200)),
        ("households_recognised=1.200", Change("households_recognised", 1118, 1200)),
        ("households_recognised += 46", Change("households_recognised", 1118, 1164)),
        ("pupils+=1.000", Change("pupils", 872, 1872)),
        ("households_recognised-=1118", Change("households_recognised", 1118, 0)),
        ("poverty_reduction_points+=0,4", Change("poverty_reduction_points", Decimal("0.6"), 1)),
        ("funding=Bố trí một phần", Change("funding", "du", "mot_phan")),
        ("funding=mot_phan", Change("funding", "du", "mot_phan")),
        ("annual_plan=không", Change("annual_plan", True, False)),
        ("9.1=1200", Change("households_recognised", 1118, 1200)),
        ("9.1+=46", Change("households_recognised", 1118, 1164)),
        ("2.4=4", Change("committee_reviews", 2, 4)),
        ("1.4=khong", Change("funding", "du", "khong")),
        ("1.2=không", Change("annual_plan", True, False)),
        ("4.1=muc_do_2", Change("preschool_primary_standard", "muc_do_1", "muc_do_2")),
    ],
)
def test_a_setting_changes_what_it_names(argument, expected):
    """A key, or an item's id for what it measures, and the new value by its type."""
    assert change(argument) == expected


@pytest.mark.parametrize(
    ("argument", "count"),
    [("9.1=70%", 1164), ("9.1=69,98%", 1164), ("9.1=0%", 0), ("9.1=100%", 1662)],
)
def test_a_share_of_a_known_whole_is_the_smallest_count_that_reaches_it(argument, count):
    """70 % of 1,662 households is 1,164; the share asked for is kept beside it."""
    (one,) = supposed(argument)
    assert one.change == Change("households_recognised", 1118, count)
    assert (one.over, one.whole) == ("households", 1662)
    assert one.share is not None


def test_the_smallest_count_reaches_the_share_and_one_less_does_not():
    """The engine finds the level at that count, and not below it."""
    reached, below = (
        suppose(now(), settings_of([argument]))[1].findings["9.1"].points.low
        for argument in ("9.1=70%", "9.1=1163")
    )
    assert (reached, below) == (4, 3)


def test_a_share_of_an_unknown_whole_is_stated_itself():
    """Under the item's id, as the dossier states it."""
    assert change("9.1=60%", SPARSE) == Change("9.1", Ratio(17, 20), Ratio(3, 5))


def test_judged_points_are_set_and_added_to():
    """Under the item's id, in points."""
    assert change("A1.2=9", HOUSEHOLD) == Change("A1.2", Decimal(8), Decimal(9))
    assert change("A1.2+=2", HOUSEHOLD) == Change("A1.2", Decimal(8), Decimal(10))


def test_the_value_that_is_there_changes_nothing():
    """The dossier stays as it is, with nothing supposed in it."""
    before = now()
    found, after = suppose(before, settings_of(["households_recognised=1118", "1.2=có"]))
    assert found == ()
    assert after.dossier.content == before.dossier.content


def test_what_the_inspection_found_is_changed_there():
    """The inspected value counts, so it is the one that becomes another."""
    dossier = example(INSPECTED[1])
    key, claim = next((k, c) for k, c in dossier.inspected.items() if c.value and c.value.isdigit())
    (one,) = supposed(f"{key}-=1", which=INSPECTED)
    assert one.change == Change(key, int(claim.value), int(claim.value) - 1)
    after = suppose(now(INSPECTED), settings_of([f"{key}-=1"]))[1].dossier
    assert after.inspected[key].value == str(int(claim.value) - 1)
    assert after.evidence[key] == dossier.evidence[key]


def test_a_supposed_value_counts_where_documents_are_asked_for():
    """With strict evidence a guess is its own document."""
    strict = now(strict=True)
    assert strict.findings["2.4"].points.high > strict.findings["2.4"].points.low
    after = suppose(strict, settings_of(["2.4=4"]))[1]
    assert after.findings["2.4"].points.low == 2


@pytest.mark.parametrize(
    ("argument", "code"),
    [
        ("households_recogn=3", "dossier.unknown_key"),
        ("households_recogn+=3", "dossier.unknown_key"),
        ("households_recognised=nhiều", "dossier.wrong_type"),
        ("households_recognised=1,5", "dossier.wrong_type"),
        ("households_recognised+=1,5", "dossier.wrong_type"),
        ("households_recognised-=1119", "dossier.out_of_bounds"),
        ("households_recognised=1663", "dossier.part_above_whole"),
        ("households=1000", "dossier.part_above_whole"),
        ("9.1=101%", "dossier.out_of_bounds"),
        ("9.1=x%", "dossier.wrong_type"),
        ("funding=nhieu", "dossier.unknown_option"),
        ("annual_plan=maybe", "dossier.wrong_type"),
        ("funding+=1", "whatif.not_counted"),
        ("annual_plan-=1", "whatif.not_counted"),
        ("12.1=có", "whatif.several_keys"),
    ],
)
def test_a_bad_setting_is_refused_at_its_argument(argument, code):
    """The notice names the argument, as a usage error."""
    found = refused(argument)
    assert {one for one, _ in found} == {code}
    assert {place for _, place in found} == {f"--set {argument}"}


@pytest.mark.parametrize(
    ("argument", "code"),
    [("A1.1=11", "dossier.out_of_bounds"), ("A1.1-=0,5", "dossier.off_step")],
)
def test_bad_points_are_refused_at_their_argument(argument, code):
    """Above the item's maximum, or between two steps of the scale."""
    assert refused(argument, which=HOUSEHOLD) == [(code, f"--set {argument}")]


def test_an_item_of_several_numerators_asks_for_one_of_them():
    """The hint lists the keys."""
    with pytest.raises(UsageError) as caught:
        supposed("2.4=70%", which=UNIT)
    (notice,) = caught.value.notices
    assert notice.code == "whatif.several_keys"
    assert notice.params["keys"] == "members_language_proficient, members_language_certified"


def test_the_nearest_key_is_offered():
    """What was probably meant."""
    with pytest.raises(UsageError) as caught:
        supposed("households_recogn=3")
    assert caught.value.notices[0].params["nearest"] == "households_recognised"


def test_nothing_is_added_to_what_nobody_knows():
    """A count that is missing, and one known by a bound only."""
    assert refused("households_recognised+=1", which=SPARSE) == [
        ("whatif.nothing_known", "--set households_recognised+=1")
    ]


def test_a_key_is_set_once():
    """By its own name and by the id of its item is twice."""
    found = refused("9.1=70%", "households_recognised=1200")
    assert found == [("whatif.set_twice", "--set households_recognised=1200")]


def test_all_that_is_wrong_is_told_at_once():
    """One notice for each setting."""
    codes = [code for code, _ in refused("funding=nhieu", "annual_plan=maybe", "foo=1")]
    assert sorted(codes) == ["dossier.unknown_key", "dossier.unknown_option", "dossier.wrong_type"]


def test_what_a_file_sets_is_refused_as_input_at_its_line():
    """The exit code is the one of bad input."""
    setting = Setting(
        "funding", "=", "nhieu", Place("gia-dinh.yaml", 7, "scenarios[0].set.funding")
    )
    with pytest.raises(DossierError) as caught:
        suppose(now(), [setting])
    (notice,) = caught.value.notices
    assert (notice.place.file, notice.place.line) == ("gia-dinh.yaml", 7)


def test_counts_that_may_exceed_their_whole_take_shares_above_it():
    """Where the item allows it, 150 % is a count and a half."""
    text = bent(POINTS, ("over: adults}", "over: adults, may_exceed: true}"))
    before = assess(
        ruleset_text(text),
        dossier_text(
            "subject: {kind: commune, name: A, area: standard}\nevidence: {learners: 60, adults: 100}\n"
        ),
    )
    (one,), _ = suppose(before, settings_of(["1.1=150%"]))
    assert one.change == Change("learners", 60, 150)


@pytest.mark.parametrize(
    "arguments", [("households=2000", "9.1=70%"), ("9.1=70%", "households=2000")]
)
def test_a_share_is_one_of_the_whole_that_is_set_beside_it(arguments):
    """70% of 2,000 households, in whichever order they are set; told in the order set."""
    found = supposed(*arguments)
    after = {one.change.key: one.change.after for one in found}
    assert after == {"households": 2000, "households_recognised": 1400}
    assert [one.setting.key for one in found] == [one.split("=")[0] for one in arguments]


def test_a_share_of_a_share_that_is_set_is_one_of_its_count():
    """50% of the 80% of 200, though the smaller is named first."""
    share = "kind: threshold, ratio: {of: adults, over: people}, levels: [{at_least: 90%, points: 1}, {otherwise: true, points: 0}]"
    text = bent(
        POINTS,
        ("kind: yes_no, key: plan, points: 1", share),
        ("  plan: {label: Kế hoạch, type: yes_no}", "  people: {label: Dân, type: count}"),
    )
    dossier = dossier_text(
        "subject: {kind: commune, name: A}\nevidence: {learners: 60, adults: 100, people: 200}\n"
    )
    before = assess(ruleset_text(text), dossier)
    found, _ = suppose(before, settings_of(["1.1=50%", "1.2=80%"]))
    assert {one.change.key: one.change.after for one in found} == {"learners": 80, "adults": 160}


def test_evidence_with_an_empty_list_of_documents_may_be_set():
    """Where documents are asked for, what is supposed has one."""
    content = example("xa-tien-tan-2019").content
    evidence = {key: {**claim, "documents": []} for key, claim in content["evidence"].items()}
    dossier = dossier_from_content({**content, "evidence": evidence}, "")
    before = assess(ruleset("tt44-2014"), dossier, strict=True)
    [one], after = suppose(before, settings_of(["annual_plan=có"]))
    assert one.change == Change("annual_plan", None, True)
    assert "annual_plan" in {*before.missing} - {*after.missing}


@pytest.mark.parametrize("argument", ["9.1+=5%", "households_recognised-=5%", "8.1+=5 %"])
def test_a_percentage_is_set_and_not_added(argument):
    """Nobody knows of what 5% more would be."""
    assert refused(argument) == [("whatif.percent_moved", f"--set {argument}")]


def test_fewer_than_none_names_the_most_that_the_whole_allows():
    """The households that are recognised are among those there are."""
    with pytest.raises(UsageError) as caught:
        supposed("households_recognised-=5000")
    [notice] = caught.value.notices
    assert (notice.code, notice.params["most"]) == ("dossier.out_of_bounds", 1254)
