"""What a table expects, and what a mutant changes, in words; the stable names stay in JSON."""

from __future__ import annotations

import re

from assessment.model.ruleset import Ruleset
from assessment.views.names import Names
from assessment.wording import Words

_OWNERS = frozenset({"criterion", "gate", "exclusion", "rating", "interpretation", "evidence"})
_VALUES = {"true": "true", "false": "false", "null": "none", "[]": "none", "{}": "none"}
_CONDITION = re.compile(r"(\w+)[\w ]*: \[([^\]]*)\]")
_SPANS = frozenset({"range", "points"})
_FAMILIES = {"status": "page.standing", "states": "status"}
_FIGURES = frozenset(
    {
        "above",
        "affects",
        "after_months",
        "all_of",
        "applies_to",
        "areas",
        "at_least",
        "at_most",
        "below",
        "best_of",
        "disadvantaged",
        "disadvantaged_scale_for",
        "document",
        "false",
        "from",
        "from_date",
        "full",
        "full_at",
        "in_force",
        "keys",
        "left_out",
        "levels",
        "max",
        "may_exceed",
        "may_not_apply",
        "no_criterion_at",
        "no_indicator_below",
        "none_means",
        "not_unit_type",
        "option",
        "parts",
        "points",
        "public",
        "ratio",
        "scale",
        "step",
        "then",
        "to",
        "total",
        "total_between",
        "true",
        "unit_type",
        "upgrade",
        "when",
    }
)


def expectation(what: str, words: Words) -> str:
    """The field of a table: "points 1.1" is "điểm 1.1"."""
    field, _, id_ = what.partition(" ")
    return " ".join(filter(None, (words.say(f"trial.expected.{field}"), id_)))


def value(what: str, text: str, ruleset: Ruleset, words: Words) -> str:
    """A value of a table as people write it: yes or no, titles, local numbers; codes stay."""
    field = what.partition(" ")[0]
    if field == "error" and text == "[]":
        return words.say("trial.value.no_error")
    if field == "because" and text.startswith("{"):
        return _reasons(text, words)
    if text in _VALUES:
        return words.say(f"trial.value.{_VALUES[text]}")
    if text.startswith("{"):
        pairs = (pair.partition(": ") for pair in text[1:-1].split(", "))
        titles = Names(ruleset, words)
        said = (
            f"{titles.level_title(k)}: {words.say(f'trial.value.{_VALUES[v]}')}"
            for k, _, v in pairs
        )
        return ", ".join(said)
    if field in _SPANS and text.startswith("["):
        return "–".join(words.figure(end) for end in text[1:-1].split(", "))
    if field in _FAMILIES:
        return words.say(f"{_FAMILIES[field]}.{text}")
    return ", ".join(
        _named(one, ruleset, words) for one in text.removeprefix("[").removesuffix("]").split(", ")
    )


def _named(text: str, ruleset: Ruleset, words: Words) -> str:
    """A rating with its title, a number as people write it, any other name as it is."""
    title = next((rating.title for rating in ruleset.ratings if rating.id == text), None)
    return words.figure(text) if title is None else f"{title} [{text}]"


def _reasons(text: str, words: Words) -> str:
    """Conditions that fail, with the ids that decide them: "{total: []}" is "tổng điểm"."""
    stated = _CONDITION.findall(text)
    said = [words.say(f"page.because.{kind}", ids=ids) for kind, ids in stated]
    return "; ".join(said) or words.say("page.because.none")


def mutant(name: str, words: Words) -> str:
    """A mutant by its stable name: "1.1 levels[0].at_least 50% -> 51%" is "1.1 mức 1, từ: 50% → 51%"."""
    rest, change = _change(name.split(" "), words)
    said = []
    if rest and rest[0] in _OWNERS:
        kind, id_, *rest = rest
        said += [words.say(f"trial.owner.{kind}"), id_]
    said += [_path(token, words) for token in rest]
    return f"{' '.join(said)}: {change}"


def _change(tokens: list[str], words: Words) -> tuple[list[str], str]:
    """What is left of a name before its change, and the change."""
    match tokens:
        case [*rest, before, "->", after]:
            ends = {"before": _figure(before, words), "after": _figure(after, words)}
            return rest, words.say("trial.mutant.turned", **ends)
        case [*rest, "+", name]:
            return rest, words.say("trial.mutant.added", name=name)
        case [*rest, "-", name]:
            return rest, words.say("trial.mutant.left", name=name)
    return tokens[:-1], words.say("trial.mutant.removed")


def _path(path: str, words: Words) -> str:
    """Steps to a figure, places counted from one; an id as it is."""
    steps = [step.partition("[") for step in path.split(".")]
    if any(name not in _FIGURES for name, _, _ in steps):
        return path
    return ", ".join(
        f"{_figure(name, words)} {int(place[:-1]) + 1}" if place else _figure(name, words)
        for name, _, place in steps
    )


def _figure(name: str, words: Words) -> str:
    return words.say(f"trial.figure.{name}") if name in _FIGURES else words.figure(name)
