"""How fast one dossier is scored: in process, and from a cold command line.

    python benchmarks/score.py

Prints medians and ratios; the cold command is run in turn with its yardstick, so that the
ratio holds when the machine's speed drifts.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from assessment.engine.assess import assess  # noqa: E402
from assessment.engine.crosscheck import cross_check  # noqa: E402
from assessment.intake.read import read_dossier  # noqa: E402
from assessment.rulebook.catalog import Catalog  # noqa: E402

DOSSIER = ROOT / "examples" / "xa-tien-tan-2019.yaml"
YARDSTICK = [sys.executable, "-c", "import pydantic, yaml, click"]
COLD = [sys.executable, str(ROOT / "cli.py"), "score", str(DOSSIER)]


def seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def run(command: list[str]) -> None:
    """Run a command as it runs once installed: with its bytecode kept."""
    kept = {name: v for name, v in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    subprocess.run(command, stdout=subprocess.DEVNULL, check=True, env=kept)


def main() -> None:
    dossier = read_dossier(DOSSIER)
    ruleset = Catalog().get("tt44-2014")
    assert ruleset is not None
    assessment = assess(ruleset, dossier)
    cross_check(assessment)
    scoring = [seconds(lambda: assess(ruleset, dossier)) for _ in range(1000)]
    checking = [seconds(lambda: cross_check(assessment)) for _ in range(1000)]
    run(COLD)
    pairs = [(seconds(lambda: run(COLD)), seconds(lambda: run(YARDSTICK))) for _ in range(15)]
    cold, yardstick = zip(*pairs, strict=True)
    print(f"assess(), 46 indicators      {statistics.median(scoring) * 1000:8.3f} ms")
    print(f"cross-check                  {statistics.median(checking) * 1000:8.3f} ms")
    print(f"cdht score, cold             {statistics.median(cold) * 1000:8.0f} ms")
    print(f"import pydantic, yaml, click {statistics.median(yardstick) * 1000:8.0f} ms")
    print(f"ratio, pair by pair          {statistics.median(c / y for c, y in pairs):8.2f}")


if __name__ == "__main__":
    main()
