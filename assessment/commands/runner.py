"""How the commands carry out a run: what stands beside the results, in words."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from assessment.batch.job import Aside, Ran, Wanted
from assessment.batch.near import Lack
from assessment.batch.run import Reckon, run
from assessment.batch.standing import refuse_loss
from assessment.commands.tables import reason
from assessment.desk import Desk
from assessment.errors import Notice, Place, UsageError
from assessment.views import certified as view
from assessment.views import nearby


@dataclass(frozen=True, slots=True)
class Runner:
    """Certifies tables.

    `reckon`: another engine than Polars. `overwrite`: results changed by hand may go.
    """

    desk: Desk
    job: Wanted
    reckon: Reckon | None = None
    overwrite: bool = False

    def run(
        self,
        table: Path,
        out: Path,
        receipt: Path,
        step: Callable[[str], None],
        told: Callable[[int], None] = lambda _: None,
    ) -> Ran:
        """One table.

        Args:
            step: told each step of the run.
            told: told how many rows of text have been read.

        Raises:
            DossierError, UsageError: it cannot be read, or its results cannot be written
                where they would go.

        """
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
            )
        except OSError:
            raise UsageError(Notice("usage.cannot_write", Place(str(out)))) from None

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
