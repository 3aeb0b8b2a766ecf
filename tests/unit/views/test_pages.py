"""The rulebook's pages: nothing of the law is left out, nothing foreign gets in."""

from __future__ import annotations

import re
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from itertools import pairwise

import pytest
from click.testing import CliRunner

import cli
from assessment.engine.assess import assess
from assessment.intake.read import dossier_from_content
from assessment.model.basis import Basis
from assessment.model.book import Example, Examples, Leaf
from assessment.model.catalogue import Listed
from assessment.model.item import Award, Checklist, Choice, Item, Judged, Threshold, YesNo
from assessment.model.quantity import ZERO
from assessment.model.ruleset import Ruleset
from assessment.rulebook.cases.full import full_marks
from assessment.rulebook.catalog import Catalog
from assessment.rulebook.diff import diff
from assessment.views.pages.book import ruleset_page
from assessment.views.pages.index import index_page
from assessment.views.pages.render import STYLE, Press
from assessment.views.pages.shares import figures_by_basis, points_by_basis, shares
from assessment.views.pages.sheet import Sheet
from assessment.wording import Words
from tests import samples
from tests.webpage import Page

pytestmark = pytest.mark.usefixtures("untraced")

RULESETS = {ruleset.id: ruleset for ruleset in Catalog().all()}
TODAY = date(2026, 11, 22)
LEAST_CONTRAST = Decimal("4.5")

by_ruleset = pytest.mark.parametrize("ruleset", RULESETS.values(), ids=RULESETS)


@pytest.fixture(scope="module", params=["vi", "en"])
def book(request, tmp_path_factory) -> dict[str, Page]:
    """Every page of the shipped rulebook, by file name, in one language."""
    folder = tmp_path_factory.mktemp("book") / "trang"
    arguments = ["rules", "doc", "--out", str(folder), "--lang", request.param]
    result = CliRunner().invoke(cli.main, arguments)
    assert result.exit_code == 0, result.output
    return {path.name: Page(path.read_text("utf-8")) for path in folder.glob("*.html")}


@cache
def press(lang: str) -> Press:
    return Press(Words(lang))


def html(ruleset: Ruleset, *, lang="vi", today=TODAY, **given) -> str:
    words = Words(lang)
    leaf = Leaf("a.html", Listed(ruleset, (), (), ()), **given)
    page = ruleset_page(leaf, words, today, {}.get)
    return press(lang).ruleset(page, None)


def page(ruleset: Ruleset, **given) -> Page:
    return Page(html(ruleset, **given))


@cache
def shipped(id_: str) -> Page:
    """The page of a ruleset of the shelf."""
    return page(RULESETS[id_])


def bent(text: str, *changes: tuple[str, str]) -> Ruleset:
    """A small ruleset with some of its text replaced."""
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    return samples.ruleset_text(text)


# --- nothing of the law is left out ----------------------------------------------------


@by_ruleset
def test_every_criterion_and_item_stands_at_its_anchor(ruleset):
    """Each criterion, indicator, part and gate is found by its id, with its own words."""
    found = shipped(ruleset.id)
    for criterion in ruleset.criteria:
        assert criterion.title.text in found.at(f"tc-{criterion.id}")
    for item in ruleset.every_item():
        assert item.text in found.at(f"nd-{item.id}")
        assert (item.note or "") in found.at(f"nd-{item.id}")


def asks(item: Item, level: Award, ruleset: Ruleset) -> tuple[str, ...]:
    """What a reader must find of a level, written the Vietnamese way: both areas' figures."""
    words = Words("vi")
    if isinstance(item, Threshold):
        area = level.in_disadvantaged_area
        limits = (level.at_least or level.at_most, area.at_least or area.at_most)
        return tuple(dict.fromkeys(words.figure(limit.text) for limit in limits if limit))
    option = getattr(level, "option", None) or getattr(level, "at_least", None)
    return (ruleset.evidence[item.key].labels[option],) if option else ()


