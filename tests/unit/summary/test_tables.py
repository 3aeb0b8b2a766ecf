"""Subjects over the years, their moves and their sums, on small rulesets."""

from __future__ import annotations

from decimal import Decimal

import pytest

from assessment.engine.assess import assess
from assessment.model.quantity import Interval
from assessment.model.summary import Direction, Entry, Order
from assessment.summary.gather import Gathered
from assessment.summary.tables import summarise
from tests.samples import LEVELS, POINTS, bent, dossier_text, ruleset_text


def entry(
    name: str = "Xã A",
    year: int | None = 2021,
    rules: str = POINTS,
    place: str = "",
    **evidence: object,
) -> Entry:
    """A small commune's result; `place`: more of its subject."""
    ruleset = ruleset_text(rules)
    lines = [f"subject: {{kind: commune, name: {name}{place}}}"]
    if year:
        lines.append(f"period: {{from: {year}-01-01, to: {year}-12-31}}")
    lines.append("evidence:" if evidence else "evidence: {}")
    lines += [f"  {key}: {value}" for key, value in evidence.items()]
    dossier = dossier_text("\n".join(lines) + "\n")
    return Entry(f"{name}-{year}.yaml", assess(ruleset, dossier))


def shares(learners: int | None, plan: str = "có") -> dict[str, object]:
    known = {} if learners is None else {"learners": learners}
    return {**known, "adults": 100, "plan": plan}


def summary(*entries: Entry, year: int | None = None, order: Order = Order.TOTAL):
    return summarise(Gathered(entries, (), (), ()), year, order)


def only(*entries: Entry, **options):
    [group] = summary(*entries, **options).groups
    [table] = group.tables
    return table


# --- moves -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("before", "after", "direction", "points"),
    [
        (49, 50, Direction.UP, ("3", "3")),
        (50, 49, Direction.DOWN, ("-3", "-3")),
        (50, 50, Direction.SAME, ("0", "0")),
        (49, None, Direction.OPEN, ("0", "3")),
        (None, 49, Direction.OPEN, ("-3", "0")),
        (None, None, Direction.OPEN, ("-3", "3")),
    ],
)
def test_a_subject_moves_only_where_it_surely_does(before, after, direction, points):
    """The least and the most of the move; what is open on either side leaves it open."""
    table = only(entry(year=2020, **shares(before)), entry(**shares(after)))
    change = table.rows[0].change
    assert change.direction is direction
    assert change.points == Interval(*map(Decimal, points))


def test_the_criteria_that_moved_are_named():
    """A criterion that is open in one year is not said to have moved."""
    moved = only(entry(year=2020, **shares(49)), entry(**shares(50))).rows[0].change
    assert [id_ for id_, _ in moved.criteria] == ["1"]
    still = only(entry(year=2020, **shares(None)), entry(**shares(50))).rows[0].change
    assert still.criteria == ()


@pytest.mark.parametrize(
    ("before", "after", "direction"),
    [
        ("không", "có", Direction.UP),
        ("có", "không", Direction.DOWN),
        ("có", "có", Direction.SAME),
        (None, "có", Direction.OPEN),
    ],
)
def test_levels_move_by_the_ratings(before, after, direction):
    """Without points the rating says where a subject moved."""

    def given(plan):
        known = {"budget": "có", "donations": "có"}
        return known if plan is None else {**known, "plan": plan}

    entries = (entry(year=2020, rules=LEVELS, **given(before)), entry(rules=LEVELS, **given(after)))
    row = only(*entries).rows[0]
    assert (row.direction, row.change.points) == (direction, None)


def test_the_latest_earlier_year_is_the_one_held_against():
    """A gap of years is no reason to go back further than needed."""
    entries = [entry(year=year, **shares(50)) for year in (2015, 2018, 2021)]
    assert only(*entries).rows[0].change.before.year == 2018


# --- who is who ------------------------------------------------------------------------


def test_a_place_left_out_fits_the_only_subject_of_that_name():
    """Last year's dossier without the district is of the same commune."""
    there = ", province: Mẫu, district: Đông"
    table = only(entry(year=2020, **shares(50)), entry(place=there, **shares(50)))
    assert [row.direction for row in table.rows] == [Direction.SAME]


