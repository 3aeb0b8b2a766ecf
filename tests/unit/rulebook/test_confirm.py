"""Confirmations: which figures are meant, what a value says, and what is written down."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from assessment.errors import DossierError, Place, RulesetError, UsageError
from assessment.files import parse_yaml
from assessment.intake.checklist import Checklist, Filled
from assessment.model.figure import Known
from assessment.model.overlay import Reading
from assessment.rulebook import confirm, readings
from assessment.rulebook.catalog import Catalog
from assessment.rulebook.figures import figures_of
from assessment.rulebook.load import ruleset_of
from assessment.rulebook.official import official
from assessment.rulebook.overlay import LoadedOverlay
from tests.unit.rulebook.test_figures import RICH

RULESET = ruleset_of(parse_yaml(RICH, "rich.yaml", RulesetError))
SHOWN = {
    "1.2:levels[0].option": ("Tốt", {"Tốt": "tot", "Khá": "kha", "Kém": "kem"}),
    "1:may_not_apply.then": ("tính đủ điểm", {"tính đủ điểm": "full", "không tính": "left_out"}),
    "areas:disadvantaged_scale_for": (
        "khu vực khó khăn",
        {
            "khu vực khó khăn": "disadvantaged",
            "khu vực đặc biệt khó khăn": "extremely_disadvantaged",
        },
    ),
    "1.3:applies_to.unit_type": (
        "trường; viện, trung tâm",
        {"trường": "truong", "viện, trung tâm": "vien"},
    ),
    "1.1:levels[1].at_least": ("30%", {}),
    "scale:step": ("0,5", {}),
}


def known():
    found = {}
    for figure in figures_of(RULESET):
        shown, labels = SHOWN.get(figure.name, (figure.value, {}))
        found[figure.name] = Known(figure, frozenset({shown}), labels)
    return found


def refused(error, call, *arguments, **options):
    with pytest.raises(error) as found:
        call(*arguments, **options)
    return [notice.code for notice in found.value.notices]


# --- which figures ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("names", "meant"),
    [
        (["1.3:points"], ["1.3:points"]),
        (["1.3"], ["1.3:text", "1.3:applies_to.unit_type", "1.3:points"]),
        (["1.6", "1.6:points"], ["1.6:text", "1.6:points"]),
        (["1.5.2:text", "1.3:text"], ["1.3:text", "1.5.2:text"]),
        (["1.5.1"], ["1.5.1:text", "1.5.1:points"]),
        (["1.4"], ["1.4:text", "1.4:parts[0].points", "1.4:parts[1].points"]),
        (["scale"], ["scale:max", "scale:step"]),
        (
            ["document"],
            ["document:number", "document:title", "document:in_force.from", "document:in_force.to"],
        ),
        (["out"], ["out:text"]),
    ],
)
def test_an_id_means_every_unverified_figure_in_it(names, meant):
    """An item, a part, a section or a figure, each figure once and in the ruleset's order."""
    found = readings.named("rich", names, known())
    assert [one.figure.name for one in found] == meant


def test_a_criterion_means_all_that_it_contains():
    """The id of a criterion stands for its maximum, its items, their levels and parts."""
    names = {one.figure.name for one in readings.named("rich", ["1"], known())}
    assert {"1:max", "1:may_not_apply.then", "1.1:levels[0].points", "1.5.2:text"} <= names
    assert "1:title.text" not in names
    assert not any(name.startswith(("dat", "scale")) for name in names)


def test_every_wrong_name_is_told_at_once():
    """An unknown item, an unknown figure and one that is verbatim already are all named."""
    names = ["2.9", "1.3:point", "1.3", "document:issued"]
    found = readings.named("rich", names[-1:], known())
    assert refused(UsageError, readings.as_named, found, source="CB", value=None) == [
        "confirm.already"
    ]
    codes = refused(UsageError, readings.named, "rich", names, known())
    assert sorted(codes) == ["confirm.unknown_figure", "usage.unknown_item"]


def test_an_item_without_unverified_figures_is_refused():
    """Where all is verbatim there is nothing to confirm."""
    ruleset = Catalog().get("tt44-2014")
    every = {f.name: Known(f, frozenset(), {}) for f in figures_of(ruleset)}
    assert refused(UsageError, readings.named, "tt44-2014", ["tot"], every) == ["confirm.already"]


