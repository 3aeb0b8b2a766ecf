"""What stands in the form of a ruleset: sections of rows, each with what it takes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from assessment.model.form import Kind
from assessment.model.item import Checklist, Choice, Item, Judged, MayNotApply, Threshold, YesNo
from assessment.model.quantity import ZERO
from assessment.model.ruleset import Criterion, EvidenceKey, Ruleset
from assessment.views.pages.audience import audience
from assessment.views.pages.sheet import Sheet
from assessment.views.scales import Scales
from assessment.wording import Words

_MOST_ROWS_OF_ONE_SHEET = 34


@dataclass(frozen=True, slots=True)
class Line:
    """A row. `rule`: of the item that it opens, its text first; `quiet`: it is seldom filled in.

    `options`: what it chooses from, by what is shown. `least`, `most`: of a number.
    """

    key: str
    kind: Kind
    label: str
    item: str = ""
    rule: tuple[str, ...] = ()
    unit: str = ""
    options: Mapping[str, str] | None = None
    least: Decimal | None = None
    most: Decimal | None = None
    quiet: bool = False


@dataclass(frozen=True, slots=True)
class Section:
    """Rows under a heading. `name`: of its sheet, where it has one of its own."""

    name: str
    title: str
    lines: tuple[Line, ...]
    criterion: Criterion | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """The sections of the evidence, and whether they stand on one sheet."""

    sections: tuple[Section, ...]
    on_one_sheet: bool

    @property
    def judged(self) -> bool:
        """Whether somebody gives points, and says why not all."""
        return any(line.kind is Kind.POINTS for each in self.sections for line in each.lines)


def plan(ruleset: Ruleset, words: Words) -> Plan:
    """What is common to several criteria or none, the criteria, what stops a rating."""
    sections = tuple(section for section in _Planner(ruleset, words).sections() if section.lines)
    rows = sum(len(section.lines) for section in sections)
    return Plan(sections, rows <= _MOST_ROWS_OF_ONE_SHEET)


class _Planner:
    def __init__(self, ruleset: Ruleset, words: Words) -> None:
        self._ruleset = ruleset
        self._say = words.say
        self._words = words
        self._here = Scales(ruleset, words)
        self._there = Scales(ruleset, words, disadvantaged=True)
        self._sheet = Sheet(ruleset, words)
        self._stated: set[str] = set()

    def sections(self) -> Iterator[Section]:
        say = self._say
        common = tuple(map(self._evidence, self._common()))
        yield Section(say("form.sheet.common"), say("form.common"), common)
        for criterion in self._ruleset.criteria:
            name = say("form.sheet.criterion", id=criterion.id)
            title = say("form.criterion", id=criterion.id, title=criterion.title.text)
            yield Section(name, title, tuple(self._criterion(criterion)), criterion)
        yield Section(say("form.sheet.conditions"), say("form.conditions"), tuple(self._stops()))

    def _common(self) -> list[str]:
        """The keys of several criteria, and of none."""
        users: dict[str, set[str]] = {key: set() for key in self._ruleset.evidence}
        for criterion in self._ruleset.criteria:
            for item in criterion.indicators:
                for key in item.keys:
                    users[key].add(criterion.id)
        for gate in self._ruleset.gates:
            for key in gate.keys:
                users[key].add(f"gate {gate.id}")
        for exclusion in self._ruleset.exclusions:
            users[exclusion.key].add(f"exclusion {exclusion.id}")
        return [key for key, found in users.items() if len(found) != 1]

    def _criterion(self, criterion: Criterion) -> Iterator[Line]:
        if criterion.may_not_apply:
            yield self._applies(criterion.id, criterion.may_not_apply)
        for item in criterion.indicators:
            yield from self._item(item)

    def _stops(self) -> Iterator[Line]:
        """Gates and exclusions."""
        for gate in self._ruleset.gates:
            yield from self._item(gate)
        for exclusion in self._ruleset.exclusions:
            rule = (exclusion.text, self._say("form.excludes"))
            line = self._evidence(exclusion.key)
            yield _opening(line, "", rule)

    # --- items -------------------------------------------------------------------------

    def _item(self, item: Item) -> Iterator[Line]:
        if item.may_not_apply:
            yield self._applies(item.id, item.may_not_apply)
        if not item.nested:
            yield from self._opened(item, tuple(self._rule(item)))
            return
        opening = (item.text, *self._audience(item))
        for part in item.nested:
            rule = (*opening, *self._rule(part)) if opening else tuple(self._rule(part))
            yield from self._opened(part, rule)
            opening = ()

    def _opened(self, item: Item, rule: tuple[str, ...]) -> Iterator[Line]:
        """The rows of an item, its rule in the first of them."""
        for line in self._rows(item):
            yield _opening(line, item.id, rule) if rule else line
            rule = ()

    def _rows(self, item: Item) -> Iterator[Line]:
        if isinstance(item, Judged):
            step = self._ruleset.scale.step if self._ruleset.scale else Decimal(1)
            unit = self._say("form.unit.points", max=item.max, step=step)
            label = self._say("form.points_given")
            key = f"evidence.{item.id}"
            yield Line(key, Kind.POINTS, label, unit=unit, least=ZERO, most=item.max)
        for key in self._keys(item):
            yield self._evidence(key)
        if isinstance(item, Threshold) and item.ratio:
            most = None if item.ratio.may_exceed else Decimal(1)
            label = self._say("form.share_only")
            key = f"evidence.{item.id}"
            yield Line(key, Kind.PERCENTAGE, label, unit="%", least=ZERO, most=most, quiet=True)

    def _keys(self, item: Item) -> list[str]:
        """In the order in which people say them: the part, then the whole."""
        match item:
            case Threshold():
                shares = [key for ratio in item.ratios for key in (ratio.of, ratio.over)]
                return list(dict.fromkeys([*shares, *filter(None, (item.number, item.count))]))
            case Judged(full_at=full_at) if full_at:
                return [full_at.ratio.of, full_at.ratio.over]
            case Checklist():
                return [part.key for part in item.parts]
            case Choice() | YesNo():
                return [item.key]
        return []

    def _rule(self, item: Item) -> Iterator[str]:
        """What an item asks and what its levels are worth, then for whom."""
        yield item.text
        asked = {level.level for level in item.own_levels}
        if isinstance(item, YesNo) and asked == {level.id for level in self._ruleset.levels}:
            yield self._say("rules.every_level")
        else:
            here, there = ("; ".join(scales.scale(item)) for scales in (self._here, self._there))
            yield here
            if there != here:
                area = self._say("area.disadvantaged")
                yield self._say("rules.in_area", area=area, scale=there)
        yield from self._audience(item)

    def _audience(self, item: Item) -> Iterator[str]:
        said = audience(self._sheet, item.applies_to)
        if said:
            yield said

    def _applies(self, id_: str, rule: MayNotApply) -> Line:
        label = self._say("form.applies", when=rule.when)
        return Line(
            f"applies.{id_}",
            Kind.YES_NO,
            label,
            id_,
            unit=self._say("form.unit.yes_no"),
            quiet=True,
        )

    # --- evidence ----------------------------------------------------------------------

    def _evidence(self, key: str) -> Line:
        """The row of a key; where it stands already, one that shows it."""
        entry = self._ruleset.evidence[key]
        kind = Kind.AGAIN if key in self._stated else Kind(entry.type.value)
        self._stated.add(key)
        least, most = entry.at_least, entry.at_most
        if kind is Kind.COUNT:
            least = ZERO if least is None else least
        if kind is Kind.PERCENTAGE:
            least, most = ZERO, Decimal(1)
        return Line(
            f"evidence.{key}",
            kind,
            entry.label,
            unit=self._unit(entry),
            options=by_label(entry.labels) if entry.options else None,
            least=least,
            most=most,
        )

    def _unit(self, entry: EvidenceKey) -> str:
        kind = entry.type.value
        said = {"yes_no", "choice"}
        return self._say(f"form.unit.{kind}") if kind in said else entry.unit or ""


def by_label(labels: Mapping[str, str]) -> dict[str, str]:
    """What is shown of each choice, and what it stands for; ids where labels are alike."""
    alike = len({label.casefold() for label in labels.values()}) < len(labels)
    return {(id_ if alike else label): id_ for id_, label in labels.items()}


def _opening(line: Line, item: str, rule: tuple[str, ...]) -> Line:
    return replace(line, item=item, rule=tuple(filter(None, rule)))
