"""The figures of a ruleset: all are found, and each can be raised without touching another."""

from __future__ import annotations

from itertools import islice

import pytest

from assessment.errors import RulesetError
from assessment.files import parse_yaml, tree_of
from assessment.model.basis import Basis
from assessment.model.figure import FigureKind, figure_name, parse_name
from assessment.rulebook.catalog import Catalog
from assessment.rulebook.figures import entries, figures_of
from assessment.rulebook.load import ruleset_of
from assessment.rulebook.overlay import LoadedOverlay
from tests.samples import LEVELS, POINTS, bent

SHIPPED = Catalog().ids()
PLACEHOLDERS = bent(POINTS, ("basis: verbatim", "basis: placeholder"))
RICH = """\
id: rich
subject: commune
title: Đủ loại
document:
  number: 1/QĐ
  title: Mẫu
  issued: 2020-01-01
  issued_basis: verbatim
  in_force: {from: 2020-01-01, to: 2021-01-01, to_basis: inferred}
basis: placeholder
source: Phụ lục
scale: {max: 20, step: 0.5, step_basis: inferred}
areas: {disadvantaged_scale_for: [disadvantaged]}
criteria:
- id: "1"
  title: {text: Một, basis: verbatim, source: Điều 1}
  max: 20
  may_not_apply: {when: Không có trẻ, then: full}
  indicators:
  - id: "1.1"
    text: Tỷ lệ
    kind: threshold
    ratio: {of: a, over: b, none_means: met, may_exceed: true}
    levels:
    - {at_least: 50%, points: 4, disadvantaged: {at_least: 40%, ratio: {of: n, over: b}}}
    - {at_least: 30%, points: 2, threshold_basis: reported, threshold_source: S1}
    - {otherwise: true, points: 0}
  - id: "1.2"
    text: Lựa chọn
    kind: choice
    key: c
    levels: [{option: tot, points: 4}, {at_least: kha, points: 2}, {otherwise: true, points: 0, applies_to: {public: true}}]
  - {id: "1.3", text: Có, kind: yes_no, key: y, points: 4, applies_to: {unit_type: [truong, vien]}}
  - {id: "1.4", text: Phần, kind: checklist, parts: [{key: p, points: 2}, {key: q, points: 2}]}
  - id: "1.5"
    text: Cách
    kind: best_of
    parts:
    - {kind: yes_no, key: y, points: 2}
    - {text: Số lần, kind: threshold, count: n, applies_to: {not_unit_type: [vien]}, levels: [{at_least: 4, points: 2}, {otherwise: true, points: 0}]}
  - {id: "1.6", text: Đều đạt, kind: all_of, keys: [p, q], points: 1}
  - {id: "1.7", text: Chấm, kind: judged, max: 1, full_at: {ratio: {of: a, over: b}, at_least: 100%}}
unit_types: [{id: truong, text: Trường}, {id: vien, text: Viện}]
gates:
- {id: gate, text: Cần, kind: threshold, ratio: {of: a, over: b}, levels: [{at_least: 20%}]}
exclusions: [{id: out, text: Vi phạm, key: v}]
ratings:
- {id: dat, title: Đạt, when: {total: {at_least: 10}, no_criterion_at: 0}, printed: {from: 10, to: 20}, disadvantaged: {when: {total: {at_least: 8}}}}
- {id: chua_dat, title: Chưa đạt, otherwise: true}
evidence:
  a: {label: A, type: count}
  b: {label: B, type: count}
  c: {label: C, type: choice, options: [{id: tot, label: Tốt}, {id: kha, label: Khá}, {id: kem, label: Kém}]}
  y: {label: Y, type: yes_no}
  p: {label: P, type: yes_no}
  q: {label: Q, type: yes_no}
  n: {label: N, type: count}
  v: {label: V, type: yes_no}
procedure:
  steps: [{who: Xã, does: lập hồ sơ, within_working_days: 10, counted_from: nhận}]
  deadlines: [{what: Báo cáo, before: 12-15}]
  decided_by: [{who: Huyện}]
  council: {members_at_least: 5, odd: true}
"""


def tree(text):
    return parse_yaml(text, "ruleset.yaml", RulesetError)


