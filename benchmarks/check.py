"""How fast rulesets are proved: all that are shipped, and one of a thousand indicators.

    python benchmarks/check.py

Prints medians; the large ruleset has every kind of indicator, wholes that many shares have
in common, a scale for disadvantaged areas, gates, exclusions and conditions on criteria.
"""

from __future__ import annotations

import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from assessment.errors import RulesetError  # noqa: E402
from assessment.files import read_tree  # noqa: E402
from assessment.model.flaw import Severity  # noqa: E402
from assessment.rulebook.catalog import Catalog  # noqa: E402
from assessment.rulebook.check.files import check  # noqa: E402
from assessment.rulebook.check.run import check_ruleset  # noqa: E402

INDICATORS = 1000
CRITERIA = 20
WHOLES = 12
COLD = [sys.executable, str(ROOT / "cli.py"), "rules", "check"]


class Large:
    """A sound ruleset of many indicators, the same each time."""

    def __init__(self) -> None:
        self._random = random.Random(20)  # noqa: S311
        self._evidence: dict[str, Any] = {
            f"whole{n}": {"label": f"Tổng số {n}", "type": "count"} for n in range(WHOLES)
        }

    def content(self) -> dict[str, Any]:
        each = INDICATORS // CRITERIA
        criteria = [self._criterion(number, each) for number in range(1, CRITERIA + 1)]
        total = sum(Decimal(criterion["max"]) for criterion in criteria)
        gates = [{"id": f"G{n}", "text": "Điều kiện", **self._yes_no()} for n in range(3)]
        exclusions = [
            {"id": f"X{n}", "text": "Trường hợp", "key": self._key("yes_no")} for n in range(2)
        ]
        return {
            "id": "large",
            "subject": "commune",
            "title": "Bộ lớn",
            "on_request_only": "true",
            "gives": "large",
            "document": {
                "number": "1/QĐ",
                "title": "Bộ lớn",
                "issued": "2019-01-01",
                "in_force": {"from": "2020-01-01"},
            },
            "basis": "verbatim",
            "source": "Điều 1",
            "scale": {"max": str(total), "step": "0.5"},
            "areas": {"disadvantaged_scale_for": ["disadvantaged"]},
            "criteria": criteria,
            "gates": gates,
            "exclusions": exclusions,
            "ratings": [
                *(self._rating(name, total, part) for name, part in (("tot", 9), ("kha", 7))),
                {"id": "chua_dat", "title": "Chưa đạt", "otherwise": "true"},
            ],
            "evidence": self._evidence,
        }

    def _rating(self, name: str, total: Decimal, tenths: int) -> dict[str, Any]:
        limit = (total * tenths / 10).to_integral_value()
        return {
            "id": name,
            "title": name,
            "when": {"total": {"at_least": str(limit)}, "no_criterion_at": "0"},
            "disadvantaged": {
                "when": {"total": {"at_least": str(limit - 10)}, "no_criterion_at": "0"}
            },
        }

    def _criterion(self, number: int, each: int) -> dict[str, Any]:
        makers = (
            self._share, self._share, self._share, self._count, self._number, self._choice,
            self._points_of_yes_no, self._checklist, self._best_of, self._all_of, self._judged,
        )  # fmt: skip
        items, total = [], Decimal(0)
        for place in range(1, each + 1):
            points, item = self._random.choice(makers)()
            total += points
            items.append({"id": f"{number}.{place}", "text": f"Nội dung {number}.{place}", **item})
        title = {"text": f"Tiêu chí {number}"}
        return {"id": str(number), "title": title, "max": str(total), "indicators": items}

    def _key(self, kind: str, **more: Any) -> str:
        key = f"k{len(self._evidence)}"
        self._evidence[key] = {"label": f"Số liệu {key}", "type": kind, **more}
        return key

    def _ratio(self) -> dict[str, str]:
        whole = f"whole{self._random.randrange(WHOLES)}"
        return {"of": self._key("count"), "over": whole}

    def _levels(self, limits: list[str], milder: list[str] | None = None) -> list[dict[str, Any]]:
        levels: list[dict[str, Any]] = []
        for index, limit in enumerate(limits):
            points = str(len(limits) - index)
            level: dict[str, Any] = {"at_least": limit, "points": points}
            if milder:
                level["disadvantaged"] = {"at_least": milder[index]}
            levels.append(level)
        return [*levels, {"otherwise": "true", "points": "0"}]

    def _share(self) -> tuple[Decimal, dict[str, Any]]:
        first = self._random.randrange(50, 96)
        limits = [f"{first - 10 * n}%" for n in range(3)]
        milder = [f"{first - 10 * n - 5}%" for n in range(3)] if first % 3 == 0 else None
        item = {"kind": "threshold", "ratio": self._ratio(), "levels": self._levels(limits, milder)}
        return Decimal(3), item

    def _count(self) -> tuple[Decimal, dict[str, Any]]:
        key = self._key("count", at_most="5000")
        return Decimal(2), {"kind": "threshold", "count": key, "levels": self._levels(["10", "5"])}

    def _number(self) -> tuple[Decimal, dict[str, Any]]:
        key = self._key("number", at_least="0", at_most="100")
        levels = self._levels(["7.5", "2.5"])
        return Decimal(2), {"kind": "threshold", "number": key, "levels": levels}

    def _choice(self) -> tuple[Decimal, dict[str, Any]]:
        options = [{"id": name, "label": f"Mức {name}"} for name in ("tot", "kha", "yeu")]
        key = self._key("choice", options=options)
        levels = [{"option": name, "points": str(2 - n)} for n, name in enumerate(("tot", "kha"))]
        rest = {"otherwise": "true", "points": "0"}
        return Decimal(2), {"kind": "choice", "key": key, "levels": [*levels, rest]}

    def _yes_no(self) -> dict[str, Any]:
        return {"kind": "yes_no", "key": self._key("yes_no")}

    def _points_of_yes_no(self) -> tuple[Decimal, dict[str, Any]]:
        return Decimal("1.5"), {**self._yes_no(), "points": "1.5"}

    def _checklist(self) -> tuple[Decimal, dict[str, Any]]:
        parts = [{"key": self._key("yes_no"), "points": "0.5"} for _ in range(4)]
        return Decimal(2), {"kind": "checklist", "parts": parts}

    def _best_of(self) -> tuple[Decimal, dict[str, Any]]:
        points, share = self._share()
        yes = {**self._yes_no(), "points": "2"}
        return points, {"kind": "best_of", "parts": [share, yes]}

    def _all_of(self) -> tuple[Decimal, dict[str, Any]]:
        keys = [self._key("yes_no") for _ in range(3)]
        return Decimal(1), {"kind": "all_of", "keys": keys, "points": "1"}

    def _judged(self) -> tuple[Decimal, dict[str, Any]]:
        full = {"ratio": self._ratio(), "at_least": "90%"}
        return Decimal(2), {"kind": "judged", "max": "2", "full_at": full}


def seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def main() -> None:
    catalog = Catalog()
    shipped = statistics.median(
        seconds(lambda: check(catalog.files(), Catalog())) for _ in range(5)
    )
    cold = statistics.median(
        seconds(lambda: subprocess.run(COLD, stdout=subprocess.DEVNULL, check=True))
        for _ in range(3)
    )
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "large.yaml"
        path.write_text(yaml.safe_dump(Large().content(), allow_unicode=True), encoding="utf-8")
        reading = seconds(lambda: read_tree(path, RulesetError))
        tree = read_tree(path, RulesetError)
        proving = statistics.median(seconds(lambda: check_ruleset(tree)) for _ in range(3))
        _, flaws = check_ruleset(tree)
        whole = seconds(lambda: check([path], Catalog()))
    grave = [flaw for flaw in flaws if flaw.severity is not Severity.NOTE]
    assert not grave, grave[:3]
    print(f"all shipped rulesets          {shipped:8.3f} s")
    print(f"cdht rules check, cold        {cold:8.3f} s")
    print(f"1,000 indicators, read        {reading:8.3f} s")
    print(f"1,000 indicators, proved      {proving:8.3f} s")
    print(f"1,000 indicators, file        {whole:8.3f} s")


if __name__ == "__main__":
    main()
