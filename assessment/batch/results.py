"""The columns that certifying adds: total, low, high, recognised, rating, missing, blocked_by, reason."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from itertools import zip_longest

import narwhals as nw

from assessment.batch.determine import Asked, Determined, Tested
from assessment.batch.score import ScoreColumns
from assessment.engine.assess import Missing
from assessment.model import columns as col
from assessment.model.columns import Flag, Number
from assessment.model.rows import Rows
from assessment.model.steps import Step

RESULTS = ("total", "low", "high", "recognised", "rating", "missing", "blocked_by", "reason")
"""What certifying adds to a table, in this order."""

Why = Callable[[str, object, str], str]
"""Words for what a row fails, by its kind (`total`, `gate`, …, or `missing`), figure and id."""

BETWEEN = ", "
"""Stands between the parts of one result."""


def plainly(kind: str, figure: object, id_: str) -> str:
    """The names of what a row fails, for programs."""
    return " ".join(str(part) for part in (kind, id_, figure) if part not in ("", None))


def results(
    rows: Rows,
    score: ScoreColumns,
    determined: Determined,
    missing: Missing,
    why: Why,
    *,
    sound: Flag,
) -> dict[str, nw.Expr]:
    """Each result by its name.

    Args:
        sound: where nothing is wrong; elsewhere there is no result.
        why: words why a subject is not recognised.

    """
    return {
        **_points(rows, score, sound),
        "recognised": _recognised(determined, sound),
        "rating": _rating(determined, sound),
        "missing": listed(_missing(rows, score, determined, missing), sound),
        "blocked_by": listed(_blocking(determined), sound),
        "reason": listed(_reasons(determined, why), sound),
    }


def _points(rows: Rows, score: ScoreColumns, sound: Flag) -> dict[str, nw.Expr]:
    if score.total is None:
        return dict.fromkeys(("total", "low", "high"), _NO_NUMBER)
    low, high = (_shown(end, rows) for end in score.total)
    known = col.every((sound, col.no(score.total.open)))
    return {"total": _when(known, low), "low": _when(sound, low), "high": _when(sound, high)}


def _shown(points: Number, rows: Rows) -> nw.Expr:
    """Points as a decimal number, or as a whole one where the ruleset gives no parts."""
    if rows.factor == 1:
        return col.expression(points).cast(nw.Int64)
    digits = next(n for n in range(1, 13) if 10**n % rows.factor == 0)
    units = col.expression(points).cast(nw.Int64) * (10**digits // rows.factor)
    shown: nw.Expr = units.cast(nw.Decimal(18, 0)) * nw.lit(Decimal(1).scaleb(-digits))
    return shown.cast(nw.Decimal(18, digits))


def _recognised(determined: Determined, sound: Flag) -> nw.Expr:
    surely, perhaps = determined.recognised
    known = col.every((sound, col.some((surely, col.no(perhaps)))))
    return _when(known, col.expression(surely))


def _rating(determined: Determined, sound: Flag) -> nw.Expr:
    chosen = _NO_TEXT
    for id_ in reversed(tuple(determined.possible)):
        only = col.expression(col.every((sound, determined.only(id_))))
        chosen = nw.when(only).then(nw.lit(id_)).otherwise(chosen)
    return chosen


# --- what is missing -------------------------------------------------------------------


def _missing(
    rows: Rows, score: ScoreColumns, determined: Determined, missing: Missing
) -> dict[str, Flag]:
    """For each key, where it could still change points, or in a ruleset of levels the rating."""
    asked: dict[str, Flag] = {}

    def ask(key: str, flag: Flag) -> None:
        asked[key] = col.some((asked.get(key, False), flag))

    undecided = determined.recognised.open
    hanging = {
        level.id: rows.steps.keep(Step.RATINGS, _open(level.id, determined))
        for level in rows.ruleset.levels
    }
    for criterion in score.criteria:
        for _, found in criterion.findings:
            counts: Flag = True
            if found.points is None:
                counts = col.some(
                    col.every((met.asked, met.holds.open, hanging[level]))
                    for level, met in found.levels.items()
                )
            for key, flag in found.missing.items():
                ask(key, col.every((counts, flag)))
    for _, found in score.gates:
        for key, flag in found.missing.items():
            ask(key, flag if missing == "zero" else col.every((undecided, flag)))
    for exclusion, applies in score.exclusions:
        settled = missing == "zero" and rows.absent(exclusion.key)
        ask(exclusion.key, col.some((settled, col.every((undecided, applies.open)))))
    return asked


def _open(level: str, determined: Determined) -> Flag:
    """Where a level is still open that a rating hangs on which is not decided."""
    flags: list[Flag] = []
    for area, tests in determined.tests:
        for test in tests:
            asked = [
                each.holds for each in test.asked if (each.kind, each.figure) == ("level", level)
            ]
            if asked:
                still = (area, test.reached, test.truth.open, col.both(asked).open)
                flags.append(col.every(still))
    return col.some(flags)


# --- why not ---------------------------------------------------------------------------


def _failing(determined: Determined) -> Iterable[tuple[Flag, Asked]]:
    """What surely bars the lowest title, and where; in the order of what it asks."""
    barred = col.no(determined.recognised.surely)
    areas = [[(area, each) for each in _lowest(tests).asked] for area, tests in determined.tests]
    for alike in zip_longest(*areas):
        for area, each in filter(None, alike):
            yield col.every((area, barred, col.no(each.holds.perhaps))), each


def _lowest(tests: tuple[Tested, ...]) -> Tested:
    return next(test for test in reversed(tests) if not test.rating.otherwise)


def _blocking(determined: Determined) -> dict[str, Flag]:
    blocking: dict[str, Flag] = {}
    for flag, each in _failing(determined):
        if each.id:
            blocking[each.id] = col.some((blocking.get(each.id, False), flag))
    return blocking


def _reasons(determined: Determined, why: Why) -> dict[str, Flag]:
    reasons: dict[str, Flag] = {why("missing", None, ""): determined.recognised.open}
    for flag, each in _failing(determined):
        said = why(each.kind, each.figure, each.id)
        reasons[said] = col.some((reasons.get(said, False), flag))
    return reasons


# --- small things ----------------------------------------------------------------------


def listed(flagged: Mapping[str, Flag], where: Flag) -> nw.Expr:
    """The texts whose flags hold, one after the other; null where none does."""
    flags = {text: col.every((where, flag)) for text, flag in flagged.items()}
    texts = [_when(flag, nw.lit(text)) for text, flag in flags.items() if flag is not False]
    if not texts:
        return _NO_TEXT
    if len(texts) == 1:
        return texts[0]
    joined = nw.concat_str(*texts, separator=BETWEEN, ignore_nulls=True)
    return _when(col.some(flags.values()), joined)


def _when(flag: Flag, then: nw.Expr) -> nw.Expr:
    """The value where the flag holds, null elsewhere."""
    return nw.when(col.expression(flag)).then(then)


_NO_NUMBER = nw.lit(None, dtype=nw.Int64)
_NO_TEXT = nw.lit(None, dtype=nw.String)
