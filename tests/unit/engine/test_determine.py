"""From points or levels to the rating, while some of it is not known."""

import pytest

from assessment.model.outcome import Condition
from assessment.rulebook.load import ruleset_from_content
from tests.unit.engine.build import SMALL, assessed, small

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


def test_the_same_figure_asked_of_something_else_is_another_condition():
    """An indicator below 4 fails the better rating and leaves the next one, which asks 4 in total."""
    ratings = [
        {**BANDS[0], "when": {"no_indicator_below": "4"}},
        {**BANDS[1], "when": {"total": {"at_least": "4"}}},
        BANDS[2],
    ]
    evidence = {"1.1": {"value": "2", "reason": "x"}, "fund": "có"}
    assert possible(assessed(small(ratings=ratings), evidence)) == ["kha"]


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


def by_levels(study, work):
    """Two indicators, each asked to be at least at a level."""
    options = [{"id": id_, "label": id_} for id_ in ("cao", "vua", "thap")]
    criterion = {
        "id": "1",
        "title": {"text": "Một tiêu chí"},
        "indicators": [
            {
                "id": id_, "text": "Mức", "kind": "choice", "key": key,
                "levels": [{"level": "muc_do_1", "at_least": "vua"}],
            }
            for id_, key in (("1.1", "study"), ("1.2", "work"))
        ],
    }  # fmt: skip
    content = {name: value for name, value in SMALL.items() if name != "scale"}
    ruleset = ruleset_from_content(
        {
            **content,
            "levels": [{"id": "muc_do_1", "title": "Mức độ 1"}],
            "ratings": [
                {"id": "muc_do_1", "title": "Mức độ 1", "when": {"levels": ["muc_do_1"]}},
                BANDS[2],
            ],
            "criteria": [criterion],
            "evidence": {
                key: {"label": key, "type": "choice", "options": options}
                for key in ("study", "work")
            },
        },
        "small.yaml",
    )
    evidence = {"study": study, "work": work}
    return assessed(ruleset, {key: value for key, value in evidence.items() if value})


@pytest.mark.parametrize(
    ("study", "work", "truth", "decisive"),
    [
        ("cao", "vua", True, ()),
        ("cao", "thap", False, ("1.2",)),
        ("thap", "thap", False, ("1.1", "1.2")),
        ("thap", None, False, ("1.1",)),
        ("cao", None, None, ("1.2",)),
        (None, None, None, ("1.1", "1.2")),
    ],
)
def test_a_level_names_the_indicators_that_decide_it(study, work, truth, decisive):
    """Those that miss it, or while none does those that leave it open."""
    [condition] = by_levels(study, work).score.determination.tests[0].conditions
    assert condition == Condition("level", truth, "muc_do_1", decisive)


@pytest.mark.parametrize(
    ("points", "conditions"),
    [
        (None, [("total", None, ()), ("no_criterion_at", True, ()), ("no_indicator_below", None, ("1.1",))]),
        ("1.5", [("total", False, ()), ("no_criterion_at", True, ()), ("no_indicator_below", False, ("1.1",))]),
        ("2", [("total", True, ()), ("no_criterion_at", True, ()), ("no_indicator_below", True, ())]),
    ],
)  # fmt: skip
def test_each_condition_says_what_leaves_it_open(points, conditions):
    """The figure it asks, whether it holds, and the items of which that depends."""
    when = {"total": {"at_least": "8"}, "no_criterion_at": "0", "no_indicator_below": "2"}
    ratings = [{**BANDS[0], "when": when}, BANDS[2]]
    evidence = {"fund": "có"} | ({"1.1": {"value": points, "reason": "x"}} if points else {})
    [test, *_] = assessed(small(ratings=ratings), evidence).score.determination.tests
    assert [(c.kind, c.truth, c.decisive) for c in test.conditions] == conditions
    assert [c.figure for c in test.conditions] == [8, 0, 2]


def test_gates_and_exclusions_are_conditions_too():
    """Each under its own id, asked by every rating but the last."""
    ruleset = small(gates=GATES, exclusions=EXCLUSIONS, evidence=EVIDENCE)
    tests = assessed(ruleset, {"1.1": "4", "fund": "có"}).score.determination.tests
    asked = [[(c.kind, c.truth, c.figure, c.decisive) for c in t.conditions] for t in tests]
    assert asked == [
        [("total", True, 5, ()), ("gate", True, None, ("fund_gate",)), ("exclusion", None, None, ("crime",))],
        [],
    ]  # fmt: skip
