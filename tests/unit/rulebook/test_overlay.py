"""Overlays: changes of a locality, laid over a ruleset and checked again."""

from __future__ import annotations

from datetime import date

import pytest

from assessment.engine.assess import assess
from assessment.engine.crosscheck import cross_check
from assessment.errors import DossierError, RulesetError, UsageError
from assessment.files import read_tree, tree_of
from assessment.intake.read import dossier_of
from assessment.model.basis import Basis
from assessment.rulebook.catalog import Catalog
from assessment.rulebook.figures import figures_of
from assessment.rulebook.load import ruleset_of
from assessment.rulebook.overlay import LoadedOverlay

HANOI = "ha-noi-kh103-2021"
BASE = "unit-tt22-2020"
TODAY = date(2026, 11, 21)
OVERLAY = """
id: thu
base: {base}
title: Hướng dẫn thử
document: {{number: 1/KH, title: Thử, issued: 2020-01-01, in_force: {{from: 2020-01-01}}}}
basis: reported
source: KH 1
{scope}
changes:
- {change}
"""


def unit(province, end="2022-12-31", **evidence):
    content = {
        "subject": {"kind": "unit", "name": "Phòng", "level": "district", "province": province},
        "period": {"from": f"{end[:4]}-01-01", "to": end},
        "ruleset": BASE,
        "evidence": evidence,
    }
    return dossier_of(tree_of(content, None, DossierError))


