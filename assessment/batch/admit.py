"""From the columns of a table to evidence, and what is wrong in which row.

The counterpart of `engine.admit`, which reads every text: each text of a column is read
once, however many rows have it. A number is read as it is.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, NamedTuple

import narwhals as nw

from assessment.batch.fields import Kind, fields
from assessment.batch.texts import WHOLE, readings
from assessment.errors import Notice, Place, UsageError
from assessment.model.item import Judged, Threshold
from assessment.model.quantity import MOST_COUNT
from assessment.model.rows import PUBLIC, UNIT_TYPE, Rows, share_name, stored
from assessment.model.ruleset import EvidenceType, Ruleset

DECIMAL = nw.Decimal(38, 12)
_FEW = 16

_TEXTS = (nw.String, nw.Categorical, nw.Enum)


class Slip(NamedTuple):
    """What is wrong with a field; `flag` is true in the rows where it is."""

    name: str
    code: str
    flag: nw.Expr


@dataclass(frozen=True)
class Admitted:
    """`rows`: the evidence, its columns kept. `slips`: in the order of the table's columns."""

    rows: Rows
    slips: tuple[Slip, ...]


def admit(ruleset: Ruleset, table: nw.LazyFrame[Any], headers: Mapping[str, str]) -> Admitted:
    """Read the columns of a table.

    Args:
        headers: for each field that the table has, the name of its column.

    Raises:
        UsageError: `table.wrong_type`: a column cannot hold what it should;
            `table.column_needed`: without it nothing can be scored.

    """
    known = fields(ruleset)
    schema = table.collect_schema()
    reader = _Reader(ruleset, table, schema, headers)
    for name, header in headers.items():
        reader.read(name, known[name], header)
    rows = Rows(ruleset, frozenset(reader.columns))
    rows.steps.columns({stored(name): column for name, column in reader.columns.items()})
    slips = (
        *reader.slips,
        *_kind_of_unit(ruleset, reader.columns, reader.slips),
        *_parts_above_wholes(ruleset, reader.columns),
    )
    return Admitted(rows, slips)


class _Reader:
    def __init__(
        self,
        ruleset: Ruleset,
        table: nw.LazyFrame[Any],
        schema: nw.Schema,
        headers: Mapping[str, str],
    ) -> None:
        self._ruleset = ruleset
        self._schema = schema
        self._rows = Rows(ruleset, frozenset())
        texts = {n: h for n, h in headers.items() if schema[h] in _TEXTS}
        self._texts = readings(ruleset, table, texts)
        self.columns: dict[str, nw.Expr] = {}
        self._slips: dict[tuple[str, str], nw.Expr] = {}
        self._name = self._header = ""

    def read(self, name: str, kind: Kind, header: str) -> None:
        self._name, self._header = name, header
        dtype = self._schema[header]
        if dtype in _TEXTS:
            self._text(name, kind)
        elif dtype.is_numeric():
            self._numeric(name, kind, dtype)
        elif dtype == nw.Boolean and kind in (Kind.YES_NO, Kind.FLAG):
            self.columns[name] = nw.col(header)
        else:
            params = {"column": header, "type": str(dtype), "wanted": kind}
            raise UsageError(Notice("table.wrong_type", Place(path=header), params))

    def _slip(self, code: str, flag: nw.Expr) -> None:
        known = self._slips.get((self._name, code))
        self._slips[self._name, code] = flag if known is None else known | flag

    @property
    def slips(self) -> tuple[Slip, ...]:
        return tuple(Slip(*named, flag) for named, flag in self._slips.items())

    # --- texts -------------------------------------------------------------------------

    def _text(self, name: str, kind: Kind) -> None:
        column, found = nw.col(self._header), self._texts[name]
        wrong: dict[str, list[str]] = {}
        for text, read in found.items():
            if read.code:
                wrong.setdefault(read.code, []).append(text)
        for code, texts in wrong.items():
            self._slip(code, _among(column, texts))
        values: dict[str, Any] = {
            text: read.value for text, read in found.items() if read.value is not None
        }
        match kind:
            case Kind.COUNT:
                self._count_in_text(name, column, values)
            case Kind.POINTS:
                self.columns[name] = _mapped(column, values, self._rows.points)
                shares = {text: read.share for text, read in found.items() if read.share}
                if shares:
                    self.columns[share_name(name)] = _decimals(column, shares)
            case Kind.CHOICE:
                self.columns[name] = _mapped(column, values, nw.Int32())
            case Kind.YES_NO | Kind.FLAG | Kind.AREA:
                self.columns[name] = _mapped(column, values, nw.Boolean())
            case Kind.UNIT_TYPE:
                self.columns[name] = _mapped(column, values, nw.String())
            case Kind.SHARE:
                self.columns[share_name(name)] = _decimals(column, values)
            case Kind.NUMBER | Kind.PERCENTAGE:
                self.columns[name] = _decimals(column, values)

    def _count_in_text(self, name: str, column: nw.Expr, values: Mapping[str, Any]) -> None:
        column = column.cast(nw.String)
        plain = nw.when(column.str.contains(WHOLE)).then(column).cast(nw.Int64)
        within = self._bounded(plain, *self._bounds(name))
        self.columns[name] = nw.coalesce(within, _mapped(column, values, nw.Int64()))

    # --- numbers -----------------------------------------------------------------------

    def _numeric(self, name: str, kind: Kind, dtype: nw.dtypes.DType) -> None:
        column = nw.col(self._header)
        if dtype.is_float():
            column = nw.when(~column.is_nan()).then(column)
            self._slip("dossier.wrong_type", ~column.is_finite())
            column = nw.when(column.is_finite()).then(column)
        match kind:
            case Kind.COUNT:
                within = self._bounded(column, *self._bounds(name))
                whole = within.cast(nw.Int64)
                if not dtype.is_integer():
                    self._slip("dossier.wrong_type", whole.cast(dtype) != within)
                self.columns[name] = whole
            case Kind.POINTS:
                self.columns[name] = self._points(name, column, dtype)
            case Kind.NUMBER | Kind.PERCENTAGE:
                within = self._bounded(column, *self._bounds(name))
                self.columns[name] = within.cast(DECIMAL)
            case Kind.SHARE:
                within = self._bounded(column, 0, self._most_share(name))
                self.columns[share_name(name)] = within.cast(DECIMAL)
            case _:
                params = {"column": self._header, "type": str(dtype), "wanted": kind}
                raise UsageError(Notice("table.wrong_type", Place(path=self._header), params))

    def _points(self, name: str, column: nw.Expr, dtype: nw.dtypes.DType) -> nw.Expr:
        item = self._ruleset.keyed_by_id[name]
        assert isinstance(item, Judged)
        scale = self._ruleset.scale
        assert scale
        factor, step = self._rows.factor, self._rows.scaled(scale.step)
        within = self._bounded(column, 0, item.max)
        points = self._rows.points
        if dtype in (nw.Int8, nw.UInt8):
            within = column  # what these hold can be reckoned with, though it be out of bounds
        if dtype.is_integer():
            whole = within.cast(points)
            scaled = whole if factor == 1 else whole * factor
            off = scaled % step != 0
        elif dtype.is_float():
            scaled = (within * factor).round(0).cast(points)
            off = (scaled / factor != within) | (scaled % step != 0)
        else:
            exact = within.cast(DECIMAL) * nw.lit(factor)
            scaled = exact.cast(points)
            off = (scaled.cast(DECIMAL) != exact) | (scaled % step != 0)
        if not (dtype.is_integer() and factor % step == 0):
            self._slip("dossier.off_step", off)
        return scaled

    def _bounds(self, name: str) -> tuple[Decimal | int, Decimal | int]:
        entry = self._ruleset.evidence[name]
        least: Decimal | int = -MOST_COUNT
        most: Decimal | int = MOST_COUNT
        if entry.type is EvidenceType.COUNT:
            least = 0
        if entry.type is EvidenceType.PERCENTAGE:
            least, most = 0, 100
        return (
            least if entry.at_least is None else entry.at_least,
            most if entry.at_most is None else entry.at_most,
        )

    def _most_share(self, name: str) -> int:
        item = self._ruleset.keyed_by_id[name]
        exceeds = isinstance(item, Threshold) and item.ratio and item.ratio.may_exceed
        return MOST_COUNT if exceeds else 100

    def _bounded(self, column: nw.Expr, least: Decimal | int, most: Decimal | int) -> nw.Expr:
        """The column where it lies within its bounds; a slip elsewhere."""
        if self._schema[self._header].is_integer():
            least, most = math.ceil(least), math.floor(most)
        outside = (column < nw.lit(least)) | (column > nw.lit(most))
        self._slip("dossier.out_of_bounds", outside)
        return nw.when(~outside).then(column)


