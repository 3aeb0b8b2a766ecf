"""What comes of a case, in words: points, levels, rating, what is missing, what is said of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from assessment.model.quantity import exact
from assessment.views.pages.sheet import Sheet


def outcome(sheet: Sheet, expect: Mapping[str, Any]) -> Iterator[str]:
    """Each expectation of a case in a sentence, in the order of the table.

    Args:
        expect: as the table says it: numbers as text, truths as truths, names as written.

    """
    for name, wanted in expect.items():
        say = _SENTENCES.get(name)
        yield from say(sheet, wanted) if say else (f"{name}: {wanted}",)


def came_out(sheet: Sheet, found: Mapping[str, Any]) -> Iterator[str]:
    """What came of a case: a note that is there though it must not be is told as it is."""
    for name, got in found.items():
        yield from outcome(sheet, {"notes" if name == "no_notes" else name: got})


def _total(sheet: Sheet, wanted: str | None) -> Iterator[str]:
    if wanted is not None:
        yield sheet.say("points", points=exact(wanted))
    elif sheet.ruleset.in_points:
        yield sheet.say("page.case.no_total")


def _max(sheet: Sheet, wanted: str | None) -> Iterator[str]:
    if wanted is not None:
        yield sheet.say("page.case.max", points=exact(wanted))


def _range(sheet: Sheet, wanted: Sequence[str] | None) -> Iterator[str]:
    yield _points_of(sheet, wanted)


def _rating(sheet: Sheet, wanted: str | None) -> Iterator[str]:
    yield _title(sheet, wanted) if wanted else sheet.say("page.case.no_rating")


def _possible(sheet: Sheet, wanted: Sequence[str]) -> Iterator[str]:
    titles = ", ".join(_title(sheet, rating) for rating in wanted)
    yield sheet.say("page.case.possible", ratings=titles)


def _recognised(sheet: Sheet, wanted: bool | None) -> Iterator[str]:  # noqa: FBT001 - a truth is told
    keys = {True: "eligible", False: "not_eligible", None: "eligibility_open"}
    yield sheet.say(keys[wanted])


def _status(sheet: Sheet, wanted: str) -> Iterator[str]:
    yield sheet.say(f"page.standing.{wanted}")


def _placeholders(sheet: Sheet, wanted: str) -> Iterator[str]:
    yield sheet.say("page.case.placeholders", points=exact(wanted))


def _points(sheet: Sheet, wanted: Mapping[str, Sequence[str] | None]) -> Iterator[str]:
    for id_, span in wanted.items():
        yield f"{id_}: {_points_of(sheet, span)}"


def _levels(sheet: Sheet, wanted: Mapping[str, Mapping[str, bool | None] | None]) -> Iterator[str]:
    for id_, levels in wanted.items():
        said = [] if levels else [sheet.say("page.case.none")]
        for key, truth in (("meets", True), ("misses", False), ("open", None)):
            titles = [
                sheet.words.running(sheet.here.level_title(level))
                for level, met in (levels or {}).items()
                if met is truth
            ]
            if titles:
                said.append(sheet.say(key, levels=", ".join(titles)))
        yield f"{id_}: {'; '.join(said)}"


def _states(sheet: Sheet, wanted: Mapping[str, str | None]) -> Iterator[str]:
    for id_, state in wanted.items():
        yield f"{id_}: {sheet.say(f'status.{state}' if state else 'page.case.none')}"


def _reached(sheet: Sheet, wanted: Mapping[str, str | None]) -> Iterator[str]:
    for id_, figure in wanted.items():
        shown = sheet.here.figure(figure) if figure else sheet.say("scale.otherwise")
        yield f"{id_}: {sheet.say('page.case.reached', figure=shown)}"


def _because(
    sheet: Sheet, wanted: Mapping[str, Mapping[str, Sequence[str]] | None]
) -> Iterator[str]:
    for rating, conditions in wanted.items():
        stated = (conditions or {}).items()
        reasons = [_reason(sheet, kind, ", ".join(ids)) for kind, ids in stated]
        reasons = reasons or [sheet.say("page.because.none")]
        title = _title(sheet, rating)
        yield sheet.say("page.case.because", rating=title, reasons="; ".join(reasons))


def _reason(sheet: Sheet, condition: str, ids: str) -> str:
    kind = condition.partition(" ")[0]
    if kind not in _CONDITIONS:
        return f"{condition} {ids}"
    return sheet.say(f"page.because.{kind}", ids=ids)


def _missing(sheet: Sheet, wanted: Sequence[str]) -> Iterator[str]:
    if not wanted:
        yield sheet.say("page.case.missing_none")
        return
    labels = "; ".join(sheet.here.label(key) for key in wanted)
    yield sheet.say("page.case.missing_keys", labels=labels)


def _warnings(sheet: Sheet, wanted: Sequence[str]) -> Iterator[str]:
    if wanted:
        yield sheet.say("page.case.warnings", codes=", ".join(wanted))
    else:
        yield sheet.say("page.case.warnings_none")


def _notes(sheet: Sheet, wanted: Sequence[str]) -> Iterator[str]:
    if wanted:
        yield sheet.say("page.case.notes", notes=_named_notes(sheet, wanted))
    else:
        yield sheet.say("page.case.notes_none")


def _no_notes(sheet: Sheet, wanted: Sequence[str]) -> Iterator[str]:
    yield sheet.say("page.case.no_notes", notes=_named_notes(sheet, wanted))


def _claimed(sheet: Sheet, wanted: Mapping[str, Any]) -> Iterator[str]:
    said: list[str] = []
    if "total" in wanted:
        said += _total(sheet, wanted["total"])
    if "rating" in wanted:
        said += _rating(sheet, wanted["rating"])
    yield sheet.say("page.case.claimed", claimed=", ".join(said))


def _error(sheet: Sheet, wanted: Sequence[str]) -> Iterator[str]:
    if wanted:
        yield sheet.say("page.case.error", codes=", ".join(wanted))
    else:
        yield sheet.say("page.case.no_error")


def _title(sheet: Sheet, rating: str) -> str:
    titles = {each.id: each.title for each in sheet.ruleset.ratings}
    return titles.get(rating, rating)


def _named_notes(sheet: Sheet, ids: Sequence[str]) -> str:
    """Readings by the article that they read, other notes by their codes."""
    places = {reading.id: reading.where for reading in sheet.ruleset.interpretations}
    return ", ".join(places.get(id_, id_) for id_ in ids)


def _points_of(sheet: Sheet, span: Sequence[str] | None) -> str:
    if span is None:
        return sheet.say("page.case.none")
    low, high = (exact(end) for end in span)
    both = f"{sheet.words.number(low)}–{sheet.words.number(high)}"
    return sheet.say("points", points=low if low == high else both)


_CONDITIONS = ("total", "no_criterion_at", "no_indicator_below", "level", "gate", "exclusion")
_SENTENCES: Mapping[str, Callable[[Sheet, Any], Iterator[str]]] = {
    "total": _total,
    "range": _range,
    "max": _max,
    "rating": _rating,
    "possible": _possible,
    "recognised": _recognised,
    "status": _status,
    "placeholder_points": _placeholders,
    "points": _points,
    "levels": _levels,
    "states": _states,
    "reached": _reached,
    "because": _because,
    "missing": _missing,
    "warnings": _warnings,
    "notes": _notes,
    "no_notes": _no_notes,
    "claimed": _claimed,
    "error": _error,
}
