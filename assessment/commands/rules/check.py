"""`cdht rules check`: prove that rulesets hold together, or show where they do not."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from assessment.desk import Desk, common, guarded, write
from assessment.errors import Notice, Place, RulesetError, UsageError
from assessment.model.flaw import Flaw, Severity
from assessment.rulebook.check.files import check, found_by
from assessment.views import checks as view
from assessment.views import json as json_view
from assessment.views.witnesses import as_file


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
        chosen = found_by(files, desk.catalog)
        found = check(chosen, desk.catalog)
        if desk.format == "json":
            desk.put(json_view.dumps(view.contract(found, len(chosen), desk.words)))
        else:
            desk.put(view.render(found, len(chosen), desk.words, desk.paint))
        if witnesses is not None:
            count = _write(found, witnesses, desk)
            told = desk.words.say("checks.written", count=count, folder=str(witnesses))
            click.echo(told, err=True)
        if any(flaw.severity is Severity.ERROR for flaw in found):
            sys.exit(RulesetError.exit_code)

    guarded(run, options, *files)


def _write(found: Sequence[Flaw], folder: Path, desk: Desk) -> int:
    """Each witness as a dossier that `cdht score` reads; the number of them, all or none written.

    Raises:
        UsageError: `usage.file_exists`, for a file that is not just what would be written;
            `usage.cannot_write`.

    """
    texts: dict[Path, str] = {}
    for flaw in found:
        if flaw.witness is not None:
            stem = Path(flaw.notice.place.file or "ho-so").stem
            path = folder / f"{len(texts) + 1:03}-{stem}-{flaw.notice.code}.yaml"
            texts[path] = as_file(flaw, flaw.witness, desk.words)
    for path, text in texts.items():
        if path.exists() and not (path.is_file() and path.read_bytes() == text.encode()):
            raise UsageError(Notice("usage.file_exists", Place(), {"value": str(path)}))
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        raise UsageError(Notice("usage.cannot_write", Place(str(folder)))) from None
    for path, text in texts.items():
        write(path, text)
    return len(texts)