def _mapped(column: nw.Expr, values: Mapping[str, Any], dtype: nw.dtypes.DType) -> nw.Expr:
    """What each text stands for; null for every other.

    A few values are asked for one by one: a table of replacements would keep Polars from
    streaming.
    """
    texts: dict[Any, list[str]] = {}
    for text, value in values.items():
        texts.setdefault(value, []).append(text)
    if len(texts) > _FEW:
        return column.cast(nw.String).replace_strict(values, default=None, return_dtype=dtype)
    found = nw.lit(None, dtype=dtype)
    for value, said in texts.items():
        found = nw.when(_among(column, said)).then(nw.lit(value, dtype=dtype)).otherwise(found)
    return found


def _among(column: nw.Expr, texts: list[str]) -> nw.Expr:
    """Where it is one of the texts; Polars compares with one text much sooner than with a list."""
    return column == texts[0] if len(texts) == 1 else column.is_in(texts)


def _decimals(column: nw.Expr, values: Mapping[str, Decimal]) -> nw.Expr:
    texts = {text: f"{value:f}" for text, value in values.items()}
    return _mapped(column, texts, nw.String()).cast(DECIMAL)


# --- columns held together ---------------------------------------------------------------


def _kind_of_unit(
    ruleset: Ruleset, columns: Mapping[str, nw.Expr], slips: Sequence[Slip]
) -> Iterator[Slip]:
    """What tells the kinds of unit apart must be in the table, and in each row."""
    by_type = any(a.unit_type or a.not_unit_type for a in ruleset.audiences)
    by_owner = any(a.public is not None for a in ruleset.audiences)
    for name, code, needed in (
        (UNIT_TYPE, "dossier.unit_type_needed", by_type),
        (PUBLIC, "dossier.public_needed", by_owner),
    ):
        if not needed:
            continue
        if name not in columns:
            params = {"column": name, "ruleset": ruleset.id}
            raise UsageError(Notice("table.column_needed", Place(), params))
        blank = nw.col(stored(name)).is_null()
        for slip in slips:
            if slip.name == name:
                blank &= ~slip.flag.fill_null(value=False)
        yield Slip(name, code, blank)


def _parts_above_wholes(ruleset: Ruleset, columns: Mapping[str, nw.Expr]) -> Iterator[Slip]:
    """A part that is more than its whole, where the item does not allow it."""
    for ratio in ruleset.ratios:
        if not ratio.may_exceed and ratio.of in columns and ratio.over in columns:
            above = nw.col(stored(ratio.of)) > nw.col(stored(ratio.over))
            yield Slip(ratio.of, "dossier.part_above_whole", above)
