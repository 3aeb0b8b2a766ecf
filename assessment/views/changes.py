"""What is altered between two rulesets, each change in a sentence that an official reads."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from decimal import Decimal
from typing import Any

from pydantic import BaseModel

from assessment.model.difference import Alteration, Change, Diff, Nature
from assessment.model.item import Award, Item, MayNotApply
from assessment.model.procedure import Deadline, Duration, Papers, Step, Upgrade
from assessment.model.ruleset import (
    Criterion,
    EvidenceKey,
    Exclusion,
    Option,
    Rating,
    Ruleset,
    When,
)
from assessment.model.scored import Kind
from assessment.views.itemchanges import ItemChanges
from assessment.views.scales import Scales
from assessment.wording import Words

_DAY = re.compile(r"(?:([0-9]{4})-)?([0-9]{2})-([0-9]{2})")
_NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?%?")
_GIST = ("where", "what", "who", "title", "label", "text")
_FIELDS: Mapping[str, str] = {
    "document.number": "number",
    "document.title": "title",
    "document.issued": "issued",
    "document.in_force.from": "from",
    "document.in_force.to": "to",
    "document.repeals": "repeals",
    "document.repealed_by": "repealed_by",
    "document.nature": "nature",
    "document.afterwards": "afterwards",
    "scale.max": "max",
    "scale.step": "step",
    "areas.disadvantaged_scale_for": "areas",
    "validity.months": "months",
    "validity.counted": "counted",
    "validity.starts": "starts",
    "upgrade.after_months": "months",
    "upgrade.counted": "counted",
    "procedure.assessed_in": "assessed_in",
    "procedure.data_period": "data_period",
    "procedure.steps": "steps",
    "procedure.deadlines": "deadlines",
    "procedure.decided_by": "decided_by",
    "procedure.council": "council",
    "procedure.dossier": "papers",
    "procedure.notes": "notes",
    "label": "label",
    "type": "type",
    "unit": "unit",
    "at_least": "at_least",
    "at_most": "at_most",
    "options": "options",
    "options.order": "options_order",
    "within": "within",
    "text": "text",
    "title": "title",
    "title.text": "title",
    "levels.title": "title",
    "note": "note",
    "note.text": "note",
    "max": "max",
    "key": "key",
    "order": "order",
    "printed": "printed",
    "id": "id",
    "interpretations.affects": "affects",
    "interpretations.where": "where",
    "interpretations.text": "text",
}
"""The name of a field, by its path, or by the path of what it is a part of."""


_FINER: Mapping[str, str] = {
    "text": "diff.field.text",
    "title": "diff.field.title",
    "max": "diff.field.max",
    "step": "diff.field.step",
    "issued": "diff.field.issued",
    "from": "diff.field.from",
    "to": "diff.field.to",
    "points": "diff.field.points",
    "threshold": "diff.field.threshold",
    "starts": "diff.field.starts",
    "until": "diff.field.until",
}
"""A figure whose basis or source stands apart from its entry's."""


def _finer(change: Change) -> str:
    """Whose basis or source it is: "max" of `max_basis`, "title" of `title.basis`."""
    head, _, field = change.what.rpartition(".")
    return field.rpartition("_")[0] or ("title" if head.endswith("title") else "")


def _goes_with_its_entry(change: Change, changed: Collection[tuple[str, str | None]]) -> bool:
    """Whether a figure that had the basis or source of its entry has it still."""
    parent, dot, field = change.path.rpartition(".")
    finer, _, kind = field.rpartition("_")
    apart = change.nature is Nature.GROUND and finer and change.before is None
    return bool(apart) and (f"{parent}{dot}{kind}", change.after) in changed


