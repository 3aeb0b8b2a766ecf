"""The command line: its contract of names, its exit codes, its streams and its pages."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import unicodedata
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner, Result

import cli
from assessment import __version__
from assessment.codes import CODES
from assessment.model.ruleset import SubjectKind
from assessment.rulebook.catalog import SHIPPED, Catalog
from tests.samples import DOSSIER, EXAMPLES, POINTS

ROOT = Path(__file__).resolve().parents[1]
TIEN_TAN = ROOT / "examples" / "xa-tien-tan-2019.yaml"
AI_THUONG = ROOT / "examples" / "xa-ai-thuong-2021.yaml"
INSPECTED = ROOT / "examples" / "xa-tien-tan-2019-kiem-tra.yaml"

# the contract, as DESIGN.md lists it
SCORE_NAMES = {
    "ruleset",
    "total",
    "range",
    "max",
    "rating",
    "possible_ratings",
    "recognised",
    "status",
    "placeholder_points",
    "missing",
    "warnings",
    "notes",
    "claimed",
    "cross_check",
    "receipt",
    "criteria",
}
CRITERION_NAMES = {"id", "title", "max", "indicators"}
INDICATOR_NAMES = {"id", "text", "max", "status", "reason", "evidence", "source", "basis"}
STATUSES = {"met", "partly_met", "not_met", "insufficient_evidence", "not_applicable", "error"}

by_example = pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
by_language = pytest.mark.parametrize("lang", ["vi", "en"])


def run(*arguments: str | Path, **options: Any) -> Result:
    result = CliRunner().invoke(cli.main, [str(a) for a in arguments], **options)
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


def done(*arguments: str | Path) -> str:
    result = run(*arguments)
    assert result.exit_code == 0, result.output
    return result.stdout


def scored(*arguments: str | Path) -> dict[str, Any]:
    return json.loads(done("score", *arguments, "--format", "json"))


def failed(exit_code: int, *arguments: str | Path) -> list[dict[str, Any]]:
    """The errors, as JSON on stdout."""
    result = run(*arguments, "--format", "json")
    assert result.exit_code == exit_code, result.output
    content = json.loads(result.stdout)
    assert list(content) == ["errors"]
    assert result.stderr == ""
    return content["errors"]


def program(*arguments: str | Path, **environment: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-X", "utf8=0", str(ROOT / "cli.py"), *map(str, arguments)],
        capture_output=True,
        check=False,
        env={**os.environ, **environment},
        cwd=ROOT,
    )


def copied(tmp_path: Path, path: Path, **sections: Any) -> Path:
    """A dossier with some of its sections set anew; None takes one out."""
    content = {**yaml.safe_load(path.read_text("utf-8")), **sections}
    content = {key: value for key, value in content.items() if value is not None}
    copy = tmp_path / path.name
    copy.write_text(yaml.safe_dump(content, allow_unicode=True, sort_keys=False), "utf-8")
    return copy


# --- score -----------------------------------------------------------------------------


def test_tien_tan_has_its_published_total():
    """The commune of the published article comes to 93.5 points, "tot", provisional."""
    result = scored(TIEN_TAN)
    assert (result["total"], result["rating"], result["status"]) == ("93.5", "tot", "provisional")
    assert (result["range"], result["max"]) == (["93.5", "93.5"], "100")
    assert result["possible_ratings"] == ["tot"]
    assert result["recognised"] is True
    assert result["missing"] == []
    assert Decimal(result["placeholder_points"]) > 0
    assert len(result["criteria"]) == 15


def test_the_text_page_says_total_rating_and_that_it_is_provisional():
    """The page that people read leads with 93,5 / 100, Loại tốt, tạm tính."""
    page = done("score", TIEN_TAN)
    head = page[: page.index("Sự lãnh đạo")]
    assert "93,5 / 100" in head
    assert "Loại tốt (tạm tính)" in head
    assert "đủ điều kiện công nhận" in head


@by_example
def test_json_keeps_the_names_of_the_contract(path: Path):
    """Every name of the contract stands in every example's JSON, with its kind of value."""
    result = scored(path)
    assert result.keys() >= SCORE_NAMES
    assert result["claimed"].keys() >= {"total", "range", "rating"}
    assert result["recognised"] in (True, False, None)
    assert result["status"] in {"undetermined", "provisional", "final"}
    assert len(result["receipt"]) == 64
    assert result["cross_check"] in {"agree", "unavailable"}
    for notice in result["warnings"] + result["notes"]:
        assert notice.keys() >= {"code", "where", "message"}
        assert notice["code"] in CODES
        assert notice["message"]
    in_points = result["max"] is not None
    earned = "range" if in_points else "levels"
    for criterion in result["criteria"]:
        assert criterion.keys() >= CRITERION_NAMES | {earned}
        for item in criterion["indicators"]:
            assert item.keys() >= INDICATOR_NAMES | {earned}
            assert item["status"] in STATUSES
            assert item["source"]