def shelf(tmp_path, change, base=BASE, scope="", name="thu"):
    folder = tmp_path / "overlays"
    folder.mkdir()
    text = OVERLAY.format(base=base, change=change, scope=scope)
    (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    return Catalog([tmp_path])


def full_at(ruleset):
    return ruleset.indicators["2.4"].full_at


@pytest.mark.parametrize(
    "province",
    [
        "Hà Nội",
        "Thành phố  Hà Nội",
        "TP. Hà Nội",
        "TP.Hà Nội",
        "T.P Hà Nội",
        "Thủ đô Hà Nội",
        "ha noi",
    ],
)
def test_hanoi_has_its_own_guidance(catalog, province):
    """In Hà Nội item 2.4 of TT 22 is full at 70%, by the city's plan, in whatever way it is named."""
    ruleset = catalog.choose(unit(province), TODAY)
    assert full_at(ruleset).at_least.text == "70%"
    assert full_at(ruleset).basis is Basis.REPORTED
    assert full_at(ruleset).source.startswith("KH 103/KH-UBND")
    assert [overlay.id for overlay in ruleset.overlays] == [HANOI]


@pytest.mark.parametrize("province", ["Hà Nam", None])
def test_elsewhere_the_circular_stands_as_it_is(catalog, province):
    """Another province, or none, leaves TT 22 at 100%."""
    ruleset = catalog.choose(unit(province), TODAY)
    assert full_at(ruleset).at_least.text == "100%"
    assert ruleset.overlays == ()


@pytest.mark.parametrize(
    ("end", "applies"), [("2021-04-13", False), ("2021-04-14", True), ("2021-04-15", True)]
)
def test_an_overlay_applies_from_its_first_day(catalog, end, applies):
    """On the eve of its first day the guidance does not apply yet."""
    assert bool(catalog.choose(unit("Hà Nội", end), TODAY).overlays) is applies


@pytest.mark.parametrize(("advanced", "points"), [(13, None), (14, 5), (15, 5)])
def test_the_changed_figure_scores(catalog, advanced, points):
    """Of 20 members 14 are 70%: full points from there on, judgement below."""
    dossier = unit("Hà Nội", members="20", members_advanced=str(advanced))
    assessment = assess(catalog.choose(dossier, TODAY), dossier)
    span = assessment.findings["2.4"].points
    assert (span.low, span.high) == ((5, 5) if points else (0, 5))
    assert [n.code for n in assessment.notes] == ["note.overlay"]
    assert cross_check(assessment) in ("agree", "unavailable")


def test_nothing_is_edited_in_place(catalog):
    """The base ruleset keeps its figures and its digest."""
    before = catalog.get(BASE).digest
    changed = catalog.get(BASE, [HANOI])
    assert changed.digest != before == catalog.get(BASE).digest
    assert full_at(catalog.get(BASE)).at_least.text == "100%"


def test_a_level_keeps_the_basis_of_its_other_figure(tmp_path):
    """A changed threshold has the overlay's basis; the points beside it keep their own."""
    catalog = shelf(
        tmp_path, '{item: "9.1", figure: "levels[0].at_least", to: 65%}', base="tt44-2014"
    )
    level = catalog.get("tt44-2014", ["thu"]).indicators["9.1"].levels[0]
    assert level.at_least.text == "65%"
    assert (level.threshold_basis, level.threshold_source) == (Basis.REPORTED, "KH 1")
    assert level.basis is Basis.PLACEHOLDER


def test_a_share_may_be_of_other_counts(tmp_path):
    """What is divided by what is changed as a whole; how the share is read stays."""
    change = '{item: "2.4", figure: full_at.ratio, to: members_with_plan / members}'
    share = full_at(shelf(tmp_path, change).get(BASE, ["thu"])).ratio
    was = full_at(Catalog().get(BASE)).ratio
    assert was.of != share.of == "members_with_plan"
    assert share == was.model_copy(update={"of": share.of})


def test_a_rating_may_be_changed(tmp_path):
    """The pass mark of a locality stands in the overlay, with its basis."""
    change = "{item: dat, figure: when.total.at_least, to: 75}"
    catalog = shelf(tmp_path, change, base="household-qd448-2015")
    rating = catalog.get("household-qd448-2015", ["thu"]).ratings[0]
    assert rating.when.total.at_least == 75
    assert (rating.when.basis, rating.when.source) == (Basis.REPORTED, "KH 1")
    assert rating.basis is Basis.PLACEHOLDER


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ('{item: "2.9", figure: max, to: 5}', "overlay.unknown_item"),
        ('{item: "2.4", figure: full_at.at_most, to: 5%}', "overlay.unknown_figure"),
        ('{item: "2.4", figure: "levels[0].points", to: 5}', "overlay.unknown_figure"),
        ('{item: "2.4", figure: "..", to: 5}', "overlay.unknown_figure"),
        ("{figure: id, to: zz}", "overlay.unknown_figure"),
        ("{figure: basis, to: verbatim}", "overlay.unknown_figure"),
        ("{figure: unit_levels, to: district}", "overlay.unknown_figure"),
        ('{item: "2.4", figure: source, to: Điều 9}', "overlay.unknown_figure"),
        ('{item: "2.4", figure: full_at.source, to: Điều 9}', "overlay.unknown_figure"),
        ('{item: "2.4", figure: max, to: 4}', "ruleset.sum_of_indicators"),
        ('{item: "2.4", figure: full_at.at_least, to: bảy mươi}', "shape.not_a_number"),
    ],
)
def test_a_change_that_does_not_fit_is_refused(tmp_path, change, code):
    """What an overlay names must be there, and the changed ruleset must pass every check."""
    catalog = shelf(tmp_path, change)
    with pytest.raises(RulesetError) as refused:
        catalog.get(BASE, ["thu"])
    assert code in [n.code for n in refused.value.notices]


def test_an_overlay_of_another_ruleset_is_refused(catalog):
    """An overlay is for its base only, and must be on a shelf."""
    for name, code in ((HANOI, "overlay.other_base"), ("khong-co", "overlay.unknown_overlay")):
        with pytest.raises((RulesetError, UsageError)) as refused:
            catalog.get("tt44-2014", [name])
        assert [n.code for n in refused.value.notices] == [code]


