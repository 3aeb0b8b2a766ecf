"""The scale of an item in words: what each level asks and what it is worth."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from assessment.model.item import (
    Award,
    Checklist,
    Choice,
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
                    yield self._threshold_level(item, level)
            case Choice():
                for choice in item.levels:
                    key = "scale.option_or_better" if choice.at_least else "scale.option"
                    option = self.option(item.key, choice.option or choice.at_least)
                    if choice.otherwise:
                        yield say("scale.otherwise", award=self._worth(choice))
                    else:
                        yield say(key, option=option, award=self._worth(choice))
            case Checklist():
                for part in item.parts:
                    award = say("points", points=part.points)
                    yield say("scale.part", label=self.label(part.key), award=award)
            case Judged():
                step = self._ruleset.scale.step if self._ruleset.scale else Decimal(1)
                if item.full_at:
                    yield say(
                        "scale.full_at",
                        max=item.max,
                        figure=self.figure(item.full_at.at_least.text),
                    )
                else:
                    yield say("scale.judged", max=item.max, step=step)
            case _:
                for nested in getattr(item, "parts", ()):
                    yield f"{nested.text}: {'; '.join(self.scale(nested))}"
                for answer in () if hasattr(item, "parts") else getattr(item, "levels", ()):
                    yield say("scale.yes", award=self._worth(answer))

    def _threshold_level(self, item: Threshold, level: ThresholdLevel) -> str:
        award = self._worth(level)
        if level.ratio and level.ratio != item.ratio:
            award = f"{award} ({self.label(level.ratio.of).lower()})"
        if level.at_least:
            figure = self.figure(level.at_least.text)
            return self._words.say("scale.at_least", figure=figure, award=award)
        if level.at_most:
            return self._words.say(
                "scale.at_most", figure=self.figure(level.at_most.text), award=award
            )
        return self._words.say("scale.otherwise", award=award)

    def _worth(self, level: Award) -> str:
        if level.level is not None:
            return self.level_title(level.level)
        if level.points is None:
            return self._words.say("unknown")
        return self._words.say("points", points=level.points)
