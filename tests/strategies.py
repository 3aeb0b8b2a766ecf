"""Random rubrics and dossiers, valid by construction.

A ruleset is drawn as the tree that its YAML file would be (text in dicts) and loaded as
files are. A dossier is drawn from a `world`: what is true of the subject, every key of it,
consistent (no part above its whole). The dossier tells all of it, or some, or bounds that
hold; so whatever a dossier leaves open can be completed from its world.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

import yaml
from hypothesis import strategies as st

from assessment.engine.assess import assess
from assessment.errors import DossierError, RulesetError
from assessment.files import tree_of
from assessment.intake.read import dossier_of
from assessment.model.dossier import Dossier
from assessment.model.item import Judged, Threshold
from assessment.model.outcome import Assessment
from assessment.model.quantity import plain
from assessment.model.ruleset import EvidenceType, Ruleset
from assessment.rulebook.load import ruleset_of

Tree = dict[str, Any]
Value = int | Decimal | bool | str
Draw = Callable[[st.SearchStrategy[Any]], Any]

UNIT_TYPES = ("mam_non", "gdtx", "dai_hoc")
_SOURCED = {"basis": "inferred", "source": "Điều 1"}
_AREAS = ("standard", "disadvantaged", "extremely_disadvantaged")


# --- rulesets --------------------------------------------------------------------------


class Rubric:
    """Draws the pieces of one ruleset and keeps the list of its evidence."""

    def __init__(
        self,
        draw: Draw,
        *,
        levels: tuple[str, ...] = (),
        unit: bool = False,
        tangled: bool = False,
    ) -> None:
        """`tangled`: items often look at the same evidence, and counts lie within others."""
        self.draw = draw
        self.levels = levels
        self.unit = unit
        self.tangled = tangled
        self.step = Decimal(draw(st.sampled_from(["1", "0.5", "0.25"])))
        self.evidence: Tree = {}
        self.wholes: list[str] = []
        self.areas = draw(st.booleans())

    # evidence

    def key(self, prefix: str, kind: str, **more: Any) -> str:
        known = [key for key, entry in self.evidence.items() if entry["type"] == kind]
        if self.tangled and kind != "choice" and known and self.draw(st.integers(0, 2)) == 0:
            return self.draw(st.sampled_from(known))
        key = f"{prefix}{len(self.evidence)}"
        self.evidence[key] = {"label": f"Số liệu {key}", "type": kind, **more}
        return key

    def count(self, prefix: str) -> str:
        bounds = self.draw(st.sampled_from([{}, {}, {"at_most": "9"}, {"at_most": "40"}]))
        return self.key(prefix, "count", unit="việc", **bounds)

    def whole(self) -> str:
        """A count of which others are a part; often one already there."""
        if self.wholes and self.draw(st.booleans()):
            return self.draw(st.sampled_from(self.wholes))
        bounds = self.draw(st.sampled_from([{}, {}, {"at_least": "1"}, {"at_most": "12"}]))
        key = self.key("tong", "count", unit="hộ", **bounds)
        self.wholes.append(key)
        return key

    def ratio(self) -> Tree:
        ratio: Tree = {"of": self.key("phan", "count", unit="hộ"), "over": self.whole()}
        if ratio["of"] == ratio["over"]:
            ratio["over"] = f"tong{len(self.evidence)}"
            self.evidence[ratio["over"]] = {"label": "Số hộ", "type": "count"}
        if self.draw(st.integers(0, 3)) == 0:
            ratio["may_exceed"] = "true"
        if self.draw(st.integers(0, 2)) == 0:
            ratio["none_means"] = "met"
        return ratio

    def place_within(self) -> None:
        """Some counts are parts of others, declared later, without circles."""
        counts = [key for key, entry in self.evidence.items() if entry["type"] == "count"]
        for index, key in enumerate(counts[:-1]):
            if self.draw(st.integers(0, 3)) == 0:
                whole = self.draw(st.sampled_from(counts[index + 1 :]))
                self.evidence[key]["within"] = whole

    def options(self, least: int) -> tuple[str, list[str]]:
        names = ["tot", "kha-gioi", "trung.binh", "yeu"][: self.draw(st.integers(least, 4))]
        return self.key(
            "chon", "choice", options=[{"id": n, "label": f"Mức {n}"} for n in names]
        ), names

    # what a level earns

    def points(self, most_steps: int = 12) -> Decimal:
        return self.step * self.draw(st.integers(1, most_steps))

    def falling(self, number: int) -> list[Tree]:
        """That many awards, best first, in points."""
        steps = self.draw(
            st.lists(st.integers(1, 16), min_size=number, max_size=number, unique=True)
        )
        return [{"points": plain(self.step * n)} for n in sorted(steps, reverse=True)]

    def awards(self, number: int, *, part: bool) -> list[Tree]:
        """What levels best first earn: points, levels of the ruleset, or "met"."""
        if self.levels:
            best_first = [{"level": level} for level in reversed(self.levels)]
            return best_first[-number:]
        return [{}] if part else self.falling(number)

    def audience(self) -> Tree:
        """Sometimes, in rulesets for units, a limit to some kinds of unit."""
        if not self.unit or self.draw(st.integers(0, 2)):
            return {}
        limit = self.draw(
            st.sampled_from(
                [
                    {"unit_type": ["mam_non"]},
                    {"unit_type": ["gdtx", "dai_hoc"]},
                    {"not_unit_type": ["mam_non"]},
                    {"public": "true"},
                    {"public": "false", "unit_type": ["gdtx"]},
                ]
            )
        )
        return {"applies_to": limit}

    # items

    def threshold(self, *, part: bool) -> Tree:
        most = len(self.levels) or (1 if part else 3)
        awards = self.awards(self.draw(st.integers(1, most)), part=part)
        measure = self.draw(st.sampled_from(["ratio", "ratio", "number", "count"]))
        name = self.draw(st.sampled_from(["at_least", "at_least", "at_most"]))
        item: Tree = {"kind": "threshold"}
        if measure == "ratio":
            item["ratio"] = self.ratio()
            span, scale, sign = (1, 1400 if "may_exceed" in item["ratio"] else 1000), 10, "%"
        elif measure == "number":
            bounds = self.draw(st.sampled_from([{}, {"at_least": "0"}, {"at_most": "9.5"}]))
            item["number"] = self.key("so", "number", **bounds)
            span, scale, sign = (-30, 60), 10, ""
        else:
            item["count"] = self.count("dem")
            span, scale, sign = (1, 12), 1, ""
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
        if self.levels and number > 1:
            item["levels"][0] |= self.audience()
        if not self.levels and not part:
            item["levels"].append({"otherwise": "true", "points": self._least(awards)})
        return item

    def _vary(self, item: Tree, name: str, limits: list[Decimal], sign: str) -> None:
        """In a disadvantaged area all limits are milder, or another share is compared."""
        by = Decimal(-1 if name == "at_least" else 1) / (1 if item.get("count") else 2)
        ratio = self.ratio() if "ratio" in item and self.draw(st.booleans()) else None
        for level, limit in zip(item["levels"], limits, strict=True):
            level["disadvantaged"] = {name: f"{plain(limit + by)}{sign}"}
            if ratio:
                level["disadvantaged"]["ratio"] = ratio

    def _least(self, awards: list[Tree]) -> str:
        """What is left for the rest: mostly nothing."""
        lowest = Decimal(awards[-1]["points"])
        return plain(lowest - self.step) if self.draw(st.integers(0, 7)) == 0 else "0"

    def choice(self, *, part: bool) -> Tree:
        key, options = self.options(2)
        item: Tree = {"kind": "choice", "key": key}
        if self.levels or part:
            awards = self.awards(self.draw(st.integers(1, len(self.levels) or 1)), part=part)
            ranks = sorted(
                self.draw(
                    st.lists(
                        st.integers(0, len(options) - 2),  # a level that not all options meet
                        min_size=len(awards),
                        max_size=len(awards),
                    )
                )
            )
            item["levels"] = [
                {"at_least": options[rank], **award}
                for rank, award in zip(ranks, awards, strict=True)
            ]
            return item
        name = self.draw(st.sampled_from(["option", "at_least"]))
        named = options[:-1]
        awards = self.falling(len(named))
        item["levels"] = [
            {name: option, **award} for option, award in zip(named, awards, strict=True)
        ]
        all_named = name == "option" and self.draw(st.booleans())
        rest = {"option": options[-1]} if all_named else {"otherwise": "true"}
        item["levels"].append({**rest, "points": "0"})
        return item

    def yes_no(self, *, part: bool) -> Tree:
        item: Tree = {"kind": "yes_no", "key": self.key("co", "yes_no")}
        if self.levels:
            if self.draw(st.booleans()):
                item["levels"] = [{"level": level} for level in reversed(self.levels)]
                item["levels"][0] |= self.audience()
        elif not part:
            item["points"] = plain(self.points())
        return item

    def simple(self, *, part: bool) -> Tree:
        kind = self.draw(
            st.sampled_from([self.threshold, self.threshold, self.choice, self.yes_no])
        )
        return kind(part=part)

    def parts(self, least: int, *, part: bool) -> list[Tree]:
        number = self.draw(st.integers(least, 3))
        return [{**self.simple(part=part), **self.audience()} for _ in range(number)]

    def checklist(self) -> Tree:
        keys = [self.key("muc", "yes_no") for _ in range(self.draw(st.integers(1, 3)))]
        return {
            "kind": "checklist",
            "parts": [{"key": key, "points": plain(self.points(4))} for key in keys],
        }

    def best_of(self) -> Tree:
        return {"kind": "best_of", "parts": self.parts(2, part=False)}

    def all_of(self) -> Tree:
        item: Tree = {"kind": "all_of"}
        if self.draw(st.booleans()):
            item["keys"] = [self.key("dk", "yes_no") for _ in range(self.draw(st.integers(1, 3)))]
        else:
            item["parts"] = self.parts(1, part=True)
        if not self.levels:
            item["points"] = plain(self.points())
        return item

    def judged(self) -> Tree:
        item: Tree = {"kind": "judged", "max": plain(self.points())}
        if self.draw(st.booleans()):
            limit = self.draw(st.sampled_from(["100%", "90%", "62.5%"]))
            drawn = self.ratio()
            ratio = {name: drawn[name] for name in ("of", "over")}
            item["full_at"] = {"ratio": ratio, "at_least": limit}
        return item

    def item(self, name: str) -> Tree:
        makers: list[Callable[[], Tree]] = [
            lambda: self.threshold(part=False),
            lambda: self.threshold(part=False),
            lambda: self.choice(part=False),
            lambda: self.yes_no(part=False),
            self.best_of,
            self.all_of,
        ]
        if not self.levels:
            makers += [self.checklist, self.judged]
        item = self.draw(st.sampled_from(makers))()
        rest = {**self.audience(), **self.may_not_apply()}
        return {"id": name, "text": f"Nội dung {name}", **item, **rest}

    def may_not_apply(self) -> Tree:
        if self.draw(st.integers(0, 9)):
            return {}
        then = self.draw(st.sampled_from(["full", "left_out"]))
        return {"may_not_apply": {"when": "không có đối tượng", "then": then}}

    def criteria(self) -> list[Tree]:
        criteria = []
        for number in range(1, self.draw(st.integers(1, 3)) + 1):
            items = [self.item(f"{number}.{i}") for i in range(1, self.draw(st.integers(1, 3)) + 1)]
            criterion: Tree = {
                "id": str(number),
                "title": {"text": f"Tiêu chí {number}", **_SOURCED},
                "indicators": items,
                **self.may_not_apply(),
            }
            if not self.levels:
                criterion["max"] = plain(sum((most_of(item) for item in items), Decimal(0)))
            criteria.append(criterion)
        return criteria

    def gates(self) -> list[Tree]:
        if self.levels:
            return []
        return [
            {"id": f"G{n}", "text": f"Điều kiện {n}", **self.simple(part=True)}
            for n in range(self.draw(st.integers(0, 2)))
        ]

    def exclusions(self) -> list[Tree]:
        return [
            {"id": f"X{n}", "text": f"Trường hợp {n}", "key": self.key("loai", "yes_no")}
            for n in range(self.draw(st.integers(0, 1)))
        ]


def most_of(item: Tree) -> Decimal:
    """The most points that an item's tree can earn."""
    match item["kind"]:
        case "judged":
            return Decimal(item["max"])
        case "checklist":
            return sum((Decimal(part["points"]) for part in item["parts"]), Decimal(0))
        case "best_of":
            return max(most_of(part) for part in item["parts"])
    if "points" in item:
        return Decimal(item["points"])
    return max(Decimal(level["points"]) for level in item["levels"])


