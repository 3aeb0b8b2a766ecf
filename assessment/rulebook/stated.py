"""The figures that each kind of entry of a ruleset states, and what they may be."""

from __future__ import annotations

from collections.abc import Mapping

from assessment.files import Steps
from assessment.model.figure import FigureKind
from assessment.model.item import MET
from assessment.model.ruleset import Area

_NUMBER, _LIMIT, _TEXT = FigureKind.NUMBER, FigureKind.LIMIT, FigureKind.TEXT
_DAY, _CHOICE, _CHOICES = FigureKind.DAY, FigureKind.CHOICE, FigureKind.CHOICES
_RATIO: tuple[tuple[Steps, FigureKind], ...] = (
    (("ratio",), FigureKind.SHARE),
    (("ratio", "none_means"), _CHOICE),
    (("ratio", "may_exceed"), _CHOICE),
)
_FOR_WHOM: tuple[tuple[Steps, FigureKind], ...] = (
    (("applies_to", "unit_type"), _CHOICES),
    (("applies_to", "not_unit_type"), _CHOICES),
    (("applies_to", "public"), _CHOICE),
)
_ITEM: tuple[tuple[Steps, FigureKind], ...] = (
    (("text",), _TEXT),
    *_RATIO,
    *_FOR_WHOM,
    (("max",), _NUMBER),
    (("points",), _NUMBER),
)
_TITLE: tuple[tuple[Steps, FigureKind], ...] = ((("text",), _TEXT),)
OWN: Mapping[str, tuple[tuple[Steps, FigureKind], ...]] = {
    "criteria": ((("max",), _NUMBER),),
    "title": _TITLE,
    "indicators": _ITEM,
    "parts": _ITEM,
    "gates": _ITEM,
    "levels": (
        (("title",), _TEXT),
        *_RATIO,
        *_FOR_WHOM,
        (("at_least",), _LIMIT),
        (("at_most",), _LIMIT),
        (("option",), _CHOICE),
        (("points",), _NUMBER),
    ),
    "disadvantaged": (*_RATIO, (("at_least",), _LIMIT), (("at_most",), _LIMIT)),
    "when": (
        (("total", "at_least"), _NUMBER),
        (("no_criterion_at",), _NUMBER),
        (("no_indicator_below",), _NUMBER),
        (("levels",), _CHOICES),
    ),
    "full_at": (*_RATIO, (("at_least",), _LIMIT)),
    "may_not_apply": ((("when",), _TEXT), (("then",), _CHOICE)),
    "exclusions": _TITLE,
    "ratings": (
        (("title",), _TEXT),
        (("printed", "from"), _NUMBER),
        (("printed", "to"), _NUMBER),
    ),
    "scale": ((("max",), _NUMBER), (("step",), _NUMBER)),
    "areas": ((("disadvantaged_scale_for",), _CHOICES),),
    "evidence_rule": _TITLE,
    "validity": ((("months",), _NUMBER), (("counted",), _TEXT), (("starts",), _CHOICE)),
    "upgrade": ((("after_months",), _NUMBER), (("counted",), _TEXT)),
    "document": (
        (("number",), _TEXT),
        (("title",), _TEXT),
        (("issued",), _DAY),
        (("in_force", "from"), _DAY),
        (("in_force", "to"), _DAY),
        (("repeals",), _TEXT),
        (("repealed_by",), _TEXT),
    ),
    "deadlines": ((("before",), FigureKind.MONTH_DAY),),
    "decided_by": ((("who",), _TEXT), (("from",), _DAY), (("until",), _DAY)),
    "council": ((("members_at_least",), _NUMBER),),
}
"""Each kind of entry's own figures, those that are there."""

ELSE: Mapping[str, tuple[Steps, FigureKind]] = {"levels": (("level",), _CHOICE)}
"""What an entry stands for where it asks for no figure of its own."""

WORDS: Mapping[str, tuple[str, ...]] = {
    "then": ("full", "left_out"),
    "starts": ("decision", "next_year"),
    "none_means": (MET,),
    "may_exceed": ("true", "false"),
    "public": ("true", "false"),
    "disadvantaged_scale_for": tuple(area for area in Area if area is not Area.STANDARD),
}
"""The choices that the program has words for, by the name of the figure."""
