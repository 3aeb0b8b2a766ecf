"""Names of things in a ruleset, and its figures, as people here write them."""

from __future__ import annotations

from decimal import Decimal

from assessment.model.answers import NO, YES
from assessment.model.item import MET
from assessment.model.plan import Value
from assessment.model.quantity import Ratio
from assessment.model.ruleset import EvidenceType, Ruleset
from assessment.wording import Words


class Names:
    """The names of one ruleset in one language."""

    def __init__(self, ruleset: Ruleset, words: Words, *, disadvantaged: bool = False) -> None:
        self._ruleset = ruleset
        self._words = words
        self._disadvantaged = disadvantaged
        self._levels = {level.id: level.title for level in ruleset.levels}

    def label(self, key: str) -> str:
        """The name of a piece of evidence; an item's own text for its id."""
        entry = self._ruleset.evidence.get(key)
        if entry:
            return entry.label
        item = self._ruleset.keyed_by_id.get(key)
        return item.text if item else key

    def value(self, key: str, text: str) -> str:
        """A value as given, written as people here write it."""
        entry = self._ruleset.evidence.get(key)
        if text.endswith("%"):
            return self.figure(text)
        if entry is None and key in self._ruleset.keyed_by_id:
            return self._words.say("points", points=self.figure(text))
        digits = text.replace(".", "")
        match entry.type if entry else EvidenceType.NUMBER:
            case EvidenceType.COUNT if digits.isdigit():
                return f"{self._words.number(int(digits))}{self.unit(key)}"
            case EvidenceType.NUMBER:
                return f"{self.figure(text)}{self.unit(key)}"
            case EvidenceType.YES_NO if text.casefold() in (*YES, *NO):
                return self._words.say("yes" if text.casefold() in YES else "no")
        return self.option(key, text)

    def shown(self, key: str, value: Value) -> str:
        """A value as the program holds it, with its unit."""
        match value:
            case bool():
                return self._words.say("yes" if value else "no")
            case Ratio():
                return self._words.percent(value)
            case str():
                return f'"{self.option(key, value)}"'
        return self.amount(key, value)

    def amount(self, key: str, number: Decimal | int) -> str:
        """So much of a piece of evidence; of an item's id so many points."""
        if key in self._ruleset.evidence:
            return f"{self._words.number(number)}{self.unit(key)}"
        return self._words.say("points", points=number)

    def level_title(self, level: str) -> str:
        return self._levels.get(level, self._words.say("status.met") if level == MET else level)

    def figure(self, text: str) -> str:
        """A figure of the law as people here write it: "0.5%" -> "0,5%"."""
        return self._words.figure(text)

    def option(self, key: str, option: str | None) -> str:
        entry = self._ruleset.evidence.get(key)
        return entry.labels.get(option or "", option or "") if entry else option or ""

    def unit(self, key: str) -> str:
        entry = self._ruleset.evidence.get(key)
        return f" {entry.unit}" if entry and entry.unit else ""
