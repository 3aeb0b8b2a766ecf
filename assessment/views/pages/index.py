"""The index: every ruleset by subject, those in force first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from assessment.model.catalogue import Listed
from assessment.model.ruleset import Ruleset, SubjectKind
from assessment.views.pages.front import Address, state
from assessment.views.pages.shares import Shares, shares
from assessment.views.pages.sheet import Run, Sheet
from assessment.wording import Words

_GROUPS = ("current", "coming", "past", "on_request")


@dataclass(frozen=True, slots=True)
class Entry:
    """A ruleset on the index, and the overlays on it."""

    link: Run
    id: str
    number: str
    document: str
    force: str
    shares: Shares
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
    listed: Sequence[Listed], words: Words, today: date, address: Address, *, dated: bool
) -> IndexPage:
    """The index of these rulesets. `dated`: say for which day it holds."""
    subjects = tuple(_subjects(listed, words, today, address))
    return IndexPage(subjects, len(listed), words.date(today) if dated else None)


def _subjects(
    listed: Sequence[Listed], words: Words, today: date, address: Address
) -> Iterator[SubjectGroup]:
    for kind in SubjectKind:
        of_kind = [each for each in listed if each.ruleset.subject is kind]
        if of_kind:
            groups = tuple(
                Group(
                    name,
                    words.say(f"page.state.{name}"),
                    tuple(_entry(each, words, address) for each in of_group),
                )
                for name in _GROUPS
                if (of_group := [x for x in of_kind if _group(x.ruleset, today) == name])
            )
            yield SubjectGroup(kind.value, words.say(f"page.subject.{kind.value}"), groups)


def _group(ruleset: Ruleset, today: date) -> str:
    return "on_request" if ruleset.on_request_only else state(ruleset.document.in_force, today)


def _entry(listed: Listed, words: Words, address: Address) -> Entry:
    ruleset, force = listed.ruleset, listed.ruleset.document.in_force
    return Entry(
        Run(ruleset.title, address(ruleset.id)),
        ruleset.id,
        ruleset.document.number,
        ruleset.document.title,
        words.span(force.from_, force.to),
        shares(Sheet(ruleset, words)),
        tuple(_overlays(listed, address)),
    )


def _overlays(listed: Listed, address: Address) -> Iterable[Run]:
    for overlay in listed.overlays:
        yield Run(overlay.title, address(f"{overlay.base}+{overlay.id}"))
