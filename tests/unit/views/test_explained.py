"""What `explain`, the report and the score sheet say of inspected evidence."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from assessment.engine.assess import assess
from assessment.intake.read import dossier_from_content, read_dossier
from assessment.rulebook.catalog import Catalog
from assessment.views.explained import Block, Explained
from assessment.wording import Words

EXAMPLES = Path(__file__).parents[3] / "examples"
TODAY = date(2026, 11, 22)


def block(name: str, id_: str, inspected: dict[str, Any], **claimed: Any) -> Block:
    """An indicator or a gate of an example, its evidence inspected."""
    content = read_dossier(EXAMPLES / name).content
    evidence = {**content["evidence"], **claimed}
    changed = {**content, "evidence": evidence, "inspected": inspected}
    dossier = dossier_from_content(changed, name)
    explained = Explained(assess(Catalog().choose(dossier, TODAY, None, ()), dossier), Words("vi"))
    blocks = [block for section in explained.sections() for block in section.blocks]
    return next(b for b in (*blocks, *explained.gates()) if b.found.item.id == id_)


def entries(block: Block, name: str) -> tuple[str, ...]:
    return next((line.entries for line in block.lines if line.name == name), ())


def test_evidence_refused_without_a_reason_is_told_as_refused():
    """Nobody reads an accepted document beside no points."""
    claim = {"value": "true", "documents": ["ke-hoach.pdf"], "by": "Văn phòng"}
    refused = {"annual_plan": {"rejected": "true"}}
    [told] = entries(block("xa-tien-tan-2019.yaml", "1.2", refused, annual_plan=claim), "evidence")
    assert told.endswith(": có; ke-hoach.pdf, do Văn phòng; đoàn kiểm tra không chấp nhận")


def test_evidence_inspected_keeps_what_stands_behind_the_claim():
    """Documents, giver, note and reason of both sides, each behind its own value."""
    claim = {"value": "x", "documents": ["a.pdf"], "by": "Văn phòng", "note": "bản sao"}
    found = {"value": "false", "documents": ["b.pdf"], "reason": "chưa ký"}
    shown = block("xa-tien-tan-2019.yaml", "1.2", {"annual_plan": found}, annual_plan=claim)
    [told] = entries(shown, "evidence")
    own = "tự khai có; a.pdf, do Văn phòng; bản sao"
    assert told.endswith(f": không; b.pdf; kiểm tra: chưa ký; {own}")


def test_the_claimed_result_is_told_where_levels_differ():
    """Of a ruleset without points, and of a gate."""
    refused = {"awareness_work": {"value": "không"}}
    assert entries(block("xa-mau-tt25-2024.yaml", "1.1", refused), "claimed")
    gate = block("dong-ho-2018.yaml", "fund", {"has_fund": {"value": "không"}})
    [told] = entries(gate, "claimed")
    assert told.endswith("có → đạt")


def test_the_claimed_result_is_not_told_twice_where_nothing_differs():
    """An inspection that agrees adds no line."""
    agreed = {"has_fund": {"value": "có"}}
    assert entries(block("dong-ho-2018.yaml", "fund", agreed), "claimed") == ()
