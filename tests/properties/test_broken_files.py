"""Any dossier file, however broken, gives a result or a coded error, never a traceback."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st

import cli
from assessment.codes import CODES
from tests.samples import EXAMPLES

ROOT = Path(__file__).resolve().parents[2]
TEXTS = [path.read_bytes() for path in EXAMPLES]
TT44 = yaml.safe_load((ROOT / "criteria/commune/tt44-2014.yaml").read_text("utf-8"))

_ODD = [
    b"\x00", b"\xff\xfe", b"\t", b"&a ", b"*a", b"!!python/object:os.system ", b"!!int ", b"<<: ",
    b"---\n", b"...\n", b"%YAML 9.9\n", b"? ", b"{", b"}", b"[", b"]", b"'", b'"', b"|", b">",
    b": ", b"- ", b"#", b"~", b"null", b"", b'""', b"NaN", b".inf", b"-1", b"1e999", b"0x1F",
    b"9" * 400, b"1,5", b"1.000", b"1.000.000", "ĐẠT".encode(), "e\u0301".encode(),
    "\u202e\u2028\u0085".encode(), "٣".encode(), "²".encode(), "\U0001f600".encode(),
    b"{value: {value: 1}}", b"{at_least: 9, at_most: 1}", b"[1, 2]", b"{rejected: true}",
    b"0001-01-01", b"9999-12-31", b"2019-02-30", b"0", b"20190101", b"%", b"5%", b"-5%", b"999%",
    b"\xed\xa0\x80", b"{x", b"{0}", b"{id}",
]  # fmt: skip


def run(path: Path, *more: str) -> Result:
    result = CliRunner().invoke(cli.main, ["score", str(path), *more])
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    assert result.exit_code in {0, 2, 3, 4, 5}
    assert "Traceback" not in result.output
    return result


def assert_result_or_coded_error(path: Path) -> None:
    """Both formats end the same way, and JSON says which codes."""
    text = run(path)
    result = run(path, "--format", "json")
    assert result.exit_code == text.exit_code
    content = json.loads(result.stdout)
    if result.exit_code == 0:
        assert content["ruleset"]
        assert text.stdout
    else:
        assert content["errors"]
        assert {error["code"] for error in content["errors"]} <= CODES
        assert all(error["message"] for error in content["errors"])
        assert text.stderr


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("broken")


@st.composite
def mutations(draw: st.DrawFn) -> bytes:
    """An example with one to three things done to it."""
    text = draw(st.sampled_from(TEXTS))
    for _ in range(draw(st.integers(1, 3))):
        lines = text.splitlines(keepends=True) or [b""]
        at = draw(st.integers(0, len(lines) - 1))
        where = draw(st.integers(0, max(len(text) - 1, 0)))
        match draw(st.sampled_from(["byte", "drop", "twice", "swap", "insert", "value", "indent"])):
            case "byte":
                byte = draw(st.integers(0, 255))
                text = text[:where] + bytes([byte]) + text[where + 1 :]
            case "drop":
                text = b"".join(lines[:at] + lines[at + 1 :])
            case "twice":
                text = b"".join(lines[: at + 1] + lines[at:])
            case "swap":
                other = draw(st.integers(0, len(lines) - 1))
                lines[at], lines[other] = lines[other], lines[at]
                text = b"".join(lines)
            case "insert":
                text = text[:where] + draw(st.sampled_from(_ODD)) + text[where:]
            case "value":
                key = lines[at].partition(b":")[0]
                lines[at] = key + b": " + draw(st.sampled_from(_ODD)) + b"\n"
                text = b"".join(lines)
            case "indent":
                lines[at] = draw(st.sampled_from([b" ", b"  ", b"\t"])) + lines[at]
                text = b"".join(lines)
    return text


@given(mutations())
def test_mutated_examples_give_a_result_or_a_coded_error(folder: Path, text: bytes):
    """Flipped bytes, lost, doubled and swapped lines, odd values: all are answered."""
    path = folder / "mutated.yaml"
    path.write_bytes(text)
    assert_result_or_coded_error(path)


@given(st.one_of(st.binary(max_size=300), st.text(max_size=300).map(lambda t: t.encode("utf-8"))))
def test_random_bytes_and_text_give_a_coded_error(folder: Path, text: bytes):
    """What is no dossier at all is refused, under either suffix."""
    for name in ("random.yaml", "random.json"):
        path = folder / name
        path.write_bytes(text)
        assert_result_or_coded_error(path)


_KEYS = st.sampled_from(
    [
        "subject",
        "period",
        "ruleset",
        "evidence",
        "inspected",
        "applies",
        "previous",
        "note",
        "kind",
        "name",
        "area",
        "value",
        "parts",
        "at_least",
        "at_most",
        "rejected",
        "documents",
        "reason",
        "from",
        "to",
        "level",
        "decided",
        "5.1",
        "under3",
        "4.3",
    ]
)
_SCALARS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(10**20), 10**20),
    st.floats(),
    st.text(max_size=12),
    st.sampled_from(
        ["commune", "household", "tt44-2014", "household-qd448-2015", "70%", "2019-01-01"]
    ),
)
_TREES = st.recursive(
    _SCALARS,
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(_KEYS | st.text(max_size=6), inner, max_size=6)
    ),
    max_leaves=25,
)


@st.composite
def near_dossiers(draw: st.DrawFn) -> dict[str, object]:
    """A dossier's shape, with anything anywhere in it."""
    content: dict[str, object] = {
        "subject": {"kind": "commune", "name": "Xã"},
        "ruleset": "tt44-2014",
        "evidence": draw(
            st.dictionaries(
                st.sampled_from(
                    [
                        "under3",
                        "under3_in_nursery",
                        "5.1",
                        "8.1",
                        "poverty_reduction_points",
                        "party_resolution",
                        "annual_plan",
                        "centre_classes",
                        "households",
                    ]
                ),
                _TREES,
                max_size=4,
            )
        ),
    }
    for key in draw(st.lists(_KEYS, max_size=2)):
        content[key] = draw(_TREES)
    return content


