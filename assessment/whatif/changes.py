"""Changes written down, read as a dossier's own values are, and made in a dossier."""

from __future__ import annotations

import copy
import math
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any, NamedTuple

from assessment.engine.admit import admit, whole_number
from assessment.engine.assess import assess
from assessment.errors import DossierError, Notice, UsageError
from assessment.intake.costs import measured
from assessment.intake.read import dossier_from_content
from assessment.model.dossier import Dossier
from assessment.model.evidence import Evidence, Reading
from assessment.model.item import Item, Judged, RatioOf, Threshold
from assessment.model.outcome import Assessment
from assessment.model.plan import Change, Value, percent_text
from assessment.model.quantity import MOST_COUNT, Ratio, exact, plain
from assessment.model.ruleset import EvidenceType, Ruleset
from assessment.model.whatif import Setting, Supposed

_SUPPOSED = "giả định"
_KEPT = ("documents", "by", "note", "reason", "illustrative")
_WHOLE = 100


def changed(dossier: Dossier, changes: Iterable[Change]) -> Dossier:
    """A dossier with these changes made, what stands behind the evidence kept.

    What the inspection found, or refused, is changed there; all else where it was claimed.
    """
    return _written(dossier, {change.key: text_of(change.after) for change in changes})


def text_of(value: Value) -> str:
    """A value as a dossier states it."""
    match value:
        case bool():
            return "true" if value else "false"
        case Ratio():
            return percent_text(value)
        case Decimal():
            return plain(value)
    return str(value)


def suppose(
    now: Assessment, settings: Sequence[Setting]
) -> tuple[tuple[Supposed, ...], Assessment]:
    """What a dossier comes to with these settings made, scored with the options that it was.

    A setting that leaves a value as it is changes nothing. An item's id stands for what the
    item measures: the numerator of a share, a count, a number, an option, an answer, judged
    points. A share of a known whole becomes the smallest count that reaches it; of an
    unknown one it is stated under the item's id.

    Returns:
        the settings as they were read, those that change nothing left out; the result.

    Raises:
        UsageError: what is wrong with settings of the command line, each at its argument.
        DossierError: what is wrong with settings of a file, each at its line.

    """
    ruleset, dossier, options = now.ruleset, now.dossier, now.options
    asked = _Reader(ruleset, dossier, strict=options.strict).read(settings)
    stated = _written(dossier, {key: one.text for key, one in asked.items()})
    admitted = admit(ruleset, stated, strict=options.strict)
    if admitted.errors:
        raise _refused([_at_setting(notice, asked) for notice in admitted.errors])
    before = admit(ruleset, dossier, strict=options.strict).counted.readings
    after = admitted.counted.readings
    found = tuple(
        one.supposed(key, before.get(key), after[key])
        for key, one in asked.items()
        if not _same(before.get(key), after[key])
    )
    made = changed(dossier, (one.change for one in found)) if found else dossier
    try:
        return found, assess(ruleset, made, missing=options.missing, strict=options.strict)
    except DossierError as error:
        raise _refused([_at_setting(notice, asked) for notice in error.notices]) from None


class _Asked(NamedTuple):
    """What a dossier would say for a setting; `share` of `ratio.over`, if it asked for one."""

    setting: Setting
    text: str
    share: Ratio | None = None
    ratio: RatioOf | None = None
    whole: int | None = None

    def supposed(self, key: str, before: Reading | None, after: Reading) -> Supposed:
        change = Change(key, _value(before) if before else None, _sure_value(after))
        over = self.ratio.over if self.ratio else None
        return Supposed(change, self.setting, self.share, over, self.whole)


