"""`cdht rules diff`: what differs between two rulesets, and who is touched by it."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import click
import yaml

from assessment.commands.steps import chosen
from assessment.desk import Desk, common, guarded, write
from assessment.engine.assess import Missing
from assessment.errors import DossierError, Notice, Place, UsageError
from assessment.intake.read import read_dossier
from assessment.model.dossier import Dossier
from assessment.model.ruleset import Ruleset
from assessment.rulebook.diff import diff
from assessment.rulebook.diff.moves import moves
from assessment.rulebook.load import load_ruleset
from assessment.views import differences as view
from assessment.views import diffjson
from assessment.views import json as json_view

_SUFFIXES = frozenset({".yaml", ".yml", ".json"})


@click.command("diff")
@click.argument("before", metavar="TRƯỚC")
@click.argument("after", metavar="SAU")
@click.argument("dossiers", metavar="[HỒ_SƠ...]", nargs=-1, type=click.Path(path_type=Path))
@click.option(
    "--witnesses",
    type=click.Path(path_type=Path, file_okay=False),
    help="Ghi mỗi hồ sơ làm đổi kết quả thành một tệp trong thư mục này.",
)
@click.option(
    "--missing",
    type=click.Choice(["open", "zero"]),
    default="open",
    help="Số liệu thiếu trong hồ sơ: để ngỏ, hay không tính điểm.",
)
@common
def command(
    before: str,
    after: str,
    dossiers: tuple[Path, ...],
    witnesses: Path | None,
    missing: Missing,
    **options: Any,
) -> None:
    """So hai bộ tiêu chí, hai bản của một tệp, hoặc một bộ với hướng dẫn (MÃ+HƯỚNG_DẪN).

    Mỗi thay đổi kèm một hồ sơ làm đổi kết quả, hoặc lời chứng minh là không đổi gì. Ghi
    thêm hồ sơ, hay thư mục hồ sơ, để biết hồ sơ nào lên, hồ sơ nào xuống.
    """

    def run(desk: Desk) -> None:
        files = list(_files(dossiers))
        found = diff(_ruleset(desk, before), _ruleset(desk, after))
        moved = tuple(moves(found, map(_read, files), missing))
        if witnesses is not None:
            _write(desk, view.witness_files(found, desk.words), witnesses)
        if desk.format == "json":
            desk.put(json_view.dumps(diffjson.contract(found, moved, desk.words)))
        else:
            desk.put(view.render(found, moved, desk.words, paint=desk.paint))

    files = (name if _is_file(name) else name.split("+")[0] for name in (before, after))
    inputs = (Path(name) for name in dict.fromkeys(files) if _is_file(name))
    guarded(run, options, *inputs, *dict.fromkeys(dossiers))


def _ruleset(desk: Desk, name: str) -> Ruleset:
    """A ruleset by its file or id, either with overlays: unit-tt22-2020+ha-noi-kh103-2021."""
    if _is_file(name):
        return load_ruleset(Path(name))
    id_, *overlays = name.split("+")
    if _is_file(id_):
        return desk.catalog.over_file(Path(id_), overlays)
    return chosen(desk, id_, tuple(overlays))


def _is_file(name: str) -> bool:
    return Path(name).suffix.lower() in _SUFFIXES


def _files(paths: tuple[Path, ...]) -> Iterator[Path]:
    """The dossiers' files; those of a folder and the folders in it, by name."""
    for path in paths:
        if path.is_dir():
            inside = sorted(p for p in path.rglob("*") if p.is_file() and _is_file(p.name))
            if not inside:
                raise DossierError(Notice("diff.no_dossiers", Place(str(path))))
            yield from inside
        elif path.exists():
            yield path
        else:
            raise DossierError(Notice("file.not_found", Place(str(path))))


def _read(path: Path) -> tuple[str, Dossier | DossierError]:
    """A dossier by its name; what is wrong with it, where it cannot be read."""
    try:
        return str(path), read_dossier(path)
    except DossierError as error:
        return str(path), error


def _write(desk: Desk, files: Mapping[str, tuple[str, Mapping[str, Any]]], folder: Path) -> None:
    """Each witness as a dossier that `cdht score` reads; never over a file that is another."""
    texts = {folder / name: _text(*content) for name, content in files.items()}
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        raise UsageError(Notice("usage.cannot_write", Place(str(folder)))) from None
    for path, text in texts.items():
        if path.exists() and not _holds(path, text):
            raise UsageError(Notice("usage.would_overwrite", Place(), {"value": str(path)}))
    for path, text in texts.items():
        write(path, text)
    said = desk.words.say("diff.written", count=len(texts), folder=str(folder))
    click.echo(said, err=True)


def _holds(path: Path, text: str) -> bool:
    try:
        return path.read_text("utf-8") == text
    except (OSError, ValueError):
        return False


def _text(shows: str, content: Mapping[str, Any]) -> str:
    lines = textwrap.wrap(shows, 98, initial_indent="# ", subsequent_indent="# ")
    return (
        "\n".join(lines) + "\n" + yaml.safe_dump(dict(content), allow_unicode=True, sort_keys=False)
    )
