"""What looks wrong, or is wrong, when the pieces of a dossier are held together."""

from decimal import Decimal

import pytest

from tests.unit.engine.build import assessed, codes, refused, warned

TT44, TT22, TT24, TT25 = (
    "tt44-2014",
    "unit-tt22-2020",
    "unit-district-tt24-2023",
    "commune-tt25-2023",
)


def only(assessment, code):
    [notice] = [n for n in assessment.warnings if n.code == code]
    return notice


# --- published figures that were wrong --------------------------------------------------------


def test_long_thanh_trung_names_the_other_denominator():
    """ "2.910/4.035 đạt 60,08%" is 72,12 %; all 4.843 households fit, and are named."""
    evidence = {
        "households": "4035", "households_recognised": "2910", "9.1": "60,08%",
        "households_registered": {"value": "4035"}, "pupils": "4843",
    }  # fmt: skip
    notice = only(assessed(TT44, evidence), "check.stated_percentage")
    assert notice.params["computed"] == Decimal("72.12")
    assert (notice.params["fitting"], notice.params["fitting_count"]) == ("pupils", 4843)


def test_long_thanh_trung_as_an_official_writes_it():
    """With both denominators under their own keys the share of all households is right."""
    evidence = {
        "households": "4843", "households_registered": "4035", "households_recognised": "2910", "9.1": "60,08%",
    }  # fmt: skip
    assert "check.stated_percentage" not in warned(assessed(TT44, evidence))
    notice = only(assessed(TT44, {**evidence, "9.1": "72,12%"}), "check.stated_percentage")
    assert (notice.params["fitting"], notice.params["fitting_count"]) == (
        "households_registered",
        4035,
    )
    assert notice.params["computed"] == Decimal("60.09")


def test_binh_minh_divided_by_the_registered():
    """83,4 % is 639 of 766 registered households, not of the 1.183 there are."""
    evidence = {
        "households": "1183", "households_registered": "766", "households_recognised": "639", "9.1": "83,4%",
    }  # fmt: skip
    notice = only(assessed(TT44, evidence), "check.stated_percentage")
    assert (notice.params["fitting"], notice.params["fitting_count"]) == (
        "households_registered",
        766,
    )
    assert "check.stated_percentage" not in warned(assessed(TT44, {**evidence, "9.1": "54,0%"}))


def test_ai_thuong_counts_55_classes_and_lists_54():
    """12 + 11 + 10 + 21 classes are 54, and 55 are printed."""
    parts = {"pháp luật": "12", "khoa học": "11", "dạy nghề": "10", "chất lượng cuộc sống": "21"}
    notice = only(
        assessed(TT44, {"centre_classes": {"value": "55", "parts": parts}}),
        "check.parts_do_not_add_up",
    )
    assert (notice.params["stated"], notice.params["sum"]) == (55, 54)
    assert notice.params["listed"] == "12 + 11 + 10 + 21"
    assert notice.place.path == "evidence.centre_classes"


@pytest.mark.parametrize(
    ("stated", "warns"),
    [("84,9%", False), ("84,93%", False), ("84,92%", False), ("85%", False), ("84%", False), ("83%", True),
     ("86%", True), ("84,8%", True), ("85,0%", False), ("85,1%", True), ("84,91%", True), ("84,95%", True)],
)  # fmt: skip
def test_a_stated_percentage_may_be_rounded_or_cut(stated, warns):
    """4.407/5.189 is 84,9296…%: off by less than a unit of the last digit stated is not warned of."""
    evidence = {"centre_attendances": "4407", "population_15_plus": "5189", "4.4": stated}
    assert ("check.stated_percentage" in warned(assessed(TT44, evidence))) is warns


def test_a_wrong_percentage_that_fits_nothing_names_nothing():
    """Where no other count would fit, none is offered."""
    evidence = {"centre_attendances": "4407", "population_15_plus": "5189", "4.4": "12%"}
    assert only(assessed(TT44, evidence), "check.stated_percentage").params["fitting"] is None


def test_a_bound_beside_counts_is_not_held_against_them():
    """Only a stated value can be wrong in its last digit."""
    evidence = {
        "centre_attendances": "4407",
        "population_15_plus": "5189",
        "4.4": {"at_least": "90%"},
    }
    assert "check.stated_percentage" not in warned(assessed(TT44, evidence))


# --- parts and wholes ---------------------------------------------------------------------------


@pytest.mark.parametrize(("part", "warns"), [("100", False), ("101", True)])
def test_a_part_of_the_population_is_not_larger(part, warns):
    """Children under three are people of the commune."""
    assessment = assessed(TT44, {"population": "100", "under3": part})
    assert ("check.part_of_population" in warned(assessment)) is warns


@pytest.mark.parametrize(
    "evidence",
    [
        {"workers": "100", "workers_learning": "101"},
        {"workers": "100", "workers_learning": {"at_least": "101"}},
        {"workers": {"at_most": "100"}, "workers_learning": "101"},
        {"workers": {"at_most": "100"}, "workers_learning": {"at_least": "101"}},
    ],
)
def test_a_numerator_above_its_denominator_is_an_error(evidence):
    """A share above 100 % is refused, also where bounds alone make it so."""
    assert codes(refused(TT44, evidence)) == ["dossier.part_above_whole"]


def test_a_numerator_may_be_its_denominator():
    """All of them is a share."""
    assert (
        assessed(TT44, {"workers": "100", "workers_learning": "100"}).findings["8.1"].missing == ()
    )


