"""Which figures stand to be compared: those of a ruleset, or those that an overlay sets."""

from __future__ import annotations

from assessment.files import parse_path
from assessment.model.compared import Compared
from assessment.model.figure import figure_name
from assessment.rulebook.catalog import Catalog
from assessment.rulebook.figures import figures_of
from assessment.rulebook.overlay import LoadedOverlay


def compared(
    catalog: Catalog, id_: str, confirmation: LoadedOverlay | None = None
) -> Compared | None:
    """The figures of the ruleset or the locality's overlay of this id; None: there is neither.

    Args:
        confirmation: one more, not on a shelf yet.

    Raises:
        RulesetError: a file has problems, or what is laid over another does not fit.

    """
    ruleset = catalog.get(id_, confirmation=confirmation)
    if ruleset is not None:
        number = ruleset.document.number
        return Compared(id_, ruleset.title, number, ruleset, figures_of(ruleset))
    overlay = next((overlay for overlay in catalog.overlays() if overlay.id == id_), None)
    ruleset = catalog.get(overlay.base, [id_], confirmation) if overlay else None
    if overlay is None or ruleset is None:
        return None
    set_here = {figure_name(change.item, parse_path(change.figure)) for change in overlay.changes}
    figures = tuple(figure for figure in figures_of(ruleset) if figure.name in set_here)
    return Compared(id_, overlay.title, overlay.document.number, ruleset, figures)