@by_example
def test_json_sums_indicators_to_criteria_and_criteria_to_the_total(path: Path):
    """What the JSON prints adds up, at both ends of every range."""
    result = scored(path)
    if result["max"] is None:
        assert result["total"] is None
        assert result["range"] is None
        return
    for end in (0, 1):
        for criterion in result["criteria"]:
            items = sum(Decimal(item["range"][end]) for item in criterion["indicators"])
            assert items == Decimal(criterion["range"][end])
        total = sum(Decimal(criterion["range"][end]) for criterion in result["criteria"])
        assert total == Decimal(result["range"][end])


@by_example
@by_language
def test_text_pages_fit_80_columns_without_colour(path: Path, lang: str):
    """Piped, no line of a page is wider than a terminal, and none holds an escape code."""
    for command in (("score", path), ("explain", path), ("score", path, "--missing", "zero")):
        page = done(*command, "--lang", lang)
        assert "\x1b" not in page
        wide = [line for line in page.splitlines() if columns(line) > 80]
        assert wide == []


def columns(line: str) -> int:
    return sum(
        0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1
        for c in line
    )


@by_example
def test_english_pages_speak_no_vietnamese_of_the_program(path: Path):
    """--lang en changes the program's own words; the law's and the dossier's stay."""
    page = done("score", path, "--lang", "en")
    for words in ("TỔNG ĐIỂM", "XẾP LOẠI", "KẾT QUẢ", "Biên nhận", "Còn thiếu", "cảnh báo"):
        assert words not in page
    assert page != done("score", path)


def test_english_numbers_have_a_point():
    """The same total prints as 93,5 in Vietnamese and as 93.5 in English."""
    assert "93,5 / 100" in done("score", TIEN_TAN)
    assert "93.5 / 100" in done("score", TIEN_TAN, "--lang", "en")


def test_claimed_and_inspected_stand_side_by_side():
    """With an inspection both scores are computed, and the inspected one counts."""
    result = scored(INSPECTED)
    assert Decimal(result["claimed"]["total"]) > Decimal(result["total"])
    page = done("score", INSPECTED)
    assert result["claimed"]["total"].replace(".", ",") in page


# --- an interval is a result -----------------------------------------------------------


def test_ai_thuong_lists_exactly_the_keys_that_could_change_points():
    """`missing` is what the plan does not print and an open indicator needs, each key once."""
    result = scored(AI_THUONG)
    low, high = map(Decimal, result["range"])
    assert low < high
    assert result["total"] is None
    assert result["rating"] is None
    assert result["status"] == "undetermined"
    missing = result["missing"]
    assert len(missing) == len(set(missing))
    given = yaml.safe_load(AI_THUONG.read_text("utf-8"))["evidence"]
    assert not set(missing) & set(given)
    open_items = [
        item
        for criterion in result["criteria"]
        for item in criterion["indicators"]
        if item["status"] == "insufficient_evidence"
    ]
    assert all(set(item["missing"]) & set(missing) for item in open_items)
    assert {key for item in open_items for key in item["missing"]} == set(missing)


def test_ai_thuong_narrows_with_each_indicators_evidence(tmp_path: Path):
    """Giving any one open indicator its evidence narrows the range of the total."""
    before = scored(AI_THUONG)
    low, high = map(Decimal, before["range"])
    ruleset = Catalog().get("tt44-2014")
    content = yaml.safe_load(AI_THUONG.read_text("utf-8"))
    tried = 0
    for criterion in before["criteria"]:
        for item in criterion["indicators"]:
            if item["status"] != "insufficient_evidence":
                continue
            tried += 1
            evidence = {**content["evidence"]}
            for key in item["missing"]:
                entry = ruleset.evidence[key]
                evidence[key] = {
                    "yes_no": "có",
                    "choice": next(iter(entry.labels), ""),
                    "number": "5",
                    "count": "11",
                }[entry.type.value]
            after = scored(copied(tmp_path, AI_THUONG, evidence=evidence))
            new_low, new_high = map(Decimal, after["range"])
            assert low <= new_low <= new_high <= high, item["id"]
            assert new_high - new_low < high - low, item["id"]
    assert tried > 20


