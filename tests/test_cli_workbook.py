"""`cdht score --format xlsx`: a result whose points are live formulas."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import yaml
from click.testing import CliRunner

from assessment.rulebook.catalog import Catalog
from cli import main
from tests.conformance.base import full_marks, shipped
from tests.libreoffice import SOFFICE, WHY, falsified, recalculated

EXAMPLES = Path(__file__).parents[1] / "examples"
DOSSIERS = (
    "xa-tien-tan-2019",
    "xa-tien-tan-2019-kiem-tra",
    "xa-tien-tan-82",
    "xa-ai-thuong-2021",
    "xa-mau-tt25-2024",
    "don-vi-tt24-2024",
    "don-vi-tt22-2022",
    "ho-gia-dinh-2018",
    "dong-ho-2018",
    "thon-2018",
    "cong-dan-2024",
)
SHEETS = ["Kết quả", "Chỉ tiêu", "Tính điểm", "Biên nhận"]
pytestmark = pytest.mark.filterwarnings("ignore:.*extension is not supported")  # openpyxl, of bars

EVIL = '=HYPERLINK("http://x.vn";"bấm")'


def run(*args: str | Path) -> Any:
    return CliRunner().invoke(main, [str(arg) for arg in args])


def made(tmp_path: Path, dossier: Path, *options: str) -> Path:
    out = tmp_path / f"{dossier.stem}.xlsx"
    found = run("score", dossier, "--format", "xlsx", "--out", out, *options)
    assert (found.exit_code, found.output) == (0, "")
    return out


def headline(file: Path) -> dict[str, Any]:
    """What stands beside total, rating and recognition on the first sheet."""
    book = openpyxl.load_workbook(file, data_only=True)
    return {row[0].value: row[2].value for row in book["Kết quả"].iter_rows() if row[2].value}


def scored(dossier: Path, *options: str) -> Any:
    return json.loads(run("score", dossier, "--format", "json", *options).stdout)


def expected(found: Any) -> dict[str, str]:
    """The headline of what `cdht score --format json` prints."""
    low, high = found["range"] or ("", "")
    shown = low if low == high else f"{low}–{high}"
    total = {"TỔNG ĐIỂM": f"{shown} / {found['max']}"} if found["max"] else {}
    return {name: text.replace(".", ",") for name, text in total.items()}


@pytest.mark.parametrize("name", DOSSIERS)
def test_what_is_remembered_is_what_the_engine_says(name: str, tmp_path: Path) -> None:
    """A viewer that does not calculate shows the engine's total, rating and recognition."""
    dossier = EXAMPLES / f"{name}.yaml"
    file, found = made(tmp_path, dossier), scored(dossier)
    book = openpyxl.load_workbook(file)
    assert [s for s in book.sheetnames if book[s].sheet_state == "visible"] == SHEETS
    shown = headline(file)
    assert expected(found).items() <= shown.items()
    recognised = {True: "đủ điều kiện", False: "chưa đủ điều kiện", None: "chưa rõ có đủ"}
    assert shown["CÔNG NHẬN"].startswith(recognised[found["recognised"]])
    assert shown["XẾP LOẠI"].startswith("chưa xác định") is (found["rating"] is None)
    assert shown["So với lúc lập"].startswith("Như lúc lập")


@pytest.mark.skipif(SOFFICE is None, reason=WHY)
def test_the_workbooks_recalculate_to_the_same(tmp_path: Path) -> None:
    """LibreOffice works every headline out anew, all that was remembered being wrong."""
    files = [made(tmp_path, EXAMPLES / f"{name}.yaml") for name in DOSSIERS]
    before = [headline(file) for file in files]
    for file in files:
        assert falsified(file) > 50
        assert headline(file)["XẾP LOẠI"] == -999
    after = [headline(file) for file in recalculated(files, tmp_path)]
    comma = [
        {k: v.replace(".", ",") if k == "TỔNG ĐIỂM" else v for k, v in each.items()}
        for each in after
    ]
    assert comma == before


def evil(tmp_path: Path) -> Path:
    """A dossier with a formula wherever people may write."""
    content = yaml.safe_load((EXAMPLES / "ho-gia-dinh-2018.yaml").read_text("utf-8"))
    content["subject"]["name"] = EVIL
    for key, value in content["evidence"].items():
        plain = value["value"] if isinstance(value, dict) else value
        said = {"value": plain, "documents": [EVIL], "by": "@SUM(A1)", "note": "+1", "reason": EVIL}
        content["evidence"][key] = said
    file = tmp_path / "xau.yaml"
    file.write_text(yaml.safe_dump(content, allow_unicode=True), "utf-8")
    return file