def forget_figures(draw: Draw, tree: Tree) -> None:
    """Now and then one or two points or limits are null: nobody knows them (in place)."""
    if draw(st.integers(0, 4)) == 0:
        items = [item for criterion in tree["criteria"] for item in criterion["indicators"]]
        places = list(_figures([*items, *tree.get("gates", ())]))
        for entry, name in draw(st.lists(st.sampled_from(places), max_size=2)) if places else ():
            entry[name] = None


def _figures(items: list[Tree]) -> Iterator[tuple[Tree, str]]:
    """Every figure of points, and every limit in either area, by its entry and name."""
    for item in items:
        if item["kind"] == "checklist":
            continue
        levels = item.get("levels", [])
        limits = [*levels, *(x["disadvantaged"] for x in levels if "disadvantaged" in x)]
        if item["kind"] == "threshold":
            yield from ((x, name) for x in limits for name in ("at_least", "at_most") if name in x)
        yield from ((x, "points") for x in (item, *levels) if "points" in x)
        yield from _figures(item.get("parts", []))


def head(rubric: Rubric, name: str) -> Tree:
    head: Tree = {
        "id": f"thu-nghiem-{name}",
        "subject": "unit" if rubric.unit else "commune",
        "title": "Bộ thử nghiệm",
        "basis": rubric.draw(st.sampled_from(["verbatim", "inferred", "placeholder"])),
        "source": "Điều 1",
        "document": {
            "number": "1/TT",
            "title": "Thử nghiệm",
            "issued": "2014-01-01",
            "in_force": {"from": "2015-01-01"},
        },
    }
    if rubric.areas:
        head["areas"] = {"disadvantaged_scale_for": ["disadvantaged", "extremely_disadvantaged"]}
    if rubric.unit:
        head["unit_types"] = [{"id": id_, "text": id_.upper()} for id_ in UNIT_TYPES]
    return head


