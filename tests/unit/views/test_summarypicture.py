"""The picture of a district: what its cells say, that it is the same each time, never too tall."""

from __future__ import annotations

import re
import struct
from pathlib import Path

import pytest

from assessment.engine.assess import assess
from assessment.intake.read import read_dossier
from assessment.model.summary import Entry
from assessment.summary.gather import Gathered
from assessment.summary.tables import summarise
from assessment.views.summarypicture import render
from assessment.wording import Words
from tests.conformance.base import shipped
from tests.samples import DOSSIER, POINTS, bent, dossier_text, ruleset_text

DISTRICT = Path(__file__).resolve().parents[3] / "examples" / "tong-hop"
VI = Words("vi")


def entries() -> list[Entry]:
    dossiers = {file: read_dossier(file) for file in sorted(DISTRICT.glob("*/*.yaml"))}
    return [Entry(file.name, assess(shipped("tt44-2014"), d)) for file, d in dossiers.items()]


def summary(found: list[Entry]):
    return summarise(Gathered(tuple(found), (), (), ()))


@pytest.fixture(scope="module")
def found():
    return summary(entries())


@pytest.fixture(scope="module")
def svg(found):
    return render(found, VI, "svg")


def texts(svg: bytes) -> list[str]:
    """What is written in a picture, whose letters are drawn as paths."""
    return [text.strip() for text in re.findall(r"<!-- (.*?) -->", svg.decode(), re.DOTALL)]


def test_each_cell_holds_its_points(svg):
    """Every subject's name, its points a criterion, what is open as a range, and its result."""
    said = texts(svg)
    assert {"Xã Đại Phúc", "Xã An Đông", "Xã Phú Lộc"} <= set(said)
    assert {"1,5–3", "84,5–89 · Loại tốt hoặc Loại khá", "92 · Loại tốt ▲"} <= set(said)
    assert "15. Đảm bảo an ninh trật tự, an toàn xã hội" in said
    assert any("44/2014/TT-BGDĐT" in text for text in said)


def test_the_same_table_gives_the_same_bytes(found, svg):
    """No date, no chance: a picture can be compared with the one of last week."""
    assert render(found, VI, "svg") == svg
    assert render(found, VI, "png") == render(found, VI, "png")


def test_nothing_depends_on_colour(svg):
    """Every fill is a grey or black, and what is open is hatched."""
    drawn = svg.decode()
    colours = {c.lower() for c in re.findall(r"(?:fill|stroke): (#[0-9a-f]{6})", drawn)}
    assert colours
    assert all(c[1:3] == c[3:5] == c[5:7] for c in colours)
    assert "fill: url(#" in drawn


def test_a_province_of_three_hundred_rows_is_cut_and_says_so():
    """The picture shows the first two hundred lines, and they fit into a png."""
    ruleset = ruleset_text(POINTS)
    named = [bent(DOSSIER, ("Xã A", f"Xã {number}")) for number in range(300)]
    found = summary([Entry(text, assess(ruleset, dossier_text(text))) for text in named])
    said = texts(render(found, VI, "svg"))
    assert any("200 dòng đầu" in text for text in said)
    assert len([text for text in said if re.fullmatch(r"Xã \d+", text)]) == 200
    _, height = struct.unpack(">II", render(found, VI, "png")[16:24])
    assert height < 2**15
