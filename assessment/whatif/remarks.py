"""What must be said of settings as they were read: one read otherwise, one that cannot count."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from assessment.engine.admit import whole_number
from assessment.errors import Notice
from assessment.model.item import Threshold
from assessment.model.outcome import Assessment
from assessment.model.whatif import Supposed


def remarks(now: Assessment, supposed: Iterable[Supposed]) -> Iterator[Notice]:
    """A dot read as one between thousands; a count beside the share that the inspection found."""
    inspected = now.dossier.inspected
    shares = [
        (part.id, {key for ratio in part.ratios for key in (ratio.of, ratio.over)})
        for item in now.ruleset.every_item()
        for part in item.simple
        if isinstance(part, Threshold) and part.id in inspected
    ]
    for change, setting, *_ in supposed:
        count, key = whole_number(setting.text), change.key
        if type(change.after) is int and count is not None and "." in setting.text:
            params = {"value": setting.text, "count": str(count)}
            yield Notice("check.thousands", setting.place, params)
        ids = [id_ for id_, keys in shares if key in keys and key not in inspected]
        if ids:
            params = {"key": setting.key, "ids": ", ".join(ids)}
            yield Notice("whatif.inspected_share", setting.place, params)
