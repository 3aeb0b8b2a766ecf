"""Tiếng Việt."""

from assessment.wording.vi.messages import MESSAGES
from assessment.wording.vi.words import WORDS

__all__ = ["MESSAGES", "WORDS"]
