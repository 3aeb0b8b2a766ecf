"""Every shipped table, through the library and through the command line."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

import cli
from assessment.model.canonical import canonical
from assessment.model.item import Judged
from assessment.model.ruleset import Ruleset
from assessment.rulebook.cases.run import differences, scored
from assessment.rulebook.cases.table import Case
from assessment.rulebook.cases.trial import gathered, trial
from assessment.rulebook.catalog import Catalog
from tests.conformance.base import full_marks, shipped

pytestmark = pytest.mark.usefixtures("untraced")

TRIALLED = gathered(Catalog())
CASES = [(trialled.ruleset, case) for trialled in TRIALLED for case in trialled.cases]
RULESETS = Catalog().ids()
SAME = ("total", "range", "rating", "possible_ratings", "recognised", "status", "missing")


FIRSTS = {(case.table, case.block): (ruleset, case) for ruleset, case in reversed(CASES)}
"""The first case of each block: the steps of a ladder all go in by one way."""


def _name(value: object) -> str:
    return value.id if isinstance(value, Ruleset) else str(value)


@pytest.mark.parametrize(("ruleset", "case"), CASES, ids=_name)
def test_the_table_holds(ruleset: Ruleset, case: Case) -> None:
    """A case comes out as its line in the table says."""
    assert list(differences(case, ruleset)) == []


@pytest.mark.parametrize(("ruleset", "case"), FIRSTS.values(), ids=_name)
def test_the_command_line_gives_the_same(ruleset: Ruleset, case: Case, tmp_path: Path) -> None:
    """`cdht score` on a block's first dossier prints what the library finds, or the same errors."""
    file = tmp_path / "ho-so.json"
    file.write_text(json.dumps(case.content, ensure_ascii=False), encoding="utf-8")
    asked = ["score", str(file), "--format", "json", "--missing", case.options.missing]
    asked += ["--strict-evidence"] if case.options.strict else []
    asked += ["--overlay", case.overlay] if case.overlay else []
    done = CliRunner().invoke(cli.main, asked)
    printed = json.loads(done.stdout)
    if case.expect.error is not None:
        assert done.exit_code == 3
        assert {error["code"] for error in printed["errors"]} == set(case.expect.error)
        return
    assert done.exit_code == 0, done.output
    expected = canonical(scored(case, ruleset))
    assert {name: printed[name] for name in SAME} == {name: expected[name] for name in SAME}
    assert printed["cross_check"] != "disagree"


@pytest.mark.parametrize("trialled", TRIALLED, ids=lambda t: t.ruleset.id)
def test_the_tables_show_all_of_a_ruleset(trialled) -> None:
    """Every level, gate, exclusion, rating and area variant is exercised by some case."""
    tried = trial(trialled, mutants=False)
    assert tried.cases > 0
    if tried.coverage is not None:
        assert tried.coverage.goals
        assert tried.coverage.missing == ()


@pytest.mark.parametrize("id_", RULESETS)
def test_the_full_dossier_names_every_key_that_counts(id_: str) -> None:
    """`base: all` leaves out only what is merely checked, or counted in place of a judgement."""
    ruleset = shipped(id_)
    counted = {key for key, entry in ruleset.evidence.items() if not entry.checked_only}
    for item in ruleset.every_item():
        if isinstance(item, Judged) and item.full_at:
            counted -= {item.full_at.ratio.of, item.full_at.ratio.over}
    assert counted <= set(full_marks(ruleset))
