"""Dossier to form to dossier: nothing is lost, and nothing is added."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path
from tempfile import TemporaryDirectory

import openpyxl
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from assessment.engine.assess import assess
from assessment.errors import DossierError
from assessment.model.form import Kind
from assessment.model.outcome import Assessment
from assessment.model.quantity import exact
from assessment.rulebook.catalog import Catalog
from assessment.wording import Words
from tests.forms import SHIPPED, read, said, told, written
from tests.libreoffice import SOFFICE, WHY, falsified, recalculated
from tests.typedforms import Row, made, rows_of, typed_into

RULESETS = {id_: Catalog().get(id_) for id_ in SHIPPED}


@settings(max_examples=300, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data(), id_=st.sampled_from(SHIPPED), lang=st.sampled_from(["vi", "en"]))
def test_a_form_gives_back_the_dossier_that_it_was_filled_from(data, id_, lang):
    """Values, bounds, parts, documents, names, notes, reasons, flags: the same, of any ruleset."""
    case = data.draw(told(RULESETS[id_]))
    before = case.dossier()
    with TemporaryDirectory() as folder:
        after = read(written(Path(folder) / "phieu.xlsx", case.ruleset, before, lang))
    assert said(case.ruleset, after) == said(case.ruleset, before)


@settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data(), id_=st.sampled_from(SHIPPED))
def test_a_form_of_a_form_is_the_same(data, id_):
    """What is read from a form fills a form that reads as the same dossier."""
    case = data.draw(told(RULESETS[id_]))
    with TemporaryDirectory() as folder:
        once = read(written(Path(folder) / "mot.xlsx", case.ruleset, case.dossier()))
        twice = read(written(Path(folder) / "hai.xlsx", case.ruleset, once))
    assert said(case.ruleset, twice) == said(case.ruleset, once)


@pytest.mark.skipif(SOFFICE is None, reason=WHY)
@settings(max_examples=1, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_libreoffice_reckons_and_saves_a_form_as_the_engine_does(data):
    """Recalculated, its totals and ratings are the engine's; saved, it gives the dossiers back."""
    told_ = [data.draw(told(ruleset)) for ruleset in RULESETS.values()]
    with TemporaryDirectory() as name:
        folder = Path(name)
        files = [
            written(folder / f"phieu-{number}.xlsx", case.ruleset, case.dossier())
            for number, case in enumerate(told_)
        ]
        for file in files:
            falsified(file)
        for case, file in zip(told_, recalculated(files, folder), strict=True):
            assert said(case.ruleset, read(file)) == said(case.ruleset, case.dossier())
            assert result(file) == expected(case.assess())


@pytest.mark.skipif(SOFFICE is None, reason=WHY)
@settings(
    max_examples=2,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    phases=[Phase.generate],  # the first example is the simplest; to shrink one takes an hour
)
@given(data=st.data())
def test_what_people_type_never_makes_a_form_wrong(data):
    """Cell by cell and in total what the program reads lies within what the formulas say.

    What is to be mended it refuses; what is figures and marks alone and refused is to be mended.
    """
    ruleset = RULESETS["tt44-2014"]
    with TemporaryDirectory() as name:
        folder = Path(name)
        rows = list(rows_of(openpyxl.load_workbook(written(folder / "trong.xlsx", ruleset, None))))
        typed = {row: data.draw(TYPED[row.kind]) for row in rows if row.kind in TYPED}
        odd = typed_into(folder / "dien.xlsx", ruleset, typed)
        kept, miswritten = typed, dict[Row, object]()
        sound = odd
        while wrong := _refused(ruleset, sound, kept):
            miswritten |= {row: kept[row] for row, code in wrong.items() if code in MISWRITTEN}
            kept = {row: value for row, value in kept.items() if row not in wrong}
            sound = typed_into(folder / "dung.xlsx", ruleset, kept)
        books = recalculated([odd, sound], folder)
        dossier, found = read(sound), openpyxl.load_workbook(books[1], data_only=True)
        for row, value in kept.items():
            if row.kind is Kind.YES_NO:
                continue
            claim = dossier.evidence.get(row.key)
            assert made(found, row).holds(claim, row.kind), (row.kind, value)
            assert not made(found, row).to_mend, (row.kind, value)
        total, rating = result(books[1])
        points, expected_rating = expected(assess(ruleset, dossier))
        within, ends = (list(map(exact, text.split("–"))) for text in (points, total))
        assert ends[0] <= within[0] <= within[-1] <= ends[-1]
        assert rating in (expected_rating, Words().say("form.undetermined"))
        before = openpyxl.load_workbook(books[0], data_only=True)
        for row, value in miswritten.items():
            plain = isinstance(value, str) and re.fullmatch(r"[\d.,]+|~?\d+[A-Z]?", value.strip())
            assert made(before, row).to_mend or not plain, value


