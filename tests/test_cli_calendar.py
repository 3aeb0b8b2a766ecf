"""`cdht rules list` and `cdht rules calendar`: what officers read, and the JSON contract."""

from __future__ import annotations

import json
import unicodedata
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

import cli
from assessment.model.ruleset import SubjectKind
from tests.samples import POINTS, bent

AS_OF = ("--as-of", "2026-11-22")
RECOGNISED = """\
subject: {kind: commune, name: Xã Mẫu, area: standard}
period: {from: 2026-01-01, to: 2026-12-31}
previous: {level: LEVEL, decided: DECIDED}
"""


def run(*arguments: str | Path) -> Result:
    result = CliRunner().invoke(cli.main, ["rules", *map(str, arguments)])
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


def page(*arguments: str | Path) -> str:
    result = run(*arguments)
    assert result.exit_code == 0, result.output
    return result.stdout


def content(*arguments: str | Path) -> dict[str, Any]:
    return json.loads(page(*arguments, "--format", "json"))


def codes(exit_code: int, *arguments: str | Path) -> list[str]:
    result = run(*arguments, "--format", "json")
    assert result.exit_code == exit_code, result.output
    return [error["code"] for error in json.loads(result.stdout)["errors"]]


def columns(line: str) -> int:
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in line)


def flat(text: str) -> str:
    return " ".join(text.split())


@pytest.fixture
def recognised(tmp_path):
    def write(level: str = "muc_do_1", decided: str = "2026-03-20") -> Path:
        path = tmp_path / "xa-mau.yaml"
        path.write_text(RECOGNISED.replace("LEVEL", level).replace("DECIDED", decided), "utf-8")
        return path

    return write


# --- list ------------------------------------------------------------------------------


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize("kind", [None, *(kind.value for kind in SubjectKind)])
def test_the_list_keeps_to_80_columns(lang, kind):
    """Whatever is listed, in both languages."""
    chosen = ("--subject", kind) if kind else ()
    lines = page("list", *chosen, "--lang", lang).splitlines()
    assert [line for line in lines if columns(line) > 80] == []


def test_the_list_is_grouped_by_subject_the_newest_first():
    """Each subject has its head; in it the newest stands first, those on request last."""
    lines = page("list").splitlines()
    heads = [line for line in lines[2:] if line and not line.startswith(" ")]
    assert heads == [
        "Xã", "Huyện", "Tỉnh", "Đơn vị", "Hộ gia đình", "Dòng họ", "Thôn, tổ dân phố", "Công dân",
    ]  # fmt: skip
    ids = [line.split()[0] for line in lines if line.startswith("  ") and line[2] != " "]
    assert ids[:3] == ["commune-tt25-2023", "tt44-2014", "literacy-nd20-2014"]


@pytest.mark.parametrize(
    ("subject", "said"),
    [
        ("commune", "25/2023/TT-BGDĐT; từ 12/02/2024 thay tt44-2014 công nhận có giá trị 36 tháng"),
        ("commune", "đề nghị nâng mức độ sau 12 tháng"),
        ("commune", "25/01/2015 đến 11/02/2024 được thay bằng commune-tt25-2023"),
        ("commune", "Xóa mù chữ (chỉ khi nêu tên)"),
        ("district", "thay 44/2014/TT-BGDĐT"),
        ("unit", "được thay bằng unit-district-tt24-2023, unit-province-tt24-2023"),
        ("unit", "hướng dẫn của thành phố Hà Nội (ha-noi-kh103-2021): Hà Nội, từ 14/04/2021"),
        ("clan", "sau đó: Nhiều nơi vẫn dùng đến khi có bộ thay thế"),
    ],
)
def test_the_list_says_what_stands_around_a_ruleset(subject, said):
    """What it replaces and is replaced by, its terms, what holds afterwards, its overlays."""
    assert said in flat(page("list", "--subject", subject))


