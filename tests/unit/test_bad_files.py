"""One small broken file for each error, in tests/bad_files.

The first lines of a file say what must be found in it, all of it and nothing else:

    # expect: CODE PATH line LINE

with - for a path or a line that is not known. Files in `ruleset` are loaded as rulesets;
those in `dossier` are scored by the ruleset that they name, from tests/shelf or shipped;
those in `chains` are held against the shipped rulesets.
"""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from assessment.codes import CODES
from assessment.engine.assess import assess
from assessment.errors import CdhtError, DossierError, RulesetError
from assessment.intake.read import read_dossier
from assessment.rulebook.catalog import Catalog
from assessment.rulebook.chains import joints_in, problems
from assessment.rulebook.load import load_ruleset
from assessment.wording import Words

TESTS = Path(__file__).resolve().parents[1]
FILES = sorted((TESTS / "bad_files").glob("*/*.yaml"))
EXPECTED = re.compile(r"# expect: (?P<code>\S+) (?P<path>.+) line (?P<line>\d+|-)")

MADE_ELSEWHERE = {
    "file.not_found": "test_files.py::test_a_file_that_is_not_there",
    "file.office": "test_files.py::test_a_word_or_excel_file_is_named_as_such",
    "file.unreadable": "test_files.py::test_a_folder_is_no_file",
    "file.too_large": "test_files.py::test_a_file_too_large_is_not_read",
    "file.too_many_values": "test_files.py::test_the_number_of_values_is_bounded",
    "ruleset.wrong_folder": "rulebook/test_catalog.py::test_a_file_in_the_folder_of_another_subject",
    "ruleset.second_copy": "rulebook/test_catalog.py::test_a_copy_of_a_file_is_told_to_be_one",
    "ruleset.other_name": "rulebook/test_catalog.py::test_a_file_under_another_name_than_its_id_is_refused",
}
"""Codes that no small text file can show, and the test that shows each."""

WARNINGS = {"catalog.outside_period", "catalog.period_unknown"}


def refused(path):
    """The error of a broken file."""
    error, read = {
        "ruleset": (RulesetError, load_ruleset),
        "dossier": (DossierError, scored),
        "chains": (RulesetError, linked),
    }[path.parent.name]
    with pytest.raises(error) as found:
        read(path)
    return found.value


def scored(path):
    dossier = read_dossier(path)
    ruleset = Catalog([TESTS / "shelf"]).choose(dossier, date(2026, 1, 1))
    return assess(ruleset, dossier)


@cache
def shipped():
    return tuple(Catalog().all())


def linked(path):
    if notices := tuple(problems(joints_in(path), shipped())):
        raise RulesetError(*notices)


def expected(path):
    """(code, path, line) as the head of a file states them, in order."""
    found = []
    for line in path.read_bytes().decode(errors="replace").splitlines():
        if not (match := EXPECTED.fullmatch(line)):
            break
        unknown = {"-": None}
        place = unknown.get(match["path"], match["path"])
        number = unknown.get(match["line"], match["line"])
        found.append((match["code"], place, number and int(number)))
    assert found, f"{path.name} does not say what to expect"
    return found


def named(path):
    return f"{path.parent.name}/{path.stem}"


@pytest.mark.parametrize("path", FILES, ids=named)
def test_a_broken_file_is_refused_for_what_is_broken(path):
    """Exactly the code, path and line that the file states are found, and nothing else."""
    notices = refused(path).notices
    assert {n.place.file for n in notices} == {str(path)}
    found = [(n.code, n.place.path or None, n.place.line) for n in notices]
    assert sorted(found, key=str) == sorted(expected(path), key=str)


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("path", FILES, ids=named)
def test_every_refusal_can_be_said_with_a_way_out(path, language):
    """Message and hint find all the words and figures that they need."""
    words = Words(language)
    notices = refused(path).notices
    assert notices
    for notice in notices:
        assert words.message(notice)
        assert words.hint(notice)
        assert "None" not in words.message(notice)


def test_a_broken_file_is_named_after_its_code():
    """A file's name, up to a dash, is the code that it shows."""
    assert FILES
    for path in FILES:
        assert path.stem.partition("-")[0] in {code for code, *_ in expected(path)}


def test_every_error_of_a_file_has_a_broken_file():
    """No code about files, shape, rulesets, dossiers, chains or the choice of rules is untested."""
    shown = {code for path in FILES for code, *_ in expected(path)} | set(MADE_ELSEWHERE)
    about_files = {
        code
        for code in CODES
        if code.partition(".")[0] in ("file", "shape", "ruleset", "dossier", "catalog", "chains")
    }
    assert about_files - WARNINGS - shown == set()


def test_what_is_tested_elsewhere_is_tested_there():
    """The test named for a code exists and names the code."""
    for code, name in MADE_ELSEWHERE.items():
        file, _, function = name.partition("::")
        source = (TESTS / "unit" / file).read_text(encoding="utf-8")
        body = source.partition(f"def {function}(")[2].partition("\ndef ")[0]
        assert f'"{code}"' in body


def test_the_shelf_of_the_tests_is_sound():
    """The rulesets that the broken dossiers name are themselves whole."""
    shelf = Catalog([TESTS / "shelf"])
    paths = list((TESTS / "shelf").glob("*/*.yaml"))
    assert paths
    for path in paths:
        ruleset = shelf.get(path.stem)
        assert ruleset is not None
        assert ruleset.on_request_only


def test_an_error_names_all_its_places():
    """As text, an error says code and place of each notice, for logs."""
    error = refused(TESTS / "bad_files" / "ruleset" / "ruleset.off_step.yaml")
    assert isinstance(error, CdhtError)
    for code, place, line in expected(TESTS / "bad_files" / "ruleset" / "ruleset.off_step.yaml"):
        assert f"{code} " in str(error)
        assert f":{line} {place}" in str(error)
