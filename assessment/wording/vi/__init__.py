"""Tiếng Việt: codes and words, a module a part of the program."""

from assessment.wording.vi import (
    calendar,
    cases,
    check,
    confirm,
    diff,
    dossiers,
    files,
    form,
    pages,
    plan,
    register,
    report,
    rollup,
    rulesets,
    spark,
    summary,
    tables,
    titles,
    whatif,
    word,
    words,
    workbook,
)

_PARTS = (
    calendar,
    cases,
    check,
    confirm,
    diff,
    form,
    pages,
    plan,
    register,
    report,
    rollup,
    spark,
    summary,
    tables,
    titles,
    whatif,
    word,
    workbook,
)

MESSAGES = {c: m for part in (files, rulesets, dossiers, *_PARTS) for c, m in part.MESSAGES.items()}
WORDS = words.WORDS | {key: word for part in _PARTS for key, word in part.WORDS.items()}

__all__ = ["MESSAGES", "WORDS"]
