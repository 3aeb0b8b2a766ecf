"""Random rows of a table for a ruleset, as people type them: near every limit, some wrong.

A row is its cells as text; `dossier_of_row` is the same row as a dossier, so that both
engines can be asked.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from itertools import cycle, islice
from math import lcm
from typing import Any

from assessment.batch.fields import Kind, fields
from assessment.engine.assess import assess
from assessment.errors import DossierError
from assessment.intake.read import dossier_from_content
from assessment.model.dossier import Dossier
from assessment.model.item import Judged, RatioOf, Threshold
from assessment.model.quantity import plain
from assessment.model.ruleset import Ruleset

Row = dict[str, str | None]

_ROWS, _TRIES = 20, 40

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
    """Draws rows. `wrong`: of so many cells in a thousand one is wrong, in some rows.

    `drawn`: how often a value was drawn below, at or above each limit (-1, 0, 1).
    """

    def __init__(self, ruleset: Ruleset, seed: int, *, wrong: int = 10, missing: int = 15) -> None:
        self._ruleset = ruleset
        self._random = random.Random(seed)  # noqa: S311
        self._kinds = fields(ruleset)
        self._wrong, self._missing = wrong, missing
        self.limits: dict[str, list[Fraction]] = {}
        for name, limits in _limits(ruleset):
            self.limits.setdefault(name, []).extend(limits)
        self.drawn: Counter[tuple[str, Fraction, int]] = Counter()
        self._bars = {exclusion.key for exclusion in ruleset.exclusions}
        self._good = 50

    def take(self, number: int) -> Iterator[Row]:
        for _ in range(number):
            yield self._row()

    def near_totals(self, number: int) -> Iterator[Row]:
        """Rows without gaps or flaws that come to what a title asks for, or a step beside it."""
        ratings, scale = self._ruleset.ratings, self._ruleset.scale
        ways = [r.when for r in ratings] + [
            r.disadvantaged and r.disadvantaged.when for r in ratings
        ]
        limits = [when.total.at_least for when in ways if when and when.total]
        if scale is None or not limits:
            return
        targets = cycle([limit + side * scale.step for limit in limits for side in (-1, 0, 1)])
        for target in islice(targets, number):
            self._good = max(0, int(target / scale.max * 140) - 40)
            yield self._near_total(target)

    def _near_total(self, target: Decimal) -> Row:
        for _ in range(_ROWS):
            row = self._filled(missing=0, wrong=0)
            away = self._away(row, target)
            if away is not None:
                row, away = self._moved(row, target, away)
            if away == 0:
                break
        return row

    def _moved(self, row: Row, target: Decimal, away: Decimal) -> tuple[Row, Decimal]:
        """The row after changes of single cells, none of which led away from the total."""
        movable = (Kind.YES_NO, Kind.CHOICE, Kind.POINTS)
        names = [name for name, kind in self._kinds.items() if kind in movable]
        for _ in range(_TRIES):
            if not away:
                break
            name = self._random.choice(names)
            moved = {**row, name: self._cell(name, self._kinds[name], {})}
            found = self._away(moved, target)
            if found is not None and found <= away:
                row, away = moved, found
        return row, away

    def _away(self, row: Row, target: Decimal) -> Decimal | None:
        """How far a row is from a total; None where it is refused or its points are open."""
        try:
            points = assess(self._ruleset, dossier_of_row(self._ruleset, row)).score.points
        except DossierError:
            return None
        assert points
        return abs(points.low - target) if points.exact else None

    def _row(self) -> Row:
        self._good = self._random.choice([50, 75, 90, 100])
        missing = self._random.choice([0, 0, self._missing, 60])
        return self._filled(missing=missing, wrong=self._random.choice([0, 0, 3 * self._wrong]))

    def _filled(self, *, missing: int, wrong: int) -> Row:
        wholes = self._shares()
        row: Row = {}
        for name, kind in self._kinds.items():
            if self._random.randrange(1000) < wrong:
                row[name] = self._random.choice(_WRONG[kind])
            elif self._random.randrange(100) < missing and kind is not Kind.UNIT_TYPE:
                row[name] = self._random.choice([None, None, "", "  "])
            elif kind is Kind.SHARE and self._random.randrange(3):
                row[name] = None
            else:
                row[name] = self._cell(name, kind, wholes)
        return row

    def _is_good(self) -> bool:
        """As many cells of a row are good as the row is: some rows come close to a title."""
        return self._random.randrange(100) < self._good

    def _near(self, name: str) -> tuple[Fraction, int]:
        """A limit, and on which side of it: for good cells one that is hard to reach."""
        limits = self.limits.get(name) or [Fraction(1, 2)]
        limit = limits[0] if self._good > 50 and self._is_good() else self._random.choice(limits)
        side = self._random.randint(-1, 1)
        self.drawn[name, limit, side] += 1
        return limit, side

    def _shares(self) -> dict[str, int]:
        """Counts that hang together: each part close to some limit of its whole."""
        ratios: dict[str, tuple[RatioOf, ...]] = {}
        sound = self._random.randrange(10)
        for item in self._ruleset.every_item():
            ratios[item.id] = item.ratios if isinstance(item, Threshold) else ()
            if isinstance(item, Judged) and item.full_at:
                ratios[item.id] = (item.full_at.ratio,)
        even: dict[str, int] = {}
        for id_, found in ratios.items():
            for ratio in found:
                of = (limit.denominator for limit in self.limits.get(id_, ()))
                even[ratio.over] = lcm(even.get(ratio.over, 1), *of)
        counts: dict[str, int] = {}
        for id_, found in ratios.items():
            for ratio in found:
                if ratio.over not in counts:
                    counts[ratio.over] = self._whole(ratio.over, even[ratio.over])
                if ratio.of not in counts:
                    limit, side = self._near(id_)
                    part = max(0, int(limit * counts[ratio.over]) + side)
                    most = part if ratio.may_exceed or not sound else counts[ratio.over]
                    counts[ratio.of] = min(part, most)
        return counts

    def _whole(self, name: str, even: int) -> int:
        """One that limits come out even of, one near a limit of its own, or any."""
        draw = self._random
        if draw.randrange(2):
            return even * draw.randint(1, 5)
        if name in self.limits and draw.randrange(2):
            limit, side = self._near(name)
            return max(0, int(limit) + side)
        most = draw.choice([0, 1, 7, 40, 5000])
        return draw.randint(min(most, 1), most)

    def _cell(self, name: str, kind: Kind, counts: Mapping[str, int]) -> str:
        draw = self._random
        entry = self._ruleset.evidence.get(name)
        match kind:
            case Kind.COUNT:
                count = counts.get(name)
                if count is None:
                    limit, side = self._near(name) if name in self.limits else (Fraction(3), 0)
                    count = max(0, int(limit) + side)
                dotted = f"{count:,}".replace(",", ".")
                return draw.choice([str(count), str(count), f" {count} ", dotted])
            case Kind.NUMBER | Kind.PERCENTAGE | Kind.SHARE:
                limit, side = self._near(name)
                hundred = 1 if kind is Kind.NUMBER else 100
                value = Decimal(int(limit * hundred * 100) + side) / 100
                text = plain(value)
                text = draw.choice([text, text.replace(".", ",")])
                return text if kind is Kind.NUMBER else f"{text}%"
            case Kind.YES_NO | Kind.FLAG:
                good = _NO if name in self._bars else _YES
                return draw.choice(good if self._is_good() else draw.choice([_YES, _NO]))
            case Kind.CHOICE:
                assert entry
                options = list(entry.labels.items())
                option, label = options[0] if self._is_good() else draw.choice(options)
                return draw.choice([option, label, label.upper()])
            case Kind.AREA:
                return draw.choice(["standard", "disadvantaged", "extremely_disadvantaged"])
            case Kind.UNIT_TYPE:
                known = [unit_type.id for unit_type in self._ruleset.unit_types]
                return draw.choice(known or ["truong"])
            case Kind.POINTS:
                item = self._ruleset.keyed_by_id[name]
                assert isinstance(item, Judged)
                percent = draw.choice(["100%", "97,5%", "90%", "89,99%", "62.5%"])
                if item.full_at is not None and draw.randrange(4) == 0:
                    return percent
                return self._points(item)

    def _points(self, item: Judged) -> str:
        """Around what the lowest title asks of every item on average, or any."""
        scale = self._ruleset.scale
        assert scale
        steps = int(item.max / scale.step)
        limits = [r.when.total.at_least for r in self._ruleset.ratings if r.when and r.when.total]
        near = int(steps * self._random.choice(limits) / scale.max) + self._random.randint(-1, 1)
        drawn = near if self._is_good() else self._random.randint(0, steps)
        points = plain(scale.step * min(max(drawn, 0), steps))
        return self._random.choice([points, points.replace(".", ",")])


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
