"""What must hold across a ruleset: ids, sums, steps, keys, levels, options, references.

Each problem has its place. That levels leave no gap, that every level can be reached and
the like are proofs of another kind, and not made here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal

from assessment.errors import Notice, nearest
from assessment.files import Steps, Tree
from assessment.model.item import (
    MET,
    AllOf,
    AppliesTo,
    Award,
    BestOf,
    Checklist,
    Choice,
    ChoiceLevel,
    Item,
    Judged,
    RatioOf,
    Threshold,
    ThresholdLevel,
    YesNo,
)
from assessment.model.quantity import ZERO
from assessment.model.ruleset import Criterion, EvidenceType, Rating, Ruleset, When
from assessment.rulebook.numerals import Numerals

_NAMED = (
    "criteria",
    "ratings",
    "gates",
    "exclusions",
    "levels",
    "interpretations",
    "unit_types",
)
"""Lists whose entries have ids of their own."""
_COUNTS = (EvidenceType.COUNT,)
_NUMBERS = (EvidenceType.NUMBER, EvidenceType.PERCENTAGE)


_MET_ONLY = frozenset({MET})


def problems(ruleset: Ruleset, tree: Tree) -> list[Notice]:
    """Every problem of a ruleset of the right shape; an empty list when it may run."""
    return _Checker(ruleset, tree).run()


class _Checker(Numerals):
    def __init__(self, ruleset: Ruleset, tree: Tree) -> None:
        super().__init__(ruleset, tree)
        self._used: set[str] = set()
        self._levels = frozenset(level.id for level in ruleset.levels)
        self._own = None if ruleset.in_points else self._levels

    def run(self) -> list[Notice]:
        ruleset = self._ruleset
        self._ids()
        self._document()
        for index, criterion in enumerate(ruleset.criteria):
            self._criterion(criterion, ("criteria", index))
        if ruleset.scale:
            self._is_above_zero(ruleset.scale.step, ("scale", "step"))
            if self._is_above_zero(ruleset.scale.max, ("scale", "max")):
                self._sum_of_criteria(ruleset.scale.max)
                self._points(ruleset.scale.max, ("scale", "max"))
        for index, gate in enumerate(ruleset.gates):
            self._item(gate, ("gates", index), _MET_ONLY)
        for index, exclusion in enumerate(ruleset.exclusions):
            self._key(exclusion.key, (EvidenceType.YES_NO,), ("exclusions", index, "key"))
        self._ratings()
        self._interpretations()
        self._evidence()
        return self._found

    # --- ids ---------------------------------------------------------------------------

    def _ids(self) -> None:
        ruleset = self._ruleset
        for name in _NAMED:
            self._unique((entry.id, (name, i)) for i, entry in enumerate(getattr(ruleset, name)))
        self._unique(self._item_ids())
        for key, entry in ruleset.evidence.items():
            steps = ("evidence", key, "options")
            self._unique((option.id, (*steps, i)) for i, option in enumerate(entry.options))

    def _item_ids(self) -> Iterator[tuple[str, Steps]]:
        for c, criterion in enumerate(self._ruleset.criteria):
            for i, item in enumerate(criterion.indicators):
                here = ("criteria", c, "indicators", i)
                yield item.id, here
                if isinstance(item, BestOf | AllOf):
                    yield from ((part.id, (*here, "parts", p)) for p, part in enumerate(item.parts))
        for g, gate in enumerate(self._ruleset.gates):
            yield gate.id, ("gates", g)
        for key in self._ruleset.evidence:
            yield key, ("evidence", key)

    def _unique(self, ids: Iterable[tuple[str, Steps]]) -> None:
        seen: dict[str, Steps] = {}
        for name, steps in ids:
            if name in seen:
                first = self._tree.place(seen[name]).line
                self._say("ruleset.duplicate_id", (*steps, "id"), id=name, first=first)
            seen.setdefault(name, steps)

    # --- criteria and items ------------------------------------------------------------

    def _criterion(self, criterion: Criterion, here: Steps) -> None:
        for index, item in enumerate(criterion.indicators):
            self._item(item, (*here, "indicators", index), self._own)
        if not self._ruleset.in_points:
            return
        total = sum((item.most for item in criterion.indicators), ZERO)
        unknown = any(item.has_unknown_points for item in criterion.indicators)
        if criterion.max is None:
            self._say("shape.missing_key", here, key="max")
            return
        if not self._is_above_zero(criterion.max, (*here, "max")):
            return
        self._points(criterion.max, (*here, "max"))
        if total > criterion.max or (total < criterion.max and not unknown):
            self._say(
                "ruleset.sum_of_indicators",
                (*here, "max"),
                id=criterion.id,
                stated=criterion.max,
                sum=total,
            )

    def _sum_of_criteria(self, stated: Decimal) -> None:
        criteria = self._ruleset.criteria
        total = sum((c.max for c in criteria if c.max is not None), ZERO)
        if total != stated and all(c.max is None or c.max > 0 for c in criteria):
            self._say("ruleset.sum_of_criteria", ("scale", "max"), stated=stated, sum=total)

    def _item(self, item: Item, here: Steps, earns: frozenset[str] | None) -> None:
        """`earns`: the levels that the item may award; None: points."""
        self._audience(item.applies_to, (*here, "applies_to"))
        match item:
            case Threshold():
                self._threshold(item, here)
                self._awards(item.levels, here, earns)
            case Choice():
                self._choice(item, here)
                self._awards(item.levels, here, earns)
            case YesNo():
                self._key(item.key, (EvidenceType.YES_NO,), (*here, "key"))
                self._awards(item.levels, here, earns)
            case Checklist():
                self._in_points_only(item, here)
                for index, entry in enumerate(item.parts):
                    steps = (*here, "parts", index)
                    self._key(entry.key, (EvidenceType.YES_NO,), (*steps, "key"))
                    self._points(entry.points, (*steps, "points"))
            case BestOf() | AllOf():
                of_parts = _MET_ONLY if isinstance(item, AllOf) and earns is None else earns
                for index, nested in enumerate(item.parts):
                    self._item(nested, (*here, "parts", index), of_parts)
                if isinstance(item, AllOf):
                    self._awards(item.levels, here, earns)
            case Judged():
                self._points(item.max, (*here, "max"))
                self._in_points_only(item, here)
                if item.full_at:
                    self._ratio(item.full_at.ratio, (*here, "full_at", "ratio"))
                    self._unit(item.full_at.at_least, (*here, "full_at", "at_least"), percent=True)

    def _in_points_only(self, item: Item, here: Steps) -> None:
        if not self._ruleset.in_points:
            self._say("ruleset.bad_award", here, id=item.id)

    def _audience(self, audience: AppliesTo | None, steps: Steps) -> None:
        known = {unit_type.id for unit_type in self._ruleset.unit_types}
        named = (*(audience.unit_type or ()), *(audience.not_unit_type or ())) if audience else ()
        for name in named:
            if name not in known:
                self._say("ruleset.unknown_reference", steps, id=name, nearest=nearest(name, known))

    def _document(self) -> None:
        force, upgrade = self._ruleset.document.in_force, self._ruleset.upgrade
        if force.to is not None and force.to < force.from_:
            params = {"from": force.from_, "to": force.to}
            self._say("ruleset.dates_reversed", ("document", "in_force"), **params)
        if upgrade:
            self._level(upgrade.from_, ("upgrade", "from"))
            self._level(upgrade.to, ("upgrade", "to"))

    def _level(self, level: str, steps: Steps) -> None:
        if level not in self._levels:
            near = nearest(level, self._levels)
            self._say("ruleset.unknown_level", steps, level=level, nearest=near)

    def _awards(self, levels: tuple[Award, ...], here: Steps, earns: frozenset[str] | None) -> None:
        """Each level awards points, or one of the levels that there are."""
        for index, level in enumerate(levels):
            steps = (*here, "levels", index)
            self._audience(level.applies_to, (*steps, "applies_to"))
            states_points = "points" in level.model_fields_set
            if (earns is None) != states_points or (earns is None) == (level.level is not None):
                self._say("ruleset.bad_award", steps)
            elif level.points is not None:
                self._points(level.points, (*steps, "points"))
            elif level.level is not None and earns is not None and level.level not in earns:
                near = nearest(level.level, earns)
                where = (*steps, "level")
                self._say("ruleset.unknown_level", where, level=level.level, nearest=near)

    # --- thresholds and choices --------------------------------------------------------

    def _threshold(self, item: Threshold, here: Steps) -> None:
        measures = [name for name in ("ratio", "number", "count") if getattr(item, name)]
        if len(measures) != 1 and not (not measures and all(x.ratio for x in item.levels)):
            self._say("ruleset.bad_condition", here, id=item.id)
        if item.ratio:
            self._ratio(item.ratio, (*here, "ratio"))
        if item.number:
            self._key(item.number, _NUMBERS, (*here, "number"))
        if item.count:
            self._key(item.count, _COUNTS, (*here, "count"))
        number = self._ruleset.evidence.get(item.number or "")
        percent = bool(number and number.type == EvidenceType.PERCENTAGE) or not (
            item.number or item.count
        )
        for index, level in enumerate(item.levels):
            steps = (*here, "levels", index)
            self._threshold_level(level, steps, percent=percent)
            if item.count:
                self._counts(level, steps)
                self._counts(level.disadvantaged, (*steps, "disadvantaged"))
        self._last_is_otherwise(item, here)

    def _threshold_level(self, level: ThresholdLevel, steps: Steps, *, percent: bool) -> None:
        stated = [name for name in ("at_least", "at_most") if name in level.model_fields_set] + [
            "otherwise"
        ] * level.otherwise
        if len(stated) != 1:
            self._say("ruleset.bad_condition", steps)
        for figure in (level.at_least, level.at_most):
            self._unit(figure, steps, percent=percent)
        if level.ratio:
            self._ratio(level.ratio, (*steps, "ratio"))
        if variant := level.disadvantaged:
            for name in ("at_least", "at_most"):
                figure = getattr(variant, name)
                if name in variant.model_fields_set and name not in stated:
                    self._say("ruleset.bad_condition", steps)
                else:
                    self._unit(figure, steps, percent=percent)
            if variant.ratio:
                self._ratio(variant.ratio, (*steps, "disadvantaged", "ratio"))

    def _choice(self, item: Choice, here: Steps) -> None:
        self._key(item.key, (EvidenceType.CHOICE,), (*here, "key"))
        entry = self._ruleset.evidence.get(item.key)
        options: Mapping[str, str] = entry.labels if entry else {}
        for index, level in enumerate(item.levels):
            steps = (*here, "levels", index)
            named = [name for name in (level.option, level.at_least) if name]
            if len(named) + level.otherwise != 1:
                self._say("ruleset.bad_condition", steps)
            for name in named:
                if options and name not in options:
                    near = nearest(name, options)
                    self._say("ruleset.unknown_option", steps, option=name, nearest=near)
        early = self._otherwise_early(item.levels, (*here, "levels"))
        if not (early or _covers(item.levels, options)) and item.levels[0].level is None:
            self._say("ruleset.no_otherwise", here, id=item.id)

    def _last_is_otherwise(self, item: Threshold, here: Steps) -> None:
        earns_points = "points" in item.levels[0].model_fields_set
        early = self._otherwise_early(item.levels, (*here, "levels"))
        if earns_points and not early and not item.levels[-1].otherwise:
            self._say("ruleset.no_otherwise", here, id=item.id)

    def _otherwise_early(
        self, entries: Sequence[ThresholdLevel | ChoiceLevel | Rating], steps: Steps
    ) -> bool:
        """Whether some entry that takes the rest stands before another, which is then told."""
        early = [index for index, entry in enumerate(entries[:-1]) if entry.otherwise]
        for index in early:
            self._say("ruleset.otherwise_not_last", (*steps, index))
        return bool(early)

    # --- evidence ----------------------------------------------------------------------

    def _ratio(self, ratio: RatioOf, steps: Steps) -> None:
        self._key(ratio.of, _COUNTS, (*steps, "of"))
        self._key(ratio.over, _COUNTS, (*steps, "over"))

    def _key(self, key: str, types: tuple[EvidenceType, ...], steps: Steps) -> None:
        self._used.add(key)
        entry = self._ruleset.evidence.get(key)
        if entry is None:
            near = nearest(key, self._ruleset.evidence)
            self._say("ruleset.undeclared_key", steps, key=key, nearest=near)
        elif entry.type not in types:
            self._say("ruleset.wrong_key_type", steps, key=key, type=entry.type, wanted=types[0])

    def _evidence(self) -> None:
        for key, entry in self._ruleset.evidence.items():
            here = ("evidence", key)
            if entry.type in _COUNTS:
                self._counts(entry, here)
            if entry.within:
                self._key(entry.within, _COUNTS, (*here, "within"))
            if entry.type == EvidenceType.CHOICE and not entry.options:
                self._say("shape.missing_key", here, key="options")
        if self._ruleset.overlays:  # what one of them no longer asks may still be given
            return
        for key, entry in self._ruleset.evidence.items():
            if key not in self._used and not entry.checked_only:
                self._say("ruleset.unused_key", ("evidence", key), key=key)

    # --- ratings and interpretations ---------------------------------------------------

    def _ratings(self) -> None:
        ratings = self._ruleset.ratings
        early = self._otherwise_early(ratings, ("ratings",))
        for index, rating in enumerate(ratings):
            here = ("ratings", index)
            if index == len(ratings) - 1 and not early and not rating.otherwise:
                self._say("ruleset.no_otherwise", here, id=rating.id)
            elif rating.otherwise == bool(rating.when):
                self._say("ruleset.bad_condition", here)
            self._when(rating.when, (*here, "when"))
            if rating.printed:
                self._points(rating.printed.from_, (*here, "printed", "from"))
                self._points(rating.printed.to, (*here, "printed", "to"))
            if rating.disadvantaged:
                self._when(rating.disadvantaged.when, (*here, "disadvantaged", "when"))

    def _when(self, when: When | None, steps: Steps) -> None:
        """A rating asks for points in a ruleset of points, else for levels."""
        if when is None:
            return
        asks_points = {"total", "no_criterion_at", "no_indicator_below"} & when.model_fields_set
        if when.levels if self._ruleset.in_points else asks_points:
            self._say("ruleset.bad_condition", steps)
        if when.total:
            self._points(when.total.at_least, (*steps, "total", "at_least"))
        for name in ("no_criterion_at", "no_indicator_below"):
            limit = getattr(when, name)
            if limit is not None:
                self._points(limit, (*steps, name))
        for level in when.levels or ():
            self._level(level, (*steps, "levels"))

    def _interpretations(self) -> None:
        items = {name for name, _ in self._item_ids()} | {c.id for c in self._ruleset.criteria}
        for index, reading in enumerate(self._ruleset.interpretations):
            affects = reading.affects
            if affects is None:
                continue
            if gap := affects.level_gap:
                self._level(gap.reached, ("interpretations", index, "affects", "level_gap"))
                self._level(gap.missed, ("interpretations", index, "affects", "level_gap"))
            named = [*affects.indicators, *affects.below_full]
            for name in [*named, *affects.not_applied, *affects.evidence]:
                if name not in items:
                    here = ("interpretations", index, "affects")
                    near = nearest(name, items)
                    self._say("ruleset.unknown_reference", here, id=name, nearest=near)


def _covers(levels: tuple[ChoiceLevel, ...], options: Mapping[str, str]) -> bool:
    """Whether every option has a level, by name, as one of the better ones, or by the rest."""
    ranks = {option: rank for rank, option in enumerate(options)}
    named = {ranks[level.option] for level in levels if level.option in ranks}
    for level in levels:
        if level.at_least in ranks:
            named.update(range(ranks[level.at_least] + 1))
    return any(level.otherwise for level in levels) or len(named) == len(options)
