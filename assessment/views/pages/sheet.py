"""What every part of a ruleset's page stands on: words, names, marks, citations, anchors."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from assessment.model.basis import Basis
from assessment.model.quantity import exact
from assessment.model.ruleset import Area, Ruleset
from assessment.views.scales import Scales
from assessment.wording import Words

_ANSWERS = {"true": "yes", "false": "no"}
_CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]*")


class Run(NamedTuple):
    """A piece of a line of text, with a link where `href` is given."""

    text: str
    href: str | None = None


Runs = tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Mark:
    """How well a figure is known: `basis` chooses sign and colour, `word` says it."""

    basis: str
    word: str


@dataclass(frozen=True, slots=True)
class Ground:
    """Where a figure comes from. `of`: which figure, where a line has several."""

    mark: Mark
    source: Runs = ()
    of: str = ""


class Figure(NamedTuple):
    """A figure of the law before it is put in words. `name`: what it is on its line."""

    name: str
    basis: Basis
    source: str


class Sheet:
    """One ruleset in one language, ready to be set in type."""

    def __init__(self, ruleset: Ruleset, words: Words) -> None:
        self.ruleset = ruleset
        self.words = words
        self.say = words.say
        self.here = Scales(ruleset, words)
        self._anchors = dict(_anchors(ruleset))
        codes = sorted(filter(_CODE.fullmatch, ruleset.sources), key=len, reverse=True)
        named = "|".join(map(re.escape, codes))
        self._codes = re.compile(rf"(?<![\w.-])({named})(?!\w)") if codes else None

    @cached_property
    def area(self) -> str:
        """The area that the second scale is for; the narrower name where it is for no other."""
        areas = self.ruleset.areas
        only_extreme = areas and Area.DISADVANTAGED not in areas.disadvantaged_scale_for
        area = Area.EXTREMELY_DISADVANTAGED if only_extreme else Area.DISADVANTAGED
        return self.say(f"area.{area.value}")

    def mark(self, basis: Basis) -> Mark:
        return Mark(basis.value, self.say(f"mark.{basis.value}"))

    def ground(
        self, basis: Basis, source: str, *, of: str = "", seen: Iterable[str] = ()
    ) -> Ground:
        """`seen`: sources that the reader has just met and need not meet again."""
        return Ground(self.mark(basis), () if source in seen else self.cite(source), of)

    def grounds(self, figures: Iterable[Figure], seen: Collection[str] = ()) -> tuple[Ground, ...]:
        """The grounds of a line's figures: those of one ground share it, a source is said once."""
        shared: dict[tuple[str, Basis], list[str]] = {}
        for figure in figures:
            source = "" if figure.source in seen else figure.source
            shared.setdefault((source, figure.basis), []).append(figure.name)
        last = dict(shared.keys())
        return tuple(
            self.ground(
                basis,
                source,
                of=", ".join(names) if len(shared) > 1 else "",
                seen=("",) if last[source] is basis else ("", source),
            )
            for (source, basis), names in shared.items()
        )

    def cite(self, source: str) -> Runs:
        """A source, its codes linked to the list of sources."""
        if self._codes is None:
            return (Run(source),)
        pieces = self._codes.split(source)
        return tuple(
            Run(piece, f"#{source_anchor(piece)}" if index % 2 else None)
            for index, piece in enumerate(pieces)
            if piece
        )

    def value(self, key: str, text: str) -> str:
        """A value of a dossier as people write it."""
        answer = _ANSWERS.get(text)
        shown = self.say(answer) if answer else self.here.value(key, text)
        try:
            return self.words.number(exact(text)) if shown == text else shown
        except ValueError:
            return shown

    def anchor(self, id_: str) -> str | None:
        """Where a criterion, an item, an exclusion or a rating stands on the page."""
        return self._anchors.get(id_)

    def links(self, ids: Iterable[str]) -> Runs:
        """Criteria, items and the like by id, each linked, commas between them."""
        runs: list[Run] = []
        for id_ in ids:
            anchor = self.anchor(id_)
            runs += [Run(", "), Run(id_, f"#{anchor}" if anchor else None)]
        return tuple(runs[1:])


def criterion_anchor(id_: str) -> str:
    return f"tc-{id_}"


def item_anchor(id_: str) -> str:
    return f"nd-{id_}"


def exclusion_anchor(id_: str) -> str:
    return f"lt-{id_}"


def rating_anchor(id_: str) -> str:
    return f"xl-{id_}"


def evidence_anchor(key: str) -> str:
    return f"sl-{key}"


def source_anchor(code: str) -> str | None:
    """None: a code that no address could name."""
    return f"ng-{code}" if _CODE.fullmatch(code) else None


def _anchors(ruleset: Ruleset) -> Iterator[tuple[str, str]]:
    """By id; of two things of one id the criteria and items come last and stand."""
    for rating in ruleset.ratings:
        yield rating.id, rating_anchor(rating.id)
    for exclusion in ruleset.exclusions:
        yield exclusion.id, exclusion_anchor(exclusion.id)
    for criterion in ruleset.criteria:
        yield criterion.id, criterion_anchor(criterion.id)
    for item in ruleset.every_item():
        yield item.id, item_anchor(item.id)
