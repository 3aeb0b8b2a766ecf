"""Dossiers as cells of a workbook, and what its formulas make of them beside the engine."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Any, NamedTuple

from assessment.model.dossier import Claim, Dossier
from assessment.model.outcome import Assessment
from assessment.model.ruleset import Ruleset
from assessment.views.reckoning.audience import About
from assessment.views.reckoning.formula import Formula, Value
from assessment.views.reckoning.readings import Cells, Given
from assessment.views.reckoning.reckon import References, reckon
from assessment.views.reckoning.sheet import Sheet, cell
from assessment.views.reckoning.values import cell_value
from assessment.wording import Words

WORDS = Words()
_NOBODY = Claim()


class Entered(NamedTuple):
    """A dossier typed into cells: `values` by row and column of the sheet `name`."""

    name: str
    values: dict[tuple[int, int], Value]
    cells: Mapping[str, Cells]
    about: About


def entered(
    ruleset: Ruleset,
    dossier: Dossier,
    name: str = "Nhap",
    *,
    missing: str = "open",
    strict: bool = False,
    typed: Mapping[str, Value] | None = None,
) -> Entered:
    """Every field of a ruleset in a row of its own, whether or not the dossier states it.

    Args:
        typed: what somebody types over the claimed values of some fields.

    """
    values: dict[tuple[int, int], Value] = {}

    def put(row: int, column: int, value: Value) -> Formula:
        values[row, column] = value
        return cell(name, row, column, value)

    def given(row: int, first: int, field: str, claim: Claim) -> Given:
        texts = (claim.value, claim.at_least, claim.at_most)
        stated = [cell_value(ruleset, field, text, WORDS) for text in texts]
        if typed and field in typed and first == 1:
            stated[0] = typed[field]
        ends = [put(row, first + n, value) for n, value in enumerate(stated)]
        return Given(*ends, put(row, first + 3, ", ".join(claim.documents) or None))

    cells, row = {}, 0
    for row, field in enumerate([*ruleset.evidence, *ruleset.keyed_by_id], 1):
        found = dossier.inspected.get(field, _NOBODY)
        cells[field] = Cells(
            given(row, 1, field, dossier.evidence.get(field, _NOBODY)),
            given(row, 5, field, found),
            put(row, 9, "x" if found.rejected else None),
        )
    subject = dossier.subject
    kinds = {kind.id: kind.text for kind in ruleset.unit_types}
    facts: list[Value] = [
        WORDS.say(f"area.{subject.area.value}") if subject.area else None,
        kinds.get(subject.unit_type or ""),
        None if subject.public is None else WORDS.say("yes" if subject.public else "no"),
    ]
    area, unit_type, public = (put(row + 1 + n, 1, fact) for n, fact in enumerate(facts))
    able = [x.id for x in (*ruleset.criteria, *ruleset.every_item()) if x.may_not_apply]
    applies = {
        id_: put(row + 4 + n, 1, None if dossier.applies.get(id_, True) else "không")
        for n, id_ in enumerate(able)
    }
    about = About(area, unit_type, public, applies, settle=missing == "zero", strict=strict)
    return Entered(name, values, cells, about)


def reckoned(
    ruleset: Ruleset, typed: Entered, name: str = "Tinh", lists_on: Sheet | None = None
) -> tuple[Sheet, Sheet, References]:
    """The sheet of formulas, the sheet of lists, and where the results stand."""
    return reckon(ruleset, typed.cells, typed.about, WORDS, name=name, lists_on=lists_on)


def outcome(assessment: Assessment) -> dict[str, Any]:
    """All that the engine finds and a workbook shows, as plain values."""
    score = assessment.score
    possible = {rating.id for rating in score.determination.possible}
    out: dict[str, Any] = {
        "possible": {r.id: r.id in possible for r in assessment.ruleset.ratings},
        "rating": assessment.rating.title if assessment.rating else "",
        "recognised": score.determination.recognised,
        "total": None if score.points is None else _ends(score.points),
        "slips": 0,
    }
    for result in score.criteria:
        if result.points:
            out[f"criterion {result.criterion.id}"] = _ends(result.points)
        for found in result.findings:
            in_points = found.points if score.points else None
            out[found.item.id] = _ends(in_points) if in_points else dict(found.levels)
    for gate in score.gates:
        out[gate.item.id] = dict(gate.levels)
    return out


def _ends(span: Any) -> tuple[Fraction, Fraction]:
    return Fraction(span.low), Fraction(span.high)


def told(
    found: References, value: Callable[[Formula], Any] = lambda formula: formula.value
) -> dict[str, Any]:
    """The same of a workbook. `value`: what a formula comes to there."""

    def number(formula: Formula) -> Any:
        came = value(formula)
        return Fraction(str(came)) if isinstance(came, float) else came

    def truth(holds: Any) -> bool | None:
        surely, perhaps = value(holds.surely), value(holds.perhaps)
        return True if surely == 1 else None if perhaps == 1 else False

    out: dict[str, Any] = {
        "possible": {id_: value(flag) == 1 for id_, flag in found.possible.items()},
        "rating": value(found.rating) or "",
        "recognised": truth(found.recognised),
        "total": found.total and (number(found.total.low), number(found.total.high)),
        "slips": value(found.slips),
    }
    for id_, span in found.criteria.items():
        out[f"criterion {id_}"] = number(span.low), number(span.high)
    for id_, item in found.items.items():
        if item.points:
            out[id_] = number(item.points.low), number(item.points.high)
        else:
            asked = {level: value(met.asked) == 1 for level, met in item.levels.items()}
            truths = {level: truth(met.holds) for level, met in item.levels.items()}
            out[id_] = {level: held for level, held in truths.items() if asked[level]}
    return out


def differing(want: Mapping[str, Any], got: Mapping[str, Any]) -> dict[str, Any]:
    """Where two outcomes differ: what the engine finds, what the workbook does."""
    both = want.keys() | got.keys()
    return {k: (want.get(k), got.get(k)) for k in both if want.get(k) != got.get(k)}
