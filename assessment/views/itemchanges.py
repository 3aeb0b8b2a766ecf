"""What is altered in an indicator or a gate, in sentences: levels, shares, parts, audiences."""

from __future__ import annotations

from typing import Any

from assessment.model.difference import Change
from assessment.model.item import (
    AnswerLevel,
    AppliesTo,
    AreaVariant,
    Award,
    ChecklistPart,
    Choice,
    ChoiceLevel,
    FullAt,
    Item,
    MayNotApply,
    RatioOf,
    Threshold,
    ThresholdLevel,
)
from assessment.model.ruleset import Ruleset
from assessment.views.scales import Scales
from assessment.wording import Words


class ItemChanges:
    """Sentences for the changes of items between two rulesets."""

    def __init__(self, before: Ruleset, after: Ruleset, words: Words) -> None:
        self._words = words
        self._say = words.say
        self._old, self._new = _Side(before, words), _Side(after, words)

    def said(self, change: Change) -> str:
        """One change; of a part of an item with the part's name before it."""
        items = [(old, new) for old, new in change.holders if isinstance(new or old, Item)]
        old, new = items[-1]
        text = self._said(change, old, new)
        if len(items) > 1 and old and new:
            assert isinstance(new, Item)
            return self._say("diff.in_part", part=new.text, text=text)
        return text

    def scales(self, old: Item, new: Item) -> str:
        """The whole scale of an item in each, where the two score in different ways."""
        scales = [
            " · ".join(side.names.scale(x)) for side, x in ((self._old, old), (self._new, new))
        ]
        text = self._say("diff.changed", before=scales[0], after=scales[1])
        return self._say("diff.named", name=self._say("diff.field.scale"), text=text)

    def left_out(self, old: MayNotApply | None, new: MayNotApply | None) -> str:
        """What becomes of an item that does not apply."""
        if new is None:
            return self._say("diff.left_out.removed", when=old.when if old else "")
        then = self._say(f"diff.left_out.{new.then}")
        if old is None:
            return self._say("diff.left_out.added", when=new.when, then=then)
        if old.then == new.then:
            return self._say("diff.left_out.when", before=old.when, after=new.when)
        was = self._say(f"diff.left_out.{old.then}")
        return self._say("diff.left_out.then", when=new.when, before=was, after=then)

    def _said(self, change: Change, old: Any, new: Any) -> str:
        """By the innermost thing that the change is a part of."""
        levels = [pair for pair in change.holders if isinstance(pair[1] or pair[0], Award)]
        within, instead = change.holders[-1]
        if levels:
            return self._level(change, old, new, *levels[-1])
        match instead or within:
            case RatioOf():
                return self._share(change, within, instead)
            case AppliesTo():
                audiences = self._old.audience(within), self._new.audience(instead)
                return self._say("diff.audience", before=audiences[0], after=audiences[1])
            case MayNotApply():
                assert isinstance(within, MayNotApply | None)
                assert isinstance(instead, MayNotApply | None)
                return self.left_out(within, instead)
            case FullAt():
                return self._full_at(old, new, within, instead)
            case ChecklistPart():
                return self._checklist_part(within, instead)
        return self._own(change, old, new)

    # --- the item itself ---------------------------------------------------------------

    def _own(self, change: Change, old: Any, new: Any) -> str:
        say, field = self._say, change.what.rpartition(".")[2]
        if old is None or new is None:
            text = say("diff.quoted", text=(new or old).text)
            return say("diff.part.removed" if new is None else "diff.part.added", part=text)
        match field:
            case "kind":
                kinds = say(f"diff.kind.{old.kind}"), say(f"diff.kind.{new.kind}")
                scale = " · ".join(self._new.names.scale(new))
                return say("diff.kind", before=kinds[0], after=kinds[1], scale=scale)
            case "order":
                scale = " · ".join(self._new.names.scale(new))
                return say("diff.level.order", scale=scale)
            case "key" | "count" | "number":
                labels = self._old.label(change.before), self._new.label(change.after)
                if labels[0] == labels[1]:
                    return self._renamed(change)
                return say("diff.key", before=labels[0], after=labels[1])
            case "max":
                return say("diff.max", before=old.max, after=new.max)
            case "criterion":
                return say("diff.moved_to", before=change.before, after=change.after)
            case "id":
                return say("diff.id", before=old.id, after=new.id)
        name = say("diff.field.text" if field == "text" else "diff.field.note")
        if change.added or change.removed:
            quoted = say("diff.quoted", text=change.after or change.before)
            text = say("diff.added" if change.added else "diff.removed", text=quoted)
        else:
            text = say("diff.text", before=change.before, after=change.after)
        return say("diff.named", name=name, text=text)

    def _share(self, change: Change, old: Any, new: Any) -> str:
        if change.what.endswith((".may_exceed", ".none_means")):
            if change.what.endswith("may_exceed"):
                return self._say(f"diff.may_exceed.{'added' if new.may_exceed else 'removed'}")
            return self._say(f"diff.none_means.{'added' if new.none_means else 'removed'}")
        before, after = self._old.share(old), self._new.share(new)
        if before == after and change.what.endswith((".of", ".over")):
            return self._renamed(change)
        return self._say("diff.share", before=before, after=after)

    def _renamed(self, change: Change) -> str:
        """That a key is another, where people read the same name."""
        label = self._new.label(change.after)
        return self._say("diff.renamed", label=label, before=change.before, after=change.after)

    def _full_at(self, item_old: Any, item_new: Any, old: Any, new: Any) -> str:
        if new is None:
            figure = self._old.names.figure(old.at_least.text)
            return self._say("diff.full_at.removed", max=item_old.most, before=figure)
        figure = self._new.names.figure(new.at_least.text)
        if old is None:
            return self._say("diff.full_at.added", max=item_new.most, after=figure)
        was = self._old.names.figure(old.at_least.text)
        return self._say("diff.full_at", max=item_new.most, before=was, after=figure)

    def _checklist_part(self, old: Any, new: Any) -> str:
        side, part = (self._new, new) if new else (self._old, old)
        text = self._say("diff.quoted", text=side.label(part.key))
        if old and new:
            return self._say("diff.part.points", part=text, before=old.points, after=new.points)
        worth = f"{text}: {self._say('points', points=part.points)}"
        return self._say("diff.part.added" if new else "diff.part.removed", part=worth)

    # --- levels ------------------------------------------------------------------------

    def _level(self, change: Change, item_old: Any, item_new: Any, old: Any, new: Any) -> str:
        say, within, instead = self._say, *change.holders[-1]
        if old is None or new is None:
            side, item, level = (self._new, item_new, new) if new else (self._old, item_old, old)
            name = "diff.level.added" if new else "diff.level.removed"
            return say(name, level=side.asks(item, level), worth=side.names.worth(level))
        worth = self._old.names.worth(old), self._new.names.worth(new)
        if any(isinstance(b or a, AreaVariant) for a, b in change.holders):
            asks = self._old.asks_in_area(item_old, old), self._new.asks_in_area(item_new, new)
            text = say("diff.level.limit", level=asks[0], worth=worth[0], after=asks[1])
            return say("diff.in_area", area=say("area.disadvantaged"), text=text)
        asks = self._old.asks(item_old, old), self._new.asks(item_new, new)
        if isinstance(instead or within, AppliesTo):
            audiences = self._old.audience(within), self._new.audience(instead)
            text = say("diff.audience", before=audiences[0], after=audiences[1])
            return say("diff.in_level", level=asks[1], worth=worth[1], text=text)
        if isinstance(instead or within, RatioOf) and asks[0] == asks[1]:
            text = self._share(change, within or item_old.ratio, instead or item_new.ratio)
            return say("diff.in_level", level=asks[1], worth=worth[1], text=text)
        if isinstance(new, AnswerLevel):
            return say("diff.level.answer", before=worth[0], after=worth[1])
        if asks[0] == asks[1]:
            return say("diff.level.worth", level=asks[0], before=worth[0], after=worth[1])
        if worth[0] == worth[1]:
            return say("diff.level.limit", level=asks[0], worth=worth[0], after=asks[1])
        return say("diff.level.both", level=asks[0], worth=worth[0], after=asks[1], then=worth[1])


