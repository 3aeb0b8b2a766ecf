"""Rows near a title, held against the dossier engine."""

from __future__ import annotations

from decimal import Decimal

import narwhals as nw
import polars as pl
import pytest

from assessment.batch.certify import plan
from assessment.batch.fields import fields
from assessment.batch.headers import Matched
from assessment.batch.near import Counted, near, refuse_levels
from assessment.batch.results import plainly
from assessment.batch.source import ROW
from assessment.engine.assess import assess
from assessment.errors import DossierError, UsageError
from assessment.model.item import Judged
from assessment.model.outcome import Status
from assessment.model.rows import Rows
from assessment.rulebook.catalog import Catalog
from tests.tables import Rows as Draw
from tests.tables import dossier_of_row

pytestmark = pytest.mark.usefixtures("untraced")

CATALOG = Catalog()
IN_POINTS = [id_ for id_ in CATALOG.ids() if CATALOG.get(id_).in_points]
HOUSEHOLD = CATALOG.get("household-qd448-2015")
SOUND = {**dict.fromkeys(HOUSEHOLD.indicators, "7"), "law_violation": "không"}


def found(ruleset, rows, within, folder, missing="open"):
    """Those near, by the number of their row from 0."""
    schema = dict.fromkeys(rows[0], pl.String)
    frame = pl.DataFrame(rows, schema=schema).with_row_index(ROW).lazy()
    names = [name for name in fields(ruleset) if name in rows[0]]
    matched = Matched(
        {name: name for name in (*names, "id", "hamlet", "commune") if name in rows[0]}, ()
    )
    certified = plan(ruleset, nw.from_native(frame), matched.fields, missing=missing, why=plainly)
    counts = Rows(ruleset, frozenset(matched.fields))
    return near(certified, matched, counts, Decimal(within), plainly, folder)


def engine(ruleset, row, missing):
    """The same by the dossier engine; None: it has the title, or something is wrong."""
    try:
        now = assess(ruleset, dossier_of_row(ruleset, row), missing=missing)
    except DossierError:
        return None
    if now.score.determination.recognised is True:
        return None
    settled = assess(ruleset, dossier_of_row(ruleset, row), missing="zero")
    rating = next(r for r in reversed(ruleset.ratings) if not r.otherwise)
    limit = rating.asks(disadvantaged=settled.disadvantaged).total.at_least
    low = settled.score.points.low
    lowest = [t for t in settled.score.determination.tests if not t.rating.otherwise][-1]
    bars = {
        plainly(c.kind, c.figure, id_)
        for c in lowest.conditions
        if c.truth is not True and c.kind != "total"
        for id_ in c.decisive
    }
    rooms = {
        f.item.id: f.item.most - f.points.low
        for c in settled.score.criteria
        for f in c.findings
        if f.points and c.applies and f.status is not Status.NOT_APPLICABLE
    }
    return low, max(limit - low, 0), bars, {id_: room for id_, room in rooms.items() if room}


@pytest.mark.parametrize("missing", ["open", "zero"])
@pytest.mark.parametrize("id_", IN_POINTS)
def test_the_same_rows_lack_the_same_as_by_the_dossier_engine(id_, missing, tmp_path):
    """Points, what is short, room of every item, bars; neither a row more nor one less."""
    ruleset, within = CATALOG.get(id_), Decimal(20)
    rows = list(Draw(ruleset, seed=7).take(300))
    expected = {
        number: lack
        for number, row in enumerate(rows)
        if (lack := engine(ruleset, row, missing)) and lack[1] <= within
    }
    got = {
        each.row: (
            each.points,
            each.short,
            set(each.bars),
            {room.id: room.points for room in each.rooms},
        )
        for each in found(ruleset, rows, within, tmp_path, missing)
    }
    assert expected
    assert got == expected


@pytest.mark.parametrize("id_", ["household-qd448-2015", "citizen-qd324-2023"])
def test_what_is_said_to_be_enough_alone_is_enough_by_the_engine(id_, tmp_path):
    """An item of judges at its most gives the title exactly where it is listed."""
    ruleset = CATALOG.get(id_)
    rows = list(Draw(ruleset, seed=11, missing=3).take(300))
    judged = {i: item for i, item in ruleset.keyed_by_id.items() if isinstance(item, Judged)}
    lifted = 0
    for each in found(ruleset, rows, 100, tmp_path):
        row = rows[each.row]
        settled = assess(ruleset, dossier_of_row(ruleset, row), missing="zero")
        already = settled.score.determination.recognised
        for item_id, item in judged.items():
            best = dossier_of_row(ruleset, {**row, item_id: str(item.max)})
            after = assess(ruleset, best, missing="zero").score.determination.recognised
            listed = item_id in each.alone
            lifted += listed
            assert listed is bool(after and not already), (row, item_id)
    assert lifted


