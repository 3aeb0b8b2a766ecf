"""Every shipped ruleset, as data: it loads, it adds up, and each figure says where it is from."""

from __future__ import annotations

import itertools
import re
from collections.abc import Mapping
from datetime import timedelta

import pytest
from pydantic import BaseModel

from assessment.errors import RulesetError
from assessment.files import parse_yaml
from assessment.model.ruleset import EvidenceType, Sourced
from assessment.rulebook.catalog import SHIPPED, Catalog
from assessment.rulebook.load import ruleset_of

IDS = [
    "citizen-qd324-2023",
    "clan-qd448-2015",
    "commune-tt25-2023",
    "district-tt25-2023",
    "hamlet-qd448-2015",
    "household-qd448-2015",
    "literacy-nd20-2014",
    "lower-secondary-nd20-2014",
    "preschool5-nd20-2014",
    "primary-nd20-2014",
    "province-tt25-2023",
    "tt44-2014",
    "unit-district-tt24-2023",
    "unit-province-tt24-2023",
    "unit-qd448-2015",
    "unit-tt22-2020",
]
every_ruleset = pytest.mark.parametrize("id_", IDS)


def text_of(id_):
    (path,) = SHIPPED.glob(f"*/{id_}.yaml")
    return path.read_text(encoding="utf-8")


def load(text):
    return ruleset_of(parse_yaml(text, None, RulesetError))


def parts_of(value, path=""):
    """Every model nested in a model, with its path."""
    if isinstance(value, BaseModel):
        yield path, value
        for name in type(value).model_fields:
            yield from parts_of(getattr(value, name), f"{path}.{name}")
    elif isinstance(value, Mapping):
        for key, item in value.items():
            yield from parts_of(item, f"{path}.{key}")
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from parts_of(item, f"{path}[{index}]")


def test_the_shelf_holds_these_rulesets(catalog):
    """Sixteen rulesets are shipped, no more and no fewer."""
    assert catalog.ids() == tuple(IDS)
    assert [ruleset.id for ruleset in catalog.all()] == IDS


@every_ruleset
def test_a_ruleset_stands_under_its_id_in_the_folder_of_its_subject(catalog, id_):
    """File name is id, folder is subject: so it is found by either."""
    (path,) = SHIPPED.glob(f"*/{id_}.yaml")
    ruleset = catalog.get(id_)
    assert (path.stem, path.parent.name) == (ruleset.id, ruleset.subject.value)


@every_ruleset
def test_every_figure_says_how_well_it_is_known_and_from_where(catalog, id_):
    """Level, criterion, rating and all that carries a basis has one, and a source that is no blank."""
    figures = [(p, part) for p, part in parts_of(catalog.get(id_)) if isinstance(part, Sourced)]
    assert len(figures) > 10
    assert [path for path, part in figures if not part.source.strip()] == []
    levels = [part for path, part in figures if re.search(r"\.levels\[\d+\]$", path)]
    assert all(level.basis for level in levels)


@every_ruleset
def test_a_placeholder_names_what_it_stands_in_for(catalog, id_):
    """The source of a placeholder names a document or an article, or a source that is listed."""
    ruleset = catalog.get(id_)
    named = re.compile(r"Điều|QĐ|TT|NĐ|Thông tư|Quyết định|Nghị định|\bS\d+|\bPD\b")
    nameless = [
        (path, part.source)
        for path, part in parts_of(ruleset)
        if isinstance(part, Sourced)
        and part.basis == "placeholder"
        and not named.search(part.source)
    ]
    assert nameless == []


@every_ruleset
def test_points_add_up_to_a_hundred(catalog, id_):
    """Where there are points, indicators make criteria and criteria make 100."""
    ruleset = catalog.get(id_)
    if not ruleset.in_points:
        assert all(criterion.max is None for criterion in ruleset.criteria)
        return
    assert ruleset.scale.max == 100
    assert sum(criterion.max for criterion in ruleset.criteria) == 100
    assert sum(item.most for item in ruleset.indicators.values()) == 100


