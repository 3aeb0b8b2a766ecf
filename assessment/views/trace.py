"""The documents behind evidence, followed down to the households, as a page and as JSON."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any

from assessment.model.dossier import Claim
from assessment.model.outcome import Assessment
from assessment.model.register import Amount
from assessment.model.trace import Fate, GroupSeen, Recount, Step, Traced
from assessment.views.commandline import quoted
from assessment.views.lines import wrapped
from assessment.views.sentences import Sentences
from assessment.wording import Words

_MOST_GROUPS = 20


def render(assessment: Assessment, traced: Traced, words: Words, whole: str | None = None) -> str:
    """What stands below the explanation of an item.

    Args:
        whole: the dossier, where all of it is explained: each dossier below it has one line.

    """
    return "\n".join((*_Page(assessment, words, whole).lines(traced), ""))


class _Page:
    def __init__(self, assessment: Assessment, words: Words, whole: str | None) -> None:
        self._ruleset = assessment.ruleset
        self._whole = whole
        self._words = words
        self._say = words.say

    def lines(self, traced: Traced) -> Iterator[str]:
        traces = traced.traces
        yield ""
        if all(_is_paper(step) for _, step in traces):
            yield from wrapped(self._say("trace.nothing"), "")
            return
        yield self._say("trace.head")
        for keys, found in groupby(traces, lambda each: each.keys):
            yield ""
            names = ", ".join(self._label(key) for key in keys)
            yield from wrapped(names, "  ", "    ")
            again = [each for each in traced.recounts if each.key in keys]
            for said in self._recounted(again):
                yield from wrapped(said, "    ", "      ")
            for _, step in found:
                yield from self._step(step, "    ")
        if traced.cut:
            yield ""
            yield from wrapped(self._say("trace.cut", count=traced.cut), "  ", "    ")
        if self._whole and any(step.assessment for _, step in traces):
            yield ""
            said = self._say("trace.more_of", file=quoted(self._whole))
            yield from wrapped(said, "  ", "    ")

    def _recounted(self, again: Sequence[Recount]) -> Iterator[str]:
        """What counting again comes to: in one line where the dossier says the same."""
        same = [f"{each.key} {self._value(each.counted)}" for each in again if each.agrees]
        if same:
            yield self._say("trace.recounted", values="; ".join(same))
        for each in again:
            if not each.agrees:
                stated, counted = self._value(each.stated), self._value(each.counted)
                yield self._say("trace.differs", key=each.key, stated=stated, counted=counted)

    def _value(self, claim: Claim) -> str:
        if claim.value is not None:
            return self._words.figure(claim.value)
        low, high = int(claim.at_least or 0), claim.at_most
        return self._words.amount(Amount(low, int(high) if high else None))

    def _label(self, key: str) -> str:
        entry = self._ruleset.evidence.get(key)
        return f"{entry.label} [{key}]" if entry else key

    def _step(self, step: Step, indent: str) -> Iterator[str]:
        inner = f"{indent}  "
        if self._whole and step.assessment:
            said = f"→ {step.document}: {self._about(step)}; {self._rating(step.assessment)}"
            yield from wrapped(said, indent, f"{inner}  ")
            return
        yield from wrapped(f"→ {step.document}: {self._about(step)}", indent, f"{inner}  ")
        if step.again:
            return
        for file in step.files:
            if step.found is Fate.SAME or file.found is not Fate.SAME:
                said = self._say(f"trace.file.{file.found.value}", file=file.name)
                yield from wrapped(said, inner, f"{inner}  ")
        if step.counts:
            yield from wrapped(self._counts(step), inner, f"{inner}  ")
        if step.groups:
            yield from self._groups(step, inner)
        if step.first and step.table:
            call = f"cdht explain {quoted(step.table)} --id {quoted(step.first[0])}"
            more = int(step.counts.get("recognised", "0")) - len(step.first)
            ids = ", ".join(step.first)
            if more > 0:
                ids += " " + self._say("trace.more_rows", count=more)
            said = self._say("trace.first", ids=ids, call=call)
            yield from wrapped(said, inner, f"{inner}  ")
        if step.assessment:
            yield from self._result(step.assessment, inner)
        for below in step.below:
            yield from self._step(below, inner)
        if step.cut:
            yield from wrapped(self._say("trace.cut", count=step.cut), inner, f"{inner}  ")

    def _about(self, step: Step) -> str:
        if step.found is not Fate.SAME:
            return self._say(f"trace.{step.found.value}")
        if step.again:
            return self._say("trace.again")
        title = step.ruleset.title if step.ruleset else ""
        rules = f"{title} ({step.rules})" if title else step.rules
        return self._say(f"trace.kind.{step.kind}", rules=rules)

    def _counts(self, step: Step) -> str:
        counted = {
            name: int(step.counts.get(name, "0"))
            for name in ("rows", "recognised", "undecided", "aside")
        }
        return self._say("trace.counts", **counted)

    def _groups(self, step: Step, indent: str) -> Iterator[str]:
        name = self._say(f"rollup.head.{step.by}")
        shown = "; ".join(self._group(group) for group in step.groups[:_MOST_GROUPS])
        more = len(step.groups) - _MOST_GROUPS
        if more > 0:
            shown += "; " + self._say("trace.more", count=more)
        yield from wrapped(
            self._say("trace.groups", subject=name, groups=shown), indent, f"{indent}  "
        )

    def _group(self, group: GroupSeen) -> str:
        name = group.name or self._say("certify.nobody")
        if group.values:
            values = ", ".join(f"{key} {value}" for key, value in group.values.items())
            return f"{name}: {values}"
        counts = group.counts
        said = f"{name} {self._words.number(counts.recognised)}/{self._words.number(counts.rows)}"
        if counts.undecided:
            said += f" ({self._say('rollup.undecided', count=counts.undecided)})"
        return said

    def _rating(self, assessment: Assessment) -> str:
        rating = assessment.rating.title if assessment.rating else self._say("unknown")
        return self._say("trace.rating", name=assessment.dossier.subject.name, rating=rating)

    def _result(self, assessment: Assessment, indent: str) -> Iterator[str]:
        """A dossier's rating, with what each indicator found."""
        yield from wrapped(self._rating(assessment), indent, f"{indent}  ")
        disadvantaged = assessment.disadvantaged
        sentences = Sentences(assessment.ruleset, self._words, disadvantaged=disadvantaged)
        for found in assessment.findings.values():
            said = f"{found.item.id} {sentences.reason(found)}"
            yield from wrapped(said, f"{indent}  ", f"{indent}    ")


