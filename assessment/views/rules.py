"""A ruleset on the screen, in full."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from assessment.model.basis import Basis
from assessment.model.chain import Link, Results
from assessment.model.item import Checklist, Item, Judged, YesNo
from assessment.model.procedure import Step
from assessment.model.ruleset import Rating, Ruleset
from assessment.model.sourced import Sourced
from assessment.views import chains
from assessment.views.catalogue import in_force_text
from assessment.views.figures import FigureWords
from assessment.views.lines import wrapped
from assessment.views.scales import Scales
from assessment.wording import Words


def render(ruleset: Ruleset, words: Words, links: Sequence[tuple[Results, Link]] = ()) -> str:
    """A ruleset as an official reads it, and the share of its figures by basis.

    Args:
        links: the results that its evidence may be taken from.

    """
    taken = chains.lines(ruleset, links, words)
    return "\n".join((*_Ruleset(ruleset, words).lines(), *taken, ""))


def contract(ruleset: Ruleset, links: Sequence[tuple[Results, Link]] = ()) -> dict[str, Any]:
    """The ruleset as it was written, with its digest, and where its evidence may come from."""
    taken = chains.contract(links)
    return {"sha256": ruleset.digest, "ruleset": ruleset.content, "taken_from": taken}


class _Ruleset:
    def __init__(self, ruleset: Ruleset, words: Words) -> None:
        self._ruleset = ruleset
        self._words = words
        self._say = words.say
        self._names = Scales(ruleset, words)
        self._elsewhere = Scales(ruleset, words, disadvantaged=True)

    def lines(self) -> Iterator[str]:
        ruleset, document = self._ruleset, self._ruleset.document
        yield from wrapped(f"{ruleset.id} · {ruleset.title}", "")
        yield from self._row("rules.document", f"{document.number}: {document.title}")
        for overlay in ruleset.overlays:
            if overlay.confirmed is None:
                yield from self._row("rules.overlay", f"{overlay.title} ({overlay.number})")
        yield from self._row("rules.force", in_force_text(document, self._words))
        if document.afterwards:
            yield from self._row("calendar.afterwards", document.afterwards.text)
        yield from self._row("rules.subject", self._say(f"subject.{ruleset.subject.value}"))
        if ruleset.gives:
            yield from self._row("rules.gives", ruleset.gives)
        if ruleset.note:
            yield from self._row("explain.note", ruleset.note.text)
        yield from self._row("rules.digest", ruleset.digest)
        for unit_type in ruleset.unit_types:
            yield from wrapped(f"{unit_type.id}: {unit_type.text}", "  ", "      ")
        for criterion in ruleset.criteria:
            yield ""
            most = f" ({self._say('points', points=criterion.max)})" if criterion.max else ""
            yield from wrapped(f"{criterion.id}. {criterion.title.text}{most}", "", "   ")
            for item in criterion.indicators:
                yield from self._item(item)
        if ruleset.gates:
            yield from self._section("gates")
            for gate in ruleset.gates:
                yield from self._item(gate)
        if ruleset.exclusions:
            yield from self._section("exclusions")
        for exclusion in ruleset.exclusions:
            text = f"{exclusion.text} [{exclusion.key}] ({self._ground(exclusion)})"
            yield from wrapped(text, "   ")
        yield from self._ratings()
        yield from self._interpretations()
        yield from self._shares()
        if confirmations := list(FigureWords(ruleset, self._words).confirmations()):
            yield from (*self._section("confirm.section"), *confirmations)
        yield from self._evidence()
        yield from self._procedure()
        yield from self._sources()

    def _item(self, item: Item) -> Iterator[str]:
        most = f" ({self._say('points', points=item.most)})" if item.most else ""
        yield from wrapped(f"{item.id} {item.text}{most}", "   ", "       ")
        yield from self._scale(item)
        bases = ", ".join(dict.fromkeys(self._basis(basis) for basis in _bases(item)))
        yield from wrapped(f"{item.source}; {bases}", "       ")

    def _scale(self, item: Item) -> Iterator[str]:
        asked = {level.level for level in item.own_levels}
        if isinstance(item, YesNo) and asked == {level.id for level in self._ruleset.levels}:
            yield from wrapped(self._say("rules.every_level"), "       ")
            return
        here = " · ".join(self._names.scale(item))
        yield from wrapped(here, "       ")
        there = " · ".join(self._elsewhere.scale(item))
        if there != here:
            area = self._say("area.disadvantaged")
            yield from wrapped(self._say("rules.in_area", area=area, scale=there), "       ")

    def _ratings(self) -> Iterator[str]:
        yield from self._section("rules.ratings")
        for rating in self._ruleset.ratings:
            asks = ", ".join(self._asks(rating)) or self._say("rules.otherwise")
            name, ground = f"{rating.title} [{rating.id}]", self._ground(rating)
            if rating.when and self._ground(rating.when) != ground:
                name, ground = f"{name} ({ground})", self._ground(rating.when)
            yield from wrapped(f"{name}: {asks} ({ground})", "   ", "     ")

    def _asks(self, rating: Rating) -> Iterator[str]:
        when = rating.when
        if when is None:
            return
        if when.total:
            text = self._say("condition.total", figure=when.total.at_least)
            variant = rating.disadvantaged
            if variant and variant.when.total:
                other = self._say("condition.total", figure=variant.when.total.at_least)
                there = self._ground(variant.when)
                other += f"; {there}" if there != self._ground(when) else ""
                text = f"{text} ({self._say('area.disadvantaged')}: {other})"
            yield text
        for kind in ("no_criterion_at", "no_indicator_below"):
            figure = getattr(when, kind)
            if figure is not None:
                yield self._say(f"condition.{kind}", figure=figure)
        for level in when.levels or ():
            yield self._say(
                "condition.level", figure=self._words.running(self._names.level_title(level))
            )

    def _interpretations(self) -> Iterator[str]:
        if self._ruleset.interpretations:
            yield from self._section("rules.interpretations")
        for reading in self._ruleset.interpretations:
            yield from wrapped(f"{reading.where}: {reading.text}", "   ", "     ")

    def _shares(self) -> Iterator[str]:
        counts = dict.fromkeys(Basis, 0)
        for item in self._ruleset.every_item():
            for basis in _bases(item):
                counts[basis] += 1
        total = sum(counts.values())
        yield from self._section("rules.shares")
        for basis, count in counts.items():
            if count:
                yield f"   {self._basis(basis)}: {count}/{total}"

    def _evidence(self) -> Iterator[str]:
        yield from self._section("rules.evidence")
        for key, entry in self._ruleset.evidence.items():
            unit = f", {entry.unit}" if entry.unit else ""
            options = "; ".join(f"{id_} = {label}" for id_, label in entry.labels.items())
            kind = self._say(f"type.{entry.type.value}")
            text = f"{key}: {entry.label} ({kind}{unit}){': ' + options if options else ''}"
            yield from wrapped(text, "   ", "     ")

        for key, item in self._ruleset.keyed_by_id.items():
            name = "rules.judged_key" if isinstance(item, Judged) else "rules.share_key"
            text = self._say(name, key=key, text=item.text, max=item.most)
            yield from wrapped(text, "   ", "     ")

    def _sources(self) -> Iterator[str]:
        if self._ruleset.sources:
            yield from self._section("rules.sources")
        for code, text in self._ruleset.sources.items():
            yield from wrapped(f"{code}: {text}", "   ", "     ")

    def _procedure(self) -> Iterator[str]:
        ruleset, procedure = self._ruleset, self._ruleset.procedure
        if validity := ruleset.validity:
            text = self._say(
                "rules.validity_text", months=validity.months, counted=validity.counted
            )
            yield from self._row("rules.validity", text)
        if upgrade := ruleset.upgrade:
            names = {"from": self._words.running(self._names.level_title(upgrade.from_))}
            names["to"] = self._words.running(self._names.level_title(upgrade.to))
            text = self._say(
                "rules.upgrade_text", **names, months=upgrade.after_months, counted=upgrade.counted
            )
            yield from self._row("rules.upgrade", text)
        if procedure is None:
            return
        yield from self._section("rules.procedure")
        if procedure.assessed_in:
            text = self._say("calendar.assessed", when=procedure.assessed_in)
            yield from wrapped(text, "   ", "     ")
        if data := procedure.data_period:
            text = self._say("calendar.data", data=f"{data.text} ({data.source})")
            yield from wrapped(text, "   ", "     ")
        for number, step in enumerate(procedure.steps, start=1):
            yield from wrapped(f"{number}. {step_text(step, self._words)}", "   ", "      ")
        for deadline in procedure.deadlines:
            month, day = deadline.before.split("-")
            name = "rules.deadline_next" if deadline.year == "next" else "rules.deadline"
            what = f"{deadline.who}: {deadline.what}" if deadline.who else deadline.what
            yield from wrapped(self._say(name, what=what, before=f"{day}/{month}"), "   ", "     ")
        for decider in procedure.decided_by:
            yield from wrapped(self._say("rules.decided_by", who=decider.who), "   ", "     ")
        if procedure.council:
            yield f"   {self._say('rules.council', count=procedure.council.members_at_least)}"
        for papers in procedure.dossier:
            listed = "; ".join(papers.papers)
            yield from wrapped(
                self._say("rules.papers", by=papers.by, papers=listed), "   ", "     "
            )

    def _section(self, name: str) -> list[str]:
        return ["", self._say(name)]

    def _row(self, name: str, text: str) -> list[str]:
        return wrapped(text, f"  {self._say(name):<14}", " " * 16)

    def _ground(self, entry: Sourced) -> str:
        return f"{entry.source}; {self._basis(entry.basis)}"

    def _basis(self, basis: Basis) -> str:
        return self._say(f"basis.{basis.value}")


def step_text(step: Step, words: Words) -> str:
    """Who does what, and within how many working days."""
    within = step_within(step, words)
    return f"{step.who}: {step.does}{f', {within}' if within else ''}"


def step_within(step: Step, words: Words) -> str | None:
    """Within how many working days of what."""
    days, counted = step.within_working_days, step.counted_from
    if days is None:
        return None
    if counted is None:
        return words.say("calendar.step_days", days=days)
    return words.say("rules.step_days", days=days, counted=counted)


def _bases(item: Item) -> Iterator[Basis]:
    """The basis of each level, part by part; of the item where it has no levels."""
    if isinstance(item, Checklist):
        yield from (part.basis for part in item.parts)
    elif item.nested:
        for part in item.nested:
            yield from _bases(part)
    elif item.own_levels:
        yield from (level.weakest_basis for level in item.own_levels)
    else:
        yield item.basis