@pytest.mark.parametrize(
    ("key", "evidence"),
    [
        ("pupils", {"pupils": "0", "dropouts": "0"}),
        ("households", {"households": "0", "poor_households": "0"}),
    ],
)
def test_nothing_counted_is_warned_of(key, evidence):
    """0 of 0 asks for another look, in an indicator or in a part of one."""
    assert only(assessed(TT44, evidence), "check.nothing_counted").params == {"key": key}


# --- judged points --------------------------------------------------------------------------------


def test_a_deduction_without_a_reason_is_warned_of():
    """Below the maximum a reason is asked for, at the maximum none."""
    evidence = {"1.1": "9", "1.2": {"value": "9", "reason": "chưa đủ"}, "1.3": "10"}
    assessment = assessed("citizen-qd324-2023", evidence)
    assert only(assessment, "check.no_reason").params == {"id": "1.1", "points": 9, "max": 10}


def test_counts_that_contradict_the_judgement_are_warned_of():
    """Full counts win over fewer points, and full points over fewer counts are questioned."""
    counts = {"members": "10", "members_with_plan": "10"}
    about = {"subject": {"level": "district"}}
    assert warned(assessed(TT22, {**counts, "2.1": {"value": "8", "reason": "x"}}, **about)) == [
        "check.judged_and_counted"
    ]
    assert warned(assessed(TT22, {**counts, "members_with_plan": "9", "2.1": "10"}, **about)) == [
        "check.full_points_below_full"
    ]


def test_full_points_without_a_count_are_not_questioned():
    """Where the share is not known, nothing says that it is below full."""
    assert (
        warned(assessed(TT22, {"members": "10", "2.1": "10"}, subject={"level": "district"})) == []
    )


# --- subject, period, previous recognition ------------------------------------------------------------


def test_no_area_is_warned_of_where_it_matters():
    """Without an area the standard scale is used, and said to be; a citizen has none."""
    assert "check.no_area" in warned(assessed(TT44, {}, subject={"area": None}))
    assert warned(assessed("citizen-qd324-2023", {}, subject={"area": None})) == []


def test_a_correction_without_a_reason_is_warned_of():
    """The commune must understand what the inspection changed."""
    inspected = {
        "workers": "5",
        "officials": {"rejected": "true"},
        "hamlets": {"value": "7", "reason": "đếm lại"},
    }
    assessment = assessed(TT44, {}, inspected=inspected)
    assert [n.place.path for n in assessment.warnings if n.code == "check.inspected_without_reason"] == [
        "inspected.workers", "inspected.officials",
    ]  # fmt: skip


def test_no_period_is_warned_of():
    """Without a period nobody can tell whether the ruleset was in force."""
    assert "catalog.period_unknown" in warned(assessed(TT44, {}, period=None))


@pytest.mark.parametrize(
    ("decided", "end", "warns"),
    [("2024-03-20", "2025-03-19", True), ("2024-03-20", "2025-03-20", False), ("2024-03-20", "2025-02-28", True),
     ("2024-03-20", "2026-01-01", False), ("2024-01-31", "2025-01-30", True),
     ("2024-02-29", "2025-02-27", True), ("2024-02-29", "2025-02-28", False)],
)  # fmt: skip
def test_an_upgrade_waits_twelve_months(decided, end, warns):
    """TT 25 Điều 5: twelve months from the decision, to the day."""
    previous = {"level": "muc_do_1", "decided": decided}
    assessment = assessed(TT25, {}, previous=previous, period={"from": "2024-12-01", "to": end})
    assert ("check.upgrade_too_early" in warned(assessment)) is warns


def test_a_renewal_of_level_2_is_no_upgrade():
    """Only the upgrade from level 1 has to wait."""
    assessment = assessed(TT25, {}, previous={"level": "muc_do_2", "decided": "2024-12-01"})
    assert "check.upgrade_too_early" not in warned(assessment)


@pytest.mark.parametrize(
    ("ruleset", "more", "code"),
    [
        (TT44, {"subject": {"kind": "hamlet"}}, "catalog.wrong_subject"),
        (TT22, {"subject": {"level": "commune"}}, "catalog.wrong_level"),
        (TT24, {"subject": {"public": "true"}}, "dossier.unit_type_needed"),
        (TT24, {"subject": {"unit_type": "mam_non"}}, "dossier.public_needed"),
        (TT24, {"subject": {"unit_type": "mamnon", "public": "true"}}, "dossier.unknown_unit_type"),
        (TT44, {"applies": {"1.1": "false"}}, "dossier.may_not_be_left_out"),
        (
            TT25,
            {"previous": {"level": "kha", "decided": "2024-01-01"}},
            "dossier.unknown_previous_level",
        ),
        (
            TT25,
            {"previous": {"level": "chua_dat", "decided": "2024-01-01"}},
            "dossier.unknown_previous_level",
        ),
    ],
)
def test_a_dossier_that_does_not_fit_is_refused(ruleset, more, code):
    """What makes a dossier unfit for a ruleset is an error with its own code."""
    assert codes(refused(ruleset, {}, **more)) == [code]


def test_what_the_inspection_puts_right_is_not_warned_of():
    """Checks look at the evidence that counts."""
    evidence = {"population": "100", "under3": "101"}
    inspected = {"under3": {"value": "10", "reason": "nhầm dòng"}}
    assert "check.part_of_population" not in warned(assessed(TT44, evidence, inspected=inspected))