def _is_paper(step: Step) -> bool:
    """Whether a document is there and no receipt, or is not there and no receipt's name."""
    is_receipt = step.kind != "paper" or step.document.lower().endswith(".json")
    return not is_receipt and step.found is not Fate.OUTSIDE


def contract(traced: Traced) -> dict[str, Any]:
    """What `cdht explain --trace --format json` adds."""
    return {
        "trace": [{"keys": list(keys), **_step(step)} for keys, step in traced.traces],
        "recounted": [_recount(each) for each in traced.recounts],
        "not_followed": traced.cut,
    }


def _recount(recount: Recount) -> dict[str, Any]:
    return {
        "key": recount.key,
        "stated": _claim(recount.stated),
        "counted": _claim(recount.counted),
        "agrees": recount.agrees,
    }


def _claim(claim: Claim) -> dict[str, str]:
    said = {"value": claim.value, "at_least": claim.at_least, "at_most": claim.at_most}
    return {name: text for name, text in said.items() if text is not None}


def _step(step: Step) -> dict[str, Any]:
    rating = step.assessment.rating if step.assessment else None
    return {
        "document": step.document,
        "kind": step.kind,
        "found": step.found.value,
        "sha256": step.sha256,
        "ruleset": step.rules or None,
        "files": [{"file": name, "found": found.value} for name, found in step.files],
        "counts": {name: int(text) for name, text in step.counts.items() if text.isdecimal()},
        "by": step.by,
        "groups": [_group(group) for group in step.groups],
        "first": list(step.first),
        "table": step.table,
        "rating": rating.id if rating else None,
        "again": step.again,
        "below": [_step(below) for below in step.below],
        "not_followed": step.cut,
    }


def _group(group: GroupSeen) -> dict[str, Any]:
    if group.values:
        return {"value": group.name, "values": dict(group.values)}
    counts = group.counts
    return {
        "value": group.name,
        "rows": counts.rows,
        "recognised": counts.recognised,
        "undecided": counts.undecided,
    }