def confirmed(base, figures, source="Công báo"):
    """The base with these figures confirmed as they stand, merged but not checked."""
    changes = [
        {"figure": f.figure, "was": f.value, "to": f.value, "source": source}
        | ({"item": f.item} if f.item else {})
        for f in figures
    ]
    head = {"id": "x", "base": "x", "confirmed": {"by": "An", "on": "2026-11-21"}}
    overlay = tree_of({**head, "changes": changes}, "x.yaml", RulesetError)
    return LoadedOverlay(overlay).over(base)


def listed(base):
    return [figure for entry in entries(base.content) for figure in entry.figures]


def bases(base):
    return {figure.name: figure.basis for figure in listed(base)}


def test_every_figure_of_every_kind_is_found():
    """Points, thresholds, maxima, options, areas, ratings, scale, dates and procedure are listed."""
    found = {f.name: (f.value, f.basis.value, f.source) for f in figures_of(ruleset_of(tree(RICH)))}
    placeholder = ("placeholder", "Phụ lục")
    assert found == {
        "1:max": ("20", *placeholder),
        "1:title.text": ("Một", "verbatim", "Điều 1"),
        "1:may_not_apply.when": ("Không có trẻ", *placeholder),
        "1:may_not_apply.then": ("full", *placeholder),
        "1.1:text": ("Tỷ lệ", *placeholder),
        "1.1:ratio": ("a / b", *placeholder),
        "1.1:ratio.none_means": ("met", *placeholder),
        "1.1:ratio.may_exceed": ("true", *placeholder),
        "1.1:levels[0].at_least": ("50%", *placeholder),
        "1.1:levels[0].points": ("4", *placeholder),
        "1.1:levels[0].disadvantaged.ratio": ("n / b", *placeholder),
        "1.1:levels[0].disadvantaged.at_least": ("40%", *placeholder),
        "1.1:levels[1].at_least": ("30%", "reported", "S1"),
        "1.1:levels[1].points": ("2", *placeholder),
        "1.1:levels[2].points": ("0", *placeholder),
        "1.2:text": ("Lựa chọn", *placeholder),
        "1.2:levels[0].option": ("tot", *placeholder),
        "1.2:levels[0].points": ("4", *placeholder),
        "1.2:levels[1].at_least": ("kha", *placeholder),
        "1.2:levels[1].points": ("2", *placeholder),
        "1.2:levels[2].points": ("0", *placeholder),
        "1.2:levels[2].applies_to.public": ("true", *placeholder),
        "1.3:text": ("Có", *placeholder),
        "1.3:applies_to.unit_type": ("truong, vien", *placeholder),
        "1.3:points": ("4", *placeholder),
        "1.4:text": ("Phần", *placeholder),
        "1.4:parts[0].points": ("2", *placeholder),
        "1.4:parts[1].points": ("2", *placeholder),
        "1.5:text": ("Cách", *placeholder),
        "1.5.1:text": ("Y", *placeholder),
        "1.5.1:points": ("2", *placeholder),
        "1.5.2:text": ("Số lần", *placeholder),
        "1.5.2:applies_to.not_unit_type": ("vien", *placeholder),
        "1.5.2:levels[0].at_least": ("4", *placeholder),
        "1.5.2:levels[0].points": ("2", *placeholder),
        "1.5.2:levels[1].points": ("0", *placeholder),
        "1.6:text": ("Đều đạt", *placeholder),
        "1.6:points": ("1", *placeholder),
        "1.7:text": ("Chấm", *placeholder),
        "1.7:max": ("1", *placeholder),
        "1.7:full_at.ratio": ("a / b", *placeholder),
        "1.7:full_at.at_least": ("100%", *placeholder),
        "gate:text": ("Cần", *placeholder),
        "gate:ratio": ("a / b", *placeholder),
        "gate:levels[0].at_least": ("20%", *placeholder),
        "out:text": ("Vi phạm", *placeholder),
        "dat:title": ("Đạt", *placeholder),
        "dat:when.total.at_least": ("10", *placeholder),
        "dat:when.no_criterion_at": ("0", *placeholder),
        "dat:printed.from": ("10", *placeholder),
        "dat:printed.to": ("20", *placeholder),
        "dat:disadvantaged.when.total.at_least": ("8", *placeholder),
        "chua_dat:title": ("Chưa đạt", *placeholder),
        "scale:max": ("20", *placeholder),
        "scale:step": ("0.5", "inferred", "Phụ lục"),
        "areas:disadvantaged_scale_for": ("disadvantaged", *placeholder),
        "document:number": ("1/QĐ", *placeholder),
        "document:title": ("Mẫu", *placeholder),
        "document:issued": ("2020-01-01", "verbatim", "Phụ lục"),
        "document:in_force.from": ("2020-01-01", *placeholder),
        "document:in_force.to": ("2021-01-01", "inferred", "Phụ lục"),
        "procedure:steps[0].within_working_days": ("10", *placeholder),
        "procedure:deadlines[0].before": ("12-15", *placeholder),
        "procedure:decided_by[0].who": ("Huyện", *placeholder),
        "procedure:council.members_at_least": ("5", *placeholder),
    }


