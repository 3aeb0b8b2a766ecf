"""From points or levels to the rating, while some of it is not known."""

import pytest

from tests.unit.engine.build import assessed, small

BANDS = [
    {"id": "tot", "title": "Tốt", "when": {"total": {"at_least": "8"}}},
    {"id": "kha", "title": "Khá", "when": {"total": {"at_least": "5"}}},
    {"id": "chua_dat", "title": "Chưa đạt", "otherwise": "true"},
]
GATES = [{"id": "fund_gate", "text": "Có quỹ", "kind": "yes_no", "key": "fund"}]
EXCLUSIONS = [{"id": "crime", "text": "Vi phạm", "key": "crime"}]
EVIDENCE = {
    "fund": {"label": "Có quỹ", "type": "yes_no"},
    "crime": {"label": "Có vi phạm", "type": "yes_no"},
}


def possible(assessment):
    return [rating.id for rating in assessment.score.determination.possible]


@pytest.mark.parametrize(
    ("points", "fund", "expected", "recognised"),
    [
        ("4", "có", ["tot"], True),
        ("2", "có", ["tot"], True),
        ("1.5", "có", ["kha"], True),
        ("0", "có", ["kha"], True),
        ("4", "không", ["chua_dat"], False),
        (None, "có", ["tot", "kha"], True),
        ("2", None, ["tot", "kha", "chua_dat"], None),
        (None, "không", ["chua_dat"], False),
        (None, None, ["tot", "kha", "chua_dat"], None),
    ],
)
def test_the_bands_are_read_best_first(points, fund, expected, recognised):
    """The first band that surely holds closes the list; recognition may be sure before the rating."""
    evidence = {"1.1": points and {"value": points, "reason": "x"}, "fund": fund}
    assessment = assessed(small(ratings=BANDS), evidence)
    assert possible(assessment) == expected
    assert assessment.score.determination.recognised is recognised
    assert (assessment.rating is not None) is (len(expected) == 1)


@pytest.mark.parametrize(
    ("fund", "crime", "expected", "recognised"),
    [
        ("có", "không", ["dat"], True),
        ("không", "không", ["chua_dat"], False),
        ("có", "có", ["chua_dat"], False),
        ("có", None, ["dat", "chua_dat"], None),
        (None, "không", ["dat", "chua_dat"], None),
        (None, "có", ["chua_dat"], False),
        ("không", None, ["chua_dat"], False),
    ],
)
def test_gates_and_exclusions_decide_the_rating_and_never_the_total(
    fund, crime, expected, recognised
):
    """A gate that fails or an exclusion that applies ends recognition; the points stay."""
    criteria = [
        {
            "id": "1", "title": {"text": "Một tiêu chí"}, "max": "10",
            "indicators": [{"id": "1.1", "text": "Được giao", "kind": "judged", "max": "10"}],
        }
    ]  # fmt: skip
    ruleset = small(criteria=criteria, gates=GATES, exclusions=EXCLUSIONS, evidence=EVIDENCE)
    assessment = assessed(ruleset, {"1.1": "10", "fund": fund, "crime": crime})
    assert possible(assessment) == expected
    assert assessment.score.determination.recognised is recognised
    assert assessment.score.points is not None
    assert assessment.score.points.low == 10
    if recognised is None:
        assert set(assessment.missing) == {
            k for k, v in (("fund", fund), ("crime", crime)) if v is None
        }
    else:
        assert assessment.missing == ()


def test_no_criterion_at_includes_the_figure_and_no_indicator_below_does_not():
    """A criterion at 0 fails "no criterion at 0"; an indicator at 5 passes "none below 5"."""
    at_zero = [{**BANDS[0], "when": {"no_criterion_at": "0"}}, BANDS[2]]
    assert possible(assessed(small(ratings=at_zero), {"1.1": "0", "fund": "không"})) == ["chua_dat"]
    assert possible(assessed(small(ratings=at_zero), {"1.1": "0.5", "fund": "không"})) == ["tot"]
    below = [{**BANDS[0], "when": {"no_indicator_below": "2"}}, BANDS[2]]
    assert possible(assessed(small(ratings=below), {"1.1": "2", "fund": "có"})) == ["tot"]
    assert possible(assessed(small(ratings=below), {"1.1": "1.5", "fund": "có"})) == ["chua_dat"]


def test_the_conditions_name_what_decides():
    """Each rating that fails says by which condition, and which items decide it."""
    ratings = [
        {**BANDS[0], "when": {"total": {"at_least": "8"}, "no_indicator_below": "2"}},
        BANDS[2],
    ]
    [test, last] = assessed(
        small(ratings=ratings), {"1.1": "1", "fund": "có"}
    ).score.determination.tests
    assert [(c.kind, c.truth, c.decisive) for c in test.conditions] == [
        ("total", False, ()), ("no_indicator_below", False, ("1.1",)),
    ]  # fmt: skip
    assert (last.rating.id, last.truth) == ("chua_dat", True)


def test_the_area_chooses_the_band():
    """A rating may ask for less in a disadvantaged area."""
    rating = {**BANDS[0], "disadvantaged": {"when": {"total": {"at_least": "6"}}}}
    ruleset = small(
        ratings=[rating, BANDS[2]], areas={"disadvantaged_scale_for": ["disadvantaged"]}
    )
    evidence = {"1.1": "0", "fund": "có"}
    assert possible(assessed(ruleset, evidence)) == ["chua_dat"]
    assert possible(assessed(ruleset, evidence, subject={"area": "disadvantaged"})) == ["tot"]
    assert possible(assessed(ruleset, evidence, subject={"area": "extremely_disadvantaged"})) == [
        "chua_dat"
    ]
