"""Who is assessed and when: the rows of a form's first sheet."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from assessment.model.dossier import Dossier
from assessment.model.form import Kind
from assessment.model.ruleset import Area, Ruleset, SubjectKind
from assessment.views.form.plan import Line, by_label
from assessment.wording import Words


def fixed(ruleset: Ruleset, words: Words) -> tuple[Line, ...]:
    """What the form itself says: its ruleset, and the kind of subject."""
    kinds = {words.say(f"subject.{kind.value}"): kind.value for kind in SubjectKind}
    return (
        Line("ruleset", Kind.TEXT, words.say("form.front.ruleset"), ruleset.title),
        Line("subject.kind", Kind.CHOICE, words.say("form.front.kind"), options=kinds),
    )


def asked(ruleset: Ruleset, dossier: Dossier | None, words: Words) -> tuple[Line, ...]:
    """What is filled in; what matters to few rulesets only where it matters, or is stated."""
    return tuple(_asked(ruleset, dossier, words))


def _asked(ruleset: Ruleset, dossier: Dossier | None, words: Words) -> Iterator[Line]:
    def line(key: str, kind: Kind, options: Mapping[str, str] | None = None) -> Line:
        name = key.replace("subject.", "").replace(".", "_")
        label, how = (words.say(f"form.{part}.{name}") for part in ("front", "how"))
        return Line(key, kind, label, how, options=options)

    stated = dossier.subject if dossier else None
    yield line("subject.name", Kind.TEXT)
    yield line("subject.province", Kind.TEXT)
    yield line("subject.district", Kind.TEXT)
    if ruleset.has_area_variants or ruleset.areas or (stated and stated.area):
        areas = {words.say(f"area.{area.value}"): area.value for area in Area}
        yield line("subject.area", Kind.CHOICE, areas)
    if len(ruleset.unit_levels) > 1 or (stated and stated.level):
        levels = {words.say(f"subject.{level}"): level for level in ruleset.unit_levels}
        yield line("subject.level", Kind.CHOICE, levels)
    if ruleset.unit_types:
        types = by_label({kind.id: kind.text for kind in ruleset.unit_types})
        yield line("subject.unit_type", Kind.CHOICE, types)
    elif stated and stated.unit_type:
        yield line("subject.unit_type", Kind.TEXT)
    asks_public = any(audience.public is not None for audience in ruleset.audiences)
    if asks_public or (stated and stated.public is not None):
        yield line("subject.public", Kind.YES_NO)
    yield line("period.from", Kind.DAY)
    yield line("period.to", Kind.DAY)
    if ruleset.upgrade or (dossier and dossier.previous):
        ratings = {rating.id: rating.title for rating in ruleset.ratings if not rating.otherwise}
        yield line("previous.level", Kind.CHOICE, by_label(ratings))
        yield line("previous.decided", Kind.DAY)
    yield line("note", Kind.TEXT)
