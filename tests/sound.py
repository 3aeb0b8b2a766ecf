"""Rulesets without a flaw, by construction: whatever a check says of them is a false alarm.

Every limit lies inside what its evidence can be; milder limits stay above nothing; each
level of recognition asks more of each indicator than the one below. One indicator is
judged freely in wide bounds, so that each total from `total - free` to `total` has a
dossier of which nothing else fails, and the ratings' limits lie in there.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from assessment.model.quantity import plain
from tests.strategies import Draw, Rubric, Tree, forget_figures, head, most_of

_FREE_STEPS = 24


class SoundRubric(Rubric):
    """A rubric whose every piece is sound."""

    def key(self, prefix: str, kind: str, **more: Any) -> str:
        shared = [key for key in self.answers if key not in self.used_here]
        if kind == "yes_no" and prefix == "co" and shared and self.draw(st.integers(0, 3)) == 0:
            key = self.draw(st.sampled_from(shared))
        else:
            key = super().key(prefix, kind, **more)
        if kind == "yes_no" and prefix == "co":
            self.answers.append(key)
            self.used_here.add(key)
        return key

    def __init__(self, draw: Draw, **kind: Any) -> None:
        super().__init__(draw, **kind)
        self.answers: list[str] = []
        self.used_here: set[str] = set()
        self.rising: list[Tree] = []

    def awards(self, number: int, *, part: bool) -> list[Tree]:
        return super().awards(len(self.levels) or number, part=part)

    def count(self, prefix: str) -> str:
        bounds = self.draw(st.sampled_from([{}, {"at_most": "40"}, {"at_most": "100000"}]))
        return self.key(prefix, "count", unit="việc", **bounds)

    def whole(self) -> str:
        if self.wholes and self.draw(st.booleans()):
            return self.draw(st.sampled_from(self.wholes))
        bounds = self.draw(st.sampled_from([{}, {}, {"at_least": "1"}]))
        key = self.key("tong", "count", unit="hộ", **bounds)
        self.wholes.append(key)
        return key

    def threshold(self, *, part: bool) -> Tree:
        awards = self.awards(self.draw(st.integers(1, 1 if part else 3)), part=part)
        name = self.draw(st.sampled_from(["at_least", "at_least", "at_most"]))
        measure = self.draw(st.sampled_from(["ratio", "ratio", "number", "count"]))
        item: Tree = {"kind": "threshold"}
        if measure == "ratio":
            ratio = self.draw(st.sampled_from(self.rising)) if self._again(name) else self.ratio()
            item["ratio"] = ratio
            if name == "at_least":
                self.rising.append(ratio)
            beyond = "may_exceed" in ratio and not self.areas
            span, scale, sign = (20, 1300 if beyond else 980), 10, "%"
        elif measure == "number":
            item["number"] = self.key("so", "number", at_least="-10", at_most="100")
            span, scale, sign = (-30, 60), 10, ""
        else:
            item["count"] = self.count("dem")
            span, scale, sign = (2, 12), 1, ""
        number = len(awards)
        limits = sorted(
            self.draw(st.lists(st.integers(*span), min_size=number, max_size=number, unique=True)),
            reverse=name == "at_least",
        )
        item["levels"] = [
            {name: f"{plain(Decimal(limit) / scale)}{sign}", **award}
            for limit, award in zip(limits, awards, strict=True)
        ]
        if self.areas and self.draw(st.booleans()):
            self._vary(item, name, [Decimal(limit) / scale for limit in limits], sign)
        if not self.levels and not part:
            item["levels"].append({"otherwise": "true", "points": "0"})
        return item

    def _again(self, name: str) -> bool:
        return bool(self.rising) and name == "at_least" and self.draw(st.integers(0, 3)) == 0

    def yes_no(self, *, part: bool) -> Tree:
        item: Tree = {"kind": "yes_no", "key": self.key("co", "yes_no")}
        if not self.levels and not part:
            item["points"] = plain(self.points())
        return item

    def parts(self, least: int, *, part: bool) -> list[Tree]:
        self.used_here = set(self.answers)
        known, found = self.rising, []
        for _ in range(self.draw(st.integers(least, 3))):
            self.rising = []
            found.append(self.simple(part=part))
        self.rising = known
        return found

    def item(self, name: str) -> Tree:
        self.used_here = set()
        return super().item(name)

    def gates(self) -> list[Tree]:
        """Gates of which none does another's work."""
        found: list[Tree] = []
        for number in range(0 if self.levels else self.draw(st.integers(0, 2))):
            self.rising = [] if number else self.rising
            name = {"id": f"G{number}", "text": f"Điều kiện {number}"}
            found.append({**name, **self.simple(part=True)})
        return found

    def audience(self) -> Tree:
        return super().audience() if self.levels else {}

    def may_not_apply(self) -> Tree:
        if self.levels or self.draw(st.integers(0, 6)):
            return {}
        return {"may_not_apply": {"when": "không có đối tượng", "then": "full"}}

    def free(self) -> Tree:
        """An indicator of which an assessor gives any number of points, up to many."""
        most = plain(self.step * _FREE_STEPS)
        return {"id": "0.1", "text": "Chấm theo nhận xét", "kind": "judged", "max": most}

    def stepped(self) -> Tree:
        """An indicator asked of everybody, of which each level asks more than the one below."""
        levels = [
            {"level": level, "at_least": f"{90 - 10 * rank}%"}
            for rank, level in enumerate(reversed(self.levels))
        ]
        ratio = {"of": self.key("phan", "count"), "over": self.whole()}
        return {"id": "0.1", "text": "Bậc", "kind": "threshold", "ratio": ratio, "levels": levels}

    def with_first(self, first: Tree) -> list[Tree]:
        """The criteria, with one more of one indicator at their head."""
        title = {"text": "Tiêu chí 0", "basis": "inferred", "source": "Điều 1"}
        criterion: Tree = {"id": "0", "title": title, "indicators": [first]}
        if not self.levels:
            criterion["max"] = plain(most_of(first))
        return [criterion, *self.criteria()]


