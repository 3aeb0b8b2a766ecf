"""The papers of `cdht certify --docx`: which are wanted, by whose template, and their writing."""

from __future__ import annotations

import gc
import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import click

from assessment.batch.job import Came, Wanted
from assessment.batch.titles import AT_ONCE, paper_of
from assessment.commands.tables import is_provisional
from assessment.errors import Notice, Place, UsageError
from assessment.model.titlepapers import CERTIFICATE, LIST, TITLE_PAPERS, Occasion, Titled

F = TypeVar("F", bound=Callable[..., Any])

_TOLD = 100
"""Certificates between two words of how far it is."""


def titled_in_word(command: F) -> F:
    """The options that ask for papers."""
    for option in reversed(
        (
            click.option(
                "--docx",
                is_flag=True,
                help="Lập thêm danh sách đề nghị công nhận và giấy công nhận (Word).",
            ),
            click.option(
                "--paper",
                "papers",
                type=click.Choice(TITLE_PAPERS),
                multiple=True,
                help="Của --docx: chỉ giấy này.",
            ),
            click.option(
                "--template",
                metavar="MẪU.docx",
                type=click.Path(path_type=Path),
                help="Của --docx với một --paper: mẫu riêng, lập từ cdht template.",
            ),
        )
    ):
        command = option(command)
    return command


@dataclass(frozen=True, slots=True)
class TitlePapers:
    """The papers that are wanted. `template`: that of the user, from the file `file`."""

    names: tuple[str, ...] = ()
    template: bytes | None = None
    file: str = ""

    @property
    def digest(self) -> str | None:
        """Of the template of the user."""
        return None if self.template is None else hashlib.sha256(self.template).hexdigest()

    def write(
        self,
        out: Path,
        titled: Sequence[Titled],
        came: Came,
        job: Wanted,
        made: Callable[[int], None],
    ) -> list[Path]:
        """Write them beside an output; tells which.

        Args:
            titled: at least one row.
            made: told how many certificates there are so far, now and then.

        Raises:
            FileError: the template cannot be filled.

        """
        from assessment.packed import timeless  # noqa: PLC0415 - only papers need it
        from assessment.views.word.fill import fill  # noqa: PLC0415
        from assessment.views.word.titlecontent import Titles  # noqa: PLC0415
        from assessment.views.word.titles import template  # noqa: PLC0415

        written: list[Path] = []

        def put(path: Path, name: str, variables: dict[str, Any]) -> None:
            document = fill(self.template or template(name), variables, self.file)
            path.write_bytes(timeless(document))
            written.append(path)
            gc.collect()  # a large tree of XML holds itself

        def told(number: int) -> None:
            if number % _TOLD == 0 or number == len(titled):
                made(number)

        titles = Titles(titled, _occasion(job, came))
        if LIST in self.names:
            put(paper_of(out, LIST), LIST, titles.listed())
        if CERTIFICATE in self.names:
            for part, first in enumerate(range(1, len(titled) + 1, AT_ONCE), start=1):
                last = min(first + AT_ONCE - 1, len(titled))
                variables = titles.certificates(first, last, told)
                put(paper_of(out, CERTIFICATE, part), CERTIFICATE, variables)
        return written


NO_PAPERS = TitlePapers()


def asked(
    papers: tuple[str, ...], template: Path | None, spark: str | None, *, docx: bool
) -> TitlePapers:
    """What the options of `titled_in_word` come to.

    Raises:
        UsageError: `titles.docx_needed`, `titles.not_on_spark`, `titles.one_paper`.
        FileError: the template cannot be read.

    """
    if not docx:
        if papers or template:
            option = "--paper" if papers else "--template"
            raise UsageError(Notice("titles.docx_needed", Place(path=option)))
        return NO_PAPERS
    if spark is not None:
        raise UsageError(Notice("titles.not_on_spark", Place(path="--docx")))
    names = tuple(name for name in TITLE_PAPERS if name in papers or not papers)
    if template is None:
        return TitlePapers(names)
    if len(names) != 1:
        raise UsageError(Notice("titles.one_paper", Place(path="--template")))
    from assessment.commands.papers.docx import template_in  # noqa: PLC0415 - only papers need it

    return TitlePapers(names, template_in(template), str(template))


def _occasion(job: Wanted, came: Came) -> Occasion:
    counted = came.summary.counted
    return Occasion(
        job.ruleset,
        job.period,
        counted.rows - counted.recognised - counted.undecided,
        counted.undecided,
        came.aside,
        is_provisional(job.ruleset),
    )
