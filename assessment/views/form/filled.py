"""What a dossier states, cell by cell, as text that the form reads back as the same."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from assessment.model.answers import NO, YES
from assessment.model.dossier import Claim, Dossier
from assessment.model.form import CLAIMED, FOUND, Column, listed, parts_text
from assessment.wording import Words

Filled = Mapping[str, Mapping[Column, str]]
"""Of each row's code the text of its columns."""


def filled(dossier: Dossier, words: Words) -> Filled:
    """The cells of a dossier; days as 2019-12-31, figures as it has them."""
    cells: dict[str, dict[Column, str]] = {}
    for key, text in _alone(dossier, words):
        cells[key] = {Column.VALUE: text}
    for key, claim in dossier.evidence.items():
        cells[f"evidence.{key}"] = _beside(claim, Column.VALUE, CLAIMED, words)
    for key, claim in dossier.inspected.items():
        found = _beside(claim, Column.INSPECTED, FOUND, words)
        cells.setdefault(f"evidence.{key}", {}).update(found)
    return cells


def answer(text: str, words: Words) -> str:
    """A yes or no as the form's list has it; other text as it is."""
    said = text.strip().casefold()
    if said in YES or said in NO:
        return words.say("yes" if said in YES else "no")
    return text


def _alone(dossier: Dossier, words: Words) -> Iterator[tuple[str, str]]:
    def said(value: Any) -> str:
        if isinstance(value, bool):
            return words.say("yes" if value else "no")
        return str(value)

    for section in ("subject", "period", "previous"):
        part = getattr(dossier, section)
        for name, value in part.model_dump(by_alias=True, mode="json").items() if part else ():
            if value is not None:
                yield f"{section}.{name}", said(value)
    for id_, applies in dossier.applies.items():
        yield f"applies.{id_}", said(applies)
    if dossier.note:
        yield "note", dossier.note


def _beside(
    claim: Claim, column: Column, fields: Mapping[Column, str], words: Words
) -> dict[Column, str]:
    """The cells of one claim: its value, and what stands beside it."""
    cells = {column: _amount(claim, words)}
    for other, name in fields.items():
        value = getattr(claim, name)
        if value is True:
            cells[other] = "x"
        elif value:
            cells[other] = listed(value) if name == "documents" else value
    return {name: text for name, text in cells.items() if text}


def _amount(claim: Claim, words: Words) -> str:
    """The value, or its bounds in words; then the parts of it."""
    low, high = claim.at_least, claim.at_most
    said = (claim.value or "").strip()
    if low is not None and high is not None:
        said = words.say("form.between", low=low.strip(), high=high.strip())
    elif low is not None:
        said = words.say("form.from", low=low.strip())
    elif high is not None:
        said = words.say("form.up_to", high=high.strip())
    return f"{said} ({parts_text(claim.parts.items())})".strip() if claim.parts else said