class _Reader:
    """From settings to what a dossier would say."""

    def __init__(self, ruleset: Ruleset, dossier: Dossier, *, strict: bool) -> None:
        self._ruleset = ruleset
        self._dossier = dossier
        self._strict = strict
        self._evidence: Evidence = admit(ruleset, dossier, strict=strict).counted
        self._items = {item.id: item for item in ruleset.every_item()}

    def read(self, settings: Sequence[Setting]) -> dict[str, _Asked]:
        """By key; all that cannot be said at all is refused at once."""
        asked: dict[str, _Asked] = {}
        notices: list[Notice] = []
        for setting in sorted(settings, key=self._depth):
            found = self._asked(setting, asked)
            if isinstance(found, Notice):
                notices.append(found)
                continue
            key, one = found
            if key in asked:
                first, again = sorted((asked[key].setting, setting), key=settings.index)
                params = {"key": again.key, "other": first.key}
                notices.append(Notice("whatif.set_twice", again.place, params))
            asked[key] = one
        if notices:
            raise _refused(notices)
        return dict(sorted(asked.items(), key=lambda one: settings.index(one[1].setting)))

    def _asked(self, setting: Setting, before: Mapping[str, _Asked]) -> tuple[str, _Asked] | Notice:
        found = self._key(setting)
        if isinstance(found, Notice):
            return found
        key, ratio = found
        if setting.how != "=":
            moved = self._moved(key, setting)
            return moved if isinstance(moved, Notice) else (key, _Asked(setting, moved))
        if ratio is None or not setting.text.endswith("%"):
            return key, _Asked(setting, setting.text)
        return self._shared(setting, ratio, before)

    def _depth(self, setting: Setting) -> int:
        """A share after the wholes that it may be one of: how many lie around its numerator."""
        found = self._key(setting)
        if isinstance(found, Notice) or found[1] is None or not setting.text.endswith("%"):
            return 0
        around, depth = {found[1].over}, 1
        while more := {r.over for r in self._ruleset.ratios if r.of in around} - around:
            around |= more
            depth += 1
        return depth

    # --- which key ---------------------------------------------------------------------

    def _key(self, setting: Setting) -> tuple[str, RatioOf | None] | Notice:
        """The key that a name stands for, and the share of the item that was named."""
        name = setting.key
        item = self._items.get(name)
        if name in self._ruleset.evidence or item is None:
            return name, None
        ratios = self._ratios(item)
        if isinstance(item, Judged):
            return name, next(iter(ratios), None)
        keys = dict.fromkeys(r.of for r in ratios) or dict.fromkeys(measured(self._ruleset, name))
        if len(keys) != 1:
            params = {"id": name, "keys": ", ".join(keys)}
            return Notice("whatif.several_keys", setting.place, params)
        return next(iter(keys)), next(iter(ratios), None)

    def _ratios(self, item: Item) -> tuple[RatioOf, ...]:
        """The shares that this subject is held against."""
        if isinstance(item, Judged):
            return (item.full_at.ratio,) if item.full_at else ()
        if not isinstance(item, Threshold):
            return ()
        levels = item.levels_by_area[self._evidence.disadvantaged]
        own = (x.ratio or item.ratio for x in levels if self._evidence.concerns(x.applies_to))
        return tuple(dict.fromkeys(ratio for ratio in own if ratio))

    # --- which value -------------------------------------------------------------------

    def _shared(
        self, setting: Setting, ratio: RatioOf, before: Mapping[str, _Asked]
    ) -> tuple[str, _Asked]:
        """A percentage: the smallest count that reaches it, or the share itself."""
        texts = {key: one.text for key, one in before.items()}
        supposed = admit(self._ruleset, _written(self._dossier, texts), strict=self._strict)
        whole = supposed.counted.readings.get(ratio.over)
        share = _share(setting.text, may_exceed=ratio.may_exceed)
        counted = whole is not None and isinstance(whole.value, int) and whole.value > 0
        if share is None or not counted or setting.key in self._evidence.inspected:
            return setting.key, _Asked(setting, setting.text)
        assert whole
        assert isinstance(whole.value, int)
        count = math.ceil(share * whole.value)
        asked = Ratio(share.numerator, share.denominator)
        return ratio.of, _Asked(setting, str(count), asked, ratio, whole.value)

    def _moved(self, key: str, setting: Setting) -> str | Notice:
        """So many more, or fewer, than now."""
        entry = self._ruleset.evidence.get(key)
        counted = entry is not None and entry.type is EvidenceType.COUNT
        measured_ = entry is not None and entry.type is EvidenceType.NUMBER
        judged = entry is None and isinstance(self._items.get(key), Judged)
        if entry is None and key not in self._items:
            return setting.text  # as unknown to the dossier as to us
        if setting.text.endswith("%"):
            return Notice("whatif.percent_moved", setting.place, {"key": setting.key})
        if not (counted or measured_ or judged):
            return Notice("whatif.not_counted", setting.place, {"key": setting.key})
        amount = whole_number(setting.text) if counted else _number(setting.text)
        if amount is None:
            wanted = "count" if counted else "number" if measured_ else "points"
            params = {"value": setting.text, "wanted": wanted}
            return Notice("dossier.wrong_type", setting.place, params)
        reading = self._evidence.readings.get(key)
        now = reading.value if reading else None
        if not isinstance(now, int | Decimal):
            return Notice("whatif.nothing_known", setting.place, {"key": setting.key})
        moved = Decimal(now) + (amount if setting.how == "+=" else -amount)
        if counted and moved < (least := entry.at_least or 0 if entry else 0):
            params_ = {"value": plain(moved), "least": least, "most": self._most(key)}
            return Notice("dossier.out_of_bounds", setting.place, params_)
        return plain(moved)

    def _most(self, key: str) -> int:
        """The most that a count may be, beside the wholes that are known."""
        most = self._ruleset.evidence[key].at_most
        wholes = (self._evidence.readings.get(key) for key in self._ruleset.wholes.get(key, ()))
        known = [whole.value for whole in wholes if whole and isinstance(whole.value, int)]
        return min([MOST_COUNT if most is None else int(most), *known])


