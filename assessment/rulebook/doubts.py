"""What the proofs hold against a ruleset as confirmed, that they did not before."""

from __future__ import annotations

from assessment.errors import Notice, RulesetError
from assessment.files import tree_of
from assessment.model.flaw import Severity
from assessment.model.ruleset import Ruleset
from assessment.rulebook.check.run import check_ruleset


def new_doubts(before: Ruleset, after: Ruleset) -> list[Notice]:
    """The errors and warnings of the proofs that a confirmation has brought about."""
    known = {(notice.code, notice.place.path) for notice in _doubts(before)}
    return [n for n in _doubts(after) if (n.code, n.place.path) not in known]


def _doubts(ruleset: Ruleset) -> list[Notice]:
    _, flaws = check_ruleset(tree_of(ruleset.content, ruleset.id, RulesetError))
    return [flaw.notice for flaw in flaws if flaw.severity is not Severity.NOTE]
