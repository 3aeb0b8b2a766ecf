"""The shelf: what is on it, and which ruleset a dossier is scored by."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from assessment.errors import CdhtError, DossierError, RulesetError
from assessment.rulebook.catalog import SHIPPED, Catalog
from assessment.rulebook.choosing import is_in_force
from assessment.wording import Words
from tests.samples import DOSSIER, POINTS, bent

TODAY = date(2026, 1, 1)


def dossier_for(read, kind, on, *, more="", ruleset=None):
    head = f"subject: {{kind: {kind}, name: A{more}}}\n"
    period = f"period: {{from: {on[:4]}-01-01, to: {on}}}\n" if on else ""
    return read(head + period + (f"ruleset: {ruleset}\n" if ruleset else ""))


def shelf(folder, text, *, subject="commune", name="mini"):
    path = folder / subject / f"{name}.yaml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return folder


# --- periods ---------------------------------------------------------------------------

PERIODS = [
    ("tt44-2014", "2015-01-25", "2024-02-11"),
    ("commune-tt25-2023", "2024-02-12", None),
    ("district-tt25-2023", "2024-02-12", None),
    ("province-tt25-2023", "2024-02-12", None),
    ("unit-tt22-2020", "2020-09-21", "2024-01-25"),
    ("unit-district-tt24-2023", "2024-01-26", None),
    ("unit-province-tt24-2023", "2024-01-26", None),
    ("household-qd448-2015", "2016-01-01", "2020-12-31"),
    ("clan-qd448-2015", "2016-01-01", "2020-12-31"),
    ("hamlet-qd448-2015", "2016-01-01", "2020-12-31"),
    ("unit-qd448-2015", "2016-01-01", "2020-12-31"),
]
ONE_DAY = timedelta(days=1)


@pytest.mark.parametrize(("id_", "first", "last"), PERIODS, ids=[p[0] for p in PERIODS])
def test_a_ruleset_is_in_force_from_its_first_day_to_its_last(catalog, id_, first, last):
    """Eve and morrow lie outside the period, its first and last days inside."""
    ruleset = catalog.get(id_)
    first_day = date.fromisoformat(first)
    assert not is_in_force(ruleset, first_day - ONE_DAY)
    assert is_in_force(ruleset, first_day)
    last_day = date.fromisoformat(last) if last else date.max
    assert is_in_force(ruleset, last_day)
    if last:
        assert not is_in_force(ruleset, last_day + ONE_DAY)


CHOICES = [
    ("commune", "2015-01-24", "", None),
    ("commune", "2015-01-25", "", "tt44-2014"),
    ("commune", "2019-12-31", "", "tt44-2014"),
    ("commune", "2024-02-11", "", "tt44-2014"),
    ("commune", "2024-02-12", "", "commune-tt25-2023"),
    ("commune", "2024-12-31", "", "commune-tt25-2023"),
    ("commune", "2012-12-31", "", None),
    ("district", "2024-02-11", "", None),
    ("district", "2024-02-12", "", "district-tt25-2023"),
    ("province", "2024-02-12", "", "province-tt25-2023"),
    ("household", "2015-12-31", "", None),
    ("household", "2016-01-01", "", "household-qd448-2015"),
    ("household", "2020-12-31", "", "household-qd448-2015"),
    ("household", "2021-01-01", "", None),
    ("clan", "2018-12-31", "", "clan-qd448-2015"),
    ("hamlet", "2018-12-31", "", "hamlet-qd448-2015"),
    ("citizen", "2024-12-31", "", "citizen-qd324-2023"),
    ("unit", "2018-12-31", ", level: commune", "unit-qd448-2015"),
    ("unit", "2020-09-20", ", level: district", None),
    ("unit", "2020-09-21", ", level: district", "unit-tt22-2020"),
    ("unit", "2020-09-21", ", level: commune", "unit-qd448-2015"),
    ("unit", "2024-01-25", ", level: district", "unit-tt22-2020"),
    ("unit", "2024-01-25", ", level: province", "unit-tt22-2020"),
    ("unit", "2024-01-26", ", level: district", "unit-district-tt24-2023"),
    ("unit", "2024-01-26", ", level: province", "unit-province-tt24-2023"),
    ("unit", "2024-12-31", ", level: commune", None),
]


@pytest.mark.parametrize(("kind", "end", "more", "chosen"), CHOICES)
def test_the_ruleset_in_force_at_the_end_of_the_period_is_chosen(
    catalog, dossier_text, kind, end, more, chosen
):
    """Subject, unit level and last day choose one ruleset, or none is in force and it is said."""
    dossier = dossier_for(dossier_text, kind, end, more=more)
    if chosen:
        assert catalog.choose(dossier, TODAY).id == chosen
        return
    with pytest.raises(DossierError) as refused:
        catalog.choose(dossier, TODAY)
    (notice,) = refused.value.notices
    assert notice.code == "catalog.none_in_force"
    assert notice.params["on"] == date.fromisoformat(end)
    assert (notice.place.path, notice.place.line) == ("subject", 1)


def test_the_first_day_of_the_period_does_not_choose(catalog, dossier_text):
    """A period that spans two circulars is scored by the one in force when it ends."""
    dossier = dossier_text(
        "subject: {kind: commune, name: A}\nperiod: {from: 2024-01-01, to: 2024-02-12}\n"
    )
    assert catalog.choose(dossier, TODAY).id == "commune-tt25-2023"


@pytest.mark.parametrize(
    ("today", "chosen"),
    [(date(2024, 2, 11), "tt44-2014"), (date(2024, 2, 12), "commune-tt25-2023")],
)
def test_today_counts_where_there_is_no_period(catalog, dossier_text, today, chosen):
    """Without a period the day of the command chooses."""
    assert catalog.choose(dossier_for(dossier_text, "commune", None), today).id == chosen


def test_today_does_not_count_where_there_is_a_period(catalog, dossier_text):
    """An old dossier is scored by its own ruleset for ever."""
    dossier = dossier_for(dossier_text, "commune", "2019-12-31")
    assert catalog.choose(dossier, date(2099, 1, 1)).id == "tt44-2014"


def test_what_is_known_of_a_subject_is_named_where_none_is_in_force(catalog, dossier_text):
    """A household of 2022 has no ruleset in force; the old one is named, to be named in turn."""
    with pytest.raises(DossierError) as refused:
        catalog.choose(dossier_for(dossier_text, "household", "2022-12-31"), TODAY)
    assert refused.value.notices[0].params["ids"] == "household-qd448-2015"


def test_a_unit_without_a_level_has_several_rulesets(catalog, dossier_text):
    """From 2024 a unit must say whether it is of district or province; both are named."""
    with pytest.raises(DossierError) as refused:
        catalog.choose(dossier_for(dossier_text, "unit", "2024-12-31"), TODAY)
    (notice,) = refused.value.notices
    assert notice.code == "catalog.several_apply"
    assert notice.params["ids"] == "unit-district-tt24-2023, unit-province-tt24-2023"


@pytest.mark.parametrize("level", ["huyện", "ward", "District"])
def test_a_level_that_no_unit_has_is_refused_as_such(catalog, dossier_text, level):
    """A level misspelt is not "nothing in force": its line is named, and the three levels."""
    dossier = dossier_for(dossier_text, "unit", "2024-12-31", more=f", level: {level}")
    with pytest.raises(DossierError) as refused:
        catalog.choose(dossier, TODAY)
    (notice,) = refused.value.notices
    assert (notice.code, notice.place.path) == ("catalog.unknown_level", "subject.level")
    assert notice.params["allowed"] == "commune, district, province"


@pytest.mark.parametrize(
    ("kind", "end", "more", "said"),
    [
        ("household", "2022-12-31", "", "household-qd448-2015 (01/01/2016 đến 31/12/2020)"),
        ("household", "2022-12-31", "", "Sau thời gian đó: Nhiều nơi vẫn dùng"),
        ("unit", "2024-12-31", ", level: commune", "đơn vị cấp xã"),
        ("unit", "2024-12-31", "", "subject.level của đơn vị: district, province"),
        ("commune", "2015-01-24", "", "tt44-2014 (25/01/2015 đến 11/02/2024)"),
    ],
)
def test_what_comes_near_is_said_with_its_time(catalog, dossier_text, kind, end, more, said):
    """Whoever is refused reads what was in force when, what holds since, and what to write."""
    with pytest.raises(DossierError) as refused:
        catalog.choose(dossier_for(dossier_text, kind, end, more=more), TODAY)
    (notice,) = refused.value.notices
    assert said in f"{Words().message(notice)} {Words().hint(notice)}"


@pytest.mark.parametrize(
    ("kind", "end", "more"),
    [("household", "2016-01-01", ""), ("unit", "2024-12-31", ", level: district")],
)
def test_no_advice_for_units_where_it_does_not_help(tmp_path, dossier_text, kind, end, more):
    """A household, or a unit with a level, is not told to state subject.level."""
    head = "unit_levels: [district]\n" if kind == "unit" else ""
    text = bent(POINTS, ("subject: commune\n", f"subject: {kind}\n{head}"))
    text = bent(text, ("from: 2020-01-01", "from: 2015-01-01"))
    local = Catalog([shelf(tmp_path, text, subject=kind)])
    with pytest.raises(DossierError) as refused:
        local.choose(dossier_for(dossier_text, kind, end, more=more), TODAY)
    (notice,) = refused.value.notices
    assert notice.code == "catalog.several_apply"
    assert "subject.level" not in Words().hint(notice)
    assert "mini" in Words().message(notice)


def test_a_unit_without_a_level_is_chosen_for_where_one_ruleset_fits(catalog, dossier_text):
    """In 2022 one ruleset served both levels."""
    dossier = dossier_for(dossier_text, "unit", "2022-12-31")
    assert catalog.choose(dossier, TODAY).id == "unit-tt22-2020"


# --- by name ---------------------------------------------------------------------------

ON_REQUEST = [
    "preschool5-nd20-2014",
    "primary-nd20-2014",
    "lower-secondary-nd20-2014",
    "literacy-nd20-2014",
]


def test_rulesets_on_request_are_those_of_decree_20(catalog):
    """Only the four that give evidence to others wait to be named."""
    assert {r.id for r in catalog.all() if r.on_request_only} == set(ON_REQUEST)


@pytest.mark.parametrize("end", ["2014-12-31", "2019-12-31", "2024-12-31"])
def test_a_ruleset_on_request_is_never_chosen_by_date(catalog, dossier_text, end):
    """A commune's dossier does not fall to a ruleset that only gives evidence to others."""
    try:
        chosen = catalog.choose(dossier_for(dossier_text, "commune", end), TODAY).id
    except DossierError as error:
        chosen = error.notices[0].params["ids"]
    assert "nd20" not in chosen


