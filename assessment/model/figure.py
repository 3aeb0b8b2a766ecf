"""One figure of a ruleset: where it stands, what it says, how well it is known."""

from __future__ import annotations

from collections.abc import Container, Mapping
from enum import StrEnum
from typing import NamedTuple

from assessment.files import Steps, parse_path, path_text
from assessment.model.basis import Basis


class FigureKind(StrEnum):
    """What a figure may be corrected to."""

    NUMBER = "number"
    LIMIT = "limit"
    """A number, or a percentage where shares are compared."""
    DAY = "day"
    MONTH_DAY = "month_day"
    CHOICE = "choice"
    """One of `Figure.choices`."""
    CHOICES = "choices"
    """Some of them."""
    TEXT = "text"
    SHARE = "share"
    """Which evidence is divided by which: it may be confirmed, and is never corrected here."""


class Figure(NamedTuple):
    """A figure of the item `item` (None: of the ruleset itself), at `path` in it.

    `value` is the figure as written: None where nobody knows it, a list as one text with
    commas. `steps` is the way to it from the ruleset. `choices`: ids with their labels in
    the ruleset, empty where the program has the word. `percent`: a limit of shares.
    """

    item: str | None
    path: Steps
    value: str | None
    kind: FigureKind
    basis: Basis
    source: str
    steps: Steps
    choices: Mapping[str, str]
    percent: bool = False

    @property
    def figure(self) -> str:
        """The path as overlays write it: levels[0].at_least."""
        return path_text(self.path)

    @property
    def owner(self) -> str:
        """The item's id, or the section of the ruleset: 9.1, scale."""
        return self.item if self.item is not None else str(self.path[0])

    @property
    def name(self) -> str:
        """Its name on the command line."""
        return figure_name(self.item, self.path)

    @property
    def verbatim(self) -> bool:
        return self.basis is Basis.VERBATIM


class Known(NamedTuple):
    """A figure with the ways it is written: as printed, and its choices by their labels."""

    figure: Figure
    shown: frozenset[str]
    labels: Mapping[str, str]
    choices: tuple[str, ...] = ()
    """The labels in the language of whoever asks."""


def figure_name(item: str | None, path: Steps) -> str:
    """A figure by its item, or by its section: 9.1:levels[0].points, scale:step.

    >>> figure_name(None, ("scale", "step"))
    'scale:step'
    """
    if item is None:
        return f"{path[0]}:{path_text(path[1:])}"
    return f"{item}:{path_text(path)}"


def parse_name(name: str, items: Container[str]) -> tuple[str | None, Steps]:
    """The item and the path of a figure by its name; no item where it is of a section.

    >>> parse_name("levels:[0].title", ())
    (None, ('levels', 0, 'title'))
    """
    owner, _, rest = name.partition(":")
    if owner in items:
        return owner, parse_path(rest)
    return None, parse_path(f"{owner}.{rest}".replace(".[", "["))
