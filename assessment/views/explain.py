"""One criterion or indicator in full, as lines of text."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from assessment.model.outcome import Assessment
from assessment.views.explained import Block, Explained, Line, Section
from assessment.views.lines import heading, wrapped
from assessment.views.text import result_lines
from assessment.wording import Words

_LABEL = 13


class RowOf(NamedTuple):
    """The row of a table that is explained."""

    table: str
    row: int
    id: str | None
    name: str | None

    @property
    def content(self) -> dict[str, Any]:
        """The same for programs; the names are a contract."""
        return {"row": self._asdict()}


def render(assessment: Assessment, words: Words, item: str | None, row: RowOf | None = None) -> str:
    """The criterion, indicator, part or gate of this id; everything when it is None.

    First what it comes to, where everything is explained or a row of a table.

    Raises:
        KeyError: no such id.

    """
    explained = Explained(assessment, words)
    blocks = [lines for section in explained.sections() for lines in _section(section, item)]
    blocks += [_block(gate) for gate in explained.gates() if item in (None, gate.found.item.id)]
    if not blocks:
        raise KeyError(item)
    if item is None or row:
        blocks.insert(0, _whose(assessment, words, row))
    return "\n\n".join("\n".join(block) for block in blocks) + "\n"


def _whose(assessment: Assessment, words: Words, row: RowOf | None) -> list[str]:
    """Whose it is, and what it comes to."""
    who = heading(assessment, words)
    if row:
        at = words.say("explain.row", table=row.table, row=row.row)
        ruleset = assessment.ruleset
        named = (row.id, row.name, at, ruleset.title, ruleset.document.number)
        who = " · ".join(filter(None, named))
    return [*wrapped(who, ""), "", *result_lines(assessment, words)]


def _section(section: Section, item: str | None) -> Iterator[list[str]]:
    whole = item in (None, section.result.criterion.id)
    if whole:
        yield _head(section)
    for block in section.blocks:
        if whole or block.found.item.id == item:
            yield _block(block)
        else:
            yield from (_block(part) for part in block.parts if part.found.item.id == item)


def _head(section: Section) -> list[str]:
    criterion = section.result.criterion
    points = f"  →  {section.outcome}" if section.outcome else ""
    return [
        *wrapped(f"{criterion.id}. {criterion.title.text}{points}", "", "   "),
        *wrapped(f"({criterion.title.source})", "   "),
    ]


def _block(block: Block, indent: str = "") -> list[str]:
    head = f"{block.found.item.id}  {block.found.item.text}"
    lines = wrapped(f"{head}  →  {block.outcome}", indent, f"{indent}     ")
    for line in block.lines:
        lines.extend(_line(line, indent))
    for part in block.parts:
        lines.extend(_block(part, f"{indent}  "))
    return lines


def _line(line: Line, indent: str) -> Iterator[str]:
    label = line.label
    for entry in line.entries:
        hanging = indent + " " * (_LABEL + 2)
        yield from wrapped(entry, f"{indent}  {label:<{_LABEL}}", hanging)
        label = ""
