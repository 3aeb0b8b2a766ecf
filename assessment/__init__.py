"""cdht: score Vietnam's learning-community rubrics exactly and explain every half point."""

__version__ = "1.2.0"