def cells_at(found: Page, tag: str, id_: str) -> list[list[str]]:
    """The cells of each row of a table's part."""
    part = next(e for e in found.root.every(tag) if e.attributes.get("id") == id_)
    rows = [part] if tag == "tr" else part.every("tr")
    return [[" ".join(cell.text.split()) for cell in row.every("td")] for row in rows]


def in_points(ruleset: Ruleset, *kinds: type) -> list[Item]:
    return [item for item in ruleset.every_item() if isinstance(item, kinds) and ruleset.in_points]


@by_ruleset
def test_every_level_of_points_is_a_row(ruleset):
    """Row by row, best first: what the level asks in each area, and the points it is worth."""
    found, words = shipped(ruleset.id), Words("vi")
    for item in in_points(ruleset, Threshold, Choice, YesNo):
        _, *rows = cells_at(found, "tbody", f"nd-{item.id}")
        assert len(rows) == len(item.levels)
        for row, level in zip(rows, item.levels, strict=True):
            for figure in asks(item, level, ruleset):
                assert figure in " ".join(row[:2])
            if level.points is not None:
                assert row[-2] == words.number(level.points)


@by_ruleset
def test_every_part_of_a_checklist_and_every_judged_item_is_a_row(ruleset):
    """The parts by their labels, the span an assessor chooses from, the share for all points."""
    found, words = shipped(ruleset.id), Words("vi")
    for item in in_points(ruleset, Checklist):
        _, *rows = cells_at(found, "tbody", f"nd-{item.id}")
        wanted = [[ruleset.evidence[p.key].label, words.number(p.points)] for p in item.parts]
        assert [row[:2] for row in rows] == wanted
    for item in in_points(ruleset, Judged):
        _, *rows = cells_at(found, "tbody", f"nd-{item.id}")
        assert rows[-1][1] == f"0–{words.number(item.max)}"
        if item.full_at:
            figure = words.figure(item.full_at.at_least.text)
            assert rows[0][:2] == [f"từ {figure}", words.number(item.max)]


@by_ruleset
def test_every_level_of_recognition_is_a_cell(ruleset):
    """In the column of its level, with both areas' figures; one cell where all ask the same."""
    found = shipped(ruleset.id)
    for item in () if ruleset.in_points else ruleset.every_item():
        ((*cells,),) = cells_at(found, "tr", f"nd-{item.id}")
        levels = {level.level: level for level in getattr(item, "levels", ())}
        if len(cells) == 1 and len(ruleset.levels) > 1:
            assert "ở mọi mức độ" in cells[0]
            cells *= len(ruleset.levels)
        for cell, name in zip(cells, ruleset.levels, strict=True):
            level = levels.get(name.id)
            assert level or cell == "không xét"
            assert all(figure in cell for figure in (asks(item, level, ruleset) if level else ()))


def sources_of(node) -> set[str]:
    """Every source that a ruleset's content states."""
    if isinstance(node, list):
        return {source for each in node for source in sources_of(each)}
    if not isinstance(node, dict):
        return set()
    own = {value for name, value in node.items() if name.endswith("source")}
    return own | {source for each in node.values() for source in sources_of(each)}


@by_ruleset
def test_every_source_is_told(ruleset):
    """Whatever the ruleset rests on, be it a single figure's, is on its page."""
    text = shipped(ruleset.id).text
    content = {name: value for name, value in ruleset.content.items() if name != "source"}
    missing = {source for source in sources_of(content) if " ".join(source.split()) not in text}
    assert missing == set()


