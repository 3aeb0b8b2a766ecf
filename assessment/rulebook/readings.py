"""Readings: figures as they stand in the official text, named or filled in, and checked.

A reading names a figure and says what the official text has. It confirms the figure where
both are the same, and corrects it where they differ.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from assessment.errors import DossierError, Notice, Place, UsageError, nearest
from assessment.intake.checklist import Checklist, Filled
from assessment.model.figure import Figure, FigureKind, Known
from assessment.model.overlay import UNKNOWN, Reading
from assessment.rulebook.official import assents, is_far, is_slip, is_step, is_whole, official


class Readings(NamedTuple):
    """Readings, with the places of their rows, by figure.

    `blank`: rows that say nothing; `already`: rows that repeat what was verbatim before.
    """

    readings: tuple[Reading, ...]
    places: Mapping[str, Place]
    blank: int = 0
    already: int = 0


# --- which figures ---------------------------------------------------------------------


def named(id_: str, names: Sequence[str], known: Mapping[str, Known]) -> list[Known]:
    """The figures that item ids and item:figure names mean, each once, in the ruleset's order.

    The id of an item means every figure in it that is not verbatim.

    Args:
        id_: the ruleset or overlay that the names are of.

    Raises:
        UsageError: `usage.unknown_item`, `confirm.unknown_figure`, `confirm.already`.

    """
    problems: list[Notice] = []
    wanted: set[str] = set()
    for name in names:
        inside = {name} if name in known else _inside(name, known)
        if name in known:
            wanted.add(name)
        elif not inside:
            problems.append(_unknown(id_, name, known, Place(path=name)))
        elif left := {n for n in inside if not known[n].figure.verbatim}:
            wanted |= left
        else:
            problems.append(Notice("confirm.already", Place(path=name), {"id": name}))
    if problems:
        raise UsageError(*problems)
    return [one for name, one in known.items() if name in wanted]


def _inside(owner: str, known: Mapping[str, Known]) -> set[str]:
    """The figures of an item and of what it contains, or of a section such as scale."""
    roots = {
        one.figure.steps[: len(one.figure.steps) - len(one.figure.path)]
        if one.figure.item is not None
        else one.figure.steps[:1]
        for one in known.values()
        if one.figure.owner == owner
    }
    return {
        name
        for name, one in known.items()
        if any(one.figure.steps[: len(root)] == root for root in roots)
    }


def _unknown(id_: str, name: str, known: Mapping[str, Known], place: Place) -> Notice:
    owner, colon, _ = name.partition(":")
    of_owner = [other for other in known if other.partition(":")[0] == owner]
    if colon and of_owner:
        near = nearest(name, of_owner) or nearest(name, known)
        figures = ", ".join(of_owner)
        params = {"figure": name, "nearest": near, "figures": figures}
        return Notice("confirm.unknown_figure", place, params)
    owners = {one.figure.owner for one in known.values()}
    params = {"id": owner, "ruleset": id_, "nearest": nearest(owner, owners)}
    return Notice("usage.unknown_item", place, params)


# --- what the official text says -------------------------------------------------------


def as_named(wanted: Sequence[Known], *, source: str, value: str | None) -> Readings:
    """The readings of a command line: as they stand, or one figure with its value.

    Raises:
        UsageError: `confirm.value_needs_one`, `confirm.value_needed`, `confirm.bad_value`,
            `confirm.already`.

    """
    if value is not None and len(wanted) != 1:
        names = ", ".join(one.figure.name for one in wanted)
        raise UsageError(Notice("confirm.value_needs_one", Place(), {"names": names}))
    found: list[Reading] = []
    problems: list[Notice] = []
    for one in wanted:
        place = Place(path=one.figure.name)
        if value is None and one.figure.verbatim:
            problems.append(Notice("confirm.already", place, {"id": one.figure.name}))
        elif value is None and one.figure.value is None:
            problems.append(Notice("confirm.value_needed", place))
        elif (to := official(one, value or one.figure.value or "")) is None:
            problems.append(_bad_value(one, value or "", place))
        else:
            found.append(_reading(one.figure, to, source, None))
    if problems:
        raise UsageError(*problems)
    return Readings(tuple(found), {})


def as_filled(
    id_: str,
    checklist: Checklist,
    known: Mapping[str, Known],
    *,
    source: str | None,
    by: str,
) -> Readings:
    """The readings of a filled checklist.

    Args:
        id_: the ruleset or overlay that it should be of.
        source: for rows that state none.
        by: who confirms; a row may name someone else.

    Raises:
        DossierError: every bad row, with its number; `confirm.other_ruleset`,
            `confirm.nothing_new`.

    """
    if checklist.ruleset != id_:
        params = {"of": checklist.ruleset, "ruleset": id_}
        raise DossierError(Notice("confirm.other_ruleset", Place(checklist.file), params))
    found: dict[str, Reading] = {}
    bad = list(checklist.problems)
    already = 0
    for row in checklist.filled:
        read = _row(id_, row, known, source=source, by=by)
        if isinstance(read, Notice):
            bad.append(read)
        elif read is None:
            already += 1
        elif found.setdefault(row.name, read).to != read.to:
            params = {"one": found[row.name].to, "other": read.to}
            bad.append(Notice("confirm.twice", row.place, params))
    if bad:
        raise DossierError(*bad)
    if not found:
        counts = {"blank": checklist.blank, "already": already}
        raise DossierError(Notice("confirm.nothing_new", Place(checklist.file), counts))
    places = {row.name: row.place for row in reversed(checklist.filled) if row.name in found}
    return Readings(tuple(found.values()), places, checklist.blank, already)


def _row(
    id_: str, row: Filled, known: Mapping[str, Known], *, source: str | None, by: str
) -> Reading | Notice | None:
    """What a row says, what is wrong with it, or nothing new."""
    one = known.get(row.name)
    if one is None:
        return _unknown(id_, row.name, known, row.place)
    now = one.figure.value
    printed = official(one, row.value)
    to = printed if assents(row.official) else official(one, row.official)
    if one.figure.verbatim and to is not None and to == now:
        return None
    if printed != now:
        params = {"printed": row.value, "now": now or min(one.shown)}
        return Notice("confirm.stale", row.place, params)
    if to is None:
        return _bad_value(one, row.official, row.place)
    if one.figure.kind is FigureKind.TEXT and to != now and is_far(one, to):
        params = {"now": now or "", "id": id_, "figure": row.name}
        return Notice("confirm.another_wording", row.place, params)
    where = row.where or source
    if not where:
        return Notice("confirm.no_source", row.place)
    return _reading(one.figure, to, where, None if row.by in ("", by) else row.by)


def _reading(figure: Figure, to: str, source: str, by: str | None) -> Reading:
    was = UNKNOWN if figure.value is None else figure.value
    path = figure.figure
    return Reading(item=figure.item, figure=path, was=was, to=to, source=source, by=by)


def _bad_value(one: Known, value: str, place: Place) -> Notice:
    kind = one.figure.kind
    if kind is FigureKind.TEXT and is_slip(one, value):
        return Notice("confirm.no_wording", place, {"value": value})
    if kind is FigureKind.SHARE:
        params = {"value": value, "item": one.figure.item, "figure": one.figure.figure}
        return Notice("confirm.share_never_corrected", place, params)
    wanted = "percent" if one.figure.percent else kind.value
    if is_step(one.figure):
        wanted = "step"
    elif is_whole(one.figure):
        wanted = "whole"
    allowed = "; ".join(one.choices)
    return Notice(
        "confirm.bad_value", place, {"value": value, "wanted": wanted, "allowed": allowed}
    )
