"""What is merged over several rows holds for all of them, where it tells where they belong.

A file keeps such a value in the first of its rows only. Points are another matter: a mark
that is merged over two households may be that of both together.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence

from assessment.batch.headers import GROUPS, ROLE
from assessment.batch.heading import Heading
from assessment.model.rows import DISADVANTAGED
from assessment.spreadsheets import Merge

_SHARED = frozenset((*GROUPS, "district", "province", ROLE, DISADVANTAGED))


class Merged:
    """Gives rows, one after another from above, what is merged over them and a row above."""

    def __init__(self, head: Heading, merges: Sequence[Merge]) -> None:
        self._waiting: dict[int, deque[Merge]] = {}
        for merge in sorted(merges):
            if merge.left < len(head.fields) and head.fields[merge.left] in _SHARED:
                self._waiting.setdefault(merge.left, deque()).append(merge)
        self._values: dict[int, tuple[Merge, str]] = {}

    def filled(self, number: int, cells: list[str]) -> list[str]:
        """The cells of a row, with what is merged over them.

        Args:
            number: as the file shows it.

        """
        for column, waiting in self._waiting.items():
            while waiting and waiting[0].bottom < number:
                waiting.popleft()
            if not waiting or number < waiting[0].top:
                continue
            known = self._values.get(column)
            here = cells[column] if column < len(cells) else ""
            if number == waiting[0].top:
                self._values[column] = waiting[0], here
            elif known and known[0] == waiting[0] and not here:
                missing = column + 1 - len(cells)
                cells = [*cells, *[""] * missing]
                cells[column] = known[1]
        return cells