def test_a_local_overlay_is_chosen_by_its_province(tmp_path):
    """A shelf of the user's own adds overlays to the shipped ones."""
    change = '{item: "2.1", figure: full_at.at_least, to: 90%}'
    catalog = shelf(tmp_path, change, scope="applies_to: {province: Hà Nội}")
    ruleset = catalog.choose(unit("Hà Nội"), TODAY)
    assert {overlay.id for overlay in ruleset.overlays} == {HANOI, "thu"}
    assert ruleset.indicators["2.1"].full_at.at_least.text == "90%"


# --- several for one place -------------------------------------------------------------

OF_HANOI = "applies_to: {province: Hà Nội}"


def add(tmp_path, name, change, scope=OF_HANOI, force="from: 2020-01-01"):
    """One more overlay of TT 22 on the local shelf."""
    folder = tmp_path / "overlays"
    folder.mkdir(exist_ok=True)
    text = OVERLAY.format(base=BASE, change=change, scope=scope).replace("id: thu", f"id: {name}")
    text = text.replace("{from: 2020-01-01}", f"{{{force}}}")
    (folder / f"{name}.yaml").write_text(text, encoding="utf-8")


def full(item, percent):
    return f'{{item: "{item}", figure: full_at.at_least, to: {percent}}}'


def test_overlays_of_one_place_are_laid_in_the_order_of_their_ids(tmp_path):
    """On whichever shelf they stand; the order of files on disk does not count."""
    add(tmp_path, "z-sau", full("2.1", "90%"))
    add(tmp_path, "a-truoc", full("2.2", "80%"))
    ruleset = Catalog([tmp_path]).choose(unit("Hà Nội"), TODAY)
    assert [overlay.id for overlay in ruleset.overlays] == ["a-truoc", HANOI, "z-sau"]
    shown = [ruleset.indicators[i].full_at.at_least.text for i in ("2.1", "2.2", "2.4")]
    assert shown == ["90%", "80%", "70%"]


def test_overlays_that_contradict_each_other_are_refused(tmp_path):
    """Neither is silently preferred: file, line and both values are named."""
    add(tmp_path, "khac", full("2.4", "60%"))
    with pytest.raises(RulesetError) as refused:
        Catalog([tmp_path]).choose(unit("Hà Nội"), TODAY)
    (notice,) = refused.value.notices
    assert (notice.code, notice.place.path) == ("overlay.same_figure", "changes[0]")
    assert notice.place.file.endswith("khac.yaml")
    params = notice.params
    assert [params[k] for k in ("item", "one", "value", "other", "to")] == [
        "2.4", HANOI, "70%", "khac", "60%",
    ]  # fmt: skip


def test_overlays_that_agree_on_a_figure_are_laid(tmp_path):
    """The same figure set twice to one value is no contradiction."""
    add(tmp_path, "cung", full("2.4", "70%"))
    ruleset = Catalog([tmp_path]).choose(unit("Hà Nội"), TODAY)
    assert [overlay.id for overlay in ruleset.overlays] == ["cung", HANOI]


@pytest.mark.parametrize(
    ("force", "end", "applied"),
    [
        ("from: 2020-01-01, to: 2021-04-13", "2022-12-31", [HANOI]),
        ("from: 2020-01-01, to: 2021-04-13", "2021-04-13", ["khac"]),
        ("from: 2023-01-01", "2022-12-31", [HANOI]),
    ],
)
def test_overlays_that_follow_each_other_do_not_contradict(tmp_path, force, end, applied):
    """Only those in force on the last day of the period are held together."""
    add(tmp_path, "khac", full("2.4", "60%"), force=force)
    ruleset = Catalog([tmp_path]).choose(unit("Hà Nội", end), TODAY)
    assert [overlay.id for overlay in ruleset.overlays] == applied


def test_the_user_may_say_which_wins(tmp_path):
    """Overlays named by hand are laid in the order named, the last one's value counts."""
    add(tmp_path, "khac", full("2.4", "60%"))
    catalog = Catalog([tmp_path])
    for names, value in (([HANOI, "khac"], "60%"), (["khac", HANOI], "70%"), (["khac"], "60%")):
        ruleset = catalog.choose(unit("Hà Nội"), TODAY, overlays=names)
        assert full_at(ruleset).at_least.text == value


