"""What an editor says of what people write, in Vietnamese: one sentence a field of a model.

A field that a model inherits is described where it is declared, unless the heir says more.
A test holds this catalogue equal to the fields of the models.
"""

from assessment.rulebook.schema.said.files import FILES
from assessment.rulebook.schema.said.rules import RULES
from assessment.rulebook.schema.said.titles import TITLES
from assessment.rulebook.schema.said.values import ERRORS, PHRASES, SHORT, VALUES

FIELDS = RULES | FILES
"""By model and field, as the file writes the field."""

__all__ = ["ERRORS", "FIELDS", "PHRASES", "SHORT", "TITLES", "VALUES"]
