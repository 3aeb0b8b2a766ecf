"""Dossiers that show a flaw: in a sentence on the screen, and as files that can be scored."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

import yaml

from assessment.codes import CODES
from assessment.model.flaw import Flaw, Witness
from assessment.model.item import MET
from assessment.model.ruleset import Ruleset
from assessment.wording import Words

_MOST_SHOWN = 6
_HEAD = re.compile(r"# \[([a-z_.]+)\] ")
_TRUTHS = ("true", "false", "open")


def is_long(witness: Witness) -> bool:
    """Whether it is too long for the screen."""
    return len(_given(witness)) > _MOST_SHOWN


def said(witness: Witness, words: Words) -> str:
    """What the dossier states, and what comes of it."""
    stated = [*_about(witness, words), *_stated(witness, words)]
    evidence = "; ".join(stated) or words.say("checks.empty")
    example = words.say("checks.witness", evidence=evidence)
    return " ".join((example, *_shows(witness, words)))


def as_file(flaw: Flaw, witness: Witness, words: Words) -> str:
    """The dossier as YAML, under a comment that tells what it shows."""
    shown = " ".join(_shows(witness, words))
    comment = f"[{flaw.notice.code}] {words.message(flaw.notice)}\n{shown}"
    head = "".join(f"# {line}\n" for line in comment.splitlines() if line)
    return head + yaml.safe_dump(dict(witness.dossier), allow_unicode=True, sort_keys=False)


def is_witness(data: bytes) -> bool:
    """Whether a file is one of these, by the code in its first line."""
    head = _HEAD.match(data.decode(errors="replace"))
    return head is not None and head[1] in CODES


# --- what is stated --------------------------------------------------------------------


def _given(witness: Witness) -> dict[str, str]:
    """What the dossier states of evidence, and of what does not apply."""
    return {**witness.dossier.get("applies", {}), **witness.dossier.get("evidence", {})}


def _about(witness: Witness, words: Words) -> Iterator[str]:
    """Of whom and of what day, where it matters."""
    subject: Mapping[str, str] = witness.dossier.get("subject", {})
    if "evidence" not in witness.dossier:
        yield words.say(f"subject.{subject['kind']}")
        if "level" in subject:
            yield words.say(f"subject.{subject['level']}")
    if "area" in subject:
        yield words.say(f"area.{subject['area']}")
    if "unit_type" in subject:
        yield _unit_type(witness.ruleset, subject["unit_type"])
    if "public" in subject:
        yield words.say("proof.public" if subject["public"] == "true" else "proof.not_public")
    if "period" in witness.dossier:
        yield words.say("checks.day", day=date.fromisoformat(witness.dossier["period"]["to"]))


def _unit_type(ruleset: Ruleset | None, id_: str) -> str:
    kinds = {kind.id: kind.text for kind in ruleset.unit_types} if ruleset else {}
    return kinds.get(id_, id_)


def _stated(witness: Witness, words: Words) -> Iterator[str]:
    shown = _shown(witness)
    for key, value in shown.items():
        if key in witness.dossier.get("applies", {}):
            yield words.say("diff.not_applied", id=key)
        else:
            yield _evidence(witness.ruleset, key, value, words)
    if rest := len(_given(witness)) - len(shown):
        yield words.say("checks.rest" if shown else "checks.whole", count=rest)


def _shown(witness: Witness) -> dict[str, str]:
    """All that is stated; of a long dossier what the item it is about looks at."""
    given = _given(witness)
    if not is_long(witness):
        return given
    ids = witness.shows.get("item", "").split(", ")
    items = [i for i in witness.ruleset.every_item() if i.id in ids] if witness.ruleset else []
    about = {key for item in items for key in (item.id, *item.keys)}
    return {key: value for key, value in given.items() if key in about}


def _evidence(ruleset: Ruleset | None, key: str, value: str, words: Words) -> str:
    entry = ruleset.evidence.get(key) if ruleset else None
    if entry is None:
        name = "checks.share" if value.endswith("%") else "checks.judged"
        return words.say(name, id=key, value=words.figure(value))
    if value in ("true", "false"):
        return words.say("seen.yes" if value == "true" else "seen.no", label=entry.label)
    return f"{entry.label}: {entry.labels.get(value) or words.figure(value)}"


# --- what comes of it ------------------------------------------------------------------


def _shows(witness: Witness, words: Words) -> Iterator[str]:
    shows = witness.shows
    local = {name: words.figure(text) for name, text in shows.items()}
    if "errors" in shows:
        yield words.say("checks.shows_errors", errors=shows["errors"])
    elif "total" in shows:
        yield words.say("checks.shows_total", total=local["total"], rating=_rating(witness))
    elif "rating" in shows:
        yield words.say("checks.shows_rating", rating=_rating(witness))
    if "points" in shows:
        name = "criterion" if "criterion" in shows else "item"
        points = {"points": local["points"], "max": local["max"]}
        yield words.say(f"checks.shows_{name}", id=shows[name], **points)
    elif "item" in shows:
        levels = ", ".join(_levels(witness, words))
        if levels:
            yield words.say("checks.shows_level", id=shows["item"], levels=levels)


def _rating(witness: Witness) -> str:
    """The titles of the ratings still possible."""
    ratings = witness.ruleset.ratings if witness.ruleset else ()
    titles: dict[str, Any] = {rating.id: rating.title for rating in ratings}
    ids = witness.shows["rating"].split(", ")
    return ", ".join(titles.get(id_, id_) for id_ in ids)


def _levels(witness: Witness, words: Words) -> Iterator[str]:
    levels = witness.ruleset.levels if witness.ruleset else ()
    titles = {MET: ""} | {level.id: words.running(level.title) for level in levels}
    for level, truth in witness.shows.items():
        if truth in _TRUTHS:
            yield words.say(f"checks.level_{truth}", level=titles.get(level, level)).strip()
