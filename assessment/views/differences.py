"""Two rulesets side by side: a page of text, plain sentences, JSON, dossiers that show it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from assessment.errors import Notice
from assessment.model.difference import Alteration, Diff, Direction, Effect, Move, Nature
from assessment.model.ruleset import Ruleset
from assessment.model.scored import Kind, Scored
from assessment.views.changes import ChangeWords
from assessment.views.lines import Paint, plain_paint, wrapped
from assessment.views.witnessed import WitnessWords
from assessment.wording import Words

_MOST_WITNESSES = 4
_MOST_ITEMS = 6
_MOST_ERRORS = 3
_FIGURES = (Nature.FIGURE,)
_BESIDE = (Nature.WORDING, Nature.TERM)
_TERMS = ("document", "validity", "upgrade")
_FILES: Mapping[Kind, str] = {Kind.RATING: "xep-loai", Kind.EVIDENCE: "so-lieu", Kind.RULESET: "bo"}


def render(diff: Diff, moves: Sequence[Move], words: Words, *, paint: Paint = plain_paint) -> str:
    """The page that a keeper of rulesets reads."""
    return "\n".join((*_Page(diff, moves, words, paint).lines(), ""))


def sentences(diff: Diff, words: Words) -> tuple[str, ...]:
    """What is altered, a sentence each, for the pages of the second ruleset.

    Bases and sources are left to the page itself, which shows them beside each figure.
    """
    changes, say = ChangeWords(diff, words), words.say
    if not diff.alike:
        return (_different(diff, words),)
    found = []
    for alteration in diff.alterations:
        if alteration.added or alteration.removed:
            name = "diff.sentence.added" if alteration.added else "diff.sentence.removed"
            what = changes.whole(alteration)
            numbered = alteration.kind in (Kind.INDICATOR, Kind.GATE)
            found.append(say(name, what=what if numbered else words.running(what)))
            continue
        for natures in (_FIGURES, _BESIDE):
            said = changes.sentences(alteration, *natures)
            idle = natures is _FIGURES and alteration.effect is Effect.NONE
            name = "diff.sentence.idle" if idle else "diff.sentence"
            text = "; ".join(said)
            if said:
                found.append(say(name, what=changes.short(alteration), text=text))
    return tuple(found)


def witness_files(diff: Diff, words: Words) -> dict[str, tuple[str, Mapping[str, Any]]]:
    """For each witness a file's name, what it shows, and the dossier."""
    said, count = WitnessWords(diff, words), Counter[str]()
    found: dict[str, tuple[str, Mapping[str, Any]]] = {}
    for witness in diff.witnesses:
        if any(witness.content == content for _, content in found.values()):
            continue
        stem = _FILES.get(witness.kind) or witness.after_id or witness.before_id or ""
        count[stem] += 1
        found[f"{stem}-{count[stem]}.yaml"] = (said.said(witness), witness.content)
    return found


