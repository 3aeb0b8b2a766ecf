"""What speaks against counts as they stand: results that are older than what they rest on."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations
from pathlib import Path
from typing import Any

from assessment.batch.receipt import file_digest, receipt_of
from assessment.errors import DossierError, Notice, Place
from assessment.model.alphabet import spelled_alike
from assessment.model.rollup import Group
from assessment.receipts import ROLLUP, Receipt, read_receipt
from assessment.rollup.results import Results

_MOST_PAIRS = 1_000_000
_FEW = 5
_LONG = 4
"""Letters of a word in which one letter more, less or another is likelier a slip than a name."""


def doubts(used: Sequence[Results]) -> Iterator[Notice]:
    """Of each table of results: is it of the table, and of the runs, that there are now?

    Args:
        used: the results that are counted together.

    """
    for each in used:
        place = Place(str(each.path))
        if each.unread:
            params = {"sheets": ", ".join(each.unread), "count": len(each.unread)}
            yield Notice("rollup.sheets_unread", place, params)
        yield from _earlier_years(each)
        original = each.original
        if original is None or each.run is None:
            continue
        if _digest(original) not in (None, each.run.file("table")[1]):
            params = {"table": str(original), "ruleset": each.ruleset.id, "out": str(each.path)}
            yield Notice("rollup.corrected_since", place, params)
        yield from _older(each, original, used)


def _earlier_years(results: Results) -> Iterator[Notice]:
    """Results of earlier years given beside these; who of them may still hold a title."""
    now, validity = results.period, results.ruleset.validity
    if now is None or validity is None:
        return
    for old, _, titled, until in results.earlier:
        years = {"year": str(old.period.last.year) if old.period else "", "now": str(now.last.year)}
        place = Place(str(old.path))
        if not titled or until is None or until < now.last:
            yield Notice("rollup.earlier_year", place, years)
            continue
        more = ", …" if len(titled) > _FEW else ""
        params = {
            "count": len(titled),
            "names": "; ".join(titled[:_FEW]) + more,
            "months": validity.months,
            "counted": validity.counted,
            "source": validity.source,
            "until": until,
        }
        yield Notice("rollup.still_valid", place, years | params)


def _digest(path: Path) -> str | None:
    """The digest of a file; None where there is none to read."""
    try:
        return file_digest(path) if path.exists() else None
    except OSError:
        return None


def _older(results: Results, original: Path, used: Sequence[Results]) -> Iterator[Notice]:
    """Runs that the certified table was rolled up from, in whose place there are others."""
    receipt = _receipt(receipt_of(original))
    if receipt is None or receipt.file("output")[0].name != original.name:
        return
    inputs = receipt.sealed["inputs"]
    told = [each for each in inputs if isinstance(each, dict)] if isinstance(inputs, list) else []
    files = [str(each.get("file")) for each in told if _is_older(each, receipt, used)]
    if files:
        params = {
            "table": str(original),
            "files": ", ".join(dict.fromkeys(files)),
            "ruleset": results.ruleset.id,
            "out": str(results.path),
        }
        yield Notice("rollup.older_count", Place(str(results.path)), params)


def _receipt(path: Path) -> Receipt | None:
    """The receipt of a roll-up, where it can be believed."""
    try:
        receipt = read_receipt(path) if path.is_file() else None
    except DossierError:
        return None
    return receipt if receipt and receipt.format == ROLLUP and receipt.whole else None


def _is_older(told: Mapping[str, Any], above: Receipt, used: Sequence[Results]) -> bool:
    """Whether an input is of none of the runs given, or no longer of the one beside."""
    given = {each.sha256 for each in used if each.ruleset.id == told.get("ruleset")}
    if given:
        return told.get("sha256") not in given
    beside = above.path.parent / str(told.get("receipt"))
    try:
        found = read_receipt(beside) if beside.is_file() else None
    except (DossierError, OSError, ValueError):
        return False
    return found is not None and found.sha256 != told.get("sha256")


# --- names -----------------------------------------------------------------------------


def misspelt(into: Path | None, added: Sequence[Group], alone: Sequence[Group]) -> Iterator[Notice]:
    """Groups that the table given has no row for, though it has one of nearly that name.

    Args:
        added: those groups.
        alone: rows of the table that have no results.

    """
    if into is None or len(added) * len(alone) > _MOST_PAIRS:
        return
    for group in added:
        for row in alone:
            if _are_near(group.name, row.name):
                params = {"name": group.name, "other": row.name, "id": row.id}
                yield Notice("rollup.misspelt", Place(str(into)), params)


def nearly_alike(groups: Sequence[Group], out: Path) -> Iterator[Notice]:
    """Groups of one place that may be one: but for tones, or a letter of a long word, alike."""
    if len(groups) ** 2 > _MOST_PAIRS:
        return
    for one, other in combinations(groups, 2):
        if one.above == other.above and _are_nearly_one(one.name, other.name):
            params = {"name": one.name, "other": other.name}
            yield Notice("rollup.nearly_alike", Place(str(out)), params)


def _are_nearly_one(one: str, other: str) -> bool:
    """As `_are_near`, of names that both stand in results: short words that differ are names."""
    first, second = _plain(one), _plain(other)
    if "".join(first) == "".join(second):
        return _are_near(one, other)
    words = [
        word for pair in zip(first, second, strict=False) if len(set(pair)) > 1 for word in pair
    ]
    return _are_near(one, other) and all(len(word) >= _LONG for word in words)


def _are_near(one: str, other: str) -> bool:
    """Whether two names have the same numbers, and but for tones one letter differs at most."""
    first, second = _plain(one), _plain(other)
    if _numbers(first) != _numbers(second):
        return False
    if first == second:
        return True
    words = zip(first, second, strict=False)
    differing = [pair for pair in words if pair[0] != pair[1]]
    if len(first) != len(second) or len(differing) > 1:
        return "".join(first) == "".join(second)
    return _is_one_letter(*differing[0])


def _plain(name: str) -> list[str]:
    """The words of a name without any marks."""
    marks = unicodedata.normalize("NFD", spelled_alike(name).replace("đ", "d"))
    return "".join(mark for mark in marks if not unicodedata.combining(mark)).split()


def _numbers(words: Iterable[str]) -> list[str]:
    return [word for word in words if word.isdecimal()]


def _is_one_letter(one: str, other: str) -> bool:
    """Whether a letter more, less or another makes one word the other; single letters name."""
    if min(len(one), len(other)) < 2:  # noqa: PLR2004 - "Thôn A" is not "Thôn B"
        return False
    start = next(
        (n for n, pair in enumerate(zip(one, other, strict=False)) if pair[0] != pair[1]), None
    )
    at = min(len(one), len(other)) if start is None else start
    rests = (
        (one[at + 1 :], other[at + 1 :]),
        (one[at:], other[at + 1 :]),
        (one[at + 1 :], other[at:]),
    )
    return any(first == second for first, second in rests)
