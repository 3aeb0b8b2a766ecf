"""Confirmations on a shelf: laid over their ruleset, in order, before any locality's guidance."""

from __future__ import annotations

from datetime import date

import pytest
import yaml

from assessment.engine.assess import assess
from assessment.errors import RulesetError
from assessment.files import parse_yaml
from assessment.model.basis import Basis
from assessment.model.outcome import Standing
from assessment.rulebook.catalog import Catalog
from assessment.rulebook.comparing import compared
from assessment.rulebook.figures import figures_of
from assessment.rulebook.load import ruleset_of
from assessment.rulebook.overlay import LoadedOverlay
from tests.samples import POINTS, bent, dossier_text

TODAY = date(2026, 11, 21)
PLACEHOLDERS = bent(POINTS, ("basis: verbatim", "basis: placeholder"))
SAID = {
    f.name: f.value for f in figures_of(ruleset_of(parse_yaml(PLACEHOLDERS, None, RulesetError)))
}
"""What the ruleset says when its figures are read."""

DOSSIER = """\
subject: {kind: commune, name: Xã A, province: Hà Nam}
period: {from: 2021-01-01, to: 2021-12-31}
ruleset: mini
evidence: {learners: 60, adults: 100, plan: có}
"""
REJECTED = DOSSIER + "inspected: {plan: {rejected: true, reason: không ngày}}\n"


@pytest.fixture
def shelf(tmp_path):
    (tmp_path / "commune").mkdir()
    (tmp_path / "commune" / "mini.yaml").write_text(PLACEHOLDERS, encoding="utf-8")
    (tmp_path / "overlays").mkdir()
    return tmp_path


def confirm(
    shelf,
    *changes,
    name="mini-doi-chieu-001",
    by="An",
    base="mini",
    on="2026-11-21",
    was=SAID,
    **more,
):
    """Each change: item:figure, value, source; `was`: what the base says of them."""
    listed = []
    for figure, to, source in changes:
        item, _, path = figure.partition(":")
        change = {"item": item, "figure": path, "was": was.get(figure, to)}
        listed.append({**change, "to": to, "source": source})
    content = {
        "id": name,
        "base": base,
        "confirmed": {"by": by, "on": on},
        "changes": listed,
        **more,
    }
    text = yaml.safe_dump(content, allow_unicode=True)
    (shelf / "overlays" / f"{name}.yaml").write_text(text, encoding="utf-8")


def guide(shelf, change, *, name="ha-nam", scope="{province: Hà Nam}"):
    text = f"""\
id: {name}
base: mini
title: Hướng dẫn
document: {{number: 1/KH, title: Kế hoạch, issued: 2020-01-01, in_force: {{from: 2020-01-01}}}}
basis: reported
source: KH 1
applies_to: {scope}
changes: [{change}]
"""
    (shelf / "overlays" / f"{name}.yaml").write_text(text, encoding="utf-8")


def chosen(shelf, overlays=()):
    return Catalog([shelf]).choose(dossier_text(DOSSIER), TODAY, None, overlays)


def scored(ruleset, text=DOSSIER):
    return assess(ruleset, dossier_text(text))


POINTS_OF_1_2 = ("1.2:points", "1", "tr. 2")
TEXT_OF_1_2 = ("1.2:text", "Có kế hoạch", "tr. 2")
LEVEL_OF_1_1 = (
    ("1.1:text", "Tỷ lệ người học", "tr. 1"),
    ("1.1:ratio", "learners / adults", "tr. 1"),
    ("1.1:levels[0].at_least", "50%", "tr. 1"),
    ("1.1:levels[0].points", "3", "tr. 1"),
)


def test_a_confirmation_is_always_laid_over_its_ruleset(shelf):
    """It has no place and needs no name: get, choose and all give the confirmed ruleset."""
    confirm(shelf, POINTS_OF_1_2)
    catalog = Catalog([shelf])
    for ruleset in (
        catalog.get("mini"),
        chosen(shelf),
        next(r for r in catalog.all() if r.id == "mini"),
    ):
        assert ruleset.indicators["1.2"].levels[0].points_basis is Basis.VERBATIM
        assert [overlay.id for overlay in ruleset.overlays] == ["mini-doi-chieu-001"]


