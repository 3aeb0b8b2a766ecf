"""Times in force: no two for one dossier, no hole that nobody announced."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment.errors import DossierError
from assessment.intake.read import dossier_from_content
from assessment.model.flaw import Severity
from assessment.rulebook.catalog import Catalog
from assessment.rulebook.check.periods import periods
from assessment.rulebook.choosing import one_in_force
from assessment.wording import Words
from tests.samples import POINTS, bent, ruleset_text

FORCE = "in_force: {from: 2020-01-01}"


def ruleset(id_, force, *, subject="commune", afterwards="", head=""):
    told = f", afterwards: {{text: {afterwards}}}" if afterwards else ""
    text = bent(
        POINTS,
        ("id: mini\n", f"id: {id_}\n{head}"),
        ("subject: commune\n", f"subject: {subject}\n"),
        (FORCE, f"in_force: {{{force}}}{told}"),
    )
    return ruleset_text(text, f"{id_}.yaml")


def unit(id_, force, levels, **more):
    return ruleset(id_, force, subject="unit", head=f"unit_levels: [{levels}]\n", **more)


def found(*rulesets):
    return [(f.notice.code.removeprefix("proof."), *span(f)) for f in periods(rulesets)]


def span(flaw):
    first, last = flaw.notice.params["span"]
    names = flaw.notice.params["earlier"], flaw.notice.params["later"]
    return (*names, str(first), str(last) if last else None)


def what_choosing_says(rulesets, witness):
    """The codes that choosing ends with, for the witness and these rulesets."""
    dossier = dossier_from_content(witness.dossier, "witness")
    with pytest.raises(DossierError) as refused:
        one_in_force(rulesets, dossier, dossier.period.to)
    return ", ".join(notice.code for notice in refused.value.notices)


# --- overlaps --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("second", "expected"),
    [
        ("from: 2022-01-01", []),
        ("from: 2021-12-31", [("periods_overlap", "a", "b", "2021-12-31", "2021-12-31")]),
        ("from: 2020-01-01", [("periods_overlap", "a", "b", "2020-01-01", "2021-12-31")]),
        ("from: 2019-01-01", [("periods_overlap", "b", "a", "2020-01-01", "2021-12-31")]),
    ],
)
def test_two_in_force_on_one_day_overlap(second, expected):
    """On the morrow of the other's last day there is none, on the day itself there is one."""
    assert found(ruleset("a", "from: 2020-01-01, to: 2021-12-31"), ruleset("b", second)) == expected


def test_the_first_day_there_is_has_none_before_it():
    """Two from the first day of the calendar overlap, and nothing before them is looked for."""
    both = [ruleset(id_, "from: 0001-01-01, to: 9999-12-31") for id_ in "ab"]
    assert found(*both) == [("periods_overlap", "a", "b", "0001-01-01", None)]


def test_an_overlap_stands_at_the_later_with_a_dossier_that_shows_it():
    """File and line of in_force, and a dossier of the first shared day, for which nothing is chosen."""
    both = ruleset("a", "from: 2020-01-01, to: 2021-12-31"), ruleset("b", "from: 2021-06-01")
    (flaw,) = periods(both)
    assert flaw.severity is Severity.ERROR
    place = flaw.notice.place
    assert (place.file, place.line, place.path) == ("b.yaml", 4, "document.in_force")
    assert flaw.witness.dossier["period"] == {"from": "2021-06-01", "to": "2021-06-01"}
    assert flaw.witness.shows == {"errors": "catalog.several_apply"}
    assert what_choosing_says(both, flaw.witness) == "catalog.several_apply"


def test_every_pair_that_overlaps_is_told():
    """Three without an end are three pairs."""
    three = [ruleset(id_, f"from: 202{n}-01-01") for n, id_ in enumerate("abc")]
    assert {(one, two) for _, one, two, *_ in found(*three)} == {("a", "b"), ("a", "c"), ("b", "c")}


def test_a_ruleset_inside_another_leaves_no_hole_behind_it():
    """What covers the time after the inner one's end is the outer one."""
    outer, inner = (
        ruleset("a", "from: 2020-01-01"),
        ruleset("b", "from: 2021-01-01, to: 2021-12-31"),
    )
    assert found(outer, inner) == [("periods_overlap", "a", "b", "2021-01-01", "2021-12-31")]


