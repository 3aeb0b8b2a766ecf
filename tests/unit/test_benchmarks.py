"""The benchmarks compare like with like: every engine gives our answers, row by row."""

from __future__ import annotations

import functools
import shutil

import polars as pl
import pytest

from assessment.batch.certify import certify
from assessment.batch.results import RESULTS
from benchmarks.answers import COLUMNS, same
from benchmarks.drawn import table
from benchmarks.peers import ENGINES
from benchmarks.rubrics import ANSWERS, ruleset

ROWS = 300
ASKED = [
    (engine, asked)
    for engine in ENGINES.values()
    if engine.package not in ("duckdb", "pyspark")  # held to the dossier engine where tables are
    for asked in sorted(engine.asked)
]


@functools.cache
def _ours(rubric: str, rows: int = ROWS) -> pl.DataFrame:
    return certify(ruleset(rubric), table(rubric, rows))


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize(
    ("engine", "asked"), ASKED, ids=[f"{e.name}-{'-'.join(a)}" for e, a in ASKED]
)
def test_every_engine_gives_our_answers(engine, asked):
    """An engine beside ours returns the same of every row, also where the result is open."""
    if not engine.installed:
        pytest.skip(f"{engine.package} is not installed (pip install --group benchmarks)")
    rubric, _ = asked
    found = engine.work()[asked](table(rubric, ROWS))()
    same(_ours(rubric), found, COLUMNS[asked], engine.name)


@pytest.mark.parametrize("engine", ENGINES.values(), ids=ENGINES)
def test_an_engine_does_what_is_told_of_it(engine):
    """What an engine is asked for without loading it is what it can do."""
    if not engine.installed or (engine.package == "pyspark" and not shutil.which("java")):
        pytest.skip(f"{engine.package} is not installed (pip install --group benchmarks)")
    assert frozenset(engine.work()) == engine.asked


@pytest.mark.parametrize(("rubric", "answer"), [("household", "recognised"), ("commune", "rating")])
def test_the_tables_have_every_outcome(rubric, answer):
    """Some rows are recognised, some not, some open, some wrong; totals are known and unknown."""
    found = _ours(rubric, 5000)
    of_wrong_rows = found.filter(pl.col("low").is_null())
    of_open_rows = found.filter(pl.col("low") != pl.col("high"))
    assert of_open_rows["total"].null_count() == of_open_rows.height > 0
    assert found[answer].n_unique() > 2
    assert of_wrong_rows[answer].null_count() == of_wrong_rows.height > 0


def test_a_row_that_differs_is_told():
    """A single other answer is found, with its row."""
    ours = _ours("household")
    theirs = {name: ours[name] for name in RESULTS} | {
        "low": pl.Series([None, *ours["low"].to_list()[1:]])
    }
    with pytest.raises(AssertionError, match="low of row 0"):
        same(ours, theirs, RESULTS, "them")


def test_the_same_rows_are_drawn_each_time():
    """A table is the same each time, and a smaller one is not another's beginning by accident."""
    for rubric in ANSWERS:
        assert table(rubric, 50).equals(table(rubric, 50))
        assert table(rubric, 50)["id"].n_unique() == 50
