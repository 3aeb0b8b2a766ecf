"""Confirmations: figures read in the official text, checked, and ready to be written down.

A reading names a figure and says what the official text has. It confirms the figure where
both are the same, and corrects it where they differ. All readings of one confirmation go
together, so that points and the sums they add up to can be corrected at once.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import NamedTuple

import yaml

from assessment.errors import DossierError, Notice, Place, RulesetError, UsageError, nearest
from assessment.files import Tree, parse_path, path_text, tree_of
from assessment.intake.checklist import Filled
from assessment.model.figure import Figure, FigureKind, figure_name
from assessment.model.overlay import Reading
from assessment.model.ruleset import Ruleset
from assessment.rulebook.official import (
    Known,
    assents,
    is_far,
    is_slip,
    is_step,
    is_whole,
    official,
)

_NUMBER = re.compile(r"[0-9]{3,9}")
_HEAD = """\
# Con số đã đối chiếu với văn bản chính thức, do `cdht rules confirm` ghi.
# Không sửa tệp này: đối chiếu lại thì ghi một tệp mới bên cạnh.
"""


class Readings(NamedTuple):
    """`already`: rows that repeat what was verbatim before; `places`: of the rows, by figure."""

    readings: tuple[Reading, ...]
    already: int
    places: Mapping[str, Place]


# --- which figures ---------------------------------------------------------------------


def named(ruleset: Ruleset, names: Sequence[str], known: Mapping[str, Known]) -> list[Known]:
    """The figures that item ids and item:figure names mean, each once, in the ruleset's order.

    An id means every figure in it that is not verbatim.

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
            problems.append(_unknown(ruleset, name, known, Place(path=name)))
        elif left := {n for n in inside if not known[n].figure.verbatim}:
            wanted |= left
        else:
            problems.append(Notice("confirm.already", Place(path=name), {"id": name}))
    if problems:
        raise UsageError(*problems)
    return [one for name, one in known.items() if name in wanted]


def _inside(id_: str, known: Mapping[str, Known]) -> set[str]:
    """The figures of an item and of what it contains, or of a section such as scale."""
    roots = {
        one.figure.steps[: len(one.figure.steps) - len(one.figure.path)]
        if one.figure.item is not None
        else one.figure.steps[:1]
        for one in known.values()
        if one.figure.owner == id_
    }
    return {
        name
        for name, one in known.items()
        if any(one.figure.steps[: len(root)] == root for root in roots)
    }


def _unknown(ruleset: Ruleset, name: str, known: Mapping[str, Known], place: Place) -> Notice:
    owner, colon, _ = name.partition(":")
    of_owner = [other for other in known if other.partition(":")[0] == owner]
    if colon and of_owner:
        near = nearest(name, of_owner) or nearest(name, known)
        figures = ", ".join(of_owner)
        params = {"figure": name, "nearest": near, "figures": figures}
        return Notice("confirm.unknown_figure", place, params)
    owners = {one.figure.owner for one in known.values()}
    params = {"id": owner, "ruleset": ruleset.id, "nearest": nearest(owner, owners)}
    return Notice("usage.unknown_item", place, params)


# --- what the official text says -------------------------------------------------------


def as_named(wanted: Sequence[Known], *, source: str, value: str | None) -> tuple[Reading, ...]:
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
    return tuple(found)


def as_filled(
    ruleset: Ruleset,
    rows: Sequence[Filled],
    known: Mapping[str, Known],
    *,
    source: str | None,
    by: str,
    problems: Sequence[Notice] = (),
) -> Readings:
    """The readings of a filled checklist.

    Args:
        source: for rows that state none.
        by: who confirms; a row may name someone else.
        problems: rows that could not be read at all.

    Raises:
        DossierError: every bad row, with its number.

    """
    found: dict[str, Reading] = {}
    bad = list(problems)
    already = 0
    for row in rows:
        read = _row(ruleset, row, known, source=source, by=by)
        if isinstance(read, Notice):
            bad.append(read)
        elif read is None:
            already += 1
        elif found.setdefault(row.name, read).to != read.to:
            params = {"one": found[row.name].to, "other": read.to}
            bad.append(Notice("confirm.twice", row.place, params))
    if bad:
        raise DossierError(*bad)
    places = {row.name: row.place for row in reversed(rows) if row.name in found}
    return Readings(tuple(found.values()), already, places)


