"""Numbers as a ruleset writes them: points in steps, shares with %, counts with nothing in them."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

from assessment.errors import Notice
from assessment.files import Steps, Tree
from assessment.model.item import AreaVariant, ThresholdLevel
from assessment.model.quantity import Figure, exact
from assessment.model.ruleset import EvidenceKey, Ruleset

_THOUSANDS = re.compile(r"([1-9][0-9]{0,2})[.,]([0-9]{3})")
"""What reads as a number with decimals, and where counts are meant is so many thousands."""


class Numerals:
    """What is wrong with numbers of one ruleset, found one by one, each with its place."""

    def __init__(self, ruleset: Ruleset, tree: Tree) -> None:
        self._ruleset = ruleset
        self._tree = tree
        self._found: list[Notice] = []

    def _say(self, code: str, steps: Steps, **params: Any) -> None:
        self._found.append(Notice(code, self._tree.place(steps), params))

    def _is_above_zero(self, number: Decimal, steps: Steps) -> bool:
        if number <= 0:
            self._say("ruleset.not_above_zero", steps, value=number)
        return number > 0

    def _points(self, points: Decimal, steps: Steps) -> None:
        scale = self._ruleset.scale
        if (
            scale
            and min(scale.max, scale.step) > 0
            and (not 0 <= points <= scale.max or points % scale.step)
        ):
            self._say("ruleset.off_step", steps, points=points, step=scale.step)

    def _unit(self, figure: Figure | None, steps: Steps, *, percent: bool) -> None:
        """A share is compared with a percentage, a number with a number."""
        if figure and figure.percent != percent:
            code = "ruleset.no_percent_sign" if percent else "ruleset.percent_of_number"
            self._say(code, steps, figure=figure.text)

    def _counts(self, limits: ThresholdLevel | AreaVariant | EvidenceKey | None, at: Steps) -> None:
        """No limit of counts has its thousands set apart."""
        for name in ("at_least", "at_most"):
            limit = getattr(limits, name, None)
            text = limit.text if isinstance(limit, Figure) else str(limit)
            if match := _THOUSANDS.fullmatch(text):
                digits = "".join(match.groups())
                params = {"decimal": exact(text), "thousands": int(digits), "plain": digits}
                self._say("ruleset.thousands", (*at, name), value=text, **params)
