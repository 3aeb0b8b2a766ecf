"""Chains: which results give which evidence, as shipped and on local shelves."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

import cli
from assessment.errors import RulesetError
from assessment.rulebook.catalog import Catalog
from assessment.rulebook.chains import joints, problems, sound_joints

SHIPPED = Catalog()
HEAD = "basis: inferred\nsource: thử\nchains:\n"
OWN = """\
- results: {subject: household, title: Gia đình học tập}
  gives:
  - {ruleset: tt44-2014, key: poor_households, counted: all}
"""
BROKEN = OWN.replace("poor_households", "rich_households")


def given():
    return {(j.link.ruleset, j.link.key): j for j in joints(SHIPPED)}


def shelf(folder: Path, text: str) -> Path:
    (folder / "chains").mkdir(parents=True)
    (folder / "chains" / "dia-phuong.yaml").write_text(HEAD + text, encoding="utf-8")
    return folder


def run(*arguments: object):
    return CliRunner().invoke(cli.main, ["rules", *map(str, arguments)])


def test_the_shipped_chains_hold():
    """Every link names a ruleset, a key of a fitting type, and ratings that there are."""
    assert len(sound_joints(SHIPPED)) == len(given())


@pytest.mark.parametrize(
    ("ruleset", "keys"),
    [
        ("hamlet-qd448-2015", {"households", "households_recognised"}),
        ("clan-qd448-2015", {"households", "households_recognised"}),
        ("lower-secondary-nd20-2014", {"primary_universal", "literacy_standard"}),
        (
            "tt44-2014",
            {
                *("households", "households_registered", "households_recognised"),
                *("clans", "clans_recognised", "hamlets", "hamlets_recognised"),
                *("preschool5_universal", "primary_universal"),
                *("lower_secondary_universal", "literacy_standard"),
            },
        ),
        (
            "commune-tt25-2023",
            {
                *("preschool5_universal", "primary_universal"),
                *("lower_secondary_universal", "literacy_standard", "learning_citizens"),
            },
        ),
        (
            "unit-district-tt24-2023",
            {
                *("members", "members_learning_citizens"),
                *("learners", "learners_learning_citizens"),
            },
        ),
        (
            "district-tt25-2023",
            {"communes", "communes_level_1_or_higher", "communes_level_2"},
        ),
        (
            "province-tt25-2023",
            {"districts", "districts_level_1_or_higher", "districts_level_2"},
        ),
    ],
)
def test_every_ruleset_takes_what_other_results_give(ruleset, keys):
    """The evidence that the shipped rulesets have from each other, and no more."""
    assert {key for name, key in given() if name == ruleset} == keys


def test_a_standard_gives_the_key_that_its_ruleset_names():
    """What a ruleset on request says that it gives is linked wherever there is such a key."""
    standards = [r for r in SHIPPED.all() if r.on_request_only and r.gives]
    assert standards
    for standard in standards:
        takers = [r.id for r in SHIPPED.all() if standard.gives in r.evidence]
        assert takers
        for taker in takers:
            assert given()[taker, standard.gives].is_of(standard)


def test_all_and_registered_and_recognised_are_three_keys():
    """No shipped key of households is counted in two ways."""
    ways = {
        key: given()["tt44-2014", key].link.counted
        for key in ("households", "households_registered", "households_recognised")
    }
    assert [way.value for way in ways.values()] == ["all", "registered", "recognised"]


def test_tt44_ratings_are_no_levels():
    """The link for levels is of communes, but TT 44's ruleset has no rating of that id."""
    link = given()["district-tt25-2023", "communes_level_1_or_higher"]
    tt44, tt25 = SHIPPED.get("tt44-2014"), SHIPPED.get("commune-tt25-2023")
    assert link.is_of(tt44)
    assert link.is_of(tt25)
    assert link.link.rating_at_least in {r.id for r in tt25.ratings}
    assert link.link.rating_at_least not in {r.id for r in tt44.ratings}