def _share(text: str, *, may_exceed: bool) -> Fraction | None:
    percent = _number(text.removesuffix("%").rstrip())
    if percent is None or percent < 0 or (percent > _WHOLE and not may_exceed):
        return None
    return Fraction(percent) / _WHOLE


def _number(text: str) -> Decimal | None:
    try:
        return exact(text)
    except ValueError:
        return None


# --- readings --------------------------------------------------------------------------


def _same(one: Reading | None, other: Reading) -> bool:
    return one is not None and one[1:4] == other[1:4]


def _value(reading: Reading) -> Value | None:
    """What it exactly is; None where only a bound is known."""
    if reading.value is not None:
        return reading.value
    return reading.low if reading.low == reading.high else None


def _sure_value(reading: Reading) -> Value:
    value = _value(reading)
    assert value is not None
    return value


# --- in a dossier ----------------------------------------------------------------------


def _written(dossier: Dossier, texts: Mapping[str, str]) -> Dossier:
    content: dict[str, Any] = copy.deepcopy(dict(dossier.content))
    for key, text in texts.items():
        section = "inspected" if key in dossier.inspected else "evidence"
        claims = content.setdefault(section, {}) or {}
        content[section] = claims
        was = claims.get(key)
        kept = {k: v for k, v in was.items() if k in _KEPT} if isinstance(was, dict) else {}
        documents = kept.get("documents") or [_SUPPOSED]
        claims[key] = {**kept, "documents": documents, "value": text}
    return dossier_from_content(content, dossier.place().file or "")


# --- what is wrong ---------------------------------------------------------------------


def _at_setting(notice: Notice, asked: Mapping[str, _Asked]) -> Notice:
    """A notice about evidence that was set belongs to its setting."""
    stated = (notice.place.path or "").partition(".")[2]
    keys = (stated, notice.params.get("key"), notice.params.get("over"))
    key = next((key for key in keys if key in asked), None)
    return notice if key is None else Notice(notice.code, asked[key].setting.place, notice.params)


def _refused(notices: Sequence[Notice]) -> UsageError | DossierError:
    """Settings of the command line are usage, those of a file are input."""
    usage = all(notice.place.file is None for notice in notices)
    return UsageError(*notices) if usage else DossierError(*notices)
