"""The papers of the dossier in Word: by our templates, or by one that the user has made."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from assessment import packed
from assessment.commands.papers import Result
from assessment.desk import Desk
from assessment.errors import FileError, Notice, Place, UsageError
from assessment.model.ruleset import Ruleset
from assessment.views.word.content import content
from assessment.views.word.fill import fill
from assessment.views.word.papers import papers_of, possible_papers, template

_LIMITS = packed.Limits(16 << 20, 64 << 20, "word.too_large", "word.not_a_document")


def render(desk: Desk, result: Result) -> bytes:
    ruleset = result.assessment.ruleset
    variables = content(result.assessment, result.sha256, desk.today)
    if result.template is not None:
        return fill(template_in(result.template), variables, str(result.template))
    return fill(template(chosen_papers(desk, ruleset, result.papers), ruleset), variables)


def chosen_papers(desk: Desk, ruleset: Ruleset, asked: Sequence[str]) -> Sequence[str]:
    """The papers asked for, or all that the ruleset names.

    Raises:
        UsageError: `word.no_such_paper`: a subject that writes to no office has no such paper.

    """
    possible = possible_papers(ruleset)
    for name in asked:
        if name not in possible:
            there = ", ".join(f"{each} ({desk.words.say(f'paper.{each}')})" for each in possible)
            params = {"value": name, "title": ruleset.title, "papers": there}
            raise UsageError(Notice("word.no_such_paper", Place(path="--paper"), params))
    return asked or papers_of(ruleset)


def template_in(path: Path) -> bytes:
    """A template of the user's, within bounds.

    Raises:
        FileError: `file.not_found`, `file.unreadable`, `word.too_large`, `word.not_a_document`.

    """
    data = packed.read(path, FileError, _LIMITS)
    packed.refuse_unsafe(data, str(path), FileError, _LIMITS)
    return data