def test_the_ruleset_names_who_when_what_and_by_which_source(shelf):
    """What the changed content says of a confirmation is what a receipt will hold."""
    confirm(shelf, POINTS_OF_1_2, ("1.1:levels[0].at_least", "40%", "tr. 1"))
    (overlay,) = Catalog([shelf]).get("mini").overlays
    assert (overlay.confirmed.by, overlay.confirmed.on) == ("An", TODAY)
    assert [(f.figure, f.to, f.was, f.source) for f in overlay.figures] == [
        ("1.2:points", "1", None, "tr. 2"),
        ("1.1:levels[0].at_least", "40%", "50%", "tr. 1"),
    ]


def test_nothing_is_edited_in_place(shelf):
    """The ruleset's own file and a catalogue without the shelf stay as they were."""
    before = (shelf / "commune" / "mini.yaml").read_bytes()
    confirm(shelf, POINTS_OF_1_2)
    Catalog([shelf]).get("mini")
    assert (shelf / "commune" / "mini.yaml").read_bytes() == before


# --- which basis is raised -------------------------------------------------------------


@pytest.mark.parametrize(
    ("changes", "basis"),
    [
        ([POINTS_OF_1_2], Basis.PLACEHOLDER),
        ([TEXT_OF_1_2], Basis.PLACEHOLDER),
        ([POINTS_OF_1_2, TEXT_OF_1_2], Basis.VERBATIM),
    ],
)
def test_a_short_yes_or_no_rests_on_its_points_and_its_wording(shelf, changes, basis):
    """`points: 1` beside a key is confirmed by its points and its text together."""
    confirm(shelf, *changes)
    assert scored(chosen(shelf)).findings["1.2"].basis is basis


@pytest.mark.parametrize("left_out", range(len(LEVEL_OF_1_1)))
def test_a_level_rests_on_wording_share_threshold_and_points(shelf, left_out):
    """With one of the four unconfirmed the finding still rests on a placeholder."""
    confirm(shelf, *(c for n, c in enumerate(LEVEL_OF_1_1) if n != left_out))
    assert scored(chosen(shelf)).findings["1.1"].basis is Basis.PLACEHOLDER


def test_a_level_is_confirmed_without_its_neighbours(shelf):
    """The level reached is verbatim though the other levels of the item are not."""
    confirm(shelf, *LEVEL_OF_1_1)
    found = scored(chosen(shelf)).findings["1.1"]
    assert (found.basis, found.points.low) == (Basis.VERBATIM, 3)
    levels = chosen(shelf).indicators["1.1"].levels
    assert [level.weakest_basis for level in levels] == [Basis.VERBATIM, Basis.PLACEHOLDER]


def test_rejected_evidence_rests_on_the_wording_and_points_of_its_item(shelf):
    """What the inspection refused earns nothing; that is final once the item is confirmed."""
    confirm(shelf, POINTS_OF_1_2)
    assert scored(chosen(shelf), REJECTED).findings["1.2"].basis is Basis.PLACEHOLDER
    confirm(shelf, POINTS_OF_1_2, TEXT_OF_1_2)
    assert scored(chosen(shelf), REJECTED).findings["1.2"].basis is Basis.VERBATIM


@pytest.mark.parametrize(
    ("area", "status"), [("standard", "final"), ("disadvantaged", "provisional")]
)
def test_the_pass_mark_of_another_area_is_confirmed_apart(tmp_path, area, status):
    """A rating's title and limit confirmed, a result in a standard area is final, and no other."""
    text = bent(
        POINTS,
        (
            "- {id: dat, title: Đạt, when: {total: {at_least: 2}}}",
            "- {id: dat, title: Đạt, basis: placeholder, when: {total: {at_least: 2}},"
            " disadvantaged: {when: {total: {at_least: 1}}}}",
        ),
        ("criteria:\n", "areas: {disadvantaged_scale_for: [disadvantaged]}\ncriteria:\n"),
    )
    (tmp_path / "commune").mkdir()
    (tmp_path / "commune" / "mini.yaml").write_text(text, encoding="utf-8")
    (tmp_path / "overlays").mkdir()
    confirm(tmp_path, ("dat:title", "Đạt", "tr. 1"), ("dat:when.total.at_least", "2", "tr. 1"))
    ruleset = Catalog([tmp_path]).get("mini")
    dossier = bent(DOSSIER, ("province: Hà Nam", f"area: {area}"))
    assert scored(ruleset, dossier).status.value == status


