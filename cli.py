"""The command line `cdht`: wires files, catalogue, engine and views, and prints.

Results go to stdout, messages to stderr (with --format json, errors are JSON on stdout).
Exit codes: 0 done, 2 usage, 3 bad input, 4 bad ruleset, 5 a demand not met, 6 a replay or
the cross-check disagrees.
"""

from __future__ import annotations

import gc
import json
import os
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, NoReturn, TypeVar

os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")  # none is used; looking costs 15 ms
gc.set_threshold(50_000)  # a command is one short run; collecting early costs a twentieth of it

import click

from assessment import __version__
from assessment.engine.assess import Missing, assess
from assessment.engine.crosscheck import Verdict, cross_check
from assessment.engine.receipt import seal
from assessment.errors import (
    CdhtError,
    DemandError,
    DisagreementError,
    Notice,
    Place,
    UsageError,
    nearest,
)
from assessment.intake.read import read_dossier
from assessment.model.dossier import Dossier
from assessment.model.outcome import Assessment
from assessment.model.ruleset import Ruleset, SubjectKind
from assessment.rulebook.catalog import Catalog, is_in_force
from assessment.views import json as json_view
from assessment.views import messages, text
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
        colour = _COLOURS.get(role)
        return click.style(shown, fg=colour, bold=role == "strong", dim=role == "faint")

    def put(self, content: str) -> None:
        """The result, to stdout or to the file asked for."""
        if self.out is None:
            click.echo(content, nl=False, color=_colour())
            return
        write(self.out, click.unstyle(content))