def test_these_rulesets_are_in_points(catalog):
    """Thông tư 44, 22 and the Society's titles score in points; the others in levels."""
    assert {ruleset.id for ruleset in catalog.all() if ruleset.in_points} == {
        "tt44-2014",
        "unit-tt22-2020",
        "citizen-qd324-2023",
        "household-qd448-2015",
        "clan-qd448-2015",
        "hamlet-qd448-2015",
        "unit-qd448-2015",
    }


@every_ruleset
def test_every_piece_of_evidence_has_a_name(catalog, id_):
    """A key has a label to show, a choice has labelled options, a bound its other end beyond it."""
    for key, entry in catalog.get(id_).evidence.items():
        assert entry.label.strip(), key
        assert (entry.type is EvidenceType.CHOICE) == bool(entry.options), key
        assert all(label.strip() for label in entry.labels.values()), key
        if entry.at_least is not None and entry.at_most is not None:
            assert entry.at_least < entry.at_most, key


@every_ruleset
def test_thresholds_fall_from_best_to_worst(catalog, id_):
    """In points, a lower level of a threshold asks for less and earns less, in either area."""
    for item in catalog.get(id_).every_item():
        for levels in getattr(item, "levels_by_area", ()):
            limits = [x.at_least.limit for x in levels if x.at_least]
            points = [x.points for x in levels if x.points is not None]
            if points:
                assert points == sorted(points, reverse=True), item.id
                assert all(a.exceeds(b) for a, b in itertools.pairwise(limits)), item.id


@every_ruleset
def test_ratings_fall_from_best_to_worst(catalog, id_):
    """A better rating asks for more points; the last takes the rest and is not recognition."""
    ruleset = catalog.get(id_)
    asked = [r.when.total.at_least for r in ruleset.ratings if r.when and r.when.total]
    assert asked == sorted(asked, reverse=True)
    assert len(set(asked)) == len(asked)
    assert ruleset.ratings[-1].otherwise
    if not ruleset.in_points:
        assert {r.id for r in ruleset.ratings[:-1]} == {level.id for level in ruleset.levels}


@every_ruleset
def test_a_document_is_issued_before_it_is_in_force(catalog, id_):
    """Dates run forwards: issued, in force, out of force."""
    document = catalog.get(id_).document
    assert document.issued <= document.in_force.from_
    assert document.in_force.to is None or document.in_force.from_ < document.in_force.to


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("tt44-2014", "commune-tt25-2023"),
        ("unit-tt22-2020", "unit-district-tt24-2023"),
        ("unit-tt22-2020", "unit-province-tt24-2023"),
    ],
)
def test_a_circular_follows_the_one_that_it_repeals_without_a_gap(catalog, old, new):
    """The new one is in force on the morrow of the old one's last day."""
    before, after = catalog.get(old).document, catalog.get(new).document
    assert after.in_force.from_ - before.in_force.to == timedelta(days=1)
    assert before.repealed_by == after.number


@every_ruleset
def test_the_digest_sees_neither_comments_nor_the_order_of_keys(catalog, id_):
    """The same rules in another order, with other comments, have the same digest."""
    blocks = re.split(r"(?m)^(?=[a-z_]+:)", text_of(id_))
    reordered = "# một lời bình\n" + "\n# và nữa\n".join(reversed(blocks[1:]))
    assert load(reordered).digest == catalog.get(id_).digest
    assert list(load(reordered).content) == list(reversed(catalog.get(id_).content))


@every_ruleset
def test_the_digest_sees_every_figure(catalog, id_):
    """Another day of issue or another title gives another digest."""
    text = text_of(id_)
    issued = catalog.get(id_).document.issued
    other_day = text.replace(f"issued: {issued}", f"issued: {issued - timedelta(days=1)}", 1)
    other_title = re.sub(r"(?m)^title: ", "title: Tên khác, ", text, count=1)
    digests = {load(changed).digest for changed in (text, other_day, other_title)}
    assert len(digests) == 3


def test_no_two_rulesets_have_one_digest():
    """Each ruleset is told from every other by its digest."""
    digests = [ruleset.digest for ruleset in Catalog().all()]
    assert len(set(digests)) == len(IDS)
    assert all(re.fullmatch(r"[0-9a-f]{64}", digest) for digest in digests)
