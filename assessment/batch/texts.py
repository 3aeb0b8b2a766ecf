"""What the texts of a column say: each is read once, as in a dossier."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any, NamedTuple

import narwhals as nw

from assessment.batch.fields import Kind, fields
from assessment.engine.admit import Admitted, admit
from assessment.errors import Notice
from assessment.files import plain_text
from assessment.model.area import area_called
from assessment.model.dossier import Claim, Dossier, Subject
from assessment.model.evidence import Reading
from assessment.model.rows import Rows
from assessment.model.ruleset import Ruleset

WHOLE = "^[0-9]{1,12}$"
"""A plain whole number, of which no list need be kept."""

_YES = frozenset({"true", "có", "x"})
_NO = frozenset({"false", "không"})


class Read(NamedTuple):
    """What a text says, by the kind of its column; or the code of what is wrong with it.

    `share`: the percentage that is stated where points could be.
    """

    value: int | bool | str | Decimal | None = None
    code: str | None = None
    share: Decimal | None = None


def readings(
    ruleset: Ruleset, table: nw.LazyFrame[Any], headers: Mapping[str, str]
) -> Mapping[str, Mapping[str, Read]]:
    """For each field its texts with what they say; plain whole numbers of counts are left out.

    Args:
        headers: for each field, the name of its column of texts.

    """
    kinds, rows = fields(ruleset), Rows(ruleset, frozenset())
    found = {}
    for name, header in headers.items():
        texts = _texts(table, header, whole=kinds[name] is not Kind.COUNT)
        found[name] = {text: _read(rows, name, kinds[name], text) for text in texts}
    return found


def _texts(table: nw.LazyFrame[Any], header: str, *, whole: bool) -> list[str]:
    column = nw.col(header)
    asked = ~column.is_null()
    if not whole:
        asked &= ~column.cast(nw.String).str.contains(WHOLE)
    texts: list[str] = table.select(column).filter(asked).unique().collect()[header].to_list()
    return texts


def slip(ruleset: Ruleset, name: str, text: str) -> Notice | None:
    """What a dossier would say is wrong with this text; None: nothing, by itself."""
    found = _admitted(ruleset, name, plain_text(text).strip())
    return next(iter(found.errors), None)


def _admitted(ruleset: Ruleset, name: str, text: str) -> Admitted:
    subject = Subject(kind=ruleset.subject, name="-")
    dossier = Dossier(subject=subject, evidence={name: Claim(value=text)})
    return admit(ruleset, dossier, strict=False)


def read(ruleset: Ruleset, name: str, text: str) -> Read:
    """What a text of this field says."""
    return _read(Rows(ruleset, frozenset()), name, fields(ruleset)[name], text)


def read_flag(raw: str) -> Read:
    """What a text says that answers yes or no."""
    text = plain_text(raw).strip()
    return _flag(text) if text else Read()


def _read(rows: Rows, name: str, kind: Kind, raw: str) -> Read:
    text = plain_text(raw).strip()
    if not text:
        return Read()
    match kind:
        case Kind.AREA:
            return _area(rows.ruleset, text)
        case Kind.UNIT_TYPE:
            return _unit_type(rows.ruleset, text)
        case Kind.FLAG:
            return _flag(text)
    admitted = _admitted(rows.ruleset, name, text)
    if admitted.errors:
        return Read(code=admitted.errors[0].code)
    return _value(rows, kind, admitted.counted.readings[name])


def _value(rows: Rows, kind: Kind, reading: Reading) -> Read:
    match reading.value:
        case bool() | int() as value:
            return Read(value)
        case str() as option:
            return Read(rows.ruleset.evidence[reading.key].option_ranks[option])
        case Decimal() as number:
            return Read(rows.scaled(number) if kind is Kind.POINTS else number)
    assert reading.low
    percent = Decimal(reading.low.part * 100) / reading.low.whole
    return Read(share=percent) if kind is Kind.POINTS else Read(percent)


def _area(ruleset: Ruleset, text: str) -> Read:
    area = area_called(text)
    if area is None:
        return Read(code="shape.not_one_of")
    return Read(ruleset.areas is not None and area in ruleset.areas.disadvantaged_scale_for)


def _unit_type(ruleset: Ruleset, text: str) -> Read:
    for unit_type in ruleset.unit_types:
        if text.casefold() in (unit_type.id.casefold(), unit_type.text.casefold()):
            return Read(unit_type.id)
    return Read(code="dossier.unknown_unit_type") if ruleset.unit_types else Read(text)


def _flag(text: str) -> Read:
    answer = text.casefold()
    if answer not in _YES | _NO:
        return Read(code="shape.wrong_type")
    return Read(answer in _YES)
