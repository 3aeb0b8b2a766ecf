"""`cdht rules confirm`: write down that figures were read in the official text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import click

from assessment.commands.steps import chosen
from assessment.desk import Desk, common, create, guarded
from assessment.errors import DossierError, Notice, Place, RulesetError, UsageError
from assessment.files import one_line, tree_of
from assessment.intake.checklist import read_checklist
from assessment.model.figure import Figure
from assessment.model.flaw import Severity
from assessment.model.ruleset import Ruleset
from assessment.rulebook import confirm
from assessment.rulebook.figures import figures_of, unverified
from assessment.rulebook.official import Known
from assessment.rulebook.overlay import LoadedOverlay
from assessment.views import confirmed as view
from assessment.views import json as json_view
from assessment.views.figures import FigureWords
from assessment.wording import Words


@click.command("confirm")
@click.argument("ruleset")
@click.argument("items", metavar="[MỤC]...", nargs=-1)
@click.option("--source", metavar="TEXT", help="Đọc ở đâu: văn bản, trang, điều, khoản.")
@click.option("--by", required=True, metavar="NAME", help="Ai đối chiếu.")
@click.option("--value", metavar="V", help="Con số đúng, khi khác; chỉ với một con số.")
@click.option(
    "--from",
    "from_",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Bảng của `rules verify` đã ghi, .xlsx hoặc .md.",
)
@common
def command(
    ruleset: str,
    items: tuple[str, ...],
    source: str | None,
    by: str,
    value: str | None,
    from_: Path | None,
    **options: Any,
) -> None:
    """Ghi nhận con số đã đối chiếu với văn bản chính thức: mã mục (9.1), hay mục:con số."""

    def run(desk: Desk) -> None:
        if bool(items) == (from_ is not None) or (from_ is not None and value is not None):
            raise UsageError(Notice("confirm.one_way"))
        if not options["rules"]:
            raise UsageError(Notice("confirm.no_shelf"))
        who, where = one_line(by), one_line(source or "")
        if not who or not (where or from_):
            raise UsageError(Notice("confirm.who_and_where"))
        found = chosen(desk, ruleset)
        known = _known(found, desk.words)
        blank = 0
        if from_ is None:
            wanted = confirm.named(found, items, known)
            read = confirm.Readings(confirm.as_named(wanted, source=where, value=value), 0, {})
        else:
            read, blank = _filled(found, from_, known, where, who)
        _confirm(desk, found, read, known, who, options["rules"][0], blank)

    guarded(run, options, from_)


def _known(ruleset: Ruleset, words: Words) -> dict[str, Known]:
    """Every figure by its name, with the ways both languages write it."""
    languages = [FigureWords(ruleset, Words(language)) for language in ("vi", "en")]
    own = FigureWords(ruleset, words)
    return {figure.name: _one(figure, languages, own) for figure in figures_of(ruleset)}


def _one(figure: Figure, languages: Sequence[FigureWords], own: FigureWords) -> Known:
    shown = frozenset(one_line(names.said(figure)) for names in languages)
    labels = {label: id_ for names in languages for id_, label in names.labels(figure).items()}
    return Known(figure, shown, labels, tuple(own.labels(figure).values()))


def _filled(
    ruleset: Ruleset,
    file: Path,
    known: Mapping[str, Known],
    source: str,
    by: str,
) -> tuple[confirm.Readings, int]:
    """The readings of a filled checklist, and its blank rows."""
    checklist = read_checklist(file)
    if checklist.ruleset != ruleset.id:
        params = {"of": checklist.ruleset, "ruleset": ruleset.id}
        raise DossierError(Notice("confirm.other_ruleset", Place(str(file)), params))
    found = confirm.as_filled(
        ruleset, checklist.filled, known, source=source or None, by=by, problems=checklist.problems
    )
    if not found.readings:
        counts = {"blank": checklist.blank, "already": found.already}
        raise DossierError(Notice("confirm.nothing_new", Place(str(file)), counts))
    return found, checklist.blank


def _confirm(
    desk: Desk,
    ruleset: Ruleset,
    read: confirm.Readings,
    known: Mapping[str, Known],
    by: str,
    shelf: Path,
    blank: int,
) -> None:
    """Lay the readings over the ruleset; write them down when it still holds together."""
    name = confirm.free_name(shelf, ruleset.id)
    file = shelf / "overlays" / f"{name}.yaml"
    tree = confirm.confirmation(name, ruleset.id, read.readings, by=by, on=desk.today, file=file)
    try:
        changed = desk.catalog.get(ruleset.id, confirmation=LoadedOverlay(tree))
    except RulesetError as error:
        found = confirm.led_there(error.notices, read.readings, known, read.places)
        raise RulesetError(Notice("confirm.nothing_written"), *found) from None
    assert changed is not None
    done = view.Done(changed, str(file), str(shelf), unverified(changed), blank, read.already)
    in_json = desk.format == "json"
    page = json_view.dumps(view.contract(done)) if in_json else view.render(done, desk.words)
    create(file, confirm.written(tree))
    desk.put(page)
    if doubts := _doubts(ruleset, changed):
        click.echo(view.warn(doubts, desk.words), nl=False, err=True)


def _doubts(before: Ruleset, after: Ruleset) -> list[Notice]:
    """The errors and warnings of the proofs that the confirmation has brought about."""
    from assessment.rulebook.check.run import check_ruleset  # noqa: PLC0415 - heavy

    known, found = (
        [
            flaw.notice
            for flaw in check_ruleset(tree_of(one.content, one.id, RulesetError))[1]
            if flaw.severity is not Severity.NOTE
        ]
        for one in (before, after)
    )
    said = {(notice.code, notice.place.path) for notice in known}
    return [notice for notice in found if (notice.code, notice.place.path) not in said]
