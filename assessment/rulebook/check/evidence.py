"""Declarations of evidence: numbers have bounds that mean something, wholes have no circles."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from assessment.files import Steps
from assessment.model.flaw import Flaw, Witness
from assessment.model.item import Item, Judged, RatioOf, Threshold
from assessment.model.quantity import Figure, exact
from assessment.model.ruleset import EvidenceKey, EvidenceType
from assessment.rulebook.check.ground import Ground
from assessment.rulebook.grounds import at_path
from assessment.rulebook.proof.lines import Line, bounds_of
from assessment.rulebook.proof.pieces import Piece

_THOUSANDS = re.compile(r"[1-9]\d{0,2}(\.\d{3})+")
_MEASURED = (EvidenceType.COUNT, EvidenceType.NUMBER)


def unusable(ground: Ground) -> set[str]:
    """Keys that no dossier can state: nothing is proved of what looks at them."""
    found = set()
    for key, entry in ground.ruleset.evidence.items():
        low, high = entry.at_least, entry.at_most
        reversed_ = low is not None and high is not None and low > high
        split = entry.type is EvidenceType.COUNT and any(map(_is_no_count, (low, high)))
        if reversed_ or split or _circle(ground, key) or any(_above_whole(ground, key, entry)):
            found.add(key)
    return found


def _is_no_count(value: Decimal | None) -> bool:
    return value is not None and value != value.to_integral_value()


def evidence_flaws(ground: Ground) -> Iterator[Flaw]:
    """What is wrong with evidence as declared, and with how items measure it."""
    for key, entry in ground.ruleset.evidence.items():
        yield from _bounds(ground, key, entry)
        yield from _unused_fields(ground, key, entry)
        if _circle(ground, key):
            yield ground.error("proof.within_itself", ("evidence", key, "within"), key=key)
    yield from _same_labels(ground)
    for item, steps in ground.examined():
        yield from _measures(ground, item, steps)


# --- bounds ----------------------------------------------------------------------------


def _bounds(ground: Ground, key: str, entry: EvidenceKey) -> Iterator[Flaw]:
    low, high = entry.at_least, entry.at_most
    where = ("evidence", key)
    if entry.type not in _MEASURED:
        return
    if low is not None and high is not None and low > high:
        yield ground.error("proof.bounds_reversed", where, key=key, low=low, high=high)
    elif low is not None and low == high:
        yield ground.error("proof.one_value_only", where, key=key, value=low)
    elif entry.type is EvidenceType.NUMBER and (low is None or high is None):
        yield ground.error("proof.no_bounds", where, _absurd(ground, key), key=key)
    for name, bound in (("at_least", low), ("at_most", high)):
        if bound is not None:
            written = at_path(ground.ruleset.content, (*where, name))
            counted = entry.type is EvidenceType.COUNT
            yield from _number(ground, (*where, name), str(written), key, counted=counted)
    yield from _above_whole(ground, key, entry)


def _absurd(ground: Ground, key: str) -> Witness | None:
    """A number without a least or a most; an absurd one is scored without a word."""
    low, high = bounds_of(ground.ruleset.evidence[key])
    absurd = low if ground.ruleset.evidence[key].at_least is None else high
    value = Piece(absurd, absurd, True, True)
    users = [
        item for item, _ in ground.examined() if isinstance(item, Threshold) and item.number == key
    ]
    item = users[0] if users else None
    return ground.witness(ground.contexts[0], {Line("number", key): value}, item)


def _above_whole(ground: Ground, key: str, entry: EvidenceKey) -> Iterator[Flaw]:
    """A part that is at least more than its whole can be."""
    for name in ground.ruleset.wholes.get(key, ()):
        whole = ground.ruleset.evidence.get(name)
        if whole is None or entry.at_least is None or whole.at_most is None:
            continue
        if entry.at_least > whole.at_most:
            params: dict[str, Any] = {
                "key": key,
                "low": entry.at_least,
                "whole": name,
                "high": whole.at_most,
            }
            yield ground.error("proof.part_above_whole", ("evidence", key, "at_least"), **params)


def _circle(ground: Ground, key: str) -> bool:
    """Whether a key is, through its wholes, within itself."""
    declared = ground.ruleset.evidence
    seen: set[str] = set()
    whole = declared[key].within
    while whole is not None and whole in declared and whole not in seen:
        if whole == key:
            return True
        seen.add(whole)
        whole = declared[whole].within
    return False


# --- what is declared and does nothing -------------------------------------------------


def _unused_fields(ground: Ground, key: str, entry: EvidenceKey) -> Iterator[Flaw]:
    """Bounds, wholes and options that evidence of this type does not look at."""
    unused = []
    if entry.type not in _MEASURED:
        unused += [name for name in ("at_least", "at_most") if getattr(entry, name) is not None]
    if entry.type is not EvidenceType.COUNT and entry.within:
        unused.append("within")
    if entry.type is not EvidenceType.CHOICE and entry.options:
        unused.append("options")
    for name in unused:
        where = ("evidence", key, name)
        yield ground.warning("proof.unused_field", where, key=key, field=name, type=entry.type)


def _same_labels(ground: Ground) -> Iterator[Flaw]:
    """Two pieces of evidence, or two options of one, that people call the same."""
    seen: dict[str, str] = {}
    for key, entry in ground.ruleset.evidence.items():
        first = seen.setdefault(_folded(entry.label), key)
        if first != key:
            where = ("evidence", key, "label")
            yield ground.warning("proof.same_label", where, label=entry.label, one=first, other=key)
        options: dict[str, str] = {}
        for index, option in enumerate(entry.options):
            first = options.setdefault(_folded(option.label), option.id)
            if first != option.id:
                where_option = ("evidence", key, "options", index, "label")
                params: dict[str, Any] = {"label": option.label, "one": first, "other": option.id}
                yield ground.error("proof.same_label", where_option, **params)


def _folded(label: str) -> str:
    return " ".join(label.casefold().split())


# --- how items measure -----------------------------------------------------------------


def _measures(ground: Ground, item: Item, steps: Steps) -> Iterator[Flaw]:
    for ratio, where in _ratios(item, steps):
        if ratio.of == ratio.over:
            yield ground.error("proof.share_of_itself", where, id=item.id, key=ratio.of)
    if not isinstance(item, Threshold) or item.ratio:
        return
    entry = ground.ruleset.evidence.get(item.number or item.count or "")
    counted = entry is not None and entry.type is EvidenceType.COUNT
    for index, level in enumerate(item.levels):
        for variant, inside in ((level, ()), (level.disadvantaged, ("disadvantaged",))):
            for name in ("at_least", "at_most"):
                figure: Figure | None = getattr(variant, name, None)
                if figure is not None and not figure.percent:
                    where = (*steps, "levels", index, *inside, name)
                    yield from _number(ground, where, figure.text, item.id, counted=counted)


def _number(ground: Ground, where: Steps, text: str, id_: str, *, counted: bool) -> Iterator[Flaw]:
    """A number as written: counts are whole, and 1.000 is 1 here and a thousand to most.

    Of counts the loader refuses it.
    """
    value = exact(text)
    params: dict[str, Any] = {"value": text, "decimal": value}
    thousands = _THOUSANDS.fullmatch(text)
    if counted and not thousands and _is_no_count(value):
        yield ground.error("proof.limit_between_counts", where, id=id_, **params)
    elif thousands and not counted:
        digits = text.replace(".", "")
        params |= {"thousands": Decimal(digits), "plain": digits}
        yield ground.warning("proof.looks_like_thousands", where, **params)


def _ratios(item: Item, steps: Steps) -> Iterator[tuple[RatioOf, Steps]]:
    if isinstance(item, Judged) and item.full_at:
        yield item.full_at.ratio, (*steps, "full_at", "ratio")
    if not isinstance(item, Threshold):
        return
    if item.ratio:
        yield item.ratio, (*steps, "ratio")
    for index, level in enumerate(item.levels):
        if level.ratio:
            yield level.ratio, (*steps, "levels", index, "ratio")
        if level.disadvantaged and level.disadvantaged.ratio:
            yield level.disadvantaged.ratio, (*steps, "levels", index, "disadvantaged", "ratio")
