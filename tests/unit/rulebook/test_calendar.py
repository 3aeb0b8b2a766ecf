"""From procedures to dates, and what a recognition sets going."""

from __future__ import annotations

from datetime import date

import pytest

from assessment.errors import DossierError
from assessment.model.calendar import Mark
from assessment.rulebook.calendar import calendar, recognition
from tests.samples import POINTS, bent

IN_FORCE = "in_force: {from: 2020-01-01}"
PROCEDURE = """\
procedure:
  data_period: {text: Cả năm, from: 01-01, to: 12-31}
  deadlines:
  - {who: Xã, what: Gửi hồ sơ, before: 02-28, year: next, source: Điều 9}
  - {what: Báo cáo, before: 12-15, year: same}
"""


@pytest.fixture
def made(load_text):
    """A ruleset with its time in force, its procedure and more of its document bent."""

    def make(force="{from: 2020-01-01}", procedure=PROCEDURE, more=""):
        return load_text(bent(POINTS, (IN_FORCE, f"in_force: {force}{more}")) + procedure)

    return make


def shown(days):
    return [(str(d.day), d.mark.value, d.assessed_year) for d in days]


def test_a_year_holds_two_assessments(made):
    """Deadlines of the year before that fall into it, its own, and ahead those of the next."""
    found = calendar([made()], 2026)
    assert shown(found.days) == [
        ("2026-01-01", "data_from", 2026),
        ("2026-02-28", "before", 2025),
        ("2026-12-15", "before", 2026),
        ("2026-12-31", "data_to", 2026),
    ]
    assert shown(found.ahead) == [("2027-02-28", "before", 2026)]
    submission = found.days[1]
    assert (submission.who, submission.what, submission.source) == ("Xã", "Gửi hồ sơ", "Điều 9")
    assert (found.days[2].who, found.days[2].source) == (None, "Điều 1")


@pytest.mark.parametrize(
    ("force", "year", "assessed"),
    [
        ("{from: 2026-01-01}", 2026, {2026}),
        ("{from: 2025-12-31}", 2026, {2025, 2026}),
        ("{from: 2020-01-01, to: 2025-12-30}", 2026, set()),
        ("{from: 2020-01-01, to: 2025-12-31}", 2026, {2025}),
        ("{from: 2020-01-01, to: 2026-12-30}", 2026, {2025}),
        ("{from: 2020-01-01, to: 2026-12-31}", 2026, {2025, 2026}),
        ("{from: 2027-01-01}", 2026, set()),
    ],
)
def test_a_ruleset_counts_for_the_years_at_whose_end_it_is_in_force(made, force, year, assessed):
    """The last day of the data decides, as it decides which ruleset a dossier falls to."""
    found = calendar([made(force)], year)
    assert {day.assessed_year for day in (*found.days, *found.ahead)} == assessed
    assert bool(found.rulesets) is bool(assessed)


def test_the_last_day_of_the_data_decides_where_it_is_another(made):
    """Data as of 30 September: a ruleset that ends in October counts for the year."""
    procedure = "procedure:\n  data_period: {text: Tháng 9, as_of: 09-30}\n"
    in_force = calendar([made("{from: 2020-01-01, to: 2026-09-30}", procedure)], 2026)
    assert shown(in_force.days) == [("2026-09-30", "data_as_of", 2026)]
    assert calendar([made("{from: 2020-01-01, to: 2026-09-29}", procedure)], 2026).days == ()


def test_a_day_after_the_rulesets_end_says_so(made):
    """The submission of 2025 falls due after the ruleset was replaced; its last day is told."""
    found = calendar([made("{from: 2020-01-01, to: 2026-01-25}")], 2026)
    assert [d.out_of_force for d in found.days] == [date(2026, 1, 25)]
    kept = calendar([made("{from: 2020-01-01, to: 2026-02-28}")], 2026)
    assert [d.out_of_force for d in kept.days] == [None]