# --- what a value says -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "text", "value"),
    [
        ("1.3:points", "4", "4"),
        ("1.3:points", " 4,0 ", "4"),
        ("1.3:points", "3,5", "3.5"),
        ("1.3:points", "3.5", "3.5"),
        ("1.3:points", "1.000", None),
        ("1.3:points", "bốn", None),
        ("1.3:points", "", None),
        ("scale:step", "0,5", "0.5"),
        ("scale:step", "0,25", "0.25"),
        ("1.1:levels[1].at_least", "30%", "30%"),
        ("1.1:levels[1].at_least", "30.0 %", "30%"),
        ("1.1:levels[1].at_least", "32,5%", "32.5%"),
        ("1.1:levels[1].at_least", "32", None),
        ("1.1:levels[1].at_least", "từ 32%", None),
        ("1.5.2:levels[0].at_least", "5", "5"),
        ("1.5.2:levels[0].at_least", "5%", None),
        ("1.5.2:levels[0].at_least", "1.000", None),
        ("1.2:levels[0].option", "Khá", "kha"),
        ("1.2:levels[0].option", "khá", "kha"),
        ("1.2:levels[0].option", "tot", "tot"),
        ("1.2:levels[0].option", "Giỏi", None),
        ("1:may_not_apply.then", "không tính", "left_out"),
        (
            "areas:disadvantaged_scale_for",
            "khu vực khó khăn, khu vực đặc biệt khó khăn",
            "disadvantaged, extremely_disadvantaged",
        ),
        ("areas:disadvantaged_scale_for", "miền núi", None),
        ("1.3:applies_to.unit_type", "viện, trung tâm; trường", "vien, truong"),
        ("1.3:applies_to.unit_type", "Viện, trung tâm", "vien"),
        ("1.3:applies_to.unit_type", "truong, vien", "truong, vien"),
        ("1.3:applies_to.unit_type", "vien", "vien"),
        ("1.3:applies_to.unit_type", "viện", None),
        ("1.1:ratio", "a / b", "a / b"),
        ("1.1:ratio", "đúng", "a / b"),
        ("1.1:ratio", "b / a", None),
        ("document:in_force.to", "31/12/2021", "2021-12-31"),
        ("document:in_force.to", "2021-12-31", "2021-12-31"),
        ("document:in_force.to", "31/13/2021", None),
        ("procedure:deadlines[0].before", "20/12", "12-20"),
        ("procedure:deadlines[0].before", "12-20", "12-20"),
        ("procedure:deadlines[0].before", "29/02", "02-29"),
        ("procedure:deadlines[0].before", "12/15", None),
        ("procedure:deadlines[0].before", "31/02", None),
        ("procedure:deadlines[0].before", "2026-12-20", None),
        ("1.3:points", "-1", None),
        ("1.3:points", "0", "0"),
        ("scale:step", "0", None),
        ("procedure:steps[0].within_working_days", "1", "1"),
        ("procedure:steps[0].within_working_days", "0", None),
        ("procedure:steps[0].within_working_days", "7,5", None),
        ("1.1:levels[1].at_least", "-1%", None),
        ("1.3:text", "dung", None),
        ("1.3:text", "Đúng rồi!", None),
        ("1.3:text", "ok", None),
        ("1.3:text", "sai", None),
        ("1.3:text", "-", None),
        ("1.3:text", "chưa đọc được", None),
        ("1.3:text", "Có  kế\nhoạch", "Có kế hoạch"),
        ("1.3:text", "", None),
    ],
)
def test_a_value_is_read_as_people_write_it(name, text, value):
    """Numbers with a comma or a dot, shares with %, days day first, options by name; else refused."""
    assert official(known()[name], text) == value


@pytest.mark.parametrize(
    ("name", "text", "value"),
    [
        ("1.1:levels[0].at_least", "67,5 %", "67.5%"),
        ("1.1:levels[0].at_least", "67,5", None),
        ("1.1:levels[0].disadvantaged.at_least", "60%", "60%"),
        ("1.5.2:levels[0].at_least", "4", "4"),
        ("1.5.2:levels[0].at_least", "4%", None),
        ("1.7:full_at.at_least", "90%", "90%"),
        ("1.7:full_at.at_least", "90", None),
        ("1.1:levels[0].at_least", "đúng", None),
    ],
)
def test_a_limit_that_nobody_knew_is_read_as_what_its_item_measures(name, text, value):
    """A share wants its %, a count none; nothing says that an unknown limit is right as it is."""
    one = known()[name]
    unknown = one._replace(figure=one.figure._replace(value=None), shown=frozenset())
    assert official(unknown, text) == value