def test_ai_thuong_is_warned_of_55_classes_against_54_listed():
    """Parts that do not add up to their printed sum are warned of, with both numbers."""
    found = [w for w in scored(AI_THUONG)["warnings"] if w["code"] == "check.parts_do_not_add_up"]
    assert len(found) == 1
    assert "55" in found[0]["message"]
    assert "54" in found[0]["message"]
    assert "centre_classes" in found[0]["where"]


def test_missing_zero_gives_the_low_end():
    """--missing zero scores what is shown, and says for which indicators it did."""
    open_, zero = scored(AI_THUONG), scored(AI_THUONG, "--missing", "zero")
    assert zero["total"] == open_["range"][0]
    assert zero["rating"] is not None
    assert "note.missing_as_zero" in {note["code"] for note in zero["notes"]}


def test_strict_evidence_counts_documents_only():
    """--strict-evidence can only lower what is sure."""
    free, strict = scored(TIEN_TAN), scored(TIEN_TAN, "--strict-evidence")
    assert Decimal(strict["range"][0]) < Decimal(free["range"][0])
    assert strict["total"] is None


def test_require_rating_demands_one():
    """--require-rating ends with 5 and a code where the rating is open, and with 0 where not."""
    errors = failed_after_page("score", AI_THUONG, "--require-rating")
    assert "demand.rating_undetermined" in errors
    assert run("score", TIEN_TAN, "--require-rating").exit_code == 0


def failed_after_page(*arguments: str | Path) -> str:
    """What goes to stderr beside a page that was printed all the same."""
    result = run(*arguments)
    assert result.exit_code == 5
    assert "/ 100" in result.stdout
    return result.stderr


# --- explain ---------------------------------------------------------------------------


def test_explain_of_a_criterion_an_indicator_and_a_part():
    """Each kind of id is explained: with source, scale and working, and nothing beside it."""
    criterion = done("explain", TIEN_TAN, "5")
    assert "Điều 3.5" in criterion
    assert all(f"\n5.{n}  " in criterion for n in range(1, 7))
    assert "\n4.1  " not in criterion
    indicator = done("explain", TIEN_TAN, "9.1")
    assert "67,27%" in indicator
    assert "1.118 / 1.662" in indicator
    assert not indicator.startswith("9.2")
    assert "9.2  " not in indicator
    part = done("explain", TIEN_TAN, "11.1.2")
    assert part.startswith("11.1.2")
    assert "11.1.1" not in part


def test_explain_as_json_gives_the_same_entries_as_score():
    """The JSON of explain is the score's own entries, chosen by id."""
    result = scored(TIEN_TAN)
    entry = result["criteria"][4]
    whole = json.loads(done("explain", TIEN_TAN, "5", "--format", "json"))
    assert whole["criteria"] == [entry]
    single = json.loads(done("explain", TIEN_TAN, "5.1", "--format", "json"))
    assert single["indicators"] == [entry["indicators"][0]]
    part = json.loads(done("explain", TIEN_TAN, "11.1.2", "--format", "json"))
    assert [found["id"] for found in part["indicators"]] == ["11.1.2"]


def test_explain_without_an_id_explains_every_indicator():
    """Left without an id, explain goes through the whole dossier."""
    page = done("explain", TIEN_TAN)
    ids = [item["id"] for c in scored(TIEN_TAN)["criteria"] for item in c["indicators"]]
    assert all(f"\n{id_}  " in page for id_ in ids)


def test_explain_of_a_gate():
    """A gate has its explanation too."""
    example = ROOT / "examples" / "dong-ho-2018.yaml"
    gate = scored(example)["gates"][0]["id"]
    assert done("explain", example, gate).startswith(gate)


def test_explain_of_an_unknown_item_names_the_nearest():
    """An id that is nowhere ends with 2 and offers the nearest one."""
    errors = failed(2, "explain", TIEN_TAN, "5.12")
    assert [error["code"] for error in errors] == ["usage.unknown_item"]
    known = [item for item in Catalog().get("tt44-2014").indicators if item in errors[0]["hint"]]
    assert known


