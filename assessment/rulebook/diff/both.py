"""Two rulesets held together: what both have, whom both are about, a dossier scored by both."""

from __future__ import annotations

from functools import cached_property
from typing import Any, NamedTuple

from assessment.intake.read import dossier_from_content
from assessment.model.difference import Diff
from assessment.model.ruleset import Ruleset
from assessment.model.scored import Scored
from assessment.rulebook.diff.changes import alterations
from assessment.rulebook.diff.match import ItemPair, gates, matched
from assessment.rulebook.diff.values import Values
from assessment.rulebook.proof.context import Context, contexts
from assessment.rulebook.proof.witness import Content, scored

RatingPair = tuple[str, str]
"""The ids of the rating before and after."""


class Shown(NamedTuple):
    """One dossier, scored by both."""

    content: Content
    before: Scored
    after: Scored

    @property
    def refused(self) -> bool:
        """Whether neither takes it."""
        return self.before.assessment is None and self.after.assessment is None

    @property
    def ratings(self) -> RatingPair | None:
        """The two ratings, where each ruleset gives one and they differ."""
        old, new = (
            one.assessment.rating if one.assessment else None for one in (self.before, self.after)
        )
        return (old.id, new.id) if old and new and old.id != new.id else None


class Both:
    """Two rulesets, and what stands in the second for what stands in the first."""

    def __init__(self, before: Ruleset, after: Ruleset) -> None:
        self.before, self.after = before, after
        self.matched = matched(before, after)
        self.contexts = contexts(before, after, taken=self._taken)
        self.values = Values(before, after)

    @cached_property
    def unweighed(self) -> Diff:
        """What is altered, without its effects."""
        levels = [{level.id for level in r.levels} for r in (self.before, self.after)]
        in_points = self.before.in_points == self.after.in_points
        held = bool(self.contexts) and in_points and levels[0] == levels[1]
        found = tuple(alterations(self.before, self.after, self.matched))
        return Diff(self.before, self.after, self.matched.kept, held, found)

    @cached_property
    def items(self) -> tuple[ItemPair, ...]:
        """The indicators and gates of both, paired."""
        return (*self.matched.items, *gates(self.before, self.after))

    def empty(self, context: Context) -> dict[str, Any]:
        """A dossier that says only whom it is about."""
        return {"subject": context.subject(self.before), "ruleset": self.before.id}

    def scored(self, content: Content) -> Shown:
        dossier = dossier_from_content(content, "")
        return Shown(content, scored(self.before, dossier), scored(self.after, dossier))

    def _taken(self, context: Context) -> bool:
        """Whether both rulesets take a dossier about this kind of subject."""
        shown = self.scored(self.empty(context))
        return bool(shown.before.assessment and shown.after.assessment)
