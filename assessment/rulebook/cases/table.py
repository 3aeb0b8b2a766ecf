"""Tables of cases that an official can check: what they hold, and the `Case`s they come to.

A table is a YAML file `cases/*.yaml` on a shelf:

    about: what the table is about
    ruleset: tt44-2014            # a case may name another
    subject: {area: standard}     # added to {kind, name}; a case may add more
    cases:
    - id: unique in the table
      note: what is tried, in words
      source: the article that the figures come from
      evidence: {base: all, key: value}
      expect: {total: 84.5, rating: kha}
    - id: a-scale-in-one-block
      note: 70 % of the households earn 4 points, 60 % earn 3
      source: the article
      evidence: {base: all, households: 1000}
      ladder:
        vary: households_recognised
        item: "9.1"
        points: {701: 4, 700: 4, 699: 3, 601: 3, 600: 3, 599: 2}

`base: all` starts from a dossier that earns everything; the keys after it change it, and a
key with no value takes it away. A ladder is one case a step: the value of `vary` (a key of
the evidence, or `subject.area`, `period.to` and the like) and what then comes out.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Annotated, Any, Literal, NamedTuple

from pydantic import BeforeValidator, Field

from assessment.errors import Notice, Place
from assessment.files import Steps, Tree
from assessment.intake.read import dossier_from_content
from assessment.model.dossier import Dossier
from assessment.model.outcome import Options, Standing, Status
from assessment.model.quantity import Points
from assessment.model.sourced import Frozen, Id, Key, Text


def _pair(value: Any) -> Any:
    return value if isinstance(value, list | tuple) else (value, value)


def _listed(value: Any) -> Any:
    if value is None:
        return ()
    return value if isinstance(value, list | tuple) else (value,)


Span = Annotated[tuple[Points, Points], BeforeValidator(_pair)]
"""Points from the least to the most; one number where they meet."""

Listed = Annotated[tuple[Text, ...], BeforeValidator(_listed)]
"""Names; one may stand by itself."""


BASE = "base"
"""Not a key of the evidence: what the evidence of a case starts from."""


# --- what a table holds ----------------------------------------------------------------


class Claimed(Frozen):
    """What the subject's own claim comes to, where an inspection changed it."""

    total: Points | None = None
    rating: Text | None = None


class Expect(Frozen):
    """What a case must come to; what is not stated is not compared.

    `points`, `levels`, `states` and `reached` (the limit reached) go by the id of an
    indicator, part, gate or criterion. `because`: a rating, then the conditions that fail
    or are open and the ids that decide them. `missing` and `warnings` are compared whole;
    `notes` must be there, `no_notes` must not: interpretations by id, others by code.
    """

    total: Points | None = None
    range: Span | None = None
    rating: Text | None = None
    possible: Listed | None = None
    recognised: bool | None = None
    status: Standing | None = None
    max: Points | None = None
    placeholder_points: Points | None = None
    points: Mapping[Key, Span] = Field(default_factory=dict)
    levels: Mapping[Key, Mapping[Id, bool | None]] = Field(default_factory=dict)
    states: Mapping[Key, Status] = Field(default_factory=dict)
    reached: Mapping[Key, Text | None] = Field(default_factory=dict)
    because: Mapping[Text, Mapping[Text, Listed]] = Field(default_factory=dict)
    missing: Listed | None = None
    warnings: Listed | None = None
    notes: Listed | None = None
    no_notes: Listed | None = None
    claimed: Claimed | None = None
    error: Listed | None = None

    @property
    def items(self) -> frozenset[str]:
        """The ids of the indicators, parts, gates and criteria it names."""
        return frozenset((*self.points, *self.levels, *self.states, *self.reached))

    @property
    def ratings(self) -> frozenset[str]:
        """The ids of the ratings it names."""
        claimed = self.claimed.rating if self.claimed else None
        named = (self.rating, *(self.possible or ()), *self.because, claimed)
        return frozenset(rating for rating in named if rating is not None)


