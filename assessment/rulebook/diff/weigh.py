"""What an alteration does to results: dossiers that show it, or the proof that there are none.

Every value that tells the two rulesets apart is scored by both, for every kind of subject;
where nothing differs, nothing can. Results are compared thing by thing: an indicator's
points or levels, an exclusion, whether evidence is taken at all. What follows for the
rating of a whole dossier stands in `ratings`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from decimal import Decimal
from functools import partial
from typing import NamedTuple

from assessment.model.difference import Alteration, Effect, Kind, Nature, Scored, Witness
from assessment.model.item import Item, Judged, Threshold
from assessment.model.quantity import ZERO
from assessment.model.ruleset import Criterion, EvidenceKey, Exclusion, Ruleset
from assessment.rulebook.diff.match import Matched, gates
from assessment.rulebook.diff.scored import scored_by_both
from assessment.rulebook.diff.values import Values
from assessment.rulebook.proof.context import Context, contexts
from assessment.rulebook.proof.lines import Assignment, keys_of
from assessment.rulebook.proof.outcomes import TooManyTrials, outcome_at, outcomes
from assessment.rulebook.proof.watch import watches
from assessment.rulebook.proof.witness import Content


class Group(NamedTuple):
    """Dossiers that state the same, the surest first. `differs`: results surely differ."""

    contents: Iterable[Content]
    differs: bool = False


class Probe(NamedTuple):
    """Dossiers to hold against both rulesets, and whose result to look at."""

    kind: Kind
    before_id: str | None
    after_id: str | None
    groups: Callable[[Context], Iterable[Group]]


class _Shown(NamedTuple):
    """One dossier, scored by both."""

    content: Content
    before: Scored
    after: Scored


class Unsettled(Exception):  # noqa: N818 - not an error of anybody's file
    """The scorers differ on values that no dossier tried could state."""


class Weigher:
    """Of the alterations between two rulesets."""

    def __init__(self, before: Ruleset, after: Ruleset, matched: Matched) -> None:
        self._before, self._after = before, after
        self._pairs = (*matched.items, *gates(before, after))
        self._values = Values(before, after)
        self._altered: frozenset[int] = frozenset()
        watching = (*watches(before), *watches(after))
        self._counts_criteria = any(watch.kind == "criterion" for watch in watching)
        self.contexts = contexts(before, after, taken=self._taken)

    @property
    def held(self) -> bool:
        """Whether the two can be held together: the same subjects, points or levels alike."""
        levels = [{level.id for level in r.levels} for r in (self._before, self._after)]
        in_points = self._before.in_points == self._after.in_points
        return bool(self.contexts) and in_points and levels[0] == levels[1]

    def weighed(self, alterations: Iterable[Alteration]) -> tuple[Alteration, ...]:
        """The alterations with their effects, but for those of ratings."""
        found = tuple(alterations)
        if not self.held:
            return found
        self._altered = frozenset(
            id(alteration.after)
            for alteration in found
            if alteration.kind in (Kind.INDICATOR, Kind.GATE) and touches(alteration)
        )
        return tuple(map(self._weighed, found))

    def _weighed(self, alteration: Alteration) -> Alteration:
        if alteration.kind is Kind.RATING or not touches(alteration):
            return alteration
        witnesses: list[Witness] = []
        effect = Effect.NONE
        try:
            for probe in self._probes(alteration):
                witnesses += self._witnesses(probe)
        except (TooManyTrials, Unsettled):
            effect = Effect.OPEN
        if self._counts_criteria and any(c.what == "criterion" for c in alteration.changes):
            effect = Effect.OPEN
        if any(witness.kind is Kind.EVIDENCE for witness in witnesses):
            witnesses = [w for w in witnesses if w.kind is Kind.EVIDENCE or w.taken]
        if witnesses or alteration.added or alteration.removed:
            effect = Effect.CHANGES
        return replace(alteration, effect=effect, witnesses=tuple(witnesses))

    # --- which dossiers ----------------------------------------------------------------

    def _probes(self, alteration: Alteration) -> Iterator[Probe]:
        before, after = alteration.before, alteration.after
        match alteration.kind:
            case Kind.INDICATOR | Kind.GATE:
                assert isinstance(before, Item | None)
                assert isinstance(after, Item | None)
                yield self._of_item(alteration.kind, before, after)
            case Kind.CRITERION:
                assert isinstance(before, Criterion | None)
                assert isinstance(after, Criterion | None)
                yield self._of_criterion(before, after)
            case Kind.EXCLUSION:
                assert isinstance(before, Exclusion | None)
                assert isinstance(after, Exclusion | None)
                yield self._of_exclusion(before, after)
            case Kind.EVIDENCE:
                yield from self._of_evidence(alteration.id)
            case Kind.RULESET if alteration.id == "scale":
                yield from self._of_items(lambda item: isinstance(item, Judged))
            case Kind.RULESET if alteration.id == "areas":
                yield from self._of_items(_varies_by_area)
            case Kind.RULESET if alteration.id == "unit_types":
                yield Probe(Kind.RULESET, None, None, self._of_unit_types)

    def _of_items(self, wanted: Callable[[Item], bool]) -> Iterator[Probe]:
        for old, new in self._pairs:
            if old and new and (wanted(old) or wanted(new)):
                yield self._of_item(Kind.INDICATOR, old, new)

    def _of_item(self, kind: Kind, old: Item | None, new: Item | None) -> Probe:
        if old and new:
            return Probe(kind, old.id, new.id, partial(self._of_pair, old, new))
        if new:
            return Probe(kind, None, new.id, partial(self._of_one, self._after, new))
        assert old
        return Probe(kind, old.id, None, partial(self._of_one, self._before, old))

    def _of_pair(self, old: Item, new: Item, context: Context) -> Iterator[Group]:
        """Every value that tells the two apart, and their being left out."""
        for assignment in self._values.assignments(old, new, context):
            alike = self._alike(old, new, context, assignment)
            if not (alike and self._taken_alike(old, new)):
                contents = self._values.stated(context, assignment, old, new)
                yield Group(contents, differs=alike is False)
        for id_ in dict.fromkeys((old.id, new.id)):
            if old.may_not_apply or new.may_not_apply:
                yield Group([{**self._values.empty(context), "applies": {id_: "false"}}])
        for id_, item in self._before.keyed_by_id.items():
            if id_ in _ids(old) - _ids(new):
                text = "0" if isinstance(item, Judged) else "50%"
                yield Group([{**self._values.empty(context), "evidence": {id_: text}}])

    def _of_one(self, ruleset: Ruleset, item: Item, context: Context) -> Iterator[Group]:
        """What best shows an item that only one ruleset has: its most points, or a miss."""
        found = outcomes(ruleset, item, context)
        asked = [outcome for outcome in found if outcome.asked]
        if asked:
            telling = max(asked, key=lambda x: (x.points or ZERO, -len(x.met)))
            yield Group(self._values.stated(context, found[telling], item))

    def _of_criterion(self, old: Criterion | None, new: Criterion | None) -> Probe:
        both = [criterion for criterion in (old, new) if criterion]
        ids = dict.fromkeys(criterion.id for criterion in both if criterion.may_not_apply)

        def groups(context: Context) -> Iterator[Group]:
            for id_ in ids:
                yield Group([{**self._values.empty(context), "applies": {id_: "false"}}])

        return Probe(Kind.CRITERION, old.id if old else None, new.id if new else None, groups)

    def _of_exclusion(self, old: Exclusion | None, new: Exclusion | None) -> Probe:
        keys = dict.fromkeys(exclusion.key for exclusion in (old, new) if exclusion)

        def groups(context: Context) -> Iterator[Group]:
            for key in keys:
                yield Group([{**self._values.empty(context), "evidence": {key: "true"}}])

        return Probe(Kind.EXCLUSION, old.id if old else None, new.id if new else None, groups)

    def _of_evidence(self, key: str) -> Iterator[Probe]:
        """Whether it is taken, whatever is stated; and the items that look at it."""

        def groups(context: Context) -> Iterator[Group]:
            for content in self._values.of_key(key, context):
                yield Group([content])

        yield Probe(Kind.EVIDENCE, key, key, groups)
        for old, new in self._pairs:
            if old and new and key in keys_of(old) | keys_of(new) and id(new) not in self._altered:
                yield self._of_item(Kind.INDICATOR, old, new)

    def _of_unit_types(self, context: Context) -> Iterator[Group]:
        types = [{unit_type.id for unit_type in r.unit_types} for r in (self._before, self._after)]
        for id_ in sorted(types[0] ^ types[1]):
            yield Group([self._values.empty(context._replace(unit_type=id_))])

    # --- what comes of them ------------------------------------------------------------

    def _witnesses(self, probe: Probe) -> Iterator[Witness]:
        """For each pair of results one dossier; apart for kinds of subjects that differ.

        Raises:
            Unsettled: results differ on values that no dossier tried could state.

        """
        found: dict[tuple[str, ...], list[_Shown]] = {}
        for context in self.contexts:
            seen: set[tuple[str, ...]] = set()
            for group in probe.groups(context):
                shown = self._first_taken(group)
                pair = _told_apart(probe, shown) if shown else None
                if shown and pair and pair not in seen:
                    seen.add(pair)
                    found.setdefault(pair, []).append(shown)
        for alike in found.values():
            stated = {_stated(shown): shown for shown in reversed(alike)}
            everyone = len(alike) == len(self.contexts) and len(stated) == 1
            for content, before, after in reversed(stated.values()):
                yield Witness(
                    probe.kind, content, before, after, probe.before_id, probe.after_id, everyone
                )

    def _first_taken(self, group: Group) -> _Shown | None:
        """The first dossier of a group that one of the rulesets takes."""
        tried = False
        for content in group.contents:
            tried = True
            before, after = scored_by_both(self._before, self._after, content)
            if before.assessment or after.assessment:
                return _Shown(content, before, after)
        if tried and group.differs:
            raise Unsettled
        return None

    def _alike(self, old: Item, new: Item, context: Context, assignment: Assignment) -> bool | None:
        """Whether the scorers say the same; None where that cannot be told beforehand."""
        if old.id != new.id or any(
            self._entries(key)[0] is None for key in keys_of(old) | keys_of(new)
        ):
            return None
        one = outcome_at(self._before, old, context, assignment)
        other = outcome_at(self._after, new, context, assignment)
        if one is None or other is None or not (one.known and other.known):
            return None
        return one == other

    def _taken_alike(self, old: Item, new: Item) -> bool:
        """Whether both rulesets take what is stated of an item alike, or refuse it alike."""
        if _judged(old) != _judged(new):
            return False
        for key in keys_of(old) | keys_of(new):
            shares = [
                {(x.of, x.over, x.may_exceed) for x in ruleset.ratios if key in (x.of, x.over)}
                for ruleset in (self._before, self._after)
            ]
            one, other = self._entries(key)
            if one != other or shares[0] != shares[1]:
                return False
        return self._before.scale == self._after.scale

    def _entries(self, key: str) -> tuple[EvidenceKey | None, EvidenceKey | None]:
        """A piece of evidence in both; None twice where one does not declare it."""
        old, new = self._before.evidence.get(key), self._after.evidence.get(key)
        return (old, new) if old and new else (None, None)

    def _taken(self, context: Context) -> bool:
        """Whether both rulesets take a dossier about this kind of subject."""
        both = scored_by_both(self._before, self._after, self._values.empty(context))
        return all(one.assessment for one in both)


def touches(alteration: Alteration) -> bool:
    """Whether it may touch a result: a thing come or gone, or a figure that is another."""
    if alteration.added or alteration.removed:
        return alteration.kind is not Kind.CRITERION
    return bool(alteration.of(Nature.FIGURE))


def _told_apart(probe: Probe, shown: _Shown) -> tuple[str, ...] | None:
    """The two results where they differ; only that one ruleset takes it, where one does not."""
    results = (
        shown.before.shows(probe.kind, probe.before_id),
        shown.after.shows(probe.kind, probe.after_id),
    )
    if results[0] == results[1]:
        return None
    about = str(shown.content["subject"].get("unit_type")) if probe.kind is Kind.RULESET else ""
    if shown.before.assessment is None or shown.after.assessment is None:
        return about, str(shown.before.assessment is None), str(shown.after.assessment is None)
    return about, str(results[0]), str(results[1])


def _stated(shown: _Shown) -> str:
    """What a dossier states, whomever it is about."""
    return str([shown.content.get(name) for name in ("applies", "evidence")])


def _ids(item: Item) -> set[str]:
    return {part.id for part in _with_parts(item)}


def _with_parts(item: Item) -> tuple[Item, ...]:
    parts: tuple[object, ...] = getattr(item, "parts", ())
    return (item, *(part for part in parts if isinstance(part, Item)))


def _judged(item: Item) -> dict[str, Decimal]:
    """The most points that an assessor may give, by the id that they are stated under."""
    return {part.id: part.max for part in _with_parts(item) if isinstance(part, Judged)}


def _varies_by_area(item: Item) -> bool:
    return any(
        level.disadvantaged
        for part in _with_parts(item)
        if isinstance(part, Threshold)
        for level in part.levels
    )