@pytest.mark.parametrize(("on", "listed"), [("2021-04-13", 0), ("2021-04-14", 1)])
def test_overlays_are_listed_while_in_force(on, listed):
    """With --on an overlay is listed from its first day."""
    assert page("list", "--on", on).count("ha-noi-kh103-2021") == listed


def test_an_empty_list_names_what_was_last_in_force():
    """On a day without a ruleset the last one stands with its last day and what came then."""
    text = flat(page("list", "--subject", "household", "--on", "2022-12-31"))
    assert text.startswith("0 bộ tiêu chí Bộ có hiệu lực gần nhất: household-qd448-2015")
    assert "đến 31/12/2020. sau đó: Nhiều nơi" in text
    before = flat(page("list", "--subject", "household", "--on", "2015-12-31"))
    assert before == (
        "0 bộ tiêu chí Bộ có hiệu lực tiếp theo: household-qd448-2015, từ 01/01/2016."
    )


@pytest.mark.parametrize("on", ["2015-12-31", "2021-01-01"])
def test_an_empty_list_as_json_names_the_nearest(on):
    """The eve of its first day and the morrow of its last: a program learns both ends."""
    found = content("list", "--subject", "household", "--on", on)
    assert found["rulesets"] == []
    (near,) = found["nearest"]
    assert (near["id"], near["from"], near["to"]) == (
        "household-qd448-2015", "2016-01-01", "2020-12-31",
    )  # fmt: skip
    assert near["afterwards"].startswith("Nhiều nơi")


def test_a_list_with_something_on_it_names_none_beside_it():
    """In force, or without a day, nothing is merely near."""
    for more in (("--on", "2016-01-01"), ()):
        found = content("list", "--subject", "household", *more)
        assert [len(found["rulesets"]), found["nearest"]] == [1, []]


def test_the_list_as_json_adds_to_the_contract():
    """The names of old stay; what stands around is told in full."""
    entries = {entry["id"]: entry for entry in content("list")["rulesets"]}
    old = {"id", "subject", "title", "document", "from", "to", "on_request_only", "sha256"}
    assert all(old <= entry.keys() for entry in entries.values())
    new = entries["commune-tt25-2023"]
    assert new["replaces"] == [{"ruleset": "tt44-2014", "document": "44/2014/TT-BGDĐT"}]
    assert (new["validity_months"], new["upgrade_months"]) == (36, 12)
    district = entries["district-tt25-2023"]
    assert district["replaces"] == [{"ruleset": None, "document": "44/2014/TT-BGDĐT"}]
    units = entries["unit-tt22-2020"]
    assert [n["ruleset"] for n in units["replaced_by"]] == [
        "unit-district-tt24-2023", "unit-province-tt24-2023",
    ]  # fmt: skip
    (overlay,) = units["overlays"]
    assert (overlay["id"], overlay["province"], overlay["from"], overlay["to"]) == (
        "ha-noi-kh103-2021", "Hà Nội", "2021-04-14", None,
    )  # fmt: skip
    household = entries["household-qd448-2015"]
    assert (household["validity_months"], household["overlays"]) == (None, [])
    assert household["afterwards"].startswith("Nhiều nơi")


# --- calendar --------------------------------------------------------------------------


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize("year", ["2014", "2016", "2020", "2024", "2026", "2999"])
def test_the_calendar_keeps_to_80_columns(lang, year):
    """Every year, in both languages, without a value that nobody put into words."""
    text = page("calendar", "--year", year, "--lang", lang)
    assert [line for line in text.splitlines() if columns(line) > 80] == []
    assert "None" not in text