def test_a_locality_adds_links_and_its_rulesets_give_as_well(tmp_path):
    """A local file of chains is read beside the shipped; its own household rules give too."""
    local = shelf(tmp_path, OWN)
    text = SHIPPED.file_of("household-qd448-2015").read_text("utf-8")
    (tmp_path / "household").mkdir()
    mine = tmp_path / "household" / "ho-2021.yaml"
    mine.write_text(text.replace("id: household-qd448-2015", "id: ho-2021"), encoding="utf-8")
    catalog = Catalog([local])
    assert len(sound_joints(catalog)) == len(given()) + 1
    own = next(j for j in joints(catalog) if j.link.key == "poor_households")
    assert own.is_of(catalog.get("ho-2021"))
    assert (own.link.basis.value, own.link.source) == ("inferred", "thử")


def test_a_title_is_the_same_however_it_is_typed(tmp_path):
    """Case and white space in a title do not matter."""
    catalog = Catalog([shelf(tmp_path, OWN.replace("Gia đình học tập", "GIA ĐÌNH  học tập"))])
    assert len(sound_joints(catalog)) == len(given()) + 1


def test_a_circle_through_several_files_is_named(tmp_path):
    """A local link that closes a circle with shipped ones is refused, the circle named."""
    text = """\
- results: {subject: province, title: Cộng đồng học tập cấp tỉnh}
  gives:
  - {ruleset: commune-tt25-2023, key: citizens, counted: all}
"""
    with pytest.raises(RulesetError) as found:
        sound_joints(Catalog([shelf(tmp_path, text)]))
    (notice,) = found.value.notices
    assert notice.code == "chains.cycle"
    titles = notice.params["circle"].split(" → ")
    assert titles[0] == titles[-1]
    assert len(titles) == 4


def test_what_waits_for_a_ruleset_is_not_said_of_the_chains(tmp_path):
    """While a ruleset cannot be read, links to it are not called wrong."""
    (tmp_path / "commune").mkdir()
    (tmp_path / "commune" / "tt44-2014.yaml").write_text("id: tt44-2014\n", encoding="utf-8")
    found = run("check", "--rules", tmp_path, "--format", "json")
    codes = {flaw["code"] for flaw in json.loads(found.stdout)["findings"]}
    assert codes
    assert not any(code.startswith("chains.") for code in codes)


@pytest.mark.parametrize("call", [[], ["SHELF"]])
def test_check_tells_what_is_wrong_with_chains(tmp_path, call):
    """`cdht rules check` with no arguments, or of a shelf that holds nothing but chains."""
    local = shelf(tmp_path, BROKEN)
    names = [str(local) for _ in call]
    found = run("check", *names, "--rules", local, "--format", "json")
    assert found.exit_code == 4
    (flaw,) = [f for f in json.loads(found.stdout)["findings"] if f["code"].startswith("chains.")]
    assert flaw["code"] == "chains.unknown_key"
    assert flaw["line"] == 6


def test_a_file_of_chains_is_told_from_a_ruleset(tmp_path):
    """Asked to check the file alone, the command says what it is and where it belongs."""
    file = shelf(tmp_path, OWN) / "chains" / "dia-phuong.yaml"
    found = run("check", file)
    assert "chains/" in found.stdout + found.stderr


def test_a_ruleset_shows_where_its_evidence_comes_from():
    """`cdht rules show` names the results, the key and how they are counted."""
    page = " ".join(run("show", "hamlet-qd448-2015").stdout.split())
    assert "[households_recognised]: lấy từ: kết quả công nhận Gia đình học tập" in page
    content = json.loads(run("show", "hamlet-qd448-2015", "--format", "json").stdout)
    assert [link["key"] for link in content["taken_from"]] == [
        "households_recognised",
        "households",
    ]
    assert "taken_from" in json.loads(run("show", "citizen-qd324-2023", "--format", "json").stdout)


def test_problems_of_nothing_are_none():
    """No links, nothing wrong."""
    assert list(problems([], list(SHIPPED.all()))) == []
