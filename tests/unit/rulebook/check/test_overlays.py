"""Overlays as they are used: beside the others of their place, and against what is there already."""

from __future__ import annotations

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


@pytest.mark.parametrize(("to", "said"), [("100%", True), ("99%", False)])
def test_a_change_to_what_is_there_already_is_told(tmp_path, to, said):
    """The base has 100%."""
    path = written(tmp_path, "mot", to)
    wanted = [("proof.overlay_changes_nothing", "warning", 9)] if said else []
    assert codes(tmp_path, path) == wanted
