"""How the commands carry out a run: what stands beside the results, in words."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from assessment.batch.job import Aside, Came, Ran, Wanted
from assessment.batch.likeness import alike
from assessment.batch.near import Lack
from assessment.batch.run import Reckon, run
from assessment.batch.standing import refuse_loss
from assessment.commands.tables import reason
from assessment.commands.titlepapers import NO_PAPERS, TitlePapers
from assessment.desk import Desk
from assessment.errors import Notice, Place, TableError, UsageError
from assessment.model.titlepapers import Titled
from assessment.views import certified as view
from assessment.views import nearby


@dataclass(frozen=True, slots=True)
class Runner:
    """Certifies tables.

    `reckon`: another engine than Polars. `overwrite`: results changed by hand may go.
    `papers`: of rows with a title, those that `job` wants.
    """

    desk: Desk
    job: Wanted
    reckon: Reckon | None = None
    overwrite: bool = False
    papers: TitlePapers = NO_PAPERS

    def run(
        self,
        table: Path,
        out: Path,
        receipt: Path,
        step: Callable[[str], None],
        told: Callable[[int], None] = lambda _: None,
        made: Callable[[int], None] = lambda _: None,
    ) -> Ran:
        """One table.

        Args:
            step: told each step of the run.
            told: told how many rows of text have been read.
            made: told how many certificates there are, now and then.

        Raises:
            DossierError, UsageError: it cannot be read, or its results cannot be written
                where they would go; a template cannot be filled.

        """

        def write_papers(path: Path, titled: Sequence[Titled], came: Came) -> list[Path]:
            return self.papers.write(path, titled, came, self.job, made)

        try:
            refuse_loss(out, receipt, overwrite=self.overwrite)
            return run(
                self.job,
                table,
                out,
                self._write_aside,
                step,
                receipt,
                self._write_near,
                self.reckon,
                told,
                write_papers,
            )
        except TableError as error:
            raise TableError(*error.notices, *self._of_other_rules(table, error)) from None
        except OSError:
            raise UsageError(Notice("usage.cannot_write", Place(str(out)))) from None

    def _of_other_rules(self, table: Path, error: TableError) -> Iterator[Notice]:
        """Of which rules a table seems to be that has no column for these."""
        if not any(notice.code == "table.no_header" for notice in error.notices):
            return
        found = alike(table, self.desk.catalog.all(), self.job.called)
        if found:
            said = (f"{each.id} ({each.title} · {each.document.number})" for each in found)
            params = {"rulesets": "; ".join(said)}
            yield Notice("table.of_other_rules", Place(str(table)), params)

    def _write_aside(self, path: Path, found: Iterator[Aside]) -> None:
        words, ruleset = self.desk.words, self.job.ruleset

        @lru_cache(maxsize=10_000)
        def why(field: str, value: str | None, code: str) -> str:
            return reason(ruleset, field, value, code, words)

        rows = (
            [
                str(each.row),
                *(cell or "" for cell in (each.cell, each.id, each.column, each.value)),
                each.code,
                why(each.field, each.value, each.code),
            ]
            for each in found
        )
        with path.open("w", encoding="utf-8", newline="") as file:
            file.writelines(view.aside(rows, words))

    def _write_near(self, path: Path, found: Iterator[Lack]) -> None:
        with path.open("w", encoding="utf-8", newline="") as file:
            file.writelines(view.sheet(nearby.rows(found, self.desk.words)))
