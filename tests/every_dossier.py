"""Every dossier that could be made of one, by a definition of its own: what plans are held against."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from itertools import product
from typing import Any, NamedTuple

from assessment.engine.assess import assess
from assessment.errors import DossierError
from assessment.intake.read import dossier_from_content
from assessment.model.item import Judged, Threshold
from assessment.model.outcome import Assessment
from assessment.model.plan import Costs
from assessment.model.quantity import Ratio
from assessment.model.ruleset import EvidenceType, Ruleset
from assessment.whatif.changes import text_of


class Tried(NamedTuple):
    """A dossier that could be made: what is moved, at what cost, and what it comes to."""

    moved: dict[str, Any]
    cost: Fraction
    result: Assessment


class Stated(NamedTuple):
    """What a dossier states beside plain values, by key.

    `bounds`: of counts and numbers, either end may be None. `shares`: in hundredths, by item.
    `left_out`: criteria and indicators. `inspected`: found so; `refused`: nothing shown.
    `bare`: shown without a document, which counts for nothing where `strict`.
    """

    bounds: Mapping[str, tuple[int | None, int | None]] = {}
    shares: Mapping[str, tuple[int | None, int | None]] = {}
    left_out: frozenset[str] = frozenset()
    inspected: frozenset[str] = frozenset()
    refused: frozenset[str] = frozenset()
    bare: frozenset[str] = frozenset()
    strict: bool = False

    def counts(self, key: str) -> bool:
        return key not in self.refused and not (
            self.strict and key in self.bare and key not in self.inspected
        )


_PLAIN = Stated()

Filter = Callable[[dict[str, Any], Fraction], bool]
"""Whether one may move so much at such a cost."""


class Field:
    """Every dossier that can be made of one, by a definition of its own."""

    def __init__(
        self,
        ruleset: Ruleset,
        evidence: dict[str, Any],
        subject: dict[str, str],
        stated: Stated = _PLAIN,
    ) -> None:
        self.ruleset = ruleset
        self.claimed = evidence
        self.evidence = (
            evidence
            if stated is _PLAIN
            else {key: value for key, value in evidence.items() if stated.counts(key)}
        )
        self.subject = subject
        self.stated = stated
        self.away = subject.get("area") in (
            ruleset.areas.disadvantaged_scale_for if ruleset.areas else ()
        )
        stay = {ratio.over for ratio in ruleset.ratios} | {x.key for x in ruleset.exclusions}
        self.used = {key for item in self.asked() for key in item.keys} - stay
        self.domains = {key: list(self.domain(key)) for key in self.keys()}

    def asked(self) -> Iterator[Any]:
        """The simple items that this subject is asked."""
        out = self.stated.left_out
        found = [i for c in self.ruleset.criteria if c.id not in out for i in c.indicators]
        for item in (*found, *self.ruleset.gates):
            if item.id not in out and self.concerns(item.applies_to):
                yield from (part for part in item.simple if self.concerns(part.applies_to))

    def concerns(self, audience: Any) -> bool:
        if audience is None:
            return True
        kind, public = self.subject.get("unit_type"), self.subject.get("public") == "true"
        if audience.unit_type is not None and kind not in audience.unit_type:
            return False
        if audience.not_unit_type is not None and kind in audience.not_unit_type:
            return False
        return audience.public is None or audience.public == public

    def keys(self) -> list[str]:
        judged = [item.id for item in self.asked() if isinstance(item, Judged)]
        shares = [item.id for item in self.asked() if item.id in self.stated_shares()]
        return [*(key for key in self.ruleset.evidence if key in self.used), *judged, *shares]

    def stated_shares(self) -> set[str]:
        """The items whose share is stated itself, and not counted."""
        return {
            item.id
            for item in self.ruleset.every_item()
            if item.id in self.stated.shares
            and self.stated.counts(item.id)
            and not all(
                isinstance(self.evidence.get(key), int)
                for ratio in item.ratios
                for key in (ratio.of, ratio.over)
            )
        }

    def span(self, key: str) -> tuple[Fraction | None, Fraction | None]:
        """Between what a key surely lies; None: nobody knows."""
        if key in self.evidence:
            return Fraction(self.evidence[key]), Fraction(self.evidence[key])
        if key in self.stated.shares and self.stated.counts(key):
            low, high = self.stated.shares[key]
            return Fraction(low or 0, 100), Fraction(100 if high is None else high, 100)
        if key in self.stated.bounds and self.stated.counts(key):
            entry = self.ruleset.evidence[key]
            low, high = self.stated.bounds[key]
            least = None if entry.type is EvidenceType.NUMBER else 0
            ends = (
                (least if entry.at_least is None else entry.at_least) if low is None else low,
                entry.at_most if high is None else high,
            )
            return tuple(None if end is None else Fraction(end) for end in ends)
        return None, None

    def is_shown(self, key: str) -> bool:
        return self.span(key)[0] is not None

    def place(self, key: str) -> Fraction:
        """Where a number or share lies: what it surely is; nothing shown at the worst."""
        low = self.span(key)[0]
        if low is not None:
            return low
        entry = self.ruleset.evidence.get(key)
        return Fraction(10**12 + 1 if entry is not None and self.is_falling(key) else 0)

    def domain(self, key: str) -> Iterator[Any]:
        """Every value worth a thought, and None: as it is."""
        yield None
        now = self.evidence.get(key)
        entry = self.ruleset.evidence.get(key)
        if key in self.stated.shares:
            low, high = self.span(key)
            values = [
                Ratio(at.numerator, at.denominator)
                for at in sorted(self.limits_of_share(key))
                if not low == high == at
            ]
        elif entry is None:
            item = self.ruleset.indicators[key]
            step = self.ruleset.scale.step
            values = [step * n for n in range(int(item.most / step) + 1)]
        elif entry.type is EvidenceType.YES_NO:
            values = [False, True]
        elif entry.type is EvidenceType.CHOICE:
            values = list(entry.labels)
        elif entry.type is EvidenceType.COUNT:
            low = int(entry.at_least or 0)
            values = list(range(low, self.top(key) + 1))
        else:
            bounds = [entry.at_least, entry.at_most]
            values = [
                Decimal(at.numerator) / at.denominator
                for at, _ in self.limits(key)
                if (bounds[0] is None or at >= bounds[0]) and (bounds[1] is None or at <= bounds[1])
            ]
        yield from (value for value in dict.fromkeys(values) if value != now)

    def top(self, key: str) -> int:
        """Above every limit that it, or a part of it, is held against; within its bounds."""
        inside = {key}
        for _ in self.ruleset.evidence:
            inside |= {p for p, wholes in self.ruleset.wholes.items() if inside & set(wholes)}
        limits = [limit for part in inside for limit, _ in self.limits(part)]
        at = max((-(-limit.numerator // limit.denominator) for limit in limits), default=0)
        entry = self.ruleset.evidence[key]
        most = max(at + 1, 8)
        return most if entry.at_most is None else min(most, int(entry.at_most))

    def limits(self, key: str) -> Iterator[tuple[Fraction, bool]]:
        """The limits that a key is held against, in its own units; whether at least."""
        for item in self.asked():
            if isinstance(item, Judged) and item.full_at and item.full_at.ratio.of == key:
                yield from self.of_whole(item.full_at.ratio.over, item.full_at.at_least, least=True)
            if isinstance(item, Threshold):
                for level in item.levels_by_area[self.away]:
                    ratio = level.ratio or item.ratio
                    figure = level.at_least or level.at_most
                    if figure is None or not self.concerns(level.applies_to):
                        continue
                    least = level.at_least is not None
                    if ratio is None and key in (item.count, item.number):
                        yield Fraction(*figure.limit), least
                    elif ratio and ratio.of == key:
                        yield from self.of_whole(ratio.over, figure, least=least)

    def limits_of_share(self, id_: str) -> set[Fraction]:
        """What a share that is stated itself is held against."""
        item = next(item for item in self.ruleset.every_item() if item.id == id_)
        figures = (
            level.at_least or level.at_most
            for level in item.levels_by_area[self.away]
            if self.concerns(level.applies_to)
        )
        return {Fraction(*figure.limit) for figure in figures if figure}

    def of_whole(self, over: str, figure: Any, *, least: bool) -> Iterator[tuple[Fraction, bool]]:
        """A share of a whole; of one that is missing, what its bounds make sure of."""
        entry = self.ruleset.evidence[over]
        whole = self.span(over)[1 if least else 0]
        if not self.is_shown(over):
            whole = entry.at_most if least else entry.at_least or 0
        if whole is not None:
            yield Fraction(*figure.limit) * Fraction(whole), least

    # --- what a move costs -------------------------------------------------------------

    def price(self, costs: Costs, key: str, value: Any) -> Fraction:
        cost = costs.of(key)
        steps, units = self.away_from(key, value)
        return Fraction(cost.each) * units + Fraction(cost.step) * max(1, steps)

    def away_from(self, key: str, value: Any) -> tuple[int, Fraction]:
        now = self.evidence.get(key)
        entry = self.ruleset.evidence.get(key)
        if key in self.stated.shares:
            low, high = sorted((self.place(key), Fraction(*value)))
            return len([x for x in self.limits_of_share(key) if low < x <= high]), high - low
        if entry is None:
            return int(abs(value - (now or 0)) / self.ruleset.scale.step), Fraction(0)
        if entry.type is EvidenceType.YES_NO:
            return 1, Fraction(0)
        if entry.type is EvidenceType.CHOICE:
            order = list(entry.labels)[::-1]
            return abs(order.index(value) - (order.index(now) if now else 0)), Fraction(0)
        if not self.is_shown(key) and self.is_falling(key):
            return len(self.passed(key, entry, Fraction(value), self.place(key))), Fraction(0)
        low, high = sorted((self.place(key), Fraction(value)))
        return len(self.passed(key, entry, low, high)), high - low

    def is_falling(self, key: str) -> bool:
        """Whether it is held against nothing but what it may at most be."""
        sides = set()
        for item in self.asked():
            if isinstance(item, Judged) and item.full_at and item.full_at.ratio.of == key:
                sides.add("least")
            if isinstance(item, Threshold):
                for level in item.levels_by_area[self.away]:
                    ratio = level.ratio or item.ratio
                    measured = ratio.of if ratio else item.number or item.count
                    if measured == key and self.concerns(level.applies_to):
                        sides |= {"least"} if level.at_least else set()
                        sides |= {"most"} if level.at_most else set()
        return sides == {"most"}

    def passed(self, key: str, entry: Any, low: Fraction, high: Fraction) -> set[Fraction]:
        """The limits between two values; of counts, the first count beyond each."""
        if entry.type is EvidenceType.NUMBER:
            return {at for at, _ in self.limits(key) if low < at <= high}
        turns = {
            Fraction(math.ceil(at) if least else math.floor(at) + 1)
            for at, least in self.limits(key)
        }
        return {turn for turn in turns if low < turn <= high}

    # --- every dossier -----------------------------------------------------------------

    def size(self) -> int:
        size = 1
        for domain in self.domains.values():
            size *= len(domain)
        return size

    def every(self, costs: Costs, allowed: Filter = lambda *_: True) -> Iterator[Tried]:
        """Those that are allowed; what is not need not be scored."""
        priced = [
            [
                None if value is None else (key, value, self.price(costs, key, value))
                for value in domain
            ]
            for key, domain in self.domains.items()
        ]
        for chosen in product(*priced):
            moves = [move for move in chosen if move is not None]
            moved = {key: value for key, value, _ in moves}
            cost = sum((price for *_, price in moves), Fraction(0))
            if not (allowed(moved, cost) and self.fits(moved)):
                continue
            try:
                dossier = self.dossier(moved)
                result = assess(self.ruleset, dossier, missing="zero", strict=self.stated.strict)
            except DossierError:
                continue
            yield Tried(moved, cost, result)

    def fits(self, moved: dict[str, Any]) -> bool:
        def end(key: str, index: int) -> Fraction | None:
            return Fraction(moved[key]) if key in moved else self.span(key)[index]

        return all(
            least <= most
            for part, wholes in self.ruleset.wholes.items()
            for whole in wholes
            if (least := end(part, 0)) is not None
            and (most := end(whole, 1)) is not None
            and (part in moved or whole in moved)
        )

    def dossier(self, moved: dict[str, Any]) -> Any:
        said = self.stated
        claims: dict[str, Any] = {
            key: {"value": text_of(value)}
            for key, value in {**self.claimed, **moved}.items()
            if value is not None
        }
        for ends, sign in ((said.bounds, ""), (said.shares, "%")):
            for key, (low, high) in ends.items():
                if key not in moved:
                    both = {"at_least": low, "at_most": high}
                    claims[key] = {k: f"{v}{sign}" for k, v in both.items() if v is not None}
        for key, claim in claims.items():
            if key in moved or key not in said.bare:
                claim["documents"] = ["a.pdf"]
        found = {
            key: claims.pop(key)
            for key in claims.keys() & (said.inspected | moved.keys())
            if key in said.inspected | said.refused
        }
        refused = {key: {"rejected": "true"} for key in said.refused - moved.keys()}
        return dossier_from_content(
            {
                "subject": self.subject,
                "ruleset": self.ruleset.id,
                "evidence": claims,
                "inspected": found | refused,
                "applies": dict.fromkeys(said.left_out, "false"),
            },
            "",
        )
