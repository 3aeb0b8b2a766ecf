"""Tiếng Việt: codes and words, a module a part of the program."""

from assessment.wording.vi import (
    calendar,
    cases,
    check,
    confirm,
    diff,
    dossiers,
    files,
    pages,
    plan,
    register,
    rollup,
    rulesets,
    spark,
    summary,
    tables,
    whatif,
    words,
)

_PARTS = (
    calendar,
    cases,
    check,
    confirm,
    diff,
    pages,
    plan,
    register,
    rollup,
    spark,
    summary,
    tables,
    whatif,
)

MESSAGES = {c: m for part in (files, rulesets, dossiers, *_PARTS) for c, m in part.MESSAGES.items()}
WORDS = words.WORDS | {key: word for part in _PARTS for key, word in part.WORDS.items()}

__all__ = ["MESSAGES", "WORDS"]
