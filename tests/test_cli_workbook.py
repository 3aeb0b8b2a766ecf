"""`cdht score --format xlsx`: a result whose points are live formulas."""

from __future__ import annotations

import json
from collections.abc import Mapping
from fractions import Fraction
from pathlib import Path
from typing import Any, NamedTuple

import openpyxl
import pytest
import yaml
from click.testing import CliRunner

from assessment.engine.assess import Missing, assess
from assessment.intake.read import read_dossier
from assessment.model.outcome import Assessment, Standing
from assessment.rulebook.catalog import Catalog
from assessment.views.reckoning.formula import Value
from assessment.views.reckoning.values import cell_value
from cli import main
from tests.conformance.base import full_marks, shipped
from tests.libreoffice import SOFFICE, WHY, falsified, recalculated
from tests.scorebooks import INDICATORS, WORDS, differing, grid_of, read
from tests.scorebooks import expected as said_of

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
    out.unlink(missing_ok=True)
    found = run("score", dossier, "--format", "xlsx", "--out", out, *options)
    assert (found.exit_code, found.stdout) == (0, "")
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


def content_of(name: str, sections: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    """An example with other evidence."""
    return edited(yaml.safe_load((EXAMPLES / f"{name}.yaml").read_text("utf-8")), sections)


def edited(content: Mapping[str, Any], sections: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    """A dossier with these sections merged into its own; None takes a key away."""
    found = dict(content)
    for section, changes in sections.items():
        merged = {**content.get(section, {}), **changes}
        found[section] = {key: value for key, value in merged.items() if value is not None}
    return found


def put(folder: Path, content: Mapping[str, Any], name: str = "ho-so") -> Path:
    file = folder / f"{name}.yaml"
    file.write_text(yaml.safe_dump(content, allow_unicode=True), "utf-8")
    return file


def assessed(file: Path, missing: Missing = "open") -> Assessment:
    dossier = read_dossier(file)
    assert dossier.ruleset
    return assess(shipped(dossier.ruleset), dossier, missing=missing)


@pytest.mark.parametrize(
    ("name", "sections"),
    [
        *((name, {}) for name in DOSSIERS),
        ("xa-tien-tan-2019", {"inspected": {"hamlets": 8, "officials": {"rejected": True}}}),
        ("xa-mau-tt25-2024", {"evidence": {"citizens": None, "awareness_work": False}}),
        ("ho-gia-dinh-2018", {"evidence": {"law_violation": True, "A1.1": None}}),
        ("ho-gia-dinh-2018", {"evidence": {"law_violation": None, "A1.1": 2}}),
    ],
)
def test_what_is_remembered_is_what_the_engine_says(
    name: str, sections: Mapping[str, Mapping[str, Any]], tmp_path: Path
) -> None:
    """A viewer that does not calculate shows, in every cell of results, what the engine says."""
    dossier = put(tmp_path, content_of(name, sections))
    file, result = made(tmp_path, dossier), assessed(dossier)
    book = openpyxl.load_workbook(file)
    assert [s for s in book.sheetnames if book[s].sheet_state == "visible"] == SHEETS
    shown = read(file, result)
    assert differing(said_of(result, result), shown.cells) == {}
    rating = result.rating.title if result.rating else "chưa xác định"
    assert shown.rating.startswith(rating)
    assert shown.rating.endswith("(tạm tính)") is (result.status is Standing.PROVISIONAL)
    assert shown.compared.startswith("Như lúc lập")


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


# --- cells typed over --------------------------------------------------------------------


class Typing(NamedTuple):
    """A workbook of `written` in which somebody types `edits`, by section and key.

    `rating`: what the first sheet says then.
    """

    written: Mapping[str, Any]
    edits: Mapping[str, Mapping[str, Any]]
    rating: str
    missing: Missing = "open"


XA = {"ruleset": "tt44-2014", "subject": {"kind": "commune", "name": "X"}}
FULL = dict(full_marks(shipped("tt44-2014")))
TYPED = (
    Typing({**XA, "evidence": {}}, {"evidence": FULL}, "Loại tốt (tạm tính)", "zero"),
    Typing({**XA, "evidence": {}}, {"evidence": FULL}, "Loại tốt (tạm tính)"),
    Typing({**XA, "evidence": {}}, {}, "Loại chưa đạt", "zero"),
    Typing(
        content_of("xa-tien-tan-2019", {}),
        {
            "evidence": {"learning_centre_rating": None, "dropouts": "1"},
            "inspected": {"hamlets": "8", "annual_review": {"rejected": True}},
        },
        "chưa xác định, còn có thể là · Loại tốt · Loại khá",
    ),
    Typing(
        content_of("xa-mau-tt25-2024", {}),
        {"evidence": {"awareness_work": "không", "learning_citizens": None}},
        "Chưa đạt",
    ),
    Typing(
        content_of("ho-gia-dinh-2018", {"evidence": {"law_violation": None}}),
        {"evidence": {"law_violation": "có"}},
        "Chưa đạt (tạm tính)",
    ),
    Typing(content_of("cong-dan-2024", {}), {"evidence": {"1.1": "10"}}, "Công dân học tập"),
)


def type_over(file: Path, written: Assessment, edits: Mapping[str, Mapping[str, Any]]) -> None:
    """Type into the cells of a workbook: the values of evidence, the inspection's, its refusals."""
    book, grid = openpyxl.load_workbook(file), grid_of(written)
    for section, changes in edits.items():
        side = {"evidence": "claimed", "inspected": "inspected"}[section]
        for key, said in changes.items():
            refused = isinstance(said, Mapping)
            column = grid.columns["rejected" if refused else side] + 1
            value: Value = "x" if refused else cell_value(written.ruleset, key, said, WORDS)
            plain = float(value) if isinstance(value, Fraction) else value
            cell = book[INDICATORS].cell(grid.row_of(key) + 1, column)
            assert not cell.protection.locked
            cell.value = plain
    book.save(file)


@pytest.mark.skipif(SOFFICE is None, reason=WHY)
def test_both_sheets_follow_what_is_typed(tmp_path: Path) -> None:
    """Evidence typed into written files: LibreOffice shows what the engine says, in every cell."""
    files, results = [], []
    for number, (content, edits, _, missing) in enumerate(TYPED):
        before = put(tmp_path, content, f"{number}")
        after = put(tmp_path, edited(content, edits), f"{number}-sau")
        files.append(made(tmp_path, before, "--missing", missing))
        results.append((assessed(before, missing), assessed(after, missing)))
        type_over(files[-1], results[-1][0], edits)
    wrong = {}
    for typed, file, (written, result) in zip(
        TYPED, recalculated(files, tmp_path), results, strict=True
    ):
        shown = read(file, written)
        wrong[file.stem] = differing(said_of(result, written), shown.cells)
        if shown.rating != typed.rating:
            wrong[file.stem]["rating"] = (typed.rating, shown.rating)
        assert shown.compared.startswith("Đã khác" if typed.edits else "Như lúc lập")
    assert wrong == {file.stem: {} for file in files}


def waiting(written: Assessment, key: str) -> dict[str, str | None]:
    """What both sheets show of all that rests on a cell to be mended."""
    mend, first = "sửa ô này", "sửa ô báo lỗi trước đã"
    result, found = next(
        (c, x) for c in written.score.criteria for x in c.findings if key in x.used
    )
    item, criterion = f"item {found.item.id}", f"criterion {result.criterion.id}"
    if not written.ruleset.in_points:
        names = (f"{of} {level}" for of in (item, criterion) for level in found.levels)
        of_result = (f"{criterion} of result {level}" for level in found.levels)
        return {**dict.fromkeys((*names, *of_result), mend), "recognised": first}
    ends = (f"{criterion} of result {end}" for end in ("least", "most"))
    points = (f"{item} points", f"{item} worth", f"{criterion} points")
    held_up = dict.fromkeys(("total", "total of result", "recognised"), first)
    share = {f"{criterion} of result share": None}
    return {**dict.fromkeys((*points, *ends), mend), **held_up, **share}


@pytest.mark.skipif(SOFFICE is None, reason=WHY)
def test_a_cell_to_be_mended_holds_up_what_rests_on_it(tmp_path: Path) -> None:
    """Its item, its criterion, total, rating and recognition wait; all else stays as it was."""
    asked = {"xa-tien-tan-2019": "dropouts", "xa-mau-tt25-2024": "awareness_work"}
    files = [made(tmp_path, EXAMPLES / f"{name}.yaml") for name in asked]
    examples = [assessed(EXAMPLES / f"{name}.yaml") for name in asked]
    rows = []
    for file, written, key in zip(files, examples, asked.values(), strict=True):
        book, grid = openpyxl.load_workbook(file), grid_of(written)
        rows.append(grid.row_of(key))
        book[INDICATORS].cell(rows[-1] + 1, grid.columns["claimed"] + 1).value = "không rõ"
        book.save(file)
    for file, written, key, row in zip(
        recalculated(files, tmp_path), examples, asked.values(), rows, strict=True
    ):
        shown = read(file, written)
        wrong = differing(said_of(written, written), shown.cells)
        said = {name: got for name, (_, got) in wrong.items()}
        assert said.pop(f"row {row} {key} claimed") == "không rõ"
        assert said == waiting(written, key)
        assert shown.rating == "sửa ô báo lỗi trước đã"
        assert shown.compared.startswith("Đã khác")


def rating_formula(file: Path) -> str:
    """The formula beside the rating."""
    rows = openpyxl.load_workbook(file)["Kết quả"].iter_rows()
    return next(str(row[2].value) for row in rows if row[0].value == "XẾP LOẠI")


@pytest.mark.parametrize("basis", ["verbatim", "placeholder"])
def test_one_placeholder_marks_the_ratings_that_cells_may_come_to(
    basis: str, tmp_path: Path
) -> None:
    """One figure not read in the official text is enough; where all are, nothing is marked."""
    source = Path(__file__).parents[1] / "criteria/commune/commune-tt25-2023.yaml"
    ruleset = yaml.safe_load(source.read_text("utf-8"))
    ruleset["criteria"][0]["indicators"][0]["basis"] = basis
    shelf = tmp_path / "commune"
    shelf.mkdir()
    put(shelf, {**ruleset, "id": "xa-thu"}, "xa-thu")
    blank = {**content_of("xa-mau-tt25-2024", {}), "ruleset": "xa-thu", "evidence": {}}
    file = made(tmp_path, put(tmp_path, blank), "--rules", str(tmp_path))
    assert ("(tạm tính)" in rating_formula(file)) is (basis == "placeholder")


@pytest.mark.parametrize(("length", "code"), [(32_766, 0), (32_767, 0), (32_768, 5)])
def test_a_text_that_no_cell_holds_is_refused(length: int, code: int, tmp_path: Path) -> None:
    """Nothing is cut: a note longer than a cell of Excel stops the workbook, and is named."""
    content = content_of("ho-gia-dinh-2018", {})
    note = "Biên bản " + "a" * (length - 9)
    content["evidence"]["A1.1"] = {"value": "10", "note": note}
    out = tmp_path / "bang.xlsx"
    found = run("score", put(tmp_path, content), "--format", "xlsx", "--out", out)
    assert (found.exit_code, out.exists()) == (code, code == 0)
    assert ("workbook.too_long" in found.output) is (code != 0)
    if code == 0:
        cells = openpyxl.load_workbook(out)[INDICATORS].iter_rows(values_only=True)
        assert any(note in row for row in cells)
    else:
        assert 'mở đầu bằng "Biên bản aaa' in " ".join(found.output.split())


def noted(file: Path) -> list[str]:
    """What stands in the first column of the first sheet."""
    cells = openpyxl.load_workbook(file)["Kết quả"]["A"]
    return [cell.value for cell in cells if isinstance(cell.value, str)]


def test_marks_of_sources_are_told_on_the_first_sheet(tmp_path: Path) -> None:
    """Whoever reads "S23 đến S26" beside an indicator finds what they are."""
    said = noted(made(tmp_path, EXAMPLES / "cong-dan-2024.yaml"))
    at = said.index("Nguồn:")
    assert [text.partition(":")[0] for text in said[at + 1 :]] == [
        f"– {mark}" for mark in ("S21b", "S23", "S24", "S25", "S26")
    ]
    assert "Nguồn:" not in noted(made(tmp_path, EXAMPLES / "xa-mau-tt25-2024.yaml"))


def test_what_is_noted_names_no_line_and_no_key_of_a_file(tmp_path: Path) -> None:
    """Readers of the workbook have no YAML before them."""
    said = noted(made(tmp_path, EXAMPLES / "xa-ai-thuong-2021.yaml"))
    assert "– Tổng số hộ: thêm đến 7 điểm" in said
    assert "– Chưa ghi khu vực nên tính theo thang của khu vực thường." in said
    assert not [text for text in said if "[" in text or "dòng 26" in text]


def test_unseen_signs_do_not_reach_the_workbook(tmp_path: Path) -> None:
    """A name cannot be turned about."""
    turned = "bao-cao\u202efdp.exe\u200b"
    given = {"households": {"value": "1662", "documents": [turned], "note": turned, "by": turned}}
    dossier = tmp_path / "xa.yaml"
    content = content_of("xa-tien-tan-2019", {"evidence": given})
    dossier.write_text(yaml.safe_dump(content, allow_unicode=True), encoding="utf-8")
    book = openpyxl.load_workbook(made(tmp_path, dossier))
    texts = [
        c.value for s in book for row in s.iter_rows() for c in row if isinstance(c.value, str)
    ]
    assert sum(text == "bao-caofdp.exe" for text in texts) == 3
    assert not [text for text in texts if "\u202e" in text or "\u200b" in text]