class _Page:
    def __init__(self, diff: Diff, moves: Sequence[Move], words: Words, paint: Paint) -> None:
        self._diff = diff
        self._moves = moves
        self._words = words
        self._say = words.say
        self._paint = paint
        self._changes = ChangeWords(diff, words)
        self._witnessed = WitnessWords(diff, words)

    def lines(self) -> Iterator[str]:
        yield from self._head()
        if self._diff.alike:
            yield from self._alike()
        else:
            yield from self._apart()
        yield from self._ratings()
        yield from self._dossiers()

    def _head(self) -> Iterator[str]:
        diff, say = self._diff, self._say
        names = sides(diff)
        for key, name, ruleset in (
            ("diff.before", names[0], diff.before),
            ("diff.after", names[1], diff.after),
        ):
            text = f"{name} · {ruleset.title} ({ruleset.document.number})"
            yield from wrapped(text, f"{say(key):<12}", " " * 12)
        yield ""
        yield from wrapped(_summary(diff, self._words), "")
        if not diff.held:
            yield from wrapped(_not_held(diff, self._words), "")

    # --- two versions of one thing -----------------------------------------------------

    def _alike(self) -> Iterator[str]:
        kept = [a for a in self._diff.alterations if not (a.added or a.removed)]
        figures = [a for a in kept if a.of(Nature.FIGURE)]
        for name, effect in (
            ("diff.changing", Effect.CHANGES),
            ("diff.undecided", Effect.OPEN),
            ("diff.not_compared", None),
        ):
            yield from self._section(name, [a for a in figures if a.effect is effect], _FIGURES)
        yield from self._whole(
            "diff.removed_head", [a for a in self._diff.alterations if a.removed]
        )
        yield from self._whole("diff.added_head", [a for a in self._diff.alterations if a.added])
        idle = [a for a in figures if a.effect is Effect.NONE]
        yield from self._section("diff.idle", idle, _FIGURES)
        yield from self._section("diff.beside", [a for a in kept if a.of(*_BESIDE)], _BESIDE)
        grounds = [a for a in kept if a.of(Nature.GROUND)]
        yield from self._section("diff.grounds", grounds, (Nature.GROUND,))

    def _section(
        self, name: str, altered: Iterable[Alteration], natures: tuple[Nature, ...]
    ) -> Iterator[str]:
        for number, alteration in enumerate(altered):
            if number == 0:
                yield from self._title(name)
            yield from wrapped(self._changes.head(alteration), "  ", "      ")
            for text in self._changes.sentences(alteration, *natures):
                yield from wrapped(text, "    - ", "      ")
            if natures == _FIGURES:
                yield from self._shown(alteration)

    def _shown(self, alteration: Alteration) -> Iterator[str]:
        witnesses = alteration.witnesses
        if witnesses:
            yield f"    {self._say('diff.witnesses')}"
        for witness in witnesses[:_MOST_WITNESSES]:
            text = self._witnessed.said(witness, named=alteration.id)
            yield from wrapped(text, "      · ", "        ")
        if len(witnesses) > _MOST_WITNESSES:
            yield f"      {self._say('diff.more', count=len(witnesses) - _MOST_WITNESSES)}"

    def _whole(self, name: str, altered: Sequence[Alteration]) -> Iterator[str]:
        """What came or went."""
        if altered:
            yield from self._title(name)
        for alteration in altered:
            if alteration.kind is not Kind.EVIDENCE:
                yield from wrapped(self._changes.whole(alteration), "  ", "      ")
            if alteration.kind is Kind.RATING:
                yield from self._shown(alteration)
        evidence = [a for a in altered if a.kind is Kind.EVIDENCE]
        if evidence:
            labels = (f"{getattr(a.after or a.before, 'label', '')} [{a.id}]" for a in evidence)
            listed = self._say("diff.evidence_listed", listed="; ".join(labels))
            yield from wrapped(listed, "  ", "      ")

    # --- two different things ----------------------------------------------------------

    def _apart(self) -> Iterator[str]:
        """Two rulesets that measure different things: what each has alone, and what both have."""
        kinds = (Kind.INDICATOR, Kind.GATE, Kind.EXCLUSION)
        order = {id(item): place for place, item in enumerate(self._diff.before.every_item())}
        whole = [a for a in self._diff.alterations if a.kind in kinds]
        whole.sort(key=lambda a: order.get(id(a.before), len(order)))
        yield from self._kept()
        yield from self._whole("diff.only_before", [a for a in whole if a.removed])
        yield from self._whole("diff.only_after", [a for a in whole if a.added])
        terms = [a for a in self._diff.alterations if a.kind is Kind.RULESET and a.id in _TERMS]
        yield from self._section("diff.beside", [a for a in terms if a.of(*_BESIDE)], _BESIDE)

    def _kept(self) -> Iterator[str]:
        altered = {id(a.after): a for a in self._diff.alterations if a.kind is Kind.INDICATOR}
        natures = (Nature.WORDING, *(_FIGURES if self._diff.held else ()))
        if self._diff.kept:
            yield from self._title("diff.in_both")
        for old, new in self._diff.kept:
            text = self._say("diff.pair", before=old.id, after=new.id, text=new.text)
            yield from wrapped(text, "  ", "      ")
            if not self._diff.held:
                yield from wrapped(self._changes.scales(old, new), "    - ", "      ")
            alteration = altered.get(id(new))
            if alteration:
                for sentence in self._changes.sentences(alteration, *natures, without="id"):
                    yield from wrapped(sentence, "    - ", "      ")
                yield from self._shown(alteration)

    # --- what follows ------------------------------------------------------------------

    def _ratings(self) -> Iterator[str]:
        shown = [w for a in self._diff.alterations for w in a.witnesses if w.kind is Kind.RATING]
        more = [w for w in self._diff.ratings if all(w.content != x.content for x in shown)]
        if more:
            yield from self._title("diff.ratings")
        for witness in more:
            yield from wrapped(self._witnessed.said(witness), "  · ", "    ")

    def _dossiers(self) -> Iterator[str]:
        if not self._moves:
            return
        yield from self._title("diff.dossiers")
        yield from wrapped(self._moved(), "  ")
        for move in self._moves:
            if not move.foreign:
                yield from self._move(move)
        foreign = [move.name for move in self._moves if move.foreign]
        if foreign:
            text = self._say("diff.foreign", count=len(foreign), names="; ".join(foreign))
            yield from wrapped(text, "  ", "      ")

    def _moved(self) -> str:
        counts = Counter(self._witnessed.direction(move) for move in self._moves)
        order = dict.fromkeys(
            self._witnessed.direction(move)
            for direction in Direction
            for move in self._moves
            if move.direction is direction
        )
        counted = "; ".join(
            self._say("diff.counted", count=counts[text], what=text) for text in order
        )
        return self._say("diff.dossier_count", count=len(self._moves), counted=counted)

    def _move(self, move: Move) -> Iterator[str]:
        if move.direction is Direction.REFUSED:
            yield from wrapped(f"{move.name}:", "  ", "      ")
            yield from self._refused(move)
            return
        before, after = (self._witnessed.headline(one) for one in (move.before, move.after))
        direction = self._witnessed.direction(move)
        name = "diff.move" if before != after else "diff.stays"
        text = self._say(name, name=move.name, before=before, after=after, direction=direction)
        yield from wrapped(text, "  ", "      ")
        items = [self._witnessed.moved(item) for item in move.items[:_MOST_ITEMS]]
        if len(move.items) > _MOST_ITEMS:
            rest = len(move.items) - _MOST_ITEMS
            items.append(self._say("diff.more_items", count=rest))
        if items:
            yield from wrapped("; ".join(items), "      ")

    def _refused(self, move: Move) -> Iterator[str]:
        """Why a dossier is not taken, said once where neither takes it for the same reason."""
        if move.before.errors == move.after.errors:
            sides_: tuple[tuple[str, Scored], ...] = (("diff.by_neither", move.before),)
        else:
            sides_ = (("diff.by_before", move.before), ("diff.by_after", move.after))
        for name, scored in sides_:
            notices = _weightiest(scored.errors)
            for notice in notices[:_MOST_ERRORS]:
                text = self._say(name, message=self._words.message(notice))
                yield from wrapped(text, "    - ", "      ")
            if len(notices) > _MOST_ERRORS:
                yield f"      {self._say('diff.more_errors', count=len(notices) - _MOST_ERRORS)}"

    def _title(self, name: str) -> Iterator[str]:
        yield ""
        yield self._paint(self._say(name), "strong")