class ChangeWords:
    """Sentences for the changes between two rulesets."""

    def __init__(self, diff: Diff, words: Words) -> None:
        self._words = words
        self._say = words.say
        self._old, self._new = Scales(diff.before, words), Scales(diff.after, words)
        self._items = ItemChanges(diff.before, diff.after, words)

    def head(self, alteration: Alteration) -> str:
        """What is altered, by its number and name."""
        old, part = alteration.before, alteration.after or alteration.before
        match part:
            case Item():
                moved = isinstance(old, Item) and old.id != part.id
                was = self._say("diff.was", id=old.id) if isinstance(old, Item) and moved else ""
                return f"{part.id}{was}  {part.text}"
            case Criterion():
                return self._say("diff.criterion", id=part.id, title=part.title.text)
            case Exclusion():
                return self._say("diff.exclusion", text=part.text)
            case EvidenceKey():
                text = self._say("diff.quoted", text=part.label)
                return self._say("diff.evidence", key=alteration.id, label=text)
        return self.short(alteration)

    def short(self, alteration: Alteration) -> str:
        """The head; of what has a number only that."""
        part = alteration.after or alteration.before
        match part:
            case Item():
                return part.id
            case Criterion():
                return self._say("diff.criterion_id", id=part.id)
            case Rating():
                return self._say("diff.rating", title=part.title)
            case Ruleset() | None:
                return self._say(f"diff.section.{alteration.id}")
        return self.head(alteration)

    def whole(self, alteration: Alteration) -> str:
        """A thing that came or went, with what it is worth or asks: "9.4 … (2 điểm)"."""
        gone = alteration.after is None
        part, names = alteration.after or alteration.before, self._old if gone else self._new
        text = self.head(alteration)
        match part:
            case Item() if part.most:
                return f"{text} ({self._say('points', points=part.most)})"
            case Criterion() if part.max:
                return f"{text} ({self._say('points', points=part.max)})"
            case Rating():
                return f"{text}: {self._asks(names, part.when)}"
        return text

    def sentences(
        self, alteration: Alteration, *natures: Nature, without: str = ""
    ) -> tuple[str, ...]:
        """Its changes of these natures, each said once; those of one path left `without`."""
        changes = [change for change in alteration.of(*natures) if change.what != without]
        grounds = {(change.path, change.after) for change in changes}
        told = (change for change in changes if not _goes_with_its_entry(change, grounds))
        return tuple(dict.fromkeys(self.sentence(alteration, change) for change in told))

    def scales(self, old: Item, new: Item) -> str:
        """How each scores an item."""
        return self._items.scales(old, new)

    def sentence(self, alteration: Alteration, change: Change) -> str:
        """One change."""
        field = change.what.partition(".")[0]
        if change.nature is Nature.GROUND:
            return self._ground(change)
        if alteration.kind in (Kind.INDICATOR, Kind.GATE):
            return self._items.said(change)
        if alteration.kind is Kind.RATING and field in ("when", "disadvantaged", "otherwise"):
            return self._rating(alteration.before, alteration.after, field)
        old, new = change.holders[-1] if change.holders else (None, None)
        if isinstance(new or old, MayNotApply):
            assert isinstance(old, MayNotApply | None)
            assert isinstance(new, MayNotApply | None)
            return self._items.left_out(old, new)
        return self._field(change, old, new)

    # --- ratings -----------------------------------------------------------------------

    def _rating(self, old: BaseModel | None, new: BaseModel | None, field: str) -> str:
        assert isinstance(old, Rating)
        assert isinstance(new, Rating)
        if field != "disadvantaged":
            asks = self._asks(self._old, old.when), self._asks(self._new, new.when)
            return self._say("diff.asks", before=asks[0], after=asks[1])
        whens = [r.disadvantaged.when if r.disadvantaged else r.when for r in (old, new)]
        asks = self._asks(self._old, whens[0]), self._asks(self._new, whens[1])
        text = self._say("diff.asks", before=asks[0], after=asks[1])
        return self._say("diff.in_area", area=self._say("area.disadvantaged"), text=text)

    def _asks(self, names: Scales, when: When | None) -> str:
        return ", ".join(self._conditions(names, when)) or self._say("rules.otherwise")

    def _conditions(self, names: Scales, when: When | None) -> Iterator[str]:
        if when is None:
            return
        if when.total:
            yield self._say("condition.total", figure=when.total.at_least)
        if when.no_criterion_at is not None:
            yield self._say("condition.no_criterion_at", figure=when.no_criterion_at)
        if when.no_indicator_below is not None:
            yield self._say("condition.no_indicator_below", figure=when.no_indicator_below)
        for level in when.levels or ():
            title = self._words.running(names.level_title(level))
            yield self._say("condition.level", figure=title)

    # --- everything else, field by field -----------------------------------------------

    def _ground(self, change: Change) -> str:
        """Which basis or source is another, and of what."""
        field = change.what.rpartition(".")[2]
        of_basis = field.endswith("basis")
        before, after = (
            self._say(f"basis.{text}") if of_basis and text else self._text(text)
            for text in (change.before, change.after)
        )
        name = self._say("diff.field.basis" if of_basis else "diff.field.source")
        levels = [new for _, new in change.holders if isinstance(new, Award)]
        items = [new for _, new in change.holders if isinstance(new, Item)]
        if levels and items:
            level = self._new.asks(items[-1], levels[-1])
            name = self._say("diff.ground_of", name=name, level=level)
        if (finer := _finer(change)) in _FINER:
            name = self._say("diff.ground_of_figure", name=name, figure=self._say(_FINER[finer]))
        form = "diff.changed" if of_basis else "diff.text"
        text = self._say(form, before=before, after=after)
        return self._say("diff.named", name=name, text=text)

    def _field(self, change: Change, old: Any, new: Any) -> str:
        """A field by its name; one without a name has that of its section only."""
        text = self._field_itself(change, old, new)
        path = change.what
        while path and path not in _FIELDS:
            path = path.rpartition(".")[0]
        of_ruleset = isinstance(change.holders[0][1], Ruleset) if change.holders else False
        if not path or (of_ruleset and "." not in path):
            return text
        return self._say("diff.named", name=self._say(f"diff.field.{_FIELDS[path]}"), text=text)

    def _field_itself(self, change: Change, old: Any, new: Any) -> str:
        if change.holders and (old is None or new is None):
            came = self._gist(new or old) or self._text(change.after or change.before)
            return self._say("diff.removed" if new is None else "diff.added", text=came)
        before, after = (self._value(change, text) for text in (change.before, change.after))
        if "{" in (before[:1], after[:1]):
            return self._say("diff.rewritten")
        quoted = change.nature is Nature.WORDING and not (change.added or change.removed)
        return self._say("diff.text" if quoted else "diff.changed", before=before, after=after)

    def _value(self, change: Change, text: str | None) -> str:
        parts = text.split(", ") if text else []
        match change.what:
            case "areas.disadvantaged_scale_for" if parts:
                return ", ".join(self._say(f"area.{part}") for part in parts)
            case "subject" | "unit_levels" if parts:
                return ", ".join(self._say(f"subject.{part}") for part in parts)
            case "type":
                return self._say(f"type.{text}")
            case "validity.starts" if text:
                return self._say(f"diff.starts.{text}")
        return self._text(text)

    def _gist(self, part: Any) -> str:
        """What a whole part says, in a line."""
        match part:
            case Step():
                return f"{part.who}: {part.does}"
            case Deadline():
                return f"{part.what} ({self._text(part.before)})"
            case Papers():
                return f"{part.by}: {'; '.join(part.papers)}"
            case Duration() | Upgrade():
                months = part.months if isinstance(part, Duration) else part.after_months
                return self._say("diff.months", months=months, counted=part.counted)
            case Option():
                return self._say("diff.quoted", text=part.label)
            case BaseModel():
                said = (getattr(part, name, None) for name in _GIST)
                return ": ".join(text for text in said if isinstance(text, str))
        return ""

    def _text(self, text: str | None) -> str:
        """A value as people here write it."""
        if not text:
            return self._say("diff.nothing")
        if match := _DAY.fullmatch(text):
            return "/".join(part for part in (match[3], match[2], match[1]) if part)
        if _NUMBER.fullmatch(text):
            number = self._words.number(Decimal(text.rstrip("%")))
            return f"{number}%" if text.endswith("%") else number
        if text in ("true", "false"):
            return self._say("yes" if text == "true" else "no")
        return text