@by_ruleset
def test_ratings_readings_evidence_and_procedure_are_told(ruleset):
    """Ratings, readings of the law, pieces of evidence, steps, deadlines and papers are there."""
    found = shipped(ruleset.id)
    for rating in ruleset.ratings:
        assert rating.title in found.at(f"xl-{rating.id}")
    for exclusion in ruleset.exclusions:
        assert exclusion.text in found.at(f"lt-{exclusion.id}")
    for reading in ruleset.interpretations:
        assert " ".join(reading.text.split()) in found.at(f"ch-{reading.id}")
    for key, entry in ruleset.evidence.items():
        assert entry.label in found.at(f"sl-{key}")
        assert key in found.at(f"sl-{key}")
    procedure = ruleset.procedure
    assert procedure
    told = [step.does for step in procedure.steps]
    told += [deadline.what for deadline in procedure.deadlines]
    told += [paper for papers in procedure.dossier for paper in papers.papers]
    told += [decider.who for decider in procedure.decided_by]
    told += [*ruleset.sources.values(), *ruleset.changes.values()]
    told += [note.text for note in procedure.notes]
    assert [text for text in told if " ".join(text.split()) not in found.text] == []


@by_ruleset
def test_every_basis_is_said_in_words(ruleset):
    """No figure's basis is told by colour or sign alone."""
    words = {basis.value: Words("vi").say(f"mark.{basis.value}") for basis in Basis}
    marks = shipped(ruleset.id).root.of_class("mark")
    assert len(marks) > len(ruleset.indicators)
    assert {(m.attributes["class"].split()[1], m.text) for m in marks} <= set(words.items())


def test_both_areas_stand_side_by_side():
    """A level's limit and that of a disadvantaged area are two cells of one row."""
    found = shipped("tt44-2014")
    body = next(e for e in found.root.every("tbody") if e.attributes.get("id") == "nd-9.1")
    rows = [[cell.text.strip() for cell in row.every("td")][:3] for row in body.every("tr")]
    assert ["từ 60%", "từ 50%", "3"] in rows
    table = next(t for t in found.root.every("table") if body in list(t.every("tbody")))
    heads = [head.text for head in table.every("th") if head.attributes["scope"] == "col"]
    assert heads[:2] == ["Khu vực thường", "Khu vực khó khăn"]


def test_the_area_is_named_as_the_ruleset_has_it():
    """Where only the extremely disadvantaged have a scale of their own, it is called so."""
    assert "Khu vực đặc biệt khó khăn: từ 90%" in shipped("literacy-nd20-2014").at("nd-1.1")


def test_a_level_has_a_column():
    """In a ruleset of levels each level has a column, from the lowest to the highest."""
    found = shipped("commune-tt25-2023")
    row = next(e for e in found.root.every("tr") if e.attributes.get("id") == "nd-5.1")
    cells = [cell.text.split()[:2] for cell in row.every("td")]
    assert cells == [["từ", "60%"], ["từ", "80%"]]
    assert "có, ở mọi mức độ" in found.at("nd-1.1")


def test_a_reading_says_whom_it_touches():
    """The totals between the printed bands, as numbers, and the evidence by its label."""
    assert "tổng điểm trên 84 và dưới 85" in shipped("tt44-2014").at("ch-half_points")
    touched = shipped("unit-district-tt24-2023").at("ch-at_least_level")
    assert "Mức độ chuyển đổi số của đơn vị (QĐ 4725/QĐ-BGDĐT): Mức đáp ứng tốt" in touched
    untouched = shipped("unit-district-tt24-2023").at("ch-validity_start")
    assert "Không đổi kết quả nào." in untouched


def test_which_kinds_of_unit_an_item_is_for():
    """The table of kinds of unit says for each item all, public only, or none."""
    found = shipped("unit-district-tt24-2023")
    (table,) = found.root.of_class("units")
    heads, *rows = [[c.text.strip() for c in row.every("th", "td")] for row in table.every("tr")]
    by_kind = {row[0]: dict(zip(heads[1:], row[1:], strict=True)) for row in rows}
    assert by_kind["nhà trẻ, mẫu giáo, mầm non"]["1.2.2"] == "công lập"
    assert by_kind["đại học"]["1.2.2"] == "–"
    assert by_kind["doanh nghiệp, hợp tác xã"]["2.4"] == "–"
    assert by_kind["đại học"]["2.4"] == "có"
    assert by_kind["đại học"]["3.3, mức độ 2"] == "công lập"


# --- shares ----------------------------------------------------------------------------