# --- shared ----------------------------------------------------------------------------


def sides(diff: Diff) -> tuple[str, str]:
    """The names of the two: the id with its overlays; the file, too, where these are the same.

    A file is told by its name, and by its path as given where the names are the same.
    """
    names = [_name(ruleset) for ruleset in (diff.before, diff.after)]
    if names[0] != names[1]:
        return names[0], names[1]
    paths = [r.place().file or "" for r in (diff.before, diff.after)]
    files = [Path(path).name for path in paths]
    if files[0] == files[1]:
        files = paths
    return f"{names[0]} ({files[0]})", f"{names[1]} ({files[1]})"


def _weightiest(notices: Sequence[Notice]) -> Sequence[Notice]:
    """Of a dossier about another kind of subject only that."""
    wrong = [notice for notice in notices if notice.code == "catalog.wrong_subject"]
    return wrong or notices


def _name(ruleset: Ruleset) -> str:
    return " + ".join((ruleset.id, *(overlay.id for overlay in ruleset.overlays)))


def _summary(diff: Diff, words: Words) -> str:
    """Whether anything is altered, and what that comes to."""
    if diff.same:
        return words.say("diff.same")
    if not diff.alike:
        return _different(diff, words)
    effects = {
        Effect.CHANGES: "diff.sum.changes",
        Effect.NONE: "diff.sum.none",
        Effect.OPEN: "diff.sum.open",
    }
    if diff.effect is None:
        return words.say("diff.sum.altered", count=len(diff.alterations))
    count = sum(a.effect is diff.effect for a in diff.alterations)
    if not count:
        return words.say("diff.sum.wording")
    return words.say(effects[diff.effect], count=count)


def _different(diff: Diff, words: Words) -> str:
    counts = {"before": len(diff.before.indicators), "after": len(diff.after.indicators)}
    if not diff.kept:
        return words.say("diff.different.wholly", **counts)
    return words.say("diff.different", kept=len(diff.kept), **counts)


def _not_held(diff: Diff, words: Words) -> str:
    """Why results cannot be compared."""
    subjects = [words.say(f"subject.{r.subject.value}") for r in (diff.before, diff.after)]
    if subjects[0] != subjects[1]:
        return words.say("diff.not_held.subject", before=subjects[0], after=subjects[1])
    return words.say("diff.not_held.scale")
