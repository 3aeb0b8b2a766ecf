"""The table that the guide shows is a table."""

import re
from pathlib import Path

from assessment.rulebook.cases.read import read_tables
from assessment.rulebook.cases.run import failures
from assessment.rulebook.catalog import SHIPPED
from tests.conformance.base import shipped

GUIDE = Path(__file__).parents[2] / "docs" / "bang-thu.md"


def test_the_table_of_the_guide_holds(tmp_path):
    """It is read as it stands, and its cases come out as it says."""
    shown = re.findall(r"^```yaml\n(.*?)^```$", GUIDE.read_text("utf-8"), re.MULTILINE | re.DOTALL)
    table = tmp_path / "bang.yaml"
    table.write_text(next(text for text in shown if text.startswith("about:")), encoding="utf-8")
    found = read_tables([table], lambda id_, _: shipped(id_))
    assert len(found) == 10
    assert list(failures(found, shipped("tt44-2014"))) == []


def test_the_ladders_of_the_guide_are_those_of_the_tables():
    """What is shown by itself stands in a shipped table, where it is run."""
    shown = re.findall(r"^  ladder: \{.*\}$", GUIDE.read_text("utf-8"), re.MULTILINE)
    tables = "".join(path.read_text("utf-8") for path in (SHIPPED / "cases").glob("*.yaml"))
    assert len(shown) == 3
    assert [ladder for ladder in shown if f"\n{ladder}\n" not in tables] == []
