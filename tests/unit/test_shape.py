"""From a tree to a model: pydantic's findings in our codes, at their place, all at once."""

from __future__ import annotations

import pytest

from assessment.errors import DossierError, RulesetError, nearest
from tests.samples import DOSSIER, POINTS, bent


def refusals(load, text, error=RulesetError):
    with pytest.raises(error) as refused:
        load(text)
    return [(n.code, n.place.path, n.place.line) for n in refused.value.notices]


def test_the_tree_may_be_filled_in_without_moving_places(load_text):
    """A figure in a short form is refused where it is written, not where it is spelt out."""
    text = bent(
        POINTS, ("kind: yes_no, key: plan, points: 1", "kind: yes_no, key: plan, points: x")
    )
    assert refusals(load_text, text) == [
        ("shape.not_a_number", "criteria[0].indicators[1].levels[0].points", 20)
    ]


def test_one_bad_figure_is_one_problem(load_text):
    """A figure that cannot be read does not make its indicator, criterion or list look empty."""
    text = bent(POINTS, ("at_least: 50%", "at_least: nửa"))
    assert refusals(load_text, text) == [
        ("shape.not_a_number", "criteria[0].indicators[0].levels[0].at_least", 18)
    ]


def test_all_problems_of_a_file_come_at_once_in_order(load_text):
    """Three mistakes in a file are three notices, sorted by line."""
    text = bent(
        POINTS,
        ("issued: 2020-01-01", "issued: hôm qua"),
        ("{text: Kết quả}", "{txt: Kết quả}"),
        ("kind: yes_no, key: plan", "kind: yesno, key: plan"),
    )
    found = refusals(load_text, text)
    assert [code for code, _, _ in found if code != "shape.empty"] == [
        "shape.not_a_date",
        "shape.missing_key",
        "shape.unknown_key",
        "shape.not_one_of",
    ]
    assert [line for *_, line in found] == sorted(line for *_, line in found)


@pytest.mark.parametrize(
    ("written", "near"),
    [("levls", "levels"), ("souce", "source"), ("disadvantage", "disadvantaged")],
)
def test_an_unknown_key_is_answered_with_the_nearest(load_text, written, near):
    """A misspelt key is refused and the key that was probably meant is named."""
    text = bent(POINTS, ("    kind: threshold\n", f"    kind: threshold\n    {written}: x\n"))
    with pytest.raises(RulesetError) as refused:
        load_text(text)
    (notice,) = [n for n in refused.value.notices if n.code == "shape.unknown_key"]
    assert (notice.params["key"], notice.params["nearest"]) == (written, near)


def test_an_unknown_key_like_nothing_is_refused_without_a_guess(load_text):
    """No far-fetched name is offered."""
    with pytest.raises(RulesetError) as refused:
        load_text(POINTS + "zzzzqqq: 1\n")
    (notice,) = refused.value.notices
    assert (notice.code, notice.params["nearest"]) == ("shape.unknown_key", None)


def test_a_value_outside_a_list_is_answered_with_the_list(load_text):
    """The kinds of scorer that there are stand in the notice."""
    with pytest.raises(RulesetError) as refused:
        load_text(bent(POINTS, ("kind: yes_no, key: plan", "kind: yesno, key: plan")))
    (notice,) = [n for n in refused.value.notices if n.code == "shape.not_one_of"]
    assert notice.params["value"] == "yesno"
    for kind in ("threshold", "choice", "yes_no", "checklist", "best_of", "all_of", "judged"):
        assert kind in notice.params["allowed"]


def test_what_the_head_lacks_is_said_once(load_text):
    """Without a basis at the head every item lacks one; the reader is told of the head only."""
    assert refusals(load_text, bent(POINTS, ("basis: verbatim\n", ""))) == [
        ("ruleset.no_basis", "basis", 1)
    ]


def test_an_item_may_lack_what_the_head_lacks_elsewhere(load_text):
    """Without a source at the head and a number gone wrong, both are told."""
    text = bent(POINTS, ("source: Điều 1\n", ""), ("step: 0.5", "step: x"))
    assert refusals(load_text, text) == [
        ("ruleset.no_source", "source", 1),
        ("shape.not_a_number", "scale.step", 6),
    ]


@pytest.mark.parametrize(
    "day", ["2021-13-01", "2021-02-29", "2021", "0", "1609459200", "01/01/2021", "2021-01-01T00:00"]
)
def test_only_a_calendar_day_is_a_date(dossier_text, day):
    """A day that is none, a bare year, a number or a time of day is refused, never guessed."""
    text = bent(DOSSIER, ("from: 2021-01-01", f"from: {day}"))
    assert refusals(dossier_text, text, DossierError) == [("shape.not_a_date", "period.from", 2)]


def test_a_day_of_a_leap_year_is_a_date(dossier_text):
    """29 February is a day in 2020."""
    dossier = dossier_text(bent(DOSSIER, ("from: 2021-01-01", "from: 2020-02-29")))
    assert dossier.period.from_.isoformat() == "2020-02-29"


@pytest.mark.parametrize(
    ("written", "key"), [("0,5", "5"), ("{value: 0,5}", "5"), ("{value: 84,9%}", "9%")]
)
def test_a_comma_that_split_a_number_is_named(dossier_text, written, key):
    """In braces YAML cuts 84,9% in two: the notice says so, and names the stray half."""
    if not written.startswith("{"):
        text = bent(
            DOSSIER, ("{kind: commune, name: Xã A}", "{kind: commune, name: Xã A, area: 0,5}")
        )
    else:
        text = bent(DOSSIER, ("learners: 60", f"learners: {written}"))
    with pytest.raises(DossierError) as refused:
        dossier_text(text)
    (notice,) = [n for n in refused.value.notices if n.code == "shape.comma_in_braces"]
    assert notice.params["key"] == key


def test_a_key_that_no_ruleset_may_have_is_named_at_its_place(load_text):
    """An evidence key with a space or an accent is refused under its own name."""
    text = POINTS + "  số lớp: {label: Số lớp, type: count}\n"
    assert refusals(load_text, text) == [("ruleset.bad_id", "evidence.số lớp", 28)]


@pytest.mark.parametrize(
    ("written", "meant"),
    [("tinh", None), ("titel", "title"), ("max_bases", "max_basis"), ("tt44", "tt44-2014")],
)
def test_a_short_name_is_guessed_only_when_it_is_very_like(written, meant):
    """Of few letters, likeness by chance is no guess; the beginning of a name is one."""
    known = ["within", "title", "max_basis", "tt44-2014"]
    assert nearest(written, known) == meant
