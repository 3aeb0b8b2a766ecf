"""The schema of a dossier: of any, or of those for one ruleset, with every key explained."""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import count

from assessment.model.dossier import Dossier
from assessment.model.item import Judged, RatioOf, Threshold
from assessment.model.ruleset import EvidenceKey, EvidenceType, Ruleset
from assessment.rulebook.schema.claims import ANSWER, Claims, asked, points_of, share_of, value_of
from assessment.rulebook.schema.said import PHRASES
from assessment.rulebook.schema.written import Schema, as_written, nullable
from assessment.wording import Words

SECTIONS = ("evidence", "inspected")

_BOUNDED = (EvidenceType.COUNT, EvidenceType.NUMBER, EvidenceType.PERCENTAGE)


def dossier_schema(ruleset: Ruleset | None = None) -> Schema:
    """A dossier file; with a ruleset, one that is scored by it."""
    schema = as_written(Dossier)
    properties, parts = schema["properties"], schema["definitions"]
    parts["Subject"]["properties"]["public"] |= nullable(ANSWER)
    properties["applies"]["additionalProperties"] = ANSWER
    del parts["Claim"]
    for section in SECTIONS:
        properties[section]["type"] = ["object", "null"]
        claims = Claims(section)
        if ruleset is None:
            parts[section] = claims.any()
            properties[section]["additionalProperties"] = {"$ref": f"#/definitions/{section}"}
        else:
            keys = _Keys(ruleset, section, claims)
            properties[section] |= {
                "properties": keys.all(),
                "patternProperties": keys.unquoted,
                "additionalProperties": False,
            }
            parts |= keys.forms
    if ruleset is not None:
        _narrow(schema, ruleset)
    return schema


def _narrow(schema: Schema, ruleset: Ruleset) -> None:
    """What else a dossier for this ruleset cannot say otherwise."""
    properties = schema["properties"]
    subject, previous = (schema["definitions"][n]["properties"] for n in ("Subject", "Previous"))
    schema["title"] = f"{schema['title']}: {ruleset.title}"
    _only(properties["ruleset"], {ruleset.id: ruleset.title})
    _only(subject["kind"], {ruleset.subject.value: ruleset.title})
    if ruleset.unit_levels:
        _only(subject["level"], dict.fromkeys(ruleset.unit_levels, ruleset.title))
    if ruleset.unit_types:
        _only(subject["unit_type"], {kind.id: kind.text for kind in ruleset.unit_types})
    if ruleset.levels:
        _only(previous["level"], {level.id: level.title for level in ruleset.levels})
    else:
        del properties["previous"]
    able = {entry.id: entry.title.text for entry in ruleset.criteria if entry.may_not_apply}
    able |= {item.id: item.text for item in ruleset.indicators.values() if item.may_not_apply}
    properties["applies"] |= {
        "properties": {id_: {**ANSWER, "description": text} for id_, text in able.items()},
        "additionalProperties": False,
    }


def _only(field: Schema, values: Mapping[str, str]) -> None:
    """Let a field take these values and no other."""
    text = field["description"]
    field.clear()
    field |= {"type": "string", "enum": list(values), "enumDescriptions": list(values.values())}
    field["description"] = text


class _Keys:
    """The keys of one section: those declared, and the items that take a value under their id.

    `forms` are the forms of a value that they refer to, each once. `unquoted` tells ids by
    a pattern as well: editors do not know the id "5.1" in an unquoted 5.1 otherwise.
    """

    def __init__(self, ruleset: Ruleset, section: str, claims: Claims) -> None:
        self._ruleset = ruleset
        self._section = section
        self._claims = claims
        self.forms: dict[str, Schema] = {}
        ids = "|".join(map(re.escape, ruleset.keyed_by_id))
        self.unquoted: dict[str, Schema] = {f"^(?:{ids})$": {}} if ids else {}
        self._users: dict[str, list[str]] = {}
        for item in (*ruleset.indicators.values(), *ruleset.gates):
            for key in item.keys:
                self._users.setdefault(key, []).append(f"{item.id} {item.text}")

    def all(self) -> dict[str, Schema]:
        found = {key: self._declared(key, entry) for key, entry in self._ruleset.evidence.items()}
        for id_, item in self._ruleset.keyed_by_id.items():
            found[id_] = self._share(item) if isinstance(item, Threshold) else self._judged(item)
        return found

    def _declared(self, key: str, entry: EvidenceKey) -> Schema:
        value = value_of(entry)
        bound = value if entry.type in _BOUNDED else None
        return self._key(entry.type, "\n".join(self._about(key, entry)), value, bound)

    def _about(self, key: str, entry: EvidenceKey) -> list[str]:
        """The label, what to write, and what it is used in."""
        about = [f"{entry.label} ({entry.unit})" if entry.unit else entry.label, asked(entry.type)]
        if entry.checked_only:
            about.append(PHRASES["checked_only"])
        if users := self._users.get(key):
            about.append(PHRASES["used_in"].format(items="; ".join(users)))
        excludes = (entry.text for entry in self._ruleset.exclusions if entry.key == key)
        return [*about, *(PHRASES["excludes"].format(text=text) for text in excludes)]

    def _share(self, item: Threshold) -> Schema:
        ratio = item.ratio
        assert ratio is not None
        text = PHRASES["share"].format(text=item.text, **self._labels(ratio))
        share = share_of(may_exceed=ratio.may_exceed)
        return self._key("percentage", text, share, share)

    def _judged(self, item: Judged) -> Schema:
        scale, full = self._ruleset.scale, item.full_at
        assert scale is not None
        points = points_of(item, scale.step)
        words = Words("vi")
        most, step = words.number(item.max), words.number(scale.step)
        figures = {"text": item.text, "max": most, "step": step}
        if full is None:
            return self._key("points", PHRASES["judged"].format(**figures), points)
        figures |= {**self._labels(full.ratio), "full": words.percent(full.at_least.limit)}
        share = share_of(may_exceed=full.ratio.may_exceed)
        return self._key("points", PHRASES["judged_or_share"].format(**figures), points, share)

    def _key(self, kind: str, text: str, value: Schema, bound: Schema | None = None) -> Schema:
        form = self._claims.of(value, bound)
        names = (f"{self._section}_{kind}_{number}" for number in count(1))
        name = next(name for name in names if self.forms.setdefault(name, form) == form)
        return {"$ref": f"#/definitions/{name}", "description": text}

    def _labels(self, ratio: RatioOf) -> dict[str, str]:
        evidence = self._ruleset.evidence
        return {"of": evidence[ratio.of].label, "over": evidence[ratio.over].label}
