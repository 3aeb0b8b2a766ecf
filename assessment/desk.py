"""What every command stands on: words, catalogue, today, output; and how it fails.

Results go to stdout or `--out`, messages to stderr; with `--format json` errors are JSON
on stdout. A file is written whole or not at all, and never over an input.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, NoReturn, TypeVar

import click

from assessment.errors import CdhtError, FileError, Notice, Place, UsageError
from assessment.finding import is_table
from assessment.rulebook.catalog import SHIPPED, Catalog
from assessment.views import json as json_view
from assessment.views import messages
from assessment.views.commandline import with_shelves
from assessment.wording import Language, Words

F = TypeVar("F", bound=Callable[..., Any])

_COLOURS = {"good": "green", "provisional": "yellow", "blocking": "red"}


@dataclass(frozen=True, slots=True)
class Desk:
    """What every command works with."""

    words: Words
    format: str
    catalog: Catalog
    today: date
    out: Path | None

    def paint(self, shown: str, role: str) -> str:
        if role == "strong":
            return click.style(shown, bold=True)
        if role == "faint":
            return click.style(shown, dim=True)
        return click.style(shown, fg=_COLOURS.get(role))

    def put(self, content: str) -> None:
        """The result, to stdout or to the file asked for."""
        if self.out is not None:
            write(self.out, click.unstyle(content))
            return
        try:
            click.echo(content, nl=False, color=_colour())
        except BrokenPipeError:
            raise
        except OSError:
            raise UsageError(Notice("usage.cannot_write", Place("stdout"))) from None


def common(command: F) -> F:
    """The options of every command."""
    return with_common(command, "TỆP", "Ghi ra tệp.")


def with_common(
    command: F, out: str, out_help: str, formats: Sequence[str] = ("text", "json")
) -> F:
    """The options of every command, and on its page of help what `--out` names."""
    office = ", hay tệp văn phòng" if "pdf" in formats else ""
    for option in reversed(
        (
            click.option(
                "--format",
                "format_",
                type=click.Choice(formats),
                default="text",
                help=f"Trang để đọc, {'' if office else 'hay '}JSON cho máy{office}.",
            ),
            click.option("--out", type=click.Path(path_type=Path), metavar=out, help=out_help),
            click.option(
                "--lang", type=click.Choice(["vi", "en"]), default="vi", help="Ngôn ngữ của trang."
            ),
            click.option(
                "--rules",
                type=click.Path(path_type=Path, file_okay=False, exists=True),
                multiple=True,
                help="Thư mục bộ tiêu chí của địa phương.",
            ),
            click.option("--as-of", metavar="YYYY-MM-DD", help="Coi hôm nay là ngày này."),
        )
    ):
        command = option(command)
    return command


OVERLAYS = click.option(
    "--overlay",
    "overlays",
    metavar="ID",
    multiple=True,
    help="Hướng dẫn của địa phương, thay cho hướng dẫn theo tỉnh của hồ sơ.",
)


def scoring(command: F) -> F:
    """The options of every command that scores a dossier."""
    for option in reversed(
        (
            click.option("--ruleset", metavar="ID", help="Bộ tiêu chí, thay cho bộ mà hồ sơ ghi."),
            OVERLAYS,
            click.option(
                "--missing",
                type=click.Choice(["open", "zero"]),
                default="open",
                help="Số liệu thiếu: để ngỏ, hay không tính điểm.",
            ),
            click.option(
                "--strict-evidence",
                is_flag=True,
                help="Số liệu không có văn bản kèm theo coi như chưa có.",
            ),
        )
    ):
        command = option(command)
    return command


def desk_of(
    *, format_: str, lang: Language, rules: tuple[Path, ...], as_of: str | None, out: Path | None
) -> Desk:
    today = date.today()  # noqa: DTZ011 - the user's own calendar day
    words = Words(lang, with_shelves(map(str, rules)))
    desk = Desk(words, format_, Catalog(rules), today, out)
    if as_of is None:
        return desk
    try:
        return Desk(desk.words, format_, desk.catalog, date.fromisoformat(as_of), out)
    except ValueError:
        notice = Notice("usage.bad_date", Place(path="--as-of"), {"value": as_of})
        fail(desk, UsageError(notice))


def guarded(
    run: Callable[[Desk], None],
    options: dict[str, Any],
    *files: Path | None,
    receipt: Path | None = None,
) -> None:
    """Run a command's work; what goes wrong leaves as notices and an exit code.

    Args:
        files: what else the command reads, files and folders.
        receipt: what it writes beside `--out`. No output may be an input, the other
            output, a file of the rules, shipped or local, or a new part of a table.

    """
    desk = desk_of(**options)
    outputs = [file for file in (receipt, desk.out) if file is not None]
    inputs = [file for file in files if file is not None]
    try:
        _refuse_dead_ends(outputs, inputs)
        _refuse_overwriting(outputs, inputs, (*options["rules"], SHIPPED))
        run(desk)
    except CdhtError as error:
        fail(desk, error)


def _refuse_dead_ends(outputs: Sequence[Path], inputs: Sequence[Path]) -> None:
    for file in inputs:
        if _is_dead_end(file):
            raise FileError(Notice("file.unreadable", Place(str(file))))
    for file in outputs:
        if _is_dead_end(file):
            raise UsageError(Notice("usage.cannot_write", Place(str(file))))


def _is_dead_end(path: Path) -> bool:
    """Whether a name cannot even be looked up: links in a circle, too long, in a closed folder."""
    try:
        path.stat()
    except (FileNotFoundError, NotADirectoryError):
        return False
    except OSError:
        return True
    return False


def _refuse_overwriting(
    outputs: Sequence[Path], inputs: Sequence[Path], shelves: Sequence[Path]
) -> None:
    taken = {file.resolve() for file in inputs}
    folders = [path.resolve() for path in (*inputs, *shelves) if path.is_dir()]
    tables = [path.resolve() for path in inputs if is_table(path)]
    for output in outputs:
        target = output.resolve()
        among = folders if target.exists() else tables
        inside = any(target.is_relative_to(folder) for folder in among)
        if target in taken or inside:
            raise UsageError(Notice("usage.would_overwrite", Place(), {"value": str(output)}))
        taken.add(target)


def fail(desk: Desk, error: CdhtError) -> NoReturn:
    report(desk, error)
    sys.exit(error.exit_code)


def report(desk: Desk, error: CdhtError) -> None:
    """What went wrong: on stderr, or as JSON on stdout."""
    if desk.format == "json":
        click.echo(json_view.errors(error.notices, desk.words), nl=False)
    else:
        click.echo(
            messages.render(error, desk.words, desk.paint), err=True, nl=False, color=_colour()
        )


def folder_wanted(path: Path, call: str) -> None:
    """Refuse a name with an ending of files (.txt) for a folder that is still to be made.

    Raises:
        UsageError: `usage.folder_wanted`; `usage.cannot_write` where no folder can be.

    """
    _refuse_dead_ends([path], ())
    if path.suffix[1:].isalpha() and not path.is_dir():
        params = {"value": str(path), "suffix": path.suffix, "call": call}
        raise UsageError(Notice("usage.folder_wanted", Place(), params))


def write(path: Path, content: str | bytes) -> None:
    """Write a file whole, or not at all; links are followed, devices written to."""
    target = path.resolve()
    data = content.encode() if isinstance(content, str) else content
    try:
        if target.exists() and not target.is_file():
            target.write_bytes(data)
            return
        with _draft(target, data) as draft:
            draft.replace(target)
    except OSError:
        code = "usage.cannot_write" if target.parent.exists() else "usage.no_folder"
        params = {"value": str(path.parent)}
        raise UsageError(Notice(code, Place(str(path)), params)) from None


def create(path: Path, content: str) -> None:
    """Write a new file whole, in a new folder where there is none; one that is there stays."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with _draft(path.resolve(), content.encode()) as draft:
            os.link(draft, path)
    except OSError:
        raise UsageError(Notice("usage.cannot_write", Place(str(path)))) from None