def _ratings(rubric: SoundRubric, total: Decimal) -> list[Tree]:
    """One to three ratings, whose limits lie where every total has a dossier."""
    number = rubric.draw(st.integers(1, 3))
    steps = rubric.draw(
        st.lists(st.integers(0, _FREE_STEPS - 4), min_size=number, max_size=number, unique=True)
    )
    printed = rubric.draw(st.booleans())
    away = rubric.areas and rubric.draw(st.booleans())
    found: list[Tree] = []
    above = total + rubric.step
    for index, below_total in enumerate(sorted(steps)):
        limit = total - rubric.step * below_total
        when: Tree = {"total": {"at_least": plain(limit)}}
        if rubric.draw(st.booleans()):
            when["no_criterion_at"] = "0"
        if rubric.draw(st.integers(0, 2)) == 0:
            when["no_indicator_below"] = plain(rubric.step)
        rating: Tree = {"id": f"loai_{index}", "title": f"Loại {index}", "when": when}
        if printed and not away:
            rating["printed"] = {"from": plain(limit), "to": plain(above - rubric.step)}
        if away:
            milder = {**when, "total": {"at_least": plain(limit - rubric.step)}}
            rating["disadvantaged"] = {"when": milder}
        found.append(rating)
        above = limit
    return [*found, {"id": "chua_dat", "title": "Chưa đạt", "otherwise": "true"}]


@st.composite
def sound_points(draw: Draw) -> Tree:
    """A ruleset in points."""
    rubric = SoundRubric(draw)
    criteria = rubric.with_first(rubric.free())
    total = sum((Decimal(criterion["max"]) for criterion in criteria), Decimal(0))
    return _whole(
        draw,
        {
            **head(rubric, "diem"),
            "scale": {"max": plain(total), "step": plain(rubric.step)},
            "criteria": criteria,
            "gates": rubric.gates(),
            "exclusions": rubric.exclusions(),
            "ratings": _ratings(rubric, total),
            "evidence": rubric.evidence,
        },
    )


@st.composite
def sound_levels(draw: Draw) -> Tree:
    """A ruleset of levels."""
    names = draw(st.sampled_from([("dat",), ("muc_do_1", "muc_do_2"), ("m-1", "m.2", "m3")]))
    rubric = SoundRubric(draw, levels=names, unit=draw(st.booleans()))
    nested = draw(st.booleans())
    ratings = [
        {
            "id": name,
            "title": f"Mức {name}",
            "when": {"levels": list(names[: rank + 1]) if nested else [name]},
        }
        for rank, name in reversed(list(enumerate(names)))
    ]
    return _whole(
        draw,
        {
            **head(rubric, "muc"),
            "levels": [{"id": name, "title": f"Mức {name}"} for name in names],
            "criteria": rubric.with_first(rubric.stepped()),
            "exclusions": rubric.exclusions(),
            "ratings": [*ratings, {"id": "chua_dat", "title": "Chưa đạt", "otherwise": "true"}],
            "evidence": rubric.evidence,
        },
    )


def _whole(draw: Draw, tree: Tree) -> Tree:
    """Areas only where something differs by them; a figure that is null is no flaw."""
    if "'disadvantaged':" not in str({k: v for k, v in tree.items() if k != "areas"}):
        tree.pop("areas", None)
    forget_figures(draw, tree)
    return tree


def sound_trees() -> st.SearchStrategy[Tree]:
    return sound_points() | sound_levels()