def test_figures_of_a_ruleset_of_levels_are_levels_and_thresholds():
    """Where a level earns no points, what it stands for can be verified."""
    text = bent(
        LEVELS,
        ("basis: verbatim", "basis: placeholder"),
        (
            "kind: yes_no, key: plan}",
            "kind: yes_no, key: plan, levels: [{level: muc_do_1}]}",
        ),
    )
    found = {f.name: f.value for f in figures_of(ruleset_of(tree(text)))}
    assert found["1.1:levels[0].level"] == "muc_do_1"
    assert found["levels:[0].title"] == "Mức độ 1"
    assert found["muc_do_2:when.levels"] == "muc_do_2"


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("1.1:levels[0].at_least", FigureKind.LIMIT),
        ("1.2:levels[1].at_least", FigureKind.CHOICE),
        ("1.2:levels[0].option", FigureKind.CHOICE),
        ("1.1:text", FigureKind.TEXT),
        ("1:may_not_apply.then", FigureKind.CHOICE),
        ("1.1:ratio", FigureKind.SHARE),
        ("1.1:ratio.none_means", FigureKind.CHOICE),
        ("1.1:ratio.may_exceed", FigureKind.CHOICE),
        ("1.2:levels[2].applies_to.public", FigureKind.CHOICE),
        ("1.3:applies_to.unit_type", FigureKind.CHOICES),
        ("scale:step", FigureKind.NUMBER),
        ("areas:disadvantaged_scale_for", FigureKind.CHOICES),
        ("document:in_force.to", FigureKind.DAY),
        ("procedure:deadlines[0].before", FigureKind.MONTH_DAY),
    ],
)
def test_each_figure_has_its_kind(name, kind):
    """What a figure may be corrected to follows from what it is."""
    found = {figure.name: figure for figure in listed(tree(RICH))}
    assert found[name].kind is kind


def test_a_choice_lists_its_options():
    """The options of the evidence, by id, with their labels."""
    found = {figure.name: figure for figure in listed(tree(RICH))}
    labels = {"tot": "Tốt", "kha": "Khá", "kem": "Kém"}
    assert found["1.2:levels[0].option"].choices == labels
    types = {"truong": "Trường", "vien": "Viện"}
    assert found["1.3:applies_to.unit_type"].choices == types


@pytest.mark.parametrize("id_", SHIPPED)
def test_names_of_figures_are_unique(id_):
    """A name on the command line means one figure, in every shipped ruleset."""
    names = [figure.name for figure in figures_of(Catalog().get(id_))]
    assert len(names) == len(set(names))


@pytest.mark.parametrize("figure", listed(tree(RICH)), ids=lambda figure: figure.name)
def test_confirming_one_figure_raises_that_figure_alone(figure):
    """Of all the figures of a ruleset exactly the confirmed one becomes verbatim."""
    base = tree(RICH)
    merged = confirmed(base, [figure])
    assert bases(merged) == {**bases(base), figure.name: Basis.VERBATIM}
    sources = {f.name: f.source for f in listed(merged)}
    before = {f.name: f.source for f in listed(base)}
    assert sources == {**before, figure.name: "Công báo"}
    ruleset_of(merged)


