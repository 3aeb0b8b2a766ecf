"""Every table, through the library and through the command line."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

import cli
from assessment.model.canonical import canonical
from assessment.model.item import Judged
from assessment.rulebook.catalog import Catalog
from tests.conformance.base import full_marks, shipped
from tests.conformance.runner import Case, differences, read_tables

HERE = Path(__file__).parent
CASES = read_tables(HERE)
RULESETS = Catalog().ids()
SAME = ("total", "range", "rating", "possible_ratings", "recognised", "status", "missing")


@pytest.mark.parametrize("case", CASES, ids=str)
def test_the_table_holds(case: Case) -> None:
    """A case comes out as its line in the table says."""
    assert differences(case) == []


@pytest.mark.parametrize("case", CASES, ids=str)
def test_the_command_line_gives_the_same(case: Case, tmp_path: Path) -> None:
    """`cdht score` on the case's dossier prints what the library finds, or the same errors."""
    file = tmp_path / "ho-so.json"
    file.write_text(json.dumps(case.content, ensure_ascii=False), encoding="utf-8")
    asked = [
        "score",
        str(file),
        "--format",
        "json",
        "--missing",
        case.options.get("missing", "open"),
    ]
    asked += ["--strict-evidence"] if case.options.get("strict") == "true" else []
    done = CliRunner().invoke(cli.main, asked)
    printed = json.loads(done.stdout)
    if "error" in case.expect:
        assert done.exit_code == 3
        wanted = case.expect["error"]
        assert {error["code"] for error in printed["errors"]} == (
            {wanted} if isinstance(wanted, str) else set(wanted)
        )
        return
    assert done.exit_code == 0, done.output
    expected = canonical(case.assess())
    assert {name: printed[name] for name in SAME} == {name: expected[name] for name in SAME}
    assert printed["cross_check"] != "disagree"


@pytest.mark.parametrize("id_", RULESETS)
def test_every_ruleset_has_a_table(id_: str) -> None:
    """No shipped ruleset goes without a case."""
    assert any(case.ruleset.id == id_ for case in CASES)


@pytest.mark.parametrize("id_", RULESETS)
def test_the_full_dossier_names_every_key_that_counts(id_: str) -> None:
    """`base: all` leaves out only what is merely checked, or counted in place of a judgement."""
    ruleset = shipped(id_)
    counted = {key for key, entry in ruleset.evidence.items() if not entry.checked_only}
    for item in ruleset.every_item():
        if isinstance(item, Judged) and item.full_at:
            counted -= {item.full_at.ratio.of, item.full_at.ratio.over}
    assert counted <= set(full_marks(ruleset))