@by_ruleset
def test_points_by_basis_add_up_to_the_scale(ruleset):
    """Exactly, and what rests on placeholders is what an assessment of full marks says."""
    if ruleset.scale is None:
        assert sum(points_by_basis(ruleset).values()) == ZERO
        return
    found = points_by_basis(ruleset)
    assert sum(found.values()) == ruleset.scale.max
    content = {
        "subject": {"kind": ruleset.subject.value, "name": "Đủ", "area": "standard"},
        "ruleset": ruleset.id,
        "evidence": full_marks(ruleset),
    }
    assessment = assess(ruleset, dossier_from_content(content, "du"))
    assert found[Basis.PLACEHOLDER] == assessment.placeholder_points


@by_ruleset
def test_the_bar_is_as_long_as_the_scale(ruleset):
    """The pieces of the bar follow each other without gap, from nothing to the whole."""
    found = shares(Sheet(ruleset, Words("vi")))
    end = ZERO
    for share in found.shares:
        assert Decimal(share.start) == end
        end += Decimal(share.amount)
    assert end == Decimal(found.whole)
    figures = sum(figures_by_basis(Sheet(ruleset, Words("vi"))).values())
    assert Decimal(found.whole) == (ruleset.scale.max if ruleset.scale else figures)


# --- links, ids, what gets in ----------------------------------------------------------


def test_every_link_leads_somewhere(book):
    """Each address is a page of the folder, and each anchor an id on that page."""
    assert len(book) == len(RULESETS) + 2
    for name, found in book.items():
        for link in found.links:
            file, _, anchor = link.partition("#")
            target = book[file or name]
            assert not anchor or anchor in target.ids, (name, link)


def test_ids_are_unique_and_stable(book):
    """No id stands twice on a page; criteria and indicators keep theirs in both languages."""
    for name, found in book.items():
        assert len(found.ids) == len(set(found.ids)), name
    assert {"tc-9", "nd-9.1", "xl-tot", "ch-half_points", "sl-households", "ng-S2"} <= set(
        book["tt44-2014.html"].ids
    )


def test_a_page_asks_for_nothing(book):
    """No script, no picture, no font, no address outside the folder; nothing may be loaded."""
    for name, found in book.items():
        tags = {element.tag for element in found.root.every()}
        assert not tags & {"script", "link", "img", "iframe", "object", "form", "base"}, name
        attributes = [e.attributes for e in found.root.every()]
        assert not any(key.startswith("on") for each in attributes for key in each)
        assert not any("src" in each or "style" in each for each in attributes)
        assert not any(":" in link.partition("#")[0] for link in found.links)
        policy = [each["content"] for each in attributes if "http-equiv" in each]
        assert policy
        assert policy[0].startswith("default-src 'none'; style-src 'unsafe-inline'")
    style = STYLE.read_text("utf-8")
    assert "url(" not in style
    assert "@import" not in style


def test_a_page_can_be_read_without_eyes(book):
    """Language, one main heading, no heading level skipped, tables with captions and scopes."""
    assert book
    for name, found in book.items():
        assert next(found.root.every("html")).attributes["lang"] in ("vi", "en")
        assert next(found.root.every("a")).attributes["href"] == "#noi-dung"
        levels = [int(h.tag[1]) for h in found.root.every("h1", "h2", "h3", "h4")]
        assert levels.count(1) == 1, name
        main = next(found.root.every("main"))
        inner = [int(h.tag[1]) for h in main.every("h1", "h2", "h3", "h4")]
        assert all(b - a <= 1 for a, b in pairwise(inner)), name
        for table in found.root.every("table"):
            assert next(table.every("caption")).text.strip()
            assert all(th.attributes.get("scope") for th in table.every("th"))
        assert all(svg.attributes["aria-label"] for svg in found.root.every("svg"))


