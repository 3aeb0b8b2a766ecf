"""The receipt seals a result; replay recomputes it."""

import hashlib
import json
import shutil
from datetime import date
from pathlib import Path

import pytest

from assessment import __version__
from assessment.engine.assess import assess
from assessment.engine.crosscheck import cross_check
from assessment.engine.receipt import differences, seal
from assessment.errors import DossierError
from assessment.intake.read import read_dossier
from assessment.replay import replay
from assessment.rulebook.catalog import SHIPPED, Catalog
from tests.conformance.base import shipped
from tests.samples import EXAMPLES

HOUSEHOLD = next(path for path in EXAMPLES if path.stem == "ho-gia-dinh-2018")


def receipt_of(example=HOUSEHOLD, *, missing="open", strict=False, as_of=date(2026, 1, 1)):
    read = read_dossier(example)
    assert read.ruleset is not None
    assessment = assess(shipped(read.ruleset), read, missing=missing, strict=strict)
    verdict = cross_check(assessment)
    receipt = seal(assessment, as_of=as_of, verdict=verdict)
    return json.loads(json.dumps(receipt))  # a copy: what is sealed is the shared ruleset's own


def sha256(sealed) -> str:
    text = json.dumps(sealed, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def written(tmp_path, receipt) -> Path:
    path = tmp_path / "bien-nhan.json"
    path.write_text(json.dumps(receipt, ensure_ascii=False, indent=2), encoding="utf-8")
    return path


def said(notices):
    return [notice.code for notice in notices]


def test_the_digest_is_over_what_is_sealed():
    """Anyone can recompute the SHA-256: UTF-8 JSON, sorted keys, no white space."""
    receipt = receipt_of()
    assert set(receipt) == {"format", "sha256", "sealed", "beside"}
    assert receipt["format"] == "cdht-receipt/1"
    assert receipt["sha256"] == sha256(receipt["sealed"])
    assert set(receipt["sealed"]) == {"ruleset", "dossier", "options", "result"}
    assert receipt["beside"]["engine_version"] == __version__


def test_the_digest_is_of_the_dossier_as_it_is_written(tmp_path):
    """The same figure in other letters has another digest and the same result, as the docs say."""
    example = next(path for path in EXAMPLES if path.stem == "xa-tien-tan-2019")
    text = example.read_text("utf-8")
    assert text.count('"0,6"') == 1
    other = tmp_path / example.name
    other.write_text(text.replace('"0,6"', '"0.6"'), encoding="utf-8")
    mine, theirs = receipt_of(example), receipt_of(other)
    assert mine["sha256"] != theirs["sha256"]
    assert [path for path, *_ in differences(mine["sealed"], theirs["sealed"])] == [
        "dossier.evidence.poverty_reduction_points.value"
    ]


def test_the_day_stands_beside_the_digest():
    """The same result on another day has the same digest."""
    early, late = receipt_of(as_of=date(2026, 1, 1)), receipt_of(as_of=date(2027, 1, 1))
    assert early["sha256"] == late["sha256"]
    assert early["beside"]["as_of"] != late["beside"]["as_of"]


def test_the_options_stand_under_the_digest():
    """Another rule for missing evidence is another receipt."""
    assert receipt_of()["sha256"] != receipt_of(missing="zero")["sha256"]
    assert receipt_of()["sha256"] != receipt_of(strict=True)["sha256"]


def test_no_number_is_a_float():
    """Numbers in a receipt are text: nothing is rounded by JSON."""

    def floats(node):
        if isinstance(node, dict):
            return [found for value in node.values() for found in floats(value)]
        if isinstance(node, list):
            return [found for value in node for found in floats(value)]
        return [node] if isinstance(node, float) else []

    assert floats(receipt_of()) == []


@pytest.mark.parametrize("options", [{}, {"missing": "zero"}, {"strict": True}])
@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.stem)
def test_replay_gives_the_same(tmp_path, example, options):
    """Every example's receipt recomputes from the receipt alone, to the same digest."""
    receipt = receipt_of(example, **options)
    done = replay(written(tmp_path, receipt), Catalog())
    assert (done.disagreements, done.remarks) == ((), ())
    assert done.sha256 == receipt["sha256"]
    assert done.assessment is not None
    again = seal(done.assessment, as_of=date(2030, 1, 1), verdict="unavailable")
    assert again["sha256"] == receipt["sha256"]


