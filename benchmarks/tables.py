"""How fast whole tables are certified, beside every other engine, with the same answers.

    python benchmarks/tables.py
    python benchmarks/tables.py --rows 1000000 --engines ours_polars,openfisca
    python benchmarks/tables.py --full

Prints ratios to ours on Polars (above 1: slower than ours), medians of runs in turn, each
engine in a process of its own. "alone": rules compiled, the table in the engine's own shape;
"whole": from the same Polars table in memory, with what compiles and reshapes. Engines that
would take too long score fewer rows, and are marked `*`. Engines that are not installed are
left out: `pip install --group benchmarks`.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from benchmarks.answers import COLUMNS  # noqa: E402
from benchmarks.child import Child, ChildError, Drawer, Job, Scorer, Spent, Writer  # noqa: E402
from benchmarks.peers import ENGINES  # noqa: E402

OURS = "ours_polars"
MEBI = 1 << 20
AT_LEAST = {"openfisca": 5, "zen_engine": 300, "durable": 2000}
MOST_OF_KERNEL, MOST_OF_COPY = 1.5, 2
MANY = 100_000
"""On tables of fewer rows, engines that take one row at a time score a tenth of theirs."""

SLOW_TO_START = ("ours_duckdb", "ours_spark")


@dataclass
class Trial:
    """One engine on one table; what its runs took."""

    job: Job
    label: str
    child: Child
    spent: list[Spent] = field(default_factory=list)
    memory: int = 0
    flaw: str = ""

    @property
    def alone(self) -> float:
        """Nanoseconds a row."""
        return statistics.median(each.run for each in self.spent) * 1e9 / self.job.rows

    @property
    def whole(self) -> float:
        return statistics.median(sum(each) for each in self.spent) * 1e9 / self.job.rows


def compare(
    rubric: str, what: str, rows: int, engines: Sequence[str], rounds: int, folder: Path
) -> dict[str, Trial]:
    """Run the engines in turn on one table, and print how they compare."""
    trials = list(_trials(rubric, what, rows, engines, folder))
    for trial in trials:
        _try(trial, 0)
    for number in range(1, rounds + 1):
        for trial in trials:
            if not trial.flaw:
                _try(trial, number)
    for trial in trials:
        trial.child.stop()
    _print(rubric, what, rows, trials)
    return {trial.job.engine: trial for trial in trials if not trial.flaw}


def _try(trial: Trial, number: int) -> None:
    """The first run warms up and is compared; the others count."""
    try:
        spent = trial.child.ask("run")
        if number:
            trial.spent.append(spent)
            trial.memory = trial.child.ask("memory")
        elif trial.job.engine == OURS:
            trial.child.ask("keep")
        else:
            trial.child.ask("check")
    except ChildError as error:
        trial.flaw = str(error).strip()


def _trials(
    rubric: str, what: str, rows: int, engines: Sequence[str], folder: Path
) -> Iterator[Trial]:
    columns = COLUMNS[rubric, what]
    for name in [OURS, *(name for name in engines if name != OURS)]:
        engine = ENGINES[name]
        if (rubric, what) not in engine.asked:
            continue
        most = engine.most and engine.most // (20 if rubric == "commune" else 1)
        if most and rows < MANY:
            most //= 10
        job = Job(name, rubric, what, min(rows, most or rows), columns, folder)
        yield Trial(job, f"{engine.label} {engine.installed}", Child(Scorer, job))


def _print(rubric: str, what: str, rows: int, trials: Iterable[Trial]) -> None:
    print(f"\n{rubric}, {', '.join(COLUMNS[rubric, what])}: {rows:,} rows")
    print(f"{'':34}{'alone':>10}{'whole':>10}{'ns/row':>12}{'MiB':>8}")
    ours: Trial | None = None
    for trial in trials:
        if trial.flaw:
            print(f"{trial.label:34}fails:\n{trial.flaw}")
            continue
        ours = ours or trial
        few = "" if trial.job.rows == rows else f"  * {trial.job.rows:,} rows"
        print(
            f"{trial.label:34}{trial.alone / ours.alone:10.2f}{trial.whole / ours.whole:10.2f}"
            f"{trial.alone:12,.0f}{trial.memory / MEBI:8,.0f}{few}",
            flush=True,
        )


# --- growth ----------------------------------------------------------------------------


def grow(sizes: Sequence[int], rounds: int, folder: Path) -> None:
    """From Parquet to Parquet, household rubric: time, memory, and what Polars alone takes."""
    print("\nParquet to Parquet, household, all columns, beside Polars copying the same")
    print(f"  asked: at most {MOST_OF_COPY} of copying the result; memory as rows grow")
    print(
        f"{'rows':>12}{'seconds':>10}{'us/row':>8}{'to result':>11}{'to input':>10}"
        f"{'MiB':>8}{'copying':>9}"
    )
    for rows in sizes:
        with tempfile.TemporaryDirectory(dir=folder) as name:
            here = Path(name)
            Child(Drawer, here, "household", rows).ask("draw")
            found: dict[str, list[tuple[float, int]]] = {}
            for _ in range(rounds):
                for what in ("certify", "copy_made", "copy_given"):
                    child = Child(Writer, here, "household")
                    found.setdefault(what, []).append(child.ask(what))
                    child.stop()
        took = {what: statistics.median(s for s, _ in runs) for what, runs in found.items()}
        held = {what: max(each for _, each in runs) / MEBI for what, runs in found.items()}
        print(
            f"{rows:12,}{took['certify']:10.2f}{took['certify'] * 1e6 / rows:8.3f}"
            f"{took['certify'] / took['copy_made']:11.2f}"
            f"{took['certify'] / took['copy_given']:10.2f}"
            f"{held['certify']:8,.0f}{held['copy_made']:9,.0f}",
            flush=True,
        )


# --- what is asked ---------------------------------------------------------------------


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rows", type=int, help="households (default 20,000)")
    parser.add_argument("--communes", type=int, help="communes (default 500; 0 for none)")
    parser.add_argument("--rounds", type=int, help="runs that count (default 2)")
    parser.add_argument("--growth", help="rows from Parquet to Parquet (default 10000,100000)")
    parser.add_argument("--engines", help=f"of {', '.join(ENGINES)}")
    parser.add_argument("--full", action="store_true", help="what the bars ask: minutes to hours")
    asked = parser.parse_args()
    small = (20_000, 500, 2, "10000,100000")
    full = (1_000_000, 200_000, 5, "10000,100000,1000000,10000000,30000000")
    names = ("rows", "communes", "rounds", "growth")
    for name, value in zip(names, full if asked.full else small, strict=True):
        if getattr(asked, name) is None:
            setattr(asked, name, value)
    chosen = asked.engines.split(",") if asked.engines else list(ENGINES)
    if not (asked.full or asked.engines):
        chosen = [name for name in chosen if name not in SLOW_TO_START]
    asked.engines = chosen
    return asked


def main() -> None:
    asked = _options()
    absent = [name for name in asked.engines if not ENGINES[name].installed]
    if absent:
        print("not installed, left out:", ", ".join(ENGINES[name].package for name in absent))
    engines = [name for name in asked.engines if name not in absent]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        tables = {"household": asked.rows, "commune": asked.communes}
        for rubric, what in COLUMNS:
            rows = tables[rubric]
            if not rows:
                continue
            Child(Drawer, folder, rubric, rows).ask("draw")
            trials = compare(rubric, what, rows, engines, asked.rounds, folder)
            _bars(rubric, what, trials)
        grow([int(n) for n in asked.growth.split(",") if int(n)], 3 if asked.full else 1, folder)


def _bars(rubric: str, what: str, trials: dict[str, Trial]) -> None:
    """What is asked of ours, beside what was found."""
    ours = trials.get(OURS)
    if ours is None or rubric != "household":
        return
    if what == "all" and "polars_kernel" in trials:
        kernel = trials["polars_kernel"]
        print(
            f"  asked: at most {MOST_OF_KERNEL} of Polars by hand;"
            f" alone {ours.alone / kernel.alone:.2f}, whole {ours.whole / kernel.whole:.2f}"
        )
    for name, bar in AT_LEAST.items():
        if what == "answers" and name in trials:
            trial = trials[name]
            print(
                f"  asked: {name} at least {bar};"
                f" alone {trial.alone / ours.alone:.1f}, whole {trial.whole / ours.whole:.1f}"
            )


if __name__ == "__main__":
    with suppress(KeyboardInterrupt):
        main()
