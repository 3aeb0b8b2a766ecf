"""`cdht rules check`: prove that rulesets hold together, or show where they do not."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click
import yaml

from assessment.desk import Desk, common, guarded, write
from assessment.errors import Notice, Place, RulesetError, UsageError
from assessment.model.flaw import Flaw, Severity
from assessment.rulebook.check.files import check, in_folders
from assessment.views import checks as view
from assessment.views import json as json_view


@click.command("check")
@click.argument("files", nargs=-1, type=click.Path(path_type=Path))
@click.option(
    "--witnesses",
    type=click.Path(path_type=Path, file_okay=False),
    help="Ghi mỗi hồ sơ ví dụ thành một tệp trong thư mục này.",
)
@common
def command(files: tuple[Path, ...], witnesses: Path | None, **options: Any) -> None:
    """Chứng minh bộ tiêu chí không hở, không chồng, không mâu thuẫn; nêu ví dụ chỗ sai."""

    def run(desk: Desk) -> None:
        chosen = in_folders(files or desk.catalog.files())
        found = check(chosen, desk.catalog)
        if witnesses is not None:
            count = _write(found, witnesses)
            click.echo(
                desk.words.say("checks.written", count=count, folder=str(witnesses)), err=True
            )
        if desk.format == "json":
            desk.put(json_view.dumps(view.contract(found, len(chosen), desk.words)))
        else:
            desk.put(view.render(found, len(chosen), desk.words, desk.paint))
        if any(flaw.severity is Severity.ERROR for flaw in found):
            sys.exit(RulesetError.exit_code)

    guarded(run, options, *files)


def _write(found: Sequence[Flaw], folder: Path) -> int:
    """Each witness as a dossier that `cdht score` reads; the number written, all or none."""
    texts: dict[Path, str] = {}
    for flaw in found:
        if flaw.witness is not None:
            stem = Path(flaw.notice.place.file or "ho-so").stem
            path = folder / f"{len(texts) + 1:03}-{stem}-{flaw.notice.code}.yaml"
            content = dict(flaw.witness.dossier)
            texts[path] = yaml.safe_dump(content, allow_unicode=True, sort_keys=False)
    for path in texts:
        if path.exists():
            notice = Notice("usage.would_overwrite", Place(), {"value": str(path)})
            raise UsageError(notice)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        raise UsageError(Notice("usage.cannot_write", Place(str(folder)))) from None
    for path, text in texts.items():
        write(path, text)
    return len(texts)