@pytest.mark.parametrize("part", ["ruleset", "dossier", "options", "result"])
def test_a_tampered_receipt_is_found(tmp_path, part):
    """Whatever is changed under the digest, the digest no longer fits; nothing is recomputed."""
    receipt = receipt_of()
    receipt["sealed"][part]["added"] = "x"
    done = replay(written(tmp_path, receipt), Catalog())
    assert (said(done.disagreements), done.assessment) == (["receipt.tampered"], None)
    assert done.disagreements[0].params["found"] == sha256(receipt["sealed"])


def test_a_result_that_does_not_follow_is_found(tmp_path):
    """A forged result with a digest that fits is told figure by figure."""
    receipt = receipt_of()
    receipt["sealed"]["result"]["total"] = "100"
    receipt["sealed"]["result"]["criteria"][0]["indicators"][1]["range"][0] = "10"
    receipt["sha256"] = sha256(receipt["sealed"])
    done = replay(written(tmp_path, receipt), Catalog())
    assert said(done.disagreements) == ["receipt.result_changed"] * 2
    wheres = {str(value) for notice in done.disagreements for value in notice.params.values()}
    assert {"total", "criteria[A1].indicators[A1.2].range[0]"} <= wheres


def test_a_ruleset_changed_on_the_shelf_is_remarked(tmp_path):
    """The old result stands by the old ruleset; that the shelf has another one is said."""
    shelf = tmp_path / "shelf" / "household"
    shelf.mkdir(parents=True)
    copy = shelf / "household-qd448-2015.yaml"
    shutil.copy(SHIPPED / "household" / copy.name, copy)
    text = copy.read_text(encoding="utf-8")
    copy.write_text(
        text.replace("total: {at_least: 70}", "total: {at_least: 71}"), encoding="utf-8"
    )
    done = replay(written(tmp_path, receipt_of()), Catalog([shelf.parent]))
    assert (done.disagreements, said(done.remarks)) == ((), ["receipt.ruleset_changed"])


def test_a_ruleset_that_left_the_shelf_changes_nothing(tmp_path):
    """The receipt alone is enough: its ruleset need not be known any more."""
    receipt = receipt_of()
    receipt["sealed"]["ruleset"]["id"] = "household-unknown"
    receipt["sealed"]["dossier"].pop("ruleset")
    receipt["sealed"]["result"]["ruleset"] = {
        "id": "household-unknown",
        "sha256": sha256(receipt["sealed"]["ruleset"]),
    }
    receipt["sha256"] = sha256(receipt["sealed"])
    done = replay(written(tmp_path, receipt), Catalog())
    assert (done.disagreements, done.remarks) == ((), ())


def test_another_engine_is_remarked(tmp_path):
    """A receipt made by another version says so when replayed."""
    receipt = receipt_of()
    receipt["beside"]["engine_version"] = "0.0.1"
    done = replay(written(tmp_path, receipt), Catalog())
    assert (done.disagreements, said(done.remarks)) == ((), ["receipt.engine_changed"])


def test_another_second_opinion_is_remarked(tmp_path):
    """A cross-check that was not to be had then, or is not now, is said."""
    receipt = receipt_of()
    was = receipt["beside"]["cross_check"]
    receipt["beside"]["cross_check"] = "unavailable" if was == "agree" else "agree"
    done = replay(written(tmp_path, receipt), Catalog())
    assert (done.disagreements, said(done.remarks)) == ((), ["receipt.cross_check_changed"])


