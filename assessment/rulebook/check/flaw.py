"""Moved to the model; see `assessment.model.flaw`."""

from assessment.model.flaw import Flaw, Severity, Witness

__all__ = ["Flaw", "Severity", "Witness"]
