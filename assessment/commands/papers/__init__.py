"""A result as a file of an office: a module a format, loaded when it is asked for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

import click

from assessment.desk import Desk, write
from assessment.engine.crosscheck import Verdict
from assessment.errors import Notice, Place, UsageError
from assessment.model.dossierpapers import DOSSIER_PAPERS
from assessment.model.outcome import Assessment
from assessment.views.commandline import quoted
from assessment.views.gist import Gist

F = TypeVar("F", bound=Callable[..., Any])

OFFICE = ("pdf", "xlsx", "docx")
"""What `--format` may name beside text and json."""

_EDITED = ("xlsx", "docx")
"""Files in which people write."""

_EXAMPLE = "ket-qua"


def paper_option(names: Sequence[str], help_: str) -> Callable[[F], F]:
    """`--paper`, which may be given several times."""
    return click.option("--paper", "papers", type=click.Choice(names), multiple=True, help=help_)


PAPER = paper_option(DOSSIER_PAPERS, "Của docx: chỉ giấy này (ghi nhiều lần được), thay cho cả bộ.")
TEMPLATE = click.option(
    "--template",
    metavar="MẪU.docx",
    type=click.Path(path_type=Path),
    help="Của docx: mẫu riêng, lập từ cdht template.",
)


class Result(NamedTuple):
    """A result to put on paper. `papers`, `template`: which in Word, and by whose layout."""

    assessment: Assessment
    verdict: Verdict
    sha256: str
    papers: tuple[str, ...] = ()
    template: Path | None = None


def wanted(
    desk: Desk, call: str, papers: tuple[str, ...] = (), template: Path | None = None
) -> Path | None:
    """Where the file goes; None where a page is asked for.

    Raises:
        UsageError: `usage.missing_argument`: no `--out`; a terminal shows no such file;
            `word.only_docx`, `word.paper_or_template`: options that do not go together;
            `office.other_ending`; `office.exists`: a file that people may have written in.

    """
    if desk.format != "docx" and (papers or template):
        raise UsageError(Notice("word.only_docx", Place(path=_option(papers))))
    if papers and template:
        raise UsageError(Notice("word.paper_or_template", Place(path="--template")))
    if desk.out is not None:
        _refuse_other_ending(desk.format, desk.out)
    if desk.format not in OFFICE:
        return None
    if desk.out is None:
        params = {"value": f"--out {_EXAMPLE}.{desk.format}", "call": call}
        raise UsageError(Notice("usage.missing_argument", Place(), params))
    if desk.format in _EDITED and desk.out.exists():
        raise UsageError(Notice("office.exists", Place(str(desk.out))))
    return desk.out


def _refuse_other_ending(format_: str, out: Path) -> None:
    """A file of an office has its own ending, and no other file has one of theirs."""
    ending = out.suffix.lower().removeprefix(".")
    office = format_ in OFFICE
    if (ending != format_) if office else (ending in OFFICE):
        wanted = f".{format_}" if office else ".txt" if format_ == "text" else ".json"
        params = {"value": out.suffix, "format": format_, "wanted": wanted}
        raise UsageError(Notice("office.other_ending", Place(str(out)), params))


def put(desk: Desk, out: Path, result: Result) -> None:
    """Write the result in the format asked for, `render` of that format's module, and say so."""
    paper = import_module(f"assessment.commands.papers.{desk.format}")
    write(out, paper.render(desk, result))
    gist = Gist(result.assessment, desk.words)
    told = ", ".join(filter(None, (gist.total(), gist.rating())))
    click.echo(desk.words.say("office.written", file=quoted(str(out)), result=told), err=True)
    if desk.format == "docx" and (code := _unready(result.assessment)):
        notice = Notice(code, Place(str(out)))
        click.echo(f"{desk.words.message(notice)} [{code}]", err=True)


def _unready(assessment: Assessment) -> str | None:
    """Why papers that ask for a title are not to be signed."""
    recognised = assessment.score.determination.recognised
    if assessment.rating is None or recognised is None:
        return "word.undetermined"
    return None if recognised else "word.not_eligible"


def _option(papers: tuple[str, ...]) -> str:
    return "--paper" if papers else "--template"
