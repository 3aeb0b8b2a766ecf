"""`cdht template`: the Word templates of a ruleset's papers, to be edited."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any

import click

from assessment.commands.papers import paper_option
from assessment.commands.steps import chosen
from assessment.desk import OVERLAYS, Desk, guarded, with_common, write
from assessment.errors import Notice, Place, UsageError
from assessment.model.dossierpapers import DOSSIER_PAPERS
from assessment.model.ruleset import Ruleset
from assessment.model.titlepapers import TITLE_PAPERS
from assessment.views import json as json_view
from assessment.views.commandline import quoted


@click.command("template", short_help="Mẫu Word của giấy tờ, để sửa theo ý mình.")
@click.argument("ruleset", metavar="BỘ")
@paper_option((*DOSSIER_PAPERS, *TITLE_PAPERS), "Mẫu của giấy này, thay cho cả bộ giấy của hồ sơ.")
@OVERLAYS
@partial(with_common, out="MẪU.docx", out_help="Ghi mẫu ra tệp này; tệp đã có thì giữ nguyên.")
def command(
    ruleset: str, papers: tuple[str, ...], overlays: tuple[str, ...], **options: Any
) -> None:
    """Mẫu Word của giấy tờ của một bộ tiêu chí, để sửa theo ý mình.

    Sửa xong thì dùng: cdht score HỒ_SƠ --format docx --template MẪU.docx --out GIẤY.docx.
    Mẫu danh sách, giấy công nhận: cdht certify … --docx --paper … --template MẪU.docx.
    """

    def run(desk: Desk) -> None:
        out = _output(desk)
        found = chosen(desk, ruleset, overlays)
        names, content = _made(desk, found, papers)
        write(out, content)
        _tell(desk, names, out)

    guarded(run, options)


def _made(desk: Desk, ruleset: Ruleset, papers: Sequence[str]) -> tuple[Sequence[str], bytes]:
    """The papers, and their template; each of those of titles has one of its own."""
    if not set(papers).isdisjoint(TITLE_PAPERS):
        if len(papers) > 1:
            raise UsageError(Notice("titles.one_paper", Place(path="--paper")))
        from assessment.views.word import titles  # noqa: PLC0415 - heavy

        return papers, titles.template(papers[0])
    from assessment.commands.papers.docx import chosen_papers  # noqa: PLC0415 - heavy
    from assessment.views.word.papers import template  # noqa: PLC0415 - heavy

    names = chosen_papers(desk, ruleset, papers)
    return names, template(names, ruleset)


def _output(desk: Desk) -> Path:
    """A new file; one that is there may have been edited already."""
    if desk.out is None:
        params = {"value": "--out", "call": "cdht template"}
        raise UsageError(Notice("usage.missing_argument", Place(), params))
    if desk.out.suffix.lower() != ".docx":
        params = {"value": desk.out.suffix, "format": "docx", "wanted": ".docx"}
        raise UsageError(Notice("office.other_ending", Place(str(desk.out)), params))
    if desk.out.exists():
        raise UsageError(Notice("office.exists", Place(str(desk.out))))
    return desk.out


def _tell(desk: Desk, names: Sequence[str], out: Path) -> None:
    """What was written: in words on stderr, or as JSON."""
    if desk.format == "json":
        click.echo(json_view.dumps({"papers": list(names), "file": str(out)}), nl=False)
        return
    say, file = desk.words.say, quoted(str(out))
    shown = ", ".join(say(f"paper.{name}") for name in names)
    then = "template.then_certify" if names[0] in TITLE_PAPERS else "template.then_score"
    told = say("template.written", papers=shown, file=file)
    click.echo(f"{told} {say(then, paper=names[0], file=file)}", err=True)