def _when_total(rubric: Rubric, at_least: Decimal) -> Tree:
    when: Tree = {"total": {"at_least": plain(at_least)}}
    if rubric.draw(st.booleans()):
        when["no_criterion_at"] = "0"
    if rubric.draw(st.integers(0, 2)) == 0:
        when["no_indicator_below"] = plain(rubric.step)
    return when


def _ratings_in_points(rubric: Rubric, total: Decimal) -> list[Tree]:
    steps = int(total / rubric.step)
    names = ["tot", "kha", "trung-binh.1"][: rubric.draw(st.integers(1, 3))]
    limits = sorted(
        (rubric.draw(st.integers(0, steps)) for _ in names),
        reverse=True,
    )
    ratings = []
    for name, limit in zip(names, limits, strict=True):
        rating = {"id": name, "title": name, "when": _when_total(rubric, rubric.step * limit)}
        if rubric.areas and rubric.draw(st.integers(0, 3)) == 0:
            milder = max(rubric.step * (limit - 2), Decimal(0))
            rating["disadvantaged"] = {"when": _when_total(rubric, milder)}
        ratings.append(rating)
    return [*ratings, {"id": "chua_dat", "title": "Chưa đạt", "otherwise": "true"}]


@st.composite
def points_trees(draw: Draw, *, tangled: bool = False) -> Tree:
    """A ruleset in points."""
    rubric = Rubric(draw, unit=draw(st.integers(0, 3)) == 0, tangled=tangled)
    criteria = rubric.criteria()
    total = sum((Decimal(c["max"]) for c in criteria), Decimal(0))
    tree = {
        **head(rubric, "diem"),
        "scale": {"max": plain(total), "step": plain(rubric.step)},
        "criteria": criteria,
        "gates": rubric.gates(),
        "exclusions": rubric.exclusions(),
        "ratings": _ratings_in_points(rubric, total),
        "evidence": rubric.evidence,
    }
    if tangled:
        rubric.place_within()
    forget_figures(draw, tree)
    return tree


