"""The cases that a ruleset is tried on, in words: what is given, what must come of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import count
from typing import Any

from assessment.model.answers import YES
from assessment.model.book import Example, Examples
from assessment.views.pages.changes import ReadLine
from assessment.views.pages.outcomes import came_out, outcome
from assessment.views.pages.sheet import Runs, Sheet


@dataclass(frozen=True, slots=True)
class Step:
    """`came`: what comes of it now, where that is not what is expected."""

    value: str
    expected: tuple[str, ...]
    came: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ExampleLine:
    """One row; `steps` in place of `expected` where a value climbs a ladder.

    `failed`: some outcome does not hold. `corrected`: the figures behind it that were
    corrected, where some were.
    """

    anchor: str
    number: str
    note: str
    source: Runs
    given: tuple[str, ...]
    evidence: tuple[str, ...]
    expected: tuple[str, ...]
    came: tuple[str, ...]
    vary: str | None
    steps: tuple[Step, ...]
    failed: bool
    corrected: tuple[ReadLine, ...]


@dataclass(frozen=True, slots=True)
class ExampleTable:
    about: str
    note: str | None
    lines: tuple[ExampleLine, ...]


def example_tables(
    sheet: Sheet, tables: Sequence[Examples], corrected: Sequence[ReadLine]
) -> tuple[ExampleTable, ...]:
    """The tables in words, their rows numbered through.

    Args:
        corrected: the figures of the ruleset that a confirmation has corrected.

    """
    numbers = count(1)
    return tuple(
        ExampleTable(
            table.about,
            table.note,
            tuple(
                _line(sheet, table.name, each, next(numbers), corrected) for each in table.examples
            ),
        )
        for table in tables
    )


def _line(
    sheet: Sheet, table: str, example: Example, number: int, corrected: Sequence[ReadLine]
) -> ExampleLine:
    own = f"{example.item}: "
    said, came = (
        {
            value: tuple(text.removeprefix(own) for text in in_words(sheet, stated))
            for value, stated in outcomes.items()
        }
        for in_words, outcomes in ((outcome, example.outcomes), (came_out, example.came))
    )
    steps = tuple(
        Step(_varied(sheet, example.vary or "", value), sentences, came.get(value, ()))
        for value, sentences in said.items()
        if value is not None
    )
    return ExampleLine(
        f"vd-{_NOT_IN_IDS.sub('-', table)}:{example.id}",
        sheet.words.number(number),
        example.note,
        sheet.cite(example.source),
        tuple(_given(sheet, example)),
        tuple(_evidence(sheet, example.given.get("evidence") or {})),
        said.get(None, ()),
        came.get(None, ()),
        _climbed(sheet, example),
        steps,
        bool(came),
        _behind(example, corrected) if came else (),
    )


def _behind(example: Example, corrected: Sequence[ReadLine]) -> tuple[ReadLine, ...]:
    """The corrected figures of the items that come out otherwise; else all, if they are few."""
    stated = (each for came in example.came.values() for each in came.values())
    ids = {id_ for each in stated if isinstance(each, Mapping) for id_ in each}
    own = tuple(line for line in corrected if line.id in ids)
    return own or (tuple(corrected) if len(corrected) <= _FEW else ())


def _climbed(sheet: Sheet, example: Example) -> str | None:
    """What a ladder varies, and for which item: "9.1 theo Số hộ được công nhận"."""
    if example.vary is None:
        return None
    name = _name(sheet, example.vary)
    if example.item in (None, example.vary):
        return name
    return sheet.say("page.case.of_item", item=example.item, vary=name)


def _given(sheet: Sheet, example: Example) -> Iterator[str]:
    """What a dossier says beside its evidence, and last where its evidence starts from."""
    given, say = example.given, sheet.say
    yield from _subject(sheet, given.get("subject") or {})
    for end, day in (given.get("period") or {}).items():
        yield f"{_name(sheet, f'period.{end}')}: {_day(sheet, day)}"
    if previous := given.get("previous"):
        level = sheet.words.running(sheet.here.level_title(str(previous.get("level"))))
        yield say("page.case.previous", level=level, day=_day(sheet, previous.get("decided")))
    for key, value in (given.get("inspected") or {}).items():
        yield say("page.case.inspected", what=_pair(sheet, key, value))
    for id_, value in (given.get("applies") or {}).items():
        yield say("page.case.applies", id=id_, answer=sheet.value(id_, str(value)))
    for name in ("missing", "strict"):
        if example.options.get(name) in ("zero", True):
            yield say(f"page.case.{name}")
    evidence = given.get("evidence") or {}
    full, changed = evidence.get("base") == "all", len(evidence.keys() - {"base"}) > 0
    names = {(True, True): "full_except", (True, False): "full", (False, True): "only"}
    yield say(f"page.case.{names.get((full, changed), 'nothing')}")


def _subject(sheet: Sheet, subject: Mapping[str, Any]) -> Iterator[str]:
    kinds = {kind.id: kind.text for kind in sheet.ruleset.unit_types}
    for name, value in subject.items():
        text = str(value)
        if value is None:
            yield sheet.say("page.case.absent", what=_name(sheet, f"subject.{name}"))
        elif name == "area" and text in _AREAS:
            yield from () if text == _AREAS[0] else (sheet.say(f"area.{text}"),)
        elif name == "unit_type":
            yield kinds.get(text, text)
        elif name == "public":
            yield sheet.say("page.case.public" if text in YES else "page.case.private")
        elif name == "level" and text in _UNIT_LEVELS:
            yield sheet.say("page.case.level", level=sheet.say(f"subject.{text}"))
        else:
            yield f"{name}: {text}"


def _evidence(sheet: Sheet, stated: Mapping[str, Any]) -> Iterator[str]:
    for key, value in stated.items():
        if key != "base":
            yield _pair(sheet, key, value)


def _pair(sheet: Sheet, key: str, value: Any) -> str:
    """A value under its name: "Tổng số hộ: 1.000 hộ"."""
    return f"{_name(sheet, key)}: {_value(sheet, key, value)}"


def _value(sheet: Sheet, key: str, value: Any) -> str:
    if value is None:
        return sheet.say("page.case.none")
    if not isinstance(value, Mapping):
        return sheet.value(key, str(value))
    said = []
    for name, part in value.items():
        if name == "value":
            said.append(sheet.value(key, str(part)))
        elif name == "rejected":
            said.append(sheet.say("page.case.rejected"))
        elif name in ("at_least", "at_most"):
            said.append(sheet.say(f"scale.{name}", figure=sheet.value(key, str(part))))
        elif name == "reason":
            said.append(sheet.say("reason", reason=part))
        else:
            said.append(f"{name}: {_plain(part)}")
    return "; ".join(said)


def _day(sheet: Sheet, text: Any) -> str:
    """A day as people here write it; what is none, as written."""
    try:
        return sheet.words.date(date.fromisoformat(str(text)))
    except ValueError:
        return str(text or "")


def _plain(value: Any) -> str:
    if isinstance(value, Mapping):
        return ", ".join(f"{name} {part}" for name, part in value.items())
    return ", ".join(map(str, value)) if isinstance(value, list | tuple) else str(value)


def _varied(sheet: Sheet, vary: str, value: str) -> str:
    """A value that a ladder gives to what it varies."""
    section, _, name = vary.partition(".")
    if vary == "subject.area" and value in _AREAS:
        return sheet.say(f"area.{value}")
    if section == "subject":
        return "; ".join(_subject(sheet, {name: value}))
    return _day(sheet, value) if section in ("period", "previous") else sheet.value(vary, value)


def _name(sheet: Sheet, key: str) -> str:
    """The name of a piece of evidence, of an item for its id, of a part of the dossier."""
    section, _, part = key.partition(".")
    if key in _PARTS:
        return sheet.say(f"page.case.name.{key}")
    if section == "applies" and part:
        return sheet.say("page.case.name.applies", id=part)
    if section == "inspected" and part:
        return sheet.say("page.case.inspected", what=_name(sheet, part))
    label = sheet.here.label(key)
    return f"{key} {label}" if key in sheet.ruleset.keyed_by_id else label


_FEW = 3
_NOT_IN_IDS = re.compile(r"[^A-Za-z0-9_.-]")
_AREAS = ("standard", "disadvantaged", "extremely_disadvantaged")
_UNIT_LEVELS = ("commune", "district", "province")
_PARTS = (
    "subject.area",
    "subject.level",
    "subject.unit_type",
    "subject.public",
    "subject.province",
    "period.from",
    "period.to",
    "previous.level",
    "previous.decided",
)