# --- rules -----------------------------------------------------------------------------


def test_rules_list_shows_every_shipped_ruleset():
    """Text and JSON list the files of criteria/, all sixteen of them."""
    shipped = list(Catalog().ids())
    assert len(shipped) >= 16
    page = done("rules", "list")
    assert all(id_ in page for id_ in shipped)
    listed = json.loads(done("rules", "list", "--format", "json"))["rulesets"]
    assert sorted(entry["id"] for entry in listed) == shipped


@pytest.mark.parametrize("subject", [kind.value for kind in SubjectKind])
def test_rules_list_by_subject(subject: str):
    """--subject leaves exactly the rulesets of that folder."""
    listed = json.loads(done("rules", "list", "--subject", subject, "--format", "json"))["rulesets"]
    assert sorted(entry["id"] for entry in listed) == sorted(
        path.stem for path in (SHIPPED / subject).glob("*.yaml")
    )


@pytest.mark.parametrize(
    ("day", "in_force"),
    [
        ("2015-01-24", False),
        ("2015-01-25", True),
        ("2024-02-11", True),
        ("2024-02-12", False),
    ],
)
def test_rules_list_on_a_day(day: str, in_force: bool):  # noqa: FBT001 - a table's column
    """TT 44 is listed on its first and last day, not on the eve or the morrow."""
    listed = json.loads(done("rules", "list", "--on", day, "--format", "json"))["rulesets"]
    assert ("tt44-2014" in {entry["id"] for entry in listed}) is in_force


@pytest.mark.parametrize("id_", list(Catalog().ids()))
def test_rules_show_tells_a_ruleset_in_full(id_: str):
    """Every ruleset prints, in both forms and languages, with all its criteria and items."""
    ruleset = Catalog().get(id_)
    content = json.loads(done("rules", "show", id_, "--format", "json"))
    assert content["ruleset"]["id"] == id_
    assert content["sha256"] == ruleset.digest
    for lang in ("vi", "en"):
        page = done("rules", "show", id_, "--lang", lang)
        assert ruleset.document.number in page
        assert all(item in page for item in ruleset.indicators)
        assert [line for line in page.splitlines() if columns(line) > 80] == []


def test_a_bad_day_is_a_usage_error():
    """--on and --as-of take a day of the calendar, nothing else."""
    assert failed(2, "rules", "list", "--on", "2024-02-30")[0]["code"] == "usage.bad_date"
    assert failed(2, "score", TIEN_TAN, "--as-of", "hôm qua")[0]["code"] == "usage.bad_date"


# --- receipts --------------------------------------------------------------------------


@by_example
def test_a_receipt_replays(tmp_path: Path, path: Path):
    """What --receipt writes recomputes to the same digest, in text and in JSON."""
    file = tmp_path / "receipt.json"
    result = scored(path, "--receipt", file)
    receipt = json.loads(file.read_text("utf-8"))
    assert receipt["sha256"] == result["receipt"]
    again = json.loads(done("replay", file, "--format", "json"))
    assert again["same"] is True
    assert again["receipt"] == result["receipt"]
    assert again["disagreements"] == again["remarks"] == []
    assert result["receipt"][:8] in done("replay", file)


def test_the_receipt_does_not_depend_on_day_or_format(tmp_path: Path):
    """One dossier has one digest, whichever day it is and however it is shown."""
    digests = set()
    for number, more in enumerate([(), ("--as-of", "2019-05-01"), ("--lang", "en")]):
        file = tmp_path / f"{number}.json"
        done("score", TIEN_TAN, "--receipt", file, *more)
        digests.add(json.loads(file.read_text("utf-8"))["sha256"])
    assert len(digests) == 1


def test_a_tampered_receipt_ends_with_6(tmp_path: Path):
    """A figure altered in a receipt is found out, and the exit code says so."""
    file = tmp_path / "receipt.json"
    done("score", TIEN_TAN, "--receipt", file)
    file.write_text(file.read_text("utf-8").replace('"93.5"', '"94.5"'), "utf-8")
    result = run("replay", file, "--format", "json")
    assert result.exit_code == 6
    content = json.loads(result.stdout)
    assert content["same"] is False
    assert [notice["code"] for notice in content["disagreements"]] == ["receipt.tampered"]


