"""Overlays as they are used: beside the others of their place, and against what is there already."""

from __future__ import annotations

from pathlib import Path

import pytest

from assessment.errors import DossierError, RulesetError
from assessment.files import tree_of
from assessment.intake.read import dossier_of
from assessment.rulebook.catalog import Catalog
from assessment.rulebook.check.files import check

OVERLAY = """\
id: {id}
base: unit-tt22-2020
title: Hướng dẫn {id}
document: {{number: 1/KH, title: Thử, issued: 2020-01-01, in_force: {{{force}}}}}
basis: reported
source: KH 1
{scope}
changes:
- {{item: "2.4", figure: full_at.at_least, to: {to}}}
"""
SHELF = Path(__file__).resolve().parents[3] / "shelf"
HUE = "applies_to: {province: Huế}"
FORCE = "from: 2021-01-01, to: 2022-12-31"


def written(tmp_path, id_, to, *, scope=HUE, force=FORCE):
    path = tmp_path / "overlays" / f"{id_}.yaml"
    path.parent.mkdir(exist_ok=True)
    text = OVERLAY.format(id=id_, to=to, scope=scope, force=force)
    path.write_text(text, encoding="utf-8")
    return path


def codes(tmp_path, *paths):
    return [
        (flaw.notice.code, flaw.severity.value, flaw.notice.place.line)
        for flaw in check(paths, Catalog([tmp_path]))
    ]


@pytest.mark.parametrize(
    ("more", "same"),
    [
        ({}, True),
        ({"scope": "applies_to: {province: Huế, district: Phú Lộc}"}, True),
        ({"force": "from: 2022-12-31"}, True),
        ({"force": "from: 2023-01-01"}, False),
        ({"scope": "applies_to: {province: Quảng Trị}"}, False),
        ({"scope": ""}, False),
    ],
)
def test_two_of_one_place_and_day_set_a_figure_once(tmp_path, more, same):
    """Where some dossier would have both laid over its ruleset, each is told of the other."""
    paths = [written(tmp_path, "mot", "60%"), written(tmp_path, "hai", "65%", **more)]
    wanted = [("overlay.same_figure", "error", 9)] if same else []
    for path in paths:
        assert codes(tmp_path, path) == wanted


def test_two_that_the_check_refuses_no_dossier_can_use(tmp_path):
    """Choosing refuses a dossier of that place with the same code; those that agree are used."""
    content = {
        "subject": {"kind": "unit", "name": "Phòng", "level": "district", "province": "Huế"},
        "period": {"from": "2022-01-01", "to": "2022-12-31"},
    }
    dossier = dossier_of(tree_of(content, None, DossierError))
    paths = [written(tmp_path, "mot", "60%"), written(tmp_path, "hai", "60%")]
    assert codes(tmp_path, *paths) == []
    assert len(Catalog([tmp_path]).choose(dossier, dossier.period.to).overlays) == 2
    written(tmp_path, "hai", "65%")
    assert {code for code, *_ in codes(tmp_path, *paths)} == {"overlay.same_figure"}
    with pytest.raises(RulesetError, match=r"overlay\.same_figure"):
        Catalog([tmp_path]).choose(dossier, dossier.period.to)


@pytest.mark.parametrize(
    ("force", "met"),
    [
        ("from: 2019-01-01, to: 2020-09-20", False),
        ("from: 2019-01-01, to: 2020-09-21", True),
        ("from: 2024-01-25", True),
        ("from: 2024-01-26", False),
    ],
)
def test_an_overlay_is_in_force_on_some_day_of_its_base(tmp_path, force, met):
    """From the base's first day to its last; the day before and the day after it is of no use."""
    path = written(tmp_path, "mot", "60%", force=force)
    assert codes(tmp_path, path) == ([] if met else [("proof.overlay_never_used", "warning", 4)])


@pytest.mark.parametrize(
    ("figure", "to", "said"),
    [
        ("full_at.at_least", "100%", True),
        ("full_at.at_least", "100.0%", True),
        ("full_at.at_least", '"100,0 %"', True),
        ("full_at.at_least", "99.9%", False),
        ("max", "5.0", True),
        ("full_at.ratio", "members_advanced/members", True),
        ("full_at.ratio", "members_with_plan/members", False),
        ("text", "Có công dân học tập", False),
    ],
)
def test_a_change_to_what_is_there_already_is_told(tmp_path, figure, to, said):
    """The base has 100% and 5 points, however an overlay writes them."""
    path = written(tmp_path, "mot", to)
    text = path.read_text(encoding="utf-8").replace("figure: full_at.at_least", f"figure: {figure}")
    path.write_text(text, encoding="utf-8")
    wanted = [("proof.overlay_changes_nothing", "warning", 9)] if said else []
    assert codes(tmp_path, path) == wanted


@pytest.mark.parametrize(
    ("figure", "to", "said"),
    [("at_most", "24.0", True), ("at_most", "23.5", False), ("label", '"Giờ mở cửa "', False)],
)
def test_what_is_no_figure_of_the_law_is_compared_too(tmp_path, figure, to, said):
    """A bound of evidence is a number; of its name each letter counts."""
    path = written(tmp_path, "mot", to)
    text = path.read_text(encoding="utf-8").replace("base: unit-tt22-2020", "base: mini")
    change = f"figure: evidence.hours.{figure}"
    text = text.replace('item: "2.4", figure: full_at.at_least', change)
    path.write_text(text, encoding="utf-8")
    flaws = list(check([path], Catalog([tmp_path, SHELF])))
    assert [flaw.notice.code for flaw in flaws] == (
        ["proof.overlay_changes_nothing"] if said else []
    )


def test_one_value_written_in_two_ways_is_no_conflict(tmp_path):
    """Two overlays of one place may write a percentage with other decimals."""
    paths = [written(tmp_path, "mot", "60%"), written(tmp_path, "hai", "60.0%")]
    assert [codes(tmp_path, path) for path in paths] == [[], []]
