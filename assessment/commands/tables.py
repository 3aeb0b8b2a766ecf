"""What the commands on tables stand on: the names of columns, the reasons of rows, in words."""

from __future__ import annotations

from decimal import Decimal

from assessment.batch.fields import Kind, fields
from assessment.batch.headers import BESIDE
from assessment.batch.job import Wanted
from assessment.batch.texts import slip
from assessment.desk import Desk
from assessment.engine.assess import Missing
from assessment.errors import Notice, Place, UsageError
from assessment.model.basis import Basis
from assessment.model.quantity import exact
from assessment.model.rows import DISADVANTAGED, PUBLIC, UNIT_TYPE
from assessment.model.ruleset import Ruleset
from assessment.rulebook.figures import figures_of
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


def wanted(desk: Desk, ruleset: Ruleset, missing: Missing, near: Decimal | None = None) -> Wanted:
    """What is to be certified, its reasons in the words of the desk."""
    barring = {each.id: each.text for each in (*ruleset.exclusions, *ruleset.gates)}

    def why(kind: str, figure: object, id_: str) -> str:
        return desk.words.say(f"why.{kind}", figure=figure, id=barring.get(id_, id_))

    called = {name: _names(name) for name in _CALLED}
    return Wanted(ruleset, missing, called, why, desk.words.language, desk.today, near)


def _names(field: str) -> list[str]:
    """What people call a field, in any language: a table need not be in that of the page."""
    said = (Words(language).say(f"called.{field}") for language in LANGUAGES)
    return [name for names in said for name in names.split("|")]


def is_provisional(ruleset: Ruleset) -> bool:
    """Whether some figure of it was not read in the official text."""
    return any(figure.basis is Basis.PLACEHOLDER for figure in figures_of(ruleset))


def reason(ruleset: Ruleset, field: str, value: str | None, code: str, words: Words) -> str:
    """What a dossier would say of this value; or what is wrong with the row."""
    kind = fields(ruleset).get(field)
    if value and kind not in (None, Kind.AREA, Kind.UNIT_TYPE, Kind.FLAG):
        notice = slip(ruleset, field, value)
        if notice and notice.code == code:
            return words.message(notice)
    return words.say(f"slip.{code.partition('.')[2]}")
