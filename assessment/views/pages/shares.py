"""How much of a ruleset rests on each basis: points, and figures of its scales."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from assessment.model.basis import Basis, weakest
from assessment.model.item import AllOf, BestOf, Checklist, Item, Judged
from assessment.model.quantity import ZERO, plain
from assessment.model.ruleset import Ruleset
from assessment.views.pages.scale import every_figure
from assessment.views.pages.sheet import Mark, Sheet
from assessment.wording import Words


@dataclass(frozen=True, slots=True)
class Share:
    """One basis: its meaning, and how much rests on it.

    `start` and `amount` place it on a bar as long as the whole, `of_whole` says it;
    `figures` is the number of figures.
    """

    mark: Mark
    meaning: str
    of_whole: str
    figures: str
    start: str
    amount: str


@dataclass(frozen=True, slots=True)
class Shares:
    """`whole`: the length of the bar; points where the ruleset has any, else figures."""

    whole: str
    in_words: str
    shares: tuple[Share, ...]


def shares(sheet: Sheet) -> Shares:
    """Exact: the bar is drawn in points, or in figures, and nothing is rounded."""
    words, figures = sheet.words, figures_by_basis(sheet)
    drawn = points_by_basis(sheet.ruleset) if sheet.ruleset.in_points else figures
    whole = sum(drawn.values(), ZERO)
    unit = "points" if sheet.ruleset.in_points else "figures"
    start, found, said = ZERO, [], []
    for basis in Basis:
        mark = sheet.mark(basis)
        amount = drawn[basis]
        of_whole = words.say(f"page.share.{unit}", part=amount, whole=whole)
        found.append(
            Share(
                mark,
                words.say(f"page.meaning.{basis.value}"),
                of_whole,
                words.number(figures[basis]),
                plain(start),
                plain(amount),
            )
        )
        if amount:
            said.append(f"{mark.word} {of_whole}")
        start += amount
    return Shares(plain(whole), "; ".join(said), tuple(found))


def left_in_words(words: Words, left: int) -> str | None:
    """How many figures nobody has compared, of the scale and all else; None: no such figure."""
    return words.say("page.left", left=left) if left else None


def points_by_basis(ruleset: Ruleset) -> Mapping[Basis, Decimal]:
    """The most points of each item, by the basis that they rest on; they add up to the scale if all are known."""
    found = dict.fromkeys(Basis, ZERO)
    for item in ruleset.indicators.values():
        for basis, points in _most(item):
            found[basis] += points
    return found


def figures_by_basis(sheet: Sheet) -> Mapping[Basis, Decimal]:
    """The figures of every scale and mandatory condition: thresholds, variants, points."""
    found = dict.fromkeys(Basis, ZERO)
    for item in (*sheet.ruleset.indicators.values(), *sheet.ruleset.gates):
        for figure in every_figure(sheet, item):
            found[figure.basis] += 1
    return found


def _most(item: Item) -> Iterator[tuple[Basis, Decimal]]:
    """What an item's most points rest on."""
    match item:
        case Checklist():
            yield from ((part.basis, part.points) for part in item.parts)
        case Judged():
            yield item.weakest_basis, item.max
        case BestOf():
            ways = [part for part in item.parts if part.most == item.most]
            yield weakest(basis for way in ways for basis, _ in _most(way)), item.most
        case _:
            yield weakest(_best(item)), item.most


def _best(item: Item) -> Iterator[Basis]:
    """The bases of an item's best levels, and of the parts that they ask for."""
    own = item.own_levels
    yield from (level.weakest_basis for level in own if (level.points or ZERO) == item.most)
    if isinstance(item, AllOf):
        yield from (level.weakest_basis for part in item.parts for level in part.levels)
