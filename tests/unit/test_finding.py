"""The files that paths on the command line stand for."""

from __future__ import annotations

import pytest

from assessment.finding import TABLES, files_of, stands_for_several


def names(tmp_path, *paths):
    found, empty = files_of([tmp_path / path for path in paths], TABLES)
    return [(str(file.path.relative_to(tmp_path)), file.named) for file in found], empty


@pytest.fixture
def folder(tmp_path):
    for name in ("a/1.csv", "a/sau/2.XLSX", "a/.an/3.csv", "a/~$2.xlsx", "a/4.docx", "b/5.csv"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    return tmp_path


def test_a_folder_stands_for_the_files_of_its_kind_in_it(folder):
    """Those of folders in it too, but nothing hidden and nothing that Excel has open."""
    assert names(folder, "a") == ([("a/1.csv", False), ("a/sau/2.XLSX", False)], [])


def test_a_file_is_found_once_and_is_named_if_it_was(folder):
    """By itself, by its folder and by a pattern."""
    found, _ = names(folder, "a", "a/1.csv", "?/*.csv")
    assert found == [("a/1.csv", True), ("a/sau/2.XLSX", False), ("b/5.csv", True)]


def test_paths_without_files_are_told(folder):
    """A file that is not there is told by whoever reads it."""
    (folder / "rong").mkdir()
    found, empty = names(folder, "rong", "c*", "khong.csv")
    assert found == [("khong.csv", True)]
    assert empty == [folder / "rong", folder / "c*"]


def test_a_folder_of_the_parts_of_a_table_is_one_table(folder):
    """As engines on several machines write it."""
    (folder / "b/6.parquet").mkdir()
    (folder / "b/6.parquet/part-0.parquet").touch()
    assert names(folder, "b")[0] == [("b/5.csv", False), ("b/6.parquet", False)]
    assert names(folder, "b/6.parquet")[0] == [("b/6.parquet", True)]


@pytest.mark.parametrize(
    ("path", "several"),
    [("a", True), ("a/*.csv", True), ("a/1.csv", False), ("khong.csv", False)],
)
def test_folders_and_patterns_stand_for_several(folder, path, several):
    """Whether there are any or not."""
    assert stands_for_several(folder / path) is several