@st.composite
def levels_trees(draw: Draw, *, tangled: bool = False) -> Tree:
    """A ruleset of levels: each rating asks its own level, or its own and all below it."""
    names = draw(st.sampled_from([("dat",), ("muc_do_1", "muc_do_2"), ("m-1", "m.2", "m3")]))
    rubric = Rubric(draw, levels=names, unit=draw(st.booleans()), tangled=tangled)
    nested = draw(st.booleans())
    ratings = [
        {
            "id": name,
            "title": f"Mức {name}",
            "when": {"levels": list(names[: rank + 1]) if nested else [name]},
        }
        for rank, name in reversed(list(enumerate(names)))
    ]
    tree = {
        **head(rubric, "muc"),
        "levels": [{"id": name, "title": f"Mức {name}"} for name in names],
        "criteria": rubric.criteria(),
        "exclusions": rubric.exclusions(),
        "ratings": [*ratings, {"id": "chua_dat", "title": "Chưa đạt", "otherwise": "true"}],
        "evidence": rubric.evidence,
    }
    if tangled:
        rubric.place_within()
    forget_figures(draw, tree)
    return tree


def load(tree: Tree) -> Ruleset:
    return ruleset_of(tree_of(tree, "thu-nghiem.yaml", RulesetError))


def trees() -> st.SearchStrategy[Tree]:
    return points_trees() | levels_trees()