@given(near_dossiers() | _TREES)
def test_random_trees_give_a_result_or_a_coded_error(folder: Path, tree: object):
    """Any tree, as YAML and as JSON (NaN and lone surrogates included), is answered."""
    as_yaml, as_json = folder / "tree.yaml", folder / "tree.json"
    as_yaml.write_text(yaml.safe_dump(tree, allow_unicode=True), encoding="utf-8")
    assert_result_or_coded_error(as_yaml)
    as_json.write_text(json.dumps(tree), encoding="utf-8")
    assert_result_or_coded_error(as_json)


_HEAD = "subject: {kind: commune, name: Xã}\nruleset: tt44-2014\n"


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("deep.yaml", "a: " + "[" * 5000),
        ("deep.yaml", "\n".join(" " * n + "a:" for n in range(200))),
        ("deep.json", '{"a":' * 100_000),
        ("deep.json", '{"a":' + "[" * 500 + "]" * 500 + "}"),
        ("anchor.yaml", "a: &a [x]\nb: [*a, *a]\n"),
        ("merge.yaml", "<<: {a: 1}\n"),
        ("tag.yaml", "subject: !!python/object/apply:os.system [echo]\n"),
        ("two.yaml", "a: 1\n---\nb: 2\n"),
        ("empty.yaml", ""),
        ("empty.json", ""),
        ("list.yaml", "- a\n"),
        ("scalar.yaml", "a"),
        ("nan.json", '{"evidence": {"under3": NaN}}'),
        ("infinite.json", '{"evidence": {"under3": 1e999}}'),
        ("twice.json", '{"subject": 1, "subject": 2}'),
        ("surrogate.json", '{"subject": {"kind": "commune", "name": "\\ud800"}}'),
        (
            "surrogate.json",
            '{"subject": {"kind": "commune", "name": "Xã"}, "ruleset": "\\udfff"}',
        ),
        (
            "surrogate.json",
            '{"subject": {"kind": "commune", "name": "Xã"}, "ruleset": "tt44-2014",'
            ' "evidence": {"\\ud800": 1, "under3": "\\ud800"}}',
        ),
        ("empty-number.yaml", _HEAD + 'evidence: {poverty_reduction_points: ""}\n'),
        ("empty-count.yaml", _HEAD + 'evidence: {under3: "", annual_plan: "", "5.1": ""}\n'),
        ("empty-bound.yaml", _HEAD + 'evidence: {under3: {at_least: ""}}\n'),
        ("empty-bound.yaml", _HEAD + 'evidence: {poverty_reduction_points: {at_most: ""}}\n'),
        ("brace.yaml", _HEAD + 'evidence: {"{x}": 1, under3: "{0}", annual_plan: "{"}\n'),
        ("kind.yaml", "subject: {kind: '{x}', name: Xã}\n"),
        ("path.yaml", "subject: {kind: commune, name: Xã}\nruleset: ../../pyproject\n"),
        ("blank.yaml", 'subject: {kind: commune, name: " "}\nruleset: tt44-2014\n'),
        (
            "long.yaml",
            "subject: {kind: commune, name: " + "Xã" * 20_000 + "}\nruleset: tt44-2014\n",
        ),
        ("many.yaml", _HEAD + "evidence:\n" + "".join(f"  k{n}: 1\n" for n in range(1500))),
    ],
)
def test_known_traps_give_a_coded_error_or_a_result(tmp_path: Path, name: str, text: str):
    """Depth, anchors, tags, surrogates, empty text, braces and the like are answered."""
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    assert_result_or_coded_error(path)