@pytest.mark.parametrize("id_", SHIPPED)
def test_confirming_figures_of_shipped_rulesets_raises_them_alone(id_):
    """The same holds for the first, the last and some figures between of each shipped ruleset."""
    ruleset = Catalog().get(id_)
    base = tree_of(ruleset.content, None, RulesetError)
    before, figures = bases(base), figures_of(ruleset)
    assert figures
    for figure in islice(figures, 0, None, max(1, len(figures) // 12)):
        merged = confirmed(base, [figure])
        assert bases(merged) == {**before, figure.name: Basis.VERBATIM}


@pytest.mark.parametrize("id_", SHIPPED)
def test_confirming_all_leaves_nothing_to_verify(id_):
    """With every figure confirmed every item, level, part, rating and gate is verbatim."""
    ruleset = Catalog().get(id_)
    base = tree_of(ruleset.content, None, RulesetError)
    done = ruleset_of(confirmed(base, figures_of(ruleset)))
    assert {figure.basis for figure in figures_of(done)} == {Basis.VERBATIM}
    items = list(done.every_item())
    levels = [level for item in items for level in getattr(item, "levels", ())]
    assert {item.asking_basis for item in items} == {Basis.VERBATIM}
    assert {item.basis for item in items} == {Basis.VERBATIM}
    assert {level.weakest_basis for level in levels} <= {Basis.VERBATIM}
    assert {rating.basis for rating in done.ratings} == {Basis.VERBATIM}
    assert {exclusion.basis for exclusion in done.exclusions} <= {Basis.VERBATIM}


@pytest.mark.parametrize(
    ("item", "asked"),
    [
        ("1.1", ["text", "ratio", "ratio.none_means", "ratio.may_exceed"]),
        ("1.3", ["text", "applies_to.unit_type", "points"]),
        ("gate", ["text", "ratio"]),
    ],
)
def test_an_item_rests_on_its_text_its_share_and_those_it_is_for(item, asked):
    """With one of them unconfirmed what is asked is a placeholder; with all of them it is verbatim."""
    base = tree(RICH)
    figures = [f for f in listed(base) if f.item == item and f.figure in asked]
    assert len(figures) == len(asked)

    def basis(figures):
        items = {one.id: one for one in ruleset_of(confirmed(base, figures)).every_item()}
        return items[item].asking_basis

    assert basis(figures) is Basis.VERBATIM
    for left_out in figures:
        rest = [figure for figure in figures if figure is not left_out]
        assert basis(rest) is Basis.PLACEHOLDER


@pytest.mark.parametrize(
    ("item", "index", "asked"),
    [
        ("1.2", 2, ["levels[2].points", "levels[2].applies_to.public"]),
        ("1.1", 0, ["levels[0].points", "levels[0].at_least"]),
    ],
)
def test_a_level_rests_on_its_figures_and_those_it_is_for(item, index, asked):
    """With one of them unconfirmed the level is a placeholder; with all of them it is verbatim."""
    base = tree(RICH)
    figures = [f for f in listed(base) if f.item == item and f.figure in asked]
    assert len(figures) == len(asked)
    for read, basis in (
        (figures, Basis.VERBATIM),
        *((figures[:i] + figures[i + 1 :], Basis.PLACEHOLDER) for i in range(len(figures))),
    ):
        level = ruleset_of(confirmed(base, read)).indicators[item].levels[index]
        assert level.weakest_basis is basis


def test_the_order_of_confirmations_does_not_matter():
    """Two halves of the figures, in either order, come to the same bases as all at once."""
    base = tree(RICH)
    figures = listed(base)
    halves = figures[::2], figures[1::2]
    once = bases(confirmed(base, figures))
    for first, second in (halves, halves[::-1]):
        assert bases(confirmed(confirmed(base, first), second)) == once


def test_a_part_without_text_is_confirmed_by_its_label():
    """What a part asks for stands in the evidence; confirmed, it stands in the part."""
    part = next(f for f in listed(tree(RICH)) if f.name == "1.5.1:text")
    ruleset = ruleset_of(confirmed(tree(RICH), [part]))
    found = ruleset.indicators["1.5"].parts[0]
    assert (found.text, found.wording_basis) == ("Y", Basis.VERBATIM)
    assert ruleset.overlays[0].figures[0].was is None


def test_figures_are_named_by_item_or_section():
    """A figure of an item is named by it, one of the whole by its section."""
    assert figure_name("9.1", ("levels", 0, "points")) == "9.1:levels[0].points"
    assert figure_name(None, ("document", "in_force", "to")) == "document:in_force.to"


@pytest.mark.parametrize("id_", SHIPPED)
def test_a_name_leads_back_to_its_figure(id_):
    """What a confirmation notes of a figure tells again of which item it is, and where."""
    ruleset = Catalog().get(id_)
    found = figures_of(ruleset)
    items = {figure.item for figure in found}
    assert [parse_name(f.name, items) for f in found] == [(f.item, f.path) for f in found]
