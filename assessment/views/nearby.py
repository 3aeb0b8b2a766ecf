"""Who is near a title: what a page says of them, and the list."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from functools import cache
from typing import Any, NamedTuple, Protocol

from assessment.model.quantity import plain
from assessment.model.ruleset import Ruleset
from assessment.views.lines import wrapped
from assessment.views.remarks import named
from assessment.wording import Words

_MOST_GROUPS = 12
_MOST_LIFTS = 5
_ABOUT = ("id", "name", "hamlet", "commune")


class Near(Protocol):
    """How many rows are near the lowest title, where, and what would lift them."""

    @property
    def rows(self) -> int: ...
    @property
    def barred(self) -> int: ...
    @property
    def unseen(self) -> int: ...
    @property
    def awaited(self) -> Sequence[tuple[str, int]]: ...
    @property
    def groups(self) -> Sequence[tuple[tuple[str | None, str | None], int]]: ...
    @property
    def lifts(self) -> Sequence[tuple[str, int]]: ...


class Room(Protocol):
    """The points that an item still has to give."""

    @property
    def id(self) -> str: ...
    @property
    def points(self) -> Decimal: ...


class Lack(Protocol):
    """A row near the lowest title, and what it lacks."""

    @property
    def row(self) -> int: ...
    @property
    def about(self) -> Mapping[str, str | None]: ...
    @property
    def points(self) -> Decimal: ...
    @property
    def short(self) -> Decimal: ...
    @property
    def alone(self) -> Sequence[str]: ...
    @property
    def rooms(self) -> Sequence[Room]: ...
    @property
    def bars(self) -> Sequence[str]: ...
    @property
    def missing(self) -> str | None: ...


class Nearby(NamedTuple):
    """`within`: points that may be lacking. `file`: that of the list; None: there is none."""

    near: Near
    within: Decimal
    file: str | None


def lines(ruleset: Ruleset, nearby: Nearby, words: Words) -> Iterator[str]:
    """What the page of a run says."""
    near = nearby.near
    said = words.say("nearby.rows", count=near.rows, within=nearby.within)
    if near.barred:
        said = f"{said}; {words.say('nearby.barred', count=near.barred)}"
    if near.unseen:
        keys = ", ".join(named(ruleset, key) for key, _ in near.awaited)
        said = f"{said}; {words.say('nearby.unseen', count=near.unseen, keys=keys)}"
    yield from wrapped(said, "  ", "    ")
    if near.groups:
        yield from wrapped(
            words.say("nearby.hamlets", groups=_groups(near, words)), "    ", "      "
        )
    if near.lifts:
        items = ", ".join(
            words.say("nearby.lift", id=id_, count=count) for id_, count in near.lifts[:_MOST_LIFTS]
        )
        yield from wrapped(words.say("nearby.alone", items=items), "    ", "      ")


def _groups(near: Near, words: Words) -> str:
    several = len({commune for (_, commune), _ in near.groups}) > 1
    shown = []
    for (hamlet, commune), count in near.groups[:_MOST_GROUPS]:
        names = (hamlet, commune) if several else (hamlet,)
        label = ", ".join(name or words.say("certify.nobody") for name in names)
        shown.append(f"{label} ({words.number(count)})")
    more = len(near.groups) - _MOST_GROUPS
    return "; ".join(shown) + (f"; {words.say('nearby.more', count=more)}" if more > 0 else "")


def contract(nearby: Nearby) -> dict[str, Any]:
    """The same for programs; the names are a contract."""
    near = nearby.near
    return {
        "within": plain(nearby.within),
        "file": nearby.file,
        "rows": near.rows,
        "barred": near.barred,
        "evidence_missing": {
            "rows": near.unseen,
            "keys": [{"key": key, "rows": count} for key, count in near.awaited],
        },
        "hamlets": [
            {"value": hamlet, "commune": commune, "rows": count}
            for (hamlet, commune), count in near.groups
        ],
        "alone": [{"id": id_, "rows": count} for id_, count in near.lifts],
    }


def rows(found: Iterable[Lack], words: Words) -> Iterator[list[str]]:
    """The list, its header first."""
    number = cache(words.number)
    yield words.say("nearby.columns").split("|")
    for each in found:
        rooms = ", ".join(f"{room.id} (+{number(room.points)})" for room in each.rooms)
        yield [
            str(each.row),
            *(each.about.get(name) or "" for name in _ABOUT),
            number(each.points),
            number(each.short),
            ", ".join(each.alone),
            rooms,
            ", ".join(each.bars),
            each.missing or "",
        ]
