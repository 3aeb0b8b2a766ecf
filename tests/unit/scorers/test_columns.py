"""Both faces of every scorer agree: the one for a dossier and the one for a table's rows."""

from __future__ import annotations

from typing import Any

import narwhals as nw
import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assessment.batch.admit import admit as admit_columns
from assessment.engine.admit import admit
from assessment.engine.datachecks import errors
from assessment.errors import DossierError
from assessment.model.columns import Findings, Flag, Number, expression
from assessment.model.evidence import Evidence
from assessment.model.item import Item
from assessment.model.outcome import Finding, Status
from assessment.model.ruleset import Ruleset
from assessment.rulebook.catalog import Catalog
from scorers import columns, score
from tests.strategies import load, trees
from tests.tables import Row, Rows, dossier_of_row

SHIPPED = tuple(Catalog().all())

UNUSUAL = """\
id: unusual
subject: commune
title: Thang điểm lạ
document: {number: 1/QĐ, title: Mẫu, issued: 2020-01-01, in_force: {from: 2020-01-01}}
basis: verbatim
source: Điều 1
scale: {max: 24, step: 0.5}
criteria:
- id: "1"
  title: {text: Điểm không giảm theo mức}
  max: 9
  indicators:
  - id: "1.1"
    text: Tỷ lệ
    kind: threshold
    ratio: {of: part, over: whole}
    levels: [{at_least: 60%, points: 1}, {at_least: 40%, points: 3}, {otherwise: true, points: 2}]
  - id: "1.2"
    text: Chọn
    kind: choice
    key: pick
    levels: [{option: a, points: 1}, {option: b, points: 3}, {otherwise: true, points: 1}]
  - id: "1.3"
    text: Số
    kind: threshold
    count: number
    levels: [{at_least: 9, points: 2}, {at_least: 5, points: 2}, {otherwise: true, points: 3}]
- id: "2"
  title: {text: Các loại số}
  max: 11
  indicators:
  - id: "2.1"
    text: Phần trăm ghi sẵn
    kind: threshold
    number: percent
    levels: [{at_least: 70%, points: 2}, {at_least: 50%, points: 1}, {otherwise: true, points: 0}]
  - id: "2.2"
    text: Số không quá
    kind: threshold
    number: amount
    levels: [{at_most: 1.5, points: 3}, {at_most: 4, points: 1}, {otherwise: true, points: 0}]
  - id: "2.3"
    text: Tử số vượt mẫu số
    kind: threshold
    ratio: {of: many, over: whole, may_exceed: true}
    levels: [{at_least: 150%, points: 2}, {at_least: 100%, points: 1}, {otherwise: true, points: 0}]
  - id: "2.4"
    text: Cách nào có lợi hơn
    kind: best_of
    parts:
    - kind: threshold
      number: amount
      levels: [{at_most: 2, points: 4}, {at_most: 5, points: 2}, {otherwise: true, points: 0}]
    - {kind: yes_no, text: Có, key: plan, points: 3}
- id: "3"
  title: {text: Người chấm}
  max: 4
  indicators:
  - {id: "3.1", text: Chấm, kind: judged, max: 4, full_at: {ratio: {of: part, over: whole}, at_least: 80%}}
ratings:
- {id: dat, title: Đạt, when: {total: {at_least: 12}}}
- {id: chua_dat, title: Chưa đạt, otherwise: true}
evidence:
  part: {label: Tử số, type: count}
  whole: {label: Mẫu số, type: count}
  many: {label: Số lượt, type: count}
  number: {label: Số đếm, type: count}
  percent: {label: Phần trăm, type: percentage}
  amount: {label: Số đo, type: number}
  plan: {label: Kế hoạch, type: yes_no}
  pick:
    label: Lựa chọn
    type: choice
    options: [{id: a, label: A}, {id: b, label: B}, {id: c, label: C}]
"""


