"""The papers that go with a dossier: which of them there are, and their templates.

Căn cứ: a ruleset's procedure tells which papers a dossier has (TT 44 Điều 5.1; TT 25 Điều
9.1d; TT 24 Điều 10.1c; NĐ 20 Điều 26.2); NĐ 30/2020/NĐ-CP, how they are laid out.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from assessment.model.ruleset import Ruleset, SubjectKind
from assessment.views.word.layout import Layout
from assessment.views.word.letters import report, submission
from assessment.views.word.minutes import minutes
from assessment.views.word.scoresheets import scoresheet

SHEET = "phieu"

_WRITTEN: Mapping[str, Callable[[Layout, Ruleset], None]] = {
    "to-trinh": submission,
    "bao-cao": report,
    "bien-ban": minutes,
    SHEET: scoresheet,
}
_NAMED = {"to-trinh": "tờ trình", "bao-cao": "báo cáo", "bien-ban": "biên bản"}
_BY_THEMSELVES = {SubjectKind.HOUSEHOLD, SubjectKind.CITIZEN, SubjectKind.CLAN, SubjectKind.HAMLET}

PAPERS = tuple(_WRITTEN)
"""The papers by name, in the order in which they lie in a dossier."""


def papers_of(ruleset: Ruleset) -> tuple[str, ...]:
    """The papers of a dossier: those that its procedure names, and always the score sheet."""
    asked = ruleset.procedure.dossier if ruleset.procedure else ()
    if asked:
        said = "; ".join(asked[0].papers).lower()
        return tuple(name for name in PAPERS if name == SHEET or _NAMED[name] in said)
    return (SHEET,) if ruleset.subject in _BY_THEMSELVES else PAPERS


def template(names: Sequence[str], ruleset: Ruleset) -> bytes:
    """A Word template of papers for dossiers of a ruleset, each on pages of its own.

    Args:
        names: of `PAPERS`, at least one; they come in that order.

    """
    layout = Layout()
    for number, name in enumerate(sorted(names, key=PAPERS.index)):
        if number:
            layout.new_paper()
        _WRITTEN[name](layout, ruleset)
    return layout.content()
