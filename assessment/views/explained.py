"""Criteria and indicators in full: rule, source, scale, evidence, working, way up and down.

What every page says of a finding, whether it is of text, of paper or of a workbook.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from assessment.model.dossier import Claim
from assessment.model.outcome import Assessment, CriterionResult, Finding, grounds_of
from assessment.views.scales import Scales
from assessment.views.sentences import Sentences
from assessment.wording import Words


class Line(NamedTuple):
    """A line of a block, of one entry or several. `name`: what it tells, such as "source"."""

    name: str
    label: str
    entries: tuple[str, ...]


class Block(NamedTuple):
    """An indicator, a gate, or a part of one.

    `outcome`: its points of how many, or what it meets. `lines`: those that say something.
    """

    found: Finding
    outcome: str
    lines: tuple[Line, ...]
    parts: tuple[Block, ...]


class Section(NamedTuple):
    """A criterion. `outcome`: its points of how many; empty in a ruleset of levels."""

    result: CriterionResult
    outcome: str
    blocks: tuple[Block, ...]


class Explained:
    """An assessment in full, in one language."""

    def __init__(self, assessment: Assessment, words: Words) -> None:
        self._assessment = assessment
        self._words = words
        disadvantaged = assessment.disadvantaged
        self._sentences = Sentences(assessment.ruleset, words, disadvantaged=disadvantaged)
        self._scales = Scales(assessment.ruleset, words, disadvantaged=disadvantaged)
        self._claimed = {f.item.id: f for c in assessment.claimed.criteria for f in c.findings}

    def sections(self) -> tuple[Section, ...]:
        """Every criterion."""
        return tuple(map(self._section, self._assessment.score.criteria))

    def gates(self) -> tuple[Block, ...]:
        """Every condition beside the criteria."""
        return tuple(map(self._block, self._assessment.score.gates))

    def _section(self, result: CriterionResult) -> Section:
        outcome = ""
        if result.points and result.criterion.max is not None:
            shown = self._sentences.points(result.points.low, result.points.high)
            outcome = self._words.say("points_of", points=shown, max=result.criterion.max)
        return Section(result, outcome, tuple(map(self._block, result.findings)))

    def _block(self, found: Finding) -> Block:
        lines = (
            Line(name, self._words.say(f"explain.{name}"), tuple(filter(None, entries)))
            for name, entries in self._lines(found)
        )
        return Block(
            found,
            self._outcome(found),
            tuple(line for line in lines if line.entries),
            tuple(map(self._block, found.parts)),
        )

    def _outcome(self, found: Finding) -> str:
        if found.points and found.max and not found.levels:
            shown = self._sentences.points(found.points.low, found.points.high)
            return self._words.say("points_of", points=shown, max=found.max)
        return self._words.say(f"status.{found.status.value}")

    def _lines(self, found: Finding) -> Iterator[tuple[str, list[str]]]:
        say, sentences = self._words.say, self._sentences
        basis = say("explain.basis", basis=say(f"basis.{found.basis.value}"))
        yield "source", [f"{grounds_of(found)}; {basis}"]
        scale = " · ".join(self._scales.scale(found.item))
        in_points = self._assessment.ruleset.in_points
        if scale and not found.parts:
            yield "scale" if in_points else "levels", [f"{scale}{self._area()}"]
        yield "evidence", [self._evidence(key) for key in found.used]
        yield "working", [sentences.reason(found)]
        yield "next", [sentences.next_step(found) or ""]
        yield "keep", [sentences.keep(found) or ""]
        yield "missing", [f"{sentences.label(key)} [{key}]" for key in found.missing]
        claimed = self._claimed.get(found.item.id)
        if claimed and claimed.points != found.points:
            yield "claimed", [sentences.reason(claimed)]
        yield "note", [found.item.note or ""]

    def _area(self) -> str:
        if not self._assessment.ruleset.has_area_variants:
            return ""
        name = "disadvantaged" if self._assessment.disadvantaged else "standard"
        return f"  ({self._words.say(f'area.{name}')})"

    # --- evidence ----------------------------------------------------------------------

    def _evidence(self, key: str) -> str:
        dossier = self._assessment.dossier
        claimed, inspected = dossier.evidence.get(key), dossier.inspected.get(key)
        counted = inspected if inspected and not inspected.rejected else claimed
        parts = [f"{self._sentences.label(key)}: {self._value(key, counted)}"]
        if counted:
            parts.extend(self._behind(counted))
        if inspected:
            if claimed and not inspected.rejected:
                parts.append(self._words.say("claimed_value", value=self._value(key, claimed)))
            if inspected.reason:
                parts.append(self._words.say("inspected_reason", reason=inspected.reason))
        return "; ".join(parts)

    def _value(self, key: str, claim: Claim | None) -> str:
        if claim is None:
            return self._words.say("unknown")
        if claim.value is not None:
            return self._sentences.value(key, claim.value)
        low, high = claim.at_least, claim.at_most
        shown = {
            name: self._sentences.value(key, text)
            for name, text in (("low", low), ("high", high))
            if text
        }
        kind = "both" if len(shown) > 1 else next(iter(shown), "low")
        return self._words.say(f"seen.bound_{kind}", **shown)

    def _behind(self, claim: Claim) -> Iterator[str]:
        documents = ", ".join(claim.documents)
        if documents and claim.by:
            yield self._words.say("document_by", documents=documents, by=claim.by)
        elif documents:
            yield documents
        elif claim.by:
            yield self._words.say("by", by=claim.by)
        if claim.note:
            yield claim.note
        if claim.illustrative:
            yield self._words.say("illustrative")
