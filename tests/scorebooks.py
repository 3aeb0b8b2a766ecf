"""The sheets of a written workbook read back whole, beside what the engine says of the dossier."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any, NamedTuple

import openpyxl

from assessment.model.canonical import levels_of
from assessment.model.dossier import Claim
from assessment.model.item import MET, Choice, Threshold, YesNo
from assessment.model.outcome import Assessment, Finding, Status
from assessment.model.quantity import Interval
from assessment.model.truth import Truth
from assessment.views.reckoning.values import cell_value
from assessment.views.scorebook.grid import Grid, Line
from assessment.views.sentences import Sentences
from assessment.wording import Words

WORDS = Words()
RESULT, INDICATORS = "Kết quả", "Chỉ tiêu"
_TRUTHS = {True: "đạt", None: "còn ngỏ", False: "không đạt"}
_EXCLUDED = {key: WORDS.say(f"excluded.{key}") for key in ("true", "null", "false")}
_RECOGNISED = {True: "eligible", None: "eligibility_open", False: "not_eligible"}
_SIDES = ("claimed", "inspected", "rejected")

Cells = dict[str, Any]
"""By what stands where, "2.1 points" or "total": what a cell says."""


def grid_of(assessment: Assessment) -> Grid:
    grid = Grid(assessment, WORDS, INDICATORS)
    grid.cells()
    return grid


# --- what the engine says ----------------------------------------------------------------


def expected(assessment: Assessment, written: Assessment) -> Cells:
    """What both sheets should say of an assessment, in a workbook written of another."""
    score, in_points = assessment.score, assessment.ruleset.in_points
    findings = [*(f for c in score.criteria for f in c.findings), *score.gates]
    cells = dict(_headline(assessment))
    for found in findings:
        cells |= {f"item {found.item.id} {name}": said for name, said in _item(found, in_points)}
    for result in score.criteria:
        id_, most = result.criterion.id, result.criterion.max
        if in_points and result.points:
            cells[f"criterion {id_} points"] = _points(result.points)
            cells[f"criterion {id_} max"] = most
        if in_points and result.points and most is not None:
            low, high = result.points.low, result.points.high
            share = Fraction(low) / Fraction(most) if most else None
            row = {"least": low, "most": high, "max": most, "share": share}
            cells |= {f"criterion {id_} of result {name}": said for name, said in row.items()}
        if not in_points:
            for level, truth in levels_of(assessment.ruleset, result.findings).items():
                cells[f"criterion {id_} {level}"] = _TRUTHS[truth]
                cells[f"criterion {id_} of result {level}"] = _TRUTHS[truth]
    for gate in score.gates:
        cells[f"gate {gate.item.text}"] = dict(_item(gate, in_points)).get("state")
    for exclusion, truth in score.exclusions:
        cells[f"exclusion {exclusion.text}"] = _excluded(truth)
    return cells | dict(_fields(assessment, written)) | dict(_steps(assessment, written))


def _headline(assessment: Assessment) -> Iterator[tuple[str, Any]]:
    points, scale = assessment.score.points, assessment.ruleset.scale
    if points and scale:
        yield "total", _points(points)
        yield "total max", scale.max
        yield "total of result", f"{_joined(points)} / {WORDS.number(scale.max)}"
    yield "recognised", WORDS.say(_RECOGNISED[assessment.score.determination.recognised])


def _item(found: Finding, in_points: bool) -> Iterator[tuple[str, Any]]:  # noqa: FBT001 - of a ruleset
    if found.points and in_points:
        yield "points", _points(found.points)
        yield "max", found.max
    for level, truth in found.levels.items():
        if level != MET:
            yield level, _TRUTHS[truth]
    if found.status is Status.NOT_APPLICABLE:
        yield "state", WORDS.say("status.not_applicable")
    elif _is_open(found):
        yield "state", WORDS.say("workbook.open")
    elif set(found.levels) == {MET}:
        yield "state", WORDS.say("status.met" if found.levels[MET] else "status.not_met")
    elif found.reached and isinstance(found.item, Threshold | YesNo | Choice) and in_points:
        assert found.reached.points is not None
        yield "worth", WORDS.say("points", points=found.reached.points)


def _is_open(found: Finding) -> bool:
    return None in found.levels.values() or bool(found.points and not found.points.exact)


def _fields(assessment: Assessment, written: Assessment) -> Iterator[tuple[str, Any]]:
    """What the dossier states, in the rows of the workbook: the second time as the first."""
    dossier, grid = assessment.dossier, grid_of(written)
    for row, line in grid.rows():
        if line.role not in ("field", "again"):
            continue
        stated, found = (
            side.get(line.id, Claim()) for side in (dossier.evidence, dossier.inspected)
        )
        values = [
            cell_value(assessment.ruleset, line.id, claim.value, WORDS) for claim in (stated, found)
        ]
        for name, value in zip(_SIDES, (*values, "x" if found.rejected else None), strict=True):
            yield f"row {row} {line.id} {name}", value


def _steps(assessment: Assessment, written: Assessment) -> Iterator[tuple[str, Any]]:
    """What the next level took at writing: not once the evidence of the item is another."""
    ruleset, score = written.ruleset, written.score
    sentences = Sentences(ruleset, WORDS, disadvantaged=written.disadvantaged)
    for found in (*(f for c in score.criteria for f in c.findings), *score.gates):
        step = sentences.next_step(found)
        keys = (*found.used, *found.missing)
        same = all(_stated(assessment, key) == _stated(written, key) for key in keys)
        said = WORDS.say("workbook.next", step=step) if step and same else None
        yield f"item {found.item.id} next", said


def _stated(assessment: Assessment, key: str) -> tuple[Claim | None, Claim | None]:
    dossier = assessment.dossier
    return dossier.evidence.get(key), dossier.inspected.get(key)


def _points(points: Interval) -> Any:
    return points.low if points.exact else _joined(points)


def _joined(points: Interval) -> str:
    return "–".join(dict.fromkeys(map(WORDS.number, (points.low, points.high))))


def _excluded(truth: Truth) -> str:
    return _EXCLUDED["null" if truth is None else str(truth).lower()]


# --- what the workbook says --------------------------------------------------------------


class Read(NamedTuple):
    """A workbook: the cells that the engine has an opinion on, and the rating."""

    cells: Cells
    rating: str
    compared: str


def read(file: Path, written: Assessment) -> Read:
    """Both sheets. `written`: what the workbook was made of."""
    book = openpyxl.load_workbook(file, data_only=True)
    cells = dict(_indicators(book[INDICATORS], grid_of(written)))
    beside = {row[0].value: row[2].value for row in book[RESULT].iter_rows() if row[0].value}
    if written.ruleset.in_points:
        cells["total of result"] = _comma(beside["TỔNG ĐIỂM"])
    cells["recognised"] = beside["CÔNG NHẬN"]
    for kind in ("gate", "exclusion"):
        for item in getattr(written.ruleset, f"{kind}s"):
            cells[f"{kind} {item.text}"] = beside[item.text]
    cells |= dict(_criteria(book[RESULT], written))
    return Read(cells, beside["XẾP LOẠI"], beside["So với lúc lập"])


def _indicators(sheet: Any, grid: Grid) -> Iterator[tuple[str, Any]]:
    def at(row: int, column: str) -> Any:
        return sheet.cell(row + 1, grid.columns[column] + 1).value

    for row, line in grid.rows():
        if line.role in ("criterion", "item"):
            assert str(at(row, "id")) == line.id
            assert at(row, "name") == line.text
        of_result = [n for n in grid.columns if n in ("points", "max") or n.startswith("level.")]
        match line.role:
            case "total":
                yield "total", at(row, "points")
                yield "total max", at(row, "max")
            case "criterion" | "item":
                for name in of_result:
                    yield f"{line.role} {line.id} {name.removeprefix('level.')}", at(row, name)
                if line.role == "item":
                    yield f"item {line.id} state", at(row, "state")
                    yield f"item {line.id} worth", _worth(at(row, "state"))
            case "next":
                yield f"item {line.id} next", at(row, "name") or at(row, "id")
            case "field" | "again":
                yield from ((f"row {row} {line.id} {side}", at(row, side)) for side in _SIDES)
                assert line.role == "field" or _leads(at(row, "state"), line, grid)


def _worth(state: Any) -> Any:
    """What the level is worth: "từ 40%: 4 điểm"."""
    return str(state).rpartition(": ")[2]


def _leads(state: Any, line: Line, grid: Grid) -> bool:
    """Whether a repeated field names the row where it is filled in."""
    return str(state).split()[-1] == str(grid.row_of(line.id) + 1)


def _criteria(sheet: Any, written: Assessment) -> Iterator[tuple[str, Any]]:
    """The table of criteria, below its heads."""
    ruleset = written.ruleset
    names = (
        ["least", "most", "max", "share"] if ruleset.in_points else [x.id for x in ruleset.levels]
    )
    rows = list(sheet.iter_rows(values_only=True))
    first = 1 + next(n for n, row in enumerate(rows) if row[1] == "Tiêu chí")
    for criterion, row in zip(ruleset.criteria, rows[first:], strict=False):
        assert (str(row[0]), row[1]) == (criterion.id, criterion.title.text)
        for name, said in zip(names, row[2:], strict=False):
            yield f"criterion {criterion.id} of result {name}", said


# --- where they differ -------------------------------------------------------------------


def differing(want: Mapping[str, Any], got: Mapping[str, Any]) -> Cells:
    """What the engine says and the workbook does not."""
    return {
        name: (said, got.get(name, "nowhere"))
        for name, said in want.items()
        if _plain(said) != _plain(got.get(name, "nowhere"))
    }


def _plain(said: Any) -> Any:
    """Numbers to 12 digits, as binary ones hold them; a share such as 1/3 has no end."""
    if isinstance(said, bool) or said in (None, ""):
        return said or None
    if isinstance(said, int | float | Decimal | Fraction):
        return f"{float(said):.12g}"
    return _comma(said)


def _comma(said: str) -> str:
    """A span as a Vietnamese spreadsheet joins it; LibreOffice in English has points."""
    number = said.partition("–")[0].partition(" ")[0].replace(".", "").isdigit()
    return said.replace(".", ",") if number else said