def test_a_large_file_is_refused_unread(tmp_path: Path):
    """A file over the limit is refused by its size, and a folder as unreadable."""
    path = tmp_path / "large.yaml"
    path.write_bytes(b"#" * (3 * 1024 * 1024))
    assert "file.too_large" in run(path, "--format", "json").stdout
    assert "file.unreadable" in run(tmp_path, "--format", "json").stdout


@given(st.one_of(st.binary(max_size=200), _TREES.map(lambda t: json.dumps(t).encode())))
def test_any_file_replays_or_is_refused(folder: Path, text: bytes):
    """What is no receipt is refused with its code, never with a traceback."""
    path = folder / "receipt.json"
    path.write_bytes(text)
    result = CliRunner().invoke(cli.main, ["replay", str(path), "--format", "json"])
    assert isinstance(result.exception, SystemExit), result.exception
    assert result.exit_code == 3
    assert json.loads(result.stdout)["errors"][0]["code"] in CODES


@given(_TREES, st.sampled_from(["ruleset", "dossier", "options", "result"]))
def test_a_forged_receipt_is_answered(folder: Path, tree: object, part: str):
    """A receipt sealed anew around anything is refused or disagrees; it never crashes."""
    from assessment.model.digest import digest  # noqa: PLC0415 - only this forger seals

    sealed = {
        "ruleset": TT44,
        "dossier": {"subject": {"kind": "commune", "name": "Xã"}},
        "options": {"missing": "open", "strict": False},
        "result": {},
        part: tree if isinstance(tree, dict) else {"x": tree},
    }
    sealed = json.loads(json.dumps(sealed, default=str))
    receipt = {"format": "cdht-receipt/1", "sha256": "", "sealed": sealed, "beside": {}}
    try:
        receipt["sha256"] = digest(sealed)
    except UnicodeEncodeError:
        receipt["sha256"] = "no digest has such text"
    path = folder / "forged.json"
    path.write_text(json.dumps(receipt), encoding="utf-8")
    result = CliRunner().invoke(cli.main, ["replay", str(path), "--format", "json"])
    assert isinstance(result.exception, SystemExit), result.exception
    assert result.exit_code in {3, 4, 6}
