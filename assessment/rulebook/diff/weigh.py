"""What each alteration does to results: dossiers that show it, or the proof that it does none."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from assessment.model.difference import Alteration, Effect, Witness
from assessment.model.scored import Kind
from assessment.rulebook.diff.search import Search, results


def weighed(alteration: Alteration, search: Search) -> Alteration:
    """The alteration with its effect and its witnesses; ratings only where the two are alike."""
    if not alteration.touches or (alteration.rates and not search.both.unweighed.alike):
        return alteration
    found = list(search.of(alteration))
    witnesses = [witness for witness in found if witness]
    if any(witness.kind is Kind.EVIDENCE for witness in witnesses):
        witnesses = [w for w in witnesses if w.kind is Kind.EVIDENCE or w.taken]
    come_or_gone = alteration.added or alteration.removed
    if witnesses or (come_or_gone and not alteration.rates):
        effect = Effect.CHANGES
    else:
        effect = Effect.OPEN if None in found else Effect.NONE
    merged = _merged(witnesses, len(search.both.contexts))
    return replace(alteration, effect=effect, witnesses=tuple(merged))


def _merged(witnesses: Iterable[Witness], kinds: int) -> Iterator[Witness]:
    """For each pair of results one dossier; apart for kinds of subjects that state another."""
    found: dict[object, list[Witness]] = {}
    for witness in witnesses:
        key = (witness.kind, witness.before_id, witness.after_id, results(witness))
        found.setdefault(key, []).append(witness)
    for alike in found.values():
        stated = {_stated(witness): witness for witness in reversed(alike)}
        everyone = len(alike) == kinds and len(stated) == 1
        for witness in reversed(stated.values()):
            yield replace(witness, everyone=witness.everyone or everyone)


def _stated(witness: Witness) -> str:
    """What a dossier states, whomever it is about."""
    return str([witness.content.get(name) for name in ("applies", "evidence")])