@pytest.mark.parametrize(
    ("a11", "area", "short"),
    [
        ("1", "standard", None),
        ("2", "standard", 5),
        ("6", "standard", 1),
        ("7", "standard", None),
        ("1", "disadvantaged", None),
    ],
)
def test_near_is_up_to_so_many_points_below_the_limit_of_the_area(a11, area, short, tmp_path):
    """With 70 to reach (60 in a disadvantaged area) and 5 points allowed: from 65 to 69."""
    row = {**SOUND, "A1.1": a11, "area": area}
    assert [each.short for each in found(HOUSEHOLD, [row], 5, tmp_path)] == (
        [] if short is None else [short]
    )


def test_who_has_the_points_but_is_barred_lacks_none(tmp_path):
    """Nothing but the bar is in the way, and no item lifts it."""
    rows = [{**SOUND, "law_violation": "có"}, {**SOUND, "A1.1": None, "A1.2": "10"}]
    barred, missing = found(HOUSEHOLD, rows, 5, tmp_path)
    assert (barred.short, barred.alone, barred.bars) == (0, (), ("exclusion law_violation",))
    assert (missing.short, missing.missing) == (4, "A1.1")
    assert missing.alone == ("A1.1",)


def test_who_only_lacks_evidence_is_neither_barred_nor_lifted(tmp_path):
    """With points enough, only what may exclude it unsaid: more points would change nothing."""
    rows = [
        {**SOUND, "law_violation": None},
        {**SOUND, "law_violation": "có"},
        {**SOUND, "A1.1": "5", "law_violation": None},
    ]
    lacks = list(found(HOUSEHOLD, rows, 5, tmp_path))
    assert [each.short for each in lacks] == [0, 0, 2]
    assert (lacks[0].alone, lacks[0].bars, lacks[0].awaited) == ((), (), ("law_violation",))
    assert lacks[1].awaited == ()
    counted = Counted(iter(lacks))
    assert len(list(counted)) == 3
    told = counted.near
    assert (told.rows, told.barred, told.unseen) == (3, 1, 1)
    assert told.awaited == (("law_violation", 1),)
    assert dict(told.lifts)["A1.1"] == 1


def test_one_condition_that_is_left_is_enough_alone(tmp_path):
    """With points enough, and a single gate missed."""
    clan = CATALOG.get("clan-qd448-2015")
    rows = list(Draw(clan, seed=3, wrong=0).take(400))
    gates = {gate.id for gate in clan.gates}
    alone = [each.alone for each in found(clan, rows, 0, tmp_path) if len(each.bars) == 1]
    assert alone
    assert all(len(ids) == 1 and set(ids) <= gates for ids in alone)


def test_rows_are_counted_by_hamlet_and_by_what_lifts_them(tmp_path):
    """What the page of a run tells."""
    rows = [
        {**SOUND, "hamlet": "Thôn 1", "commune": "Xã A", "A1.1": "5"},
        {**SOUND, "hamlet": "Thôn 1", "commune": "Xã B", "A1.1": "5", "A4.2": "10", "A3.1": "4"},
        {**SOUND, "hamlet": "Thôn 1", "commune": "Xã A", "law_violation": "x"},
    ]
    counted = Counted(found(HOUSEHOLD, rows, 3, tmp_path))
    assert len(list(counted)) == 3
    told = counted.near
    assert (told.rows, told.barred) == (3, 1)
    assert told.groups == ((("Thôn 1", "Xã A"), 2), (("Thôn 1", "Xã B"), 1))
    assert dict(told.lifts)["A1.1"] == 2
    assert dict(told.lifts)["A1.2"] == 2
    assert "A4.2" in dict(told.lifts)


@pytest.mark.parametrize("id_", sorted({*CATALOG.ids()} - {*IN_POINTS}))
def test_titles_without_points_have_no_distance(id_):
    """A ruleset of levels knows none."""
    with pytest.raises(UsageError) as caught:
        refuse_levels(CATALOG.get(id_))
    assert [notice.code for notice in caught.value.notices] == ["table.near_in_levels"]
