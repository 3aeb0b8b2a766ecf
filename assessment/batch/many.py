"""Several tables, each certified by itself; what stands from an earlier run is kept.

    files -> tasks -> (kept | run | failed) of each

A table that cannot be read costs no other. Results that an earlier run left are kept where
their receipt says that nothing has changed: so a run that was killed, started again, finishes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from assessment import __version__
from assessment.batch.job import Wanted
from assessment.batch.placed import clear_up
from assessment.batch.receipt import file_digest, period_of, receipt_of
from assessment.batch.run import all_beside
from assessment.batch.titles import papers_of
from assessment.errors import CdhtError, DossierError, Notice, Place, UsageError
from assessment.files import one_line
from assessment.finding import LISTED, files_of, stands_for_several
from assessment.model.digest import digest
from assessment.receipts import RUN, receipt_in

_KEPT = (".csv", ".xlsx", ".parquet")
_AS = {".xlsm": ".xlsx"}
_BESIDE = (".loi.csv", ".gan-dat.csv")


class Task(NamedTuple):
    """A table, and where its results go."""

    table: Path
    out: Path


class Tasks(NamedTuple):
    """`passed_over`: files of folders that an earlier run wrote. `empty`: paths without tables."""

    tasks: tuple[Task, ...]
    passed_over: tuple[Path, ...]
    empty: tuple[Path, ...]


class Done(NamedTuple):
    """A table with results. `kept`: they are those of an earlier run."""

    task: Task
    kept: bool


class Failed(NamedTuple):
    """A table without results, and why."""

    table: Path
    notices: tuple[Notice, ...]


def tasks(paths: Sequence[Path], folder: Path) -> Tasks:
    """The tables that paths stand for, and the results of each in a folder.

    Args:
        paths: files, folders (with the folders in them, which the results keep), patterns.
        folder: of the results.

    Raises:
        UsageError: `table.folder_inside`: the results would lie among the tables;
            `usage.would_overwrite`: one in the place of a table; `table.same_output`: of another.

    """
    roots = [path for path in paths if stands_for_several(path) and path.is_dir()]
    for root in roots:
        if folder.resolve().is_relative_to(root.resolve()):
            raise UsageError(
                Notice("table.folder_inside", Place(str(folder)), {"folder": str(root)})
            )
    files, empty = files_of(paths, LISTED)
    passed_over = [file.path for file in files if not file.named and _was_written(file.path)]
    tables = [file.path for file in files if file.path not in passed_over]
    found = tuple(Task(table, folder / _result(table, roots)) for table in tables)
    _refuse_clashes(found)
    return Tasks(found, tuple(passed_over), tuple(empty))


def run_all(
    wanted: Wanted, tasks: Iterable[Task], certify: Callable[[Task], object]
) -> Iterator[Done | Failed]:
    """Every table, one after the other, each certified unless its results stand."""
    for task in tasks:
        try:
            if done := stands(wanted, task):
                clear_up(task.out)
            else:
                certify(task)
            yield Done(task, kept=done)
        except CdhtError as error:
            yield Failed(task.table, error.notices)


def stands(wanted: Wanted, task: Task) -> bool:
    """Whether results stand that would come out again as they are.

    The table, the rules, the options and the program are those of the receipt, and every
    file that it tells stands as it was written; a paper may have been filled in since.
    """
    try:
        receipt = receipt_in(receipt_of(task.out), RUN)
        sealed = receipt.sealed
        told = [(task.table, sealed["table"]), (task.out, sealed["output"])]
        beside = [(task.out.with_name(each["file"]), each) for each in sealed["others"]]
        papers = [file for file, _ in beside if file in papers_of(task.out)]
        told += [(file, each) for file, each in beside if file not in papers]
        return (
            receipt.beside["engine_version"] == __version__
            and sealed["options"] == wanted.options
            and sealed.get("period") == period_of(wanted).get("period")
            and digest(sealed["ruleset"]) == digest(wanted.ruleset.content)
            and all(file.is_file() for file in papers)
            and all(
                file.name == each["file"] and file_digest(file) == each["sha256"]
                for file, each in told
            )
        )
    except (CdhtError, OSError, LookupError, TypeError):
        return False


def _result(table: Path, roots: Sequence[Path]) -> Path:
    """The name of the results, with the folders in which the table lies."""
    suffix = table.suffix.lower()
    suffix = suffix if suffix in _KEPT else _AS.get(suffix, ".csv")
    root = next((root for root in roots if table.is_relative_to(root)), table.parent)
    return table.relative_to(root).with_suffix(suffix)


def _was_written(table: Path) -> bool:
    """Whether an earlier run wrote this file: its results, or what stands beside them."""
    if table.name.lower().endswith(_BESIDE):
        return True
    try:
        told: str = receipt_in(receipt_of(table), RUN).sealed["output"]["file"]
    except DossierError:
        return False
    return told == table.name


def _refuse_clashes(found: Sequence[Task]) -> None:
    """Results of one name share their receipt, whatever their ending."""
    tables = {task.table.resolve() for task in found}
    known: dict[str, Path] = {}
    for table, out in found:
        for place in (out, *all_beside(out)):
            if place.resolve() in tables:
                raise UsageError(Notice("usage.would_overwrite", Place(), {"value": str(place)}))
        other = known.setdefault(str(receipt_of(out)).casefold(), table)
        if other != table:
            params = {"table": one_line(str(table)), "other": one_line(str(other))}
            raise UsageError(Notice("table.same_output", Place(str(out)), params))
