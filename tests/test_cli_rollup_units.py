"""Certified citizens as evidence of units: members and learners told apart by a column."""

from __future__ import annotations

import json
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.rolling import certified, household, read_csv, run

CITIZEN, UNIT = "citizen-qd324-2023", "unit-district-tt24-2023"
IDS = ("1.1", "1.2", "1.3", "1.4", "2.1", "2.2", "2.3", "2.4", "3.1", "3.2")
HEADS = ("members_learning_citizens", "members", "learners_learning_citizens", "learners")
MEMBER, LEARNER = "thành viên", "người học"
SCHOOL = {"kind": "unit", "name": "Trung tâm Mẫu", "level": "district", "unit_type": "gdnn"}


def citizen(number, unit, role, *, titled=True):
    """All of whose items have 8 points, which is enough, or 7, which is not."""
    points = dict.fromkeys(IDS, "8" if titled else "7")
    return {"Mã": f"CD-{number:03}", "Đơn vị": unit, "Vai trò": role, **points}


def people(unit, members, learners, first=1):
    """Citizens of a unit; `members`, `learners`: how many have the title, and how many not."""
    kinds = [
        *([(MEMBER, True)] * members[0] + [(MEMBER, False)] * members[1]),
        *([(LEARNER, True)] * learners[0] + [(LEARNER, False)] * learners[1]),
    ]
    return [
        citizen(number, unit, role, titled=titled)
        for number, (role, titled) in enumerate(kinds, start=first)
    ]


def by_unit(table, out, *options):
    """What a table of units holds, by their names."""
    run("rollup", table, "--to", UNIT, "--lists", "all", "--out", out, *options)
    return {name: tuple(counts) for name, *counts in (list(row.values()) for row in read_csv(out))}


def dossier(folder, name="Trung tâm Mẫu"):
    path = folder / "don-vi.yaml"
    subject = {**SCHOOL, "name": name, "public": True}
    content = {"subject": subject, "ruleset": UNIT, "evidence": {}}
    path.write_text(yaml.safe_dump(content, allow_unicode=True), encoding="utf-8")
    return path


def test_members_and_learners_of_each_unit_are_counted_apart(tmp_path):
    """People of no unit count for none, and a unit without learners has no number of them."""
    rows = [
        *people("Trung tâm Mẫu", (9, 1), (19, 1)),
        *people("UBND xã Mẫu", (3, 2), (0, 0), first=100),
        citizen(200, "", ""),
        citizen(201, "-", ""),
    ]
    found = by_unit(certified(tmp_path, rows, "cd", CITIZEN), tmp_path / "dv.csv")
    assert found == {
        "Trung tâm Mẫu": ("9", "10", "19", "20"),
        "UBND xã Mẫu": ("3", "5", "", ""),
    }


@pytest.mark.parametrize(
    ("members", "learners", "levels"),
    [
        ((18, 2), (38, 2), ["muc_do_1"]),
        ((17, 3), (39, 1), []),
        ((20, 0), (37, 3), []),
        ((19, 1), (39, 1), ["muc_do_1", "muc_do_2"]),
        ((18, 2), (39, 1), ["muc_do_1"]),
        ((19, 1), (38, 2), ["muc_do_1"]),
    ],
)
def test_certified_citizens_decide_item_3_1(tmp_path, members, learners, levels):
    """Beside 90 % and 95 % of 20 members, 95 % and 97 % of 40 learners (Điều 6.3a, 7.3a)."""
    rows = people("Trung tâm Mẫu", members, learners)
    table, out = certified(tmp_path, rows, "cd", CITIZEN), tmp_path / "ra.yaml"
    run("rollup", table, "--into", dossier(tmp_path), "--lists", "all", "--out", out)
    found = json.loads(run("score", out, "--format", "json").stdout)
    (item,) = (
        each
        for criterion in found["criteria"]
        for each in criterion["indicators"]
        if each["id"] == "3.1"
    )
    met = [level for level, state in item["levels"].items() if state]
    assert sorted(met) == levels


def test_a_unit_is_traced_to_its_citizens_and_counted_again(tmp_path):
    """The receipt leads to the table, and each of the four values comes out again."""
    rows = people("Trung tâm Mẫu", (19, 1), (39, 1))
    table, out = certified(tmp_path, rows, "cd", CITIZEN), tmp_path / "ra.yaml"
    run("rollup", table, "--into", dossier(tmp_path), "--lists", "all", "--out", out)
    found = json.loads(run("explain", out, "3.1", "--trace", "--format", "json").stdout)
    assert {each["key"]: each["agrees"] for each in found["recounted"]} == dict.fromkeys(
        HEADS, True
    )
    text = out.read_text(encoding="utf-8").replace("value: 19\n", "value: 20\n")
    out.write_text(text, encoding="utf-8")
    found = json.loads(run("explain", out, "3.1", "--trace", "--format", "json").stdout)
    assert [each["key"] for each in found["recounted"] if not each["agrees"]] == [HEADS[0]]