@pytest.mark.parametrize("text", ["đúng", "Đúng", " x ", "X", "✓", "correct", "đu\u0301ng"])
def test_a_word_of_assent_is_the_figure_as_it_stands(text):
    """What is the same in the official text need not be written again."""
    assert official(known()["1.1:levels[1].at_least"], text) == "30%"
    assert official(known()["1.3:text"], text) == "Có"


def test_a_wording_is_not_replaced_by_a_slip_or_unseen():
    """One word for many is no wording; one with hardly a word in common is confirmed by itself."""
    one = known()["document:title"]
    one = one._replace(figure=one.figure._replace(value="Gia đình có góc học tập riêng"))
    assert official(one, "Nhà") is None
    assert official(one, "Gia đình có góc học tập") == "Gia đình có góc học tập"
    every = {**known(), "document:title": one}
    for said, code in (
        ("yes", "confirm.no_wording"),
        ("Xã tổ chức lễ hội truyền thống", "confirm.another_wording"),
    ):
        place = Place("bang.xlsx", 7, "document:title")
        line = Filled(place, "document:title", one.figure.value, said, "tr. 3", "")
        call = ("rich", Checklist("bang.xlsx", "rich", (line,), 0, ()), every)
        assert refused(DossierError, readings.as_filled, *call, source=None, by="An") == [code]
    alone = readings.as_named([one], source="CB", value="Xã tổ chức lễ hội truyền thống")
    (reading,) = alone.readings
    assert reading.to == "Xã tổ chức lễ hội truyền thống"


def test_one_value_goes_with_one_figure():
    """A value with two figures is refused; with one it is that figure's."""
    every = known()
    two = readings.named("rich", ["1.3"], every)
    codes = refused(UsageError, readings.as_named, two, source="CB", value="5")
    assert codes == ["confirm.value_needs_one"]
    (reading,) = readings.as_named([every["1.3:points"]], source="CB", value="5").readings
    assert reading == Reading(item="1.3", figure="points", was="4", to="5", source="CB")


def test_an_unknown_figure_needs_its_value():
    """What nobody knows cannot be confirmed as it stands, only given."""
    every = known()
    one = every["1.3:points"]
    unknown = one._replace(figure=one.figure._replace(value=None))
    codes = refused(UsageError, readings.as_named, [unknown], source="CB", value=None)
    assert codes == ["confirm.value_needed"]
    (reading,) = readings.as_named([unknown], source="CB", value="2").readings
    assert (reading.was, reading.to) == ("null", "2")
    assert official(unknown, "đúng") is None


def test_a_bad_value_is_refused():
    """A value that cannot be the figure stops the command."""
    one = known()["1.3:points"]
    assert refused(UsageError, readings.as_named, [one], source="CB", value="x%") == [
        "confirm.bad_value"
    ]


# --- a filled checklist ----------------------------------------------------------------


def row(name, official_, *, value=None, where="tr. 3", by="", line=7):
    printed = value if value is not None else next(iter(known()[name].shown))
    return Filled(Place("bang.xlsx", line, name), name, printed, official_, where, by)


def filled(*rows, source=None):
    sheet = Checklist("bang.xlsx", "rich", rows, 0, ())
    return readings.as_filled("rich", sheet, known(), source=source, by="An")


def test_rows_confirm_and_correct():
    """A row with the same value confirms, one with another corrects; who read it is kept."""
    found = filled(row("1.3:points", "đúng"), row("1.3:text", "Có quỹ", by="Bình"))
    assert found.readings == (
        Reading(item="1.3", figure="points", was="4", to="4", source="tr. 3"),
        Reading(item="1.3", figure="text", was="Có", to="Có quỹ", source="tr. 3", by="Bình"),
    )
    assert found.already == 0


