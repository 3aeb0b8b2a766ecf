"""Counts by hamlet and of the whole equal those of the dossier engine, row by row."""

from __future__ import annotations

import string
from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from assessment.engine.assess import assess
from assessment.intake.read import dossier_from_content
from assessment.model.chain import Subjects
from assessment.model.register import Amount
from assessment.model.rollup import Lists
from assessment.rollup.groups import grouped
from assessment.rollup.sources import read_results
from assessment.rollup.whole import whole
from assessment.rulebook.catalog import Catalog
from assessment.rulebook.chains import joints
from tests.rolling import HOUSEHOLD, IDS, certified

CATALOG = Catalog()
JOINTS = joints(CATALOG)
HAMLET, TT44 = CATALOG.get("hamlet-qd448-2015"), CATALOG.get("tt44-2014")
ALL = Lists({None: Subjects.ALL})
HAMLETS = {"Thôn Đông": ["Thôn Đông", "THÔN ĐÔNG", "thôn  Đông"], "Thôn 2": ["Thôn 2", " Thôn 2"]}
POINTS = st.sampled_from(["", "3", "7", "8", "10", "11", "7,5"])


@st.composite
def rows(draw):
    """Households with points missing, wrong, around the threshold; in two hamlets."""
    found = []
    for number in range(draw(st.integers(1, 9))):
        hamlet = draw(st.sampled_from(sorted(HAMLETS)))
        points = draw(st.sampled_from(["6", "7", "8"]))
        row = {
            "Mã": f"{draw(st.sampled_from(string.ascii_uppercase))}-{number}",
            "Thôn": draw(st.sampled_from(HAMLETS[hamlet])),
            "Đăng ký": draw(st.sampled_from(["có", "x", "không", ""])),
            **dict.fromkeys(IDS, points),
            "law_violation": draw(st.sampled_from(["không", "không", "có", ""])),
        }
        for id_ in draw(st.lists(st.sampled_from(IDS), max_size=2)):
            row[id_] = draw(POINTS)
        found.append((hamlet, row))
    return found


def title(row):
    """What the dossier engine says of a row: a title, none, open, or that it is wrong."""
    evidence = {key: row[key] for key in (*IDS, "law_violation") if row[key]}
    subject = {"kind": "household", "name": "-"}
    try:
        dossier = dossier_from_content({"subject": subject, "evidence": evidence}, "")
        return assess(HOUSEHOLD, dossier).score.determination.recognised
    except Exception:  # noqa: BLE001 - whatever is wrong, the row is set aside
        return "aside"


@settings(max_examples=20, deadline=None)
@given(rows())
def test_counts_are_those_of_the_dossier_engine(table):
    """Recognised, registered and all, by hamlet and as a whole, with their bounds."""
    told = [(hamlet, row["Đăng ký"] in ("có", "x"), title(row)) for hamlet, row in table]
    good = [entry for entry in told if entry[2] != "aside"]
    aside = len(told) - len(good)
    with TemporaryDirectory() as folder:
        path = certified(Path(folder), [row for _, row in table])
        results = read_results([path], CATALOG)
        found = {each.key: each.amount for each in whole(TT44, JOINTS, results, ALL).given}
        by_hamlet = grouped(HAMLET, JOINTS, results, ALL).groups
    titled = sum(truth is True for *_, truth in good)
    undecided = sum(truth is None for *_, truth in good)
    registered = sum(said for _, said, _ in good)
    if good:
        assert found == {
            "households_recognised": Amount(titled, titled + undecided + aside),
            "households_registered": Amount(registered, registered + aside),
            "households": Amount(len(good), len(good) + aside),
        }
    counts = {group.name.strip(): group.given[0].sources[0].counts for group in by_hamlet}
    assert {_fold(name): each.rows for name, each in counts.items()} == Counter(
        _fold(hamlet) for hamlet, *_ in good
    )
    for name, each in counts.items():
        own = [truth for hamlet, _, truth in good if _fold(hamlet) == _fold(name)]
        assert (each.recognised, each.undecided) == (own.count(True), own.count(None))


def _fold(name):
    return " ".join(name.split()).lower()