def test_hostile_words_stay_words():
    """Markup in a title, a label, a document's number or a case is shown, never obeyed."""
    evil = '</style><script>alert("x")</script>\' & "\\'
    ruleset = bent(
        samples.POINTS,
        ("title: Xã nhỏ", f"title: '{evil.replace(chr(39), chr(39) * 2)}'"),
        ("number: 1/QĐ", f"number: '{evil.replace(chr(39), chr(39) * 2)}'"),
        ("label: Kế hoạch", f"label: '{evil.replace(chr(39), chr(39) * 2)}'"),
    )
    stated = {None: {evil: [evil]}}
    example = Example("a", evil, evil, {}, stated, came=stated)
    examples = Examples(evil, evil, evil, (example,))
    changed = diff(samples.ruleset_text(samples.POINTS), ruleset)
    text = html(ruleset, examples=(examples,), differences=(changed,))
    found = Page(text)
    assert "<script" not in text
    assert text.count("</style>") == 1
    assert evil in next(found.root.every("h1")).text
    assert evil in found.at("sl-plan")
    assert evil in found.at("lich-su")
    assert found.at("truong-hop").count(evil) >= 5


def test_a_foot_says_which_ruleset_is_printed():
    """Number, id and digest stand at the foot of each printed page, escaped for a style sheet."""
    text = html(RULESETS["tt44-2014"])
    (foot,) = re.findall(r'@bottom-left \{ content: "([^"]*)" \}', text)
    plain = re.sub(r"\\([0-9a-f]+) ", lambda match: chr(int(match[1], 16)), foot)
    digest = RULESETS["tt44-2014"].digest[:12]
    assert plain == f"44/2014/TT-BGDĐT · tt44-2014 · mã nội dung {digest}"


def test_the_same_ruleset_gives_the_same_bytes():
    """A page depends on its ruleset and the day's verdict, on nothing else."""
    assert RULESETS
    for ruleset in RULESETS.values():
        first = html(ruleset)
        assert html(ruleset, today=TODAY + timedelta(days=1)) == first


# --- the palette -----------------------------------------------------------------------


def palettes() -> list[dict[str, str]]:
    style = STYLE.read_text("utf-8")
    light, dark = re.findall(r":root \{(.*?)\}", style, re.DOTALL)
    return [dict(re.findall(r"--([a-z]+): (#[0-9a-f]{6});", each)) for each in (light, dark)]


def luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return sum(p * weight for p, weight in zip(linear, (0.2126, 0.7152, 0.0722), strict=True))


@pytest.mark.parametrize("palette", palettes(), ids=["light", "dark"])
@pytest.mark.parametrize("ground", ["paper", "tint"])
@pytest.mark.parametrize("ink", ["ink", "soft", "link", *(basis.value for basis in Basis)])
def test_colours_have_contrast(palette, ground, ink):
    """WCAG 2: text and the signs of basis stand out from the page, by day and by night."""
    one, other = sorted((luminance(palette[ink]), luminance(palette[ground])), reverse=True)
    assert Decimal((one + 0.05) / (other + 0.05)) >= LEAST_CONTRAST


def test_both_palettes_name_the_same_colours():
    """No colour of the day is left over at night."""
    light, dark = palettes()
    assert light.keys() == dark.keys()


# --- time, overlays, language ----------------------------------------------------------


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (date(2015, 1, 24), "Chưa có hiệu lực"),
        (date(2015, 1, 25), "Đang có hiệu lực"),
        (date(2024, 2, 11), "Đang có hiệu lực"),
        (date(2024, 2, 12), "Hết hiệu lực"),
    ],
)
def test_whether_a_document_is_in_force(day, said):
    """Eve, first day, last day and morrow, on the page and on the index."""
    ruleset = RULESETS["tt44-2014"]
    assert page(ruleset, today=day).root.of_class("state")[0].text == said
    words = Words("vi")
    leaves = (Leaf("a.html", Listed(ruleset, (), (), ())),)
    index = index_page(leaves, words, day, {ruleset.id: "a.html"}.get, dated=False)
    assert Page(Press(words).index(index)).root.of_class("state")[0].text == said


