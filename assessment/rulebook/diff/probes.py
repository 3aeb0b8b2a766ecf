"""Which dossiers to hold against two rulesets, for each thing that is altered.

Results are compared thing by thing: an indicator's points or levels, an exclusion, whether
evidence is taken at all. Every value that tells the two rulesets apart is stated once, for
every kind of subject; where nothing differs, nothing can.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal
from functools import partial
from typing import Any, NamedTuple

from assessment.model.difference import Alteration
from assessment.model.item import Item, Judged
from assessment.model.quantity import ZERO
from assessment.model.ruleset import EvidenceKey
from assessment.model.scored import Kind
from assessment.rulebook.diff.both import Both
from assessment.rulebook.proof.context import Context, differs_by_area
from assessment.rulebook.proof.lines import Assignment
from assessment.rulebook.proof.outcomes import Outcome, outcome_at, outcomes
from assessment.rulebook.proof.witness import Content


class Group(NamedTuple):
    """Dossiers that state the same, the surest first.

    `differs`: results differ, or no dossier states in the one what it states in the other.
    """

    contents: Iterable[Content]
    differs: bool = False


class Probe(NamedTuple):
    """Dossiers to hold against both rulesets, and whose result to look at."""

    kind: Kind
    before_id: str | None
    after_id: str | None
    groups: Callable[[Context], Iterable[Group]]


class Probes:
    """Of two rulesets."""

    def __init__(self, both: Both) -> None:
        self._both = both
        self._values = both.values
        self._altered = frozenset(
            id(alteration.after)
            for alteration in both.unweighed.alterations
            if alteration.kind in (Kind.INDICATOR, Kind.GATE) and alteration.touches
        )

    def of(self, alteration: Alteration) -> Iterator[Probe]:
        """All that it takes to show what an alteration does, or to prove that it does nothing."""
        before, after = alteration.before, alteration.after
        match alteration.kind:
            case Kind.INDICATOR | Kind.GATE:
                assert isinstance(before, Item | None)
                assert isinstance(after, Item | None)
                yield self._of_item(alteration.kind, before, after)
                if alteration.moves:
                    yield _probe(alteration.kind, before, after, self._of_moved)
            case Kind.CRITERION:
                yield _probe(alteration.kind, before, after, self._of_criterion)
            case Kind.EXCLUSION:
                yield _probe(alteration.kind, before, after, self._of_exclusion)
            case Kind.EVIDENCE:
                yield from self._of_evidence(alteration.id)
            case Kind.RULESET if alteration.id == "scale":
                yield from self._of_items(lambda item: isinstance(item, Judged))
            case Kind.RULESET if alteration.id == "areas":
                yield from self._of_items(differs_by_area)
            case Kind.RULESET if alteration.id == "unit_types":
                yield Probe(Kind.RULESET, None, None, self._of_unit_types)

    # --- indicators and gates ----------------------------------------------------------

    def _of_items(self, wanted: Callable[[Item], bool]) -> Iterator[Probe]:
        for old, new in self._both.items:
            if old and new and (wanted(old) or wanted(new)):
                yield self._of_item(Kind.INDICATOR, old, new)

    def _of_item(self, kind: Kind, old: Item | None, new: Item | None) -> Probe:
        return _probe(kind, old, new, self._of_pair if old and new else self._of_one)

    def _of_pair(self, old: Item, new: Item, context: Context) -> Iterator[Group]:
        """Every value that tells the two apart, and their being left out."""
        both = all(None not in self._entries(key) for key in old.keys | new.keys)
        for assignment in self._values.assignments(old, new, context):
            alike = self._alike(old, new, context, assignment)
            if not (alike and self._taken_alike(old, new)):
                contents = self._values.stated(context, assignment, old, new)
                yield Group(contents, differs=alike is False or not both)
        if old.may_not_apply or new.may_not_apply:
            yield from (self._left_out(id_, context) for id_ in dict.fromkeys((old.id, new.id)))
        for id_, item in self._both.before.keyed_by_id.items():
            if id_ in _ids(old) - _ids(new):
                text = "0" if isinstance(item, Judged) else "50%"
                yield self._stating(id_, text, context)

    def _of_one(self, old: Item | None, new: Item | None, context: Context) -> Iterator[Group]:
        """What best shows an item that only one ruleset has: its most points, or a miss."""
        item = old or new
        assert item
        found = outcomes(self._both.before if old else self._both.after, item, context)
        asked = [outcome for outcome in found if outcome.asked]
        if asked:
            telling = max(asked, key=lambda x: (x.points or ZERO, -len(x.met)))
            yield Group(self._values.stated(context, found[telling], item))

    def _of_moved(self, old: Item, new: Item, context: Context) -> Iterator[Group]:
        """Where a criterion that only one of them stands in does not apply, what tells the other."""
        here, there = (self._values.before, old), (self._values.after, new)
        for (ruleset, item), (other, twin) in ((here, there), (there, here)):
            for criterion in ruleset.criteria:
                rule = criterion.may_not_apply
                if rule is None or item not in criterion.indicators:
                    continue
                counted = item.most if rule.then == "full" else ZERO
                found = outcomes(other, twin, context)
                asked = [outcome for outcome in found if outcome.asked]
                telling = max(asked, key=partial(_apart, counted), default=None)
                values = found[telling] if telling else {}
                contents = self._values.stated(context, values, old, new)
                left_out = ({**content, "applies": {criterion.id: "false"}} for content in contents)
                yield Group(left_out, differs=True)

    def _alike(self, old: Item, new: Item, context: Context, assignment: Assignment) -> bool | None:
        """Whether the scorers say the same; None where that cannot be told beforehand."""
        if old.id != new.id or any(self._entries(key)[0] is None for key in old.keys | new.keys):
            return None
        one = outcome_at(self._both.before, old, context, assignment)
        other = outcome_at(self._both.after, new, context, assignment)
        if one is None or other is None or not (one.known and other.known):
            return None
        return one == other

    def _taken_alike(self, old: Item, new: Item) -> bool:
        """Whether both rulesets take what is stated of an item alike, or refuse it alike."""
        both = (self._both.before, self._both.after)
        if _judged(old) != _judged(new):
            return False
        for key in old.keys | new.keys:
            shares = [
                {(x.of, x.over, x.may_exceed) for x in ruleset.ratios if key in (x.of, x.over)}
                for ruleset in both
            ]
            one, other = self._entries(key)
            if one != other or shares[0] != shares[1]:
                return False
        return both[0].scale == both[1].scale

    def _entries(self, key: str) -> tuple[EvidenceKey | None, EvidenceKey | None]:
        """A piece of evidence in both; None twice where one does not declare it."""
        old, new = self._both.before.evidence.get(key), self._both.after.evidence.get(key)
        return (old, new) if old and new else (None, None)

    # --- all else ----------------------------------------------------------------------

    def _of_criterion(self, old: Any, new: Any, context: Context) -> Iterator[Group]:
        ids = (criterion.id for criterion in (old, new) if criterion and criterion.may_not_apply)
        yield from (self._left_out(id_, context) for id_ in dict.fromkeys(ids))

    def _of_exclusion(self, old: Any, new: Any, context: Context) -> Iterator[Group]:
        keys = dict.fromkeys(exclusion.key for exclusion in (old, new) if exclusion)
        yield from (self._stating(key, "true", context) for key in keys)

    def _of_evidence(self, key: str) -> Iterator[Probe]:
        """Whether it is taken, whatever is stated; and the items that look at it."""

        def groups(context: Context) -> Iterator[Group]:
            yield from (self._stating(key, text, context) for text in self._values.texts(key))

        yield Probe(Kind.EVIDENCE, key, key, groups)
        for old, new in self._both.items:
            if old and new and key in old.keys | new.keys and id(new) not in self._altered:
                yield self._of_item(Kind.INDICATOR, old, new)

    def _of_unit_types(self, context: Context) -> Iterator[Group]:
        both = (self._both.before, self._both.after)
        types = [{unit_type.id for unit_type in ruleset.unit_types} for ruleset in both]
        for id_ in sorted(types[0] ^ types[1]):
            yield Group([self._both.empty(context._replace(unit_type=id_))])

    def _left_out(self, id_: str, context: Context) -> Group:
        """Nothing but that an indicator or a criterion does not apply."""
        return Group([{**self._both.empty(context), "applies": {id_: "false"}}])

    def _stating(self, key: str, text: str, context: Context) -> Group:
        """Nothing but one piece of evidence."""
        return Group([{**self._both.empty(context), "evidence": {key: text}}])


def _probe(kind: Kind, old: Any, new: Any, groups: Callable[..., Iterator[Group]]) -> Probe:
    """For a thing of the first ruleset and what stands in its place in the second, if any."""
    ids = [None if thing is None else thing.id for thing in (old, new)]
    return Probe(kind, ids[0], ids[1], partial(groups, old, new))


def _apart(points: Decimal, outcome: Outcome) -> tuple[Decimal, int]:
    """How far an outcome is from these points, and from meeting nothing."""
    return abs((outcome.points or ZERO) - points), len(outcome.met)


def _ids(item: Item) -> set[str]:
    return {part.id for part in (item, *item.nested)}


def _judged(item: Item) -> dict[str, Decimal]:
    """The most points that an assessor may give, by the id that they are stated under."""
    return {part.id: part.max for part in item.simple if isinstance(part, Judged)}