def test_days_stand_in_order_with_what_is_left():
    """Dates run forwards; before today they are past, after it the days left are counted."""
    text = page("calendar", "commune-tt25-2023", *AS_OF)
    dated = [line.strip() for line in text.splitlines() if "/202" in line and " · " in line][:7]
    assert dated == [
        "Lịch năm 2026 · hôm nay 22/11/2026",
        "01/01/2026 (thứ Năm) · đã qua",
        "Trước 28/02/2026 (thứ Bảy) · đã qua",
        "Trước 31/03/2026 (thứ Ba) · đã qua",
        "31/12/2026 (thứ Năm) · còn 39 ngày",
        "Trước 28/02/2027 (Chủ Nhật) · còn 98 ngày",
        "Trước 31/03/2027 (thứ Tư) · còn 129 ngày",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("today", "limit", "data_day"),
    [
        ("2026-02-27", "còn 1 ngày", "đã qua"),
        ("2026-02-28", "đã qua", "đã qua"),
        ("2026-01-01", "còn 58 ngày", "hôm nay"),
        ("2025-12-31", "còn 59 ngày", "còn 1 ngày"),
    ],
)
def test_on_the_day_of_a_limit_it_is_past(today, limit, data_day):
    """ "Before 28 February" ends with the 27th; the first day of the data is a day like others."""
    text = page("calendar", "commune-tt25-2023", "--year", "2026", "--as-of", today)
    assert f"Trước 28/02/2026 (thứ Bảy) · {limit}\n" in text
    assert f"01/01/2026 (thứ Năm) · {data_day}\n" in text


def test_a_past_year_counts_no_days():
    """A calendar of 2019 is a record: nothing is left and nothing is said to be past."""
    text = page("calendar", "household-qd448-2015", "--year", "2019", *AS_OF)
    assert "Trước 15/12/2019 (Chủ Nhật)\n" in text
    assert "đã qua" not in text


def test_rulesets_with_one_deadline_share_its_day():
    """Units of district and province stand under one date and one sentence."""
    text = page("calendar", "--subject", "unit", "--year", "2026", *AS_OF)
    head = "  Trước 15/01/2026 (thứ Năm) · đã qua\n"
    assert text.count(head) == 1
    assert flat(text.split(head)[1]).startswith(
        "Thủ trưởng đơn vị: Gửi hồ sơ đề nghị công nhận, năm đánh giá 2025 "
        "Đơn vị học tập cấp huyện (unit-district-tt24-2023): Điều 10.1c; lưu ý: cấp huyện kết "
        "thúc từ 01/07/2025; chưa rõ nơi đánh giá, công nhận sau đó. "
        "Đơn vị học tập cấp tỉnh (unit-province-tt24-2023): Điều 16.1c "
    )


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("province-tt25-2023",), "trong 20 ngày làm việc kể từ khi nhận đủ hồ sơ hợp lệ"),
        (("tt44-2014", "--year", "2019"), "Đánh giá Tháng 12 hằng năm (Điều 4.4)"),
        (("tt44-2014", "--year", "2019"), "trong 5 ngày làm việc kể từ khi có kết quả kiểm tra"),
        (("tt44-2014", "--year", "2019"), "Không có hạn nào trong năm 2019."),
        (("tt44-2014", "--year", "2025"), "Hiệu lực 25/01/2015 đến 11/02/2024"),
        (
            ("commune-tt25-2023", "--year", "2024"),
            "Trưởng phòng Giáo dục và Đào tạo, đến 30/06/2025",
        ),
        (("commune-tt25-2023", "--year", "2026"), "Giám đốc Sở Giáo dục và Đào tạo, từ 01/07/2025"),
        (("district-tt25-2023",), "Ghi chú Cấp huyện kết thúc từ 01/07/2025."),
        (("literacy-nd20-2014", "--year", "2026"), "Lấy số liệu tại ngày này, năm đánh giá 2026"),
        (("household-qd448-2015", "--year", "2022"), "hết hiệu lực sau ngày 31/12/2020"),
        (("household-qd448-2015", "--year", "2022"), "31/12/2020. Nhiều nơi vẫn dùng"),
        (("unit-tt22-2020", "--year", "2024"), "hết hiệu lực sau ngày 25/01/2024"),
        (("citizen-qd324-2023",), "S23 đến S26; theo nguồn đăng lại"),
    ],
)
def test_the_calendar_says_what_an_officer_needs(arguments, said):
    """Limits in working days, who decides that year, and where the ground is thin."""
    assert said in flat(page("calendar", *arguments, *AS_OF))