def test_an_overlay_has_a_page_of_its_own(book):
    """Base and overlay are linked both ways; the page tells the figure before and after."""
    base = book["unit-tt22-2020.html"]
    laid = book["unit-tt22-2020+ha-noi-kh103-2021.html"]
    assert "unit-tt22-2020+ha-noi-kh103-2021.html" in base.links
    assert "unit-tt22-2020.html" in laid.links
    (table,) = laid.root.of_class("changed")
    row = next(table.every("tbody"))
    assert [cell.text for cell in row.every("td")][1:3] == ["100%", "70%"]
    assert "70%" in laid.at("nd-2.4")
    assert "100%" in base.at("nd-2.4")


def test_an_overlay_may_change_what_has_no_name(tmp_path):
    """Any figure of any item, or of the ruleset itself, is told; one without a name by its path."""
    (tmp_path / "overlays").mkdir()
    (tmp_path / "overlays" / "thu.yaml").write_text(
        "id: thu\n"
        "base: unit-tt22-2020\n"
        "title: Hướng dẫn thử\n"
        "document: {number: 1/KH, title: Thử, issued: 2021-01-01, in_force: {from: 2021-01-01}}\n"
        "basis: verbatim\n"
        "source: Điều 1\n"
        "changes:\n"
        "- {item: '2.4', figure: note, to: Ghi chú mới}\n"
        "- {figure: scale.step, to: 1}\n",
        "utf-8",
    )
    catalog = Catalog((tmp_path,))
    overlay = next(each for each in catalog.overlays() if each.id == "thu")
    ruleset = catalog.get("unit-tt22-2020", ("thu",))
    found = page(ruleset, laid_over=(overlay, RULESETS["unit-tt22-2020"]))
    (table,) = found.root.of_class("changed")
    rows = [[c.text for c in row.every("th", "td")] for row in table.every("tr")][1:]
    assert rows[0][:2] == ["2.4", "note"]
    assert rows[0][3] == "Ghi chú mới"
    assert rows[1][2:4] == ["0,5", "1"]
    assert "nơi nêu tên hướng dẫn này" in found.text


def test_each_area_s_rating_has_its_own_ground():
    """Where a disadvantaged area's pass mark rests on another source, both are told."""
    variant = "disadvantaged: {when: {total: {at_least: 1}}, basis: inferred, source: Điều 9}"
    ruleset = bent(
        samples.POINTS,
        ("when: {total: {at_least: 2}}}", f"when: {{total: {{at_least: 2}}}}, {variant}}}"),
        ("criteria:\n", "areas: {disadvantaged_scale_for: [disadvantaged]}\ncriteria:\n"),
    )
    told = page(ruleset).at("xl-dat")
    assert "từ 2 điểm" in told
    assert "từ 1 điểm" in told
    assert "khu vực khó khăn: suy ra Điều 9" in told


def test_confirmed_figures_are_listed(tmp_path):
    """Who read which figure where, what it was, and that its basis is now the text itself."""
    overlays = tmp_path / "overlays"
    overlays.mkdir()
    (overlays / "household-qd448-2015-doi-chieu-001.yaml").write_text(
        "id: household-qd448-2015-doi-chieu-001\n"
        "base: household-qd448-2015\n"
        "confirmed: {by: Nguyễn Văn A, on: 2026-11-22}\n"
        "changes:\n"
        "- {item: A3.1, figure: max, was: '10', to: '10', source: Phụ lục 1}\n"
        "- {item: dat, figure: when.total.at_least, was: '70', to: '75', source: Điều 2}\n",
        "utf-8",
    )
    ruleset = Catalog((tmp_path,)).get("household-qd448-2015")
    found = page(ruleset)
    told = found.at("doi-chieu")
    for text in ("A3.1", "giữ nguyên", "70", "75", "Điều 2", "Nguyễn Văn A, ngày 22/11/2026"):
        assert text in told
    assert "0–10 nguyên văn" in found.at("nd-A3.1")
    assert "từ 75 điểm" in found.at("xl-dat")


