"""The formulas of a ruleset, evaluated here exactly, beside the engine."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from assessment.engine.assess import assess
from assessment.errors import DossierError
from assessment.rulebook.cases.run import scored
from assessment.rulebook.cases.trial import gathered
from assessment.rulebook.catalog import Catalog
from assessment.views.reckoning import formula as f
from assessment.views.reckoning.formula import Formula
from assessment.views.reckoning.sheet import Sheet
from tests.conformance.base import full_marks, shipped
from tests.reckoned import differing, entered, outcome, reckoned, told
from tests.strategies import Case, cases, dossier, tangled_trees, trees

pytestmark = pytest.mark.usefixtures("untraced")

RULESETS = [shipped(id_) for id_ in Catalog().ids()]
KNOWN = {
    *(
        "AND",
        "OR",
        "NOT",
        "IF",
        "IFERROR",
        "ISNUMBER",
        "ISLOGICAL",
        "LEN",
        "TRIM",
        "MIN",
        "MAX",
        "SUM",
    ),
    *("ROUND", "ROW", "SUMPRODUCT"),
}
MODEST = settings(
    max_examples=60, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True
)


def formulas(sheet: Sheet) -> list[str]:
    cells = (value for row in sheet.rows for value in row.cells.values())
    return [value.text for value in cells if isinstance(value, Formula) and not value.fixed]


@MODEST
@given(
    st.one_of(cases(st.sampled_from(RULESETS)), cases(trees()), cases(tangled_trees())),
    st.sampled_from(["open", "zero"]),
    st.booleans(),
)
def test_formulas_come_to_what_the_engine_finds(case: Case, missing: Any, strict: bool) -> None:  # noqa: FBT001 - drawn
    """Points, levels, ratings and recognition of any ruleset and dossier are the engine's."""
    try:
        result = assess(case.ruleset, case.dossier(), missing=missing, strict=strict)
    except DossierError:
        assume(False)
        return
    typed = entered(case.ruleset, case.dossier(), missing=missing, strict=strict)
    assert differing(outcome(result), told(reckoned(case.ruleset, typed)[2])) == {}


@pytest.mark.parametrize("trialled", gathered(Catalog()), ids=lambda t: t.ruleset.id)
def test_the_tables_hold_for_formulas_too(trialled: Any) -> None:
    """Cases of the shipped tables, one in four, come out of the formulas as of the engine."""
    count = 0
    for case in trialled.cases[::4]:
        if case.expect.error is None:
            result = scored(case, trialled.ruleset)
            typed = entered(
                result.ruleset,
                result.dossier,
                missing=case.options.missing,
                strict=case.options.strict,
            )
            found = reckoned(result.ruleset, typed)[2]
            assert differing(outcome(result), told(found)) == {}, str(case)
            count += 1
    assert count


@MODEST
@given(st.data())
def test_formulas_do_not_depend_on_what_is_in_the_cells(data: st.DataObject) -> None:
    """Whatever is typed, the same formulas evaluate it."""
    ruleset = data.draw(st.sampled_from(RULESETS))
    one, other = (data.draw(cases(st.just(ruleset))) for _ in range(2))
    sheets = [reckoned(ruleset, entered(ruleset, case.dossier()))[0] for case in (one, other)]
    assert formulas(sheets[0]) == formulas(sheets[1])


@pytest.mark.parametrize("ruleset", RULESETS, ids=lambda r: r.id)
def test_every_spreadsheet_knows_the_formulas(ruleset: Any) -> None:
    """Only functions of Excel 2010 and LibreOffice, short enough and not too deep for either."""
    told_ = dossier({"subject": {"kind": ruleset.subject.value, "name": "X"}})
    found = formulas(reckoned(ruleset, entered(ruleset, told_, strict=True))[0])
    assert found
    for text in found:
        bare = re.sub(r'"(?:[^"]|"")*"', "", text)
        assert set(re.findall(r"([A-Z]+)\(", bare)) <= KNOWN
        assert len(text) <= 8192
        assert depth(bare) <= 64
        assert max(map(len, re.findall(r'"((?:[^"]|"")*)"', text)), default=0) <= 255


def depth(text: str) -> int:
    deepest = now = 0
    for letter in text:
        now += (letter == "(") - (letter == ")")
        deepest = max(deepest, now)
    return deepest


