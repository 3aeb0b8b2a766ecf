"""Confirmations: readings laid over their ruleset, and written down where it still holds together.

All readings of one confirmation go together, so that points and the sums they add up to
can be corrected at once.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import NamedTuple

import yaml

from assessment.errors import Notice, Place, RulesetError
from assessment.files import Tree, parse_path, path_text, tree_of
from assessment.model.compared import Compared
from assessment.model.figure import Known, figure_name
from assessment.model.overlay import Reading
from assessment.rulebook.catalog import Catalog
from assessment.rulebook.comparing import compared
from assessment.rulebook.overlay import LoadedOverlay
from assessment.rulebook.readings import Readings

_HEAD = """\
# Con số đã đối chiếu với văn bản chính thức, do `cdht rules confirm` ghi.
# Không sửa tệp này: đối chiếu lại thì ghi một tệp mới bên cạnh.
"""


class Made(NamedTuple):
    """What was compared, as confirmed; and the confirmation's file with the text to write there."""

    compared: Compared
    file: Path
    text: str


def made(
    catalog: Catalog,
    base: str,
    read: Readings,
    known: Mapping[str, Known],
    *,
    by: str,
    on: date,
    shelf: Path,
) -> Made:
    """Readings laid over what they are of, not written yet.

    Args:
        base: the id of the ruleset, or of the overlay.
        by: who confirms.
        on: the day of it.
        shelf: the folder that it is for.

    Raises:
        RulesetError: `confirm.nothing_written` with what no longer holds together.

    """
    name = catalog.next_confirmation(base)
    file = shelf / "overlays" / f"{name}.yaml"
    tree = confirmation(name, base, read.readings, by=by, on=on, file=file)
    try:
        found = compared(catalog, base, LoadedOverlay(tree))
    except RulesetError as error:
        at_rows = led_there(error.notices, read.readings, known, read.places)
        raise RulesetError(Notice("confirm.nothing_written"), *at_rows) from None
    assert found is not None
    return Made(found, file, written(tree))


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


def confirmation(
    name: str, base: str, readings: Sequence[Reading], *, by: str, on: date, file: Path
) -> Tree:
    """The content of a confirmation, to be laid over its base and written to `file`."""
    changes = [reading.model_dump(exclude_none=True) for reading in readings]
    confirmed = {"by": by, "on": on.isoformat()}
    content = {"id": name, "base": base, "confirmed": confirmed, "changes": changes}
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