def test_nothing_that_people_wrote_becomes_a_formula(tmp_path: Path) -> None:
    """Names, documents, notes and reasons stay text, also when a cell is edited."""
    book = openpyxl.load_workbook(made(tmp_path, evil(tmp_path)))
    texts = 0
    for sheet in (book[name] for name in SHEETS):
        assert EVIL not in f"{sheet.title}{sheet.oddFooter.left.text}{sheet.oddHeader.left.text}"
        for row in sheet.iter_rows():
            for cell in row:
                if isinstance(cell.value, str) and cell.value.startswith(("=", "+", "@")):
                    theirs = cell.value.startswith((EVIL, "@SUM(A1)", "+1"))
                    assert (cell.data_type == "f") is not theirs
                    texts += theirs and cell.quotePrefix
                assert cell.hyperlink is None
    assert texts > 10
    assert not book.defined_names


def test_cells_of_evidence_are_open_and_formulas_are_not(tmp_path: Path) -> None:
    """One types where evidence stands, and nowhere else; frozen heads, A4, as wide as the page."""
    book = openpyxl.load_workbook(made(tmp_path, EXAMPLES / "xa-tien-tan-2019.yaml"))
    opened = 0
    for sheet in book:
        assert sheet.protection.sheet
        for row in sheet.iter_rows():
            for cell in row:
                assert not (cell.data_type == "f" and not cell.protection.locked)
                opened += not cell.protection.locked
    assert opened > 100
    indicators = book["Chỉ tiêu"]
    assert indicators.freeze_panes == "C4"
    assert (indicators.page_setup.paperSize, indicators.page_setup.orientation) == (9, "landscape")
    assert indicators.print_title_rows == "$3:$3"


@pytest.mark.parametrize("options", [("--missing", "zero"), ("--strict-evidence",)])
def test_the_ways_of_scoring_are_kept(options: tuple[str, ...], tmp_path: Path) -> None:
    """Missing evidence as nothing, and claims without documents as missing, hold in formulas."""
    name = {"--missing": "xa-ai-thuong-2021", "--strict-evidence": "xa-tien-tan-2019"}[options[0]]
    dossier = EXAMPLES / f"{name}.yaml"
    shown = headline(made(tmp_path, dossier, *options))
    assert expected(scored(dossier, *options)).items() <= shown.items()
    assert expected(scored(dossier)) != expected(scored(dossier, *options))


def test_a_share_too_fine_for_a_spreadsheet_is_refused(tmp_path: Path) -> None:
    """Where formulas would show another result, there is no workbook, and the command says so."""
    content = {"subject": {"kind": "commune", "name": "X"}, "ruleset": "tt44-2014"}
    for text, code in (("39.9999%", 0), ("39.999999999%", 5)):
        dossier, out = tmp_path / "xa.yaml", tmp_path / "xa.xlsx"
        dossier.write_text(json.dumps({**content, "evidence": {"5.1": text}}), "utf-8")
        out.unlink(missing_ok=True)
        found = run("score", dossier, "--format", "xlsx", "--out", out)
        assert found.exit_code == code
        assert out.exists() is (code == 0)
        assert ("workbook.cannot_reckon" in found.output) is (code == 5)


def test_a_workbook_in_english(tmp_path: Path) -> None:
    """The sheets speak the language asked for."""
    file = made(tmp_path, EXAMPLES / "ho-gia-dinh-2018.yaml", "--lang", "en")
    names = ["Result", "Indicators", "Working", "Receipt"]
    assert openpyxl.load_workbook(file).sheetnames[:4] == names


@pytest.mark.parametrize("id_", Catalog().ids())
def test_every_shipped_ruleset_has_its_workbook(id_: str, tmp_path: Path) -> None:
    """Nothing shown and everything shown: a workbook either way, nothing in it to mend."""
    ruleset = shipped(id_)
    facts = {"unit_type": ruleset.unit_types[0].id, "public": True} if ruleset.unit_types else {}
    subject = {"kind": ruleset.subject.value, "name": "X", **facts}
    for evidence in ({}, dict(full_marks(ruleset))):
        dossier = tmp_path / "ho-so.yaml"
        content = {"subject": subject, "ruleset": id_, "evidence": evidence}
        dossier.write_text(json.dumps(content), "utf-8")
        shown = headline(made(tmp_path, dossier))
        assert expected(scored(dossier)).items() <= shown.items()
        assert shown["So với lúc lập"].startswith("Như lúc lập")


@pytest.mark.parametrize(
    ("name", "rating"),
    [("xa-tien-tan-2019", "Loại tốt (tạm tính)"), ("don-vi-tt24-2024", None)],
)
def test_a_provisional_rating_is_marked(name: str, rating: str | None, tmp_path: Path) -> None:
    """A rating that rests on placeholders says so wherever the cells are moved."""
    shown = headline(made(tmp_path, EXAMPLES / f"{name}.yaml"))["XẾP LOẠI"]
    assert (shown == rating) if rating else ("tạm tính" not in shown)
