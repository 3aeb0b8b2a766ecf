"""The workbook of a result: result, indicators, working, receipt, lists.

What is shown as a result is a formula over the cells of evidence; each formula is written
with what the engine's figures make of it, for viewers that do not calculate.
"""

from __future__ import annotations

from fractions import Fraction
from io import BytesIO
from typing import Any

from assessment import __version__
from assessment.errors import DemandError, Notice, Place
from assessment.model.outcome import Assessment
from assessment.model.quantity import Interval
from assessment.model.truth import Truth
from assessment.views.booklook import Book, Look
from assessment.views.reckoning.found import Span
from assessment.views.reckoning.measures import Holds
from assessment.views.reckoning.reckon import References, reckon
from assessment.views.reckoning.write import set_up, write_lists, write_reckoning
from assessment.views.scorebook.grid import Grid
from assessment.views.scorebook.indicators import Indicators
from assessment.views.scorebook.result import Result
from assessment.views.seal import Seal
from assessment.wording import Words


def workbook(assessment: Assessment, words: Words, seal: Seal, *, placeholders: bool) -> bytes:
    """The file's content.

    Args:
        placeholders: whether some result of the ruleset rests on figures that were not read
            in the official text.

    Raises:
        DemandError: `workbook.cannot_reckon`: the formulas would show another result;
            `workbook.too_long`: a text that no cell holds.

    """
    grid = Grid(assessment, words, words.say("workbook.sheet.indicators"))
    cells, about = grid.cells(), grid.about()
    name = words.say("workbook.sheet.reckoning")
    working, lists, found = reckon(assessment.ruleset, cells, about, words, name=name)
    where = next(differences(assessment, found), None)
    if where is not None:
        raise DemandError(Notice("workbook.cannot_reckon", Place(), {"where": where}))
    stream = BytesIO()
    with Book(stream) as book:
        look = Look(book)
        Result(book, look, assessment, found, words).write(placeholders=placeholders)
        Indicators(book, look, grid, found, words).write()
        write_reckoning(book, look, working)
        _receipt(book, look, assessment, seal, words)
        if lists.rows:
            write_lists(book, look, lists)
        book.set_properties({"title": words.say("workbook.title"), "author": "cdht"})
    return stream.getvalue()


def differences(assessment: Assessment, found: References) -> Any:
    """Where formulas come to something else than the engine."""
    score = assessment.score
    if found.slips.value:
        slips = (name for name, read in found.readings.items() if read.wrong.value)
        yield next(slips, "")
    for result in score.criteria:
        for finding in result.findings:
            mine = found.items[finding.item.id]
            if finding.points and mine.points and not _same(finding.points, mine.points):
                yield finding.item.id
            asked = {id_: _truth(m.holds) for id_, m in mine.levels.items() if m.asked.value}
            if asked != dict(finding.levels):
                yield finding.item.id
        if result.points and not _same(result.points, found.criteria[result.criterion.id]):
            yield result.criterion.id
    if score.points and found.total and not _same(score.points, found.total):
        yield "total"
    possible = {rating.id for rating in score.determination.possible}
    if possible != {id_ for id_, flag in found.possible.items() if flag.value}:
        yield "rating"
    if score.determination.recognised is not _truth(found.recognised):
        yield "rating"


def _same(points: Interval, span: Span) -> bool:
    return (Fraction(points.low), Fraction(points.high)) == (span.low.value, span.high.value)


def _truth(holds: Holds) -> Truth:
    return True if holds.surely.value else None if holds.perhaps.value else False


def _receipt(book: Any, look: Look, assessment: Assessment, seal: Seal, words: Words) -> None:
    """What this workbook was made from; it does not follow the cells."""
    say, ruleset, dossier = words.say, assessment.ruleset, assessment.dossier
    sheet = book.add_worksheet(say("workbook.sheet.receipt"))
    look.write(sheet, 0, 0, say("workbook.receipt"), bold=True, font_size=14)
    sheet.merge_range(1, 0, 1, 1, "", look(text_wrap=True, italic=True))
    look.write(sheet, 1, 0, say("workbook.receipt_note"), text_wrap=True, italic=True)
    sheet.set_row(1, 30)
    lines = {
        "subject": dossier.subject.name,
        "ruleset": f"{ruleset.id} · {ruleset.title} · {ruleset.document.number}",
        "ruleset_sha256": ruleset.digest,
        "overlays": "; ".join(overlay.id for overlay in ruleset.overlays) or "–",
        "sha256": seal.sha256,
        "cross_check": say(f"cross_check.{seal.cross_check}"),
        "made": say("report.made", date=seal.today, version=__version__),
    }
    for row, (name, text) in enumerate(lines.items(), start=3):
        traits = {"border": 1, "border_color": "#BFBFBF", "text_wrap": True}
        look.write(sheet, row, 0, say(f"workbook.receipt.{name}"), bold=True, **traits)
        look.write(sheet, row, 1, text, **traits)
    sheet.set_column(0, 0, 30)
    sheet.set_column(1, 1, 80)
    sheet.protect("", {"format_columns": True, "format_rows": True})
    set_up(sheet, ruleset.id)