@pytest.mark.parametrize("id_", [*ON_REQUEST, "tt44-2014", "commune-tt25-2023"])
def test_a_ruleset_that_is_named_is_used(catalog, dossier_text, id_):
    """A name decides, in force or not; a warning about the period is given elsewhere."""
    assert (
        catalog.choose(dossier_for(dossier_text, "commune", "2012-12-31", ruleset=id_), TODAY).id
        == id_
    )


def test_an_unknown_name_is_answered_with_the_nearest(catalog, dossier_text):
    """A misspelt ruleset is refused at its line, with the name that was probably meant."""
    dossier = dossier_for(dossier_text, "commune", "2019-12-31", ruleset="tt44-2015")
    with pytest.raises(DossierError) as refused:
        catalog.choose(dossier, TODAY)
    (notice,) = refused.value.notices
    assert (notice.code, notice.place.path, notice.place.line) == (
        "catalog.unknown_ruleset",
        "ruleset",
        3,
    )
    assert notice.params["nearest"] == "tt44-2014"


@pytest.mark.parametrize("id_", ["", "nothing", "../commune/tt44-2014", "commune/tt44-2014", "*"])
def test_a_name_that_nobody_has_gives_nothing(catalog, id_):
    """A name is looked up among the names on the shelf, never used as a path or a pattern."""
    assert catalog.get(id_) is None


