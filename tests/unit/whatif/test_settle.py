"""Missing evidence: what it is worth, and the fewest pieces that settle a rating."""

from __future__ import annotations

from assessment.engine.assess import assess
from assessment.whatif.changes import changed
from assessment.whatif.settle import missing
from tests.unit.whatif.lowered import example, ruleset

TT44 = "tt44-2014"


def test_nothing_missing_leaves_nothing_to_settle():
    """A complete dossier has one rating, no stakes and no sets."""
    found = missing(ruleset(TT44), example("xa-tien-tan-2019"))
    assert (found.stakes, found.settlings) == ((), ())


def test_each_set_makes_sure_of_its_rating():
    """Shown as the set says, the rating (or a better one) is the only one left possible."""
    dossier = example("xa-ai-thuong-2021")
    found = missing(ruleset(TT44), dossier, best=2)
    ratings = [rating.id for rating in found.now.ruleset.ratings]
    assert [settling.rating.id for settling in found.settlings] == ["tot", "kha", "trung_binh"]
    for settling in found.settlings:
        assert len(settling.sets) == 2
        for changes in settling.sets:
            result = assess(ruleset(TT44), changed(dossier, changes))
            possible = {rating.id for rating in result.score.determination.possible}
            assert possible <= set(ratings[: ratings.index(settling.rating.id) + 1])


def test_better_ratings_take_no_fewer_pieces():
    """The smallest sets grow with the rating."""
    found = missing(ruleset(TT44), example("xa-ai-thuong-2021"), best=1)
    sizes = [len(settling.sets[0]) for settling in found.settlings]
    assert sizes == sorted(sizes, reverse=True)


def test_stakes_are_the_points_open_for_want_of_each_piece():
    """Every missing piece has its stake, the most points first, and the items that ask for it."""
    found = missing(ruleset(TT44), example("xa-ai-thuong-2021"))
    assert {stake.key for stake in found.stakes} == set(found.now.missing)
    points = [stake.points for stake in found.stakes]
    assert points == sorted(points, reverse=True)
    first = found.stakes[0]
    spans = [found.now.findings[id_].points for id_ in first.items]
    assert first.points == sum(span.high - span.low for span in spans)


def test_an_exclusion_that_nobody_answered_has_to_be():
    """A household is sure of the title only when the offence is denied as well."""
    household = ruleset("household-qd448-2015")
    dossier = example("ho-gia-dinh-2018")
    content = {**dossier.content, "evidence": dict(dossier.content["evidence"])}
    del content["evidence"]["law_violation"]
    from assessment.intake.read import dossier_from_content  # noqa: PLC0415

    found = missing(household, dossier_from_content(content, ""))
    [settling] = found.settlings
    [[change]] = settling.sets
    assert (change.key, change.after) == ("law_violation", False)
