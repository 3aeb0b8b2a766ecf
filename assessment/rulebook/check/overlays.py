"""A locality's overlay against the others of its base, and against what the base says already."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from typing import Any

from assessment.errors import Notice, RulesetError
from assessment.files import Tree, parse_path
from assessment.model.figure import figure_name
from assessment.model.flaw import Flaw, Severity
from assessment.model.overlay import Overlay, Scope
from assessment.model.procedure import InForce
from assessment.rulebook.catalog import Catalog
from assessment.rulebook.load import draft_of
from assessment.rulebook.overlay import LoadedOverlay, refuse_conflicts
from assessment.rulebook.places import same_place


def overlay_flaws(loaded: LoadedOverlay, base: Tree, catalog: Catalog) -> Iterator[Flaw]:
    """What is wrong with an overlay whose changed base is sound.

    Args:
        base: what it is laid over.

    Returns:
        figures that another overlay sets otherwise for the same place and day; a time in
        force that is none of the base's; changes to what is there already.

    """
    own = loaded.overlay
    if not isinstance(own, Overlay):
        return
    for other in _others(own, catalog):
        try:
            refuse_conflicts((other, loaded))
        except RulesetError as error:
            yield from (Flaw(Severity.ERROR, notice) for notice in error.notices)
    force = own.document.in_force
    try:
        whole = draft_of(base)[0].document.in_force
    except RulesetError:  # the base's own, which are told of it
        return
    if not _meet(force, whole):
        params: dict[str, Any] = {"base": own.base, "span": _span(force), "other": _span(whole)}
        place = loaded.tree.place(("document", "in_force"))
        yield Flaw(Severity.WARNING, Notice("proof.overlay_never_used", place, params))
    for index, said in loaded.already_said(base):
        change = own.changes[index]
        name = figure_name(change.item, parse_path(change.figure))
        params = {"figure": name, "value": said, "base": own.base}
        place = loaded.tree.place(("changes", index))
        yield Flaw(Severity.WARNING, Notice("proof.overlay_changes_nothing", place, params))


def _others(own: Overlay, catalog: Catalog) -> Iterator[LoadedOverlay]:
    """The other overlays that are laid over the base of this one for some dossier with it."""
    for path in catalog.files():
        with suppress(RulesetError):
            if path.parent.name != "overlays":
                continue
            loaded = LoadedOverlay.read(path)
            other = loaded.overlay
            if (
                isinstance(other, Overlay)
                and other.id != own.id
                and other.base == own.base
                and catalog.file_of(other.id) == path
                and _share(own.applies_to, other.applies_to)
                and _meet(own.document.in_force, other.document.in_force)
            ):
                yield loaded


def _share(one: Scope | None, other: Scope | None) -> bool:
    """Whether some place is in both; what is for no place is used by its name only."""
    if one is None or other is None or not same_place(one.province, other.province):
        return False
    districts = (one.district, other.district)
    return None in districts or same_place(str(districts[0]), districts[1])


def _meet(one: InForce, other: InForce) -> bool:
    """Whether both are in force on some day."""
    return max(one.from_, other.from_) <= min(one.to or date.max, other.to or date.max)


def _span(force: InForce) -> tuple[date, date | None]:
    return force.from_, force.to