def test_status_follows_the_figures_that_were_used(shelf):
    """Confirming what a result rests on makes it final; placeholder points go down on the way."""
    ruleset = Catalog([shelf]).get("mini")
    points = [scored(ruleset).placeholder_points]
    confirm(shelf, *LEVEL_OF_1_1)
    points.append(scored(chosen(shelf)).placeholder_points)
    confirm(shelf, POINTS_OF_1_2, TEXT_OF_1_2, name="mini-doi-chieu-002")
    points.append(scored(chosen(shelf)).placeholder_points)
    assert points == [4, 1, 0]
    assert scored(chosen(shelf)).status is Standing.PROVISIONAL
    rating = [("dat:title", "Đạt", "tr. 3"), ("dat:when.total.at_least", "2", "tr. 3")]
    confirm(shelf, *rating, name="mini-doi-chieu-003")
    assert scored(chosen(shelf)).status is Standing.FINAL
    assert not all(figure.verbatim for figure in figures_of(chosen(shelf)))


# --- several files ---------------------------------------------------------------------


def test_a_later_confirmation_goes_over_an_earlier_one(shelf):
    """The number orders them, 10 after 9, whatever the days in them say."""
    for number, value, rest in ((9, "2.5", "1.5"), (10, "2", "2")):
        changes = (("1.1:levels[0].points", value, "tr. 1"), ("1.2:points", rest, "tr. 2"))
        name = f"mini-doi-chieu-{number:03}"
        confirm(shelf, *changes, name=name, on=f"2026-11-{30 - number}")
    ruleset = Catalog([shelf]).get("mini")
    assert ruleset.indicators["1.1"].levels[0].points == 2
    assert [o.id[-3:] for o in ruleset.overlays] == ["009", "010"]
    assert ruleset.overlays[1].figures[0].was == "2.5"


def test_confirmations_of_two_shelves_are_both_laid_over(shelf, tmp_path_factory):
    """Two people's shelves may use the same names; the first shelf named has the last word."""
    other = tmp_path_factory.mktemp("other")
    (other / "overlays").mkdir()
    confirm(shelf, POINTS_OF_1_2, by="An")
    confirm(other, TEXT_OF_1_2, ("1.2:points", "1", "tr. 9"), by="Bình")
    ruleset = Catalog([other, shelf]).get("mini")
    assert [overlay.confirmed.by for overlay in ruleset.overlays] == ["An", "Bình"]
    assert ruleset.indicators["1.2"].levels[0].points_source == "tr. 9"


def test_a_shelf_named_twice_counts_once(shelf):
    """The same file is not laid over twice."""
    confirm(shelf, POINTS_OF_1_2)
    assert len(Catalog([shelf, shelf / "commune" / "..", shelf]).get("mini").overlays) == 1


def test_the_number_orders_confirmations_across_shelves(shelf, tmp_path_factory):
    """A higher number has the last word wherever it stands; what both read first is no conflict."""
    other = tmp_path_factory.mktemp("other")
    (other / "overlays").mkdir()
    confirm(shelf, ("dat:title", "Đạt hai", "tr. 2"), name="mini-doi-chieu-010")
    confirm(other, ("dat:title", "Đạt một", "tr. 1"), name="mini-doi-chieu-009")
    for shelves in ([other, shelf], [shelf, other]):
        ruleset = Catalog(shelves).get("mini")
        assert ruleset.ratings[0].title == "Đạt hai"
        assert [overlay.id[-3:] for overlay in ruleset.overlays] == ["009", "010"]


def test_confirmations_of_other_rulesets_do_not_count(shelf):
    """A shelf may hold confirmations of many rulesets."""
    confirm(shelf, ("9.1:levels[0].points", "4", "tr. 5"), base="tt44-2014")
    assert Catalog([shelf]).get("mini").overlays == ()


# --- after the base was edited ---------------------------------------------------------


def edited(shelf, *changes):
    path = shelf / "commune" / "mini.yaml"
    path.write_text(bent(path.read_text("utf-8"), *changes), encoding="utf-8")