def test_a_receipt_sealed_around_another_result_ends_with_6(tmp_path: Path):
    """A receipt whose digest fits but whose total does not follow names the figure that differs."""
    from assessment.model.digest import digest  # noqa: PLC0415 - only this forger seals

    file = tmp_path / "receipt.json"
    done("score", TIEN_TAN, "--receipt", file)
    receipt = json.loads(file.read_text("utf-8"))
    receipt["sealed"]["result"]["total"] = "99"
    receipt["sha256"] = digest(receipt["sealed"])
    file.write_text(json.dumps(receipt), "utf-8")
    result = run("replay", file, "--format", "json")
    assert result.exit_code == 6
    (notice,) = json.loads(result.stdout)["disagreements"]
    assert notice["code"] == "receipt.result_changed"
    assert "total" in notice["message"]
    assert "99" in notice["message"]
    assert "93.5" in notice["message"]


def test_a_receipt_that_is_none_is_bad_input(tmp_path: Path):
    """A dossier is no receipt, and an absent file no file: both end with 3."""
    assert failed(3, "replay", TIEN_TAN)[0]["code"] == "receipt.not_a_receipt"
    assert failed(3, "replay", tmp_path / "none.json")[0]["code"] == "file.not_found"


# --- errors ----------------------------------------------------------------------------


def test_an_unknown_ruleset_on_the_command_line_is_a_usage_error():
    """--ruleset with a wrong id ends with 2 and offers the nearest one."""
    (error,) = failed(2, "score", TIEN_TAN, "--ruleset", "tt44-2015")
    assert error["code"] == "usage.unknown_ruleset"
    assert "tt44-2014" in error["hint"]
    assert failed(2, "rules", "show", "tt44-2015")[0]["code"] == "usage.unknown_ruleset"


def test_an_unknown_ruleset_in_the_dossier_is_bad_input(tmp_path: Path):
    """A dossier that names a ruleset nobody has ends with 3, its line and the nearest id."""
    (error,) = failed(3, "score", copied(tmp_path, TIEN_TAN, ruleset="tt44-2104"))
    assert error["code"] == "catalog.unknown_ruleset"
    assert "tt44-2014" in error["hint"]
    assert error["line"] is not None


def test_a_missing_file_is_bad_input(tmp_path: Path):
    """A dossier that is not there ends with 3 and says where it was looked for."""
    path = tmp_path / "none.yaml"
    (error,) = failed(3, "score", path)
    assert error["code"] == "file.not_found"
    assert str(path) in error["where"]


def test_errors_have_one_shape_and_come_all_at_once(tmp_path: Path):
    """Every error is {code, where, message, hint}; two wrong values give two of them."""
    content = yaml.safe_load(TIEN_TAN.read_text("utf-8"))
    evidence = {**content["evidence"], "annual_plan": "chắc là có", "households": "nhiều"}
    errors = failed(3, "score", copied(tmp_path, TIEN_TAN, evidence=evidence))
    assert len(errors) == 2
    for error in errors:
        assert error.keys() >= {"code", "where", "message", "hint"}
        assert error["code"] in CODES
        assert error["line"] is not None
    assert {error["where"].rpartition(".")[2] for error in errors} == {"annual_plan", "households"}


def test_errors_in_words_go_to_stderr_alone(tmp_path: Path):
    """In text, stdout stays empty; stderr names file, line, key and code."""
    path = copied(tmp_path, TIEN_TAN, evidence={"annual_plan": "chắc là có"})
    result = run("score", path)
    assert (result.exit_code, result.stdout) == (3, "")
    for words in (path.name, "evidence.annual_plan", "chắc là có", "dossier.wrong_type"):
        assert words in result.stderr


def test_click_refuses_wrong_options_with_2():
    """A wrong option, format or command ends with 2, as click has it."""
    assert run("score", TIEN_TAN, "--format", "sơ đồ").exit_code == 2
    assert run("score", TIEN_TAN, "--nonsense").exit_code == 2
    assert run("nonsense").exit_code == 2
    assert run("score").exit_code == 2


def test_a_broken_local_ruleset_ends_with_4(tmp_path: Path):
    """A ruleset file on a local shelf that cannot be read as one ends with 4."""
    (tmp_path / "commune").mkdir()
    (tmp_path / "commune" / "tt44-2014.yaml").write_text("id: tt44-2014\n", "utf-8")
    errors = failed(4, "score", TIEN_TAN, "--rules", tmp_path)
    assert all(error["code"].startswith(("shape.", "ruleset.")) for error in errors)
    assert all("tt44-2014.yaml" in error["where"] for error in errors)


