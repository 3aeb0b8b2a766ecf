"""YAML and JSON files as trees of text, bounded, with the line of every key.

Scalars stay text (`0.5` and `true` too) so that numbers are read exactly, later and by
one rule; an empty scalar, `~` or `null` is None. Text is NFC-normalised. Anchors, tags
and several documents in a file are refused.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NoReturn

import yaml

from assessment.errors import CdhtError, Cell, Notice, Place

MAX_BYTES = 2 * 1024 * 1024
MAX_DEPTH = 24
MAX_VALUES = 100_000

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
"""Nothing that a terminal would obey."""

_UNSEEN = re.compile("[\u00ad\u200b\u200e\u200f\u2060\ufeff]")
"""What is copied along from web pages and documents, and no one sees."""

_OFFICE = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF")
_NO_SPACE = re.compile(r"""\s*["']?[\w.]+["']?:[^\s:/].*""")

_STEP = re.compile(r"([A-Za-z_]+)((?:\[[0-9]{1,6}\])*)")

Steps = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Tree:
    """A file's content as text, and where each part of it stands: lines, or cells of a workbook."""

    content: dict[str, Any]
    file: str | None = None
    lines: Mapping[Steps, int] = field(default_factory=dict)
    cells: Mapping[Steps, Cell] = field(default_factory=dict)

    def place(self, steps: Steps) -> Place:
        """The place of a path, or of the nearest part of it that has a line or a cell."""
        near = steps
        while near and near not in self.lines and near not in self.cells:
            near = near[:-1]
        return Place(self.file, self.lines.get(near), path_text(steps), self.cells.get(near))


def path_text(steps: Steps) -> str:
    """The path in words: criteria, 0, title is `criteria[0].title`."""
    text = ""
    for step in steps:
        text += f"[{step}]" if isinstance(step, int) else f".{step}" if text else step
    return text


def parse_path(text: str) -> Steps:
    """A path in words as steps: `levels[0].at_least` is levels, 0, at_least."""
    steps: list[str | int] = []
    for part in text.split("."):
        match = _STEP.fullmatch(part)
        if match is None:
            return (text,)
        steps.append(match[1])
        steps.extend(int(number) for number in re.findall(r"[0-9]+", match[2]))
    return tuple(steps)


def one_line(text: str) -> str:
    """Text in one line: NFC, each run of white space and control characters one space."""
    return " ".join(plain_text(_CONTROL.sub(" ", text)).split())


def plain_text(text: str) -> str:
    """Text in NFC, without what no one sees."""
    return text if text.isascii() else unicodedata.normalize("NFC", _UNSEEN.sub("", text))


def lines_kept(text: str) -> str:
    """Text in NFC without control characters, its lines kept, nothing before it or behind it."""
    return plain_text(_CONTROL.sub(" ", text.replace("\r\n", "\n"))).strip()


def read_tree(path: Path, error: type[CdhtError]) -> Tree:
    """Read a YAML or JSON file (by its suffix; YAML unless .json).

    Raises:
        error: with one `file.*` notice.

    """
    name = str(path)
    try:
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
        if len(data) > MAX_BYTES:
            _refuse(error, "file.too_large", name, limit=MAX_BYTES)
        if data.startswith(_OFFICE):
            _refuse(error, "file.office", name)
        text = data.decode("utf-8-sig")
    except FileNotFoundError:
        _refuse(error, "file.not_found", name)
    except UnicodeDecodeError:
        _refuse(error, "file.not_text", name)
    except (OSError, ValueError):
        _refuse(error, "file.unreadable", name)
    parse = parse_json if path.suffix.lower() == ".json" else parse_yaml
    return parse(text, name, error)


def parse_yaml(text: str, name: str | None, error: type[CdhtError]) -> Tree:
    """The tree of a YAML text."""
    lines: dict[Steps, int] = {}
    try:
        content = _Builder(name, error, lines).build(yaml.parse(text, Loader=_LOADER))
    except yaml.MarkedYAMLError as problem:
        mark = problem.problem_mark or problem.context_mark
        code, line, params = _slip(text, mark.line if mark else None)
        _refuse(error, code, name, line=line, **params)
    except yaml.YAMLError:
        _refuse(error, "file.syntax", name)
    if not isinstance(content, dict):
        _refuse(error, "file.format", name)
    return Tree(content, name, lines)


def _slip(text: str, index: int | None) -> tuple[str, int | None, dict[str, str]]:
    """The likely slip behind a syntax error: its code, its line (from 1), its words."""
    lines = text.splitlines()
    if index is None or not lines:
        return "file.syntax", None, {}
    index = min(index, len(lines) - 1)
    if "\t" in lines[index][: len(lines[index]) - len(lines[index].lstrip())]:
        return "file.tab", index + 1, {}
    for near in (index, index - 1):
        if near >= 0 and _NO_SPACE.fullmatch(lines[near]):
            return "shape.missing_space", near + 1, {"value": lines[near].strip()}
    return "file.syntax", index + 1, {}


def parse_json(text: str, name: str | None, error: type[CdhtError]) -> Tree:
    """The tree of a JSON text; its places have no lines."""

    def unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        seen: dict[str, Any] = {}
        for name_, value in pairs:
            key = plain_text(name_)
            if key in seen:
                _refuse(error, "file.duplicate_key", name, path=key, key=key)
            seen[key] = value
        return seen

    def constant(value: str) -> NoReturn:
        _refuse(error, "file.syntax", name, value=value)

    try:
        content = json.loads(
            text,
            parse_float=str,
            parse_int=str,
            parse_constant=constant,
            object_pairs_hook=unique,
        )
    except json.JSONDecodeError as problem:
        _refuse(error, "file.syntax", name, line=problem.lineno, column=problem.colno)
    except RecursionError:
        _refuse(error, "file.too_deep", name, limit=MAX_DEPTH)
    if not isinstance(content, dict):
        _refuse(error, "file.format", name)
    return tree_of(content, name, error)


def tree_of(content: Mapping[str, Any], name: str | None, error: type[CdhtError]) -> Tree:
    """A tree from plain data (as parsed from JSON), brought to text."""
    count = 0

    def text_of(value: Any, steps: Steps) -> Any:
        nonlocal count
        count += 1
        if len(steps) > MAX_DEPTH:
            _refuse(error, "file.too_deep", name, limit=MAX_DEPTH)
        if count > MAX_VALUES:
            _refuse(error, "file.too_many_values", name, limit=MAX_VALUES)
        if isinstance(value, Mapping):
            if any(_CONTROL.search(str(key)) for key in value):
                _refuse(error, "file.syntax", name, path=path_text(steps))
            return {
                plain_text(str(k)): text_of(item, (*steps, str(k))) for k, item in value.items()
            }
        if isinstance(value, list | tuple):
            return [text_of(item, (*steps, index)) for index, item in enumerate(value)]
        if value is None:
            return None
        if isinstance(value, bool):
            return "true" if value else "false"
        if _CONTROL.search(str(value)):
            _refuse(error, "file.syntax", name, path=path_text(steps))
        return plain_text(str(value))

    return Tree(text_of(content, ()), name)


def _refuse(
    error: type[CdhtError],
    code: str,
    name: str | None,
    *,
    line: int | None = None,
    path: str | None = None,
    **params: Any,
) -> NoReturn:
    if code == "file.format":
        params["sample"] = error.sample
    raise error(Notice(code, Place(name, line, path), params)) from None


class _Builder:
    """Builds the tree from YAML events, so that no bound is met too late."""

    def __init__(self, name: str | None, error: type[CdhtError], lines: dict[Steps, int]) -> None:
        self._name = name
        self._error = error
        self._lines = lines
        self._count = 0

    def build(self, events: Iterator[Any]) -> Any:
        content: Any = None
        documents = 0
        for event in events:
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    self._refuse("file.format", event)
                content = self._value(next(events), events, ())
        return content

    def _value(self, event: Any, events: Iterator[Any], steps: Steps) -> Any:
        self._count += 1
        self._refuse_extras(event)
        if len(steps) > MAX_DEPTH:
            self._refuse("file.too_deep", event, limit=MAX_DEPTH)
        if self._count > MAX_VALUES:
            self._refuse("file.too_many_values", event, limit=MAX_VALUES)
        self._lines.setdefault(steps, _line(event))
        if isinstance(event, yaml.ScalarEvent):
            plain = event.implicit[0]
            return None if plain and event.value in ("", "~", "null") else self._text(event)
        if isinstance(event, yaml.SequenceStartEvent):
            return self._sequence(events, steps)
        return self._mapping(events, steps)

    def _sequence(self, events: Iterator[Any], steps: Steps) -> list[Any]:
        items: list[Any] = []
        while not isinstance(event := next(events), yaml.SequenceEndEvent):
            items.append(self._value(event, events, (*steps, len(items))))
        return items

    def _mapping(self, events: Iterator[Any], steps: Steps) -> dict[str, Any]:
        items: dict[str, Any] = {}
        while not isinstance(event := next(events), yaml.MappingEndEvent):
            self._refuse_extras(event)
            if not isinstance(event, yaml.ScalarEvent):
                self._refuse("file.format", event)
            key = self._text(event)
            if key in items:
                self._refuse("file.duplicate_key", event, path=path_text((*steps, key)), key=key)
            self._lines[(*steps, key)] = _line(event)
            items[key] = self._value(next(events), events, (*steps, key))
        return items

    def _text(self, event: Any) -> str:
        if _CONTROL.search(event.value):
            self._refuse("file.syntax", event)
        return plain_text(event.value)

    def _refuse_extras(self, event: Any) -> None:
        """Neither anchors nor tags, on keys or on values."""
        if isinstance(event, yaml.AliasEvent) or event.anchor is not None:
            self._refuse("file.alias", event)
        if event.tag not in (None, "!"):
            self._refuse("file.syntax", event)

    def _refuse(self, code: str, event: Any, **params: Any) -> NoReturn:
        _refuse(self._error, code, self._name, line=_line(event), **params)


def _line(event: Any) -> int:
    return int(event.start_mark.line) + 1
