"""Tables of cases, read: what a case becomes, and every way in which a table can be wrong."""

from __future__ import annotations

import pytest

from assessment.errors import DossierError, Notice, Place, UsageError
from assessment.rulebook.cases.read import read_tables
from tests.unit.rulebook.cases.build import HEAD, STRONG, WEAK, cases, rulesets, table

CASE = """\
- id: du
  note: mọi thứ đều có
  source: Điều 1
  evidence: {base: all}
  EXPECT
"""


def problems(folder, text):
    with pytest.raises(DossierError) as caught:
        cases(folder, text)
    return [(n.code, n.place.line, n.place.path) for n in caught.value.notices]


# --- what a case becomes ---------------------------------------------------------------


def test_a_case_is_a_dossier_of_its_own(tmp_path):
    """The head of the table and the ruleset's time in force fill in what the case leaves out."""
    text = HEAD.replace("cases:", "subject: {province: Hà Nội}\ncases:")
    [case] = cases(tmp_path, text + WEAK)
    assert case.content == {
        "subject": {"kind": "commune", "name": "Trường hợp thử", "province": "Hà Nội"},
        "period": {"from": "2020-01-02", "to": "2020-12-31"},
        "ruleset": "mini",
        "evidence": {"learners": "1000", "adults": "1000", "plan": "true"},
    }
    assert (str(case), case.source, case.place.line) == ("bang:du", "Điều 1", 5)


def test_the_keys_after_base_change_it(tmp_path):
    """A key replaces that of the full dossier; a key without a value takes it away."""
    text = HEAD + WEAK.replace("{base: all}", "{base: all, plan: , learners: 3}")
    [case] = cases(tmp_path, text)
    assert case.content["evidence"] == {"learners": "3", "adults": "1000"}


def test_without_base_only_what_is_stated_is_there(tmp_path):
    """A case may start from nothing."""
    [case] = cases(tmp_path, HEAD + WEAK.replace("{base: all}", "{plan: có}"))
    assert case.content["evidence"] == {"plan": "có"}


def test_a_ladder_is_one_case_a_step(tmp_path):
    """Each value gives a case, placed at the line of its step, in the order of the table."""
    ladder = cases(tmp_path, HEAD + STRONG)[:3]
    assert [str(case) for case in ladder] == [f"bang:nguoi-hoc@{n}" for n in (501, 500, 499)]
    assert [case.content["evidence"]["learners"] for case in ladder] == ["501", "500", "499"]
    assert {case.place.line for case in ladder} == {8}
    assert ladder[0].place.path == "cases[0].ladder.points.501"
    assert ladder[0].about == {"adults", "learners", "1.1"}


def test_a_ladder_may_state_several_outcomes(tmp_path):
    """What stands under one value in several outcomes is expected together."""
    found = {str(case): case.expect for case in cases(tmp_path, HEAD + STRONG)}
    assert found["bang:dat@500"].total == 3
    assert found["bang:dat@500"].rating == "dat"


@pytest.mark.parametrize(
    ("vary", "value", "section"),
    [
        ("subject.area", "disadvantaged", "subject"),
        ("period.to", "2020-06-30", "period"),
        ("applies.1", "không", "applies"),
    ],
)
def test_a_ladder_may_vary_another_section(tmp_path, vary, value, section):
    """`subject.area` and the like change that section and nothing else."""
    expect = f"ladder: {{vary: {vary}, total: {{{value}: 4}}}}"
    [case] = cases(tmp_path, HEAD + CASE.replace("EXPECT", expect))
    assert case.content[section][vary.partition(".")[2]] == value
    assert vary not in case.content["evidence"]


def test_a_key_with_a_dot_is_evidence(tmp_path):
    """An assessor's points stand under an id with a dot, which names no section."""
    text = HEAD + CASE.replace("EXPECT", 'ladder: {vary: "1.1", total: {4: 4}}')
    [case] = cases(tmp_path, text)
    assert case.content["evidence"]["1.1"] == "4"


def test_a_ruleset_that_is_not_there_is_refused_though_another_is_wanted(tmp_path):
    """A misspelt name in the table's head does not make its cases vanish; it is told once."""
    other = WEAK.replace("id: du", "id: du-2")
    path = table(tmp_path, HEAD.replace("ruleset: mini", "ruleset: minii") + WEAK + other)
    with pytest.raises(DossierError) as caught:
        read_tables([path], rulesets, only={"tt44-2014"}, shelved=("mini", "tt44-2014"))
    [notice] = caught.value.notices
    assert (notice.code, notice.place.line) == ("cases.unknown_ruleset", 2)
    assert notice.params["nearest"] == "mini"


@pytest.mark.parametrize(
    ("expect", "nearest"),
    [
        ("expect: {rating: daat}", "dat"),
        ("expect: {rating: Chưa đạt}", "chua_dat"),
        ("expect: {possible: [dat, daat]}", "dat"),
        ("expect: {because: {daat: {total: []}}}", "dat"),
        ("expect: {claimed: {rating: daat}}", "dat"),
        ("ladder: {vary: plan, rating: {có: daat}}", "dat"),
    ],
)
def test_a_rating_that_the_ruleset_has_not_is_refused(tmp_path, expect, nearest):
    """A misspelt id, or a title in its place: the ids are listed, the nearest first."""
    with pytest.raises(DossierError) as caught:
        cases(tmp_path, HEAD + CASE.replace("EXPECT", expect))
    [notice] = caught.value.notices
    assert (notice.code, notice.place.line) == ("cases.unknown_rating", 8)
    assert notice.params["nearest"] == nearest
    assert notice.params["ratings"] == "dat (Đạt), chua_dat (Chưa đạt)"


