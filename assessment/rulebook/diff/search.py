"""The dossiers that two rulesets score differently, alteration by alteration.

One answer for all who ask: each difference is shown by a dossier that both have scored;
where none is found it is proved that there is none, or said that it could not be told.
"""

from __future__ import annotations

from collections.abc import Iterator

from assessment.model.difference import Alteration, Witness
from assessment.model.scored import Kind
from assessment.rulebook.diff.both import Both, Shown
from assessment.rulebook.diff.probes import Group, Probe, Probes
from assessment.rulebook.diff.ratings import Ratings
from assessment.rulebook.proof.context import Context
from assessment.rulebook.proof.trials import TooManyTrials
from assessment.rulebook.proof.watch import watches

Found = Witness | None
"""A dossier that shows a difference; None: one that could be neither shown nor excluded."""

Results = tuple[str, ...]


class Search:
    """Of two rulesets that can be held together."""

    def __init__(self, both: Both) -> None:
        self.both = both
        self._probes = Probes(both)
        self.ratings = Ratings(both)

    def of(self, alteration: Alteration) -> Iterator[Found]:
        """What an alteration changes: for each kind of subject and pair of results a dossier.

        Returns:
            nothing where it is proved that no dossier that leaves nothing open is scored
            differently.

        """
        if not alteration.touches:
            return
        for probe in self._probes.of(alteration):
            yield from self._by(probe)
        of_areas = alteration.kind is Kind.RULESET and alteration.id == "areas"
        if alteration.rates or (of_areas and self.both.unweighed.alike):
            yield from self.ratings.of(alteration)
        elif alteration.added or alteration.removed or self._is_regrouped(alteration):
            yield None

    def _by(self, probe: Probe) -> Iterator[Found]:
        for context in self.both.contexts:
            try:
                yield from self._among(probe, context)
            except TooManyTrials:
                yield None

    def _among(self, probe: Probe, context: Context) -> Iterator[Found]:
        """The first dossier for each pair of results, among those about one kind of subject."""
        seen: set[Results] = set()
        for group in probe.groups(context):
            shown = self._first_taken(group)
            if shown is None:
                continue
            if shown.refused:
                if group.differs:
                    yield None
                continue
            found = Witness(probe.kind, *shown, probe.before_id, probe.after_id, everyone=False)
            pair = results(found)
            if pair and pair not in seen:
                seen.add(pair)
                yield found

    def _first_taken(self, group: Group) -> Shown | None:
        """The first dossier of a group that one of the rulesets takes; else the last tried."""
        shown = None
        for content in group.contents:
            shown = self.both.scored(content)
            if not shown.refused:
                break
        return shown

    def _is_regrouped(self, alteration: Alteration) -> bool:
        """Whether an indicator changed its criterion, and some rating looks at criteria."""
        both = (self.both.before, self.both.after)
        watching = (watch for ruleset in both for watch in watches(ruleset))
        return alteration.moves and any(watch.kind == "criterion" for watch in watching)


def results(found: Witness) -> Results | None:
    """The two results where they differ; only that one ruleset takes it, where one does not."""
    old, new = found.shown
    if old == new:
        return None
    about = str(found.content["subject"].get("unit_type")) if found.kind is Kind.RULESET else ""
    if found.taken:
        return about, str(old), str(new)
    return about, str(found.before.assessment is None), str(found.after.assessment is None)
