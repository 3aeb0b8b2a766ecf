"""Marks of sources, such as S2, in the texts of a ruleset, and what they stand for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

_UP_TO = r"\s*(?:đến|to|-|–)\s*"


class Citations:
    """The marks of one ruleset.

    Args:
        sources: what each mark stands for, in the order of the ruleset.

    """

    def __init__(self, sources: Mapping[str, str]) -> None:
        self._sources = sources
        marks = "|".join(map(re.escape, sorted(sources, key=len, reverse=True)))
        mark = rf"(?<![\w.-])({marks})(?!\w)"
        self._cited = re.compile(rf"{mark}(?:{_UP_TO}{mark})?") if marks else None

    def cited(self, texts: Iterable[str]) -> dict[str, str]:
        """The marks that these texts cite and what they stand for, in the order of the ruleset.

        >>> sources = {"S1": "báo A", "S2": "báo B", "S3": "báo C", "S9": "báo D"}
        >>> Citations(sources).cited(["Điều 3; nội dung theo S9", "S1 đến S3"])
        {'S1': 'báo A', 'S2': 'báo B', 'S3': 'báo C', 'S9': 'báo D'}

        """
        found = {mark for text in texts for mark in self._marks(text)}
        return {mark: text for mark, text in self._sources.items() if mark in found}

    def _marks(self, text: str) -> Iterator[str]:
        marks = list(self._sources)
        for match in self._cited.finditer(text) if self._cited else ():
            first, last = match[1], match[2] or match[1]
            yield from (first, last)
            yield from marks[marks.index(first) : marks.index(last)]
