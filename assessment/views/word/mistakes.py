"""What is wrong with a tag of a template, from what Jinja says of it."""

from __future__ import annotations

import re

from jinja2 import TemplateError

from assessment.errors import Notice, Place, nearest

_LONGEST = 100
_BLOCKS = ("if", "for", "else", "elif", "endif", "endfor", "set")
_PAIRS = (("{{", "}}"), ("{%", "%}"), ("{#", "#}"))

_UNKNOWN_TAG = re.compile(r"Encountered unknown tag '(\w+)'")
_UNCLOSED = re.compile(r"Unexpected end of template.*needs to be closed is '(\w+)'")
_UNKNOWN_NAME = re.compile(r"No (?:filter|test) named '(\w+)'")
_QUOTED = re.compile(r"'([^']*)'")


def mistake(error: TemplateError, place: Place, filters: list[str]) -> Notice:
    """The notice of a template that cannot be read.

    Args:
        filters: those that there are.

    """
    said, near = error.message or "", _near(error)
    if found := _UNCLOSED.search(said):
        block = found[1]
        return Notice("word.unclosed_block", place, {"value": block, "near": near})
    if any(near.count(begun) > near.count(ended) for begun, ended in _PAIRS):
        return Notice("word.unclosed_tag", place, {"near": near})
    if found := _UNKNOWN_TAG.search(said):
        tag = found[1]
        if tag in {"endif", "endfor"}:
            return Notice("word.stray_end", place, {"value": tag, "near": near})
        params = {"value": tag, "near": near, "nearest": nearest(tag, _BLOCKS)}
        return Notice("word.unknown_tag", place, params)
    if found := _UNKNOWN_NAME.search(said):
        params = {
            "value": found[1],
            "near": near or found[1],
            "nearest": nearest(found[1], filters),
        }
        return Notice("word.unknown_filter", place, params)
    return Notice("word.bad_tag", place, {"value": near, "reason": said})


def denied(said: str) -> str:
    """What a tag of the sandbox was after: the name that Jinja quotes, or all that it says."""
    found = _QUOTED.search(said)
    return found[1] if found else said


def _near(error: TemplateError) -> str:
    """The text about the tag that cannot be read."""
    lines = " ".join(line.strip() for line in getattr(error, "docx_context", ()))
    return lines.strip()[:_LONGEST]