SLIPS = {
    "population_15_plus": ["nhiều", -1, Fraction(1, 2), 10**13, f.WRONG],
    "party_resolution": ["co", "đúng", 2, f.WRONG],
    "learning_centre_rating": ["loại khác", "*", 1, f.WRONG],
    "5.1": ["bảy mươi", -1, 70, f.WRONG],
}


@pytest.mark.parametrize(
    ("field", "value"), [(field, value) for field, values in SLIPS.items() for value in values]
)
def test_a_slip_is_shown_and_never_a_silent_zero(field: str, value: Any) -> None:
    """Text, a negative, a fraction or an error where a value belongs is a cell to mend."""
    ruleset = shipped("tt44-2014")
    given_ = dossier({"subject": {"kind": "commune", "name": "X"}, "evidence": full_marks(ruleset)})
    found = reckoned(ruleset, entered(ruleset, given_, typed={field: value}))[2]
    assert found.slips.value == 1
    assert found.states[field].value == "sửa ô này"
    users = [item for item in ruleset.indicators.values() if field in {item.id, *item.keys}]
    assert users
    assert {found.items[item.id].state.value for item in users} == {"sửa ô này"}


def test_a_part_above_its_whole_is_a_slip() -> None:
    """What the engine refuses is no result here either."""
    ruleset = shipped("tt44-2014")
    evidence = {"under3": "10", "under3_in_nursery": "11"}
    given_ = dossier({"subject": {"kind": "commune", "name": "X"}, "evidence": evidence})
    found = reckoned(ruleset, entered(ruleset, given_))[2]
    assert found.states["under3_in_nursery"].value == "sửa ô này"
    assert found.states["under3"].value == ""


def test_points_off_the_scale_s_step_are_a_slip() -> None:
    """Half steps count, thirds do not."""
    ruleset = shipped("unit-tt22-2020")
    given_ = dossier({"subject": {"kind": "unit", "name": "X"}, "evidence": full_marks(ruleset)})
    field = next(iter(ruleset.keyed_by_id))
    for points, slips in ((Fraction(1, 2), 0), (Fraction(1, 3), 1), (Fraction(1, 4), 1)):
        found = reckoned(ruleset, entered(ruleset, given_, typed={field: points}))[2]
        assert found.slips.value == slips


def test_a_unit_of_no_kind_is_to_be_mended() -> None:
    """Where the law asks kinds of unit for different things, the kind must be there."""
    ruleset = shipped("unit-district-tt24-2023")
    for facts, slips in (({}, 2), ({"unit_type": ruleset.unit_types[0].id, "public": "true"}, 0)):
        given_ = dossier({"subject": {"kind": "unit", "name": "X", **facts}})
        assert reckoned(ruleset, entered(ruleset, given_))[2].slips.value == slips


@pytest.mark.parametrize(
    ("value", "places", "rounded"),
    [(Fraction(5, 100), 1, Fraction(1, 10)), (Fraction(-5, 100), 1, Fraction(-1, 10)), (2, 0, 2)],
)
def test_rounding_is_half_up_as_spreadsheets_do(value: Any, places: int, rounded: Any) -> None:
    """Half a unit goes away from nothing."""
    assert f.rounded(Formula("A1", value), places).value == rounded


@pytest.mark.parametrize(
    ("words", "lengths"),
    [
        ("", [0]),
        ('Loại "tốt"', [10]),
        ("a" * 255, [255]),
        ("a" * 255 + '"', [255, 1]),
        ('"' * 600, [255, 255, 90]),
    ],
    ids=["nothing", "quotes", "as long as a piece", "one more", "quotes only"],
)
def test_long_words_stand_in_pieces_and_whole(words: str, lengths: list[int]) -> None:
    """A formula takes 255 letters of text at once: more are joined, and none is lost."""
    said = f.text(words)
    pieces = [piece.replace('""', '"') for piece in re.findall(r'"((?:[^"]|"")*)"', said.text)]
    assert re.sub(r'"(?:[^"]|"")*"', "", said.text) == "&" * (len(lengths) - 1)
    assert [len(piece) for piece in pieces] == lengths
    assert "".join(pieces) == said.value == words