def test_only_the_cases_of_the_rulesets_wanted_are_read(tmp_path):
    """The others are passed over, and their rulesets are not even loaded."""
    other = WEAK.replace("id: du", "id: khac\n  ruleset: no-such-ruleset")
    path = table(tmp_path, HEAD + WEAK + other)
    assert [c.block for c in read_tables([path], rulesets, only={"mini"})] == ["du"]


# --- what can be wrong -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("about: Bảng để thử\n", "", ("shape.missing_key", 1, "about")),
        ("about:", "abuot:", ("shape.unknown_key", 1, "abuot")),
        ("note: mọi thứ đều có", "note:", ("shape.empty", 5, "cases[0].note")),
        ("  source: Điều 1\n", "", ("ruleset.no_source", 4, "cases[0].source")),
        ("evidence: {base: all}", "evidence: base", ("shape.not_a_mapping", 7, "cases[0].evidence")),
        ("expect:", "expects:", ("shape.unknown_key", 8, "cases[0].expects")),
        ("rating: dat", "ratings: dat", ("shape.unknown_key", 8, "cases[0].expect.ratings")),
        ("total: 4", "total: bốn", ("shape.not_a_number", 8, "cases[0].expect.total")),
        ("{total: 4, rating: dat}", "{}", ("cases.nothing_expected", 4, "cases[0]")),
        ("expect: {total: 4, rating: dat}", "options: {}", ("cases.nothing_expected", 4, "cases[0]")),
        ("total: 4", 'points: {"1.3": 1}', ("cases.unknown_item", 8, "cases[0].expect")),
        ("ruleset: mini", "ruleset: minii", ("cases.unknown_ruleset", 2, "ruleset")),
        ("id: du", "id: du\n  ruleset: minii", ("cases.unknown_ruleset", 5, "cases[0].ruleset")),
        ("ruleset: mini\n", "", ("shape.missing_key", 3, "cases[0]")),
        ("base: all", "base: full", ("cases.unknown_base", 7, "cases[0].evidence.base")),
    ],
)  # fmt: skip
def test_a_malformed_table_is_refused_with_its_line(tmp_path, old, new, problem):
    """A misspelt field, a missing source, nothing expected, an id that is not there."""
    text = HEAD + WEAK
    assert text.count(old) == 1
    assert problem in problems(tmp_path, text.replace(old, new))


@pytest.mark.parametrize(
    ("ladder", "problem"),
    [
        ("{vary: plan}", ("cases.nothing_expected", 4, "cases[0]")),
        ("{total: {4: 4}}", ("shape.missing_key", 8, "cases[0].ladder.vary")),
        ("{vary: plan, points: {có: 1}}", ("cases.ladder_without_item", 8, "cases[0].ladder")),
        (
            '{vary: plan, item: "1.3", points: {có: 1}}',
            ("cases.unknown_item", 8, "cases[0].ladder.item"),
        ),
        (
            '{vary: plan, item: "1.2", points: {có: một}}',
            ("shape.not_a_number", 8, "cases[0].ladder.points.có"),
        ),
    ],
)
def test_a_malformed_ladder_is_refused_with_its_line(tmp_path, ladder, problem):
    """A ladder says what it varies, what comes out, and of which item."""
    text = HEAD + CASE.replace("EXPECT", f"ladder: {ladder}")
    assert problem in problems(tmp_path, text)


def test_a_block_is_a_case_or_a_ladder(tmp_path):
    """Both at once would leave open which of them counts."""
    both = "expect: {total: 4}\n  ladder: {vary: plan, total: {có: 4}}"
    found = problems(tmp_path, HEAD + CASE.replace("EXPECT", both))
    assert found == [("cases.nothing_expected", 4, "cases[0]")]


def test_an_id_used_twice_is_refused_at_the_second(tmp_path):
    """Two blocks of one table cannot share an id."""
    assert problems(tmp_path, HEAD + WEAK + WEAK) == [("cases.duplicate_id", 9, "cases[1].id")]


def test_every_problem_of_a_table_is_told_at_once(tmp_path):
    """A keeper mends a table in one go."""
    text = HEAD + WEAK + WEAK.replace("total: 4", 'points: {"9": 1}')
    assert {code for code, _, _ in problems(tmp_path, text)} == {
        "cases.duplicate_id",
        "cases.unknown_item",
    }


def test_a_table_without_cases_is_refused(tmp_path):
    """A forgotten list does not pass for a table that holds."""
    assert problems(tmp_path, HEAD)[0][0] == "shape.wrong_type"
    assert problems(tmp_path, HEAD.replace("cases:", "cases: []"))[0][0] == "shape.empty"


def test_an_overlay_that_is_not_there_is_refused_at_the_case(tmp_path):
    """What the catalogue says of the name is said at the table's line."""

    def none_such(id_, overlay):
        raise UsageError(
            Notice("overlay.unknown_overlay", Place(), {"id": overlay, "nearest": None})
        )

    path = table(tmp_path, HEAD + WEAK.replace("id: du", "id: du\n  overlay: ha-noi"))
    with pytest.raises(DossierError) as caught:
        read_tables([path], none_such)
    [notice] = caught.value.notices
    assert (notice.code, notice.place.line) == ("overlay.unknown_overlay", 5)