def test_a_named_ruleset_goes_on_after_its_end_unless_repealed(made):
    """Localities went on with QĐ 448; a document that another repealed is not gone on with."""
    ended = made("{from: 2020-01-01, to: 2022-12-31}")
    assert calendar([ended], 2026).rulesets == ()
    named = calendar([ended], 2026, named=["mini"])
    assert {day.out_of_force for day in named.days} == {date(2022, 12, 31)}
    repealed = made("{from: 2020-01-01, to: 2022-12-31}", more=", repealed_by: 2/QĐ")
    found = calendar([repealed], 2026, named=["mini"])
    assert (found.days, found.rulesets) == ((), (repealed,))


def test_a_named_ruleset_does_not_start_before_its_first_day(made):
    """What is not in force yet has no deadlines, named or not."""
    assert calendar([made("{from: 2027-01-01}")], 2026, named=["mini"]).days == ()


@pytest.mark.parametrize(("year", "day"), [(2027, "2027-03-01"), (2028, "2028-02-29")])
def test_a_deadline_on_the_leap_day(made, year, day):
    """Before 29 February is before 1 March in common years."""
    procedure = "procedure:\n  deadlines:\n  - {what: Báo cáo, before: 02-29, year: same}\n"
    assert shown(calendar([made(procedure=procedure)], year).days) == [(day, "before", year)]


def test_a_school_year_ends_in_the_next_year(made):
    """Data from September to August: the last day falls into the year after."""
    procedure = "procedure:\n  data_period: {text: Năm học, from: 09-01, to: 08-31}\n"
    found = calendar([made(procedure=procedure)], 2026)
    assert shown(found.days) == [("2026-08-31", "data_to", 2025), ("2026-09-01", "data_from", 2026)]
    assert shown(found.ahead) == [("2027-08-31", "data_to", 2026)]


def test_a_data_period_of_one_sentence_has_no_days(made):
    """As rulesets were first written: the sentence is kept, nothing is computed from it."""
    ruleset = made(procedure="procedure: {data_period: Từ 01/01 đến 31/12}\n")
    assert ruleset.procedure.data_period.text == "Từ 01/01 đến 31/12"
    assert calendar([ruleset], 2026).days == ()


def test_a_ruleset_without_a_procedure_has_no_days(made):
    """It is listed all the same."""
    ruleset = made(procedure="")
    assert calendar([ruleset], 2026).rulesets == (ruleset,)
    assert calendar([ruleset], 2026).days == ()


# --- the shipped rulesets --------------------------------------------------------------


def deadlines(catalog, year, **options):
    found = calendar(list(catalog.all()), year, **options)
    days = [*found.days, *found.ahead]
    return {(d.ruleset.id, str(d.day), d.assessed_year) for d in days if d.mark is Mark.BEFORE}


def test_the_deadlines_of_2026(catalog):
    """TT 25 Điều 9, 14, 19, TT 24 Điều 10, 16, 20 and NĐ 20 Điều 31, as dates of 2026 and 2027."""
    own = {
        ("unit-district-tt24-2023", "01-15"), ("unit-district-tt24-2023", "02-15"),
        ("unit-district-tt24-2023", "03-15"), ("unit-province-tt24-2023", "01-15"),
        ("unit-province-tt24-2023", "02-15"), ("commune-tt25-2023", "02-28"),
        ("commune-tt25-2023", "03-31"), ("district-tt25-2023", "04-30"),
        ("district-tt25-2023", "05-31"), ("province-tt25-2023", "07-31"),
    }  # fmt: skip
    decree = {
        (f"{name}-nd20-2014", "2026-12-30", 2026)
        for name in ("preschool5", "primary", "lower-secondary", "literacy")
    }
    expected = {(id_, f"{y}-{day}", y - 1) for id_, day in own for y in (2026, 2027)}
    assert deadlines(catalog, 2026) == expected | decree


