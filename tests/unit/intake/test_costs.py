"""Files of costs: what they say, and what is wrong with them, by line and key."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from assessment.errors import DossierError
from assessment.intake.costs import measured, names, read_costs
from assessment.model.plan import Cost
from tests.conformance.base import shipped

TT44 = shipped("tt44-2014")
HOUSEHOLD = shipped("household-qd448-2015")


def read(tmp_path: Path, text: str, ruleset=TT44):
    file = tmp_path / "cong.yaml"
    file.write_text(text, encoding="utf-8")
    return read_costs(file, ruleset).costs


def refused(tmp_path: Path, text: str, ruleset=TT44):
    with pytest.raises(DossierError) as caught:
        read(tmp_path, text, ruleset)
    return caught.value.notices


def test_costs_are_read_exactly(tmp_path):
    """Amounts with a comma or a dot, for units and for steps, and who is responsible."""
    costs = read(
        tmp_path,
        'default: 2\ncosts:\n  households_recognised: {each: "0,05", step: 1.5, who: Hội}\n',
    )
    assert costs.default == 2
    assert costs.of("households_recognised") == Cost(
        each=Decimal("0.05"), step=Decimal("1.5"), who="Hội"
    )
    assert costs.of("clans_recognised") == Cost(step=Decimal(2))


@pytest.mark.parametrize(
    "text",
    [
        "default: 1\n",
        "default:\n",
        "default: 1\ncosts:\n",
        "costs:\n",
        "costs: {insured: {step: }}\n",
    ],
)
def test_a_step_costs_one_where_nothing_is_said(tmp_path, text):
    """Without costs, or with an empty list of them, each step costs the default."""
    assert read(tmp_path, text).of("annual_plan") == Cost(step=Decimal(1))


def test_an_indicator_stands_for_what_it_measures(tmp_path):
    """9.1 means its count; where only its share is stated, a step costs the default."""
    costs = read(tmp_path, 'default: 3\ncosts: {"9.1": {each: 0.1}}\n')
    assert costs.of("households_recognised") == Cost(each=Decimal("0.1"))
    assert costs.of("9.1") == Cost(step=Decimal(3))
    assert costs.of("households") == Cost(step=Decimal(3))


def test_naming_who_alone_changes_no_cost(tmp_path):
    """Nothing is free for want of an amount, and what is said to be free is."""
    costs = read(tmp_path, "default: 3\ncosts: {insured: {who: Trạm}, annual_plan: {step: 0}}\n")
    assert costs.of("insured") == Cost(step=Decimal(3), who="Trạm")
    assert costs.of("annual_plan") == Cost()


def test_a_judged_item_costs_by_step(tmp_path):
    """The id of a judged item is its own key."""
    costs = read(tmp_path, "costs: {A3.1: {step: 4}}\n", HOUSEHOLD)
    assert costs.of("A3.1") == Cost(step=Decimal(4))


def test_a_list_stands_for_all_its_parts():
    """A name stands for every key that is measured, and for none that divides."""
    assert measured(TT44, "9.1") == ("households_recognised",)
    assert measured(TT44, "households") == ("households",)
    assert len(measured(TT44, "12.1")) == 3
    assert measured(TT44, "no_such") == ()


def test_everything_that_can_be_named_is_measured():
    """Each name offered as the nearest one is a name that is accepted."""
    assert all(measured(TT44, name) for name in names(TT44))


@pytest.mark.parametrize(
    ("text", "code", "line", "path"),
    [
        ("costs:\n  household_recognised: {each: 1}\n", "costs.unknown_key", 2, "household_rec"),
        ("costs:\n  annual_plan: {each: 1}\n", "costs.not_counted", 2, "annual_plan.each"),
        ("costs:\n  party_resolution: {each: 1}\n", "costs.not_counted", 2, "each"),
        ("costs:\n  insured: {each: -1}\n", "costs.bad_amount", 2, "insured.each"),
        ("costs:\n  insured: {each: 1000000000.1}\n", "costs.bad_amount", 2, "insured.each"),
        ("costs:\n  insured: {step: 0.00001}\n", "costs.bad_amount", 2, "insured.step"),
        ("default: -0.5\n", "costs.bad_amount", 1, "default"),
        ("costs:\n  insured: {step: 1}\n  '14.2': {step: 2}\n", "costs.twice", 3, "costs.14.2"),
        ("costs:\n  insured: {every: 1}\n", "shape.unknown_key", 2, "insured.every"),
        ("costs:\n  insured: {each: nhiều}\n", "shape.not_a_number", 2, "insured.each"),
        ("costs:\n  insured: {each: NaN}\n", "shape.not_a_number", 2, "insured.each"),
        ("costs:\n  insured: 3\n", "shape.not_a_mapping", 2, "costs.insured"),
        ("costs: [1]\n", "shape.not_a_mapping", 1, "costs"),
        ("cost: {}\n", "shape.unknown_key", 1, "cost"),
    ],
)
def test_bad_costs_are_named_by_line_and_key(tmp_path, text, code, line, path):
    """Unknown keys, wrong kinds, negative, absurd and unreadable amounts, costs given twice."""
    [notice] = refused(tmp_path, text)
    assert notice.code == code
    assert notice.place.line == line
    assert path in notice.place.path


@pytest.mark.parametrize("amount", ["0", "0.0001", "1000000000", "12,5"])
def test_amounts_at_their_bounds_are_taken(tmp_path, amount):
    """From nothing to a thousand million, with up to four decimals."""
    costs = read(tmp_path, f'costs:\n  insured: {{each: "{amount}"}}\n')
    assert costs.of("insured").each == Decimal(amount.replace(",", "."))


@pytest.mark.parametrize(
    ("written", "amount", "warned"),
    [
        ("200.000", "200000", True),
        ("1.500.000", "1500000", True),
        ("1.500", "1500", True),
        ("1.50", "1.5", False),
        ("0.500", "0.5", False),
        ("12.5000", "12.5", False),
        ("'1,500'", "1.5", False),
    ],
)
def test_a_dot_before_three_digits_parts_thousands(tmp_path, written, amount, warned):
    """As in counts of dossiers, with a warning at its line; other dots and commas are decimals."""
    file = tmp_path / "cong.yaml"
    file.write_text(f"default: {written}\ncosts:\n  insured: {{each: {written}}}\n", "utf-8")
    found = read_costs(file, TT44)
    assert found.costs.default == found.costs.of("insured").each == Decimal(amount)
    places = [(n.code, n.place.path, n.place.line) for n in found.warnings]
    assert (
        places
        == [
            ("check.thousands", "default", 1),
            ("check.thousands", "costs.insured.each", 3),
        ]
        * warned
    )


def test_a_cost_of_what_no_plan_changes_is_warned_of(tmp_path):
    """A total, named itself; an indicator over it costs what its part does."""
    file = tmp_path / "cong.yaml"
    file.write_text("costs:\n  households: {each: 1}\n  '9.1': {each: 2}\n", "utf-8")
    [notice] = read_costs(file, TT44).warnings
    assert (notice.code, notice.place.line) == ("plan.stays", 2)


@pytest.mark.parametrize(
    ("text", "code", "value"),
    [
        ('costs: {"2.4": {step:2}}\n', "shape.missing_space", "step:2"),
        ('costs: {"2.4": {who: [a, b]}}\n', "shape.wrong_type", "[a, b]"),
    ],
)
def test_what_was_written_is_shown_as_it_was(tmp_path, text, code, value):
    """A missing space after a colon, and a list in the place of a name."""
    [notice] = refused(tmp_path, text)
    assert (notice.code, notice.params["value"]) == (code, value)


def test_all_that_is_wrong_is_said_at_once(tmp_path):
    """Every fault of a file is reported, in the order of its lines."""
    notices = refused(
        tmp_path, "default: -1\ncosts:\n  nobody: {step: 1}\n  annual_plan: {each: 1}\n"
    )
    assert [n.code for n in notices] == [
        "costs.bad_amount",
        "costs.unknown_key",
        "costs.not_counted",
    ]


def test_the_nearest_name_is_offered_with_its_label(tmp_path):
    """A slip of the pen finds its key."""
    [notice] = refused(tmp_path, "costs: {household_recognised: {each: 1}}\n")
    assert notice.params["nearest"] == "households_recognised"
    assert notice.params["label"] == "Số hộ được công nhận Gia đình học tập"
