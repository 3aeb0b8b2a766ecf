"""Mutants and expectations in words."""

from __future__ import annotations

import pytest

from assessment.rulebook.cases.mutants import mutants
from assessment.rulebook.cases.table import Expect
from assessment.rulebook.catalog import Catalog
from assessment.views.trialwords import expectation, mutant, value
from assessment.wording import Words
from tests.samples import POINTS, ruleset_text

VI = Words("vi")


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("1.1 removed", "1.1: bỏ"),
        ("1.1 levels[0] at_least -> at_most", "1.1 mức 1: từ → đến"),
        ("1.1 levels[1].at_least 50% -> 51%", "1.1 mức 2, từ: 50% → 51%"),
        ("gate families levels[0] removed", "điều kiện families mức 1: bỏ"),
        ("2.1 applies_to.unit_type - gdtx", "2.1 áp dụng cho, loại đơn vị: bớt gdtx"),
        ("2.1 applies_to.unit_type + gdtx", "2.1 áp dụng cho, loại đơn vị: thêm gdtx"),
        ("scale.step 0.5 -> 1", "thang điểm, bước điểm: 0,5 → 1"),
    ],
)
def test_a_mutant_in_words(name, said):
    """What is changed, then the change; places are counted from one."""
    assert mutant(name, VI) == said


def test_no_mutant_of_a_shipped_ruleset_keeps_its_english():
    """Every step of every name has its word."""
    for ruleset in Catalog().all():
        found = list(mutants(ruleset.content))
        assert found
        for one in found:
            said = mutant(one.name, VI)
            for word in ("removed", "->", "[", "at_least", "at_most", "levels", "when"):
                assert word not in said, one.name


def test_every_expectation_has_its_name():
    """Each field of a table, with the id it is about."""
    for field in Expect.model_fields:
        assert expectation(field, VI)
    assert expectation("points 1.1", VI) == "điểm 1.1"


@pytest.mark.parametrize(
    ("what", "text", "said"),
    [
        ("recognised", "true", "có"),
        ("recognised", "false", "không"),
        ("rating", "null", "không có"),
        ("error", "[]", "không có lỗi"),
        ("missing", "[]", "không có"),
        ("rating", "dat", "Đạt [dat]"),
        ("possible", "[dat, chua_dat]", "Đạt [dat], Chưa đạt [chua_dat]"),
        ("total", "9.5", "9,5"),
        ("points 1.1", "[0.5, 3]", "0,5–3"),
        ("reached 1.1", "0.5%", "0,5%"),
        ("states 1.1", "partly_met", "đạt một phần"),
        ("status", "final", "kết quả chính thức"),
        ("levels 1.1", "{met: true}", "đạt: có"),
        ("because dat", "{total: [], no_criterion_at: [10, 9]}", "tổng điểm; tiêu chí 10, 9"),
        ("because dat", "{level muc_do_1: [1.1]}", "chỉ tiêu 1.1"),
        ("because dat", "{}", "không điều gì"),
        ("warnings", "[check.no_area]", "check.no_area"),
    ],
)
def test_values_in_words(what, text, said):
    """Yes and no, titles, local numbers, conditions; codes stay codes."""
    assert value(what, text, ruleset_text(POINTS), VI) == said