def test_who_confirms_is_not_named_twice():
    """A row read by the one who confirms says nothing of its own."""
    assert filled(row("1.3:points", "4", by="An")).readings[0].by is None


def test_a_row_without_source_takes_that_of_the_command():
    """Rows that state no source have the one given for all, or are refused."""
    blank = row("1.3:points", "4", where="")
    assert filled(blank, source="Công báo").readings[0].source == "Công báo"
    assert refused(DossierError, filled, blank) == ["confirm.no_source"]


def test_a_row_already_verbatim_says_nothing_new():
    """The same checklist read twice changes nothing; with nothing else it is refused."""
    again = row("document:issued", "đúng")
    found = filled(again, row("1.3:points", "đúng"))
    assert (len(found.readings), found.already) == (1, 1)
    assert refused(DossierError, filled, again) == ["confirm.nothing_new"]


def test_every_bad_row_is_told_at_once_with_its_number():
    """One error names the row of each: bad value, no source, unknown figure, stale, twice."""
    rows = [
        row("1.3:points", "nhiều", line=5),
        row("1.3:text", "đúng", where="", line=6),
        row("1.3:points", "đúng", line=7)._replace(name="1.3:diem"),
        row("1.1:levels[0].points", "4", value="5", line=8),
        row("scale:step", "1", line=9),
        row("scale:step", "0.5", line=10),
    ]
    with pytest.raises(DossierError) as found:
        filled(*rows)
    assert [(n.place.line, n.code) for n in found.value.notices] == [
        (5, "confirm.bad_value"),
        (6, "confirm.no_source"),
        (7, "confirm.unknown_figure"),
        (8, "confirm.stale"),
        (10, "confirm.twice"),
    ]


def test_the_same_row_twice_is_one_reading():
    """A row copied by mistake does no harm while both agree."""
    assert len(filled(row("scale:step", "1"), row("scale:step", "1,0")).readings) == 1


# --- what is written -------------------------------------------------------------------


def test_what_is_written_reads_back_equal(tmp_path: Path):
    """The text of a confirmation is the confirmation, whatever its words hold."""
    read = [
        Reading(item="1.3", figure="points", was="null", to="4", source="tr. 3: 'mục a', \"b\""),
        Reading(figure="scale.step", was="1", to="0.5", source="# 1", by="yes"),
        Reading(item="1.3", figure="text", was="~", to="- {x: y}", source="null"),
    ]
    made = confirm.confirmation(
        "rich-doi-chieu-001", "rich", read, by="An: [x]", on=date(2026, 11, 21), file=tmp_path
    )
    again = parse_yaml(confirm.written(made), None, RulesetError)
    assert again.content == made.content
    assert LoadedOverlay(again).changes == tuple(read)


@pytest.mark.parametrize(
    ("taken", "name"),
    [
        ([], "tt44-2014-doi-chieu-001"),
        (["tt44-2014-doi-chieu-001.yaml"], "tt44-2014-doi-chieu-002"),
        (
            ["tt44-2014-doi-chieu-001.yaml", "TT44-2014-DOI-CHIEU-002.YAML"],
            "tt44-2014-doi-chieu-003",
        ),
        (["tt44-2014-doi-chieu-002.yaml"], "tt44-2014-doi-chieu-003"),
        (["tt44-2014-doi-chieu-999.yaml"], "tt44-2014-doi-chieu-1000"),
        (["tt44-2014-doi-chieu-001.bak", "tt22-doi-chieu-005.yaml"], "tt44-2014-doi-chieu-002"),
        (["tt44-2014-doi-chieu-cu.yaml", "ghi-chu.txt"], "tt44-2014-doi-chieu-001"),
    ],
)
def test_a_new_confirmation_never_takes_a_name_that_is_there(tmp_path, taken, name):
    """It is numbered after the last one, so that it is laid over after it, whatever is gone."""
    folder = tmp_path / "overlays"
    folder.mkdir()
    for file in taken:
        (folder / file).touch()
    assert Catalog([tmp_path]).next_confirmation("tt44-2014") == name


def test_a_long_id_leaves_room_for_its_number(tmp_path):
    """The name of a confirmation is a valid id however long its ruleset's is."""
    name = Catalog([tmp_path]).next_confirmation("a" * 64)
    assert len(name) <= 64
    assert name.endswith("-doi-chieu-001")
