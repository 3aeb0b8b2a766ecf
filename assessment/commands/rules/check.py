"""`cdht rules check`: prove that rulesets hold together, or show where they do not."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Sequence
from itertools import count
from pathlib import Path
from typing import Any

import click

from assessment.desk import Desk, common, guarded, write
from assessment.errors import Notice, Place, RulesetError, UsageError
from assessment.model.flaw import Flaw, Severity
from assessment.rulebook.catalog import Catalog
from assessment.rulebook.check.files import check, found_by, shelves_of
from assessment.views import checks as view
from assessment.views import json as json_view
from assessment.views.witnesses import as_file, is_witness

_APART = re.compile(r"[^\w.]+")
_LONGEST = 80
"""Characters of a file's name."""


@click.command("check")
@click.argument("files", nargs=-1, type=click.Path(path_type=Path), metavar="[TỆP|THƯ_MỤC|BỘ]...")
@click.option(
    "--witnesses",
    type=click.Path(path_type=Path, file_okay=False),
    help="Ghi mỗi hồ sơ ví dụ thành một tệp trong thư mục này.",
)
@common
def command(files: tuple[Path, ...], witnesses: Path | None, **options: Any) -> None:
    """Chứng minh bộ tiêu chí không hở, không chồng, không mâu thuẫn; nêu ví dụ chỗ sai."""

    def run(desk: Desk) -> None:
        catalog = Catalog((*shelves_of(files), *options["rules"]))
        chosen = found_by(files, catalog)
        found = check(chosen, catalog, sources=all(path.is_dir() for path in files))
        if desk.format == "json":
            desk.put(json_view.dumps(view.contract(found, len(chosen), desk.words)))
        else:
            told = view.Told(found, len(chosen), in_files=witnesses is not None)
            desk.put(view.render(told, desk.words, desk.paint))
        if witnesses is not None:
            written = _write(found, witnesses, desk)
            said = desk.words.say("checks.written", count=written, folder=str(witnesses))
            click.echo(said, err=True)
        if any(flaw.severity is Severity.ERROR for flaw in found):
            sys.exit(RulesetError.exit_code)

    guarded(run, options, *files)


def _names(flaw: Flaw, folder: Path) -> Iterator[Path]:
    """Names for a witness: the file, the code and the item that it is of; then with a number."""
    notice = flaw.notice
    parts = (Path(notice.place.file or "").stem, notice.code, notice.params.get("id"))
    name = "-".join(_APART.sub("-", str(part)) for part in parts if part)[:_LONGEST]
    yield folder / f"{name}.yaml"
    yield from (folder / f"{name}-{number}.yaml" for number in count(2))


def _write(found: Sequence[Flaw], folder: Path, desk: Desk) -> int:
    """Each witness as a dossier that `cdht score` reads; the number of them, all or none written.

    Raises:
        UsageError: `usage.file_exists`, for a file that none of these can be;
            `usage.cannot_write`.

    """
    texts: dict[Path, str] = {}
    for flaw in found:
        if flaw.witness is not None:
            path = next(path for path in _names(flaw, folder) if path not in texts)
            texts[path] = as_file(flaw, flaw.witness, desk.words)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        raise UsageError(Notice("usage.cannot_write", Place(str(folder)))) from None
    for path in texts:
        if path.exists() and not (path.is_file() and is_witness(path.read_bytes())):
            raise UsageError(Notice("usage.file_exists", Place(), {"value": str(path)}))
    for path, text in texts.items():
        write(path, text)
    return len(texts)
