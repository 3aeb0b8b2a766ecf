"""What a dossier lacks, and every way to show some of it: what sets of evidence are held against."""

from __future__ import annotations

import math
from collections.abc import Iterator
from contextlib import suppress
from fractions import Fraction
from functools import cached_property
from itertools import product
from typing import Any

from assessment.engine.assess import assess
from assessment.errors import DossierError
from assessment.model.item import Judged, RatioOf, Threshold
from assessment.model.outcome import Assessment
from assessment.model.plan import Piece
from assessment.model.ruleset import EvidenceType
from tests.every_dossier import Field


class Gaps:
    """The pieces that a field does not show.

    A share of which neither count is shown is settled by both of them or not at all; its
    total is one that all limits come out even of, and its part all that makes a difference.
    """

    def __init__(self, field: Field) -> None:
        self.field = field
        judged = [item.id for item in field.asked() if isinstance(item, Judged)]
        known = field.evidence.keys()
        self.absent = [key for key in (*field.ruleset.evidence, *judged) if key not in known]

    @cached_property
    def shares(self) -> tuple[RatioOf, ...]:
        """Those of which neither count is shown."""
        absent = set(self.absent)
        return tuple(r for r in self.field.ruleset.ratios if {r.of, r.over} <= absent)

    def is_plain(self) -> bool:
        """Whether each missing share stands alone: nothing else counts, bounds or holds its counts."""
        ruleset = self.field.ruleset
        counted = {getattr(item, "count", None) for item in self.field.asked()}
        within = {entry.within for entry in ruleset.evidence.values()}
        for share in self.shares:
            for key in (share.of, share.over):
                entry = ruleset.evidence[key]
                bounds = (entry.at_least, entry.at_most, entry.within)
                if any(bound is not None for bound in bounds) or key in counted | within:
                    return False
            own = [r for r in ruleset.ratios if share.of in (r.of, r.over) or share.over == r.of]
            same = [r for r in ruleset.ratios if r.over == share.over]
            if own != [share] or not set(same) <= set(self.shares):
                return False
        return True

    def shown(self, keys: tuple[str, ...]) -> Iterator[Assessment]:
        """Every dossier that shows these as well, nothing settled."""
        whole = [r for r in self.shares if {r.of, r.over} <= set(keys)]
        halves = {key for r in self.shares for key in (r.of, r.over)}
        halves -= {key for r in whole for key in (r.of, r.over)}
        domains = {key: list(self.domain(key, whole)) for key in keys if key not in halves}
        for values in product(*domains.values()):
            moved = dict(zip(domains, values, strict=True))
            if self.field.fits(moved):
                with suppress(DossierError):
                    yield assess(self.field.ruleset, self.field.dossier(moved))

    def domain(self, key: str, whole: list[RatioOf]) -> Iterator[Any]:
        ruleset = self.field.ruleset
        entry = ruleset.evidence.get(key)
        limits = [limit for r in self.shares for limit in self.limits(r)]
        total = math.lcm(*(limit.denominator for limit in limits))
        if any(key == r.over for r in whole):
            yield total
        elif own := [r for r in whole if key == r.of]:
            most = max([Fraction(1), *(x for x in self.limits(own[0]) if own[0].may_exceed)])
            shares = {Fraction(0), most, *(x for x in self.limits(own[0]) if x <= most)}
            yield from sorted(int(share * total) for share in shares)
        elif entry is not None and entry.type is EvidenceType.COUNT:
            least = 1 if key in {ratio.over for ratio in ruleset.ratios} else 0
            low, high = int(entry.at_least or least), min(8, int(entry.at_most or 8))
            yield from range(max(low, least), high + 1)
        else:
            yield from (value for value in self.field.domain(key) if value is not None)

    def limits(self, share: RatioOf) -> Iterator[Fraction]:
        """What a share is held against."""
        for item in self.field.asked():
            if isinstance(item, Judged) and item.full_at and item.full_at.ratio == share:
                yield Fraction(*item.full_at.at_least.limit)
            if isinstance(item, Threshold):
                for level in item.levels_by_area[self.field.away]:
                    figure = level.at_least or level.at_most
                    if figure and (level.ratio or item.ratio) == share:
                        yield Fraction(*figure.limit)

    def value(self, piece: Piece, moved: dict[str, Any], *, far: bool) -> Any:
        """What a piece says, or (`far`) what lies beyond its bound; None: there is no such count."""
        if piece.upto is not None:
            return piece.upto if far else piece.after
        if not piece.over:
            entry = self.field.ruleset.evidence.get(piece.key)
            if far and piece.bound and entry and entry.type is EvidenceType.COUNT:
                return piece.after + 1 if piece.bound == "at_least" else max(piece.after - 1, 0)
            return piece.after
        count = Fraction(*piece.after) * moved[piece.over]
        if piece.bound == "at_least":
            return max(math.ceil(count), moved[piece.over] if far else 0)
        if piece.bound == "at_most":
            return 0 if far else math.floor(count)
        return int(count) if count.denominator == 1 else None