def test_english_translates_the_frame_only():
    """English headings; the law stays Vietnamese and says so to a screen reader."""
    found = page(RULESETS["tt44-2014"], lang="en")
    assert next(found.root.every("html")).attributes["lang"] == "en"
    heading = next(found.root.every("h1"))
    assert heading.text == "Cộng đồng học tập cấp xã"
    assert heading.attributes["lang"] == "vi"
    titles = [h.text for h in found.root.every("h2")]
    assert "Ratings and recognition" in titles
    assert "Xếp loại và công nhận" not in titles
    own_words = [e.attributes.get("lang") for e in found.root.of_class("words")]
    assert set(own_words) == {"vi"}
    assert "1.5" in found.at("nd-5.4")
    assert "1,5" not in found.at("nd-5.4")


def test_what_changed_since_the_ruleset_before():
    """What the two rulesets differ in stands in the history; with no other there is no such heading."""
    before, ruleset = RULESETS["tt44-2014"], RULESETS["commune-tt25-2023"]
    without = page(ruleset)
    told = page(ruleset, differences=(diff(before, ruleset),))
    assert "So với bộ trước" not in without.text
    assert "So với bộ trước" in told.at("lich-su")
    assert len(told.at("lich-su")) > len("So với bộ trước") + len(without.at("lich-su"))


# --- cases -----------------------------------------------------------------------------


def example(given, outcomes, **more) -> Examples:
    one = Example("thu", "một trường hợp", "Điều 1", given, outcomes, **more)
    return Examples("bang", "Bảng thử", None, (one,))


@pytest.mark.parametrize(
    ("given", "expect", "said"),
    [
        ({"evidence": {"base": "all"}}, {"total": "4", "rating": "dat"}, "4 điểm Đạt"),
        ({"evidence": {"plan": "true"}}, {"range": ["1", "4"]}, "chỉ có: Kế hoạch: có 1–4 điểm"),
        ({"evidence": {"base": "all", "plan": None}}, {}, "riêng: Kế hoạch: chưa có"),
        ({"evidence": {}}, {"missing": ["plan"]}, "chưa có số liệu nào còn thiếu: Kế hoạch"),
        ({"evidence": {"1.1": {"at_least": "50%"}}}, {"missing": []}, "từ 50%"),
        ({"inspected": {"plan": {"rejected": "true"}}}, {}, "Kế hoạch: không chấp nhận"),
        ({"subject": {"area": "disadvantaged"}}, {}, "khu vực khó khăn"),
        ({"subject": {"area": None}}, {}, "không ghi khu vực"),
        ({"applies": {"1.1": "không"}}, {"states": {"1.1": "not_applicable"}}, "1.1: không xét"),
        ({}, {"because": {"dat": {"total": []}}}, "Đạt còn vướng tổng điểm"),
        ({}, {"because": {"dat": {"lạ lùng": ["1.1"]}}}, "Đạt còn vướng lạ lùng 1.1"),
        ({}, {"recognised": None}, "chưa rõ có đủ điều kiện công nhận hay không"),
        ({}, {"error": ["dossier.off_step"]}, "không nhận hồ sơ, báo dossier.off_step"),
        ({}, {"placeholder_points": "1.5"}, "trong đó 1,5 điểm là tạm"),
    ],
)
def test_a_case_in_words(given, expect, said):
    """What is given and what must come of it, as an official reads it."""
    ruleset = samples.ruleset_text(samples.POINTS)
    found = page(ruleset, examples=(example(given, {None: expect}),))
    assert said in found.at("vd-bang:thu")


def test_a_ladder_tells_each_step():
    """One row, each value with what comes of it; its item is named once."""
    outcomes = {"500": {"points": {"1.1": ["3", "3"]}}, "499": {"points": {"1.1": ["0", "0"]}}}
    examples = example({"evidence": {"base": "all"}}, outcomes, vary="learners", item="1.1")
    told = page(samples.ruleset_text(samples.POINTS), examples=(examples,)).at("vd-bang:thu")
    assert "1.1, theo Người học 500 → 3 điểm 499 → 0 điểm" in told


