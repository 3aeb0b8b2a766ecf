"""One criterion or indicator in full: rule, source, scale, evidence, working, way up and down."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from assessment.model.dossier import Claim
from assessment.model.outcome import Assessment, CriterionResult, Finding, grounds_of
from assessment.views.lines import heading, wrapped
from assessment.views.scales import Scales
from assessment.views.sentences import Sentences
from assessment.views.text import result_lines
from assessment.wording import Words

_LABEL = 13


class RowOf(NamedTuple):
    """The row of a table that is explained."""

    table: str
    row: int
    id: str | None
    name: str | None

    @property
    def content(self) -> dict[str, Any]:
        """The same for programs; the names are a contract."""
        return {"row": self._asdict()}


def render(assessment: Assessment, words: Words, item: str | None, row: RowOf | None = None) -> str:
    """The criterion, indicator, part or gate of this id; everything when it is None.

    First what it comes to, where everything is explained or a row of a table.

    Raises:
        KeyError: no such id.

    """
    view = _View(assessment, words)
    blocks = [
        block for result in assessment.score.criteria for block in view.criterion(result, item)
    ]
    blocks += [
        view.finding(gate) for gate in assessment.score.gates if item in (None, gate.item.id)
    ]
    if not blocks:
        raise KeyError(item)
    if item is None or row:
        blocks.insert(0, _head(assessment, words, row))
    return "\n\n".join("\n".join(block) for block in blocks) + "\n"


def _head(assessment: Assessment, words: Words, row: RowOf | None) -> list[str]:
    """Whose it is, and what it comes to."""
    who = heading(assessment, words)
    if row:
        at = words.say("explain.row", table=row.table, row=row.row)
        ruleset = assessment.ruleset
        named = (row.id, row.name, at, ruleset.title, ruleset.document.number)
        who = " · ".join(filter(None, named))
    return [*wrapped(who, ""), "", *result_lines(assessment, words)]


class _View:
    def __init__(self, assessment: Assessment, words: Words) -> None:
        self._assessment = assessment
        self._words = words
        disadvantaged = assessment.disadvantaged
        self._sentences = Sentences(assessment.ruleset, words, disadvantaged=disadvantaged)
        self._scales = Scales(assessment.ruleset, words, disadvantaged=disadvantaged)
        self._claimed = {f.item.id: f for c in assessment.claimed.criteria for f in c.findings}

    def criterion(self, result: CriterionResult, item: str | None) -> Iterator[list[str]]:
        whole = item in (None, result.criterion.id)
        if whole:
            yield self._head(result)
        for found in result.findings:
            if whole or found.item.id == item:
                yield self.finding(found)
            else:
                yield from (self.finding(part) for part in found.parts if part.item.id == item)

    def finding(self, found: Finding, indent: str = "") -> list[str]:
        head = f"{found.item.id}  {found.item.text}"
        lines = wrapped(f"{head}  →  {self._outcome(found)}", indent, f"{indent}     ")
        for name, entries in self._rows(found):
            lines.extend(self._row(name, entries, indent))
        for part in found.parts:
            lines.extend(self.finding(part, f"{indent}  "))
        return lines

    def _head(self, result: CriterionResult) -> list[str]:
        criterion = result.criterion
        points = ""
        if result.points and criterion.max is not None:
            shown = self._sentences.points(result.points.low, result.points.high)
            points = f"  →  {self._words.say('points_of', points=shown, max=criterion.max)}"
        title = criterion.title
        return [
            *wrapped(f"{criterion.id}. {title.text}{points}", "", "   "),
            *wrapped(f"({title.source})", "   "),
        ]

    def _outcome(self, found: Finding) -> str:
        if found.points and found.max and not found.levels:
            shown = self._sentences.points(found.points.low, found.points.high)
            return self._words.say("points_of", points=shown, max=found.max)
        return self._words.say(f"status.{found.status.value}")

    def _rows(self, found: Finding) -> Iterator[tuple[str, list[str]]]:
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

    def _row(self, name: str, entries: list[str], indent: str) -> Iterator[str]:
        label = self._words.say(f"explain.{name}")
        for entry in filter(None, entries):
            hanging = indent + " " * (_LABEL + 2)
            yield from wrapped(entry, f"{indent}  {label:<{_LABEL}}", hanging)
            label = ""

    def _area(self) -> str:
        if not self._assessment.ruleset.has_area_variants:
            return ""
        name = "disadvantaged" if self._assessment.disadvantaged else "standard"
        return f"  ({self._words.say(f'area.{name}')})"

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
