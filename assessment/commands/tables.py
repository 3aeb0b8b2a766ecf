"""What the commands on tables stand on: the names of columns, the reasons of rows, in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from assessment.batch.claims import TITLE, TOTAL
from assessment.batch.fields import Kind, fields, unshown
from assessment.batch.headers import BESIDE, ID
from assessment.batch.job import Wanted
from assessment.batch.texts import slip
from assessment.desk import Desk
from assessment.engine.assess import Missing
from assessment.errors import Notice, Place, UsageError
from assessment.model.basis import Basis
from assessment.model.quantity import exact
from assessment.model.register import Span
from assessment.model.rows import DISADVANTAGED, PUBLIC, UNIT_TYPE
from assessment.model.ruleset import Ruleset
from assessment.rulebook.figures import figures_of
from assessment.views.remarks import Differing, Remarks
from assessment.wording import LANGUAGES, Words

_CALLED = (*BESIDE, DISADVANTAGED, UNIT_TYPE, PUBLIC)


def within(text: str | None) -> Decimal | None:
    """The points after `--near`, at least 0, as "5" or "2,5".

    Raises:
        UsageError: `table.bad_near`.

    """
    if text is None:
        return None
    try:
        points = exact(text)
    except ValueError:
        points = Decimal(-1)
    if points < 0:
        raise UsageError(Notice("table.bad_near", Place(path="--near"), {"value": text}))
    return points


def wanted(
    desk: Desk,
    ruleset: Ruleset,
    missing: Missing,
    near: Decimal | None = None,
    period: Span | None = None,
) -> Wanted:
    """What is to be certified, its reasons in the words of the desk."""
    barring = {each.id: each.text for each in (*ruleset.exclusions, *ruleset.gates)}

    def why(kind: str, figure: object, id_: str) -> str:
        return desk.words.say(f"why.{kind}", figure=figure, id=barring.get(id_, id_))

    called = {name: _names(name) for name in _CALLED}
    claimed = {name: _names(name) for name in (TOTAL, TITLE)}
    by = called, why, desk.words.language, desk.today
    return Wanted(ruleset, missing, *by, near, period, claimed)


def _names(field: str) -> list[str]:
    """What people call a field, in any language: a table need not be in that of the page."""
    said = (Words(language).say(f"called.{field}") for language in LANGUAGES)
    return [name for names in said for name in names.split("|")]


def is_provisional(ruleset: Ruleset) -> bool:
    """Whether some figure of it was not read in the official text."""
    return any(figure.basis is Basis.PLACEHOLDER for figure in figures_of(ruleset))


def remarks_of(ruleset: Ruleset, sealed: Mapping[str, Any]) -> Remarks:
    """What a receipt tells of the table that a reader of the results should know."""
    table, columns, noticed = sealed["table"], sealed["columns"], sealed.get("noticed", {})
    found = {kind: _counted(noticed, kind) for kind in ("slips", "passed_over", "missing", "blank")}
    return Remarks(
        table.get("sheet"),
        tuple(table.get("unread", ())),
        tuple(noticed.get("near", {}).items()),
        tuple(unshown(ruleset, columns)),
        tuple(_differing(noticed)),
        **found,
        ids=ID in columns,
        zero=sealed["options"]["missing"] == "zero",
    )


def _differing(noticed: Mapping[str, Any]) -> Iterator[Differing]:
    for column, told in noticed.get("differing", {}).items():
        yield Differing(column, int(told["rows"]), told["first"])


def _counted(noticed: Mapping[str, Any], kind: str) -> dict[str, int]:
    return {name: int(count) for name, count in noticed.get(kind, {}).items()}


def reason(ruleset: Ruleset, field: str, value: str | None, code: str, words: Words) -> str:
    """What a dossier would say of this value; or what is wrong with the row."""
    kind = fields(ruleset).get(field)
    if value and kind not in (None, Kind.AREA, Kind.UNIT_TYPE, Kind.FLAG):
        notice = slip(ruleset, field, value)
        if notice and notice.code == code:
            return words.message(notice)
    return words.say(f"slip.{code.partition('.')[2]}")
