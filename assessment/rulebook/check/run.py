"""Checks of one ruleset: what keeps it from loading, then every proof about it.

A file that is not a ruleset at all has only its errors of shape. A ruleset with problems
of its own is examined as far as they allow: an item with a problem is left out, and what
rests on the whole (totals, ratings, levels against each other) waits until all is mended.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from assessment.errors import Notice, RulesetError
from assessment.files import Steps, Tree, path_text
from assessment.model.flaw import Flaw, Severity, Witness
from assessment.model.item import Checklist, Item, Judged
from assessment.model.outcome import Assessment
from assessment.model.quantity import plain
from assessment.model.ruleset import Ruleset
from assessment.rulebook.check.areas import area_flaws
from assessment.rulebook.check.composites import composite_flaws
from assessment.rulebook.check.conditions import condition_flaws
from assessment.rulebook.check.evidence import evidence_flaws, unusable
from assessment.rulebook.check.ground import Ground
from assessment.rulebook.check.interpretations import interpretation_flaws
from assessment.rulebook.check.items import item_flaws
from assessment.rulebook.check.levels import level_flaws
from assessment.rulebook.check.nesting import nesting_flaws
from assessment.rulebook.check.printed import printed_flaws
from assessment.rulebook.check.procedure import procedure_flaws
from assessment.rulebook.check.ratings import rating_flaws
from assessment.rulebook.check.unheeded import unheeded_flaws
from assessment.rulebook.load import draft_of
from assessment.rulebook.proof.context import Context
from assessment.rulebook.proof.lines import Assignment
from assessment.rulebook.proof.trials import TooManyTrials
from assessment.rulebook.proof.witness import dossier_content, result_of, shows

_BESIDE = frozenset(
    {
        "ruleset.sum_of_indicators",
        "ruleset.sum_of_criteria",
        "ruleset.off_step",
        "ruleset.unused_key",
        "ruleset.no_otherwise",
        "ruleset.dates_reversed",
    }
)
"""Problems beside which every item can still be examined."""
_DOUBLED = "ruleset.duplicate_id"
"""Items of a doubled id are left out; so is what names others by their ids."""


def check_ruleset(tree: Tree) -> tuple[Ruleset | None, list[Flaw]]:
    """The ruleset of a tree, where it has the shape of one, and every flaw of it."""
    try:
        ruleset, problems = draft_of(tree)
    except RulesetError as error:
        return None, [Flaw(Severity.ERROR, notice) for notice in error.notices]
    return ruleset, [*_problems(ruleset, problems), *_proofs(ruleset, problems)]


# --- one ruleset -----------------------------------------------------------------------


def _proofs(ruleset: Ruleset, problems: Sequence[Notice]) -> Iterator[Flaw]:
    ground = Ground(ruleset)
    blocking = [notice for notice in problems if notice.code not in _BESIDE]
    named = Counter([*(item.id for item, _ in ground.examined()), *ruleset.evidence])
    ground.leave_out(lambda item, _: any(named[one.id] > 1 for one in (item, *item.nested)))
    ground.leave_out(lambda item, steps: _is_broken(ruleset, item, steps, blocking))
    yield from evidence_flaws(ground)
    lost = unusable(ground)
    ground.leave_out(lambda item, _: not lost.isdisjoint(item.keys))
    if _has_no_step(ruleset):
        ground.leave_out(lambda item, _: isinstance(item, Judged))
    yield from _undecided(ground)
    yield from level_flaws(ground)
    yield from item_flaws(ground)
    yield from composite_flaws(ground)
    yield from unheeded_flaws(ground)
    yield from area_flaws(ground)
    yield from procedure_flaws(ground)
    if not any(notice.code == _DOUBLED for notice in blocking):
        yield from interpretation_flaws(ground)
    if not blocking and ground.complete and not _below_nothing(ruleset):
        yield from _of_the_whole(ground)


def _has_no_step(ruleset: Ruleset) -> bool:
    """Whether no number of points is a multiple of the step."""
    return ruleset.scale is not None and ruleset.scale.step <= 0


def _below_nothing(ruleset: Ruleset) -> bool:
    """Whether some points are less than 0, of which no total is made."""
    awards = (x for item in ruleset.every_item() for x in item.own_levels)
    points = [award.points for award in awards]
    parts = (item.parts for item in ruleset.every_item() if isinstance(item, Checklist))
    points += [part.points for checklist in parts for part in checklist]
    return any(number is not None and number < 0 for number in points)


def _of_the_whole(ground: Ground) -> Iterator[Flaw]:
    """What rests on all items together."""
    try:
        yield from nesting_flaws(ground)
        yield from rating_flaws(ground)
        yield from condition_flaws(ground)
        if ground.ruleset.in_points and not ground.ruleset.has_unknown_figures:
            yield from printed_flaws(ground)
    except TooManyTrials:
        yield ground.warning("proof.too_many_states", ("ratings",))


def _is_broken(ruleset: Ruleset, item: Item, steps: Steps, blocking: Sequence[Notice]) -> bool:
    own = path_text(steps)
    paths = [notice.place.path or "" for notice in blocking]
    broken = {path.split(".")[1] for path in paths if path.startswith("evidence.")}
    inside = any(path == own or path.startswith((f"{own}.", f"{own}[")) for path in paths)
    declared = item.keys <= ruleset.evidence.keys()
    return inside or not declared or not broken.isdisjoint(item.keys)


def _undecided(ground: Ground) -> Iterator[Flaw]:
    """Items of which not every combination of values can be tried; they are left out."""
    for item, steps in ground.examined():
        try:
            for context in ground.contexts_of(item):
                ground.outcomes(item, context)
        except TooManyTrials:
            ground.leave_out(lambda other, _, broken=item: other is broken)  # type: ignore[misc]
            yield ground.warning("proof.too_many_values", steps, id=item.id)


# --- what the loader finds -------------------------------------------------------------


def _problems(ruleset: Ruleset, problems: Sequence[Notice]) -> Iterator[Flaw]:
    for notice in problems:
        yield Flaw(Severity.ERROR, notice, _shown(ruleset, notice, problems))


def _shown(ruleset: Ruleset, notice: Notice, problems: Sequence[Notice]) -> Witness | None:
    """A dossier that earns all that the criterion's indicators can: what they really add up to."""
    if any(other.code not in _BESIDE for other in problems):
        return None
    if notice.code not in ("ruleset.sum_of_indicators", "ruleset.sum_of_criteria"):
        return None
    ground = Ground(ruleset)
    context = ground.contexts[0]
    named = [c for c in ruleset.criteria if notice.params.get("id") in (None, c.id)]
    try:
        best = _best_of(ground, context, [item for c in named for item in c.indicators])
        content = dossier_content(ruleset, context, best)
    except TooManyTrials:
        content = None
    if content is None:
        return None
    result = result_of(ruleset, content)
    if result.assessment is not None and "id" in notice.params:
        return Witness(content, _criterion(result.assessment, notice.params["id"]), ruleset)
    return Witness(content, shows(result), ruleset)


def _best_of(ground: Ground, context: Context, items: Sequence[Item]) -> Assignment:
    """Values with which each item earns the most."""
    best: Assignment = {}
    for item in items:
        found = ground.outcomes(item, context)
        top = max(found, key=lambda outcome: outcome.points or 0)
        best = {**best, **found[top]}
    return best


def _criterion(assessment: Assessment, id_: str) -> dict[str, str]:
    """What a criterion comes to."""
    found = next(c for c in assessment.score.criteria if c.criterion.id == id_)
    assert found.points is not None
    most = plain(found.criterion.max) if found.criterion.max is not None else ""
    return {"criterion": id_, "points": found.points.text, "max": most}