def test_a_reading_never_lands_on_another_level(shelf):
    """A level put before the one that was read: every reading that moved is named with its line."""
    confirm(shelf, *LEVEL_OF_1_1, POINTS_OF_1_2)
    new = "- {at_least: 80%, points: 3}\n    - {at_least: 50%, points: 2}"
    edited(shelf, ("- {at_least: 50%, points: 3}", new))
    with pytest.raises(RulesetError) as refused:
        Catalog([shelf]).get("mini")
    (notice,) = refused.value.notices
    assert (notice.code, notice.place.path) == ("overlay.stale_reading", "changes[2].was")
    assert notice.place.file.endswith("mini-doi-chieu-001.yaml")
    assert notice.place.line
    wanted = {"figure": "1.1:levels[0].at_least", "was": "50%", "now": "80%", "base": "mini"}
    assert notice.params == wanted
    edited(
        shelf,
        ("points: 1}", "points: 1.0}"),
        ("at_least: 80%, points: 3}", "at_least: 80%, points: 2.5}"),
    )
    with pytest.raises(RulesetError) as refused:
        Catalog([shelf]).get("mini")
    assert [n.place.path for n in refused.value.notices] == [
        f"changes[{index}].was" for index in (2, 3, 4)
    ]


def test_a_base_that_has_taken_up_what_was_read_is_no_conflict(shelf):
    """Once the ruleset itself says what the official text says, the reading confirms it."""
    confirm(shelf, ("1.1:levels[0].at_least", "40%", "tr. 1"))
    edited(shelf, ("at_least: 50%", "at_least: 40%"))
    (overlay,) = Catalog([shelf]).get("mini").overlays
    assert [(figure.to, figure.was) for figure in overlay.figures] == [("40%", None)]


def test_an_unknown_figure_is_read_as_null(shelf):
    """What nobody knew is written `null`; known since, it is another figure."""
    edited(shelf, ("key: plan, points: 1}", "key: plan, points: null}"))
    confirm(shelf, POINTS_OF_1_2, was={"1.2:points": "null"})
    (overlay,) = Catalog([shelf]).get("mini").overlays
    assert [(figure.to, figure.was) for figure in overlay.figures] == [("1", "null")]
    edited(shelf, ("points: null}", "points: 0.5}"))
    with pytest.raises(RulesetError) as refused:
        Catalog([shelf]).get("mini")
    assert [notice.code for notice in refused.value.notices] == ["overlay.stale_reading"]


# --- with a locality's guidance --------------------------------------------------------


def test_guidance_comes_after_confirmations(shelf):
    """A place's own figure holds there, and is no longer the official text's."""
    confirm(shelf, *LEVEL_OF_1_1)
    guide(shelf, '{item: "1.1", figure: "levels[0].at_least", to: 45%}')
    level = chosen(shelf).indicators["1.1"].levels[0]
    assert level.at_least.text == "45%"
    assert (level.threshold_basis, level.threshold_source) == (Basis.REPORTED, "KH 1")
    assert level.points_basis is Basis.VERBATIM
    assert [o.id for o in chosen(shelf).overlays] == ["mini-doi-chieu-001", "ha-nam"]


def test_what_a_locality_set_is_confirmed_by_its_own_document(shelf):
    """A confirmation of the guidance is laid over it, there and nowhere else."""
    guide(shelf, '{item: "1.1", figure: "levels[0].at_least", to: 45%}')
    figure = "1.1:levels[0].at_least"
    name = "ha-nam-doi-chieu-001"
    confirm(shelf, (figure, "46%", "KH 1, tr. 2"), name=name, base="ha-nam", was={figure: "45%"})
    level = chosen(shelf).indicators["1.1"].levels[0]
    assert (level.at_least.text, level.threshold_basis) == ("46%", Basis.VERBATIM)
    assert level.threshold_source == "KH 1, tr. 2"
    assert [overlay.id for overlay in chosen(shelf).overlays] == ["ha-nam", name]
    assert Catalog([shelf]).get("mini").overlays == ()
    found = compared(Catalog([shelf]), "ha-nam")
    assert ([f.name for f in found.figures], found.left) == ([figure], ())


def test_what_an_overlay_is_laid_over_has_the_confirmations_before_it(shelf):
    """A second confirmation is laid over the first; guidance and its own over all of them."""
    confirm(shelf, ("dat:title", "Đạt một", "tr. 1"))
    second = "mini-doi-chieu-002"
    confirm(shelf, ("dat:title", "Đạt hai", "tr. 1"), name=second, was={"dat:title": "Đạt một"})
    guide(shelf, "{item: dat, figure: title, to: Đạt ba}")
    confirm(shelf, ("dat:title", "Đạt bốn", "tr. 1"), name="ha-nam-doi-chieu-001", base="ha-nam")
    catalog = Catalog([shelf])
    titles = []
    for path in ("mini-doi-chieu-001", second, "ha-nam", "ha-nam-doi-chieu-001"):
        loaded = LoadedOverlay.read(shelf / "overlays" / f"{path}.yaml")
        titles.append(ruleset_of(catalog.under(loaded)).ratings[0].title)
    assert titles == ["Đạt", "Đạt một", "Đạt hai", "Đạt ba"]