def test_without_the_column_nothing_is_guessed(tmp_path):
    """The page says which column is wanted, and no cell is filled."""
    rows = [{k: v for k, v in citizen(1, "A", "").items() if k != "Vai trò"}]
    table = certified(tmp_path, rows, "cd", CITIZEN)
    call = ["rollup", table, "--to", UNIT, "--lists", "all", "--out", tmp_path / "dv.csv"]
    found = json.loads(run(*call, "--format", "json").stdout)
    assert [each["why"] for each in found["groups"][0]["open"]] == ["no_role"] * 4
    assert "“Vai trò”" in run(*call).output


def test_a_file_without_the_column_leaves_the_units_of_others_alone(tmp_path):
    """The file is named where its own unit is not filled in."""
    first = certified(tmp_path, people("A", (2, 0), (0, 0)), "cd1", CITIZEN)
    rows = [{k: v for k, v in citizen(9, "B", "").items() if k != "Vai trò"}]
    second = certified(tmp_path, rows, "cd2", CITIZEN)
    out = tmp_path / "dv.csv"
    page = run("rollup", first, second, "--to", UNIT, "--lists", "all", "--out", out).output
    assert [list(row.values()) for row in read_csv(out)] == [["A", "2", "2"], ["B", "", ""]]
    assert "vì cd2-kq.csv không có cột “Vai trò”" in " ".join(page.split())


def test_a_row_set_aside_may_be_a_learner(tmp_path):
    """It is not said that there are none, and a cell has no room for a bound."""
    rows = [*people("A", (2, 0), (0, 0)), {**citizen(9, "A", MEMBER), "1.1": "11"}]
    table = certified(tmp_path, rows, "cd", CITIZEN)
    call = ["rollup", table, "--to", UNIT, "--lists", "all", "--out", tmp_path / "dv.csv"]
    found = json.loads(run(*call, "--format", "json").stdout)
    assert [each["why"] for each in found["groups"][0]["open"]] == ["not_exact"] * 4


def test_people_of_units_without_a_role_are_named(tmp_path):
    """At most three of them; people of no unit need no role."""
    rows = [citizen(number, "A", "") for number in (1, 2, 3, 4)]
    table = certified(tmp_path, [*rows, citizen(5, "", "")], "cd", CITIZEN)
    call = ["rollup", table, "--to", UNIT, "--out", tmp_path / "dv.csv", "--format", "json"]
    (error,) = json.loads(run(*call, code=3).stdout)["errors"]
    assert error["code"] == "rollup.bad_role"
    assert 'CD-001 (""); CD-002 (""); CD-003 (""); ….' in error["message"]
    assert not (tmp_path / "dv.csv").exists()


def test_a_role_that_is_none_is_told_when_the_table_is_certified(tmp_path):
    """By its cell, of whoever names a unit; others may be anything, and no row of theirs is lost."""
    rows = [citizen(1, "A", MEMBER), citizen(2, "A", "Phụ huynh"), citizen(3, "", "")]
    rows += [citizen(4, "", "Trưởng thôn"), citizen(5, "-", "Hội viên")]
    certified(tmp_path, rows, "cd", CITIZEN)
    (slip,) = (tmp_path / "cd-kq.loi.csv").read_text("utf-8-sig").splitlines()[1:]
    assert slip.startswith("3,C3,CD-002,")
    assert "table.unknown_role" in slip
    assert len(read_csv(tmp_path / "cd-kq.csv")) == 4
    alone = [{k: v for k, v in citizen(1, "", "Trưởng thôn").items() if k != "Đơn vị"}]
    assert len(read_csv(certified(tmp_path, alone, "khong", CITIZEN))) == 1
    table = certified(tmp_path, [{**household("1"), "Vai trò": "chủ hộ"}], "ho")
    assert len(read_csv(table)) == 1


@pytest.mark.parametrize("role", ["Công nhân", "sĩ quan", "CHIẾN SĨ", "Quân nhân chuyên nghiệp"])
def test_all_whom_the_circular_names_are_members(tmp_path, role):
    """Điều 2.5 and 2.6, of units of the army and the police and of firms too."""
    table = certified(tmp_path, [citizen(1, "A", role)], "cd", CITIZEN)
    assert by_unit(table, tmp_path / "dv.csv") == {"A": ("1", "1")}


