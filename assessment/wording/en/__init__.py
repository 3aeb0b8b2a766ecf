"""English: codes and words, a module a part of the program."""

from assessment.wording.en import calendar, cases, check, confirm, diff, messages, pages, words

_PARTS = (calendar, cases, check, confirm, diff, pages)

MESSAGES = messages.MESSAGES | {c: m for part in _PARTS for c, m in part.MESSAGES.items()}
WORDS = words.WORDS | {key: word for part in _PARTS for key, word in part.WORDS.items()}

__all__ = ["MESSAGES", "WORDS"]
