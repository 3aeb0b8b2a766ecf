"""The catalogue as a list: what stands around each ruleset."""

from __future__ import annotations

from datetime import date

import pytest
from click.testing import CliRunner

import cli
from assessment.rulebook.catalog import SHIPPED, Catalog
from assessment.rulebook.listing import coming, lapsed, listed
from tests.samples import POINTS, bent


def around(rulesets, id_, overlays=()):
    (entry,) = listed([r for r in rulesets if r.id == id_], rulesets, overlays)
    replaces = [(n.ruleset, n.document) for n in entry.replaces]
    return replaces, [(n.ruleset, n.document) for n in entry.replaced_by], entry.overlays


TT44, TT25 = "44/2014/TT-BGDĐT", "25/2023/TT-BGDĐT"
TT22, TT24 = "22/2020/TT-BGDĐT", "24/2023/TT-BGDĐT"


@pytest.mark.parametrize(
    ("id_", "replaces", "replaced_by"),
    [
        ("commune-tt25-2023", [("tt44-2014", TT44)], []),
        ("tt44-2014", [], [("commune-tt25-2023", TT25)]),
        ("district-tt25-2023", [(None, TT44)], []),
        ("unit-district-tt24-2023", [("unit-tt22-2020", TT22)], []),
        (
            "unit-tt22-2020",
            [],
            [("unit-district-tt24-2023", TT24), ("unit-province-tt24-2023", TT24)],
        ),
        ("unit-qd448-2015", [], []),
        ("citizen-qd324-2023", [(None, "244/QĐ-KHVN (28/07/2022)")], []),
        ("literacy-nd20-2014", [], []),
    ],
)
def test_what_replaces_what(catalog, id_, replaces, replaced_by):
    """By id within the subject (and the unit's level), else by the number of the document."""
    assert around(list(catalog.all()), id_)[:2] == (replaces, replaced_by)


def test_a_new_document_is_enough_to_say_what_it_replaces(catalog, load_text):
    """A local ruleset that repeals TT 25 follows the shipped one, whose file knows nothing of it."""
    document = "document: {number: 1/QĐ, title: Mẫu, issued: 2020-01-01, "
    new = load_text(bent(POINTS, (document, f"{document}repeals: 25/2023/TT-BGDĐT, ")))
    shelf = [*catalog.all(), new]
    assert around(shelf, "mini")[0] == [("commune-tt25-2023", TT25)]
    assert around(shelf, "commune-tt25-2023")[1] == [("mini", "1/QĐ")]


@pytest.mark.parametrize("number", ["4/2014/TT-BGDĐT", "44/2014/TT", "44/2014/TT-BGDĐT-2"])
def test_a_number_inside_another_is_not_that_document(catalog, load_text, number):
    """44/2014/TT-BGDĐT is neither 4/2014/TT-BGDĐT nor 44/2014/TT."""
    document = "document: {number: 1/QĐ, title: Mẫu, issued: 2020-01-01, "
    new = load_text(bent(POINTS, (document, f"{document}repeals: {number}, ")))
    assert around([*catalog.all(), new], "mini")[0] == [(None, number)]


def test_overlays_are_listed_under_their_base(catalog):
    """Hà Nội's guidance lies on TT 22, and on nothing else."""
    overlays = tuple(catalog.overlays())
    entries = listed(tuple(catalog.all()), tuple(catalog.all()), overlays)
    found = {e.ruleset.id: [o.id for o in e.overlays] for e in entries if e.overlays}
    assert found == {"unit-tt22-2020": ["ha-noi-kh103-2021"]}


@pytest.mark.parametrize(
    ("on", "last"), [("2020-12-31", ()), ("2021-01-01", ("household-qd448-2015",))]
)
def test_the_last_in_force_is_named_after_its_last_day(catalog, on, last):
    """From the morrow of its last day a ruleset is the last that was."""
    households = [catalog.get("household-qd448-2015")]
    assert tuple(r.id for r in lapsed(households, date.fromisoformat(on))) == last


def test_of_several_the_latest_lapsed(catalog):
    """TT 22 ended after QĐ 448."""
    units = [catalog.get("unit-qd448-2015"), catalog.get("unit-tt22-2020")]
    assert [r.id for r in lapsed(units, date(2026, 1, 1))] == ["unit-tt22-2020"]


@pytest.mark.parametrize(
    ("on", "first"), [("2015-12-31", ("household-qd448-2015",)), ("2016-01-01", ())]
)
def test_the_first_to_be_in_force_is_named_until_its_eve(catalog, on, first):
    """On its first day a ruleset is no longer to come."""
    households = [catalog.get("household-qd448-2015")]
    assert tuple(r.id for r in coming(households, date.fromisoformat(on))) == first


def test_of_several_the_first_to_come(catalog):
    """QĐ 448 came before TT 22; two of one day are both named."""
    units = [catalog.get("unit-tt22-2020"), catalog.get("unit-qd448-2015")]
    assert [r.id for r in coming(units, date(2014, 1, 1))] == ["unit-qd448-2015"]
    levels = [catalog.get("unit-district-tt24-2023"), catalog.get("unit-province-tt24-2023")]
    assert list(coming(levels, date(2020, 1, 1))) == levels


def test_a_local_ruleset_in_the_place_of_a_shipped_one_is_marked(tmp_path):
    """The list says whose figures an id gives: the file of the locality; others are unmarked."""
    folder = tmp_path / "household"
    folder.mkdir()
    shipped = SHIPPED / "household" / "household-qd448-2015.yaml"
    local = folder / shipped.name
    local.write_text(shipped.read_text("utf-8"), encoding="utf-8")
    mine = shipped.read_text("utf-8").replace("id: household-qd448-2015", "id: household-2026")
    (folder / "household-2026.yaml").write_text(mine, encoding="utf-8")
    shelf = list(Catalog([tmp_path]).all())
    entries = listed(shelf, shelf, (), SHIPPED)
    marked = {entry.ruleset.id: entry.over_shipped for entry in entries if entry.over_shipped}
    assert marked == {"household-qd448-2015": str(local)}
    page = CliRunner().invoke(cli.main, ["rules", "list", "--rules", str(tmp_path)]).stdout
    assert page.count("thay cho bộ có sẵn cùng mã") == 1