def common(command: F) -> F:
    """The options of every command."""
    for option in reversed(
        (
            click.option(
                "--format",
                "format_",
                type=click.Choice(["text", "json"]),
                default="text",
                help="Trang để đọc, hay JSON cho máy.",
            ),
            click.option("--out", type=click.Path(path_type=Path), help="Ghi ra tệp."),
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


def desk_of(
    *, format_: str, lang: Language, rules: tuple[Path, ...], as_of: str | None, out: Path | None
) -> Desk:
    today = date.today()  # noqa: DTZ011 - the user's own calendar day
    desk = Desk(Words(lang), format_, Catalog(rules), today, out)
    if as_of is None:
        return desk
    try:
        return Desk(desk.words, format_, desk.catalog, date.fromisoformat(as_of), out)
    except ValueError:
        notice = Notice("usage.bad_date", Place(path="--as-of"), {"value": as_of})
        fail(desk, UsageError(notice))


def guarded(run: Callable[[Desk], None], options: dict[str, Any]) -> None:
    """Run a command's work; what goes wrong leaves as notices and an exit code."""
    desk = desk_of(**options)
    try:
        run(desk)
    except CdhtError as error:
        fail(desk, error)


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


def write(path: Path, content: str) -> None:
    """Write a file whole, or not at all."""
    draft = path.with_name(f".{path.name}.part")
    try:
        draft.write_text(content, encoding="utf-8", newline="\n")
        draft.replace(path)
    except OSError:
        draft.unlink(missing_ok=True)
        raise UsageError(Notice("usage.cannot_write", Place(str(path)))) from None


def _colour() -> bool | None:
    """Colour where the terminal shows it and nobody asked for none."""
    return False if os.environ.get("NO_COLOR") else None


class Program(click.Group):
    """A group whose usage errors are notices like all others."""

    def main(self, args: Sequence[str] | None = None, *rest: Any, **extra: Any) -> Any:
        given = list(sys.argv[1:] if args is None else args)
        try:
            code = super().main(given, *rest, **{**extra, "standalone_mode": False})
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


# --- commands --------------------------------------------------------------------------


@click.group(
    cls=Program, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100}
)
@click.version_option(__version__, prog_name="cdht")
def main() -> None:
    """Chấm điểm, giải thích và công nhận các danh hiệu học tập."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")


@main.command()
@click.argument("dossier", type=click.Path(path_type=Path))
@click.option("--ruleset", metavar="ID", help="Bộ tiêu chí, thay cho bộ mà hồ sơ ghi.")
@click.option(
    "--missing",
    type=click.Choice(["open", "zero"]),
    default="open",
    help="Số liệu thiếu: để ngỏ, hay không tính điểm.",
)
@click.option(
    "--strict-evidence", is_flag=True, help="Số liệu không có văn bản kèm theo coi như chưa có."
)
@click.option(
    "--require-rating", is_flag=True, help="Báo lỗi (mã 5) khi chưa xác định được xếp loại."
)
@click.option(
    "--receipt", "receipt_file", type=click.Path(path_type=Path), help="Ghi biên nhận ra tệp."
)
@common
def score(
    dossier: Path,
    ruleset: str | None,
    missing: Missing,
    *,
    strict_evidence: bool,
    require_rating: bool,
    receipt_file: Path | None,
    **options: Any,
) -> None:
    """Chấm điểm một hồ sơ và giải thích."""

    def run(desk: Desk) -> None:
        assessment = scored(desk, dossier, ruleset, missing, strict=strict_evidence)
        verdict = cross_check(assessment)
        receipt = seal(assessment, as_of=desk.today, verdict=verdict)
        if receipt_file is not None:
            write(receipt_file, json.dumps(receipt, ensure_ascii=False, indent=1) + "\n")
        desk.put(page(desk, assessment, verdict, receipt["sha256"]))
        if verdict == "disagree":
            raise DisagreementError(Notice("cross_check.disagrees", Place(str(dossier))))
        if require_rating and assessment.rating is None:
            raise DemandError(_undetermined(assessment, dossier))

    guarded(run, options)


@main.command()
@click.argument("dossier", type=click.Path(path_type=Path))
@click.argument("item", required=False)
@click.option("--ruleset", metavar="ID", help="Bộ tiêu chí, thay cho bộ mà hồ sơ ghi.")
@common
def explain(dossier: Path, item: str | None, ruleset: str | None, **options: Any) -> None:
    """Giải thích đầy đủ một tiêu chí, một chỉ tiêu, hoặc cả hồ sơ."""

    def run(desk: Desk) -> None:
        assessment = scored(desk, dossier, ruleset, "open", strict=False)
        if item is not None and item not in _items(assessment.ruleset):
            raise UsageError(_unknown_item(assessment.ruleset, item))
        if desk.format == "json":
            desk.put(json_view.dumps(json_view.explained(assessment, desk.words, item)))
            return
        from assessment.views import explain as view  # noqa: PLC0415 - only this command needs it

        desk.put(view.render(assessment, desk.words, item))

    guarded(run, options)


@main.command()
@click.argument("receipt", type=click.Path(path_type=Path))
@common
def replay(receipt: Path, **options: Any) -> None:
    """Tính lại từ biên nhận và so sánh."""
    from assessment.replay import replay as recompute  # noqa: PLC0415 - only this command needs it

    def run(desk: Desk) -> None:
        found = recompute(receipt, desk.catalog)
        if desk.format == "json":
            desk.put(
                json_view.dumps(
                    json_view.replayed(found.sha256, found.disagreements, found.remarks, desk.words)
                )
            )
        else:
            desk.put(
                messages.replayed(found.sha256, found.disagreements, found.remarks, desk.words)
            )
        if found.disagreements:
            sys.exit(DisagreementError.exit_code)

    guarded(run, options)


@main.group()
def rules() -> None:
    """Xem các bộ tiêu chí."""


@rules.command("list")
@click.option(
    "--subject",
    type=click.Choice([kind.value for kind in SubjectKind]),
    help="Chỉ các bộ cho đối tượng này.",
)
@click.option("--on", "on_", metavar="YYYY-MM-DD", help="Chỉ các bộ có hiệu lực ngày này.")
@common
def rules_list(subject: str | None, on_: str | None, **options: Any) -> None:
    """Danh sách các bộ tiêu chí."""
    from assessment.views import rules as view  # noqa: PLC0415 - only this command needs it

    def run(desk: Desk) -> None:
        found = [r for r in desk.catalog.all() if subject in (None, r.subject.value)]
        if on_ is not None:
            day = _date(on_)
            found = [r for r in found if is_in_force(r, day)]
        if desk.format == "json":
            desk.put(json_view.dumps({"rulesets": view.contract_list(found)}))
        else:
            desk.put(view.render_list(found, desk.words))

    guarded(run, options)


@rules.command("show")
@click.argument("ruleset")
@common
def rules_show(ruleset: str, **options: Any) -> None:
    """Một bộ tiêu chí, đầy đủ: nội dung, thang điểm, căn cứ, mức đối chiếu."""
    from assessment.views import rules as view  # noqa: PLC0415 - only this command needs it

    def run(desk: Desk) -> None:
        found = chosen(desk, ruleset)
        if desk.format == "json":
            desk.put(json_view.dumps(view.contract(found)))
        else:
            desk.put(view.render(found, desk.words))

    guarded(run, options)


# --- steps -----------------------------------------------------------------------------


def scored(
    desk: Desk, path: Path, ruleset: str | None, missing: Missing, *, strict: bool
) -> Assessment:
    """From a file to an assessment."""
    dossier = read_dossier(path)
    return assess(_ruleset(desk, dossier, ruleset), dossier, missing=missing, strict=strict)


def _ruleset(desk: Desk, dossier: Dossier, id_: str | None) -> Ruleset:
    return desk.catalog.choose(dossier, desk.today) if id_ is None else chosen(desk, id_)


def chosen(desk: Desk, id_: str) -> Ruleset:
    """The ruleset that the command names."""
    ruleset = desk.catalog.get(id_)
    if ruleset is None:
        params = {"id": id_, "nearest": nearest(id_, desk.catalog.ids())}
        raise UsageError(Notice("usage.unknown_ruleset", Place(), params))
    return ruleset


def page(desk: Desk, assessment: Assessment, verdict: Verdict, receipt: str) -> str:
    if desk.format == "json":
        return json_view.render(assessment, desk.words, cross_check=verdict, receipt=receipt)
    return text.render(
        assessment, desk.words, cross_check=verdict, receipt=receipt, paint=desk.paint
    )


def _items(ruleset: Ruleset) -> set[str]:
    return {c.id for c in ruleset.criteria} | {item.id for item in ruleset.every_item()}


def _unknown_item(ruleset: Ruleset, item: str) -> Notice:
    params = {"id": item, "ruleset": ruleset.id, "nearest": nearest(item, _items(ruleset))}
    return Notice("usage.unknown_item", Place(), params)


def _undetermined(assessment: Assessment, dossier: Path) -> Notice:
    titles = ", ".join(r.title for r in assessment.score.determination.possible)
    params = {"ratings": titles, "count": len(assessment.missing), "file": str(dossier)}
    return Notice("demand.rating_undetermined", Place(str(dossier)), params)


def _date(value: str) -> date:
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise UsageError(Notice("usage.bad_date", Place(path="--on"), {"value": value})) from None


if __name__ == "__main__":
    main()
