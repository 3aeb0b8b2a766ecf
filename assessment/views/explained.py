"""Criteria and indicators in full: rule, source, scale, evidence, working, way up and down.

What every page says of a finding, whether it is of text, of paper or of a workbook.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from assessment.model.basis import Basis
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
        claimed = assessment.claimed
        items = (f for result in claimed.criteria for f in result.findings)
        self._claimed = {found.item.id: found for found in (*items, *claimed.gates)}

    def sections(self) -> tuple[Section, ...]:
        """Every criterion."""
        return tuple(map(self._section, self._assessment.score.criteria))

    def gates(self) -> tuple[Block, ...]:
        """Every condition beside the criteria."""
        return tuple(map(self._block, self._assessment.score.gates))

    def grounds(self, source: str, basis: Basis) -> str:
        """A source, and how far its figures were compared with it."""
        compared = self._words.say(f"basis.{basis.value}")
        return f"{source}; {self._words.say('explain.basis', basis=compared)}"

    def claimed(self, found: Finding) -> Finding | None:
        """What the dossier's own figures made of the same item; None of a part of one."""
        return self._claimed.get(found.item.id)

    def keys(self, found: Finding) -> tuple[str, ...]:
        """The evidence of a finding, as it is counted and as it was claimed."""
        claimed = self.claimed(found) or found
        return tuple(dict.fromkeys((*found.used, *claimed.used)))

    def evidence(self, key: str) -> str:
        """What was found and what was claimed, each with what stands behind it."""
        dossier, say = self._assessment.dossier, self._words.say
        claimed, inspected = dossier.evidence.get(key), dossier.inspected.get(key)
        label = self._sentences.label(key)
        if inspected is None or inspected.rejected:
            parts = [f"{label}: {self._value(key, claimed)}", *self._behind(claimed, "reason")]
            if inspected:
                parts += [say("refused"), *self._behind(inspected, "inspected_reason")]
        else:
            parts = [f"{label}: {self._value(key, inspected)}"]
            parts += self._behind(inspected, "inspected_reason")
            if claimed:
                parts.append(say("claimed_value", value=self._value(key, claimed)))
                parts += self._behind(claimed, "reason")
        return "; ".join(parts)

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
        sentences = self._sentences
        yield "source", [self.grounds(grounds_of(found), found.basis)]
        scale = " · ".join(self._scales.scale(found.item))
        in_points = self._assessment.ruleset.in_points
        if scale and not found.parts:
            yield "scale" if in_points else "levels", [f"{scale}{self._area()}"]
        yield "evidence", [self.evidence(key) for key in self.keys(found)]
        yield "working", [sentences.reason(found)]
        yield "next", [sentences.next_step(found) or ""]
        yield "keep", [sentences.keep(found) or ""]
        yield "missing", [f"{sentences.label(key)} [{key}]" for key in found.missing]
        claimed = self.claimed(found)
        if claimed and _comes_to(claimed) != _comes_to(found):
            yield "claimed", [sentences.reason(claimed)]
        yield "note", [found.item.note or ""]

    def _area(self) -> str:
        if not self._assessment.ruleset.has_area_variants:
            return ""
        name = "disadvantaged" if self._assessment.disadvantaged else "standard"
        return f"  ({self._words.say(f'area.{name}')})"

    # --- evidence ----------------------------------------------------------------------

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

    def _behind(self, claim: Claim | None, reason: str) -> Iterator[str]:
        """Documents, who gave it, notes. `reason`: the word that tells why."""
        if claim is None:
            return
        documents = ", ".join(claim.documents)
        if documents and claim.by:
            yield self._words.say("document_by", documents=documents, by=claim.by)
        elif documents:
            yield documents
        elif claim.by:
            yield self._words.say("by", by=claim.by)
        if claim.note:
            yield claim.note
        if claim.reason:
            yield self._words.say(reason, reason=claim.reason)
        if claim.illustrative:
            yield self._words.say("illustrative")


def _comes_to(found: Finding) -> tuple[object, ...]:
    return found.points, dict(found.levels), found.status