def _row(
    ruleset: Ruleset, row: Filled, known: Mapping[str, Known], *, source: str | None, by: str
) -> Reading | Notice | None:
    """What a row says, what is wrong with it, or nothing new."""
    one = known.get(row.name)
    if one is None:
        return _unknown(ruleset, row.name, known, row.place)
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
        params = {"now": now or "", "id": ruleset.id, "figure": row.name}
        return Notice("confirm.another_wording", row.place, params)
    where = row.where or source
    if not where:
        return Notice("confirm.no_source", row.place)
    return _reading(one.figure, to, where, None if row.by in ("", by) else row.by)


def _reading(figure: Figure, to: str, source: str, by: str | None) -> Reading:
    return Reading(item=figure.item, figure=figure.figure, to=to, source=source, by=by)


def _bad_value(one: Known, value: str, place: Place) -> Notice:
    kind = one.figure.kind
    if kind is FigureKind.TEXT and is_slip(one, value):
        return Notice("confirm.no_wording", place, {"value": value})
    is_percent = kind is FigureKind.LIMIT and (one.figure.value or "").endswith("%")
    wanted = "percent" if is_percent else kind.value
    if is_step(one.figure):
        wanted = "step"
    elif is_whole(one.figure):
        wanted = "whole"
    allowed = ", ".join(one.choices)
    return Notice(
        "confirm.bad_value", place, {"value": value, "wanted": wanted, "allowed": allowed}
    )


def led_there(
    notices: Sequence[Notice],
    readings: Sequence[Reading],
    known: Mapping[str, Known],
    places: Mapping[str, Place],
) -> list[Notice]:
    """What is wrong with a confirmed ruleset, at the rows whose values brought it about.

    A notice about a corrected figure stands at its row; one about a sum at the first row
    corrected in its criterion; else at the first row corrected. Each such row is named.
    """
    changed = [
        one.figure
        for reading, one in ((r, _of(r, known)) for r in readings)
        if reading.to != one.figure.value
    ]
    told: dict[str, Notice] = {}
    found: list[Notice] = []
    for notice in notices:
        path = notice.place.path or ""
        head = path.partition(".")[0]
        same = [figure for figure in changed if path_text(figure.steps) == path]
        beside = [figure for figure in changed if path_text(figure.steps[:2]).startswith(head)]
        near = same or (beside if head else []) or changed
        if not near:
            found.append(notice)
            continue
        first = places.get(near[0].name, Place(path=near[0].name))
        found.append(replace(notice, place=first))
        for figure in near:
            if place := places.get(figure.name):
                to = next(r.to for r in readings if _of(r, known).figure is figure)
                params = {"was": figure.value or "?", "to": to}
                told[figure.name] = Notice("confirm.changed_here", place, params)
    return [*told.values(), *found]


def _of(reading: Reading, known: Mapping[str, Known]) -> Known:
    return known[figure_name(reading.item, parse_path(reading.figure))]


# --- the confirmation ------------------------------------------------------------------


def free_name(shelf: Path, ruleset: str) -> str:
    """The name of a ruleset's next confirmation: …-doi-chieu-002, after every one there is.

    Confirmations are laid over their ruleset in the order of these numbers.
    """
    stem = f"{ruleset[:44]}-doi-chieu-"
    taken = {path.stem.casefold() for path in (shelf / "overlays").glob("*")}
    endings = (name.removeprefix(stem.casefold()) for name in taken)
    numbers = (int(ending) for ending in endings if _NUMBER.fullmatch(ending))
    return f"{stem}{max(numbers, default=0) + 1:03}"


def confirmation(
    name: str, ruleset: str, readings: Sequence[Reading], *, by: str, on: date, file: Path
) -> Tree:
    """The content of a confirmation, to be laid over its ruleset and written to `file`."""
    changes = [reading.model_dump(exclude_none=True) for reading in readings]
    confirmed = {"by": by, "on": on.isoformat()}
    content = {"id": name, "base": ruleset, "confirmed": confirmed, "changes": changes}
    return tree_of(content, str(file), RulesetError)


def written(confirmation: Tree) -> str:
    """A confirmation as the text of its file, read back equal."""
    body = yaml.safe_dump(
        confirmation.content,
        allow_unicode=True,
        sort_keys=False,
        default_flow_style=None,
        width=10_000,
    )
    return f"{_HEAD}{body}"