# --- local shelves ---------------------------------------------------------------------


def test_a_local_shelf_stands_before_the_shipped_one(catalog, tmp_path):
    """A locality's file of a shipped id is the one used, and the id is listed once."""
    text = bent(POINTS, ("id: mini\n", "id: tt44-2014\n"))
    local = Catalog([shelf(tmp_path, text, name="tt44-2014")])
    assert local.get("tt44-2014").title == "Xã nhỏ"
    assert local.ids() == catalog.ids()


def test_a_local_ruleset_is_chosen_in_place_of_the_shipped_one(tmp_path, dossier_text):
    """Choosing by date sees the locality's file, not both files of one id."""
    text = bent(POINTS, ("id: mini\n", "id: commune-tt25-2023\n"))
    local = Catalog([shelf(tmp_path, text, name="commune-tt25-2023")])
    chosen = local.choose(dossier_for(dossier_text, "commune", "2025-12-31"), TODAY)
    assert chosen.title == "Xã nhỏ"


def test_the_first_of_two_local_shelves_wins(tmp_path):
    """Shelves are searched in the order given."""
    one = shelf(tmp_path / "one", bent(POINTS, ("title: Xã nhỏ", "title: Một")))
    two = shelf(tmp_path / "two", bent(POINTS, ("title: Xã nhỏ", "title: Hai")))
    assert Catalog([one, two]).get("mini").title == "Một"
    assert Catalog([two, one]).get("mini").title == "Hai"


