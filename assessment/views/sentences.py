"""Findings in sentences: what was seen, what it earns, what the next level takes."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from assessment.model.item import (
    MET,
    AnswerLevel,
    Award,
    Choice,
    ChoiceLevel,
    Item,
    Judged,
    Threshold,
    ThresholdLevel,
)
from assessment.model.outcome import (
    Amount,
    Answer,
    Condition,
    Finding,
    Judgement,
    Next,
    Pick,
    RatingTest,
    Remark,
    Seen,
    Share,
    Status,
    Takes,
)
from assessment.model.quantity import MOST_COUNT, Ratio
from assessment.views.names import Names

_OF_ITEMS = frozenset({"no_criterion_at", "no_indicator_below", "level"})
"""Conditions that criteria or indicators decide."""


class Sentences(Names):
    """Words for the findings of one ruleset."""

    def reason(self, found: Finding) -> str:
        """Why an item has its points or meets its levels, in one line."""
        seen = self.working(found)
        award = self.award(found)
        return f"{seen} → {award}" if seen and award else seen or award

    def working(self, found: Finding) -> str:
        """What was seen: the share worked out, the option, the answers."""
        if Remark.LEFT_OUT in found.remarks:
            return self._left_out(found)
        if found.status is Status.NOT_APPLICABLE and not found.seen and not found.parts:
            return self._words.say("not_for_unit")
        if Remark.REJECTED in found.remarks:
            return self._words.say("rejected", text=found.item.text)
        if found.parts:
            shown = (p for p in found.parts if p.status is not Status.NOT_APPLICABLE)
            return "; ".join(self.working(part) for part in shown)
        return "; ".join(self._seen(found.item, seen) for seen in found.seen)

    def award(self, found: Finding) -> str:
        """The level reached and its points, or the levels met and missed."""
        parts = []
        if Remark.MISSING_AS_ZERO in found.remarks:
            parts.append(self._words.say("missing_as_zero"))
        if found.status is Status.ERROR:
            parts.append(self._words.say("unknown_figure"))
        if found.status is Status.NOT_APPLICABLE:
            return ""
        if found.levels:
            parts.append(self._levels_met(found))
        elif found.points and not _judged_only(found):
            level = self._level_name(found.item, found.reached) if found.reached else ""
            points = self._words.say(
                "points", points=self.points(found.points.low, found.points.high)
            )
            parts.append(f"{level}: {points}" if level else points)
        return "; ".join(parts)

    def points(self, low: Decimal, high: Decimal) -> str:
        """One number, or "0–4" while open."""
        shown = self._words.number(low)
        return shown if low == high else f"{shown}–{self._words.number(high)}"

    def next_step(self, found: Finding) -> str | None:
        """What the next level takes ("còn thiếu 46 hộ để đạt mức 70% (+1 điểm)").

        Of an item with parts: what each part still lacks for the lowest level missed.
        """
        if found.status is Status.MET:
            return None
        if found.next is None:
            lowest = self._lowest_missed(found)
            steps = [
                self._step(part, part.next, named=True)
                for part in found.parts
                if part.next and (lowest is None or part.next.level.level == lowest)
            ]
            return "; ".join(steps) or None
        return self._step(found, found.next, named=len(found.seen) > 1)

    def _lowest_missed(self, found: Finding) -> str | None:
        ranks = {level: rank for rank, level in enumerate(self._levels)}
        missed = [level for level, truth in found.levels.items() if truth is False]
        return min(missed, key=lambda level: ranks.get(level, 0), default=None)

    def _step(self, found: Finding, step: Next, *, named: bool) -> str:
        goal = self._goal(found, step)
        if step.takes is None:
            takes = self._words.say("takes.other", goal=goal)
            return f"{found.item.text}: {takes}" if named else takes
        takes = self._takes(step.takes)
        if named:
            takes = self._words.say("of_what", amount=takes, label=self.label(step.takes.key))
        return self._words.say("next", takes=takes, goal=goal)

    def keep(self, found: Finding) -> str | None:
        """How much the value may lose before its level does."""
        spare = found.spare
        if spare is None:
            return None
        if spare.amount.part == 0:
            return self._words.say("spare.none")
        amount = self._quantity(spare, up=False)
        if amount is None:
            return self._words.say("spare.none")
        return self._words.say("spare.more" if spare.more else "spare.fewer", amount=amount)

    def failing(self, test: RatingTest, *, titled: bool = False) -> str:
        """Why a rating is not reached, gates and exclusions by their texts; "" if it is.

        Args:
            titled: whether criteria and indicators are named by their titles too.

        """
        return "; ".join(
            self._words.say(
                f"fails.{condition.kind}",
                figure=self._condition_figure(condition),
                ids=", ".join(self.by_text(condition.kind, condition.decisive, titled=titled)),
            )
            for condition in test.conditions
            if condition.truth is False
        )

    def signed(self, points: Decimal) -> str:
        """Points gained or lost: +1, −0,5."""
        return f"{'−' if points < 0 else '+'}{self._words.number(abs(points))}"

    def by_text(self, kind: str, ids: Iterable[str], *, titled: bool = False) -> Iterable[str]:
        """What a condition of this kind is about: gates and exclusions by their texts, else ids.

        Args:
            titled: whether the titles of criteria and indicators stand behind their ids.

        """
        if titled and kind in _OF_ITEMS:
            return map(self.titled, ids)
        texts = {}
        if kind == "gate":
            texts = {gate.id: gate.text for gate in self._ruleset.gates}
        if kind == "exclusion":
            texts = {exclusion.id: exclusion.text for exclusion in self._ruleset.exclusions}
        return (self._words.running(texts[id_]) if texts else id_ for id_ in ids)

    def titled(self, id_: str) -> str:
        """A criterion, an indicator or a part of one by its id and its title."""
        titles = {criterion.id: criterion.title.text for criterion in self._ruleset.criteria}
        titles |= {item.id: item.text for item in self._ruleset.every_item()}
        return self._words.say("titled", id=id_, title=titles[id_])

    def _condition_figure(self, condition: Condition) -> str:
        figure = condition.figure
        if isinstance(figure, Decimal):
            return self._words.number(figure)
        return self._words.running(self.level_title(figure)) if figure else ""

    # --- pieces ------------------------------------------------------------------------

    def _seen(self, item: Item, seen: Seen) -> str:
        match seen:
            case Share():
                return self._share(item, seen)
            case Amount():
                return self._amount(seen)
            case Pick():
                if seen.option is None:
                    return self._unknown(seen.key)
                option = self.option(seen.key, seen.option)
                return self._words.say("seen.pick", label=self.label(seen.key), option=option)
            case Answer():
                if seen.answer is None:
                    return self._unknown(seen.key)
                key = "seen.yes" if seen.answer else "seen.no"
                return self._words.say(key, label=self.label(seen.key))
            case Judgement():
                return self._judgement(item, seen)

    def _share(self, item: Item, seen: Share) -> str:
        label, say, limits = self.label(seen.of), self._words.say, _limits(item)
        if seen.part is not None and seen.whole is not None:
            if seen.whole == 0:
                return say("seen.none_met" if self._none_met(seen) else "seen.nothing", label=label)
            percent = self._words.percent(Ratio(seen.part, seen.whole), limits)
            return say(
                "seen.share",
                label=label,
                part=seen.part,
                whole=f"{self._words.number(seen.whole)}{self.unit(seen.over)}",
                percent=percent,
            )
        if seen.by_percentage and seen.low and seen.high:
            shown = self._span(seen.low, seen.high, limits, percent=True)
            return say("seen.percentage", label=item.text, percent=shown)
        if seen.low is None:
            return self._unknown(seen.of)
        given = [
            f"{self._words.running(self.label(key))} {self._span(*bounds, (), percent=False)}{self.unit(key)}"
            for key, bounds in ((seen.of, seen.part_bounds), (seen.over, seen.whole_bounds))
            if bounds
        ]
        return say("seen.partial", label=item.text, given="; ".join(given))

    def _none_met(self, seen: Share) -> bool:
        """Whether a share of nothing counts as met."""
        return any(
            ratio.none_means and (ratio.of, ratio.over) == (seen.of, seen.over)
            for ratio in self._ruleset.ratios
        )

    def _amount(self, seen: Amount) -> str:
        if seen.low is None or seen.high is None:
            return self._unknown(seen.key)
        amount = f"{self._span(seen.low, seen.high, (), percent=False)}{self.unit(seen.key)}"
        return self._words.say("seen.amount", label=self.label(seen.key), amount=amount)

    def _span(self, low: Ratio, high: Ratio, limits: tuple[Ratio, ...], *, percent: bool) -> str:
        def shown(ratio: Ratio) -> str:
            if percent:
                return self._words.percent(ratio, limits)
            return self._words.number(Decimal(ratio.part) / Decimal(ratio.whole))

        if low == high:
            return shown(low)
        if high.reaches(Ratio(MOST_COUNT)) or (percent and high == Ratio(1)):
            return self._words.say("seen.bound_low", low=shown(low))
        if low.part == 0:
            return self._words.say("seen.bound_high", high=shown(high))
        return self._words.say("seen.bound_both", low=shown(low), high=shown(high))

    def _judgement(self, item: Item, seen: Judgement) -> str:
        parts = []
        if seen.share and seen.share.low is not None:
            parts.append(self._share(item, seen.share))
        if seen.points is not None:
            parts.append(self._words.say("seen.judged", points=seen.points, max=item.most))
        return "; ".join(parts) or self._words.say("seen.not_judged")

    def _left_out(self, found: Finding) -> str:
        rules = (
            criterion.may_not_apply
            for criterion in self._ruleset.criteria
            if found.item in criterion.indicators
        )
        rule = found.item.may_not_apply or next(rules, None)
        if rule is None:
            return self._words.say("not_applied")
        key = "left_out_full" if rule.then == "full" else "left_out"
        return self._words.say(key, when=rule.when)

    def _levels_met(self, found: Finding) -> str:
        groups = (
            ("meets", [level for level, truth in found.levels.items() if truth]),
            ("misses", [level for level, truth in found.levels.items() if truth is False]),
            ("open", [level for level, truth in found.levels.items() if truth is None]),
        )
        if set(found.levels) == {MET}:
            return self._words.say(f"status.{found.status.value}")
        return "; ".join(
            self._words.say(
                key,
                levels=", ".join(self._level_in(key, level) for level in reversed(levels)),
            )
            for key, levels in groups
            if levels
        )

    def _level_in(self, key: str, level: str) -> str:
        """A level inside a sentence, which does not say "đạt đạt chuẩn"."""
        title = self._words.running(self.level_title(level))
        return title if key == "open" else title.removeprefix(self._words.say("meets", levels=""))

    def _goal(self, found: Finding, step: Next) -> str:
        gain = self._words.say("gain", points=step.gain) if step.gain is not None else ""
        if isinstance(step.level, ChoiceLevel) and isinstance(found.item, Choice):
            option = self.option(found.item.key, step.level.option or step.level.at_least)
            return self._words.say("goal.option", option=option, gain=gain)
        if isinstance(step.level, AnswerLevel):
            return self._words.say("goal.yes", gain=gain)
        level = self._level_name(found.item, step.level) or self.level_title(
            step.level.level or MET
        )
        return self._words.say("goal.level", level=level, gain=gain)

    def _takes(self, takes: Takes) -> str:
        direction = "more" if takes.more else "fewer"
        return self._words.say(
            f"takes.{direction}.{takes.unit}", amount=self._quantity(takes, up=True, bare=True)
        )

    def _quantity(self, takes: Takes, *, up: bool, bare: bool = False) -> str | None:
        """An amount; percentage points rounded up where they are needed, down where spare."""
        if takes.unit == "percentage_points":
            scaled = takes.amount.part * 100
            whole = takes.amount.whole
            hundredths = -(-scaled // whole) if up else scaled // whole
            if not hundredths:
                return None
            number = self._words.number(Decimal(hundredths).scaleb(-2))
            return number if bare else self._words.say("percentage_points", amount=number)
        number = self._words.number(Decimal(takes.amount.part) / Decimal(takes.amount.whole))
        return f"{number}{self.unit(takes.key)}"

    def _level_name(self, item: Item, level: Award) -> str:
        say = self._words.say
        match level:
            case ThresholdLevel():
                if level.at_least:
                    return say("level.at_least", figure=self.figure(level.at_least.text))
                if level.at_most:
                    return say("level.at_most", figure=self.figure(level.at_most.text))
                return say("level.otherwise")
            case ChoiceLevel() if isinstance(item, Choice):
                return "" if level.option else self.option(item.key, level.at_least)
        return ""

    def _unknown(self, key: str) -> str:
        return self._words.say("seen.unknown", label=self.label(key))


def _judged_only(found: Finding) -> bool:
    """Whether the points were given in so many words, and need no repeating."""
    seen = found.seen[0] if found.seen else None
    return (
        isinstance(seen, Judgement)
        and found.points is not None
        and found.points.low == found.points.high == seen.points
    )


def _limits(item: Item) -> tuple[Ratio, ...]:
    """Every limit that an item's shares are compared with, in any area."""
    if isinstance(item, Judged):
        return (item.full_at.at_least.limit,) if item.full_at else ()
    if not isinstance(item, Threshold):
        return ()
    levels: Iterable[ThresholdLevel] = (*item.levels_by_area[0], *item.levels_by_area[1])
    figures = [figure for level in levels for figure in (level.at_least, level.at_most)]
    return tuple(dict.fromkeys(figure.limit for figure in figures if figure))
