"""Codes, words and documentation are one list, in both languages."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from importlib import import_module
from pathlib import Path
from string import Formatter

import pytest

from assessment.codes import CODES
from assessment.errors import Notice, Place
from assessment.model.quantity import Ratio
from assessment.wording import Words

ROOT = Path(__file__).resolve().parents[2]
LANGUAGES = ["vi", "en"]


def catalogue(language):
    return import_module(f"assessment.wording.{language}")


def placeholders(text):
    return {name for _, name, _, _ in Formatter().parse(text or "") if name is not None}


def sources():
    """The program's text, without the catalogues themselves."""
    files = [
        *(ROOT / "assessment").rglob("*.py"),
        *(ROOT / "assessment").rglob("*.html"),
        *(ROOT / "scorers").glob("*.py"),
        ROOT / "cli.py",
    ]
    catalogues = set((ROOT / "assessment" / "wording").glob("*/*.py"))
    listed = {
        ROOT / "assessment" / name for name in ("codes.py", "rollupcodes.py", "tablecodes.py")
    }
    return "\n".join(
        path.read_text(encoding="utf-8") for path in files if path not in catalogues | listed
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_code_has_words(language):
    """The closed list of codes and the catalogue of a language hold the same codes."""
    assert set(catalogue(language).MESSAGES) == CODES


def test_both_languages_have_the_same_words():
    """No word of the views is missing in English, and none is left over."""
    assert set(catalogue("vi").WORDS) == set(catalogue("en").WORDS)


@pytest.mark.parametrize("code", sorted(CODES))
def test_a_message_takes_the_same_figures_in_both_languages(code):
    """Message and hint together name the same values, and both languages have a hint or none."""
    vi, en = (catalogue(language).MESSAGES[code] for language in LANGUAGES)
    assert placeholders(vi[0]) | placeholders(vi[1]) == placeholders(en[0]) | placeholders(en[1])
    assert (vi[1] is None) == (en[1] is None)


def test_words_take_the_same_figures_in_both_languages():
    """A sentence of the views is filled with the same values in both languages."""
    vi, en = catalogue("vi").WORDS, catalogue("en").WORDS
    differing = {k for k in vi.keys() & en.keys() if placeholders(vi[k]) != placeholders(en[k])}
    assert differing == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_sentence_is_empty(language):
    """Every code and every word says something."""
    words = catalogue(language)
    said = [*words.WORDS.values(), *(text for pair in words.MESSAGES.values() for text in pair)]
    assert all(text is None or text.strip() for text in said)


def test_every_code_is_raised_somewhere():
    """The list holds no code that the program never says."""
    text = sources()
    assert {code for code in CODES if f'"{code}"' not in text} == set()


def test_every_code_that_is_raised_is_listed():
    """What looks like a code of a known family in the program stands in the list."""
    families = "|".join(sorted({code.partition(".")[0] for code in CODES}))
    found = set(re.findall(rf'Notice\(\s*"((?:{families})\.[a-z_]+)"', sources()))
    assert found
    assert found <= CODES


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_word_is_used(language):
    """Each key stands in the program, or belongs to a family built from a value there."""
    text = sources().replace("'", '"')
    families = set(re.findall(r'f"([a-z_]+(?:\.[a-z_]+)*\.)\{', text))
    unused = {
        key
        for key in catalogue(language).WORDS
        if f'"{key}"' not in text and not any(key.startswith(family) for family in families)
    }
    assert unused == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_word_that_is_said_exists(language):
    """Each key that the program says literally stands in the catalogue."""
    said = set(re.findall(r'\bsay\(\s*"([^"]+)"', sources()))
    assert said
    assert said <= set(catalogue(language).WORDS)


def test_every_code_is_documented():
    """docs/ma-loi.md explains each code, and no code that is gone."""
    text = (ROOT / "docs" / "ma-loi.md").read_text(encoding="utf-8")
    families = "|".join(sorted({code.partition(".")[0] for code in CODES}))
    documented = set(re.findall(rf"`((?:{families})\.[a-z_]+)`", text))
    assert CODES - documented == set()
    assert documented - CODES == set()


# --- numbers and dates -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "vi", "en"),
    [
        (4407, "4.407", "4,407"),
        (10**12, "1.000.000.000.000", "1,000,000,000,000"),
        (Decimal("93.50"), "93,5", "93.5"),
        (Decimal("8.0"), "8", "8"),
        (Decimal("1E+2"), "100", "100"),
        (Decimal("69.9999999"), "69,9999999", "69.9999999"),
        (Decimal("1234.5"), "1.234,5", "1,234.5"),
        (0, "0", "0"),
    ],
)
def test_numbers_are_written_as_people_there_write_them(value, vi, en):
    """A comma before decimals and a dot between thousands in Vietnamese; nothing is rounded."""
    assert (Words("vi").number(value), Words("en").number(value)) == (vi, en)


def test_a_percentage_keeps_its_side_of_the_limit():
    """69,996 % never prints as 70 % beside a limit of 70 %."""
    words = Words("vi")
    assert words.percent(Ratio(2910, 4843)) == "60,09%"
    assert words.percent(Ratio(69996, 100000), (Ratio(7, 10),)) == "69,996%"


@pytest.mark.parametrize(
    ("count", "said"),
    [
        (0, "0 dossiers written to here"),
        (1, "1 dossier written to here"),
        (2, "2 dossiers written to here"),
        (Decimal("0.5"), "0.5 dossiers written to here"),
        (1001, "1,001 dossiers written to here"),
    ],
)
def test_english_says_one_of_one_thing(count, said):
    """A noun after a number is singular after 1 and after nothing else."""
    assert Words("en").say("diff.written", count=count, folder="here") == f"{said}."


def test_dates_are_written_day_first():
    """In both languages the day stands first, as in Vietnamese documents."""
    assert [Words(language).date(date(2024, 2, 11)) for language in LANGUAGES] == ["11/02/2024"] * 2


def test_the_nearest_name_comes_before_the_hint():
    """What was probably meant is asked first, then the general way out is told."""
    notice = Notice("usage.unknown_ruleset", Place(), {"id": "tt45", "nearest": "tt44-2014"})
    hint = Words("vi").hint(notice)
    assert hint.index("tt44-2014") < hint.index("cdht rules list")


def test_a_notice_of_an_unlisted_code_cannot_be_made():
    """The list of codes is closed."""
    with pytest.raises(AssertionError):
        Notice("file.no_such_code")