def test_a_title_does_not_part_what_choosing_does_not_part():
    """Choosing goes by subject: two communes' rulesets of other titles still overlap."""
    other = ruleset_text(
        bent(POINTS, ("id: mini\n", "id: other\n"), ("title: Xã nhỏ", "title: Xã khác"))
    )
    assert [code for code, *_ in found(ruleset("a", "from: 2020-01-01"), other)] == [
        "periods_overlap"
    ]


def test_subjects_do_not_meet():
    """A commune's and a hamlet's ruleset never compete."""
    rulesets = (
        ruleset("a", "from: 2020-01-01"),
        ruleset("b", "from: 2020-01-01", subject="hamlet"),
    )
    assert found(*rulesets) == []


@pytest.mark.parametrize(
    ("levels", "overlap"),
    [("commune", False), ("province", True), ("commune, district", True)],
)
def test_units_meet_where_they_share_a_level(levels, overlap):
    """A unit's rulesets compete where one level has both; the pair is told once."""
    both = (
        unit("a", "from: 2020-01-01", "district, province"),
        unit("b", "from: 2021-01-01", levels),
    )
    flaws = list(periods(both))
    assert len(flaws) == overlap
    for flaw in flaws:
        assert flaw.witness.dossier["subject"]["level"] in levels
        assert what_choosing_says(both, flaw.witness) == "catalog.several_apply"


def test_rulesets_on_request_meet_by_what_they_give():
    """They never meet those chosen by date; two that give one key do meet."""
    head = "on_request_only: true\ngives: {}\n"
    one, two = (ruleset(x, "from: 2020-01-01", head=head.format("literacy")) for x in "ab")
    other = ruleset("c", "from: 2020-01-01", head=head.format("primary"))
    dated = ruleset("d", "from: 2020-01-01")
    assert found(one, other, dated) == []
    (flaw,) = periods([one, two, other, dated])
    assert span(flaw)[:2] == ("a", "b")
    assert flaw.witness.shows == {"gives": "literacy", "in_force": "a, b"}


# --- holes -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("second", "expected"),
    [
        ("from: 2022-01-01", []),
        ("from: 2022-01-02", [("period_hole", "a", "b", "2022-01-01", "2022-01-01")]),
        ("from: 2023-01-01", [("period_hole", "a", "b", "2022-01-01", "2022-12-31")]),
    ],
)
def test_days_between_two_are_a_hole(second, expected):
    """The morrow follows without one; a day later there is a hole of one day."""
    assert found(ruleset("a", "from: 2020-01-01, to: 2021-12-31"), ruleset("b", second)) == expected


def test_an_end_without_a_successor_is_a_hole():
    """From the morrow on, without end; it stands where the ruleset says its end."""
    ended = ruleset("a", "from: 2020-01-01, to: 2021-12-31")
    (flaw,) = periods([ended])
    assert (flaw.severity, *span(flaw)) == (Severity.ERROR, "a", "", "2022-01-01", None)
    assert (flaw.notice.place.file, flaw.notice.place.line) == ("a.yaml", 4)
    assert flaw.witness.dossier["period"]["to"] == "2022-01-01"
    assert flaw.witness.shows == {"errors": "catalog.none_in_force"}
    assert what_choosing_says([ended], flaw.witness) == "catalog.none_in_force"


def test_a_hole_that_is_announced_is_a_note():
    """`afterwards` says what holds; its line is the place, and no witness is needed."""
    ended = ruleset("a", "from: 2020-01-01, to: 2021-12-31", afterwards="Dùng bộ cũ")
    (flaw,) = periods([ended])
    assert (flaw.severity, flaw.notice.code) == (Severity.NOTE, "proof.announced_hole")
    assert flaw.notice.place.path == "document.afterwards"
    assert flaw.witness is None
    assert "Dùng bộ cũ" in Words().message(flaw.notice)


def test_a_hole_must_be_announced_by_the_one_before_it():
    """What another ruleset announces is not about this hole."""
    first = ruleset("a", "from: 2020-01-01, to: 2020-12-31")
    second = ruleset("b", "from: 2022-01-01, to: 2022-12-31", afterwards="Dùng bộ cũ")
    assert [code for code, *_ in found(first, second)] == ["period_hole", "announced_hole"]


def test_each_level_of_units_needs_its_successor():
    """One successor for the district leaves the province's line open."""
    old = unit("a", "from: 2020-01-01, to: 2021-12-31", "district, province")
    new = unit("b", "from: 2022-01-01", "district")
    assert found(old, new) == [("period_hole", "a", "", "2022-01-01", None)]
    (flaw,) = periods([old, new])
    assert flaw.witness.dossier["subject"]["level"] == "province"