@pytest.mark.parametrize(
    "text",
    [
        "", "không phải JSON", "[]", "{}", '{"format": "cdht-receipt/1"}', "[" * 100_000, "null", "1" * 5_000,
        '{"format": "cdht-receipt/2", "sha256": "", "sealed": {}, "beside": {}}',
        '{"format": "cdht-receipt/1", "sha256": "", "sealed": {"ruleset": {}, "dossier": {}, "options": {}, "result": {}}, "beside": {}}',
    ],
    ids=range(10),
)  # fmt: skip
def test_what_is_no_receipt_is_refused(tmp_path, text):
    """Another file, or half a receipt, is refused with one code."""
    path = tmp_path / "tep.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(DossierError) as caught:
        replay(path, Catalog())
    assert said(caught.value.notices) == ["receipt.not_a_receipt"]


def test_text_that_cannot_be_encoded_is_refused(tmp_path):
    """A lone surrogate, legal in JSON and in no text, is a coded problem and no crash."""
    receipt = receipt_of()
    receipt["sealed"]["dossier"]["note"] = "\ud800"
    path = tmp_path / "tep.json"
    path.write_text(json.dumps(receipt), encoding="utf-8")
    try:
        codes = said(replay(path, Catalog()).disagreements)
    except DossierError as error:
        codes = said(error.notices)
    assert codes in (["receipt.not_a_receipt"], ["receipt.tampered"])


def test_no_file_is_told_apart(tmp_path):
    """A file that is not there is not a bad receipt."""
    with pytest.raises(DossierError) as caught:
        replay(tmp_path / "khong-co.json", Catalog())
    assert said(caught.value.notices) == ["file.not_found"]


def test_differences_name_the_path():
    """Two trees differ at a path, by id where there is one."""
    before = {"a": [{"id": "x", "v": 1}, {"id": "y", "v": 2}], "b": [1, 2], "c": 1}
    after = {"a": [{"id": "x", "v": 1}, {"id": "y", "v": 3}], "b": [1], "d": 1}
    assert list(differences(before, after)) == [
        ("a[y].v", 2, 3), ("b", [1, 2], [1]), ("c", 1, None), ("d", None, 1),
    ]  # fmt: skip
    assert list(differences(before, before)) == []


def test_what_changed_its_form_differs_as_a_whole():
    """A mapping that became a value, and an entry without an id, are told by their place."""
    assert list(differences({"a": {"b": 1}}, {"a": 1})) == [("a", {"b": 1}, 1)]
    assert list(differences({"a": 1}, {"a": {"b": 1}})) == [("a", 1, {"b": 1})]
    assert list(differences({"a": [1]}, {"a": {"b": 1}})) == [("a", [1], {"b": 1})]
    assert list(differences([{"v": 1}, 2], [{"v": 2}, 3])) == [("[0].v", 1, 2), ("[1]", 2, 3)]


def test_warnings_in_any_order_of_lines_replay(tmp_path, catalog):
    """A dossier with lines and its receipt without them give the same sealed result."""
    path = tmp_path / "xa.yaml"
    path.write_text(
        "subject: {kind: commune, name: Xã X, area: standard}\n"
        "ruleset: tt44-2014\n"
        "evidence:\n"
        '  workers_learning: "4.407"\n'
        "  workers: 9000\n"
        "  '8.1': 60%\n"
        "period: {from: 2025-01-01, to: 2025-12-31}\n",
        encoding="utf-8",
    )
    dossier = read_dossier(path)
    assessment = assess(catalog.get("tt44-2014"), dossier)
    assert len(assessment.warnings) >= 3
    receipt = tmp_path / "r.json"
    sealed = seal(assessment, as_of=date(2026, 1, 1), verdict=cross_check(assessment))
    receipt.write_text(json.dumps(sealed, ensure_ascii=False, sort_keys=True), encoding="utf-8")
    assert replay(receipt, catalog).disagreements == ()
