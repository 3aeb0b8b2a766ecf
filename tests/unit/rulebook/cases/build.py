"""Tables and rulesets as text, for the tests to bend."""

from __future__ import annotations

from pathlib import Path
from textwrap import dedent

from assessment.model.ruleset import Ruleset
from assessment.rulebook.cases.read import read_tables
from assessment.rulebook.cases.table import Case
from tests.conformance.base import shipped
from tests.samples import POINTS, ruleset_text

HEAD = """\
about: Bảng để thử
ruleset: mini
cases:
"""

WEAK = """\
- id: du
  note: mọi thứ đều có
  source: Điều 1
  evidence: {base: all}
  expect: {total: 4, rating: dat}
"""
"""One case that any ruleset not quite upside down would pass."""

STRONG = """\
- id: nguoi-hoc
  note: từ 50% được 3 điểm
  source: Điều 1
  evidence: {base: all, adults: 1000}
  ladder: {vary: learners, item: "1.1", points: {501: 3, 500: 3, 499: 0}}
- id: ke-hoach
  note: có kế hoạch được 1 điểm
  source: Điều 1
  evidence: {base: all}
  ladder: {vary: plan, item: "1.2", points: {có: 1, không: 0}}
- id: dat
  note: đạt khi người học từ 50%
  source: Điều 1
  evidence: {base: all, adults: 1000, plan: không}
  ladder: {vary: learners, total: {500: 3, 499: 0}, rating: {500: dat, 499: chua_dat}}
- id: hieu-luc
  note: hôm trước và ngày đầu
  source: Điều 1
  period: {from: 2019-01-01}
  evidence: {base: all}
  ladder: {vary: period.to, warnings: {2019-12-31: catalog.outside_period, 2020-01-01: []}}
"""
"""Every limit of the small ruleset from both sides."""

MINI = ruleset_text(POINTS)


def rulesets(id_: str, overlay: str | None = None) -> Ruleset | None:
    """The small ruleset, and those shipped."""
    if id_ == "mini":
        return MINI
    return shipped(id_) if id_ in ("citizen-qd324-2023", "tt44-2014") else None


def table(folder: Path, text: str, name: str = "bang") -> Path:
    path = folder / f"{name}.yaml"
    path.write_text(dedent(text), encoding="utf-8")
    return path


def cases(folder: Path, text: str) -> tuple[Case, ...]:
    return read_tables([table(folder, text)], rulesets)
