"""Rulesets tried by their cases: on the screen and as JSON."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any

from assessment.errors import Notice, Place
from assessment.model.item import AllOf, Judged
from assessment.model.quantity import Ratio, plain, rounded_percent
from assessment.model.trial import (
    GOAL_KINDS,
    UNDECIDED,
    UNSCORED,
    Coverage,
    Failure,
    Fate,
    Goal,
    MutantResult,
    Trial,
)
from assessment.views.json import notices
from assessment.views.lines import Paint, wrapped
from assessment.views.scales import Scales
from assessment.views.trialwords import expectation, value
from assessment.views.trialwords import mutant as said
from assessment.wording import Words

_ALL = Ratio(1)
_LABEL = 18
_HANGING = " " * (_LABEL + 2)


def render(trials: Sequence[Trial], words: Words, paint: Paint) -> str:
    """Each ruleset with what failed, what no case shows and what went uncaught; then a count."""
    lines = [line for trial in trials for line in _Page(trial, words, paint).lines()]
    return "\n".join((*lines, *_summary(trials, words, paint), ""))


def warn(strays: Sequence[Notice], words: Words) -> str:
    """Tables that nobody runs."""
    lines: list[str] = []
    for notice in strays:
        head = f"{words.say('checks.warning')}  {notice.place.file}: {words.message(notice)}"
        lines += [*wrapped(head, "", "  "), *wrapped(words.hint(notice) or "", "  ")]
    return "\n".join((*lines, ""))


def contract(trials: Sequence[Trial], words: Words) -> dict[str, Any]:
    """`cdht rules test --format json`."""
    return {"rulesets": [_contract(trial, words) for trial in trials]}


# --- the page --------------------------------------------------------------------------


class _Page:
    def __init__(self, trial: Trial, words: Words, paint: Paint) -> None:
        self._trial = trial
        self._words = words
        self._say = words.say
        self._paint = paint

    def lines(self) -> Iterator[str]:
        trial = self._trial
        yield from (self._paint(line, "strong") for line in wrapped(_title(trial), "", "  "))
        yield from self._row("trial.cases", self._cases())
        alike = groupby(trial.failures, lambda f: (f.block, f.problems) if f.problems else f.case)
        for _, failures in alike:
            yield from self._failure(list(failures))
        if trial.coverage:
            yield from self._coverage(trial.coverage)
        if trial.mutants is not None:
            yield from self._mutants(trial.mutants)
        yield ""

    def _cases(self) -> str:
        count, failed = self._trial.cases, len(self._trial.failures)
        if count == 0:
            return self._say("trial.no_cases")
        name = "trial.some_failed" if failed else "trial.all_hold"
        return self._say(name, count=count, failed=failed)

    def _failure(self, alike: Sequence[Failure]) -> Iterator[str]:
        """A case; or the steps of a ladder whose dossiers are refused for the same reason."""
        failure = alike[0]
        steps = ", ".join(one.step or "" for one in alike)
        name = failure.case if len(alike) == 1 else f"{failure.block} ({steps})"
        yield from (self._paint(line, "blocking") for line in wrapped(name, "  ✗ ", "    "))
        yield f"    {self._where(failure.place)}"
        yield from wrapped(failure.note, "    ")
        if failure.problems:
            yield from self._refused(failure)
            return
        for what, expected, got in failure.differences:
            text = self._say(
                "trial.differs",
                what=expectation(what, self._words),
                expected=value(what, expected, self._trial.ruleset, self._words),
                got=value(what, got, self._trial.ruleset, self._words),
            )
            yield from wrapped(text, "    ", "      ")

    def _refused(self, failure: Failure) -> Iterator[str]:
        (difference,) = failure.differences
        wanted = value("error", difference.expected, self._trial.ruleset, self._words)
        name = "trial.refused" if difference.expected == "[]" else "trial.refused_otherwise"
        yield from wrapped(self._say(name, wanted=wanted), "    ")
        for notice in failure.problems:
            place = notice.place
            line = self._say("line", line=str(place.line)) if place.line else None
            where = ": ".join(part for part in (line, place.path) if part)
            yield from wrapped(f"- {where}", "    ", "      ")
            yield from wrapped(self._words.message(notice), "      ")
            if hint := self._words.hint(notice):
                yield from wrapped(hint, "      ")
            yield self._paint(f"      [{notice.code}]", "faint")

    def _where(self, place: Place) -> str:
        line = self._say("line", line=str(place.line)) if place.line else None
        return ", ".join(part for part in (place.file, line) if part)

    def _coverage(self, coverage: Coverage) -> Iterator[str]:
        shares = ", ".join(
            self._say(f"trial.goals.{kind}", shown=shown, count=count)
            for kind, shown, count in _shares(coverage)
        )
        percent = self._words.percent(*_share(coverage))
        yield from self._row("trial.coverage", f"{percent} ({shares})")
        if coverage.missing:
            yield f"  {self._say('trial.not_shown')}"
        for goal in coverage.missing:
            text = _goal(goal, self._trial, self._words)
            yield from wrapped(f"- {text}", "    ", "      ")

    def _mutants(self, mutants: Sequence[MutantResult]) -> Iterator[str]:
        counts = {fate.value: len(self._trial.of_fate(fate)) for fate in Fate}
        text = self._say("trial.fates", count=len(mutants), **counts)
        yield from self._row("trial.mutants", text)
        equivalent = self._trial.of_fate(Fate.EQUIVALENT)
        if equivalent:
            yield f"    {self._say('trial.equivalent')}"
        for mutant in equivalent:
            text = said(mutant.name, self._words)
            yield from (self._paint(line, "faint") for line in wrapped(text, "    = ", "      "))
        yield from self._survivors()

    def _survivors(self) -> Iterator[str]:
        """Those with a dossier that shows them, those that show in no score, the undecided."""
        alive = self._trial.of_fate(Fate.SURVIVED)
        number = 1
        for name, group in (
            ("trial.witness", [m for m in alive if m.witness is not None]),
            ("trial.unscored", [m for m in alive if m.by == UNSCORED]),
            ("trial.undecided", [m for m in alive if m.by == UNDECIDED]),
        ):
            if group:
                yield from wrapped(self._say(name), "    ")
            for mutant in group:
                text = said(mutant.name, self._words)
                lines = wrapped(text, "    ? ", "      ")
                yield from (self._paint(line, "provisional") for line in lines)
                if mutant.witness is not None:
                    yield from _as_case(mutant.witness, number, self._say)
                    number += 1

    def _row(self, name: str, text: str) -> list[str]:
        return wrapped(text, f"  {self._say(name):<{_LABEL}}", _HANGING)


def _summary(trials: Sequence[Trial], words: Words, paint: Paint) -> Iterator[str]:
    failed = sum(len(trial.failures) for trial in trials)
    cases = sum(trial.cases for trial in trials)
    survived = sum(len(trial.of_fate(Fate.SURVIVED)) for trial in trials)
    rulesets = len({trial.ruleset.id for trial in trials})
    text = words.say("trial.summary", rulesets=rulesets, cases=cases, failed=failed)
    if any(trial.mutants is not None for trial in trials):
        mutants = sum(len(trial.mutants or ()) for trial in trials)
        text = f"{text} {words.say('trial.summary_mutants', count=mutants, survived=survived)}"
    role = "blocking" if failed else "provisional" if survived else "good"
    yield from (paint(line, role) for line in wrapped(text, ""))


# --- JSON ------------------------------------------------------------------------------


def _contract(trial: Trial, words: Words) -> dict[str, Any]:
    return {
        "id": trial.ruleset.id,
        "overlays": [overlay.id for overlay in trial.ruleset.overlays],
        "title": trial.ruleset.title,
        "cases": trial.cases,
        "failed": len(trial.failures),
        "failures": [_failure(failure, words) for failure in trial.failures],
        "coverage": _coverage(trial, words) if trial.coverage else None,
        "mutants": None if trial.mutants is None else _fates(trial),
    }


def _failure(failure: Failure, words: Words) -> dict[str, Any]:
    return {
        "case": failure.case,
        "note": failure.note,
        "where": str(failure.place),
        "file": failure.place.file,
        "line": failure.place.line,
        "differences": [difference._asdict() for difference in failure.differences],
        "problems": notices(failure.problems, words),
    }


def _coverage(trial: Trial, words: Words) -> dict[str, Any]:
    assert trial.coverage is not None
    coverage = trial.coverage
    return {
        "percent": plain(rounded_percent(*_share(coverage))),
        "goals": len(coverage.goals),
        "shown": len(coverage.goals) - len(coverage.missing),
        "by_kind": {
            kind: {"goals": count, "shown": shown} for kind, shown, count in _shares(coverage)
        },
        "missing": [
            {**goal._asdict(), "text": _goal(goal, trial, words)} for goal in coverage.missing
        ],
    }


def _fates(trial: Trial) -> dict[str, Any]:
    mutants = trial.mutants or ()
    return {
        "count": len(mutants),
        **{fate.value: len(trial.of_fate(fate)) for fate in Fate},
        "each": [
            {"name": m.name, "fate": m.fate.value, "by": m.by or None, "witness": m.witness}
            for m in mutants
        ],
    }


# --- in words --------------------------------------------------------------------------


def _title(trial: Trial) -> str:
    overlays = [overlay.title or overlay.id for overlay in trial.ruleset.overlays]
    return " · ".join((trial.ruleset.id, trial.ruleset.title, *overlays))


def _goal(goal: Goal, trial: Trial, words: Words) -> str:
    """One thing that no case shows: "9.1 từ 60%: 3 điểm (vùng khó khăn)"."""
    ruleset = trial.ruleset
    if goal.kind in ("rating", "area") and goal.level is None:
        title = next(rating.title for rating in ruleset.ratings if rating.id == goal.id)
        name = "trial.goal_rating" if goal.kind == "rating" else "trial.goal_rating_in_area"
        return words.say(name, title=title, id=goal.id)
    if goal.kind == "exclusion":
        text = next(entry.text for entry in ruleset.exclusions if entry.id == goal.id)
        name = "trial.goal_applies" if goal.met else "trial.goal_does_not_apply"
        return words.say(name, id=goal.id, text=text)
    item = next(item for item in ruleset.every_item() if item.id == goal.id)
    if goal.kind == "area":
        level = list(Scales(ruleset, words, disadvantaged=True).scale(item))[goal.level or 0]
        return words.say("trial.goal_in_area", id=goal.id, text=level)
    text = item.text
    if goal.level is not None and not isinstance(item, AllOf | Judged):
        text = list(Scales(ruleset, words).scale(item))[goal.level]
    elif isinstance(item, AllOf) and item.in_levels and goal.level is not None:
        title = Scales(ruleset, words).level_title(item.levels[goal.level].level or "")
        text = f"{item.text}: {title}"
    return words.say("trial.goal_met" if goal.met else "trial.goal_missed", id=goal.id, text=text)


def _shares(coverage: Coverage) -> Iterator[tuple[str, int, int]]:
    """Of each kind that there is: the goals that some case shows, and all of them."""
    for kind in GOAL_KINDS:
        count = sum(goal.kind == kind for goal in coverage.goals)
        if count:
            yield kind, count - sum(goal.kind == kind for goal in coverage.missing), count


def _share(coverage: Coverage) -> tuple[Ratio, tuple[Ratio, ...]]:
    """The share shown; it prints as 100% only where nothing is missing."""
    count = len(coverage.goals)
    return Ratio(count - len(coverage.missing), max(count, 1)), (_ALL,)


def _as_case(witness: Mapping[str, Any], number: int, say: Callable[..., str]) -> Iterator[str]:
    """A dossier as a case of a table, to be completed by whoever knows the law."""
    subject = {k: v for k, v in witness.get("subject", {}).items() if k not in ("kind", "name")}
    sections = {"subject": subject, "applies": witness.get("applies", {})}
    sections = {name: section for name, section in sections.items() if section}
    yield f"      - id: {say('trial.case.id', number=str(number))}"
    yield f"        note: {say('trial.case.note')}"
    yield f"        source: {say('trial.case.source')}"
    for name, section in {**sections, "evidence": witness.get("evidence", {})}.items():
        entries = ", ".join(f"{_key(key)}: {value}" for key, value in section.items())
        yield from wrapped(f"{name}: {{{entries}}}", "        ", "          ")
    yield f"        expect: {{{say('trial.case.expect')}}}"


def _key(key: str) -> str:
    return f'"{key}"' if key[:1].isdigit() else key
