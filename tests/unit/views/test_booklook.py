"""What a cell of Excel takes: text and formulas within its bounds, nothing unseen."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from assessment.engine.assess import assess
from assessment.errors import DemandError
from assessment.intake.read import dossier_from_content, read_dossier
from assessment.model.outcome import Assessment
from assessment.model.ruleset import Ruleset
from assessment.rulebook.catalog import Catalog
from assessment.views.booklook import LONGEST, LONGEST_FORMULA, Book, Look, fits
from assessment.views.reckoning.formula import Formula
from assessment.views.scorebook.book import workbook
from assessment.views.seal import Seal
from assessment.wording import Words
from tests.samples import EXAMPLES

FAR_BELOW = LONGEST_FORMULA // 3
pytestmark = pytest.mark.filterwarnings("ignore:.*extension is not supported")  # openpyxl, of bars
SEAL = Seal("9f3c" * 16, "agree", date(2026, 11, 22))


def written(value: Any) -> Any:
    """What a reader finds in a cell in which a value was put."""
    stream = io.BytesIO()
    with Book(stream) as book:
        Look(book).write(book.add_worksheet("Tờ"), 1, 2, value)
    return openpyxl.load_workbook(stream)["Tờ"]["C2"].value


def of_length(count: int) -> str:
    """A formula of so many characters, its sign of equality counted."""
    return "1" + "+1" * ((count - 2) // 2) + ("0" if count % 2 else "")


@pytest.mark.parametrize(
    ("formula", "taken"),
    [
        (of_length(LONGEST_FORMULA - 1), True),
        (of_length(LONGEST_FORMULA), True),
        (of_length(LONGEST_FORMULA + 1), False),
        ("ABS(" * 63 + "1" + ")" * 63, True),
        ("ABS(" * 64 + "1" + ")" * 64, True),
        ("ABS(" * 65 + "1" + ")" * 65, False),
        (f"AND({','.join(['A1'] * 254)})", True),
        (f"AND({','.join(['A1'] * 255)})", True),
        (f"AND({','.join(['A1'] * 256)})", False),
        (f'LEN("{"(," * 300}")', True),
        (f"SUMPRODUCT(--(A1={{{','.join(['1'] * 300)}}}))", True),
        (f"AND({','.join(['OR(A1,B1,C1)'] * 200)})", True),
    ],
    ids=lambda value: f"{value[:12]}…{len(value)}" if isinstance(value, str) else str(value),
)
def test_formulas_are_held_to_what_excel_takes(formula: str, *, taken: bool):
    """Length, depth and arguments, each below, at and above; what stands in texts is not counted."""
    assert fits(formula) is taken


def test_a_formula_that_excel_refuses_is_not_written():
    """The cell is named, and no broken file is left."""
    value = Formula(of_length(LONGEST_FORMULA + 1), 1)
    with pytest.raises(DemandError) as found:
        written(value)
    [notice] = found.value.notices
    assert notice.code == "workbook.formula_too_long"
    assert notice.params == {"cell": "Tờ!C2", "limit": 8192, "count": 8193}


def test_a_formula_as_long_as_excel_takes_is_written():
    """Nothing is refused too early."""
    assert written(Formula(of_length(LONGEST_FORMULA), 1)) == f"={of_length(LONGEST_FORMULA)}"


@pytest.mark.parametrize("length", [LONGEST - 1, LONGEST])
def test_text_as_long_as_a_cell_holds_is_written_whole(length: int):
    """No letter is cut."""
    assert written("x" * length) == "x" * length


def test_text_that_no_cell_holds_is_refused():
    """Nothing is cut in silence."""
    with pytest.raises(DemandError) as found:
        written("x" * (LONGEST + 1))
    assert found.value.notices[0].code == "workbook.too_long"


def test_unseen_signs_are_left_out_before_a_cell_is_counted():
    """A cell says what is seen of a text."""
    assert written("bao-cao\u202efdp.exe") == "bao-caofdp.exe"
    assert written("\u200b" * LONGEST + "x") == "x"
    assert written("\u202e=1+1") == "=1+1"


# --- rulesets with long scales -----------------------------------------------------------


def long_scale(steps: int) -> str:
    """An indicator of shares with so many steps, and a choice of as many options."""
    levels = "\n".join(f"    - {{at_least: {n}%, points: {n}}}" for n in range(steps, 0, -1))
    options = ", ".join(f"{{id: o{n}, label: Lựa chọn số {n}}}" for n in range(steps + 1))
    chosen = "\n".join(f"    - {{option: o{n}, points: {n}}}" for n in range(steps, -1, -1))
    return f"""\
id: nhieu-buoc
subject: commune
title: Nhiều bước
document: {{number: 1/QĐ, title: Mẫu, issued: 2020-01-01, in_force: {{from: 2020-01-01}}}}
basis: verbatim
source: Điều 1
scale: {{max: {2 * steps}, step: 1}}
criteria:
- id: "1"
  title: {{text: Một}}
  max: {2 * steps}
  indicators:
  - id: "1.1"
    text: Tỷ lệ
    kind: threshold
    ratio: {{of: part, over: whole, may_exceed: true}}
    levels:
{levels}
    - {{otherwise: true, points: 0}}
  - id: "1.2"
    text: Lựa chọn
    kind: choice
    key: option
    levels:
{chosen}
ratings:
- {{id: dat, title: Đạt, when: {{total: {{at_least: 10}}}}}}
- {{id: chua_dat, title: Chưa đạt, otherwise: true}}
evidence:
  part: {{label: Số a, type: count}}
  whole: {{label: Số b, type: count}}
  option: {{label: Lựa chọn, type: choice, options: [{options}]}}
"""


def formulas(assessment: Assessment) -> list[str]:
    """Every formula of the workbook of a result."""
    data = workbook(assessment, Words("en"), SEAL, placeholders=True)
    cells = (
        cell.value
        for sheet in openpyxl.load_workbook(io.BytesIO(data))
        for row in sheet.iter_rows()
        for cell in row
    )
    return [value for value in cells if isinstance(value, str) and value.startswith("=")]


@pytest.mark.parametrize("steps", [60, 100])
def test_long_scales_stay_within_what_excel_takes(steps: int, load_text: Callable[[str], Ruleset]):
    """A step is a line of the working: no formula grows with the scale."""
    evidence = {"part": {"at_least": "20"}, "whole": "100", "option": "o7"}
    dossier = dossier_from_content(
        {"subject": {"kind": "commune", "name": "Xã"}, "evidence": evidence}, "thu.yaml"
    )
    found = formulas(assess(load_text(long_scale(steps)), dossier))
    assert len(found) > 2 * steps
    assert max(map(len, found)) < FAR_BELOW


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_shipped_rulesets_stay_far_below_what_excel_takes(path: Path):
    """The longest formula of any example is less than a third of what Excel takes."""
    dossier = read_dossier(path)
    ruleset = Catalog().choose(dossier, date(2026, 11, 22), None, ())
    assert max(map(len, formulas(assess(ruleset, dossier)))) < FAR_BELOW
