"""Threshold items against a second evaluator, written from the rule alone with fractions."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

from hypothesis import example, given
from hypothesis import strategies as st

from assessment.engine.assess import assess
from assessment.model.outcome import Status
from tests.strategies import dossier, load

percentages = st.integers(1, 100_000).map(lambda n: Decimal(n) / 1000)


def rubric(measure: dict[str, Any], name: str, limits: list[Decimal], sign: str) -> dict[str, Any]:
    """One indicator: n, n-1, … 1 points by limit, else nothing."""
    levels = [
        {name: f"{limit}{sign}", "points": str(len(limits) - rank)}
        for rank, limit in enumerate(limits)
    ]
    return {
        "id": "chinh-xac",
        "subject": "commune",
        "title": "Chính xác",
        "basis": "verbatim",
        "source": "Điều 1",
        "document": {
            "number": "1/TT",
            "title": "Chính xác",
            "issued": "2014-01-01",
            "in_force": {"from": "2015-01-01"},
        },
        "scale": {"max": str(len(limits)), "step": "1"},
        "criteria": [
            {
                "id": "1",
                "title": {"text": "Tiêu chí"},
                "max": str(len(limits)),
                "indicators": [
                    {
                        "id": "1.1",
                        "text": "Tỷ lệ",
                        "kind": "threshold",
                        **measure,
                        "levels": [*levels, {"otherwise": "true", "points": "0"}],
                    }
                ],
            }
        ],
        "ratings": [
            {"id": "dat", "title": "Đạt", "when": {"total": {"at_least": "1"}}},
            {"id": "chua_dat", "title": "Chưa đạt", "otherwise": "true"},
        ],
        "evidence": {
            "a": {"label": "Phần", "type": "count"},
            "b": {"label": "Tổng", "type": "count"},
            "c": {"label": "Số", "type": "number"},
        },
    }


def points(tree: dict[str, Any], **evidence: str) -> int:
    used = str(tree["criteria"][0]["indicators"])
    tree["evidence"] = {k: v for k, v in tree["evidence"].items() if f"'{k}'" in used}
    content = {"subject": {"kind": "commune", "name": "Xã"}, "evidence": evidence}
    assessment = assess(load(tree), dossier(content))
    found = assessment.findings["1.1"]
    assert found.points is not None
    assert found.points.low == found.points.high
    assert found.status is not Status.INSUFFICIENT_EVIDENCE
    return int(found.points.low)


def naive(value: Fraction, name: str, limits: list[Decimal]) -> int:
    """The law read aloud: the first limit that is reached counts."""
    for rank, limit in enumerate(limits):
        reached = value >= Fraction(limit) if name == "at_least" else value <= Fraction(limit)
        if reached:
            return len(limits) - rank
    return 0


def in_order(limits: list[Decimal], name: str) -> list[Decimal]:
    return sorted(limits, reverse=name == "at_least")


names = st.sampled_from(["at_least", "at_most"])


@st.composite
def beside(draw: Any, limit: Decimal) -> tuple[int, int]:
    """Counts whose share stands at, or one count beside, a limit in percent."""
    whole = draw(st.one_of(st.integers(1, 50), st.integers(1, 10**6), st.integers(1, 10**12)))
    part = int(Fraction(limit) / 100 * whole) + draw(st.integers(-1, 1))
    return min(max(part, 0), whole), whole


@given(st.lists(percentages, min_size=1, max_size=4, unique=True), names, st.data())
@example([Decimal("60.087")], "at_least", None)
def test_shares_compare_as_fractions(limits: list[Decimal], name: str, data: Any):
    """At a limit and one count beside it, up to 10^12, a share earns what fractions say."""
    limits = in_order(limits, name)
    part, whole = data.draw(beside(data.draw(st.sampled_from(limits)))) if data else (2910, 4843)
    tree = rubric({"ratio": {"of": "a", "over": "b"}}, name, limits, "%")
    expected = naive(Fraction(part, whole) * 100, name, limits)
    assert points(tree, a=str(part), b=str(whole)) == expected


@given(st.lists(percentages, min_size=1, max_size=4, unique=True), names, percentages)
def test_stated_percentages_compare_as_written(limits: list[Decimal], name: str, stated: Decimal):
    """A share known only as a percentage is compared digit by digit, comma or dot."""
    limits = in_order(limits, name)
    tree = rubric({"ratio": {"of": "a", "over": "b"}}, name, limits, "%")
    written = f"{stated}%".replace(".", ",")
    assert points(tree, **{"1.1": written}) == naive(Fraction(stated), name, limits)


@given(
    st.lists(st.integers(1, 9999), min_size=1, max_size=4, unique=True),
    names,
    st.integers(-100, 100),
    st.integers(0, 3),
)
def test_numbers_compare_exactly(cents: list[int], name: str, off: int, which: int):
    """A number earns by its own decimals, whatever floats would make of them."""
    limits = in_order([Decimal(cent) / 100 for cent in cents], name)
    value = limits[which % len(limits)] + Decimal(off) / 1000
    tree = rubric({"number": "c"}, name, limits, "")
    assert points(tree, c=f"{value:f}") == naive(Fraction(value), name, limits)


@given(st.lists(st.integers(1, 60), min_size=1, max_size=4, unique=True), names, st.integers(0, 70))
def test_counts_compare_exactly(counts: list[int], name: str, value: int):
    """A count earns the first limit that it reaches."""
    limits = in_order([Decimal(count) for count in counts], name)
    tree = rubric({"count": "a"}, name, limits, "")
    assert points(tree, a=str(value)) == naive(Fraction(value), name, limits)
