"""Settings and scenarios in: arguments, files, and what is refused."""

from __future__ import annotations

import pytest

from assessment.errors import DossierError, ScenariosError, UsageError
from assessment.intake.scenarios import MOST, read_scenarios, settings_of


def read(tmp_path, text, name="gia-thiet.yaml"):
    path = tmp_path / name
    path.write_text(text, "utf-8")
    return read_scenarios(path)


def refused(tmp_path, text):
    with pytest.raises(DossierError) as caught:
        read(tmp_path, text)
    return [(notice.code, notice.place.line) for notice in caught.value.notices]


@pytest.mark.parametrize(
    ("argument", "expected"),
    [
        ("workers=3105", ("workers", "=", "3105")),
        ("9.1=70%", ("9.1", "=", "70%")),
        ("workers+=37", ("workers", "+=", "37")),
        ("workers -= 37", ("workers", "-=", "37")),
        ("  funding = Bố trí đủ ", ("funding", "=", "Bố trí đủ")),
        ("temperature=-4", ("temperature", "=", "-4")),
        ("a=b=c", ("a", "=", "b=c")),
    ],
)
def test_an_argument_is_a_key_a_sign_and_a_value(argument, expected):
    """White space about them is dropped; the first sign counts."""
    (setting,) = settings_of([argument])
    assert setting[:3] == expected


@pytest.mark.parametrize("argument", ["workers", "", "=3", "+=3"])
def test_an_argument_without_key_or_sign_is_refused(argument):
    """The notice quotes it."""
    with pytest.raises(UsageError) as caught:
        settings_of([argument])
    assert caught.value.notices[0].code == "whatif.no_equals"


@pytest.mark.parametrize("argument", ["workers=", "workers+=", "9.1 -= "])
def test_an_argument_without_a_value_is_refused(argument):
    """No value can be taken away, so nothing is no value."""
    with pytest.raises(UsageError) as caught:
        settings_of([argument, "a=1"])
    (notice,) = caught.value.notices
    assert (notice.code, argument.startswith(notice.params["key"])) == ("whatif.no_value", True)


def test_a_file_holds_named_scenarios(tmp_path):
    """Signed values are relative, and a sign of equality makes them absolute again."""
    one, other = read(
        tmp_path,
        "scenarios:\n"
        "- name: Một\n"
        '  set: {a: +46, b: -3, "9.1": 70%}\n'
        "- name: Hai\n"
        "  set:\n"
        "    c: =-4\n"
        "    d: có\n",
    )
    assert [s[:3] for s in one.settings] == [
        ("a", "+=", "46"),
        ("b", "-=", "3"),
        ("9.1", "=", "70%"),
    ]
    assert [s[:3] for s in other.settings] == [("c", "=", "-4"), ("d", "=", "có")]
    assert (one.name, other.name) == ("Một", "Hai")
    assert [s.place.line for s in other.settings] == [6, 7]
    assert other.settings[0].place.path == "scenarios[1].set.c"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("scenarios: []\n", [("shape.empty", 1)]),
        ("scenario: []\n", [("shape.missing_key", 1), ("shape.unknown_key", 1)]),
        ("scenarios:\n- {set: {a: 1}}\n", [("shape.missing_key", 2)]),
        ("scenarios:\n- {name: A}\n", [("shape.missing_key", 2)]),
        ("scenarios:\n- {name: A, set: {}}\n", [("shape.empty", 2)]),
        ("scenarios:\n- {name: A, note: x, set: {a: 1}}\n", [("shape.unknown_key", 2)]),
        ("scenarios:\n- name: A\n  set: {a: }\n", [("shape.empty", 3)]),
        ("scenarios:\n- name: A\n  set: {a: 0,2}\n", [("shape.comma_in_braces", 3)]),
        ("scenarios:\n- name: A\n  set: {a: '=', b: +}\n", [("whatif.no_value", 3)] * 2),
        ("scenarios:\n- name: A\n  set:\n    a: 1\n    a: 2\n", [("file.duplicate_key", 5)]),
        (
            "scenarios:\n- {name: A, set: {a: 1}}\n- {name: A, set: {a: '='}}\n",
            [("whatif.no_value", 3), ("whatif.same_name", 3)],
        ),
    ],
)
def test_a_bad_file_is_refused_at_its_line(tmp_path, text, expected):
    """As every file is."""
    assert refused(tmp_path, text) == expected


@pytest.mark.parametrize(("count", "taken"), [(MOST, True), (MOST + 1, False)])
def test_a_file_holds_so_many_scenarios_and_no_more(tmp_path, count, taken):
    """The first one too many is named."""
    text = "scenarios:\n" + "".join(f"- {{name: S{n}, set: {{a: 1}}}}\n" for n in range(count))
    if taken:
        assert len(read(tmp_path, text)) == MOST
    else:
        assert refused(tmp_path, text) == [("whatif.too_many_scenarios", MOST + 2)]


def test_a_key_known_elsewhere_is_not_offered_as_itself(tmp_path):
    """Dossiers have notes, scenarios have none."""
    with pytest.raises(ScenariosError) as caught:
        read(tmp_path, "scenarios:\n- {name: A, note: x, set: {a: 1}}\n")
    assert caught.value.notices[0].params["nearest"] is None


def test_json_is_read_too(tmp_path):
    """By its suffix."""
    text = '{"scenarios": [{"name": "A", "set": {"a": "+1"}}]}'
    (scenario,) = read(tmp_path, text, "gia-thiet.json")
    assert scenario.settings[0][:3] == ("a", "+=", "1")