def test_the_receipt_tells_all_rows_of_a_unit_and_among_whom_each_key_counts(tmp_path):
    """Whoever of them a link counts."""
    rows = [*people("A", (9, 1), (19, 1)), *people("B", (4, 1), (0, 0), first=100)]
    table = certified(tmp_path, rows, "cd", CITIZEN)
    by_unit(table, tmp_path / "dv.csv")
    sealed = json.loads((tmp_path / "dv.bien-nhan.json").read_text("utf-8"))["sealed"]
    assert [each["counts"]["cd-kq.csv"] for each in sealed["groups"]] == [
        {"rows": "30", "recognised": "28", "undecided": "0"},
        {"rows": "5", "recognised": "4", "undecided": "0"},
    ]
    assert {each["key"]: each["how"] for each in sealed["keys"]} == dict(
        zip(
            HEADS,
            ("recognised:members", "all:members", "recognised:learners", "all:learners"),
            strict=True,
        )
    )


def test_a_unit_of_the_province_takes_the_same(tmp_path):
    """Điều 12.3a counts among the same two."""
    rows = people("A", (9, 1), (19, 1))
    table, out = certified(tmp_path, rows, "cd", CITIZEN), tmp_path / "dv.csv"
    run("rollup", table, "--to", "unit-province-tt24-2023", "--lists", "all", "--out", out)
    (found,) = read_csv(out)
    assert list(found.values()) == ["A", "9", "10", "19", "20"]


def test_people_of_no_unit_make_no_table(tmp_path):
    """Nothing is written, and the column is named."""
    table = certified(tmp_path, [citizen(1, "", ""), citizen(2, "-", "")], "cd", CITIZEN)
    call = ["rollup", table, "--to", UNIT, "--out", tmp_path / "dv.csv"]
    assert '"Đơn vị" (unit)' in run(*call, code=3).stderr
    (error,) = json.loads(run(*call, "--format", "json", code=3).stdout)["errors"]
    assert error["code"] == "rollup.no_groups"
    assert not (tmp_path / "dv.csv").exists()


def test_a_dossier_is_of_one_unit(tmp_path):
    """Of a table with two units, or with people of none, none is taken for the dossier's."""
    into, out = dossier(tmp_path), tmp_path / "ra.yaml"
    for other, code in (("B", "rollup.several_subjects"), ("", "rollup.no_group")):
        rows = [citizen(1, "Trung tâm Mẫu", MEMBER), citizen(2, other, MEMBER)]
        table = certified(tmp_path, rows, f"cd{other}", CITIZEN)
        call = ["rollup", table, "--into", into, "--out", out, "--format", "json"]
        (error,) = json.loads(run(*call, code=3).stdout)["errors"]
        assert error["code"] == code


def test_a_new_dossier_of_a_unit_is_wanted_first(tmp_path):
    """Its kind decides which items are asked, and no table tells it."""
    table = certified(tmp_path, [citizen(1, "A", MEMBER)], "cd", CITIZEN)
    call = ["rollup", table, "--to", UNIT, "--out", tmp_path / "x.yaml", "--format", "json"]
    (error,) = json.loads(run(*call, code=2).stdout)["errors"]
    assert error["code"] == "rollup.unit_wanted"


ROLES = {
    "members": ["thành viên", "Giáo viên", "CÁN BỘ ", "người  lao động"],
    "learners": ["người học", "Học sinh", "sinh viên", " học viên"],
}


@settings(max_examples=15, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(["Trường A", "trường  a", "Trường B", ""]),
            st.sampled_from(sorted(ROLES)),
            st.integers(0, 3),
            st.booleans(),
        ),
        min_size=1,
        max_size=12,
    )
)
def test_counts_of_members_and_learners_are_those_of_the_rows(drawn):
    """However roles and names are typed; all rows of a unit are members or learners."""
    rows = [
        citizen(number, unit, ROLES[role][spelled], titled=titled)
        for number, (unit, role, spelled, titled) in enumerate(drawn)
    ]
    truth = {}
    for unit, role, _, titled in drawn:
        if unit:
            counts = truth.setdefault(" ".join(unit.lower().split()), dict.fromkeys(HEADS, 0))
            counts[role] += 1
            counts[f"{role}_learning_citizens"] += titled
    with TemporaryDirectory() as folder:
        table = certified(Path(folder), rows, "cd", CITIZEN)
        found = by_unit(table, Path(folder) / "dv.csv") if truth else {}
    shown = {" ".join(name.lower().split()): counts for name, counts in found.items()}
    assert shown == {
        unit: tuple(
            str(counts[head]) if counts[head.partition("_")[0]] else ""
            for head in HEADS
            if any(every[head.partition("_")[0]] for every in truth.values())
        )
        for unit, counts in truth.items()
    }
