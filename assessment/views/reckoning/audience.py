"""Of whom things are asked: the area, the kind of unit, and what does not apply."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from assessment.model.answers import CROSSED, NOTHING, TICKED
from assessment.model.item import AppliesTo
from assessment.model.ruleset import Area, Ruleset
from assessment.views.reckoning import formula as f
from assessment.views.reckoning.formula import FALSE, ONE, TRUE, ZERO, Formula
from assessment.views.reckoning.sheet import LOW, NAME, STATE, WRONG_, Sheet
from assessment.wording import Words

AREA, UNIT_TYPE = "@area", "@unit_type"
"""The lists of choices of a subject."""


class About(NamedTuple):
    """Where the subject's own facts stand; a fact without a cell is as it is left empty.

    `applies`: by the id of a criterion or an indicator. `settle`: whether what is missing
    counts for nothing; `strict`: whether a claim without a document does.
    """

    area: Formula | None = None
    unit_type: Formula | None = None
    public: Formula | None = None
    applies: Mapping[str, Formula] = MappingProxyType({})
    settle: bool = False
    strict: bool = False


def lists(ruleset: Ruleset, words: Words) -> dict[str, tuple[str, ...]]:
    """The choices that a cell offers: of each key, of areas and of kinds of unit."""
    found = {key: tuple(entry.labels.values()) for key, entry in ruleset.evidence.items()}
    if ruleset.areas:
        found[AREA] = tuple(words.say(f"area.{area.value}") for area in Area)
    found[UNIT_TYPE] = tuple(kind.text for kind in ruleset.unit_types)
    return {key: labels for key, labels in found.items() if labels}


class Audience:
    """Writes the section of the subject."""

    def __init__(
        self,
        sheet: Sheet,
        ruleset: Ruleset,
        about: About,
        choices: Mapping[str, str],
        words: Words,
    ) -> None:
        self._sheet = sheet
        self._ruleset = ruleset
        self._about = about
        self._choices = choices
        self._words = words
        self._lists = lists(ruleset, words)
        self._applies: dict[str, Formula] = {}
        self.states: dict[str, Formula] = {}
        self.wrong: Formula = FALSE
        self.disadvantaged: Formula = FALSE
        self._unit_type: Formula | None = None
        self._public: tuple[Formula, Formula] = (FALSE, FALSE)

    def write(self) -> None:
        about, say = self._about, self._words.say
        scale = self._ruleset.areas.disadvantaged_scale_for if self._ruleset.areas else ()
        if about.area and scale:
            place = self._chosen("area", AREA, about.area)
            found = f.either(
                *(f.equal(place, f.number(n)) for n, area in enumerate(Area, 1) if area in scale)
            )
            row = self._sheet.add("reading", {NAME: say("workbook.disadvantaged")})
            self.disadvantaged = self._sheet.flag(row, LOW, found)
        audiences = self._ruleset.audiences
        if about.unit_type and UNIT_TYPE in self._lists:
            needed = any(a.unit_type or a.not_unit_type for a in audiences)
            self._unit_type = self._chosen("unit_type", UNIT_TYPE, about.unit_type, needed=needed)
        if about.public and any(a.public is not None for a in audiences):
            yes = self._answered("public", say("workbook.public"), about.public, f.number(2))
            self._public = (yes, f.no(yes))
        for id_, cell in about.applies.items():
            label = say("workbook.applies", id=id_)
            self._applies[id_] = self._answered(f"applies.{id_}", label, cell, ONE)

    def applies(self, id_: str) -> Formula:
        """Whether nobody says that a criterion or an indicator does not apply."""
        return self._applies.get(id_, TRUE)

    def concerns(self, audience: AppliesTo | None) -> Formula:
        """Whether an item for this audience is for the unit."""
        if audience is None:
            return TRUE
        flags = []
        if audience.unit_type is not None:
            flags.append(self._among(audience.unit_type))
        if audience.not_unit_type is not None:
            flags.append(f.no(self._among(audience.not_unit_type)))
        if audience.public is not None:
            flags.append(self._public[0 if audience.public else 1])
        return f.both(*flags)

    def _among(self, names: tuple[str, ...]) -> Formula:
        if self._unit_type is None:
            return FALSE
        places = [n for n, kind in enumerate(self._ruleset.unit_types, 1) if kind.id in names]
        return f.either(*(f.equal(self._unit_type, f.number(n)) for n in places))

    def _chosen(self, name: str, list_: str, cell: Formula, *, needed: bool = False) -> Formula:
        """The place of what a cell says in its list, 0 where it is empty."""
        place = f.position(cell, self._choices[list_], self._lists[list_])
        row = self._sheet.add("reading", {NAME: self._words.say(f"workbook.{name}")})
        kept = self._sheet.put(row, LOW, f.unless_wrong(place, ZERO))
        empty = FALSE if needed else f.unless_wrong(f.says_one_of(cell, NOTHING), FALSE)
        self._check(name, row, f.both(f.equal(kept, ZERO), f.no(empty)))
        return kept

    def _answered(self, name: str, label: str, cell: Formula, otherwise: Formula) -> Formula:
        """Whether a cell says yes; `otherwise` (1, 0, or 2: to be mended) where it is empty."""
        yes, not_ = f.says_one_of(cell, TICKED), f.says_one_of(cell, CROSSED)
        empty = f.choose(f.says_one_of(cell, NOTHING), otherwise, f.number(2))
        found = f.one_of([(yes, ONE), (not_, ZERO)], empty)
        row = self._sheet.add("reading", {NAME: label})
        kept = self._sheet.put(row, LOW, f.unless_wrong(found, f.number(2)))
        self._check(name, row, f.equal(kept, f.number(2)))
        return f.equal(kept, ONE)

    def _check(self, name: str, row: int, wrong: Formula) -> None:
        flag = self._sheet.flag(row, WRONG_, wrong)
        state = f.choose(flag, f.text(self._words.say("workbook.mend")), f.text(""))
        self.states[name] = self._sheet.put(row, STATE, state)
        self.wrong = f.either(self.wrong, flag)
