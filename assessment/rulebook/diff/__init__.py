"""What differs between two rulesets, in figures and in results.

walk      two models side by side: every figure and text that differs
match     which indicators and criteria of the two are the same
changes   what is altered, thing by thing
values    values that tell the two apart, and the dossiers that state them
weigh     what each alteration does to results, shown or proved
ratings   whole dossiers that get another rating
moves     who moves, of the dossiers given
"""

from __future__ import annotations

from assessment.model.difference import Diff
from assessment.model.ruleset import Ruleset
from assessment.rulebook.diff.changes import alterations
from assessment.rulebook.diff.match import matched
from assessment.rulebook.diff.ratings import Ratings
from assessment.rulebook.diff.weigh import Weigher


def diff(before: Ruleset, after: Ruleset) -> Diff:
    """Hold two rulesets side by side.

    Returns:
        every alteration with its effect: shown by dossiers that both have scored, or
        proved to change no result.

    """
    pairs = matched(before, after)
    weigher = Weigher(before, after, pairs)
    found = weigher.weighed(alterations(before, after, pairs))
    bare = Diff(before, after, pairs.kept, weigher.held, found)
    if not (bare.held and bare.alike):
        return bare
    ratings = Ratings(before, after, weigher.contexts)
    weighed = ratings.weighed(found)
    return Diff(before, after, pairs.kept, True, weighed, ratings.witnesses(weighed))