def _refused(ruleset, form, typed):
    """The rows that the program refuses, each with its code."""
    try:
        assess(ruleset, read(form))
    except DossierError as error:
        cells = {(n.place.cell.sheet, n.place.cell.at): n.code for n in error.notices}
    else:
        return {}
    wrong = {row: cells[row.sheet, row.at] for row in typed if (row.sheet, row.at) in cells}
    assert wrong, cells
    return wrong


MISWRITTEN = {"dossier.wrong_type", "dossier.no_percent_sign"}


def apart(text: str) -> str:
    """As some keyboards type it: accents apart from their letters."""
    return unicodedata.normalize("NFD", text)


FIGURE = st.one_of(st.integers(0, 99), st.integers(0, 20_000)).map(str)
MARKED = st.text("0123456789.,", min_size=1, max_size=8)
COUNTED = st.one_of(
    FIGURE,
    st.integers(0, 5000),
    MARKED,
    st.builds("{}.{:03}".format, st.integers(0, 20), st.integers(0, 999)),
    st.builds("{} {:03}".format, st.integers(1, 20), st.integers(0, 999)),
    st.builds("{} {}".format, st.sampled_from(["trên", "Dưới", "không quá", "ít nhất"]), FIGURE),
    st.builds("từ {} đến {}".format, FIGURE, FIGURE),
    st.builds("{}-{}".format, FIGURE, FIGURE),
    st.builds("{} ({})".format, FIGURE, st.sampled_from(["năm 2019", "ước tính", "nữ: 3"])),
    st.sampled_from(["-", "…", "", "chưa có", "12B", "~1987", "từ 70 trở lên", "26trẻ"]),
    st.sampled_from(["trên 70", "55, trong đó: 12 luật, 43 nghề"]).map(apart),
)
SHARE = st.decimals(0, 101, places=2).map(lambda share: f"{share}".replace(".", ","))
SHARED = st.one_of(
    SHARE,
    st.builds("{}%".format, SHARE),
    st.builds("{} {}%".format, st.sampled_from(["trên", "dưới", "không quá", "từ"]), SHARE),
    st.builds("từ {} đến {}%".format, SHARE, SHARE),
    st.builds("{}% ({})".format, SHARE, st.sampled_from(["theo báo cáo", "năm 2019"])),
    st.sampled_from([0.7, "-", "gần hết"]),
)
SAID = st.sampled_from(
    ["có", "Không", "x", "✓", "yes", "no", "-", "…", True, False, *map(apart, ("Có", "không"))]
)
TYPED = {
    Kind.COUNT: COUNTED,
    Kind.PERCENTAGE: SHARED,
    Kind.NUMBER: st.one_of(SHARE, MARKED),
    Kind.YES_NO: SAID,
}


def result(file: Path) -> list[str]:
    """What stands at the top of a form."""
    front = openpyxl.load_workbook(file, data_only=True).worksheets[0]
    return [str(cell.value) for cell in front[4][1:3] if cell.value is not None]


def expected(found: Assessment) -> list[str]:
    """What the engine makes of it, as the form says it."""
    words, possible = Words(), found.score.determination.possible
    rating = possible[0].title if len(possible) == 1 else words.say("form.undetermined")
    points = found.score.points
    return [rating] if points is None else [points.text.replace("-", "–"), rating]
