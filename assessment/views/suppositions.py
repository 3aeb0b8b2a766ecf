"""Changes that are supposed, and how far things are from moving, in sentences."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from assessment.model.item import MET
from assessment.model.outcome import Assessment, Takes
from assessment.model.plan import Change
from assessment.model.quantity import Interval
from assessment.model.ruleset import EvidenceType
from assessment.model.whatif import Loss, Margin, RatingMargin, Supposed
from assessment.views.sentences import Sentences


class Suppositions(Sentences):
    """Words for changes, and for how far things are from moving."""

    def change(self, change: Change) -> str:
        """Số hộ …: 1.118 → 1.164 hộ."""
        return self._words.say(
            "whatif.change",
            label=self.label(change.key),
            before=self.before(change),
            after=self.shown(change.key, change.after),
        )

    def supposed(self, one: Supposed) -> str:
        """The change, and how a count was made of a share."""
        text = self.change(one.change)
        if one.share is None or one.over is None:
            return text
        whole = f"{self._words.number(one.whole or 0)}{self.unit(one.over)}"
        share = self._words.percent(one.share)
        return f"{text} ({self._words.say('whatif.rounded', share=share, whole=whole)})"

    def before(self, change: Change, *, unit: bool = False) -> str:
        """What was there; a number without its unit where it follows anyway."""
        before = change.before
        if before is None:
            return self._words.say("whatif.nothing")
        if not unit and isinstance(before, int | Decimal) and not isinstance(before, bool):
            return self._words.number(before)
        return self.shown(change.key, before)

    def loss(self, margin: Margin, loss: Loss, now: Assessment) -> str:
        """Mất mức này nếu giảm 4 hộ (−1 điểm)."""
        takes, say = loss.takes, self._words.say
        named = (self.level_title(level) for level in loss.levels if level != MET)
        titles = ", ".join(map(self._words.running, named))
        amount = self._quantity(takes, up=False) if takes.amount.part else None
        if amount and len(margin.finding.seen) > 1:
            amount = say("of_what", amount=amount, label=self.label(takes.key))
        direction = "more" if takes.more else "fewer"
        kind = "at" if self._exact(takes) else "past" if amount else "any"
        what = titles or say("whatif.this_level")
        text = say(f"whatif.loss.{kind}.{direction}", what=what, amount=amount)
        follows = "; ".join(self._follows(loss, now))
        return f"{text} ({follows})" if follows else text

    def _exact(self, takes: Takes) -> bool:
        entry = self._ruleset.evidence[takes.key]
        return takes.unit != "percentage_points" and entry.type is EvidenceType.COUNT

    def _follows(self, loss: Loss, now: Assessment) -> Iterator[str]:
        if loss.points:
            yield self._words.say("points", points=self.signed(-loss.points))
        if loss.result and ratings_of(loss.result) != ratings_of(now):
            rating = self._words.running(self.rating(loss.result))
            yield self._words.say("whatif.rating_then", rating=rating)

    def rating(self, assessment: Assessment) -> str:
        """The rating, or those still possible."""
        if assessment.rating:
            return assessment.rating.title
        *others, last = (r.title for r in assessment.score.determination.possible)
        return self._words.say("or", first=", ".join(others), last=last)

    def total(self, points: Interval) -> str:
        return self.points(points.low, points.high)

    def signed(self, points: Decimal) -> str:
        return f"{'−' if points < 0 else '+'}{self._words.number(abs(points))}"

    def margin(self, margin: RatingMargin) -> str:
        """What a rating's condition has to spare, or lacks."""
        spare, figure = margin.spare, margin.figure
        if spare is None:
            level = self._words.running(self.level_title(figure)) if isinstance(figure, str) else ""
            text = self._words.say(f"fails.{margin.kind}", figure=level, ids=", ".join(margin.ids))
            return self._words.say("whatif.rating.lacks", rating=margin.rating.title, what=text)
        state = "held" if margin.held else "short"
        kind = "just" if margin.kind == "total" and not spare else margin.kind
        return self._words.say(
            f"whatif.rating.{state}.{kind}",
            rating=margin.rating.title,
            figure=figure,
            points=abs(spare),
            ids=", ".join(margin.ids),
        )


def ratings_of(assessment: Assessment) -> list[str]:
    """The ids of the ratings still possible, best first."""
    return [rating.id for rating in assessment.score.determination.possible]