def test_confirmations_of_each_other_have_nothing_to_be_laid_over(shelf):
    """A confirmation is of a ruleset or of guidance, never of another confirmation."""
    confirm(shelf, POINTS_OF_1_2, name="a", base="b")
    confirm(shelf, POINTS_OF_1_2, name="b", base="a")
    confirm(shelf, POINTS_OF_1_2, name="c", base="nothing")
    catalog = Catalog([shelf])
    for name in "abc":
        assert catalog.under(LoadedOverlay.read(shelf / "overlays" / f"{name}.yaml")) is None


@pytest.mark.parametrize("named", [["ha-nam"], ["ha-nam", "mini-doi-chieu-001"]])
def test_naming_an_overlay_does_not_switch_confirmations_off(shelf, named):
    """--overlay chooses among guidance; confirmations stay, once, even when named."""
    confirm(shelf, POINTS_OF_1_2)
    guide(shelf, '{item: "1.1", figure: "levels[0].at_least", to: 45%}', scope="{province: Huế}")
    ruleset = chosen(shelf, named)
    assert [o.id for o in ruleset.overlays] == ["mini-doi-chieu-001", "ha-nam"]


def test_a_confirmation_is_no_guidance(shelf):
    """It is not listed among localities' overlays, nor chosen by place."""
    confirm(shelf, POINTS_OF_1_2)
    catalog = Catalog([shelf])
    assert "mini-doi-chieu-001" not in [overlay.id for overlay in catalog.overlays()]
    assert catalog.overlays_of("mini", dossier_text(DOSSIER), TODAY) == ()


# --- refused ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"applies_to": {"province": "Huế"}}, "shape.unknown_key"),
        ({"confirmed": {"by": "An"}}, "shape.missing_key"),
        ({"confirmed": {"by": "An", "on": "21/11/2026"}}, "shape.not_a_date"),
        ({"id": "khac"}, "ruleset.other_name"),
        ({"changes": []}, "shape.empty"),
        (
            {"changes": [{"item": "1.2", "figure": "points", "to": "1", "source": "tr. 2"}]},
            "shape.missing_key",
        ),
    ],
)
def test_a_malformed_confirmation_is_refused(shelf, more, code):
    """A confirmation says who and when, has no place, and bears the name of its file."""
    confirm(shelf, POINTS_OF_1_2, **more)
    with pytest.raises(RulesetError) as refused:
        Catalog([shelf]).get("mini")
    assert code in [notice.code for notice in refused.value.notices]


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (("1.9:points", "1", "tr."), "overlay.unknown_item"),
        (("1.2:levels[0].points", "1", "tr."), "overlay.unknown_figure"),
        (("1.2:points", "2", "tr."), "ruleset.sum_of_indicators"),
        (("1.2:points", "0.7", "tr."), "ruleset.off_step"),
        (("1.2:points", "x", "tr."), "shape.not_a_number"),
        (("1.1:ratio", "adults / learners", "tr."), "shape.not_a_mapping"),
    ],
)
def test_a_confirmation_that_does_not_fit_is_refused(shelf, change, code):
    """The confirmed ruleset passes the same checks as any other."""
    confirm(shelf, change)
    with pytest.raises(RulesetError) as refused:
        Catalog([shelf]).get("mini")
    assert code in [notice.code for notice in refused.value.notices]


def test_a_figure_marked_confirmed_must_be_there(tmp_path):
    """`confirmed` that names no figure of its entry is an unknown key, as any other slip."""
    (tmp_path / "commune").mkdir()
    text = bent(
        POINTS, ("key: plan, points: 1}", "key: plan, points: 1, confirmed: {point: tr. 1}}")
    )
    (tmp_path / "commune" / "mini.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(RulesetError) as refused:
        Catalog([tmp_path]).get("mini")
    assert [notice.code for notice in refused.value.notices] == ["shape.unknown_key"]
