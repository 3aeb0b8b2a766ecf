"""From points or levels to the rating of every row: the counterpart of `engine.determine`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from assessment.batch.score import ScoreColumns
from assessment.model import columns as col
from assessment.model.columns import Flag, Holds
from assessment.model.item import MET
from assessment.model.rows import Rows
from assessment.model.ruleset import Rating
from assessment.model.steps import Step, Steps


class Asked(NamedTuple):
    """One thing that a rating asks, of one criterion, indicator, gate or exclusion, or of all.

    `figure`: what is asked for. `id`: of what fails it where `holds` surely does not.
    """

    kind: str
    figure: object
    id: str
    holds: Holds


class Tested(NamedTuple):
    """A rating in one area: what it asks, where that holds, and where no better one surely does."""

    rating: Rating
    asked: tuple[Asked, ...]
    truth: Holds
    reached: Flag


@dataclass(frozen=True, slots=True)
class Determined:
    """`possible`: where each rating still is, by its id. `tests`: in a standard and a milder area."""

    possible: Mapping[str, Flag]
    tests: tuple[tuple[Flag, tuple[Tested, ...]], ...]
    recognised: Holds

    def only(self, id_: str) -> Flag:
        """Where it is the one rating that is possible."""
        others = (flag for other, flag in self.possible.items() if other != id_)
        return col.every((self.possible[id_], *map(col.no, others)))


def determine(rows: Rows, score: ScoreColumns) -> Determined:
    """Which ratings are possible in each row."""
    ruleset, steps = rows.ruleset, rows.steps
    always = tuple(_kept((*_gates(score), *_exclusions(score)), steps))
    standard = tuple(_tests(score, rows, always, disadvantaged=False))
    tests: tuple[tuple[Flag, tuple[Tested, ...]], ...] = ((True, standard),)
    if any(rating.disadvantaged for rating in ruleset.ratings):
        milder = tuple(_tests(score, rows, always, disadvantaged=True))
        tests = ((col.no(rows.disadvantaged), standard), (rows.disadvantaged, milder))
    ways = [(flag, _possible(found)) for flag, found in tests]
    possible = {
        rating.id: steps.keep(
            Step.RATINGS, col.some(col.every((flag, way[rating.id])) for flag, way in ways)
        )
        for rating in ruleset.ratings
    }
    last = ruleset.ratings[-1].id
    titles = col.some(flag for id_, flag in possible.items() if id_ != last)
    return Determined(possible, tests, Holds(col.no(possible[last]), titles))


def _tests(
    score: ScoreColumns,
    rows: Rows,
    always: tuple[Asked, ...],
    *,
    disadvantaged: bool,
) -> Iterator[Tested]:
    reached: Flag = True
    for rating in rows.ruleset.ratings:
        asked: tuple[Asked, ...] = ()
        if not rating.otherwise:
            own = _asked(rating, score, rows, disadvantaged=disadvantaged)
            asked = (*_kept(own, rows.steps), *always)
        truth = rows.steps.holds(Step.TRUTHS, col.both(each.holds for each in asked))
        yield Tested(rating, asked, truth, reached)
        reached = col.every((reached, col.no(truth.surely)))


def _kept(asked: Iterable[Asked], steps: Steps) -> Iterator[Asked]:
    for each in asked:
        yield each._replace(holds=steps.holds(Step.ASKED, each.holds))


def _possible(tests: tuple[Tested, ...]) -> dict[str, Flag]:
    possible: dict[str, Flag] = {}
    for index, test in enumerate(tests):
        own = {(each.kind, each.figure) for each in test.asked}
        rooms = (_leaves_room(better, own) for better in tests[:index])
        possible[test.rating.id] = col.every((test.truth.perhaps, *rooms))
    return possible


def _leaves_room(better: Tested, own: set[tuple[str, object]]) -> Flag:
    """Where a better rating can fail while this one holds: on a condition not asked here."""
    others = (each for each in better.asked if (each.kind, each.figure) not in own)
    return col.some(col.no(each.holds.surely) for each in others)


def asked_of(
    rating: Rating, score: ScoreColumns, rows: Rows, *, disadvantaged: bool
) -> tuple[Asked, ...]:
    """Everything that a rating asks in an area, gates and exclusions included."""
    own = _asked(rating, score, rows, disadvantaged=disadvantaged)
    return (*own, *_gates(score), *_exclusions(score))


def _asked(
    rating: Rating, score: ScoreColumns, rows: Rows, *, disadvantaged: bool
) -> Iterator[Asked]:
    when = rating.asks(disadvantaged=disadvantaged)
    if when is None:
        return
    if when.total and score.total:
        limit = when.total.at_least
        low, high = score.total
        at_least = rows.scaled(limit)
        yield Asked("total", limit, "", Holds(low >= at_least, high >= at_least))
    if when.no_criterion_at is not None:
        limit = when.no_criterion_at
        for criterion in score.criteria:
            if criterion.points:
                counts = col.some(found.applies for _, found in criterion.findings)
                low, high = criterion.points
                at = rows.scaled(limit)
                holds = Holds(low > at, high > at)
                holds = holds.unless(col.no(col.every((criterion.applies, counts))))
                yield Asked("no_criterion_at", limit, criterion.criterion.id, holds)
    if when.no_indicator_below is not None:
        limit = when.no_indicator_below
        for criterion in score.criteria:
            for item, found in criterion.findings:
                if found.points:
                    low, high = found.points
                    at = rows.scaled(limit)
                    holds = Holds(low >= at, high >= at)
                    holds = holds.unless(col.no(col.every((criterion.applies, found.applies))))
                    yield Asked("no_indicator_below", limit, item.id, holds)
    for level in when.levels or ():
        for criterion in score.criteria:
            for item, found in criterion.findings:
                if level in found.levels:
                    met = found.levels[level]
                    yield Asked("level", level, item.id, met.holds.unless(col.no(met.asked)))


def _gates(score: ScoreColumns) -> Iterator[Asked]:
    for gate, found in score.gates:
        met = found.levels.get(MET)
        if met:
            yield Asked("gate", None, gate.id, met.holds.unless(col.no(met.asked)))


def _exclusions(score: ScoreColumns) -> Iterator[Asked]:
    for exclusion, applies in score.exclusions:
        yield Asked("exclusion", None, exclusion.id, ~applies)