def test_who_decides_changes_with_the_year():
    """In 2024 nobody is told of the authority of 2026, in 2025 of both."""
    text = {y: page("calendar", "commune-tt25-2023", "--year", y) for y in ("2024", "2025", "2026")}
    assert "Giám đốc Sở" not in text["2024"]
    assert "Trưởng phòng Giáo dục" not in text["2026"]
    assert text["2025"].count("    Quyết định    ") == 2


def test_the_year_is_this_year_unless_told():
    """--as-of fixes today, and with it the year."""
    assert content("calendar", "--as-of", "2027-03-01")["year"] == 2027
    assert content("calendar", "--as-of", "2027-03-01", "--year", "2026")["year"] == 2026


def test_the_calendar_as_json():
    """One object a day and ruleset, sorted by date."""
    made = content("calendar", "--subject", "commune", "--year", "2026", *AS_OF)
    assert set(made) == {"year", "as_of", "days", "ahead", "rulesets", "recognition"}
    assert [day["date"] for day in made["days"]] == sorted(day["date"] for day in made["days"])
    (submission,) = [day for day in made["days"] if day["who"] == "UBND cấp xã"]
    assert submission == {
        "date": "2026-02-28",
        "mark": "before",
        "assessed_year": 2025,
        "ruleset": "commune-tt25-2023",
        "title": "Cộng đồng học tập cấp xã",
        "subject": "commune",
        "who": "UBND cấp xã",
        "what": "Gửi hồ sơ đề nghị công nhận",
        "source": "Điều 9.1d",
        "basis": "verbatim",
        "out_of_force": None,
    }
    assert {day["date"][:4] for day in made["ahead"]} == {"2027"}
    assert next(r["id"] for r in made["rulesets"]) == "commune-tt25-2023"
    assert made["recognition"] is None


def test_a_local_ruleset_has_its_days(tmp_path):
    """--rules adds a locality's rulesets; one without a procedure says that it has none."""
    shelf = tmp_path / "commune"
    shelf.mkdir()
    steps = "procedure:\n  steps:\n  - {who: Xã, does: Họp, within_working_days: 7}\n"
    (shelf / "mini.yaml").write_text(POINTS + steps, "utf-8")
    bare = bent(POINTS, ("id: mini\n", "id: bare\n"))
    (shelf / "bare.yaml").write_text(bare, "utf-8")
    text = flat(page("calendar", "mini", "bare", "--rules", tmp_path))
    assert "Xã: Họp, trong 7 ngày làm việc" in text
    assert "Bộ này không ghi quy trình." in text


# --- a recognition ---------------------------------------------------------------------


def test_a_recognition_has_its_term_and_upgrade(recognised):
    """36 months from the next January by the reading of Điều 5.4; twelve from the decision."""
    path = recognised()
    text = flat(page("calendar", "--dossier", path, *AS_OF))
    assert "Xã Mẫu: được công nhận mức độ 1 ngày 20/03/2026" in text
    assert "Thời hạn có giá trị đến hết ngày 31/12/2029 36 tháng" in text
    assert "tính từ 01/01/2027 (Điều 5.4; suy ra)" in text
    assert "Nâng mức độ được đề nghị mức độ 2 từ ngày 20/03/2027 12 tháng" in text
    assert content("calendar", "--dossier", path, *AS_OF)["recognition"] == {
        "name": "Xã Mẫu",
        "ruleset": "commune-tt25-2023",
        "level": "muc_do_1",
        "decided": "2026-03-20",
        "valid_from": "2027-01-01",
        "valid_to": "2029-12-31",
        "upgrade_to": "muc_do_2",
        "upgrade_from": "2027-03-20",
    }


