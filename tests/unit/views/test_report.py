"""The explained report on paper: everything in it, nothing of a dossier as markup."""

from __future__ import annotations

import io
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from assessment.engine.assess import assess
from assessment.intake.read import dossier_from_content, read_dossier
from assessment.model.outcome import Assessment
from assessment.rulebook.catalog import Catalog
from assessment.views.report.content import content
from assessment.views.report.pdf import render
from assessment.views.seal import Seal
from assessment.wording import Words

SEAL = Seal("9f3c" * 16, "agree", date(2026, 11, 22))
EXAMPLES = Path(__file__).parents[3] / "examples"
HOSTILE = (
    '=HYPERLINK("http://a","b")',
    "{{ x }}",
    "#let x = 1",
    "<script>alert(1)</script>",
    "*đậm* _nghiêng_ $x$ `mã` @nhãn \\",
    "= Tiêu đề",
)


def assessed(name: str) -> Assessment:
    dossier = read_dossier(EXAMPLES / name)
    ruleset = Catalog().choose(dossier, date(2026, 11, 22), None, ())
    return assess(ruleset, dossier)


def pages(pdf: bytes) -> list[str]:
    return [page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages]


def joined(pdf: bytes) -> str:
    """The whole text with no white space, which line breaks put anywhere."""
    return "".join("".join(pages(pdf)).split())


def every_text(said: Any) -> list[str]:
    """Each text that the content holds, but for the drawing of the code."""
    if isinstance(said, dict):
        return [text for key, value in said.items() if key != "code" for text in every_text(value)]
    if isinstance(said, list | tuple):
        return [text for value in said for text in every_text(value)]
    return [said] if isinstance(said, str) else []


@pytest.mark.parametrize("name", sorted(path.name for path in EXAMPLES.glob("*.yaml")))
def test_everything_said_stands_on_the_pages(name: str):
    """No sentence of the content is cut or lost in the layout, for any example."""
    said = content(assessed(name), Words(), SEAL)
    shown = joined(render(said))
    markers = {"good", "provisional", "blocking", "plain", "vi"}
    lost = [
        text
        for text in every_text({k: v for k, v in said.items() if k not in ("labels", "title")})
        if text not in markers and "".join(text.split()) not in shown
    ]
    assert lost == []


def test_the_same_result_gives_the_same_bytes():
    """A report is reproducible: no clock, no random name."""
    said = content(assessed("xa-tien-tan-2019.yaml"), Words(), SEAL)
    assert render(said) == render(said)


@pytest.mark.parametrize("text", HOSTILE)
def test_text_of_a_dossier_is_never_markup(text: str):
    """Names, notes and reasons stand on the page as they were typed."""
    dossier = dossier_from_content(
        {
            "subject": {"kind": "commune", "name": text},
            "ruleset": "tt44-2014",
            "evidence": {"households": {"value": "1662", "note": text, "by": text}},
        },
        "thu.yaml",
    )
    ruleset = Catalog().choose(dossier, date(2026, 11, 22), None, ())
    shown = joined(render(content(assess(ruleset, dossier), Words(), SEAL)))
    assert shown.count("".join(text.split())) >= 3


def test_every_font_is_embedded():
    """A page looks the same on a machine without our fonts."""
    reader = PdfReader(
        io.BytesIO(render(content(assessed("xa-ai-thuong-2021.yaml"), Words(), SEAL)))
    )
    fonts = [
        font.get_object()["/DescendantFonts"][0].get_object()["/FontDescriptor"].get_object()
        for page in reader.pages
        for font in page["/Resources"]["/Font"].values()
    ]
    assert fonts
    assert all({"/FontFile", "/FontFile2", "/FontFile3"} & font.keys() for font in fonts)


def test_the_receipt_s_digest_is_on_the_last_page():
    """Whoever holds the paper can compare it with the receipt's file."""
    assert SEAL.sha256 in "".join(
        pages(render(content(assessed("ho-gia-dinh-2018.yaml"), Words(), SEAL)))[-1].split()
    )