@pytest.mark.parametrize(
    ("came", "said"),
    [
        ({"total": "3.5"}, "nay ra: 3,5 điểm"),
        ({"total": None}, "nay ra: chưa có tổng điểm"),
        ({"points": {"1.1": ["2", "2"]}}, "nay ra: 1.1: 2 điểm"),
        ({"points": {"1.1": None}}, "nay ra: 1.1: chưa có"),
        ({"range": None}, "nay ra: chưa có"),
        ({"range": ["1", "2.5"]}, "nay ra: 1–2,5 điểm"),
        ({"rating": "dat"}, "nay ra: Đạt"),
        ({"rating": None}, "nay ra: chưa xác định được xếp loại"),
        ({"states": {"1.1": None}}, "nay ra: 1.1: chưa có"),
        ({"levels": {"1.1": {}}}, "nay ra: 1.1: chưa có"),
        ({"because": {"dat": {}}}, "nay ra: Đạt còn vướng không điều gì"),
        ({"because": {"dat": None}}, "nay ra: Đạt còn vướng không điều gì"),
        ({"notes": []}, "nay ra: không có các ghi chú ấy"),
        ({"no_notes": ["note.unknown_figure"]}, "nay ra: ghi chú note.unknown_figure"),
        ({"claimed": {"total": None}}, "nay ra: tự chấm chưa có tổng điểm"),
        ({"error": []}, "nay ra: nhận hồ sơ, không báo lỗi"),
        ({"error": ["dossier.off_step"]}, "nay ra: không nhận hồ sơ, báo dossier.off_step"),
    ],
)
def test_what_came_of_a_case_that_does_not_hold(came, said):
    """What the table expects stays, and beside it stands in words that it is no longer so."""
    examples = (example({"evidence": {"base": "all"}}, {None: {"total": "4"}}, came={None: came}),)
    found = page(samples.ruleset_text(samples.POINTS), examples=examples)
    told = found.at("vd-bang:thu")
    assert "4 điểm" in told
    assert f"Không còn đúng, {said}" in told
    (box,) = found.root.of_class("failed")
    assert "1 trường hợp không còn đúng với bộ này. Số thứ tự: 1." in " ".join(box.text.split())
    assert "#vd-bang:thu" in found.links
    assert "đã sửa" not in box.text


def test_a_page_whose_cases_hold_says_nothing_of_it():
    """No box, no mark."""
    examples = (example({"evidence": {"base": "all"}}, {None: {"total": "4"}}),)
    found = page(samples.ruleset_text(samples.POINTS), examples=examples)
    assert found.root.of_class("failed") == []
    assert "Không còn đúng" not in found.text


def test_only_the_step_that_does_not_hold_is_marked():
    """Of a ladder the other steps stay as they are."""
    outcomes = {"500": {"points": {"1.1": ["3", "3"]}}, "499": {"points": {"1.1": ["0", "0"]}}}
    examples = example(
        {"evidence": {"base": "all"}},
        outcomes,
        vary="learners",
        item="1.1",
        came={"499": {"points": {"1.1": ["1", "1"]}}},
    )
    told = page(samples.ruleset_text(samples.POINTS), examples=(examples,)).at("vd-bang:thu")
    assert "500 → 3 điểm 499 → 0 điểm Không còn đúng, nay ra: 1 điểm" in told


@pytest.mark.parametrize(("left", "said"), [(0, False), (1, True), (7, True)])
def test_how_many_figures_are_left_to_compare(left, said):
    """Page and index count the whole ruleset in words, beside the share of the scale."""
    ruleset, words = RULESETS["commune-tt25-2023"], Words("vi")
    found = page(ruleset, left=left)
    leaf = Leaf("a.html", Listed(ruleset, (), (), ()), left=left)
    index = Page(Press(words).index(index_page([leaf], words, TODAY, {}.get, dated=False)))
    text = f"Cả bộ còn {left} con số chưa đối chiếu với văn bản gốc."
    assert [text in each.text for each in (found, index)] == [said, said]
    assert "48/48 con số của thang" in index.text
