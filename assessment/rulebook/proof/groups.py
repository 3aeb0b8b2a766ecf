"""Things put together because they have something in common."""

from __future__ import annotations

from collections.abc import Iterable, Sequence


def joined(count: int, groups: Iterable[Sequence[int]]) -> list[list[int]]:
    """The numbers from 0 to `count`, put together where a group holds both.

    >>> joined(4, [[0, 2], [2, 3]])
    [[0, 2, 3], [1]]
    """
    leader = list(range(count))

    def lead(number: int) -> int:
        while leader[number] != number:
            leader[number] = leader[leader[number]]
            number = leader[number]
        return number

    for group in groups:
        for number in group[1:]:
            one, other = sorted((lead(number), lead(group[0])))
            leader[other] = one
    found: dict[int, list[int]] = {}
    for number in range(count):
        found.setdefault(lead(number), []).append(number)
    return list(found.values())
