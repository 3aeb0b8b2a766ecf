"""How fast the cheapest way is found: fifty made-up communes, six plans each to the best rating.

    python benchmarks/plans.py

Prints the median and the slowest, in seconds of processor time; where there is no plan, what
stands in the way is found instead.
"""

from __future__ import annotations

import random
import statistics
import sys
import time
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from assessment.intake.read import dossier_from_content  # noqa: E402
from assessment.model.item import Judged  # noqa: E402
from assessment.model.plan import Target  # noqa: E402
from assessment.model.ruleset import EvidenceType, Ruleset  # noqa: E402
from assessment.rulebook.catalog import Catalog  # noqa: E402
from assessment.whatif.plan import Planner  # noqa: E402

COMMUNES = 50
PLANS = 6
TOTALS = (7, 40, 872, 3105, 5189)


def evidence_of(ruleset: Ruleset, drawn: random.Random, missing: float) -> dict[str, Any]:
    """Counts that lie within their wholes, and answers at random; some of them missing."""
    counts: dict[str, int] = {}

    def count(key: str) -> int:
        if key not in counts:
            entry, wholes = ruleset.evidence[key], ruleset.wholes.get(key, ())
            most = min(map(count, wholes), default=drawn.choice(TOTALS))
            most = most if entry.at_most is None else min(most, int(entry.at_most))
            share = drawn.uniform(0.15, 0.85) if wholes else drawn.uniform(0.3, 1)
            counts[key] = max(int(entry.at_least or 0), int(most * share))
        return counts[key]

    found: dict[str, Any] = {}
    for key, entry in ruleset.evidence.items():
        match entry.type:
            case EvidenceType.YES_NO:
                value: object = drawn.choice(["true", "false"])
            case EvidenceType.CHOICE:
                value = drawn.choice(list(entry.labels))
            case EvidenceType.COUNT:
                value = count(key)
            case EvidenceType.NUMBER:
                value = round(drawn.uniform(0, 3), 1)
            case EvidenceType.PERCENTAGE:
                value = f"{drawn.randint(0, 100)}%"
        if drawn.random() >= missing:
            found[key] = str(value)
    for item in ruleset.indicators.values():
        if isinstance(item, Judged):
            found[item.id] = str(drawn.randint(0, int(item.max)))
    return found


def seconds(ruleset: Ruleset, seed: int) -> float:
    drawn = random.Random(seed)  # noqa: S311 - made up, not secret
    evidence = evidence_of(ruleset, drawn, drawn.choice([0, 0, 0.1, 0.3]))
    subject = {"kind": ruleset.subject.value, "name": "A", "area": "standard"}
    dossier = dossier_from_content({"subject": subject, "evidence": evidence}, "")
    target = Target(ruleset.ratings[0])
    start = time.process_time()
    planner = Planner(ruleset, dossier)
    if not list(planner.cheapest(target, PLANS)):
        planner.no_plan(target)
    return time.process_time() - start


def main() -> None:
    ruleset = Catalog().get("tt44-2014")
    assert ruleset is not None
    seconds(ruleset, COMMUNES)  # the solver is loaded once
    found = sorted(seconds(ruleset, seed) for seed in range(COMMUNES))
    print(f"{COMMUNES} communes, {PLANS} plans each: median {statistics.median(found):6.2f} s")
    print(f"slowest                             {found[-1]:6.2f} s")


if __name__ == "__main__":
    main()
