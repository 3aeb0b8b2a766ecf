"""The scale of an item in words: what each level asks and what it is worth."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from assessment.model.item import (
    MET,
    Award,
    Checklist,
    Choice,
    ChoiceLevel,
    Item,
    Judged,
    Threshold,
    ThresholdLevel,
)
from assessment.views.names import Names


class Scales(Names):
    """The scales of one ruleset, in a standard or a disadvantaged area."""

    def scale(self, item: Item) -> Iterator[str]:
        """The levels of an item, best first, as they read in this area."""
        say = self._words.say
        match item:
            case Threshold():
                for level in item.levels_by_area[self._disadvantaged]:
                    other = self.other_count(item, level)
                    award = f"{self.worth(level)} ({other.lower()})" if other else self.worth(level)
                    yield say("scale.line", asks=self.asks(item, level), award=award)
            case Checklist():
                for part in item.parts:
                    award = say("points", points=part.points)
                    yield say("scale.line", asks=self.label(part.key), award=award)
            case Judged(full_at=None):
                yield self._judging(item)
            case Judged(full_at=full_at) if full_at:
                figure = self.figure(full_at.at_least.text)
                yield say("scale.full_at", max=item.max, figure=figure)
            case _ if item.nested:
                for nested in item.nested:
                    yield f"{nested.text}: {'; '.join(self.scale(nested))}"
            case _:
                for answer in item.own_levels:
                    asks = self.asks(item, answer)
                    yield say("scale.line", asks=asks, award=self.worth(answer))

    def grouped(self, item: Item) -> list[str]:
        """The same; of recognition the lowest level first, those that ask the same as one."""
        if isinstance(item, Checklist | Judged) or item.nested or not item.in_levels:
            return list(self.scale(item))
        asked: dict[str, list[str]] = {}
        awards = item.levels_by_area[self._disadvantaged] if isinstance(item, Threshold) else None
        for award in reversed(awards or item.own_levels):
            asked.setdefault(self._asks_of(item, award), []).append(award.level or MET)
        return [
            asks
            if levels == [MET]
            else self._words.say("scale.level", levels=self._titles(levels), asks=asks)
            for asks, levels in asked.items()
        ]

    def _asks_of(self, item: Item, level: Award) -> str:
        """What a level asks for, and of what where that is not what its item counts."""
        asks = self.asks(item, level)
        match item, level:
            case Threshold(), ThresholdLevel():
                other = self.other_count(item, level)
                return f"{asks} ({self._words.running(other)})" if other else asks
            case Choice(), ChoiceLevel(at_least=option) if option:
                return self._words.say("scale.option_up", option=self.option(item.key, option))
        return asks

    def _titles(self, levels: Sequence[str]) -> str:
        first, *others = map(self.level_title, levels)
        return ", ".join((first, *map(self._words.running, others)))

    def asks(self, item: Item, level: Award) -> str:
        """What a level asks for: "từ 40%", an option, a yes."""
        say = self._words.say
        match level:
            case ThresholdLevel(at_least=figure) if figure:
                return say("scale.at_least", figure=self.figure(figure.text))
            case ThresholdLevel(at_most=figure) if figure:
                return say("scale.at_most", figure=self.figure(figure.text))
            case ThresholdLevel(otherwise=False):
                return say("scale.unknown")
            case ThresholdLevel() | ChoiceLevel(otherwise=True):
                return say("scale.otherwise")
            case ChoiceLevel() if isinstance(item, Choice):
                option = self.option(item.key, level.option or level.at_least)
                return say("scale.option_or_better", option=option) if level.at_least else option
        return say("scale.yes")

    def worth(self, level: Award) -> str:
        """What a level earns: points, or a level of recognition."""
        if level.level is not None:
            return self.level_title(level.level)
        if level.points is None:
            return self._words.say("unknown")
        return self._words.say("points", points=level.points)

    def other_count(self, item: Threshold, level: ThresholdLevel) -> str | None:
        """What a level counts in the place of what its item does."""
        return self.label(level.ratio.of) if level.ratio and level.ratio != item.ratio else None

    def _judging(self, item: Judged) -> str:
        """Between what points the assessor chooses."""
        step = self._ruleset.scale.step if self._ruleset.scale else Decimal(1)
        return self._words.say("scale.judged", max=item.max, step=step)
