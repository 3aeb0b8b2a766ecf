"""The head of an item and the lines of its scale: what both kinds of table are made of."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from assessment.model.item import (
    AllOf,
    Award,
    BestOf,
    Checklist,
    ChoiceLevel,
    Item,
    Judged,
    MayNotApply,
    RatioOf,
    Threshold,
    ThresholdLevel,
)
from assessment.views.pages.audience import audience
from assessment.views.pages.sheet import (
    Figure,
    Ground,
    Mark,
    Run,
    Runs,
    Sheet,
    evidence_anchor,
    item_anchor,
)


@dataclass(frozen=True, slots=True)
class Asked:
    """What a level asks. `law`: the words are the law's own.

    `counts`: what it counts in the place of what its item does. `elsewhere`: the same in a
    disadvantaged area, where it differs there.
    """

    text: str
    law: bool = False
    counts: str | None = None
    elsewhere: Asked | None = None
    audience: str | None = None


@dataclass(frozen=True, slots=True)
class Cited:
    """A source said once for all lines below. `of`: of which figure; empty: of the item."""

    of: str
    source: Runs


@dataclass(frozen=True, slots=True)
class Head:
    """An item's own words: its text, what is compared, how, and whom it is for."""

    anchor: str
    id: str
    text: str
    part: bool
    mark: Mark
    sources: tuple[Cited, ...]
    compares: Runs = ()
    how: str | None = None
    audience: str | None = None
    note: str | None = None
    may_not_apply: LeftOut | None = None


@dataclass(frozen=True, slots=True)
class LeftOut:
    """When an item may be left out, and what then."""

    when: str
    then: str
    ground: Ground


def head(sheet: Sheet, item: Item, *, seen: str, part: bool = False) -> Head:
    """`seen`: the source already shown above it."""
    own = () if item.source == seen else (Cited("", sheet.cite(item.source)),)
    shared = tuple(Cited(name, sheet.cite(of)) for name, of in _shared(sheet, item).items())
    return Head(
        item_anchor(item.id),
        item.id,
        item.text,
        part,
        sheet.mark(item.wording_basis),
        (*own, *shared),
        _compares(sheet, item),
        _how(sheet, item),
        audience(sheet, item.applies_to),
        item.note,
        left_out(sheet, item.may_not_apply, seen=item.source),
    )


def cited_above(sheet: Sheet, item: Item) -> frozenset[str]:
    """The sources that the lines of an item's scale need not repeat."""
    return frozenset((item.source, *_shared(sheet, item).values()))


def _shared(sheet: Sheet, item: Item) -> dict[str, str]:
    """A source that one figure has on every level that states it, on two levels or more."""
    sources: dict[str, list[str]] = {}
    for level in item.own_levels:
        for figure in figures(sheet, level):
            sources.setdefault(figure.name, []).append(figure.source)
    return {
        name: found[0]
        for name, found in sources.items()
        if len(found) > 1 and len(set(found)) == 1 and found[0] != item.source
    }


def left_out(sheet: Sheet, rule: MayNotApply | None, *, seen: str) -> LeftOut | None:
    if rule is None:
        return None
    then = sheet.say(f"page.left_out.{rule.then}")
    return LeftOut(rule.when, then, sheet.ground(rule.basis, rule.source, seen=(seen,)))


def asked(sheet: Sheet, item: Item, level: Award) -> Asked:
    """What a level asks, in a standard area and, where it differs, in a disadvantaged one."""
    here = _asked_here(sheet, item, level)
    if not isinstance(level, ThresholdLevel) or level.disadvantaged is None:
        return here
    there = _asked_here(sheet, item, level.in_disadvantaged_area)
    return replace(here, elsewhere=there) if there != here else here


def figures(sheet: Sheet, level: Award) -> Iterator[Figure]:
    """The figures of a level: its threshold, the other area's, its points."""
    threshold = level.threshold_basis or level.basis, level.threshold_source or level.source
    if level.asks or level.points is None:
        yield Figure(sheet.say("page.figure.threshold"), *threshold)
    if isinstance(level, ThresholdLevel) and (variant := level.disadvantaged):
        yield Figure(sheet.area, variant.basis, variant.source)
    if level.points is not None:
        ground = level.points_basis or level.basis, level.points_source or level.source
        yield Figure(sheet.say("page.figure.points"), *ground)


def every_figure(sheet: Sheet, item: Item) -> Iterator[Figure]:
    """The figures of all that an item's scale shows, part by part."""
    points = sheet.say("page.figure.points")
    match item:
        case Checklist():
            yield from (Figure(points, part.basis, part.source) for part in item.parts)
        case Judged():
            if full := item.full_at:
                yield Figure(sheet.say("page.figure.threshold"), full.basis, full.source)
            yield Figure(points, item.max_basis or item.basis, item.max_source or item.source)
        case _:
            for level in item.own_levels:
                yield from figures(sheet, level)
            for part in item.nested:
                yield from every_figure(sheet, part)


def share(sheet: Sheet, ratio: RatioOf) -> Runs:
    """What is divided by what, each linked to the evidence asked for."""
    return (_evidence(sheet, ratio.of), Run(" / "), _evidence(sheet, ratio.over))


def _asked_here(sheet: Sheet, item: Item, level: Award) -> Asked:
    audience_ = audience(sheet, level.applies_to)
    match item, level:
        case AllOf(), _:
            return Asked(sheet.say("page.every_part"), audience=audience_)
        case Threshold(), ThresholdLevel(otherwise=False):
            counts = sheet.here.other_count(item, level)
            return Asked(_limit(sheet, item, level), counts=counts, audience=audience_)
    law = isinstance(level, ChoiceLevel) and not level.otherwise
    return Asked(sheet.here.asks(item, level), law, audience=audience_)


def _limit(sheet: Sheet, item: Threshold, level: ThresholdLevel) -> str:
    """A limit with the unit of what is counted: "từ 4 lần"."""
    figure = level.at_least or level.at_most
    if figure is None:
        return sheet.say("scale.unknown")
    unit = sheet.here.unit(item.count or item.number or "")
    name = "at_least" if level.at_least else "at_most"
    return sheet.say(f"scale.{name}", figure=f"{sheet.here.figure(figure.text)}{unit}")


def _compares(sheet: Sheet, item: Item) -> Runs:
    """What is counted, where the item's own words do not say it."""
    match item:
        case Threshold(ratio=ratio) if ratio:
            return share(sheet, ratio)
        case Judged(full_at=full) if full:
            return share(sheet, full.ratio)
        case Threshold() if key := item.count or item.number:
            return () if sheet.here.label(key) == item.text else (_evidence(sheet, key),)
    return ()


def _how(sheet: Sheet, item: Item) -> str | None:
    match item:
        case BestOf():
            return sheet.say("page.best_of")
        case Threshold(ratio=ratio) if ratio and ratio.none_means:
            return sheet.say("page.none_means_met")
    return None


def _evidence(sheet: Sheet, key: str) -> Run:
    return Run(sheet.here.label(key), f"#{evidence_anchor(key)}")
