"""What a claim becomes in the cell of a workbook: a number, a share, a label, yes or no."""

from __future__ import annotations

from fractions import Fraction

from assessment.model.alphabet import caseless
from assessment.model.answers import NO
from assessment.model.item import Judged
from assessment.model.quantity import exact
from assessment.model.ruleset import EvidenceKey, EvidenceType, Ruleset
from assessment.views.reckoning.formula import Value
from assessment.wording import Words


def cell_value(ruleset: Ruleset, name: str, text: str | None, words: Words) -> Value:
    """The value of a cell for what a dossier states, which the engine has read before.

    Args:
        name: a key of evidence, or the id of an item that is one.

    """
    if text is None:
        return None
    entry, stated = ruleset.evidence.get(name), text.strip()
    if entry is None:
        share = not isinstance(ruleset.keyed_by_id[name], Judged)
        return _share(stated) if share or stated.endswith("%") else Fraction(exact(stated))
    match entry.type:
        case EvidenceType.YES_NO:
            return words.say("no" if stated.casefold() in NO else "yes")
        case EvidenceType.CHOICE:
            return _label(entry, stated)
        case EvidenceType.COUNT:
            return int(stated.replace(".", ""))
        case EvidenceType.NUMBER:
            return Fraction(exact(stated))
        case EvidenceType.PERCENTAGE:
            return _share(stated)


def _share(text: str) -> Fraction:
    return Fraction(exact(text.removesuffix("%"))) / 100


def _label(entry: EvidenceKey, text: str) -> str:
    if text in entry.labels:
        return entry.labels[text]
    folded = caseless(text)
    labels = entry.labels.items()
    return next(
        (label for id_, label in labels if folded in (caseless(id_), caseless(label))), text
    )
