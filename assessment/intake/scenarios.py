"""Scenarios in: `KEY=VALUE` of the command line, and YAML files of named scenarios."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from pydantic import Field

from assessment.errors import Notice, Place, ScenariosError, UsageError
from assessment.files import Tree, one_line, read_tree
from assessment.model.sourced import Frozen, Text
from assessment.model.whatif import Scenario, Setting
from assessment.shape import validate

MOST = 200
"""Scenarios in a file."""

_ARGUMENT = re.compile(r"(?P<key>[^\s=+-].*?)\s*(?P<how>[+-]?=)\s*(?P<text>.*)")


def settings_of(arguments: Iterable[str]) -> tuple[Setting, ...]:
    """The settings that a command states: "workers=3105", "9.1=70%", "workers+=37".

    Raises:
        UsageError: `whatif.no_equals`, `whatif.no_value`.

    """
    settings = tuple(map(_argument, arguments))
    if notices := tuple(_without_value(settings)):
        raise UsageError(*notices)
    return settings


def _without_value(settings: Iterable[Setting]) -> Iterator[Notice]:
    for setting in settings:
        if not setting.text:
            yield Notice("whatif.no_value", setting.place, {"key": setting.key})


def _argument(argument: str) -> Setting:
    place = Place(path=f"--set {one_line(argument)}")
    found = _ARGUMENT.fullmatch(one_line(argument))
    if found is None:
        raise UsageError(Notice("whatif.no_equals", place, {"value": one_line(argument)}))
    return _setting(found["key"], found["how"], found["text"], place)


def _setting(key: str, how: str, text: str, place: Place) -> Setting:
    match how:
        case "+=":
            return Setting(key, "+=", text, place)
        case "-=":
            return Setting(key, "-=", text, place)
    return Setting(key, "=", text, place)


# --- files -----------------------------------------------------------------------------


class _Written(Frozen):
    name: Text
    set: Mapping[str, Text] = Field(min_length=1)


class _File(Frozen):
    scenarios: tuple[_Written, ...] = Field(min_length=1)


def read_scenarios(path: Path) -> tuple[Scenario, ...]:
    """Read a file of scenarios: `scenarios: [{name: …, set: {key: value}}]`.

    A value that begins with + or - is so many more or fewer; =-4 is the number itself.

    Raises:
        ScenariosError: every `file.*` and `shape.*` problem, with line and key;
            `whatif.too_many_scenarios`, `whatif.same_name`, `whatif.no_value`.

    """
    tree = read_tree(path, ScenariosError)
    file = validate(_File, tree, tree.content, ScenariosError)
    if len(file.scenarios) > MOST:
        place = tree.place(("scenarios", MOST))
        raise ScenariosError(Notice("whatif.too_many_scenarios", place, {"limit": MOST}))
    scenarios = tuple(_scenario(tree, n, written) for n, written in enumerate(file.scenarios))
    notices = [*_same_names(tree, scenarios)]
    for scenario in scenarios:
        notices += _without_value(scenario.settings)
    if notices:
        raise ScenariosError(*notices)
    return scenarios


def _same_names(tree: Tree, scenarios: Sequence[Scenario]) -> Iterator[Notice]:
    first: dict[str | None, int] = {}
    for index, (name, _) in enumerate(scenarios):
        if first.setdefault(name, index) != index:
            place = tree.place(("scenarios", index, "name"))
            yield Notice("whatif.same_name", place, {"value": name})


def _scenario(tree: Tree, index: int, written: _Written) -> Scenario:
    settings = (
        _relative(key, text.strip(), tree.place(("scenarios", index, "set", key)))
        for key, text in written.set.items()
    )
    return Scenario(written.name, tuple(settings))


def _relative(key: str, text: str, place: Place) -> Setting:
    if text[:1] in ("+", "-"):
        return _setting(key, f"{text[0]}=", text[1:].strip(), place)
    return _setting(key, "=", text.removeprefix("=").strip(), place)
