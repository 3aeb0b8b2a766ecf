"""English: codes and words of the rulebook's cases."""

from __future__ import annotations

MESSAGES: dict[str, tuple[str, str | None]] = {}

WORDS: dict[str, str] = {}
