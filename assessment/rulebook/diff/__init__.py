"""What differs between two rulesets, in figures and in results.

walk          two models side by side: every figure and text that differs
match         which indicators and criteria of the two are the same
changes       what is altered, thing by thing
both          the two held together, and a dossier scored by both
values        values that tell the two apart, and the dossiers that state them
probes        which dossiers to hold against both, for each thing that is altered
ratings       totals with failures that the two rate differently
search        the dossiers that the two score differently, or the proof of none
weigh         what each alteration does to results
consequences  what an indicator's change does to the rating of whole dossiers
moves         who moves, of the dossiers given
"""

from __future__ import annotations

from dataclasses import replace
from itertools import chain

from assessment.model.difference import Diff
from assessment.model.ruleset import Ruleset
from assessment.rulebook.diff.both import Both
from assessment.rulebook.diff.consequences import Consequences
from assessment.rulebook.diff.search import Search
from assessment.rulebook.diff.weigh import weighed
from assessment.rulebook.proof.trials import TooManyTrials
from assessment.rulebook.proof.witness import Content


def diff(before: Ruleset, after: Ruleset) -> Diff:
    """Hold two rulesets side by side.

    Returns:
        every alteration with its effect: shown by dossiers that both have scored, or
        proved to change no result. Ratings are compared where the two are alike.

    """
    search = Search(Both(before, after))
    bare = search.both.unweighed
    if not bare.held:
        return bare
    found = tuple(weighed(alteration, search) for alteration in bare.alterations)
    ratings = Consequences(search).of(found) if bare.alike else ()
    return replace(bare, alterations=found, ratings=ratings)


def first_difference(before: Ruleset, after: Ruleset) -> Content | None:
    """The content of a dossier that the two score differently.

    Returns:
        None: it is proved that no dossier that leaves nothing open is scored differently.

    Raises:
        TooManyTrials: neither was found nor excluded.

    """
    search = Search(Both(before, after))
    bare = search.both.unweighed
    undecided = not (bare.held and bare.alike)
    found = () if undecided else chain.from_iterable(map(search.of, bare.alterations))
    for witness in found:
        if witness:
            return witness.content
        undecided = True
    if undecided:
        raise TooManyTrials
    return None
