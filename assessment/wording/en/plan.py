"""English: what-if and plans."""

from __future__ import annotations

MESSAGES: dict[str, tuple[str, str | None]] = {
    "plan.not_confirmed": (
        "The engine does not confirm the plan that the solver found.",
        "Do not use it; tell the keepers of the program.",
    ),
}

WORDS: dict[str, str] = {}
