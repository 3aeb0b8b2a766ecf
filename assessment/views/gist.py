"""What a result comes to, in sentences: total, rating and why, what is lost, open or provisional."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from assessment.model.outcome import Assessment, Condition, Score, Standing
from assessment.model.quantity import ZERO, Interval
from assessment.model.truth import Truth
from assessment.views.sentences import Sentences
from assessment.wording import Words

_MOST_LOST = 3
_EXCLUDED = {True: "excluded.true", False: "excluded.false", None: "excluded.null"}
_UNDECLARED = {False: "excluded.undeclared", None: "excluded.null", True: "excluded.true"}
_ELIGIBLE = {True: "eligible", False: "not_eligible", None: "eligibility_open"}


class Missing(NamedTuple):
    """Evidence that is not there: `head` counts it; each by its name and what it may bring.

    `labels`: their names alone; `on_paper`: as `items`, without the keys of a dossier.
    """

    head: str
    items: tuple[str, ...]
    labels: tuple[str, ...]
    on_paper: tuple[str, ...]


class Gist:
    """The result of an assessment, in one language."""

    def __init__(self, assessment: Assessment, words: Words) -> None:
        self._assessment = assessment
        self._score = assessment.score
        self._say = words.say
        self._words = words
        self.sentences = Sentences(
            assessment.ruleset, words, disadvantaged=assessment.disadvantaged
        )

    # --- total and rating --------------------------------------------------------------

    def total(self) -> str | None:
        """The total out of the scale: "93,5 / 100"; None in a ruleset of levels."""
        points, scale = self._score.points, self._assessment.ruleset.scale
        if points is None:
            return None
        return f"{self.from_to(points)} / {self._words.number(scale.max) if scale else ''}"

    def rating(self) -> str:
        """The rating and whether the title can be given; or that it is undetermined."""
        rating = self._assessment.rating
        if rating is None:
            return self._say("standing.undetermined")
        text = rating.title
        if self._assessment.status is not Standing.FINAL:
            text = f"{text} ({self._say(f'standing.{self._assessment.status.value}')})"
        return f"{text}: {self._say(_ELIGIBLE[self._score.determination.recognised])}"

    def rating_role(self) -> str:
        """How the rating is marked: as good, as provisional while undetermined, as blocking."""
        if self._assessment.rating is None:
            return "provisional"
        return "good" if self._score.determination.recognised else "blocking"

    def why(self, *, titled: bool = False) -> Iterator[str]:
        """What the rating reached asks, why a better one is not, or which are still possible.

        Args:
            titled: whether criteria and indicators are named by their titles too.

        """
        if self._assessment.rating is None:
            *others, last = (r.title for r in self._score.determination.possible)
            ratings = self._say("or", first=", ".join(others), last=last)
            yield self._say("possible", ratings=ratings)
        for reasons, titles in self._failures(titled=titled).items():
            yield self._say("not_reached", rating=", ".join(titles), reasons=reasons)
        for test in self._score.determination.tests:
            if test.truth and test.conditions:
                asked = ", ".join(
                    self._say(f"condition.{c.kind}", figure=self._figure(c))
                    for c in test.conditions
                    if c.figure is not None
                )
                text = self._say("asks", rating=test.rating.title, conditions=asked)
                when = test.rating.asks(disadvantaged=self._assessment.disadvantaged)
                ground = when or test.rating
                yield f"{text} ({ground.source})"

    def _failures(self, *, titled: bool) -> dict[str, list[str]]:
        """The ratings not reached, by the reasons that they share."""
        failures: dict[str, list[str]] = {}
        for test in self._score.determination.tests:
            if test.truth is False:
                reasons = self.sentences.failing(test, titled=titled)
                failures.setdefault(reasons, []).append(self._words.running(test.rating.title))
        return failures

    def _figure(self, condition: Condition) -> str:
        figure = condition.figure
        if isinstance(figure, Decimal):
            return self._words.number(figure)
        return self._words.running(self.sentences.level_title(figure)) if figure else ""

    def options(self) -> Iterator[str]:
        """How the dossier was scored, where it is not as usual."""
        if self._assessment.options.missing == "zero":
            yield self._say("option.zero")
        if self._assessment.options.strict:
            yield self._say("option.strict")

    def exclusions(self) -> Iterator[str]:
        """Each exclusion, and whether it applies."""
        dossier = self._assessment.dossier
        for exclusion, truth in self._score.exclusions:
            given = exclusion.key in dossier.evidence or exclusion.key in dossier.inspected
            yield f"{exclusion.text}: {self.excluded(truth, given=given)}"

    def excluded(self, truth: Truth, *, given: bool) -> str:
        """Whether an exclusion applies. `given`: somebody has said so or not."""
        return self._say((_EXCLUDED if given else _UNDECLARED)[truth])

    # --- what stands out ---------------------------------------------------------------

    def most_lost(self) -> str | None:
        """The criteria that lose most of a known total."""
        if self._score.points is None or not self._score.points.exact:
            return None
        lost = [
            (result.criterion.max - result.points.high, result.criterion.id)
            for result in self._score.criteria
            if result.points and result.criterion.max is not None and result.applies
        ]
        worst = sorted((entry for entry in lost if entry[0] > ZERO), key=lambda e: -e[0])
        if not worst:
            return None
        items = ", ".join(
            self._say("lost_item", id=id_, points=points) for points, id_ in worst[:_MOST_LOST]
        )
        return self._say("points_lost", items=items)

    def missing(self) -> Missing | None:
        """The evidence that is not there, what may bring most points first."""
        missing = self._assessment.missing
        if not missing:
            return None
        at_stake = self._at_stake()
        head = "missing_head" if self._assessment.options.missing == "open" else "missing_head_zero"
        items, labels, on_paper = [], [], []
        for key in sorted(missing, key=lambda key: -at_stake.get(key, ZERO)):
            points, label = at_stake.get(key), self.sentences.label(key)
            name = "missing_points" if points else "missing_item"
            items.append(self._say(name, label=label, key=key, points=points))
            labels.append(label)
            told = self._say("report.missing_points", label=label, points=points)
            on_paper.append(told if points else label)
        found = self._say(head, count=len(missing))
        return Missing(found, tuple(items), tuple(labels), tuple(on_paper))

    def _at_stake(self) -> dict[str, Decimal]:
        """The points that each missing key could still bring."""
        stakes: dict[str, Decimal] = {}
        for result in self._score.criteria:
            for found in result.findings:
                for key in found.missing:
                    stakes[key] = stakes.get(key, ZERO) + found.at_stake(key)
        return stakes

    def claimed(self) -> str | None:
        """The commune's own score beside the inspected one, where there was an inspection."""
        claimed = self._assessment.claimed
        if claimed is self._score:
            return None
        counted, own = self._headline(self._score), self._headline(claimed)
        return self._say("claimed", claimed=own, counted=counted)

    def _headline(self, score: Score) -> str:
        rating = score.determination.rating
        title = rating.title if rating else self._say("standing.undetermined")
        points = score.points
        return f"{self._say('points', points=self.from_to(points))}, {title}" if points else title

    def provisional(self) -> str | None:
        """What of the result rests on figures that were not compared with the official text."""
        if self._assessment.placeholder_points:
            return self._say("provisional", points=self._assessment.placeholder_points)
        if self._assessment.status is Standing.PROVISIONAL:
            return self._say("provisional_rule")
        return None

    def from_to(self, points: Interval) -> str:
        """A number, or "từ 31,5 đến 96" while open."""
        if points.exact:
            return self._words.number(points.low)
        return self._say("from_to", low=points.low, high=points.high)
