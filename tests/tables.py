"""Random rows of a table for a ruleset, as people type them: near every limit, some wrong.

A row is its cells as text; `dossier_of_row` is the same row as a dossier, so that both
engines can be asked.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any

from assessment.batch.fields import Kind, fields
from assessment.intake.read import dossier_from_content
from assessment.model.dossier import Dossier
from assessment.model.item import Judged, Threshold
from assessment.model.quantity import plain
from assessment.model.ruleset import Ruleset

Row = dict[str, str | None]

_WRONG = {
    Kind.COUNT: ["-1", "12,5", "nhiều", "1000000000001", "từ 5", "1.23", "5 hộ", "“5”"],
    Kind.NUMBER: ["nhiều", "1e3", "10000000000000", "trên 7"],
    Kind.PERCENTAGE: ["70", "101%", "-1%", "bảy mươi %", "0,7"],
    Kind.SHARE: ["70", "101%", "-1%", "khá cao", "trên 70%"],
    Kind.YES_NO: ["1", "yes", "co", "?"],
    Kind.CHOICE: ["rất tốt", "?"],
    Kind.POINTS: ["-1", "1000", "0,3", "mười", "7/10"],
    Kind.AREA: ["vùng cao"],
    Kind.UNIT_TYPE: ["câu lạc bộ"],
    Kind.FLAG: ["?"],
}
_YES, _NO = ["có", "Có", "x", "true", " CÓ "], ["không", "Không", "false"]


class Rows:
    """Draws rows. `wrong`: of so many cells in a thousand one is wrong."""

    def __init__(self, ruleset: Ruleset, seed: int, *, wrong: int = 10, missing: int = 15) -> None:
        self._ruleset = ruleset
        self._random = random.Random(seed)  # noqa: S311
        self._kinds = fields(ruleset)
        self._wrong, self._missing = wrong, missing
        self._limits = dict(_limits(ruleset))

    def take(self, number: int) -> Iterator[Row]:
        for _ in range(number):
            yield self._row()

    def _row(self) -> Row:
        missing = self._random.choice([0, 0, self._missing, 60])
        wholes = self._shares()
        row: Row = {}
        for name, kind in self._kinds.items():
            if self._random.randrange(1000) < self._wrong:
                row[name] = self._random.choice(_WRONG[kind])
            elif self._random.randrange(100) < missing and kind is not Kind.UNIT_TYPE:
                row[name] = self._random.choice([None, None, "", "  "])
            elif kind is Kind.SHARE and self._random.randrange(3):
                row[name] = None
            else:
                row[name] = self._cell(name, kind, wholes)
        return row

    def _shares(self) -> dict[str, int]:
        """Counts that hang together: each part close to some limit of its whole."""
        counts: dict[str, int] = {}
        for item in self._ruleset.keyed_by_id.values():
            ratios = item.ratios if isinstance(item, Threshold) else ()
            if isinstance(item, Judged) and item.full_at:
                ratios = (item.full_at.ratio,)
            for ratio in ratios:
                most = self._random.choice([0, 1, 7, 40, 5000])
                whole = counts.setdefault(ratio.over, self._random.randint(min(most, 1), most))
                limit = self._random.choice(self._limits.get(item.id) or [Fraction(1, 2)])
                near = int(limit * whole) + self._random.randint(-1, 1)
                counts.setdefault(ratio.of, max(0, near))
        return counts

    def _cell(self, name: str, kind: Kind, counts: Mapping[str, int]) -> str:
        draw = self._random
        entry = self._ruleset.evidence.get(name)
        match kind:
            case Kind.COUNT:
                count = counts.get(name)
                if count is None:
                    limit = draw.choice(self._limits.get(name) or [Fraction(3)])
                    count = max(0, int(limit) + draw.randint(-1, 1))
                dotted = f"{count:,}".replace(",", ".")
                return draw.choice([str(count), str(count), f" {count} ", dotted])
            case Kind.NUMBER | Kind.PERCENTAGE | Kind.SHARE:
                limit = draw.choice(self._limits.get(name) or [Fraction(1, 2)])
                hundred = 1 if kind is Kind.NUMBER else 100
                value = Decimal(int(limit * hundred * 100) + draw.randint(-1, 1)) / 100
                text = plain(value)
                text = draw.choice([text, text.replace(".", ",")])
                return text if kind is Kind.NUMBER else f"{text}%"
            case Kind.YES_NO | Kind.FLAG:
                return draw.choice(draw.choice([_YES, _NO]))
            case Kind.CHOICE:
                assert entry
                option, label = draw.choice(list(entry.labels.items()))
                return draw.choice([option, label, label.upper()])
            case Kind.AREA:
                return draw.choice(["standard", "disadvantaged", "extremely_disadvantaged"])
            case Kind.UNIT_TYPE:
                known = [unit_type.id for unit_type in self._ruleset.unit_types]
                return draw.choice(known or ["truong"])
            case Kind.POINTS:
                item = self._ruleset.keyed_by_id[name]
                assert isinstance(item, Judged)
                assert self._ruleset.scale
                step = self._ruleset.scale.step
                points = plain(step * draw.randint(0, int(item.max / step)))
                percent = draw.choice(["100%", "97,5%", "62.5%"])
                stated = item.full_at is not None and draw.randrange(4) == 0
                return percent if stated else draw.choice([points, points.replace(".", ",")])


def _limits(ruleset: Ruleset) -> Iterator[tuple[str, list[Fraction]]]:
    """For each key or item compared with limits, the limits."""
    for item in ruleset.every_item():
        if isinstance(item, Judged) and item.full_at:
            yield item.id, [Fraction(*item.full_at.at_least.limit)]
        if isinstance(item, Threshold):
            figures = [
                level.at_least or level.at_most
                for levels in item.levels_by_area
                for level in levels
            ]
            limits = [Fraction(*figure.limit) for figure in figures if figure]
            yield item.number or item.count or item.id, limits


def dossier_of_row(ruleset: Ruleset, row: Row) -> Dossier:
    """The row as a dossier."""
    told = {name: text for name, text in row.items() if text is not None and text.strip()}
    about = {n: told.pop(n).strip() for n in ("area", "unit_type", "public") if n in told}
    if "public" in about:
        about["public"] = about["public"].casefold()
    applies = {
        name.removeprefix("applies."): told.pop(name).strip().casefold()
        for name in list(told)
        if name.startswith("applies.")
    }
    subject: dict[str, Any] = {"kind": ruleset.subject.value, "name": "-", **about}
    content: dict[str, Any] = {"subject": subject, "ruleset": ruleset.id, "evidence": told}
    if applies:
        content["applies"] = applies
    return dossier_from_content(content, "")