def tangled_trees() -> st.SearchStrategy[Tree]:
    """Rulesets whose items share evidence."""
    return points_trees(tangled=True) | levels_trees(tangled=True)


# --- worlds ----------------------------------------------------------------------------


def _wholes_first(ruleset: Ruleset) -> list[str]:
    """The counts, each after those that it is a part of."""
    over: dict[str, list[str]] = {key: list(wholes) for key, wholes in ruleset.wholes.items()}
    for ratio in ruleset.ratios:
        over.setdefault(ratio.of, []).append(ratio.over)
    counts = [k for k, e in ruleset.evidence.items() if e.type is EvidenceType.COUNT]
    done: dict[str, None] = {}

    def visit(key: str, above: tuple[str, ...] = ()) -> None:
        for whole in over.get(key, ()):
            if whole not in above:
                visit(whole, (*above, key))
        done[key] = None

    for key in counts:
        visit(key)
    return list(done)


def _limits(ruleset: Ruleset) -> dict[str, list[tuple[str | None, Fraction]]]:
    """For each measured key the limits that it is held against, with the whole where shared."""
    found: dict[str, list[tuple[str | None, Fraction]]] = {}
    for item in ruleset.every_item():
        if isinstance(item, Threshold):
            for level in (*item.levels_by_area[0], *item.levels_by_area[1]):
                ratio = level.ratio or item.ratio
                figure = level.at_least or level.at_most
                key = ratio.of if ratio else item.number or item.count
                if figure and key:
                    whole = ratio.over if ratio else None
                    found.setdefault(key, []).append((whole, Fraction(*figure.limit)))
        elif isinstance(item, Judged) and item.full_at:
            ratio = item.full_at.ratio
            limit = Fraction(*item.full_at.at_least.limit)
            found.setdefault(ratio.of, []).append((ratio.over, limit))
    return found


_WHOLES = st.one_of(st.integers(0, 4), st.integers(0, 40), st.integers(500, 5000))


