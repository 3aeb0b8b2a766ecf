"""The index: every ruleset by subject, those in force first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from assessment.model.book import Leaf
from assessment.model.ruleset import Ruleset, SubjectKind
from assessment.views.pages.front import Address, state
from assessment.views.pages.shares import Shares, left_in_words, shares
from assessment.views.pages.sheet import Run, Sheet
from assessment.wording import Words

_GROUPS = ("current", "coming", "past", "on_request")


@dataclass(frozen=True, slots=True)
class Entry:
    """A ruleset on the index, and the overlays on it.

    `left`: how many of its figures nobody has compared, in a sentence; None: no such figure.
    """

    link: Run
    id: str
    number: str
    document: str
    force: str
    shares: Shares
    left: str | None
    overlays: tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """Rulesets of one subject and one state: current, coming, past, on_request."""

    state: str
    title: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class SubjectGroup:
    anchor: str
    title: str
    groups: tuple[Group, ...]


@dataclass(frozen=True, slots=True)
class IndexPage:
    """`as_of`: the day for which it was asked, where one was named."""

    subjects: tuple[SubjectGroup, ...]
    count: int
    as_of: str | None


def index_page(
    leaves: Sequence[Leaf], words: Words, today: date, address: Address, *, dated: bool
) -> IndexPage:
    """The index of these rulesets. `dated`: say for which day it holds."""
    subjects = tuple(_subjects(leaves, words, today, address))
    return IndexPage(subjects, len(leaves), words.date(today) if dated else None)


def _subjects(
    leaves: Sequence[Leaf], words: Words, today: date, address: Address
) -> Iterator[SubjectGroup]:
    for kind in SubjectKind:
        of_kind = [leaf for leaf in leaves if leaf.listed.ruleset.subject is kind]
        if of_kind:
            groups = tuple(
                Group(
                    name,
                    words.say(f"page.state.{name}"),
                    tuple(_entry(leaf, words, address) for leaf in of_group),
                )
                for name in _GROUPS
                if (of_group := [x for x in of_kind if _group(x.listed.ruleset, today) == name])
            )
            yield SubjectGroup(kind.value, words.say(f"page.subject.{kind.value}"), groups)


def _group(ruleset: Ruleset, today: date) -> str:
    return "on_request" if ruleset.on_request_only else state(ruleset.document.in_force, today)


def _entry(leaf: Leaf, words: Words, address: Address) -> Entry:
    ruleset, force = leaf.listed.ruleset, leaf.listed.ruleset.document.in_force
    return Entry(
        Run(ruleset.title, address(ruleset.id)),
        ruleset.id,
        ruleset.document.number,
        ruleset.document.title,
        words.span(force.from_, force.to),
        shares(Sheet(ruleset, words)),
        left_in_words(words, leaf.left),
        tuple(_overlays(leaf, address)),
    )


def _overlays(leaf: Leaf, address: Address) -> Iterable[Run]:
    for overlay in leaf.listed.overlays:
        yield Run(overlay.title, address(f"{overlay.base}+{overlay.id}"))
