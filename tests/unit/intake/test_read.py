"""Dossiers in: short forms, answers in words, places, and what is refused."""

from __future__ import annotations

import json

import pytest

from assessment.errors import DossierError
from assessment.intake.read import dossier_from_content, read_dossier
from tests.samples import DOSSIER, bent


def test_a_plain_value_is_short_for_one_with_nothing_behind_it(dossier_text):
    """`60` and `{value: 60}` are the same claim."""
    long = bent(DOSSIER, ("learners: 60", "learners: {value: 60}"))
    assert dossier_text(DOSSIER).evidence == dossier_text(long).evidence


def test_a_claim_keeps_all_that_stands_behind_it(dossier_text):
    """Documents, author, note, reason, parts and the mark of an illustration are kept."""
    claim = dossier_text(
        bent(
            DOSSIER,
            (
                "learners: 60",
                "learners: {value: 60, documents: [a.pdf, b.pdf], by: Hội, note: sổ, reason: thiếu,"
                " illustrative: true, parts: {nam: 20, nu: 40}}",
            ),
        )
    ).evidence["learners"]
    assert (claim.value, claim.documents, claim.by) == ("60", ("a.pdf", "b.pdf"), "Hội")
    assert (claim.note, claim.reason, claim.illustrative) == ("sổ", "thiếu", True)
    assert dict(claim.parts) == {"nam": "20", "nu": "40"}


@pytest.mark.parametrize(
    ("written", "empty"),
    [
        ("", True),
        ("~", True),
        ("{note: đang chờ}", True),
        ("{value: 0}", False),
        ("{at_least: 5}", False),
        ("{at_most: 5}", False),
    ],
)
def test_a_claim_without_value_or_bound_is_empty(dossier_text, written, empty):
    """A key with nothing after it claims nothing; zero and a bound claim something."""
    claim = dossier_text(bent(DOSSIER, ("learners: 60", f"learners: {written}")))
    assert claim.evidence["learners"].empty is empty


@pytest.mark.parametrize("section", ["evidence", "inspected"])
def test_a_section_left_empty_holds_nothing(dossier_text, section):
    """A heading with nothing below it is a section without claims."""
    head = DOSSIER.partition("evidence:")[0]
    assert getattr(dossier_text(f"{head}{section}:\n"), section) == {}


@pytest.mark.parametrize(
    ("written", "answer"),
    [("có", True), ("Có", True), ("x", True), ("X", True), ("true", True), ("không", False),
     ("KHÔNG", False), ("false", False)],
)  # fmt: skip
def test_yes_and_no_are_read_in_vietnamese(dossier_text, written, answer):
    """`có`, `x` and `không` answer what asks for yes or no, in any case of letters."""
    text = bent(DOSSIER, ("name: Xã A", f"name: Xã A, public: {written}"))
    dossier = dossier_text(text + f'applies: {{"1": {written}}}\n')
    assert dossier.subject.public is answer
    assert dossier.applies == {"1": answer}


def test_a_name_that_looks_like_an_answer_stays_a_name(dossier_text):
    """Only keys that ask for yes or no read `x` as yes."""
    assert dossier_text(bent(DOSSIER, ("name: Xã A", "name: X"))).subject.name == "X"


def test_an_answer_that_is_none_is_refused(dossier_text):
    """`có thể` is neither yes nor no."""
    with pytest.raises(DossierError) as refused:
        dossier_text(bent(DOSSIER, ("name: Xã A", "name: Xã A, public: có thể")))
    (notice,) = refused.value.notices
    assert (notice.code, notice.place.path) == ("shape.wrong_type", "subject.public")


@pytest.mark.parametrize(
    ("first", "last", "fits"),
    [("2021-05-01", "2021-05-02", True), ("2021-05-01", "2021-05-01", True)],
)
def test_a_period_of_one_day_or_more_is_read(dossier_text, first, last, fits):
    """First and last day may be the same."""
    period = f"from: {first}, to: {last}"
    text = bent(DOSSIER, ("from: 2021-01-01, to: 2021-12-31", period))
    assert (dossier_text(text).period is not None) is fits