class Ladder(Frozen):
    """Values of one thing, each with what comes out. `item`: whose points or levels."""

    vary: Text
    item: Key | None = None
    points: Mapping[Text, Span] = Field(default_factory=dict)
    levels: Mapping[Text, Mapping[Id, bool | None]] = Field(default_factory=dict)
    states: Mapping[Text, Status] = Field(default_factory=dict)
    total: Mapping[Text, Points | None] = Field(default_factory=dict)
    rating: Mapping[Text, Text | None] = Field(default_factory=dict)
    warnings: Mapping[Text, Listed] = Field(default_factory=dict)
    notes: Mapping[Text, Listed] = Field(default_factory=dict)
    no_notes: Mapping[Text, Listed] = Field(default_factory=dict)
    error: Mapping[Text, Listed] = Field(default_factory=dict)

    @property
    def asked(self) -> tuple[str, ...]:
        """The outcomes that it states."""
        return tuple(name for name in _OUTCOMES if getattr(self, name))

    @property
    def asks_of_item(self) -> bool:
        """Whether some outcome is that of its item."""
        return not _OF_ITEM.isdisjoint(self.asked)

    @property
    def items(self) -> frozenset[str]:
        """The id of its item, if it has one."""
        return frozenset() if self.item is None else frozenset({self.item})

    def steps(self) -> Iterator[tuple[str, str, Expect]]:
        """Each value, the outcome that it first stands under, and what must come of it."""
        for value in dict.fromkeys(value for name in self.asked for value in getattr(self, name)):
            stated = {
                name: getattr(self, name)[value]
                for name in self.asked
                if value in getattr(self, name)
            }
            expect = {
                name: {self.item: outcome} if name in _OF_ITEM else outcome
                for name, outcome in stated.items()
            }
            yield value, next(iter(stated)), Expect.model_validate(expect)


_OF_ITEM = frozenset({"points", "levels", "states"})
_OUTCOMES = tuple(name for name in Ladder.model_fields if name not in ("vary", "item"))


class HowScored(Frozen):
    missing: Literal["open", "zero"] = "open"
    strict: bool = False


class Entry(Frozen):
    """One block of a table: a case, or a ladder of them."""

    id: Id
    note: Text
    source: Text
    ruleset: Id | None = None
    overlay: Id | None = None
    subject: Mapping[str, Any] = Field(default_factory=dict)
    period: Mapping[str, Any] | None = None
    previous: Mapping[str, Any] | None = None
    evidence: Mapping[str, Any] = Field(default_factory=dict)
    inspected: Mapping[str, Any] | None = None
    applies: Mapping[str, Any] | None = None
    options: HowScored = HowScored()
    expect: Expect | None = None
    ladder: Ladder | None = None

    @property
    def named(self) -> frozenset[str]:
        """The keys and ids that it names itself, beside those of a full dossier."""
        sections = (self.evidence, self.inspected or {}, self.applies or {})
        return frozenset(key for section in sections for key in section) - {BASE}


class Table(Frozen):
    """A file of cases. `note` holds for all of them."""

    about: Text
    note: Text | None = None
    ruleset: Id | None = None
    subject: Mapping[str, Any] = Field(default_factory=dict)
    cases: tuple[Entry, ...] = Field(min_length=1)


class Position(NamedTuple):
    """A block of a table, by the path to it."""

    tree: Tree
    steps: Steps

    def of(self, notice: Notice) -> Notice:
        """What is wrong with a case's dossier, at the line of the block that says it."""
        section, _, key = (notice.place.path or "").partition(".")
        place = self.tree.place((*self.steps, section, key))
        return replace(notice, place=replace(place, path=notice.place.path))


@dataclass(frozen=True)
class Case:
    """One dossier and what must come of it.

    `step`: the value that a ladder gives to what it varies; None outside a ladder.
    `block_at`: where its block stands in the table.
    `about`: the keys and ids that the case is about.
    """

    table: str
    block: str
    step: str | None
    place: Place
    block_at: Position
    note: str
    source: str
    ruleset: str
    overlay: str | None
    content: Mapping[str, Any]
    options: Options
    expect: Expect
    about: frozenset[str]

    @property
    def name(self) -> str:
        """Table and block; `str` adds the step of a ladder."""
        return f"{self.table}:{self.block}"

    def __str__(self) -> str:
        return self.name if self.step is None else f"{self.name}@{self.step}"

    @cached_property
    def dossier(self) -> Dossier:
        """The dossier to score.

        Raises:
            DossierError: `shape.*`, which a case may expect.

        """
        return dossier_from_content(self.content, str(self))