def test_a_local_ruleset_in_force_beside_the_shipped_one_must_be_named(tmp_path, dossier_text):
    """Two rulesets for one subject on one day: the dossier says which, the program does not."""
    local = Catalog([shelf(tmp_path, POINTS)])
    with pytest.raises(DossierError) as refused:
        local.choose(dossier_for(dossier_text, "commune", "2024-12-31"), TODAY)
    (notice,) = refused.value.notices
    assert (notice.code, notice.params["ids"]) == (
        "catalog.several_apply",
        "commune-tt25-2023, mini",
    )


@pytest.mark.parametrize("folder", ["overlays", "cases"])
def test_overlays_and_tables_of_cases_are_no_rulesets(tmp_path, folder):
    """What stands beside the rulesets in a shelf is not listed as one."""
    assert "mini" not in Catalog([shelf(tmp_path, POINTS, subject=folder)]).ids()


def test_a_file_under_another_name_than_its_id_is_refused(tmp_path):
    """A ruleset is found by its file's name, so the two must be equal."""
    local = Catalog([shelf(tmp_path, POINTS, name="other")])
    with pytest.raises(RulesetError) as refused:
        local.get("other")
    (notice,) = refused.value.notices
    assert (notice.code, notice.place.path) == ("ruleset.other_name", "id")
    assert (notice.params["value"], notice.params["wanted"]) == ("mini", "other")


def test_a_copy_of_a_file_is_told_to_be_one(tmp_path):
    """A file that an editor copied beside the first one is refused as a second copy of its id."""
    shelf(tmp_path, POINTS)
    local = Catalog([shelf(tmp_path, POINTS, name="mini - Copy")])
    with pytest.raises(RulesetError) as refused:
        local.get("mini - Copy")
    (notice,) = refused.value.notices
    assert (notice.code, notice.params["wanted"]) == ("ruleset.second_copy", "mini - Copy")


def test_a_file_in_the_folder_of_another_subject(tmp_path, dossier_text):
    """A commune's ruleset among the households' is refused, not laid before a household."""
    local = Catalog([shelf(tmp_path, POINTS, subject="household")])
    with pytest.raises(RulesetError) as refused:
        local.choose(dossier_for(dossier_text, "household", "2020-12-31"), TODAY)
    (notice,) = refused.value.notices
    assert (notice.code, notice.place.line) == ("ruleset.wrong_folder", 2)
    assert (notice.params["subject"], notice.params["folder"]) == ("commune", "household")


@pytest.mark.parametrize(
    ("end", "chosen"),
    [
        ("2021-05-31", "household-qd448-2015"),
        ("2021-06-01", "mini"),
        ("2022-06-30", "mini"),
        ("2022-07-01", None),
    ],
)
def test_a_local_successor_is_chosen_from_its_first_day_to_its_last(
    tmp_path, dossier_text, end, chosen
):
    """A local shelf that prolongs the shipped ruleset and follows it with its own leaves no doubt."""
    own = bent(
        POINTS,
        ("subject: commune", "subject: household"),
        ("from: 2020-01-01", "from: 2021-06-01, to: 2022-06-30"),
    )
    (path,) = SHIPPED.glob("household/*.yaml")
    prolonged = path.read_text("utf-8").replace("to: 2020-12-31", "to: 2021-05-31")
    shelf(tmp_path, own, subject="household")
    shelf(tmp_path, prolonged, subject="household", name="household-qd448-2015")
    local = Catalog([tmp_path])
    dossier = dossier_for(dossier_text, "household", end)
    if chosen:
        assert local.choose(dossier, TODAY).id == chosen
        return
    with pytest.raises(DossierError) as refused:
        local.choose(dossier, TODAY)
    assert refused.value.notices[0].code == "catalog.none_in_force"


def test_a_broken_local_file_does_not_hinder_another_subject(tmp_path, dossier_text):
    """Choosing for a commune opens no file of the hamlets."""
    local = Catalog([shelf(tmp_path, "broken: [", subject="hamlet")])
    dossier = dossier_for(dossier_text, "commune", "2019-12-31")
    assert local.choose(dossier, TODAY).id == "tt44-2014"
    with pytest.raises(CdhtError):
        local.choose(dossier_for(dossier_text, "hamlet", "2019-12-31"), TODAY)


def test_the_sample_dossier_needs_no_period_to_be_named(tmp_path, dossier_text):
    """A dossier that names a local ruleset is scored by it."""
    local = Catalog([shelf(tmp_path, POINTS)])
    assert local.choose(dossier_text(DOSSIER + "ruleset: mini\n"), TODAY).id == "mini"
