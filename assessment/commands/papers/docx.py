"""The papers of the dossier in Word: by our templates, or by one that the user has made."""

from __future__ import annotations

from pathlib import Path

from assessment import packed
from assessment.commands.papers import Result
from assessment.desk import Desk
from assessment.errors import FileError
from assessment.views.word.content import content
from assessment.views.word.fill import fill
from assessment.views.word.papers import papers_of, template

_LIMITS = packed.Limits(16 << 20, 64 << 20, "word.too_large", "word.not_a_document")


def render(desk: Desk, result: Result) -> bytes:
    ruleset = result.assessment.ruleset
    variables = content(result.assessment, result.sha256, desk.today)
    if result.template is not None:
        return fill(template_in(result.template), variables, str(result.template))
    return fill(template(result.papers or papers_of(ruleset), ruleset), variables)


def template_in(path: Path) -> bytes:
    """A template of the user's, within bounds.

    Raises:
        FileError: `file.not_found`, `file.unreadable`, `word.too_large`, `word.not_a_document`.

    """
    data = packed.read(path, FileError, _LIMITS)
    packed.refuse_unsafe(data, str(path), FileError, _LIMITS)
    return data