class _Side:
    """The words of one of the two rulesets."""

    def __init__(self, ruleset: Ruleset, words: Words) -> None:
        self.names = Scales(ruleset, words)
        self._say = words.say
        self._units = {unit_type.id: unit_type.text for unit_type in ruleset.unit_types}

    def label(self, key: str | None) -> str:
        return self.names.label(key) if key else self._say("diff.nothing")

    def share(self, ratio: RatioOf | None) -> str:
        if ratio is None:
            return self._say("diff.nothing")
        return f"{self.label(ratio.of)} / {self.label(ratio.over)}"

    def asks(self, item: Item, level: Award) -> str:
        """What a level asks; with what it counts, where that is its own."""
        if isinstance(item, Choice) and isinstance(level, ChoiceLevel) and not level.otherwise:
            label = self.names.option(item.key, level.option or level.at_least)
            option = self._say("diff.quoted", text=label)
            return option if level.option else self._say("scale.option_or_better", option=option)
        text = self.names.asks(item, level)
        if isinstance(item, Threshold) and isinstance(level, ThresholdLevel):
            other = self.names.other_count(item, level)
            return f"{text} ({other.lower()})" if other else text
        return text

    def asks_in_area(self, item: Item, level: ThresholdLevel) -> str:
        return self.asks(item, level.in_disadvantaged_area)

    def audience(self, audience: Any) -> str:
        """For which units: their kinds, public or not."""
        if not isinstance(audience, AppliesTo):
            return self._say("diff.audience.all")
        said = []
        for name, ids in (("only", audience.unit_type), ("not", audience.not_unit_type)):
            if ids is not None:
                kinds = ", ".join(self._units.get(id_, id_) for id_ in ids)
                said.append(self._say(f"diff.audience.{name}", kinds=kinds))
        if audience.public is not None:
            said.append(self._say("diff.public" if audience.public else "diff.not_public"))
        return "; ".join(said)
