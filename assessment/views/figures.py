"""The figures of a ruleset in words: what each is, what it says, what it may be."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from typing import NamedTuple

from assessment.files import Steps, one_line
from assessment.model.compared import Compared
from assessment.model.figure import Figure, Known, parse_name
from assessment.model.item import MET, Award, Checklist, Choice, Item
from assessment.model.ruleset import AppliedOverlay, Ruleset
from assessment.views.lines import wrapped
from assessment.views.scales import Scales
from assessment.wording import Words

_WRITTEN = frozenset(
    {"text", "title", "number", "when", "who", "counted", "assessed_in", "repeals", "repealed_by"}
)
_DAYS = frozenset({"issued", "from", "to", "until", "before"})
_NAMED = frozenset(
    {"then", "starts", "disadvantaged_scale_for", "none_means", "may_exceed", "public"}
)
_OF_WHOM = frozenset({"ratio", "none_means", "may_exceed", "unit_type", "not_unit_type", "public"})
"""Figures that an item states for all its levels, or a level for itself."""
_OF_AN_ITEM: Mapping[tuple[str, ...], str] = {
    ("title", "text"): "name",
    ("title",): "name",
    ("full_at", "at_least"): "full_at",
    ("when", "total", "at_least"): "total",
    ("printed", "from"): "printed_from",
    ("printed", "to"): "printed_to",
}
_YES_NO: Mapping[str, str] = {"true": "yes", "false": "no"}
_GROUPS: Mapping[str, str] = {
    "areas": "scale",
    "levels": "scale",
    "evidence_rule": "document",
    "validity": "procedure",
    "upgrade": "procedure",
}


class Group(NamedTuple):
    """Figures that stand together on a page."""

    title: str
    figures: tuple[Figure, ...]


class FigureWords(Scales):
    """The figures of one ruleset in one language."""

    def __init__(self, ruleset: Ruleset, words: Words) -> None:
        super().__init__(ruleset, words)
        self._items: Mapping[str, Item] = {item.id: item for item in ruleset.every_item()}
        self._texts = {criterion.id: criterion.title.text for criterion in ruleset.criteria}
        self._texts |= {rating.id: rating.title for rating in ruleset.ratings}
        self._texts |= {exclusion.id: exclusion.text for exclusion in ruleset.exclusions}
        self._texts |= {id_: item.text for id_, item in self._items.items()}

    def groups(self, figures: Iterable[Figure]) -> Iterator[Group]:
        """Figures by criterion, then by what holds for the whole."""
        for title, found in groupby(figures, key=self._group):
            yield Group(title, tuple(sorted(found, key=lambda f: f.path != ("title", "text"))))

    def owner(self, figure: Figure) -> str:
        """The text of the item that a figure belongs to; nothing where it has none."""
        return self._texts.get(figure.item or "", "")

    def what(self, figure: Figure) -> str:
        """What a figure is within its item: the points of a level, the pass mark."""
        return self._what(figure.item, figure.path)

    def said(self, figure: Figure) -> str:
        """What a figure says now."""
        if figure.value is None:
            return self._words.say("unknown")
        return self._in_words(figure.item, figure.path, figure.value)

    def labels(self, figure: Figure) -> dict[str, str]:
        """What a choice may be, by id."""
        return {id_: label or self._word(id_) for id_, label in figure.choices.items()}

    def basis(self, figure: Figure) -> str:
        return self._words.say(f"basis.{figure.basis.value}")

    def ground(self, source: str) -> str:
        return self._words.say("checklist.ground", source=source)

    def confirmations(self) -> Iterator[str]:
        """Every confirmation of the ruleset: lines of 80 columns."""
        for overlay in self._ruleset.overlays:
            yield from self.confirmation(overlay)

    def confirmation(self, overlay: AppliedOverlay) -> Iterator[str]:
        """Who confirmed which figures, when and by what; nothing for a locality's overlay."""
        say, confirmed = self._words.say, overlay.confirmed
        if confirmed is None:
            return
        head = say("confirm.by", by=confirmed.by, on=confirmed.on, id=overlay.id)
        yield from wrapped(head, "   ", "     ")
        for read in overlay.figures:
            item, steps = parse_name(read.figure, self._texts)
            what, to = self._what(item, steps), self._in_words(item, steps, read.to)
            was = self._in_words(item, steps, read.was) if read.was else ""
            name = "confirm.read_corrected" if read.was else "confirm.read"
            source = "; ".join(part for part in (read.source, read.by) if part)
            line = say(name, figure=read.figure, what=what, to=to, was=was, source=source)
            yield from wrapped(line, "     ", "       ")

    # --- what a figure is --------------------------------------------------------------

    def _group(self, figure: Figure) -> str:
        section = str(figure.steps[0])
        if section == "criteria":
            criterion = self._ruleset.criteria[int(figure.steps[1])]
            return f"{criterion.id}. {criterion.title.text}"
        return self._words.say(f"checklist.group.{_GROUPS.get(section, section)}")

    def _what(self, id_: str | None, path: Steps) -> str:
        say, item = self._words.say, self._items.get(id_ or "")
        names = tuple(step for step in path if isinstance(step, str))
        if item is not None and (level := _level(item, path)):
            text = self._of_level(item, level, names[-1])
        elif isinstance(item, Checklist) and names[0] == "parts":
            text = say("figure.part", label=self.label(item.parts[int(path[1])].key))
        elif id_ is None:
            text = say(f"figure.{path[0]}.{names[-1]}", which=self._which(path))
        else:
            standard = tuple(name for name in names if name != "disadvantaged")
            text = say(f"figure.item.{_OF_AN_ITEM.get(standard, names[-1])}")
        area = say("area.disadvantaged")
        return f"{text} ({area})" if "disadvantaged" in names else text

    def _of_level(self, item: Item, level: Award, figure: str) -> str:
        if figure in ("points", "level"):
            return self._words.say(f"figure.level.{figure}", level=self.asks(item, level))
        if figure in _OF_WHOM:
            what = self._words.say(f"figure.item.{figure}")
            return self._words.say("figure.level.of_whom", what=what, award=self.worth(level))
        kind = "option" if item.kind == "choice" else "limit"
        return self._words.say(f"figure.level.{kind}", award=self.worth(level))

    def _in_words(self, id_: str | None, path: Steps, text: str) -> str:
        """What a figure at this path says, as people here write it."""
        item, name = self._items.get(id_ or ""), path[-1]
        if name in _WRITTEN:
            return text
        if name in _DAYS and id_ is None:
            return "/".join(reversed(text.split("-")))
        if name in ("level", "levels"):
            return ", ".join(map(self.level_title, text.split(", ")))
        if name in _NAMED:
            return ", ".join(map(self._word, text.split(", ")))
        if name in ("unit_type", "not_unit_type"):
            types = {one.id: one.text for one in self._ruleset.unit_types}
            return "; ".join(types.get(id_, id_) for id_ in text.split(", "))
        if name == "ratio":
            return " / ".join(map(self.label, text.split(" / ")))
        if isinstance(item, Choice) and name in ("option", "at_least"):
            return self.option(item.key, text)
        return self._words.figure(text)

    def _which(self, path: Steps) -> str:
        """What tells one step, deadline or decider from the next."""
        procedure = self._ruleset.procedure
        match path:
            case ("procedure", "steps", int(number), _) if procedure:
                return procedure.steps[number].does
            case ("procedure", "deadlines", int(number), _) if procedure:
                return procedure.deadlines[number].what
            case ("procedure", "decided_by", int(number), _) if procedure:
                return procedure.decided_by[number].who
        return ""

    def _word(self, id_: str) -> str:
        if id_ == MET:
            return self._words.say("status.met")
        if id_ in _YES_NO:
            return self._words.say(_YES_NO[id_])
        family = "area" if id_.endswith("disadvantaged") else "figure.choice"
        return self._words.say(f"{family}.{id_}")


def known_by_name(found: Compared, words: Words) -> dict[str, Known]:
    """Every figure by its name, with the ways both languages write it."""
    languages = [FigureWords(found.ruleset, Words(language)) for language in ("vi", "en")]
    own = FigureWords(found.ruleset, words)
    return {figure.name: _known(figure, languages, own) for figure in found.figures}


def _known(figure: Figure, languages: Iterable[FigureWords], own: FigureWords) -> Known:
    shown = frozenset(one_line(names.said(figure)) for names in languages)
    labels = {label: id_ for names in languages for id_, label in names.labels(figure).items()}
    return Known(figure, shown, labels, tuple(own.labels(figure).values()))


def _level(item: Item, path: Steps) -> Award | None:
    """The level of an item that a path goes through."""
    if path[0] != "levels" or not item.own_levels:
        return None
    return item.own_levels[int(path[1])]
