"""LibreOffice as an evaluator: many dossiers in a workbook a ruleset, all recalculated in one run."""

from __future__ import annotations

import re
import shutil
import subprocess
import zipfile
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import openpyxl

from assessment.model.dossier import Dossier
from assessment.model.ruleset import Ruleset
from assessment.views.booklook import Book, Look
from assessment.views.reckoning.formula import Formula, Value, Wrong, as_number
from assessment.views.reckoning.reckon import References
from assessment.views.reckoning.sheet import Sheet
from assessment.views.reckoning.write import write_lists
from tests.reckoned import Entered, entered, reckoned, told

SOFFICE = shutil.which("soffice")
WHY = "soffice (LibreOffice) is not here: nothing to recalculate workbooks with"
FALSE_VALUE = -999

_ALWAYS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>
"""
_CACHED = re.compile(rb"(<f>[^<]*</f>)<v>[^<]*</v>")


class Trial(NamedTuple):
    """A dossier to recalculate, and what its workbook should come to."""

    name: str
    ruleset: Ruleset
    dossier: Dossier
    want: Mapping[str, Any]
    missing: str = "open"
    strict: bool = False
    typed: Mapping[str, Value] | None = None


def falsified(file: Path) -> int:
    """Put a wrong number in the place of all that a workbook remembers of its formulas; how many."""
    copy, count = file.with_suffix(".copy"), 0
    with zipfile.ZipFile(file) as old, zipfile.ZipFile(copy, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            data = old.read(name)
            if name.startswith("xl/worksheets/sheet"):
                data = data.replace(b' t="str"><f>', b"><f>")
                data, here = _CACHED.subn(rb"\1<v>%d</v>" % FALSE_VALUE, data)
                assert here == data.count(b"<f>")
                count += here
            new.writestr(name, data)
    copy.replace(file)
    return count


def recalculated(files: Iterable[Path], folder: Path) -> list[Path]:
    """The same workbooks with what LibreOffice makes of every formula."""
    assert SOFFICE
    profile, out = folder / "profile", folder / "recalculated"
    (profile / "user").mkdir(parents=True, exist_ok=True)
    (profile / "user" / "registrymodifications.xcu").write_text(_ALWAYS, "utf-8")
    named = list(files)
    home = f"-env:UserInstallation={profile.as_uri()}"
    asked = [SOFFICE, "--headless", home, "--convert-to", "xlsx", "--outdir", str(out)]
    subprocess.run([*asked, *map(str, named)], check=True, capture_output=True, timeout=900)
    return [out / file.name for file in named]


class Trials:
    """Trials of one ruleset in one workbook: of each its cells, its formulas, its results."""

    def __init__(self, ruleset: Ruleset) -> None:
        self.ruleset = ruleset
        self.trials: list[tuple[Trial, References]] = []
        self._cells: dict[str, Formula] = {}
        self._sheets: list[tuple[Entered, Sheet]] = []
        self._lists: Sheet | None = None

    def add(self, trial: Trial) -> None:
        number = len(self.trials)
        cells = entered(
            self.ruleset,
            trial.dossier,
            f"Nhap {number}",
            missing=trial.missing,
            strict=trial.strict,
            typed=trial.typed,
        )
        sheet, lists, found = reckoned(self.ruleset, cells, f"Tinh {number}", self._lists)
        self._lists = self._lists or lists
        self._sheets.append((cells, sheet))
        self.trials.append((trial, found))
        told(found, lambda formula: self._cells.setdefault(formula.text, formula))

    def write(self, file: Path) -> None:
        with Book(file) as book:
            look = Look(book)
            results = book.add_worksheet("Ket qua")
            for row, formula in enumerate(self._cells.values()):
                shown = as_number(formula) if isinstance(formula.value, bool) else formula
                look.write(results, row, 0, shown)
            for cells, sheet in self._sheets:
                typed = book.add_worksheet(cells.name)
                for (row, column), value in cells.values.items():
                    if isinstance(value, Wrong):
                        typed.write_formula(row, column, "=1/0")
                    else:
                        look.write(typed, row, column, value)
                _write_plain(book.add_worksheet(sheet.name), sheet)
            if self._lists and self._lists.rows:
                write_lists(book, look, self._lists)

    def read(self, file: Path) -> Iterable[tuple[Trial, dict[str, Any]]]:
        """Each trial with what the recalculated workbook comes to."""
        book = openpyxl.load_workbook(file, data_only=True, read_only=True)
        came = [row[0] for row in book["Ket qua"].iter_rows(max_col=1, values_only=True)]
        came += [None] * (len(self._cells) - len(came))
        values = dict(zip(self._cells, came, strict=True))
        for trial, found in self.trials:
            yield trial, told(found, lambda formula: values[formula.text])


def _write_plain(sheet: Any, found: Sheet) -> None:
    """A sheet of formulas as the program writes it, but for its looks."""
    for number, row in enumerate(found.rows):
        for column, value in row.cells.items():
            if isinstance(value, Formula) and not value.fixed:
                sheet.write_formula(number, column, f"={value.text}", None, FALSE_VALUE)
            else:
                sheet.write(number, column, value.value if isinstance(value, Formula) else value)


def came_out(trials: Iterable[Trial], folder: Path) -> Iterable[tuple[Trial, dict[str, Any]]]:
    """What LibreOffice makes of every trial, all remembered values falsified before."""
    books: dict[str, Trials] = {}
    for trial in trials:
        books.setdefault(trial.ruleset.digest, Trials(trial.ruleset)).add(trial)
    files = []
    for number, book in enumerate(books.values()):
        file = folder / f"bo-{number}.xlsx"
        book.write(file)
        assert falsified(file) > 0
        files.append(file)
    for book, file in zip(books.values(), recalculated(files, folder), strict=True):
        yield from book.read(file)
