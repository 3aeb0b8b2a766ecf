"""Whole assessments of every example, as a person approved them.

When a result is meant to change:

    python -m pytest tests/golden --regenerate-golden

writes the files anew; read the difference, and cite in the commit the provision (or the
issue) that changed it. A run that writes fails on purpose, so that it is never mistaken
for a check. The digest of the ruleset is left out: a better label changes no result.
"""

import json
from pathlib import Path
from typing import Any

import pytest

from assessment.engine.assess import assess
from assessment.intake.read import read_dossier
from assessment.model.canonical import canonical
from tests.conformance.base import shipped
from tests.samples import EXAMPLES

HERE = Path(__file__).parent


def golden_of(example: Path) -> Path:
    name = "-".join(example.relative_to(HERE.parents[1] / "examples").with_suffix("").parts)
    return HERE / f"{name}.json"


def result_of(example: Path) -> Any:
    dossier = read_dossier(example)
    assert dossier.ruleset is not None
    result = canonical(assess(shipped(dossier.ruleset), dossier))
    del result["ruleset"]["sha256"]
    return json.loads(json.dumps(result))


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.stem)
def test_an_example_comes_out_as_approved(example: Path, regenerate: bool) -> None:  # noqa: FBT001
    """The whole result of an example, figure by figure, is the approved one."""
    golden, result = golden_of(example), result_of(example)
    if regenerate:
        text = json.dumps(result, ensure_ascii=False, indent=1, sort_keys=True)
        golden.write_text(text + "\n", encoding="utf-8")
        pytest.fail(
            f"{golden.name} written anew: read the difference and run again without the flag"
        )
    assert result == json.loads(golden.read_text(encoding="utf-8"))


def test_every_golden_file_has_its_example() -> None:
    """No approved result outlives its example."""
    assert {path.name for path in HERE.glob("*.json")} == {
        golden_of(path).name for path in EXAMPLES
    }