def test_a_place_left_out_that_fits_two_subjects_is_of_neither():
    """It stands apart instead of being guessed."""
    entries = [
        entry(year=2020, **shares(50)),
        entry(place=", district: Đông", **shares(50)),
        entry(place=", district: Tây", **shares(50)),
    ]
    [group] = summary(*entries).groups
    assert [row.direction for row in group.tables[0].rows] == [Direction.NEW] * 2
    assert [one.year for one in group.absent] == [2020]


def test_absent_are_those_whose_last_result_is_older():
    """The year is the latest of all; older subjects stand in no sum."""
    [group] = summary(entry("Xã A", 2020, **shares(50)), entry("Xã B", 2021, **shares(50))).groups
    assert (group.year, [one.name for one in group.absent]) == (2021, ["Xã A"])
    assert [row.entry.name for row in group.tables[0].rows] == ["Xã B"]


def test_three_dossiers_of_one_year_are_three_failures():
    """Each is named with the others, and none of them counts."""
    found = summary(*(entry(**shares(learners)) for learners in (10, 20, 30)))
    assert [failure.notices[0].code for failure in found.failures] == ["summary.two_in_a_year"] * 3
    assert found.groups == ()


# --- sums ------------------------------------------------------------------------------


def test_ratings_sure_and_possible():
    """Of three subjects one surely, one possibly and one surely not."""
    entries = [
        entry("Xã A", **shares(50)),
        entry("Xã B", **shares(None)),
        entry("Xã C", **shares(49)),
    ]
    table = only(*entries)
    counts = {count.rating.id: (count.sure, count.possible) for count in table.ratings}
    assert counts == {"dat": (1, 2), "chua_dat": (1, 2)}
    assert table.undetermined == 1
    [loss] = table.losses
    assert (loss.lost, loss.subjects) == (Interval(Decimal(3), Decimal(6)), 1)
    [lacking] = table.lacking
    assert (lacking.key, [row.entry.name for row in lacking.subjects]) == ("learners", ["Xã B"])


@pytest.mark.parametrize(
    ("order", "names"),
    [
        (Order.TOTAL, ["Đ", "A", "C", "B"]),
        (Order.NAME, ["A", "B", "C", "Đ"]),
        (Order.RATING, ["Đ", "A", "C", "B"]),
    ],
)
def test_what_is_surely_more_comes_first(order, names):
    """An open total stands by its low end, and of equal low ends by the high one."""
    entries = [
        entry("A", **shares(50, "không")),
        entry("B", **shares(49)),
        entry("C", **shares(None)),
        entry("Đ", **shares(50)),
    ]
    assert [row.entry.name for row in only(*entries, order=order).rows] == names


def test_one_table_a_ruleset():
    """Results that cannot be added stand in two tables, the longer one first."""
    entries = [
        entry("A", rules=LEVELS, plan="có", budget="có", donations="có"),
        entry("B", **shares(50)),
        entry("C", **shares(50)),
    ]
    [group] = summary(*entries).groups
    assert [(t.ruleset.id, len(t.rows)) for t in group.tables] == [("mini", 2), ("mini-levels", 1)]


def test_two_versions_of_one_ruleset_are_told():
    """One table, with a warning that its rows were not scored alike."""
    other = bent(POINTS, ("title: Xã nhỏ", "title: Xã lớn"))
    found = summary(entry("A", **shares(50)), entry("B", rules=other, **shares(50)))
    assert len(found.groups[0].tables) == 1
    assert [notice.code for notice in found.warnings] == ["summary.ruleset_versions"]


def test_levels_of_a_criterion():
    """How many levels a criterion reaches, for sure and at most."""
    table = only(entry(rules=LEVELS, plan="có", budget="có"))
    [earned] = table.rows[0].criteria
    assert (earned.grade, earned.most) == (Interval(Decimal(0), Decimal(2)), Decimal(2))
    assert table.rows[0].weakest == ()
