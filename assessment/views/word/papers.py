"""The papers that go with a dossier: which of them there are, and their templates.

Căn cứ: a ruleset's procedure tells which papers a dossier has (TT 44 Điều 5.1; TT 25 Điều
9.1d; TT 24 Điều 10.1c; NĐ 20 Điều 26.2); NĐ 30/2020/NĐ-CP, how they are laid out.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from assessment.model.dossierpapers import DOSSIER_PAPERS, MINUTES, REPORT, SHEET, SUBMISSION
from assessment.model.ruleset import Ruleset, SubjectKind
from assessment.views.word.layout import Layout
from assessment.views.word.letters import report, submission
from assessment.views.word.minutes import minutes
from assessment.views.word.scoresheets import scoresheet

_WRITTEN: Mapping[str, Callable[[Layout, Ruleset], None]] = {
    SUBMISSION: submission,
    REPORT: report,
    MINUTES: minutes,
    SHEET: scoresheet,
}
_NAMED = {SUBMISSION: "tờ trình", REPORT: "báo cáo", MINUTES: "biên bản"}
_BY_THEMSELVES = {SubjectKind.HOUSEHOLD, SubjectKind.CITIZEN, SubjectKind.CLAN, SubjectKind.HAMLET}


def papers_of(ruleset: Ruleset) -> tuple[str, ...]:
    """The papers of a dossier: those that its procedure names, and always the score sheet."""
    asked = ruleset.procedure.dossier if ruleset.procedure else ()
    if asked:
        said = "; ".join(asked[0].papers).lower()
        return tuple(name for name in DOSSIER_PAPERS if name == SHEET or _NAMED[name] in said)
    return (SHEET,) if ruleset.subject in _BY_THEMSELVES else DOSSIER_PAPERS


def possible_papers(ruleset: Ruleset) -> tuple[str, ...]:
    """The papers that somebody may ask for: a household, a clan … writes to no office."""
    by_itself = ruleset.subject in _BY_THEMSELVES
    return papers_of(ruleset) if by_itself else DOSSIER_PAPERS


def template(names: Sequence[str], ruleset: Ruleset) -> bytes:
    """A Word template of papers for dossiers of a ruleset, each on pages of its own.

    Args:
        names: of `DOSSIER_PAPERS`, at least one; they come in that order.

    """
    layout = Layout()
    for number, name in enumerate(sorted(names, key=DOSSIER_PAPERS.index)):
        if number:
            layout.new_paper()
        _WRITTEN[name](layout, ruleset)
    return layout.content()