class _World:
    """Draws what is true of a subject."""

    def __init__(self, draw: Draw, ruleset: Ruleset) -> None:
        self.draw = draw
        self.ruleset = ruleset
        self.limits = _limits(ruleset)
        self.values: dict[str, Value] = {}

    def run(self) -> dict[str, Value]:
        for key in _wholes_first(self.ruleset):
            self.values[key] = self.count(key)
        for key, entry in self.ruleset.evidence.items():
            match entry.type:
                case EvidenceType.YES_NO:
                    self.values[key] = self.draw(st.booleans())
                case EvidenceType.CHOICE:
                    self.values[key] = self.draw(st.sampled_from(list(entry.labels)))
                case EvidenceType.NUMBER | EvidenceType.PERCENTAGE:
                    self.values[key] = self.number(key)
        for item in self.ruleset.keyed_by_id.values():
            if isinstance(item, Judged):
                self.values[item.id] = self.judged(item)
        return self.values

    def count(self, key: str) -> int:
        entry = self.ruleset.evidence[key]
        low = int(entry.at_least or 0)
        high = int(entry.at_most) if entry.at_most is not None else None
        for name in self.ruleset.wholes.get(key, ()):
            if name in self.values:
                whole = int(self.values[name])
                high = whole if high is None else min(high, whole)
        return max(low, self.guess(key) if high is None else min(high, self.guess(key)))

    def guess(self, key: str) -> int:
        """At, beside or far from a limit."""
        near = self.limits.get(key)
        if not near or self.draw(st.integers(0, 3)) == 0:
            return self.draw(_WHOLES)
        whole, limit = self.draw(st.sampled_from(near))
        base = int(self.values.get(whole, 1)) if whole else 1
        at = -(-limit.numerator * base // limit.denominator)
        return max(0, at + self.draw(st.integers(-1, 1)))

    def number(self, key: str) -> Decimal:
        entry = self.ruleset.evidence[key]
        percentage = entry.type is EvidenceType.PERCENTAGE
        near = [limit * (100 if percentage else 1) for _, limit in self.limits.get(key, ())]
        hundredths = self.draw(st.integers(0 if percentage else -300, 10_000))
        if near and self.draw(st.integers(0, 3)):
            limit = self.draw(st.sampled_from(near))
            hundredths = int(limit * 100) + self.draw(st.integers(-1, 1))
        value = Decimal(hundredths) / 100
        least = Decimal(0) if percentage else entry.at_least
        most = Decimal(100) if percentage else entry.at_most
        if least is not None:
            value = max(value, least)
        return value if most is None else min(value, most)

    def judged(self, item: Judged) -> Decimal:
        """An assessor gives all the points where the share that is counted is full."""
        if item.full_at:
            part = int(self.values[item.full_at.ratio.of])
            whole = int(self.values[item.full_at.ratio.over])
            if whole and Fraction(part, whole) >= Fraction(*item.full_at.at_least.limit):
                return item.max
        step = self.ruleset.scale.step if self.ruleset.scale else Decimal(1)
        return step * self.draw(st.integers(0, int(item.max / step)))


# --- dossiers --------------------------------------------------------------------------


@dataclass(frozen=True, repr=False)
class Case:
    """A ruleset, a dossier for it, and the world that the dossier tells of.

    `by_percentage` are the items known by a percentage under their id.
    """

    tree: Tree
    content: Tree
    world: Mapping[str, Value]
    by_percentage: frozenset[str]
    ruleset: Ruleset

    def __repr__(self) -> str:
        told = {"ruleset": self.tree or self.ruleset.id, "dossier": self.content}
        world = {key: shown(value) for key, value in self.world.items()}
        return yaml.safe_dump({**told, "world": world}, allow_unicode=True, sort_keys=False)

    def _repr_pretty_(self, printer: Any, _cycle: object) -> None:
        """How hypothesis shows a failing case: as the two files that it stands for."""
        printer.text(f"\n{self!r}")

    def dossier(self, **sections: Any) -> Dossier:
        """The dossier, with these sections in the place of its own."""
        return dossier({**self.content, **sections})

    def assess(self, **sections: Any) -> Assessment:
        return assess(self.ruleset, self.dossier(**sections))

    @property
    def evidence(self) -> Tree:
        return self.content["evidence"]

    def told(self, key: str) -> bool:
        """Whether the dossier says anything on a key."""
        return key in self.evidence or key in self.content.get("inspected", {})

    def replaced(self) -> set[str]:
        """The counts in whose place a percentage was given; it need not be the world's."""
        stated = (self.ruleset.keyed_by_id[id_] for id_ in self.by_percentage)
        shares = (item.ratios for item in stated if isinstance(item, Threshold))
        return {key for ratios in shares for r in ratios for key in (r.of, r.over)}

    def untold(self) -> list[str]:
        """Keys that may be added: counts never replace a percentage that was given."""
        replaced = self.replaced()
        return [key for key in self.world if not self.told(key) and key not in replaced]

    def complete(self) -> Tree:
        """The evidence of the dossier, with the world's word wherever it has none."""
        added = {key: shown(self.world[key]) for key in self.untold()}
        exact = {
            key: shown(self.world[key])
            for key, claim in self.evidence.items()
            if key in self.world.keys() - self.replaced()
            and isinstance(claim, dict)
            and "value" not in claim
        }
        return {**self.evidence, **added, **exact}


def dossier(content: Tree) -> Dossier:
    return dossier_of(tree_of(content, "ho-so.yaml", DossierError))


def shown(value: Value) -> str:
    """A value as a dossier writes it."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return plain(value) if isinstance(value, Decimal) else str(value)


def _in_words(ruleset: Ruleset, key: str, value: Value) -> str:
    """The value with the percent sign where its type wants one."""
    entry = ruleset.evidence.get(key)
    percentage = entry is not None and entry.type is EvidenceType.PERCENTAGE
    return f"{shown(value)}%" if percentage else shown(value)


class _Teller:
    """Tells some of a world as a dossier."""

    def __init__(
        self, draw: Draw, ruleset: Ruleset, world: Mapping[str, Value], density: int
    ) -> None:
        self.draw = draw
        self.ruleset = ruleset
        self.world = world
        self.density = density
        # one seed in the place of a draw a key keeps big dossiers cheap
        self.chance = random.Random(draw(st.integers(0, 2**16)))  # noqa: S311

    def evidence(self) -> Tree:
        told = {}
        for key, value in self.world.items():
            if self.chance.randrange(10) < self.density:
                told[key] = self.claim(key, value)
        return told

    def claim(self, key: str, value: Value) -> Any:
        mode = self.chance.randrange(12)
        text = _in_words(self.ruleset, key, value)
        if mode == 0 and self.bounded(key):
            return self.bound(key, value)
        if mode == 1:
            return {"value": text, "documents": ["van-ban.pdf"], "by": "Ban giám đốc"}
        if mode == 2:
            return {"value": text, "illustrative": "true", "note": "ghi chú"}
        if isinstance(value, bool) and mode < 5:
            return "có" if value else "không"
        if isinstance(value, Decimal) and mode < 5:
            return text.replace(".", ",")
        return text

    def bounded(self, key: str) -> bool:
        entry = self.ruleset.evidence.get(key)
        return entry is not None and entry.type in (EvidenceType.COUNT, EvidenceType.NUMBER)

    def bound(self, key: str, value: Value) -> Tree:
        """A bound that holds, inside what the key allows."""
        entry = self.ruleset.evidence[key]
        assert not isinstance(value, str)
        low, high = value - self.chance.randrange(3), value + self.chance.randrange(3)
        least = 0 if entry.type is EvidenceType.COUNT else None
        least = entry.at_least if entry.at_least is not None else least
        low = low if least is None else max(low, least)
        high = high if entry.at_most is None else min(high, entry.at_most)
        return self.chance.choice(
            [
                {"at_least": shown(low)},
                {"at_most": shown(high)},
                {"at_least": shown(low), "at_most": shown(high)},
            ]
        )

    def percentages(self, told: Tree) -> dict[str, Any]:
        """Shares known as a percentage: in the place of the part's count, or as a true bound."""
        found: dict[str, Any] = {}
        for item in self.ruleset.keyed_by_id.values():
            if (
                isinstance(item, Threshold)
                and len(item.ratios) == 1
                and not self.chance.randrange(6)
            ):
                true = self.true_bound(item.ratios[0].of, item.ratios[0].over)
                found.update({} if true is None else {item.id: true})
        for item in self.ruleset.keyed_by_id.values():
            if isinstance(item, Threshold) and item.ratio and self.chance.randrange(5) == 0:
                limits = [
                    Fraction(*figure.limit)
                    for level in item.levels
                    if (figure := level.at_least or level.at_most)
                ]
                near = self.chance.choice(limits or [Fraction(1, 2)])
                at = int(near * 10_000) + self.chance.randrange(-1, 2)
                percent = f"{plain(Decimal(min(max(at, 0), 10_000)) / 100)}%"
                for ratio in item.ratios:
                    told.pop(ratio.of, None)
                found[item.id] = self.chance.choice(
                    [percent, percent, {"at_least": percent}, {"at_most": percent}]
                )
        return found

    def true_bound(self, of: str, over: str) -> Tree | None:
        """A bound on the share that the world has, told beside whatever counts are told."""
        part, whole = self.world[of], self.world[over]
        assert isinstance(part, int)
        assert isinstance(whole, int)
        if not 0 <= part <= whole or whole == 0:
            return None
        hundredths = part * 10_000 // whole
        slack = self.chance.randrange(300)
        low, high = max(hundredths - slack, 0), min(hundredths + 1 + slack, 10_000)
        return self.chance.choice(
            [
                {"at_least": f"{plain(Decimal(low) / 100)}%"},
                {"at_most": f"{plain(Decimal(high) / 100)}%"},
            ]
        )


def _subject(draw: Draw, ruleset: Ruleset) -> Tree:
    subject: Tree = {"kind": ruleset.subject.value, "name": "Xã Thử"}
    area = draw(st.sampled_from([None, *_AREAS]))
    if area:
        subject["area"] = area
    if subject["kind"] == "unit":
        known = [unit_type.id for unit_type in ruleset.unit_types]
        if known:
            subject["unit_type"] = draw(st.sampled_from(known))
        subject["public"] = draw(st.sampled_from(["true", "false"]))
        if ruleset.unit_levels:
            subject["level"] = ruleset.unit_levels[0]
    return subject


def _applies(draw: Draw, ruleset: Ruleset) -> Tree:
    able = [c.id for c in ruleset.criteria if c.may_not_apply]
    able += [item.id for item in ruleset.indicators.values() if item.may_not_apply]
    return {id_: draw(st.sampled_from(["true", "false"])) for id_ in able}


def consistent(ruleset: Ruleset, world: Mapping[str, Value]) -> bool:
    """Whether no count is above a whole of it."""
    pairs = ((key, whole) for key, wholes in ruleset.wholes.items() for whole in wholes)
    return all(world[key] <= world[whole] for key, whole in pairs)


@st.composite
def worlds(draw: Draw, ruleset: Ruleset) -> dict[str, Value]:
    return _World(draw, ruleset).run()


@st.composite
def cases(
    draw: Draw,
    rulesets: st.SearchStrategy[Tree | Ruleset] | None = None,
    *,
    inspected: bool = True,
    densities: tuple[int, ...] = (0, 4, 7, 9, 10),
) -> Case:
    """A ruleset and a dossier for it. `densities`: in tenths, how much of the world is told."""
    drawn = draw(rulesets if rulesets is not None else trees())
    ruleset = drawn if isinstance(drawn, Ruleset) else load(drawn)
    world = draw(worlds(ruleset))
    teller = _Teller(draw, ruleset, world, draw(st.sampled_from(densities)))
    told = teller.evidence()
    percentages = teller.percentages(told)
    content: Tree = {
        "subject": _subject(draw, ruleset),
        "period": {"from": "2019-01-01", "to": "2019-12-31"},
        "ruleset": ruleset.id,
        "evidence": {**told, **percentages},
    }
    if applies := _applies(draw, ruleset):
        content["applies"] = applies
    if inspected and draw(st.booleans()):
        never = {exclusion.key for exclusion in ruleset.exclusions}  # to refuse one says nothing
        content["inspected"] = {
            key: {"rejected": "true", "reason": "văn bản năm trước"}
            if teller.chance.randrange(3) == 0 and key not in never
            else {**teller.bound(key, world[key]), "reason": "sổ ghi danh"}
            if teller.bounded(key) and teller.chance.randrange(4) == 0
            else {"value": _in_words(ruleset, key, world[key]), "reason": "sổ ghi danh"}
            for key in world
            if teller.chance.randrange(6) == 0
        }
    tree = {} if isinstance(drawn, Ruleset) else drawn
    return Case(tree, content, world, frozenset(percentages), ruleset)
