"""Results counted into one dossier: which key each gives, and what that does to the dossier."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from os.path import relpath
from pathlib import Path
from typing import Any, NamedTuple

from assessment.errors import DossierError, Notice, Place
from assessment.files import one_line
from assessment.model.dossier import Claim
from assessment.model.rollup import Change, FileCounted, Given, How, Lists
from assessment.model.ruleset import Ruleset
from assessment.model.whatif import Setting
from assessment.receipts import ROLLUP, read_receipt
from assessment.rollup.count import ByGroup, counted, no_group, parts
from assessment.rollup.give import given, joined, source_of
from assessment.rollup.results import Results
from assessment.rollup.values import say_the_same, stated
from assessment.rulebook.chains import Joint

BY = "cdht rollup"
"""Who gave a value that was counted."""

_RECEIPT = ".bien-nhan.json"

_COUNTS = frozenset({"value", "at_least", "at_most", "parts"})


Names = tuple[tuple[str, str], ...]
"""What a table calls the subject, and which table."""


class Whole(NamedTuple):
    """What all results together give to one subject."""

    sources: tuple[FileCounted, ...]
    given: tuple[Given, ...]
    names: Names


def whole(
    target: Ruleset, joints: Sequence[Joint], results: Sequence[Results], lists: Lists
) -> Whole:
    """Count all the results together.

    Raises:
        DossierError: `rollup.several_subjects`: a table is of more than one; `rollup.no_group`:
            some of its rows do not say of whom;
            `rollup.several_results`: there is more than one to take a rating from.

    """
    links = joined(target, joints, results)
    used = {each.receipt: each for _, of in links for each in of}
    every = counted(links, lambda each: _by(target, each), lists)
    tables = [every[receipt, None] for receipt in used]
    for table in tables:
        _refuse_several(target, table)
    found = []
    for joint, of in links:
        counts = parts(every, joint, of, None)
        if joint.link.rating and sum(part.counts.rows for part in counts) > 1:
            params = {"key": joint.link.key, "files": ", ".join(str(each.path) for each in of)}
            raise DossierError(Notice("rollup.several_results", Place(str(of[-1].path)), params))
        found.append(given(target, joint, counts, lists))
    sources = tuple(source_of(each.results, each.whole) for each in tables)
    names = tuple(
        (name, str(each.results.path))
        for each in tables
        for part in each.names.values()
        for name in part
        if name
    )
    return Whole(sources, tuple(found), names)


def _by(target: Ruleset, result: Results) -> list[str]:
    """The field that tells subjects of the target's kind apart, where results have one."""
    field = target.subject.value
    same = result.ruleset.subject is target.subject
    return [field] if field in result.fields and not same else []


def _refuse_several(target: Ruleset, table: ByGroup) -> None:
    """All rows of a table are of one subject of the target's kind."""
    if len(table.groups) <= 1:
        return
    field = target.subject.value
    names = [name for written in table.names.values() for name in written if name]
    if len(names) == 1:
        raise DossierError(no_group(table, field))
    params = {"count": len(names), "names": ", ".join(names[:3]), "subject": field}
    raise DossierError(Notice("rollup.several_subjects", Place(str(table.results.path)), params))


# --- into the dossier ------------------------------------------------------------------


def claims(found: Iterable[Given], out: Path, notes: Mapping[str, str]) -> dict[str, Any]:
    """What a dossier states of each key that is known, with the receipts as documents.

    Args:
        out: the dossier, from whose folder the receipts' paths go.
        notes: by key, the counts in words.

    """
    said = {}
    for each in found:
        if value := stated(each):
            files = (relpath(source.receipt, out.parent) for source in each.sources)
            documents = [Path(file).as_posix() for file in dict.fromkeys(files)]
            said[each.key] = {**value, "documents": documents, "by": BY, "note": notes[each.key]}
    return said