def test_the_change_of_circulars_in_2024(catalog):
    """Units report for 2023 by TT 22 though it has ended; TT 24 counts from the year 2024."""
    found = deadlines(catalog, 2024)
    assert {(day, y) for id_, day, y in found if id_ == "unit-tt22-2020"} == {
        ("2024-01-31", 2023),
        ("2024-04-01", 2023),
    }
    assert {y for id_, _, y in found if id_ == "unit-district-tt24-2023"} == {2024}
    assert {y for id_, _, y in found if id_ == "commune-tt25-2023"} == {2024}


@pytest.mark.parametrize(("year", "due"), [(2015, 0), (2016, 4), (2020, 4), (2021, 0)])
def test_the_societys_titles_are_reported_from_2016_to_2020(catalog, year, due):
    """QĐ 448: before 15 December of the year itself."""
    found = {x for x in deadlines(catalog, year) if "qd448" in x[0]}
    assert {day for _, day, _ in found} <= {f"{year}-12-15"}
    assert len(found) == due


# --- a recognition ---------------------------------------------------------------------


def dossier_of(dossier_text, previous, kind="commune"):
    return dossier_text(
        f"subject: {{kind: {kind}, name: Xã A}}\n"
        "period: {from: 2026-01-01, to: 2026-12-31}\n" + (f"previous: {previous}\n")
    )


def test_a_decision_sets_a_term_and_an_upgrade_going(catalog, dossier_text):
    """TT 25 Điều 5: until the end of the third year after, and twelve months for level 2."""
    dossier = dossier_of(dossier_text, "{level: muc_do_1, decided: 2024-03-20}")
    found = recognition(catalog.get("commune-tt25-2023"), dossier)
    assert found.valid == (date(2025, 1, 1), date(2027, 12, 31))
    assert found.upgrade_from == date(2025, 3, 20)
    assert not found.before_force


def test_level_2_has_nothing_to_be_upgraded_to(catalog, dossier_text):
    """The term runs, the upgrade does not."""
    dossier = dossier_of(dossier_text, "{level: muc_do_2, decided: 2024-03-20}")
    found = recognition(catalog.get("commune-tt25-2023"), dossier)
    assert (found.valid is not None, found.upgrade, found.upgrade_from) == (True, None, None)


@pytest.mark.parametrize(("decided", "before"), [("2024-02-11", True), ("2024-02-12", False)])
def test_a_decision_before_the_document_has_no_term_by_it(catalog, dossier_text, decided, before):
    """A recognition of before 12 February 2024 was not by TT 25."""
    dossier = dossier_of(dossier_text, f"{{level: muc_do_1, decided: {decided}}}")
    found = recognition(catalog.get("commune-tt25-2023"), dossier)
    assert found.before_force is before
    assert (found.valid is None, found.upgrade_from is None) == (before, before)


def test_a_ruleset_without_a_term_tells_none(catalog, dossier_text):
    """QĐ 448 recognises year by year and states no term."""
    dossier = dossier_of(dossier_text, "{level: dat, decided: 2018-12-20}", "household")
    found = recognition(catalog.get("household-qd448-2015"), dossier)
    assert (found.validity, found.valid, found.upgrade) == (None, None, None)


def test_a_dossier_without_a_recognition_is_told_so(catalog, dossier_text):
    """Nothing is computed, and it is no error."""
    found = recognition(catalog.get("commune-tt25-2023"), dossier_of(dossier_text, ""))
    assert (found.previous, found.valid, found.before_force) == (None, None, False)


def test_a_level_that_the_ruleset_does_not_have_is_refused(catalog, dossier_text):
    """As when the dossier is scored."""
    dossier = dossier_of(dossier_text, "{level: kha, decided: 2024-03-20}")
    with pytest.raises(DossierError) as refused:
        recognition(catalog.get("commune-tt25-2023"), dossier)
    assert [n.code for n in refused.value.notices] == ["dossier.unknown_previous_level"]
