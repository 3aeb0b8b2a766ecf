"""Values that tell two rulesets apart, and the dossiers that state them.

The values that an item looks at are cut at the limits of both rulesets, bounds included,
so that on each piece both say one thing. A share that no counts within their bounds have
is stated as a percentage under the item's id, as dossiers may.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from assessment.model.item import AllOf, BestOf, Checklist, Item, Judged, Threshold
from assessment.model.quantity import plain
from assessment.model.ruleset import EvidenceKey, EvidenceType, Ruleset
from assessment.model.sourced import changed
from assessment.rulebook.diff.match import measures
from assessment.rulebook.diff.walk import as_text
from assessment.rulebook.proof.context import Context
from assessment.rulebook.proof.lines import (
    Assignment,
    Line,
    Value,
    bounds_of,
    lines_of,
    share_line,
)
from assessment.rulebook.proof.outcomes import combinations, outcomes
from assessment.rulebook.proof.pieces import Piece, cut
from assessment.rulebook.proof.realise import value_in_percent
from assessment.rulebook.proof.witness import Content, dossier_content

Lines = dict[Line, list[Value]]


class Values:
    """Of two rulesets, each read with the evidence of the other beside its own."""

    def __init__(self, before: Ruleset, after: Ruleset) -> None:
        self.before = _with_evidence(before, after)
        self.after = _with_evidence(after, before)

    def assignments(
        self, old: Item | None, new: Item | None, context: Context
    ) -> Iterator[Assignment]:
        """Values enough to tell two items apart wherever they differ.

        Raises:
            TooManyTrials: parts that hang together have too many combinations.

        """
        items = [item for item in (old, new) if item]
        lines = self._lines(old, new)
        if all(isinstance(item, Judged) for item in items):
            yield from _one_by_one(lines)
        elif all(isinstance(item, Checklist) for item in items):
            yield from _answers(items)
        else:
            known, free = self._known_parts(old, new, lines, context)
            for chosen in combinations(free):
                yield from ({**values, **chosen} for values in known)

    def stated(
        self, context: Context, assignment: Assignment, *items: Item | None
    ) -> Iterator[Content]:
        """Dossiers that state these values of the items: by counts, else by percentages."""
        for ruleset in (self.before, self.after):
            content = dossier_content(ruleset, context, assignment)
            if content is not None:
                yield {**content, "ruleset": self.before.id}
        yield from self._by_percentage(context, assignment, [item for item in items if item])

    def texts(self, key: str) -> Iterable[str]:
        """What may be written for a piece of evidence, enough to tell its two entries apart."""
        entries = [ruleset.evidence[key] for ruleset in (self.before, self.after)]
        return dict.fromkeys(chain.from_iterable(_texts(entry, entries) for entry in entries))

    def _lines(self, old: Item | None, new: Item | None) -> Lines:
        """The lines that either item looks at, cut wherever either tells values apart."""
        found: Lines = {}
        for ruleset, item in ((self.before, old), (self.after, new)):
            for line, values in (lines_of(ruleset, item) if item else {}).items():
                found.setdefault(line, []).extend(values)
        return {line: list(dict.fromkeys(_recut(values))) for line, values in found.items()}

    def _known_parts(
        self, old: Item | None, new: Item | None, lines: Lines, context: Context
    ) -> tuple[list[Assignment], Lines]:
        """Values for the parts of a composite that are no other, and the lines left free.

        Such parts come to few things together; each of these is brought about once.
        """
        same = self._unaltered(old, new)
        one_area = context.disadvantaged(self.before) == context.disadvantaged(self.after)
        if not same or old is None or not one_area:
            return [{}], lines
        rest = changed(old, parts=same)
        settled = lines_of(self.before, rest)
        known = list(outcomes(self.before, rest, context).values())
        return known, {line: values for line, values in lines.items() if line not in settled}

    def _unaltered(self, old: Item | None, new: Item | None) -> tuple[Item, ...]:
        """The parts that both have, that look at nothing that another part looks at."""
        if not isinstance(old, BestOf | AllOf) or type(old) is not type(new):
            return ()
        assert isinstance(new, BestOf | AllOf)
        others = {part.id: as_text(part) for part in new.parts}
        looks_at = [part.keys for part in (*old.parts, *new.parts)]
        return tuple(
            part
            for part in old.parts
            if as_text(part) == others.get(part.id)
            and all(self.before.evidence[k] == self.after.evidence[k] for k in part.keys)
            and sum(not keys.isdisjoint(part.keys) for keys in looks_at) == 2  # noqa: PLR2004 - itself, twice
        )

    def _by_percentage(
        self, context: Context, assignment: Assignment, items: Sequence[Item]
    ) -> Iterator[Content]:
        shares = {line: value for line, value in assignment.items() if line.kind == "share"}
        ids = dict(_stated_under(items))
        if not shares or not all(
            line in ids and isinstance(value, Piece) for line, value in shares.items()
        ):
            return
        rest = {line: value for line, value in assignment.items() if line not in shares}
        content = dossier_content(self.before, context, rest)
        if content is not None:
            percent = {ids[line]: _percent(value) for line, value in shares.items()}
            yield {**content, "evidence": {**content["evidence"], **percent}}


def _with_evidence(ruleset: Ruleset, other: Ruleset) -> Ruleset:
    both = {**other.evidence, **ruleset.evidence}
    return changed(ruleset, evidence=both)


def _recut(values: Sequence[Value]) -> Iterator[Value]:
    """The values; pieces cut anew, so that none reaches over an end of another."""
    pieces = [value for value in values if isinstance(value, Piece)]
    if pieces:
        highs = [piece.high for piece in pieces if piece.high is not None]
        low = min(piece.low for piece in pieces)
        high = max(highs) if len(highs) == len(pieces) else None
        yield from cut(low, high, [*highs, *(piece.low for piece in pieces)])
    yield from (value for value in values if not isinstance(value, Piece))


def _one_by_one(lines: Lines) -> Iterator[Assignment]:
    """Each value alone, then each share beside the least that an assessor may give.

    What a share decides no assessor does, so that the two need not be tried in every pair.
    """
    shares = [{line: value} for line in lines if line.kind == "share" for value in lines[line]]
    judged = [{line: value} for line in lines if line.kind == "judged" for value in lines[line]]
    least: Assignment = {line: values[0] for line, values in lines.items() if line.kind == "judged"}
    yield from (*shares, *judged, *({**share, **least} for share in shares))


def _answers(items: Sequence[Item]) -> Iterator[Assignment]:
    """Nothing but one part, for each part: sums differ where the points of some part do."""
    keys = [measures(item) for item in items]
    common = [Line("answer", key) for key in sorted(frozenset.intersection(*keys))]
    none = dict.fromkeys(common, False)
    yield none
    for line in common:
        yield {**none, line: True}
    for key in sorted(frozenset.union(*keys) - frozenset.intersection(*keys)):
        yield {Line("answer", key): True}


def _stated_under(items: Sequence[Item]) -> Iterator[tuple[Line, str]]:
    """The shares that a dossier may state as a percentage, each with the id to do it under."""
    for item in items:
        for part in item.simple:
            if isinstance(part, Threshold) and part.ratio:
                yield share_line(part.ratio), part.id
            elif isinstance(part, Judged) and part.full_at:
                yield share_line(part.full_at.ratio), part.id


def _percent(value: Value) -> str:
    assert isinstance(value, Piece)
    return f"{plain(value_in_percent(value))}%"


def _texts(entry: EvidenceKey, both: Sequence[EvidenceKey]) -> Iterator[str]:
    """What one may write for a piece of evidence, of each sort that either entry knows one."""
    match entry.type:
        case EvidenceType.YES_NO:
            yield from ("true", "false")
        case EvidenceType.CHOICE:
            yield from chain.from_iterable((option.id, option.label) for option in entry.options)
        case EvidenceType.PERCENTAGE:
            yield from ("0%", "50.5%", "100%")
        case _:
            yield "0.5"
            ends = [end for other in both for end in bounds_of(other)]
            for piece in cut(min(ends), max(ends), ends):
                whole = piece.whole()
                yield plain(piece.decimal()) if whole is None else str(whole)
