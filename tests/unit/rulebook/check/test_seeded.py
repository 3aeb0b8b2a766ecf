"""Defects sown into rulesets, each found with its code, its line and a witness that shows it."""

from __future__ import annotations

import json
from collections import Counter
from functools import cache

import pytest
from click.testing import CliRunner

import cli
from assessment.codes import CODES
from assessment.errors import RulesetError
from assessment.files import parse_yaml
from assessment.model.flaw import Severity
from assessment.rulebook.catalog import Catalog
from assessment.rulebook.check.files import check
from assessment.rulebook.check.run import check_ruleset
from assessment.wording import Words
from tests.unit.rulebook.check.seeds import BASES, defects, text_of
from tests.unit.rulebook.check.shown import SHOWN, Case

pytestmark = pytest.mark.usefixtures("untraced")

DEFECTS = defects()
SOWN = [defect for defect in DEFECTS if not defect.undetectable]
ALONE = [defect for defect in SOWN if not defect.beside_others]
EVERY_THIRD = ALONE[::3]

NOT_SOWN = {
    "proof.undecided": "rulesets whose counts bind each other, tests/properties/test_reach.py",
    "proof.too_many_values": "tests/unit/rulebook/proof/test_limits.py",
    "proof.too_many_states": "tests/unit/rulebook/proof/test_limits.py",
    "proof.other_ending": "tests/test_cli_check.py",
    "proof.stray_file": "tests/test_cli_check.py",
    "proof.announced_hole": "test_periods.py",
    "proof.overlay_never_used": "test_overlays.py",
    "proof.overlay_changes_nothing": "test_overlays.py",
}
"""Codes that no small defect brings about, and where they are tested."""


@cache
def flaws_of(defect):
    """What the check of a defect's text finds."""
    return tuple(defect.flaws())


@cache
def codes_of_base(base):
    tree = parse_yaml(text_of(base), f"{base}.yaml", RulesetError)
    return codes(check_ruleset(tree)[1])


def codes(flaws):
    return Counter((flaw.notice.code, flaw.severity.value) for flaw in flaws)


def line_of(defect, flaw):
    line = flaw.notice.place.line
    return "" if line is None else defect.text.splitlines()[line - 1]


def matching(defect, found, flaws):
    """The flaws that a statement of what must be found can mean."""
    return [
        flaw
        for flaw in flaws
        if (flaw.notice.code, flaw.severity.value) == (found.code, found.severity)
        and found.at in line_of(defect, flaw)
        and found.only in Words("vi").message(flaw.notice)
        and found.shows.items() <= dict(flaw.witness.shows if flaw.witness else {}).items()
    ]


def assert_found(defect, flaws):
    new = codes(flaws) - codes_of_base(defect.base)
    stated = Counter((found.code, found.severity) for found in defect.find)
    assert (
        +Counter({key: n for key, n in new.items() if key[0] not in defect.also or key in stated})
        == stated
    )
    for found in defect.find:
        assert matching(defect, found, flaws), found


@pytest.mark.parametrize("defect", ALONE, ids=str)
def test_a_sown_defect_is_found_where_it_is_and_nothing_else(defect):
    """Each thing is found with its code, on its line, with what its witness comes to; no more."""
    assert_found(defect, flaws_of(defect))


@pytest.mark.parametrize("defect", [defect for defect in SOWN if defect.beside_others], ids=str)
def test_a_sown_defect_is_found_beside_the_other_rulesets(defect, tmp_path):
    """What is wrong between rulesets is said of the file that is checked."""
    path = defect.written(tmp_path)
    flaws = check([path], Catalog([tmp_path]))
    assert {flaw.notice.place.file for flaw in flaws} == {str(path)}
    assert_found(defect, flaws)


@pytest.mark.parametrize("defect", ALONE, ids=str)
def test_no_witness_is_a_dossier_that_is_refused(defect):
    """A witness shows what comes of a dossier, and not that it should not have been made."""
    for flaw in flaws_of(defect):
        if flaw.witness is not None and "gives" not in flaw.witness.shows:
            assert "errors" not in flaw.witness.shows, flaw.notice


@pytest.mark.parametrize("defect", ALONE, ids=str)
def test_every_witness_shows_the_defect(defect):
    """By other reasoning than the proofs': neighbours scored, and many dossiers at random."""
    ruleset = None
    off_step = any(flaw.notice.code == "ruleset.off_step" for flaw in flaws_of(defect))
    for flaw in flaws_of(defect):
        refused = off_step and flaw.witness is None  # by the engine, for its steps
        if flaw.notice.code in SHOWN and not refused:
            ruleset = ruleset or defect.draft()
            SHOWN[flaw.notice.code](Case(ruleset, flaw))


@pytest.mark.parametrize("defect", EVERY_THIRD, ids=str)
def test_the_command_line_says_the_same(defect, tmp_path):
    """`cdht rules check FILE --format json`: the same codes and lines, and exit 4 on errors."""
    path = tmp_path / f"{defect.base}.yaml"
    path.write_text(defect.text, encoding="utf-8")
    ran = CliRunner().invoke(cli.main, ["rules", "check", str(path), "--format", "json"])
    printed = json.loads(ran.stdout)["findings"]
    wanted = [flaw for flaw in flaws_of(defect) if not flaw.notice.code.startswith("proof.period")]
    said = [
        (entry["code"], entry["severity"], entry["line"])
        for entry in printed
        if "period" not in entry["code"] and entry["code"] != "proof.announced_hole"
    ]
    assert sorted(said, key=str) == sorted(
        ((f.notice.code, f.severity.value, f.notice.place.line) for f in wanted), key=str
    )
    errors = any(entry["severity"] == "error" for entry in printed)
    assert ran.exit_code == (4 if errors else 0)
    assert all(entry["message"] and entry["file"] == str(path) for entry in printed)


@pytest.mark.parametrize("defect", [d for d in DEFECTS if d.undetectable], ids=str)
def test_what_no_reasoning_can_know_is_not_claimed(defect):
    """A ruleset that holds together is clean, though its figures are not the document's."""
    assert codes(flaws_of(defect)) == codes_of_base(defect.base)


@pytest.mark.parametrize("path", sorted(BASES.glob("*.yaml")), ids=lambda path: path.stem)
def test_the_bases_are_clean(path):
    """No base has an error or a warning of its own."""
    found = codes_of_base(path.stem)
    assert {severity for _, severity in found} <= {Severity.NOTE.value}


def test_there_are_enough_defects_of_every_kind():
    """Sixty or more, three or more of each kind, and every code of a proof has one."""
    assert len(SOWN) >= 60
    assert min(Counter(defect.kind for defect in SOWN).values()) >= 3
    sown = {found.code for defect in SOWN for found in defect.find}
    proofs = {code for code in CODES if code.startswith("proof.")}
    assert proofs - sown == NOT_SOWN.keys()
    assert len({defect.id for defect in DEFECTS}) == len(DEFECTS)
