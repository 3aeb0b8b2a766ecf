"""Several tables: which files they are, where results go, what is kept."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from assessment.batch.job import Wanted
from assessment.batch.many import Done, Failed, run_all, stands, tasks
from assessment.batch.receipt import receipt_of
from assessment.batch.run import run
from assessment.errors import DossierError, Notice, UsageError
from assessment.model.digest import digest
from assessment.rulebook.catalog import Catalog
from tests.unit.batch.test_run import BAD, CALLED, GOOD, HEAD, why, written

HOUSEHOLD = Catalog().get("household-qd448-2015")


def wanted(**changes):
    own = {"missing": "open", "called": CALLED, "why": why, "lang": "vi"}
    return Wanted(**{"ruleset": HOUSEHOLD, **own, "today": date(2026, 11, 22), **changes})


WANTED = wanted()


def table(path: Path, lines=(*GOOD, *BAD)) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join([HEAD, *lines]), encoding="utf-8")
    return path


def certify(task):
    task.out.parent.mkdir(parents=True, exist_ok=True)
    return run(WANTED, task.table, task.out, written, lambda _: None).receipt


def test_results_lie_in_folders_as_the_tables_do(tmp_path):
    """With the ending of the table where results can have it."""
    for name in ("ho.csv", "xa-a/ho.xlsx", "xa-b/ho.tsv", "xa-b/sau/ho.XLSM", "ghi-chu.docx"):
        (tmp_path / "bang" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "bang" / name).touch()
    found = tasks([tmp_path / "bang"], tmp_path / "kq")
    assert [str(task.out.relative_to(tmp_path / "kq")) for task in found.tasks] == [
        "ho.csv",
        "xa-a/ho.xlsx",
        "xa-b/ho.csv",
        "xa-b/sau/ho.xlsx",
    ]


def test_files_and_patterns_lie_side_by_side(tmp_path):
    """Each file once, however it was named."""
    one, other = table(tmp_path / "a/1.csv"), table(tmp_path / "b/2.csv")
    found = tasks([one, tmp_path / "*/*.csv", tmp_path / "c*"], tmp_path / "kq")
    assert [(t.table, t.out.name) for t in found.tasks] == [(one, "1.csv"), (other, "2.csv")]
    assert found.empty == (tmp_path / "c*",)


@pytest.mark.parametrize("names", [("a/ho.csv", "b/ho.csv"), ("a/ho.csv", "a/HO.xlsx")])
def test_two_tables_that_would_be_written_to_one_place_are_refused(tmp_path, names):
    """Also where only the receipt would be one."""
    with pytest.raises(UsageError) as caught:
        tasks([table(tmp_path / name) for name in names], tmp_path / "kq")
    assert [notice.code for notice in caught.value.notices] == ["table.same_output"]


@pytest.mark.parametrize(
    ("folder", "code"), [("bang", "table.folder_inside"), ("bang/kq", "table.folder_inside")]
)
def test_results_never_lie_among_the_tables(tmp_path, folder, code):
    """The next run would take them for tables."""
    table(tmp_path / "bang/ho.csv")
    with pytest.raises(UsageError) as caught:
        tasks([tmp_path / "bang"], tmp_path / folder)
    assert [notice.code for notice in caught.value.notices] == [code]


@pytest.mark.parametrize("name", ["ho.csv", "kq.loi.csv", "kq.gan-dat.csv"])
def test_no_table_is_written_over(tmp_path, name):
    """Neither by results nor by what stands beside them."""
    tables = [table(tmp_path / "kq.csv"), table(tmp_path / name)]
    tables[0].replace(tmp_path / "x.csv") if name == "ho.csv" else None
    named = [tables[1]] if name == "ho.csv" else [table(tmp_path / "a/kq.csv"), tables[1]]
    with pytest.raises(UsageError) as caught:
        tasks(named, tmp_path)
    assert [notice.code for notice in caught.value.notices] == ["usage.would_overwrite"]


def test_what_an_earlier_run_wrote_is_no_table(tmp_path):
    """Results beside their tables are passed over in a folder, and certified when named."""
    table(tmp_path / "bang/ho.csv")
    run(WANTED, tmp_path / "bang/ho.csv", tmp_path / "bang/kq.csv", written, lambda _: None)
    found = tasks([tmp_path / "bang"], tmp_path / "kq")
    assert [task.table.name for task in found.tasks] == ["ho.csv"]
    assert [path.name for path in found.passed_over] == ["kq.csv", "kq.loi.csv"]
    named = tasks([tmp_path / "bang/kq.csv"], tmp_path / "kq")
    assert [task.table.name for task in named.tasks] == ["kq.csv"]


def test_a_table_that_fails_costs_no_other(tmp_path):
    """Every good one has its results."""
    table(tmp_path / "bang/1.csv")
    (tmp_path / "bang/2.csv").write_text("Tên\nA\n", encoding="utf-8")
    table(tmp_path / "bang/3.csv")
    found = list(run_all(WANTED, tasks([tmp_path / "bang"], tmp_path / "kq").tasks, certify))
    assert [type(each) for each in found] == [Done, Failed, Done]
    assert [notice.code for notice in found[1].notices] == ["table.no_header"]
    assert {path.name for path in (tmp_path / "kq").iterdir()} == {
        f"{n}{end}" for n in (1, 3) for end in (".csv", ".loi.csv", ".bien-nhan.json")
    }


def test_a_run_started_again_makes_only_what_is_not_there(tmp_path):
    """Killed before the second table, it finishes; the first is not touched."""
    for n in range(3):
        table(tmp_path / f"bang/{n}.csv")
    wanted_ = tasks([tmp_path / "bang"], tmp_path / "kq").tasks

    def killed(task):
        if task.table.name == "1.csv":
            raise KeyboardInterrupt
        return certify(task)

    with pytest.raises(KeyboardInterrupt):
        list(run_all(WANTED, wanted_, killed))
    before = (tmp_path / "kq/0.csv").stat().st_mtime_ns
    (tmp_path / "kq/.0.csv.part").mkdir()  # as a run leaves it that is killed at its very end
    again = list(run_all(WANTED, wanted_, certify))
    assert not (tmp_path / "kq/.0.csv.part").exists()
    assert [each.kept for each in again] == [True, False, False]
    assert (tmp_path / "kq/0.csv").stat().st_mtime_ns == before
    assert all(each.kept for each in run_all(WANTED, wanted_, certify))


def resealed(receipt: Path, part: str, name: str, value: object) -> None:
    """Another receipt, whole in itself."""
    content = json.loads(receipt.read_text("utf-8"))
    content[part][name] = value
    content["sha256"] = digest(content["sealed"])
    receipt.write_text(json.dumps(content), encoding="utf-8")


@pytest.mark.parametrize(
    "change",
    ["nothing", "table", "output", "aside", "no output", "receipt", "options", "rules", "program"],
)
def test_results_are_kept_only_where_nothing_has_changed(tmp_path, change):
    """Table, results, what stands beside them, rules, options and program."""
    [task] = tasks([table(tmp_path / "bang/ho.csv").parent], tmp_path / "kq").tasks
    certify(task)
    job = WANTED
    match change:
        case "table":
            table(task.table, GOOD)
        case "output":
            task.out.write_text(task.out.read_text("utf-8") + "x", encoding="utf-8")
        case "aside":
            task.out.with_name("ho.loi.csv").unlink()
        case "no output":
            task.out.unlink()
        case "receipt":
            receipt_of(task.out).write_text("{", encoding="utf-8")
        case "options":
            job = wanted(missing="zero")
        case "rules":
            resealed(receipt_of(task.out), "sealed", "ruleset", {"id": "khac"})
        case "program":
            resealed(receipt_of(task.out), "beside", "engine_version", "0.1")
    assert stands(job, task) is (change == "nothing")


def test_a_failure_of_writing_is_one_of_its_table(tmp_path):
    """The others go on."""
    for n in range(2):
        table(tmp_path / f"bang/{n}.csv")

    def refuse(task):
        if task.table.name == "0.csv":
            raise DossierError(Notice("file.unreadable"))
        return certify(task)

    found = list(run_all(WANTED, tasks([tmp_path / "bang"], tmp_path / "kq").tasks, refuse))
    assert [type(each) for each in found] == [Failed, Done]
