"""English: codes and words of the rulebook's confirm."""

from __future__ import annotations

MESSAGES: dict[str, tuple[str, str | None]] = {}

WORDS: dict[str, str] = {}