@pytest.mark.parametrize(
    ("today", "expired", "due"),
    [
        ("2027-03-19", False, False),
        ("2027-03-20", False, True),
        ("2029-12-31", False, True),
        ("2030-01-01", True, True),
    ],
)
def test_a_term_is_said_to_be_over_from_the_morrow(recognised, today, expired, due):
    """On its last day a recognition holds; an upgrade may be asked for on its first day."""
    text = page("calendar", "--dossier", recognised(), "--as-of", today)
    assert ("31/12/2029 (đã hết)" in text) is expired
    assert ("20/03/2027 (đã đến)" in text) is due


@pytest.mark.parametrize(
    ("level", "decided", "said", "unsaid"),
    [
        ("muc_do_2", "2026-03-20", "31/12/2029", "Nâng mức độ"),
        ("muc_do_1", "2024-02-11", "có trước ngày 25/2023/TT-BGDĐT có hiệu lực", "Nâng mức độ"),
        ("muc_do_1", "2024-02-29", "từ ngày 28/02/2025", "29/02/2025"),
    ],
)
def test_what_a_recognition_does_not_set_going_is_not_said(
    recognised, level, decided, said, unsaid
):
    """No upgrade above the highest level, no term by a later document, no 29 February 2025."""
    text = flat(page("calendar", "--dossier", recognised(level, decided), *AS_OF))
    assert said in text
    assert unsaid not in text


def test_a_dossier_without_a_recognition_says_what_to_add(tmp_path):
    """It is no error; the calendar follows all the same."""
    path = tmp_path / "xa.yaml"
    path.write_text("".join(RECOGNISED.splitlines(keepends=True)[:2]), "utf-8")
    text = page("calendar", "--dossier", path, *AS_OF)
    assert "Thêm previous: {level: …, decided: …}" in flat(text)
    assert "28/02/2027" in text


def test_the_dossiers_ruleset_stands_beside_those_named(recognised):
    """The calendar of a dossier is of its ruleset, and of what else is named."""
    made = content("calendar", "literacy-nd20-2014", "--dossier", recognised(), *AS_OF)
    assert [r["id"] for r in made["rulesets"]] == ["commune-tt25-2023", "literacy-nd20-2014"]


# --- what goes wrong -------------------------------------------------------------------


def test_slips_of_the_command_are_usage_errors(tmp_path):
    """Unknown rulesets, years that are none, files that are not there; each with its code."""
    assert codes(2, "calendar", "commune-tt25-2032") == ["usage.unknown_ruleset"]
    assert codes(2, "calendar", "--year", "26") == ["usage.bad_value"]
    assert codes(2, "calendar", "--year", "nay") == ["usage.bad_value"]
    assert codes(2, "calendar", "--subject", "ward") == ["usage.bad_value"]
    assert codes(3, "calendar", "--dossier", tmp_path / "nothing.yaml") == ["file.not_found"]


def test_a_dossier_that_does_not_fit_is_refused(recognised):
    """A level that its ruleset does not have; and its own file is never written over."""
    path = recognised("kha")
    assert codes(3, "calendar", "--dossier", path) == ["dossier.unknown_previous_level"]
    assert codes(2, "calendar", "--dossier", path, "--out", path) == ["usage.would_overwrite"]
    assert path.read_text("utf-8").startswith("subject:")


@pytest.mark.parametrize("id_", ["district-tt25-2023", "unit-district-tt24-2023"])
def test_a_deadline_of_a_level_that_is_gone_says_so(id_):
    """A district's deadline in 2027 carries the note that there are no districts any more."""
    said = page("calendar", id_, "--year", "2027", *AS_OF)
    days = said.partition("Các bộ tiêu chí")[0]
    deadlines = days.count("Trước ")
    assert deadlines > 0
    assert flat(days).count("lưu ý: cấp huyện kết thúc từ 01/07/2025") >= deadlines
    assert "lưu ý" not in page("calendar", "commune-tt25-2023", *AS_OF).partition("Các bộ")[0]