def evidence_of(ruleset: Ruleset, row: Row) -> Evidence | None:
    """What a row shows; None: something is wrong with it."""
    try:
        dossier = dossier_of_row(ruleset, row)
    except DossierError:
        return None
    admitted = admit(ruleset, dossier, strict=False)
    if admitted.errors or any(errors(ruleset, dossier, admitted.counted)):
        return None
    return admitted.counted


def of_finding(found: Finding, factor: int) -> dict[str, Any]:
    """A finding in the words of columns."""
    points = found.points
    applies = found.status is not Status.NOT_APPLICABLE
    return {
        "applies": applies,
        "open": found.status is Status.INSUFFICIENT_EVIDENCE,
        "unknown": found.status is Status.ERROR,
        "low": points and int(points.low * factor),
        "high": points and int(points.high * factor),
        "levels": dict(found.levels),
        "missing": set(found.missing),
    }


def named(found: Findings) -> dict[str, Flag | Number]:
    """Every column of what an item comes to, by a name of its own."""
    shown: dict[str, Flag | Number] = {
        "applies": found.applies,
        "open": found.open,
        "unknown": found.unknown,
    }
    if found.points:
        shown |= {"low": found.points.low, "high": found.points.high}
    for level, met in found.levels.items():
        shown |= {
            f"asked {level}": met.asked,
            f"surely {level}": met.holds.surely,
            f"perhaps {level}": met.holds.perhaps,
        }
    return shown | {f"missing {key}": flag for key, flag in found.missing.items()}


def of_columns(row: dict[str, Any]) -> dict[str, Any]:
    """A row of such columns in the words of a finding."""
    levels = {name.removeprefix("asked "): row[name] for name in row if name.startswith("asked ")}
    truths = {(True, True): True, (False, True): None, (False, False): False}
    return {
        **{name: row.get(name) for name in ("applies", "open", "unknown", "low", "high")},
        "levels": {
            level: truths[row[f"surely {level}"], row[f"perhaps {level}"]]
            for level, asked in levels.items()
            if asked
        },
        "missing": {name[8:] for name, flag in row.items() if name.startswith("missing ") and flag},
    }


def assert_faces_agree(ruleset: Ruleset, rows: list[Row]) -> None:
    table = nw.from_native(pl.LazyFrame(rows, schema=dict.fromkeys(rows[0], pl.String)))
    admitted = admit_columns(ruleset, table, {name: name for name in rows[0]})
    shown = [evidence_of(ruleset, row) for row in rows]
    items: list[Item] = [*ruleset.indicators.values(), *ruleset.gates]
    faces = [
        {n: expression(v) for n, v in named(columns(item, admitted.rows)).items()} for item in items
    ]
    table = admitted.rows.steps.onto(table).collect().lazy()
    for item, face in zip(items, faces, strict=True):
        found = table.with_columns(**face).select(*face).collect().rows(named=True)
        for row, evidence, here in zip(rows, shown, found, strict=True):
            if evidence is not None:
                expected = of_finding(score(item, evidence), admitted.rows.factor)
                assert of_columns(here) == expected, (item.id, row)


@pytest.mark.parametrize("ruleset", SHIPPED, ids=lambda ruleset: ruleset.id)
def test_both_faces_agree_on_shipped_items(ruleset):
    """At, below and above every limit, with evidence missing, in every area."""
    assert_faces_agree(ruleset, list(Rows(ruleset, 3, wrong=0).take(60)))


@pytest.mark.parametrize("missing", [15, 300])
def test_both_faces_agree_on_unusual_scales(missing, load_text):
    """Points that rise where a level falls, numbers in percent, at most, parts above their whole."""
    ruleset = load_text(UNUSUAL)
    assert_faces_agree(ruleset, list(Rows(ruleset, 7, wrong=0, missing=missing).take(150)))


@settings(max_examples=40, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(trees(), st.integers(0, 2**20))
def test_both_faces_agree_on_random_items(tree, seed):
    """Items of every kind, also for some units only, with limits and points that are unknown."""
    ruleset = load(tree)
    assert_faces_agree(ruleset, list(Rows(ruleset, seed, wrong=0, missing=30).take(12)))
