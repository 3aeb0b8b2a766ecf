"""`cdht rollup`: results counted up to hamlets, clans, the commune and beyond."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace as changed
from functools import partial
from pathlib import Path
from typing import Any

import click

from assessment.batch.receipt import receipt_of
from assessment.batch.write import FORMATS
from assessment.commands.period import period_asked
from assessment.commands.steps import chosen
from assessment.commands.tables import wanted
from assessment.desk import Desk, guarded, with_common, write
from assessment.errors import Notice, Place, UsageError
from assessment.intake.read import read_dossier
from assessment.intake.scenarios import settings_of
from assessment.model.chain import Subjects
from assessment.model.dossier import Dossier
from assessment.model.rollup import Lists, Rolled
from assessment.model.ruleset import Ruleset, SubjectKind
from assessment.model.whatif import Setting
from assessment.rollup.made import Work, counted_in, made_table, subject_of
from assessment.rollup.own import refuse_by_hand, sealed, sealed_content
from assessment.rollup.results import Results
from assessment.rollup.sources import read_results
from assessment.rulebook.chains import Joint, sound_joints
from assessment.views import json as json_view
from assessment.views import rollup as view

_DOSSIERS = (".yaml", ".yml", ".json")
_LISTED = ("all", "registered")


@click.command("rollup", short_help="Tổng kết quả công nhận lên thôn, dòng họ, xã, huyện, tỉnh.")
@click.argument(
    "tables", metavar="BẢNG|BIÊN_NHẬN…", type=click.Path(path_type=Path), nargs=-1, required=True
)
@click.option("--to", metavar="ID", help="Tổng lên cho bộ tiêu chí này.")
@click.option(
    "--into",
    type=click.Path(path_type=Path),
    metavar="TỆP",
    help="Hồ sơ hay bảng chấm đã có: chép sang --out, điền thêm số liệu.",
)
@click.option(
    "--lists",
    "listed",
    metavar="all|registered",
    multiple=True,
    help="Bảng liệt kê tất cả, hay chỉ nơi đăng ký; từng loại thì ghi household=registered.",
)
@click.option("--name", metavar="TÊN", help="Tên xã, thôn … của hồ sơ mới.")
@click.option("--period", metavar="KỲ", help="Kỳ của hồ sơ mới: 2026, 2025-2026 (năm học).")
@click.option(
    "--set",
    "arguments",
    metavar="KHÓA=GIÁ_TRỊ",
    multiple=True,
    help="Ghi thêm một số liệu vào hồ sơ: households=1662.",
)
@click.option("--replace", is_flag=True, help="Thay cả số ghi tay khác với số đếm được.")
@partial(
    with_common,
    out="TỆP",
    out_help="Hồ sơ (.yaml, .json), hoặc bảng mỗi thôn, mỗi xã một dòng (.csv, .xlsx, .parquet).",
)
def command(
    tables: tuple[Path, ...],
    to: str | None,
    into: Path | None,
    listed: tuple[str, ...],
    name: str | None,
    period: str | None,
    arguments: tuple[str, ...],
    *,
    replace: bool,
    **options: Any,
) -> None:
    """Đếm kết quả công nhận thành số liệu của cấp trên, biên nhận kèm theo làm minh chứng.

    Bảng là bảng kết quả của cdht certify, có biên nhận bên cạnh; hoặc biên nhận của một hồ sơ
    (cdht score --receipt); hoặc thư mục, mẫu tên của những tệp ấy.
    """
    into_table = _is_table(options["out"])

    def run(desk: Desk) -> None:
        out = _output(desk.out, into)
        lists = _lists(listed)
        settings = settings_of(arguments)
        if into_table and (settings or name or period):
            option = "--set" if settings else "--name" if name else "--period"
            raise UsageError(Notice("rollup.set_needs_dossier", Place(path=option)))
        dossier = read_dossier(into) if into and not into_table else None
        results = read_results(tables, desk.catalog)
        _refuse_over_results(out, results)
        joints = sound_joints(desk.catalog)
        target = _target(desk, to, dossier, joints, results)
        kept = period_asked(period) if period else None
        own = dossier.subject.name if dossier else name
        work = Work(target, joints, results, lists, out, into, replace, desk.today, kept, own)
        filled = (dossier, name, settings)
        rolled = _table(desk, work) if into_table else _dossier(desk, work, *filled)
        page = changed(desk, out=None)
        if desk.format == "json":
            page.put(json_view.dumps(view.contract(rolled, desk.words)))
        else:
            page.put(view.render(rolled, desk.words, desk.paint))

    files = (table for table in tables if not table.is_dir())
    receipt = receipt_of(options["out"]) if into_table else None
    guarded(run, options, *files, into, receipt=receipt)


# --- what is asked ---------------------------------------------------------------------


def _is_table(out: Path | None) -> bool:
    return out is not None and out.suffix.lower() in FORMATS


def _output(out: Path | None, into: Path | None) -> Path:
    """Where the result goes: a dossier, or a table; of the same kind as `into`."""
    allowed = ", ".join((*_DOSSIERS, *FORMATS))
    if out is None or out.suffix.lower() not in (*_DOSSIERS, *FORMATS):
        raise UsageError(Notice("rollup.out_wanted", Place(path="--out"), {"allowed": allowed}))
    if into is not None and _is_table(out) != _is_table(into):
        params = {"out": str(out), "into": str(into)}
        raise UsageError(Notice("rollup.into_other_kind", Place(path="--into"), params))
    return out


def _lists(listed: Iterable[str]) -> Lists:
    """What tables list: of all kinds, or of one ("household=registered")."""
    said: dict[SubjectKind | None, Subjects] = {}
    kinds = {kind.value: kind for kind in SubjectKind}
    for text in listed:
        before, equals, which = text.rpartition("=")
        if which not in _LISTED or (equals and before not in kinds):
            params = {"value": text, "kinds": ", ".join(kinds)}
            raise UsageError(Notice("rollup.bad_lists", Place(path="--lists"), params))
        said[kinds[before] if equals else None] = Subjects(which)
    return Lists(said)


def _target(
    desk: Desk,
    to: str | None,
    dossier: Dossier | None,
    joints: Sequence[Joint],
    results: Sequence[Results],
) -> Ruleset:
    """The ruleset named, or that of the dossier, or the only one that these results give to."""
    given = {j.link.ruleset for j in joints if any(j.is_of(r.ruleset) for r in results)}
    if dossier is not None:
        target = desk.catalog.choose(dossier, desk.today)
        if to not in (None, target.id):
            params = {"value": to, "own": target.id}
            raise UsageError(Notice("rollup.other_target", Place(path="--to"), params))
    elif to is not None or len(given) == 1:
        target = chosen(desk, to or next(iter(given)))
    else:
        params = {"allowed": ", ".join(sorted(given))}
        code = "rollup.which_target" if given else "rollup.gives_nothing"
        raise UsageError(Notice(code, Place(path="--to"), params | _titles(results)))
    if target.id not in given:
        params = {"allowed": ", ".join(sorted(given)), **_titles(results)}
        raise UsageError(Notice("rollup.gives_nothing", Place(path="--to"), params))
    return target


def _titles(results: Sequence[Results]) -> dict[str, str]:
    return {"titles": ", ".join(dict.fromkeys(each.ruleset.title for each in results))}


def _refuse_over_results(out: Path, results: Sequence[Results]) -> None:
    """Nothing that was read may be written over, whichever folder it was found in."""
    every = [*results, *(old.results for each in results for old in each.earlier)]
    files = (file for each in every for file in (each.path, each.receipt, each.original))
    read = {file.resolve() for file in files if file is not None}
    writes = [out, receipt_of(out)] if _is_table(out) else [out]
    for file in writes:
        if file.resolve() in read:
            raise UsageError(Notice("usage.would_overwrite", Place(), {"value": str(file)}))


# --- what is done ----------------------------------------------------------------------


def _table(desk: Desk, work: Work) -> Rolled:
    names = wanted(desk, work.target, "open")
    kinds = ("id", *(kind.value for kind in SubjectKind))
    heads = {each: desk.words.say(f"rollup.head.{each}") for each in kinds}
    return made_table(work, names, heads)


def _dossier(
    desk: Desk,
    work: Work,
    dossier: Dossier | None,
    name: str | None,
    settings: tuple[Setting, ...],
) -> Rolled:
    """The dossier, written where it is not there already, word for word."""
    if dossier is None and work.target.subject is SubjectKind.UNIT:
        params = {"ruleset": work.target.id}
        raise UsageError(Notice("rollup.unit_wanted", Place(path="--into"), params))
    from assessment.views import dossierfile  # noqa: PLC0415 - only where one is written

    if dossier is not None and name not in (None, dossier.subject.name):
        params = {"value": name, "own": dossier.subject.name}
        raise UsageError(Notice("rollup.other_target", Place(path="--name"), params))
    subject = {"name": desk.words.say("rollup.unnamed"), **subject_of(work)}
    skeleton = {"subject": subject | ({"name": name} if name else {}), "ruleset": work.target.id}
    said = desk.words.say("rollup.note_set")
    content, rolled = counted_in(
        work, dossier, skeleton, settings, lambda given: view.note(given, desk.words), said
    )
    head = desk.words.say("rollup.written_head")
    if work.out.suffix.lower() == ".json":
        text = json_view.dumps(sealed_content(content))
    else:
        text = sealed(dossierfile.dumps(content, [head]))
    if _holds(work.out, text):
        return rolled._replace(is_new=False)
    refuse_by_hand(work.out)
    write(work.out, text)
    return rolled


def _holds(path: Path, text: str) -> bool:
    try:
        return path.read_bytes() == text.encode()
    except OSError:
        return False
