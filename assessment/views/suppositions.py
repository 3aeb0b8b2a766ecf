"""Changes that are supposed, and how far things are from moving, in sentences."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from assessment.model.item import MET, Judged
from assessment.model.outcome import Assessment, Next, Share, Takes
from assessment.model.plan import Change
from assessment.model.quantity import Interval
from assessment.model.ruleset import EvidenceType
from assessment.model.whatif import Gain, Loss, Margin, RatingMargin, Step, Supposed
from assessment.views.sentences import Sentences
from assessment.wording import Words


class Suppositions(Sentences):
    """Words for changes, and for how far things are from moving."""

    def __init__(self, now: Assessment, words: Words) -> None:
        super().__init__(now.ruleset, words, disadvantaged=now.disadvantaged)
        self._rejected = {key for key, claim in now.dossier.inspected.items() if claim.rejected}

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
            rejected = change.key in self._rejected
            return self._words.say("whatif.rejected" if rejected else "whatif.nothing")
        if not unit and isinstance(before, int | Decimal) and not isinstance(before, bool):
            return self._words.number(before)
        return self.shown(change.key, before)

    def held(self, margin: Margin) -> str:
        """The value that is held against limits, worked out."""
        item, seen = margin.finding.item, margin.seen
        return self._share(item, seen) if isinstance(seen, Share) else self._amount(seen)

    def loss(self, margin: Margin, loss: Loss) -> str:
        """Mất mức này nếu giảm 4 hộ (−1 điểm)."""
        takes, say = loss.takes, self._words.say
        named = (self.level_title(level) for level in loss.levels if level != MET)
        titles = ", ".join(map(self._words.running, named))
        full = isinstance(margin.finding.item, Judged)
        what = titles or say("whatif.full_level" if full else "whatif.this_level")
        amount = self._quantity(takes, up=False) if takes.amount.part else None
        direction = "more" if takes.more else "fewer"
        kind = "at" if self._exact(takes) else "past" if amount else "any"
        text = say(f"whatif.loss.{kind}.{direction}", what=what, amount=amount)
        if loss.open:
            text = f"{text}; {say('whatif.then_judged')}"
        follows = "; ".join(self._follows(loss))
        return f"{text} ({follows})" if follows else text

    def _exact(self, takes: Takes) -> bool:
        entry = self._ruleset.evidence[takes.key]
        return takes.unit != "percentage_points" and entry.type is EvidenceType.COUNT

    def _follows(self, loss: Loss) -> Iterator[str]:
        say = self._words.say
        if loss.open:
            yield say("points", points=self.total(loss.open))
        elif loss.points:
            yield say("points", points=self.signed(-loss.points))
        if loss.result and loss.rating_falls:
            ratings = loss.result.score.determination.possible
            *others, last = (self._words.running(rating.title) for rating in ratings)
            if not others:
                yield say("whatif.rating_falls", rating=last)
            else:
                shown = say("or", first=", ".join(others), last=last)
                yield say("whatif.rating_may_fall", rating=shown)

    def gain(self, margin: Margin, gain: Gain) -> str:
        """Còn thiếu 46 hộ để đạt mức 70% (+1 điểm)."""
        points = margin.finding.points
        added = gain.points if points and points.exact and gain.alone else None
        say = self._words.say
        if gain.level:
            text = self._step(margin.finding, Next(gain.level, added, gain.takes), named=False)
            return text if gain.alone else say("whatif.not_alone", text=text)
        more = say("gain", points=added) if added else ""
        goal = say("whatif.goal.full", points=margin.finding.max, gain=more)
        return say("next", takes=self._takes(gain.takes), goal=goal)

    def rating(self, assessment: Assessment) -> str:
        """The rating, or those still possible."""
        if assessment.rating:
            return assessment.rating.title
        *others, last = (r.title for r in assessment.score.determination.possible)
        return self._words.say("or", first=", ".join(others), last=last)

    def total(self, points: Interval) -> str:
        return self.points(points.low, points.high)

    def margin(self, margin: RatingMargin) -> str:
        """What a rating's condition has to spare, or lacks, or what single step breaks it."""
        spare, figure = margin.spare, margin.figure
        if spare is None and not margin.held:
            level = self._words.running(self.level_title(figure)) if isinstance(figure, str) else ""
            ids = ", ".join(self.by_text(margin.kind, margin.ids))
            text = self._words.say(f"fails.{margin.kind}", figure=level, ids=ids)
            return self._words.say("whatif.rating.lacks", rating=margin.rating.title, what=text)
        state = "held" if margin.held else "short"
        kind = "just" if margin.kind == "total" and not spare else margin.kind
        return self._words.say(
            f"whatif.rating.{state}.{kind}",
            rating=margin.rating.title,
            figure=figure,
            points=None if spare is None else abs(spare),
            ids=", ".join(margin.ids),
            steps="; ".join(map(self._one_step, margin.steps)),
        )

    def _one_step(self, step: Step) -> str:
        """10.1 (5 → 4 thôn)."""
        changes = (
            f"{self.before(change)} → {self.shown(change.key, change.after)}"
            for change in step.changes
        )
        return f"{step.item} ({', '.join(changes)})"


def ratings_of(assessment: Assessment) -> list[str]:
    """The ids of the ratings still possible, best first."""
    return [rating.id for rating in assessment.score.determination.possible]
