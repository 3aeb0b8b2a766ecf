"""Indicators, gates and their parts as the report says them: each thing once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from assessment.model.item import BestOf, Item
from assessment.model.outcome import Answer, Assessment, Finding, Judgement, Pick, Status
from assessment.views.explained import Block, Explained, Line
from assessment.views.scales import Scales
from assessment.views.sentences import Sentences
from assessment.wording import Words

ROLES = {
    Status.MET: "good",
    Status.PARTLY_MET: "provisional",
    Status.NOT_MET: "blocking",
    Status.INSUFFICIENT_EVIDENCE: "provisional",
    Status.NOT_APPLICABLE: "plain",
    Status.ERROR: "blocking",
}
_TOLD_BY_PARTS = frozenset({"evidence", "next", "missing"})
"""What the parts of an item say, and the item need not."""


class Items:
    """The indicators of one assessment, in one language."""

    def __init__(self, assessment: Assessment, explained: Explained, words: Words) -> None:
        ruleset, disadvantaged = assessment.ruleset, assessment.disadvantaged
        self._ruleset = ruleset
        self._say = words.say
        self._words = words
        self._explained = explained
        self._sentences = Sentences(ruleset, words, disadvantaged=disadvantaged)
        self._scales = {area: Scales(ruleset, words, disadvantaged=area) for area in (False, True)}
        self._disadvantaged = disadvantaged

    def shown(self, block: Block, id_: str | None = None) -> dict[str, Any]:
        """An indicator, or a gate. `id_`: the number that it has on paper, where not its own."""
        return self._shown(block, block.found.item.id if id_ is None else id_, ())

    def _shown(self, block: Block, id_: str, above: Sequence[str]) -> dict[str, Any]:
        """`above`: the sources that the item it is a part of has named."""
        source = next((line.entries for line in block.lines if line.name == "source"), ())
        lines = (
            (self._label(line, block.found), self._entries(line, block, above))
            for line in block.lines
        )
        return {
            "id": id_,
            "text": block.found.item.text,
            "outcome": block.outcome,
            "role": ROLES[block.found.status],
            "lines": [{"label": label, "entries": list(told)} for label, told in lines if told],
            "parts": [self._shown(part, part.found.item.id, source) for part in block.parts],
        }

    def _entries(self, line: Line, block: Block, above: Sequence[str]) -> Sequence[str]:
        found = block.found
        if block.parts and line.name in _TOLD_BY_PARTS:
            return ()
        match line.name:
            case "source":
                return () if line.entries == above else line.entries
            case "scale" | "levels":
                return [self._scale(found.item)]
            case "evidence":
                return [self._evidence(found.item, key) for key in self._explained.keys(found)]
            case "working":
                told = self._working(found)
                return [told] if told not in ("", block.outcome) else ()
            case "missing":
                return [self._sentences.label(key) for key in found.missing]
            case "claimed":
                claimed = self._explained.claimed(found)
                return [self._told(claimed)] if claimed else ()
        return line.entries

    def _label(self, line: Line, found: Finding) -> str:
        award = self._sentences.award(found)
        awarded = found.parts or not award or self._working(found) == award
        if line.name == "working" and awarded:
            return self._say("report.award")
        if line.name == "scale" and found.item.in_levels:
            return self._say("explain.levels")
        return line.label

    # --- the scale -----------------------------------------------------------------------

    def _scale(self, item: Item) -> str:
        """Its levels, and for what area where another has others."""
        here, elsewhere = (
            self._scales[area].grouped(item)
            for area in (self._disadvantaged, not self._disadvantaged)
        )
        shown = " · ".join(here)
        if here == elsewhere:
            return shown
        area = "disadvantaged" if self._disadvantaged else "standard"
        return f"{shown} ({self._say(f'area.{area}')})"

    # --- evidence and what is made of it -------------------------------------------------

    def _evidence(self, item: Item, key: str) -> str:
        """A piece of evidence; the item's own figure without the name that stands above it."""
        told = self._explained.evidence(key)
        return told.removeprefix(f"{item.text}: ") if key == item.id else told

    def _working(self, found: Finding) -> str:
        """What was made of the evidence, where it does not say it in so many words."""
        award = self._sentences.award(found)
        plain = bool(found.seen) and all(map(_plain, found.seen))
        unknown = bool(found.missing) and not found.used
        if (plain or unknown) and not found.remarks and not found.parts:
            return award if found.levels else ""
        return self._told(found)

    def _told(self, found: Finding) -> str:
        award = self._sentences.award(found)
        if found.parts:
            best = self._say("best_of") if isinstance(found.item, BestOf) else ""
            return ": ".join(filter(None, (best, award)))
        return "; ".join(filter(None, (self._sentences.working(found), award)))


def _plain(seen: Any) -> bool:
    """Whether what was seen is the evidence itself: an option, an answer, points given."""
    return isinstance(seen, Answer | Pick) or (isinstance(seen, Judgement) and seen.share is None)


def texts_of(shown: dict[str, Any]) -> Iterator[str]:
    """Every line that an indicator and its parts say."""
    for line in shown["lines"]:
        yield from line["entries"]
    for part in shown["parts"]:
        yield from texts_of(part)