# --- choosing a ruleset ----------------------------------------------------------------


def test_a_named_ruleset_without_a_period_warns(tmp_path: Path):
    """A dossier without a period is scored by the ruleset it names, with a warning."""
    result = scored(copied(tmp_path, TIEN_TAN, period=None))
    assert result["total"] == "93.5"
    assert "catalog.period_unknown" in {warning["code"] for warning in result["warnings"]}


def test_a_ruleset_named_outside_its_period_warns(tmp_path: Path):
    """QĐ 448 named for 2022, after its term, is used and warned of; in 2018 it is not."""
    household = ROOT / "examples" / "ho-gia-dinh-2018.yaml"
    codes = {warning["code"] for warning in scored(household)["warnings"]}
    assert "catalog.outside_period" not in codes
    later = copied(
        tmp_path,
        household,
        ruleset="household-qd448-2015",
        period={"from": "2022-01-01", "to": "2022-12-31"},
    )
    result = scored(later)
    assert result["ruleset"] == "household-qd448-2015"
    assert "catalog.outside_period" in {warning["code"] for warning in result["warnings"]}


def test_a_dossier_that_names_no_ruleset_gets_the_one_in_force(tmp_path: Path):
    """The end of the period chooses: TT 44 for 2019, TT 25 for 2024."""
    assert scored(copied(tmp_path, TIEN_TAN, ruleset=None))["ruleset"] == "tt44-2014"
    later = copied(
        tmp_path,
        TIEN_TAN,
        ruleset=None,
        evidence=None,
        period={"from": "2024-01-01", "to": "2024-12-31"},
    )
    assert scored(later)["ruleset"] == "commune-tt25-2023"


def test_a_place_without_a_ruleset_in_force_gets_a_clear_error(tmp_path: Path):
    """Before any document was in force nothing is chosen, and the message says so."""
    early = copied(
        tmp_path, TIEN_TAN, ruleset=None, period={"from": "2010-01-01", "to": "2010-12-31"}
    )
    (error,) = failed(3, "score", early)
    assert error["code"] == "catalog.none_in_force"
    assert error["hint"]


# --- streams and files -----------------------------------------------------------------


def test_out_writes_what_would_be_printed(tmp_path: Path):
    """--out puts the very page into a file and leaves stdout empty."""
    for form in ("text", "json"):
        file = tmp_path / f"result.{form}"
        assert done("score", TIEN_TAN, "--format", form, "--out", file) == ""
        assert file.read_text("utf-8") == done("score", TIEN_TAN, "--format", form)
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


def test_out_into_no_folder_is_a_usage_error(tmp_path: Path):
    """The missing folder is named, and the code is 2; it is not made."""
    errors = failed(2, "score", TIEN_TAN, "--out", tmp_path / "none" / "result.txt")
    assert [error["code"] for error in errors] == ["usage.no_folder"]
    assert str(tmp_path / "none") in errors[0]["message"]
    assert not (tmp_path / "none").exists()


def test_out_onto_a_folder_is_a_usage_error(tmp_path: Path):
    """The folder is there, yet nothing can be written in its place: another code."""
    errors = failed(2, "score", TIEN_TAN, "--out", tmp_path)
    assert [error["code"] for error in errors] == ["usage.cannot_write"]


def test_no_color_is_respected_where_colour_would_show():
    """On a terminal words are coloured; NO_COLOR takes the colour away and nothing else."""
    bright = run("score", TIEN_TAN, color=True).stdout
    assert "\x1b[" in bright
    dull = run("score", TIEN_TAN, color=True, env={"NO_COLOR": "1"}).stdout
    assert "\x1b" not in dull
    assert dull == done("score", TIEN_TAN)


def test_version_and_help():
    """--version prints the version; every command has its help."""
    assert __version__ in done("--version")
    for command in ("score", "explain", "replay"):
        assert f"`cdht {command}`" not in done(command, "--help")
        assert "--format" in done(command, "--help")


# --- as a program ----------------------------------------------------------------------


def test_the_program_prints_utf8_whatever_the_locale():
    """`python cli.py score`, piped under the C locale, gives UTF-8 without escape codes."""
    found = program("score", TIEN_TAN, LC_ALL="C", PYTHONIOENCODING="ascii")
    assert found.returncode == 0, found.stderr
    page = found.stdout.decode("utf-8")
    assert "93,5 / 100" in page
    assert "\x1b" not in page
    assert found.stderr == b""


