"""`cdht summary`: the table of a district or a province, from the dossiers in it."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any

import click

from assessment.commands.steps import chosen
from assessment.desk import Desk, guarded, report, scoring, with_common, write
from assessment.engine.assess import Missing
from assessment.errors import (
    DisagreementError,
    DossierError,
    Notice,
    Place,
    RulesetError,
    UsageError,
)
from assessment.model.outcome import Options
from assessment.model.summary import Order, Summary
from assessment.summary.gather import Scoring, files_of, gather
from assessment.summary.tables import summarise
from assessment.views import json as json_view
from assessment.views import summary as view
from assessment.views import summaryjson

_PICTURES = (".svg", ".png")
_ERRORS = {error.exit_code: error for error in (DossierError, RulesetError, DisagreementError)}


@click.command("summary", short_help="Bảng tổng hợp của một huyện, một tỉnh.")
@click.argument(
    "dossiers",
    metavar="HỒ_SƠ|THƯ_MỤC|BIÊN_NHẬN...",
    nargs=-1,
    required=True,
    type=click.Path(path_type=Path),
)
@click.option(
    "--sort",
    "order",
    type=click.Choice([order.value for order in Order]),
    default=Order.TOTAL.value,
    help="Xếp theo tổng điểm, tên, hay xếp loại.",
)
@click.option(
    "--year",
    type=click.IntRange(1900, 9999),
    help="Bảng của năm này; không ghi thì là năm mới nhất.",
)
@click.option(
    "--picture", type=click.Path(path_type=Path), help="Vẽ bảng tiêu chí ra tệp .svg hoặc .png."
)
@scoring
@partial(
    with_common,
    out="TỆP",
    out_help="Ghi ra tệp; tên .xlsx thì ghi bảng Excel.",
    formats=("text", "json", "xlsx"),
)
def command(
    dossiers: tuple[Path, ...],
    order: str,
    year: int | None,
    picture: Path | None,
    ruleset: str | None,
    overlays: tuple[str, ...],
    missing: Missing,
    *,
    strict_evidence: bool,
    **options: Any,
) -> None:
    """Bảng tổng hợp của một huyện, một tỉnh, từ các hồ sơ và biên nhận trong đó.

    Mỗi đối tượng một dòng: điểm, xếp loại, tiêu chí mất nhiều điểm, số liệu còn thiếu,
    thay đổi so với năm trước. Tệp không chấm được ghi ở cuối bảng, không làm mất tệp khác;
    khi có tệp như vậy thì mã thoát là 3.
    """
    files, empty = files_of(dossiers)

    def run(desk: Desk) -> None:
        _refuse_outputs(desk, picture)
        if ruleset is not None:
            chosen(desk, ruleset)
        how = Scoring(
            desk.catalog, desk.today, ruleset, overlays, Options(missing, strict_evidence)
        )
        gathered = gather(files, how)
        found = summarise(
            gathered._replace(failures=(*empty, *gathered.failures)), year, Order(order)
        )
        if not found.groups:
            _refuse_nothing(found, dossiers, year)
        _put(desk, found, picture)
        _leave(desk, found)

    guarded(run, options, *(file.path for file in files), *dossiers, receipt=picture)


def _refuse_outputs(desk: Desk, picture: Path | None) -> None:
    if _as_workbook(desk) and desk.out is None:
        raise UsageError(Notice("summary.out_wanted", Place(path="--format")))
    if picture is not None and picture.suffix.lower() not in _PICTURES:
        raise UsageError(Notice("summary.bad_picture", Place(str(picture))))


def _as_workbook(desk: Desk) -> bool:
    by_name = desk.out is not None and desk.out.suffix.lower() == ".xlsx"
    return desk.format == "xlsx" or (desk.format == "text" and by_name)


def _refuse_nothing(found: Summary, paths: Sequence[Path], year: int | None) -> None:
    """Without a single result there is no table, only what is wrong, each thing once."""
    notices = {str(n): n for failure in found.failures for n in failure.notices}
    if notices:
        gravest = max(failure.exit_code for failure in found.failures)
        raise _ERRORS[gravest](*notices.values())
    code = "summary.no_dossiers" if year is None else "summary.none_of_year"
    raise DossierError(Notice(code, Place(", ".join(map(str, paths))), {"year": str(year)}))


def _put(desk: Desk, found: Summary, picture: Path | None) -> None:
    """The picture and the table."""
    if picture is not None:
        from assessment.views import summarypicture  # noqa: PLC0415 - drawing takes a second to load

        suffix = picture.suffix.lower()
        drawn = summarypicture.render(found, desk.words, "svg" if suffix == ".svg" else "png")
        write(picture, drawn)
    if _as_workbook(desk):
        from assessment.views.summarybook import workbook  # noqa: PLC0415 - heavy

        assert desk.out is not None
        write(desk.out, workbook(found, desk.words))
    elif desk.format == "json":
        desk.put(json_view.dumps(summaryjson.contract(found, desk.words)))
    else:
        desk.put(view.render(found, desk.words, desk.paint))


def _leave(desk: Desk, found: Summary) -> None:
    """With the gravest exit code of the files that stand in no table."""
    if not found.failures:
        return
    if desk.format != "json":
        notice = Notice("summary.left_out", Place(), {"count": len(found.failures)})
        report(desk, DossierError(notice))
    sys.exit(max(failure.exit_code for failure in found.failures))
