"""English."""

from assessment.wording.en.messages import MESSAGES
from assessment.wording.en.words import WORDS

__all__ = ["MESSAGES", "WORDS"]
