"""Forms in tests: a dossier to a form and back, and what is the same in both."""

from __future__ import annotations

import unicodedata
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from assessment.intake.read import read_dossier
from assessment.model.dossier import Dossier
from assessment.model.quantity import exact
from assessment.model.ruleset import EvidenceType, Ruleset
from assessment.views.form.book import workbook
from assessment.wording import Language, Words
from tests.strategies import Case, Tree, cases, dossier

SHIPPED = (
    *("tt44-2014", "commune-tt25-2023", "district-tt25-2023", "province-tt25-2023"),
    *("household-qd448-2015", "clan-qd448-2015", "hamlet-qd448-2015", "unit-qd448-2015"),
    *("unit-tt22-2020", "unit-district-tt24-2023", "unit-province-tt24-2023"),
    *("citizen-qd324-2023", "literacy-nd20-2014", "primary-nd20-2014"),
)
_YES, _NO = {"true", "có", "x"}, {"false", "không"}


def written(path: Path, ruleset: Ruleset, told: Dossier | None, lang: Language = "vi") -> Path:
    path.write_bytes(workbook(ruleset, Words(lang), told))
    return path


def read(path: Path) -> Dossier:
    return read_dossier(path)


def said(ruleset: Ruleset, told: Dossier) -> dict[str, Any]:
    """All that a dossier says, each value written in one way."""
    content = told.model_dump(mode="json", by_alias=True)
    for section in ("evidence", "inspected"):
        content[section] = {
            key: {name: _said(ruleset, key, name, value) for name, value in claim.items()}
            for key, claim in content[section].items()
        }
    return content


def _said(ruleset: Ruleset, key: str, name: str, value: Any) -> Any:
    if name in ("value", "at_least", "at_most") and value is not None:
        return _figure(ruleset, key, value)
    return value


def _figure(ruleset: Ruleset, key: str, text: str) -> Any:
    entry = ruleset.evidence.get(key)
    if entry and entry.type is EvidenceType.YES_NO:
        return text.strip().casefold() in _YES
    if entry and entry.type is EvidenceType.CHOICE:
        labels = {label.casefold(): id_ for id_, label in entry.labels.items()}
        return labels.get(text.casefold(), text)
    stated = text.strip()
    return exact(stated.removesuffix("%").strip()), stated.endswith("%")


# --- random dossiers with all that people write beside a value --------------------------

_LETTERS = st.characters(
    codec="utf-8", categories=("L", "N", "P", "S", "Zs"), exclude_characters="\ufffe\uffff"
)
TEXTS = st.one_of(
    st.sampled_from(
        [
            "=1+2",
            "+84 905",
            "-",
            "@x",
            "a; b",
            'nói "có"',
            "dòng một\ndòng hai",
            "12",
            "x",
            "'0",
            "#REF!x",
        ]
    ),
    st.text(_LETTERS, min_size=1, max_size=30),
).map(lambda text: unicodedata.normalize("NFC", text).strip())
NOTES = TEXTS.filter(lambda text: text not in {"", "-", "–", "—", "…", "...", "?", "/"})


@st.composite
def told(draw: Any, ruleset: Ruleset) -> Case:
    """A case whose dossier says more: names, reasons, parts, the last recognition."""
    case = draw(cases(st.just(ruleset)))
    content: Tree = {**case.content, "subject": {**case.content["subject"]}}
    content["subject"]["name"] = draw(NOTES)
    for name in ("province", "district"):
        if draw(st.booleans()):
            content["subject"][name] = draw(NOTES)
    if draw(st.booleans()):
        content["note"] = draw(NOTES)
    if draw(st.booleans()):
        known = [rating.id for rating in ruleset.ratings if not rating.otherwise]
        content["previous"] = {"level": draw(st.sampled_from(known)), "decided": "2018-03-20"}
    for section in ("evidence", "inspected"):
        if section in content:
            content[section] = {
                key: draw(_more(ruleset, key, claim)) for key, claim in content[section].items()
            }
    return Case(case.tree, content, case.world, case.by_percentage, ruleset)


@st.composite
def _more(draw: Any, ruleset: Ruleset, key: str, claim: Any) -> Any:
    if draw(st.integers(0, 2)):
        return claim
    more = dict(claim) if isinstance(claim, dict) else {"value": claim}
    if draw(st.booleans()):
        more["documents"] = draw(st.lists(NOTES, min_size=1, max_size=3))
    for name in ("by", "note", "reason"):
        if draw(st.integers(0, 2)) == 0:
            more[name] = draw(NOTES)
    if draw(st.integers(0, 4)) == 0:
        more["illustrative"] = "true"
    entry = ruleset.evidence.get(key)
    if entry and entry.type is EvidenceType.COUNT and "rejected" not in more:
        counts = st.integers(0, 99_999).map(str)
        more["parts"] = draw(st.dictionaries(NOTES, counts, max_size=3))
    return more


__all__ = ["SHIPPED", "dossier", "read", "said", "told", "written"]