def filled(
    content: Mapping[str, Any],
    target: Ruleset,
    said: Mapping[str, Mapping[str, Any]],
    folder: Path,
    *,
    replace: bool,
) -> tuple[dict[str, Any], tuple[Change, ...]]:
    """A dossier's content with what was counted in it.

    Args:
        folder: from which the paths of the dossier's documents go.
        replace: what was entered by hand, and is another, gives way.

    """
    evidence = dict(content.get("evidence") or {})
    changes = []
    for key, claim in said.items():
        before = evidence.get(key)
        how = _how(target, key, before, claim)
        if how is How.KEPT and replace:
            how = How.REPLACED
        if how is not How.KEPT:
            evidence[key] = _over(before, claim, how, folder)
        changes.append(Change(key, how, _claim(before), _claim(evidence[key])))
    return {**content, "evidence": evidence}, tuple(changes)


def set_in(
    content: Mapping[str, Any], settings: Iterable[Setting], note: str
) -> tuple[dict[str, Any], tuple[Change, ...]]:
    """A dossier's content with what the user states; what somebody gave for it stays with it."""
    evidence = dict(content.get("evidence") or {})
    changes = []
    for setting in settings:
        before = evidence.get(setting.key)
        old = before if isinstance(before, Mapping) and not _is_counted(before) else {}
        kept = {name: old[name] for name in ("documents", "by") if name in old}
        claim = {"value": setting.text, **kept, "note": note}
        if _text(before) != setting.text:
            evidence[setting.key] = claim
        how = How.SAME if _text(before) == setting.text else How.REPLACED
        how = How.NEW if _is_empty(before) else how
        changes.append(Change(setting.key, how, _claim(before), _claim(evidence[setting.key])))
    return {**content, "evidence": evidence}, tuple(changes)


def stale(content: Mapping[str, Any], found: Iterable[Given]) -> tuple[Change, ...]:
    """Values of an earlier roll-up of which this one cannot tell."""
    evidence = content.get("evidence") or {}
    unknown = [each.key for each in found if each.why and each.key in evidence]
    ours = [key for key in unknown if _is_counted(evidence[key])]
    return tuple(Change(k, How.STALE, _claim(evidence[k]), _claim(evidence[k])) for k in ours)


def _how(target: Ruleset, key: str, before: Any, claim: Mapping[str, Any]) -> How:
    if _is_empty(before):
        return How.NEW
    same = say_the_same(target, key, before, claim)
    if _is_counted(before):
        return How.SAME if same else How.CORRECTED
    return How.AGREED if same else How.KEPT


def _over(before: Any, claim: Mapping[str, Any], how: How, folder: Path) -> dict[str, Any]:
    """A counted value in the place of another; of a value by hand that stays so do its words."""
    old = before if isinstance(before, Mapping) else {}
    own = old.get("documents") or ()
    if _is_counted(before):
        own = [each for each in own if not _is_of_results(each, folder)]
    documents = list(dict.fromkeys([*own, *claim["documents"]]))
    if how is How.AGREED:
        return {**(old or {"value": before}), "documents": documents}
    kept = {"illustrative": old["illustrative"]} if "illustrative" in old else {}
    return {**claim, "documents": documents, **kept}


def _is_of_results(document: str, folder: Path) -> bool:
    """Whether a document is what a roll-up cites: the receipt of results, there or gone."""
    if not document.lower().endswith(".json"):
        return False
    try:
        receipt = read_receipt(folder / document)
    except DossierError:
        return document.endswith(_RECEIPT)
    return receipt is not None and receipt.format != ROLLUP


def _is_empty(before: Any) -> bool:
    return before is None or (isinstance(before, Mapping) and not _COUNTS & before.keys())


def _is_counted(before: Any) -> bool:
    """Whether an earlier roll-up wrote it, by its own word; people cite receipts too."""
    return isinstance(before, Mapping) and before.get("by") == BY


def _text(before: Any) -> Any:
    return before.get("value") if isinstance(before, Mapping) else before


def _claim(before: Any) -> Claim | None:
    """A value as a dossier has it, where it has the shape of one."""
    if _is_empty(before):
        return None
    if not isinstance(before, Mapping):
        return Claim(value=one_line(str(before)))
    return Claim(**{n: before[n] for n in ("value", "at_least", "at_most") if before.get(n)})