def test_time_before_the_first_is_no_hole():
    """Nothing was in force before the first ruleset, and nothing is missing."""
    assert found(ruleset("a", "from: 2020-01-01")) == []


@pytest.mark.parametrize("language", ["vi", "en"])
def test_a_hole_without_end_is_said_without_a_last_day(language):
    """Neither None nor the calendar's last day is shown to anyone."""
    (flaw,) = periods([ruleset("a", "from: 2020-01-01, to: 2021-12-31")])
    said = Words(language).message(flaw.notice) + Words(language).hint(flaw.notice)
    assert "01/01/2022" in said
    assert "None" not in said
    assert "9999" not in said


# --- all of them -----------------------------------------------------------------------


def test_the_shipped_rulesets_follow_each_other(catalog):
    """The only holes are those after QĐ 448, and its four rulesets announce them."""
    flaws = list(periods(list(catalog.all())))
    assert {flaw.notice.code for flaw in flaws} == {"proof.announced_hole"}
    assert {flaw.notice.params["earlier"] for flaw in flaws} == {
        f"{name}-qd448-2015" for name in ("household", "clan", "hamlet", "unit")
    }


@pytest.mark.parametrize(
    ("id_", "old", "new", "code"),
    [
        ("tt44-2014", "to: 2024-02-11", "to: 2024-02-12", "proof.periods_overlap"),
        ("tt44-2014", "to: 2024-02-11", "to: 2024-02-10", "proof.period_hole"),
        ("commune-tt25-2023", "from: 2024-02-12}", "from: 2024-02-11}", "proof.periods_overlap"),
        ("commune-tt25-2023", "from: 2024-02-12}", "from: 2024-03-12}", "proof.period_hole"),
        ("unit-tt22-2020", "to: 2024-01-25,", "to: 2024-06-25,", "proof.periods_overlap"),
        ("unit-district-tt24-2023", "2024-01-26}", "2024-01-27}", "proof.period_hole"),
    ],
)
def test_a_day_moved_in_a_shipped_ruleset_is_found(catalog, id_, old, new, code):
    """One day off at either side of a change of circulars is an overlap or a hole."""
    text = catalog.file_of(id_).read_text(encoding="utf-8")
    moved = ruleset_text(bent(text, (old, new)), f"{id_}.yaml")
    others = [r for r in catalog.all() if r.id != id_]
    errors = [f for f in periods([moved, *others]) if f.severity is Severity.ERROR]
    assert {flaw.notice.code for flaw in errors} == {code}
    for flaw in errors:
        assert what_choosing_says([moved, *others], flaw.witness) == flaw.witness.shows["errors"]


spans = st.lists(
    st.tuples(st.integers(1, 40), st.one_of(st.none(), st.integers(0, 12))), min_size=1, max_size=5
)


@given(spans)
def test_a_line_is_sound_exactly_when_each_day_has_one_ruleset(drawn):
    """Day by day: no flaw if and only if, from the first on, one ruleset is in force each day."""
    first = date(2020, 1, 1).toordinal()
    ends = [(a, None if n is None else a + n) for a, n in drawn]
    rulesets = []
    for index, (start, end) in enumerate(ends):
        to = f", to: {date.fromordinal(first + end)}" if end is not None else ""
        rulesets.append(ruleset(f"r{index}", f"from: {date.fromordinal(first + start)}{to}"))
    days = range(min(start for start, _ in ends), 60)
    counts = [sum(a <= day and (b is None or day <= b) for a, b in ends) for day in days]
    codes = {flaw.notice.code for flaw in periods(rulesets)}
    assert ("proof.periods_overlap" in codes) is (max(counts) > 1)
    assert ("proof.period_hole" in codes) is (min(counts) == 0)


def test_a_local_ruleset_beside_a_shipped_one_is_found(tmp_path):
    """A second ruleset of communes on a local shelf, in force beside TT 25."""
    path = tmp_path / "commune" / "mini.yaml"
    path.parent.mkdir()
    path.write_text(bent(POINTS, (FORCE, "in_force: {from: 2025-01-01}")), encoding="utf-8")
    flaws = [f for f in periods(list(Catalog([tmp_path]).all())) if f.severity is Severity.ERROR]
    assert [span(flaw)[:2] for flaw in flaws] == [("commune-tt25-2023", "mini")]