@contextmanager
def _draft(target: Path, data: bytes) -> Iterator[Path]:
    """A new file of its own beside the target, gone when the work is done."""
    draft = target.parent / f".{target.name}.{os.getpid()}.part"
    with draft.open("xb") as file:
        file.write(data)
    try:
        yield draft
    finally:
        draft.unlink(missing_ok=True)


def _colour() -> bool | None:
    """Colour where the terminal shows it and nobody asked for none."""
    plain = os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb"
    return False if plain else None


class Program(click.Group):
    """A group whose usage errors are notices like all others."""

    def main(self, args: Sequence[str] | None = None, *rest: Any, **extra: Any) -> Any:
        given = list(sys.argv[1:] if args is None else args)
        try:
            code = super().main(given, *rest, **{**extra, "standalone_mode": False})
        except click.exceptions.NoArgsIsHelpError as help_:
            click.echo(help_.message)
            code = UsageError.exit_code
        except click.UsageError as error:
            from assessment.views import usage  # noqa: PLC0415 - only when something is wrong

            report(_desk_for_usage(given), UsageError(usage.notice(error)))
            code = UsageError.exit_code
        except click.Abort:
            code = 130
        if extra.get("standalone_mode", True):
            sys.exit(code if isinstance(code, int) else 0)
        return code


def _desk_for_usage(given: list[str]) -> Desk:
    """The language and format asked for, read without the parser that has just failed."""
    words = " ".join(given).replace("=", " ")
    language: Language = "en" if "--lang en" in words else "vi"
    return Desk(
        Words(language),
        "json" if "--format json" in words else "text",
        Catalog(),
        date.min,
        None,
    )