def test_a_period_that_ends_before_it_begins_is_refused(dossier_text):
    """shape.dates_reversed, at the period's line, with both days."""
    text = bent(DOSSIER, ("from: 2021-01-01, to: 2021-12-31", "from: 2021-05-02, to: 2021-05-01"))
    with pytest.raises(DossierError) as refused:
        dossier_text(text)
    (notice,) = refused.value.notices
    assert (notice.code, notice.place.path, notice.place.line) == (
        "shape.dates_reversed",
        "period",
        2,
    )
    assert (str(notice.params["from"]), str(notice.params["to"])) == ("2021-05-02", "2021-05-01")


def test_without_a_period_there_is_none(dossier_text):
    """An absent period stays absent: no year is made up."""
    text = DOSSIER.replace("period: {from: 2021-01-01, to: 2021-12-31}\n", "")
    assert dossier_text(text).period is None


def test_a_dossier_knows_where_each_value_stands(dossier_text):
    """A key's place is its line; what is not there has the line of what is nearest."""
    dossier = dossier_text(bent(DOSSIER, ("learners: 60", '"1.1": {value: 60%}')))
    for steps, line, path in [
        (("evidence", "adults"), 5, "evidence.adults"),
        (("evidence", "1.1"), 4, "evidence.1.1"),
        (("evidence", "1.1", "reason"), 4, "evidence.1.1.reason"),
        (("evidence", "nothing"), 3, "evidence.nothing"),
        (("previous", "level"), 1, "previous.level"),
    ]:
        place = dossier.place(*steps)
        assert (place.file, place.line, place.path) == ("dossier.yaml", line, path)


def test_the_content_is_the_file_as_text(dossier_text):
    """What a receipt embeds is what was written, not what it was read as."""
    content = dossier_text(DOSSIER).content
    assert content["evidence"] == {"learners": "60", "adults": "100", "plan": "có"}


def test_a_dossier_comes_back_equal_from_its_content(dossier_text):
    """A dossier embedded in a receipt, through JSON and back, is the same dossier."""
    dossier = dossier_text(DOSSIER + 'applies: {"1": không}\ninspected: {adults: 90}\n')
    again = dossier_from_content(json.loads(json.dumps(dossier.content)), "receipt")
    assert again.model_dump() == dossier.model_dump()
    assert again.content == dossier.content


def test_json_and_yaml_make_the_same_dossier(tmp_path, dossier_text):
    """A dossier is the same from either kind of file."""
    path = tmp_path / "a.json"
    path.write_text(json.dumps(dict(dossier_text(DOSSIER).content)), encoding="utf-8")
    assert read_dossier(path).model_dump() == dossier_text(DOSSIER).model_dump()


@pytest.mark.parametrize(
    ("old", "new", "code", "path"),
    [
        ("evidence:", "evidenc:", "shape.unknown_key", "evidenc"),
        ("kind: commune", "kind: phường", "shape.not_one_of", "subject.kind"),
        ("name: Xã A", "name: Xã A, area: núi", "shape.not_one_of", "subject.area"),
        ("name: Xã A", 'name: ""', "shape.empty", "subject.name"),
        ("learners: 60", "learners: {value: {so: 60}}", "shape.wrong_type", "evidence.learners.value"),
        ("learners: 60", "learners: {documents: a.pdf}", "shape.not_a_list",
         "evidence.learners.documents"),
    ],
)  # fmt: skip
def test_a_dossier_of_another_shape_is_refused_at_its_place(dossier_text, old, new, code, path):
    """Each mistake is one notice, under the path where it was made."""
    with pytest.raises(DossierError) as refused:
        dossier_text(bent(DOSSIER, (old, new)))
    assert [(n.code, n.place.path) for n in refused.value.notices] == [(code, path)]


def test_half_a_character_is_refused(tmp_path):
    """A lone surrogate, which could be neither printed nor digested, enters by no file."""
    path = tmp_path / "a.json"
    path.write_text('{"subject": {"kind": "commune", "name": "\\ud800"}}', encoding="utf-8")
    with pytest.raises(DossierError) as refused:
        read_dossier(path)
    assert [n.place.path for n in refused.value.notices] == ["subject.name"]


@pytest.mark.parametrize(
    ("section", "mark"), [("evidence", "illustrative"), ("inspected", "rejected")]
)
def test_marks_on_a_claim_are_answered_in_vietnamese(dossier_text, section, mark):
    """`rejected: có` reads as `rejected: true`, as everywhere that asks for yes or no."""
    head = DOSSIER.partition("evidence:")[0]
    dossier = dossier_text(f"{head}{section}:\n  plan: {{{mark}: có}}\n")
    assert getattr(getattr(dossier, section)["plan"], mark) is True