@pytest.mark.parametrize(
    ("district", "applies"),
    [("Ba Vì", True), ("huyện Ba Vì", True), ("ba vi", True), ("Ba Đình", False), (None, False)],
)
def test_an_overlay_of_a_district_is_for_that_district(tmp_path, district, applies):
    """A district's guidance does not reach the rest of its province."""
    add(
        tmp_path,
        "ba-vi",
        full("2.1", "90%"),
        scope="applies_to: {province: Hà Nội, district: Ba Vì}",
    )
    dossier = unit("Hà Nội")
    dossier = dossier.model_copy(
        update={"subject": dossier.subject.model_copy(update={"district": district})}
    )
    ruleset = Catalog([tmp_path]).choose(dossier, TODAY)
    assert ("ba-vi" in {overlay.id for overlay in ruleset.overlays}) is applies


@pytest.mark.parametrize("basis", ["verbatim", "reported"])
@pytest.mark.parametrize(
    ("figure", "to"), [("title", "Xã học tập"), ("evidence.households.label", "Số hộ")]
)
def test_words_of_the_ruleset_itself_are_changed_without_a_ground_of_their_own(
    tmp_path, basis, figure, to
):
    """A basis of the whole is handed down: that of no item changes with the ruleset's title."""
    change = f"{{figure: {figure}, to: {to}, basis: {basis}, source: KH 1}}"
    before = Catalog().get("tt44-2014")
    after = shelf(tmp_path, change, base="tt44-2014").get("tt44-2014", ["thu"])
    assert to in (after.title, after.evidence["households"].label)
    assert (after.basis, after.source) == (before.basis, before.source)
    assert [(f.basis, f.source) for f in figures_of(after)] == [
        (f.basis, f.source) for f in figures_of(before)
    ]


def test_a_changed_share_leaves_what_is_divided_by_what(catalog):
    """Hà Nội changed from which share on item 2.4 is full, and not what the share is of."""
    found = {f.name: f.basis for f in figures_of(catalog.get(BASE, [HANOI]))}
    assert found["2.4:full_at.at_least"] is Basis.REPORTED
    assert found["2.4:full_at.ratio"] is Basis.VERBATIM


REPORTED = """
id: tinh
base: tt44-2014
title: Hướng dẫn của tỉnh
document:
  number: 1/KH-UBND
  title: Kế hoạch
  issued: 2020-01-01
  in_force: {from: 2020-01-01}
basis: reported
source: KH 1/KH-UBND
applies_to: {province: Thanh Hóa}
changes:
- {item: "ITEM", figure: "FIGURE", to: TO}
"""


@pytest.mark.parametrize(
    ("item", "figure", "to"),
    [
        ("9.1", "levels[0].at_least", "71%"),
        ("9.1", "levels[1].points", "2.5"),
        ("9.1", "levels[0].disadvantaged.at_least", "61%"),
        ("9.1", "text", "Tỷ lệ hộ được công nhận"),
        ("5", "max", "12.0"),
        ("5", "title.text", "Phổ cập giáo dục"),
        ("tot", "when.total.at_least", "86"),
    ],
)
def test_a_change_lends_its_basis_to_nothing_else(tmp_path, item, figure, to):
    """A figure that a locality changed has its basis and source; every other keeps what it had."""
    path = tmp_path / "tinh.yaml"
    text = REPORTED.replace("ITEM", item).replace("FIGURE", figure).replace("TO", f'"{to}"')
    path.write_text(text, encoding="utf-8")
    before = Catalog().get("tt44-2014")
    file = Catalog().file_of("tt44-2014")
    after = ruleset_of(LoadedOverlay.read(path).over(read_tree(file, RulesetError)))
    known = {(f.item, f.figure): (f.basis, f.source) for f in figures_of(before)}
    moved = {(f.item, f.figure) for f in figures_of(after) if known[f.item, f.figure][0] != f.basis}
    assert moved == {(item, figure)}
