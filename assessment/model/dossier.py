"""A dossier: whom, when, and the evidence as people gave it, frozen.

Values stay text here; what they mean depends on the ruleset, which the engine reads them
against.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic import Field, PrivateAttr

from assessment.errors import Place
from assessment.files import Tree
from assessment.model.ruleset import Area, SubjectKind
from assessment.model.sourced import Day, Frozen, Text


class Subject(Frozen):
    """Who is assessed. `level`, `unit_type` and `public` describe a unit."""

    kind: SubjectKind
    name: Text
    province: Text | None = None
    district: Text | None = None
    area: Area | None = None
    level: str | None = None
    unit_type: Text | None = None
    public: bool | None = None


class Period(Frozen):
    """The period assessed, both days included."""

    from_: Day = Field(alias="from")
    to: Day


class Claim(Frozen):
    """One value as given, with what stands behind it.

    Either `value`, or a bound (`at_least`, `at_most`: "trên 70%"), or `rejected`.
    """

    value: str | None = None
    at_least: str | None = None
    at_most: str | None = None
    parts: Mapping[str, str] = Field(default_factory=dict)
    documents: tuple[Text, ...] = ()
    by: Text | None = None
    note: Text | None = None
    reason: Text | None = None
    illustrative: bool = False
    rejected: bool = False

    @property
    def empty(self) -> bool:
        return self.value is None and self.at_least is None and self.at_most is None


class Previous(Frozen):
    """The last recognition, for upgrades and validity."""

    level: Text
    decided: Day


class Dossier(Frozen):
    """Whom, when, and what is shown."""

    subject: Subject
    period: Period | None = None
    ruleset: Text | None = None
    evidence: Mapping[str, Claim] = Field(default_factory=dict)
    inspected: Mapping[str, Claim] = Field(default_factory=dict)
    applies: Mapping[str, bool] = Field(default_factory=dict)
    previous: Previous | None = None
    note: Text | None = None

    _tree: Tree = PrivateAttr(default_factory=lambda: Tree({}))

    def model_post_init(self, context: Tree | None) -> None:
        """Keep the file that the dossier was read from."""
        if context is not None:
            self._tree = context

    @property
    def content(self) -> Mapping[str, Any]:
        """The dossier as it was written, scalars as text: what a receipt embeds."""
        return self._tree.content

    def place(self, *steps: str) -> Place:
        """The place of a path such as ("evidence", "under3"), with the nearest line known."""
        return self._tree.place(steps)