def test_the_program_ends_with_its_exit_codes(tmp_path: Path):
    """The process itself ends with 3 for bad input, JSON on stdout, nothing on stderr."""
    found = program("score", tmp_path / "none.yaml", "--format", "json")
    assert found.returncode == 3
    assert json.loads(found.stdout)["errors"][0]["code"] == "file.not_found"
    assert found.stderr == b""


def test_the_program_scores_and_replays(tmp_path: Path):
    """Two processes: one writes the receipt, the other recomputes it."""
    file = tmp_path / "receipt.json"
    assert program("score", TIEN_TAN, "--receipt", file).returncode == 0
    found = program("replay", file, "--format", "json")
    assert found.returncode == 0
    assert json.loads(found.stdout)["same"] is True


@pytest.mark.parametrize("option", ["--out", "--receipt"])
def test_no_output_may_be_an_input(tmp_path, option):
    """A page or receipt is never written over the dossier that it came from."""
    path = tmp_path / "xa.yaml"
    text = (ROOT / "examples" / "xa-tien-tan-2019.yaml").read_text(encoding="utf-8")
    path.write_text(text, encoding="utf-8")
    result = run("score", path, option, path)
    assert result.exit_code == 2
    assert path.read_text(encoding="utf-8") == text


def test_page_and_receipt_are_two_files(tmp_path):
    """One file cannot be both."""
    both = tmp_path / "z.txt"
    example = ROOT / "examples" / "cong-dan-2024.yaml"
    assert run("score", example, "--out", both, "--receipt", both).exit_code == 2
    assert not both.exists()


@pytest.mark.parametrize("option", ["--out", "--receipt"])
def test_a_folder_is_no_output(tmp_path, option):
    """A folder given as an output is a usage error, never a traceback."""
    result = run("score", ROOT / "examples" / "cong-dan-2024.yaml", option, tmp_path)
    assert result.exit_code == 2
    assert list(tmp_path.iterdir()) == []


def test_a_link_is_followed(tmp_path):
    """The file behind a link is written; the link stays one."""
    target, link = tmp_path / "trang.txt", tmp_path / "link.txt"
    target.write_text("cũ", encoding="utf-8")
    try:
        link.symlink_to(target)
    except OSError:
        pytest.skip("no links here")
    assert run("score", ROOT / "examples" / "cong-dan-2024.yaml", "--out", link).exit_code == 0
    assert link.is_symlink()
    assert "80 / 100" in target.read_text(encoding="utf-8")


def test_a_rating_titled_dat_is_not_said_twice(tmp_path):
    """Why the rating "Đạt" is not reached does not double its title."""
    shelf = tmp_path / "commune"
    shelf.mkdir()
    (shelf / "mini.yaml").write_text(POINTS, encoding="utf-8")
    path = tmp_path / "xa.yaml"
    text = DOSSIER.replace("learners: 60", "learners: 1").replace("plan: có", "plan: không")
    path.write_text(f"ruleset: mini\n{text}", encoding="utf-8")
    done = CliRunner().invoke(cli.main, ["score", str(path), "--rules", str(tmp_path)])
    assert "Chưa được xếp đạt: không đủ" in done.stdout
    assert "đạt đạt" not in done.stdout.lower()


@pytest.mark.parametrize("command", [[], ["score"], ["explain"], ["rules"], ["rules", "calendar"]])
def test_help_pages_are_in_vietnamese(command):
    """No word of the library's own English is left on a help page."""
    result = CliRunner().invoke(cli.main, [*command, "-h"])
    assert result.exit_code == 0, result.exception
    page = result.output
    assert page.startswith("Cách dùng: ")
    assert "Hiện trang này." in page
    for english in (
        "Usage",
        "Options",
        "Commands",
        "Show",
        "required",
        "DIRECTORY",
        "PATH",
        "ARGS",
    ):
        assert english not in page


@pytest.mark.parametrize("group", [[], ["rules"]])
def test_each_command_has_a_line_that_fits(group):
    """On 80 columns no command's line is cut short."""
    result = CliRunner().invoke(cli.main, [*group, "-h"], env={"COLUMNS": "80"})
    lines = result.output.partition("Các lệnh:\n")[2].splitlines()
    assert lines
    assert [line for line in lines if "..." in line or len(line) > 80] == []
