"""Files as trees of text: what is read, what is refused, and the line that it stands on."""

from __future__ import annotations

import json
import unicodedata

import pytest

from assessment import files
from assessment.errors import DossierError, RulesetError
from assessment.files import MAX_BYTES, parse_json, parse_yaml, path_text, read_tree, tree_of


def only_notice(refused):
    (notice,) = refused.value.notices
    return notice


def test_scalars_stay_as_they_are_written():
    """Numbers, answers and dates are text until something reads them by its own rule."""
    text = "a: 0.50\nb: true\nc: 2020-01-01\nd: 0x1F\ne: có\nf: 'no'\ng: 1_000\nh: .inf\n"
    assert parse_yaml(text, None, DossierError).content == {
        "a": "0.50",
        "b": "true",
        "c": "2020-01-01",
        "d": "0x1F",
        "e": "có",
        "f": "no",
        "g": "1_000",
        "h": ".inf",
    }


@pytest.mark.parametrize("written", ["", "~", "null"])
def test_an_empty_scalar_is_nothing(written):
    """Nothing after the colon, ~ and null say that nothing was said."""
    assert parse_yaml(f"a: {written}\nb: 1\n", None, DossierError).content == {"a": None, "b": "1"}


@pytest.mark.parametrize("written", ["''", '"~"', "'null'"])
def test_a_quoted_scalar_is_text(written):
    """In quotes, even an empty text or a ~ is what somebody wrote."""
    assert parse_yaml(f"a: {written}\n", None, DossierError).content == {"a": written[1:-1]}


def test_text_is_brought_to_one_form():
    """Composed and decomposed Vietnamese letters are the same text, in keys and in values."""
    composed = "tỷ lệ"
    decomposed = unicodedata.normalize("NFD", composed)
    assert composed != decomposed
    one = parse_yaml(f"{composed}: {composed}\n", None, DossierError).content
    two = parse_yaml(f"{decomposed}: {decomposed}\n", None, DossierError).content
    three = parse_json(json.dumps({decomposed: decomposed}), None, DossierError).content
    assert one == two == three == {composed: composed}


def test_keys_equal_in_one_form_are_the_same_key_in_yaml():
    """A key given composed and again decomposed is given twice."""
    composed, decomposed = "tỷ", unicodedata.normalize("NFD", "tỷ")
    with pytest.raises(DossierError) as refused:
        parse_yaml(f"{composed}: 1\n{decomposed}: 2\n", None, DossierError)
    assert only_notice(refused).code == "file.duplicate_key"


def test_keys_equal_in_one_form_are_the_same_key_in_json():
    """JSON is no way round: the second of two keys does not silently replace the first."""
    text = json.dumps({"tỷ": 1, unicodedata.normalize("NFD", "tỷ"): 2})
    with pytest.raises(DossierError) as refused:
        parse_json(text, None, DossierError)
    assert only_notice(refused).code == "file.duplicate_key"


def test_every_part_has_its_line():
    """Keys, list entries and what is nested in them know where they stand."""
    tree = parse_yaml("a: 1\nb:\n- c: 2\n  d: {e: 3}\n- [4,\n   5]\n", "x.yaml", DossierError)
    assert tree.content == {"a": "1", "b": [{"c": "2", "d": {"e": "3"}}, ["4", "5"]]}
    lines = {path_text(steps): line for steps, line in tree.lines.items()}
    assert lines == {
        "": 1,
        "a": 1,
        "b": 2,
        "b[0]": 3,
        "b[0].c": 3,
        "b[0].d": 4,
        "b[0].d.e": 4,
        "b[1]": 5,
        "b[1][0]": 5,
        "b[1][1]": 6,
    }


def test_a_path_that_is_not_there_has_the_line_of_its_nearest_part():
    """A missing key is looked for where its parent stands; the path stays whole."""
    tree = parse_yaml("a: 1\nb:\n  c: 2\n", "x.yaml", DossierError)
    place = tree.place(("b", "d", 0, "e"))
    assert (place.file, place.line, place.path) == ("x.yaml", 2, "b.d[0].e")


def test_json_reads_as_yaml_does():
    """The same content as JSON is the same tree, numbers exact and answers as text."""
    text = '{"a": 0.50, "b": true, "c": null, "d": [1, {"e": "có"}], "f": 12345678901234567890.5}'
    assert parse_json(text, None, DossierError).content == {
        "a": "0.50",
        "b": "true",
        "c": None,
        "d": ["1", {"e": "có"}],
        "f": "12345678901234567890.5",
    }


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("[1, 2]", "file.format"),
        ('"a"', "file.format"),
        ('{"a": NaN}', "file.syntax"),
        ('{"a": -Infinity}', "file.syntax"),
        ('{"a": 1,}', "file.syntax"),
        ("", "file.syntax"),
        ('{"a": 1, "b": {"c": 1, "c": 2}}', "file.duplicate_key"),
        ('{"a": ' + "[" * 30 + "]" * 30 + "}", "file.too_deep"),
        ('{"a": ' + "[" * 100_000 + "]" * 100_000 + "}", "file.too_deep"),
    ],
)
def test_json_that_is_not_a_form_is_refused(text, code):
    """NaN, infinity, double keys, bad syntax, deep nesting and bare lists are refused."""
    with pytest.raises(DossierError) as refused:
        parse_json(text, "x.json", DossierError)
    assert only_notice(refused).code == code


def test_a_json_syntax_error_names_its_line():
    """The reader is led to the line and column of a bad JSON text."""
    with pytest.raises(RulesetError) as refused:
        parse_json('{\n "a": 1\n "b": 2}', "x.json", RulesetError)
    notice = only_notice(refused)
    assert (notice.code, notice.place.line, notice.params["column"]) == ("file.syntax", 3, 2)


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("a: 1\nb: &x 2\n", "file.alias", 2),
        ("a: 1\nb: *x\n", "file.alias", 2),
        ("a: {b: 1}\n<<: *a\n", "file.alias", 2),
        ("a: 1\n*x : 2\n", "file.alias", 2),
        ("a: 1\n&x b: 2\n", "file.alias", 2),
        ("a: 1\nb: !!int 2\n", "file.syntax", 2),
        ("a: 1\n!!str b: 2\n", "file.syntax", 2),
        ("a: !python/object/apply:os.system [ls]\n", "file.syntax", 1),
        ("a: 1\nb: [1\n", "file.syntax", 2),
        ("a: 1\n\tb: 2\n", "file.tab", 2),
        ("a: 1\n---\nb: 2\n", "file.format", 2),
        ("a: 1\n? [b]\n: 2\n", "file.format", 2),
        ("- a\n", "file.format", None),
        ("", "file.format", None),
        ("# only a comment\n", "file.format", None),
        ("a: 1\nb: 2\na: 3\n", "file.duplicate_key", 3),
    ],
)
def test_yaml_beyond_plain_forms_is_refused(text, code, line):
    """Anchors, tags, several documents, double keys and broken text are refused at their line."""
    with pytest.raises(RulesetError) as refused:
        parse_yaml(text, "x.yaml", RulesetError)
    notice = only_notice(refused)
    assert (notice.code, notice.place.file, notice.place.line) == (code, "x.yaml", line)


@pytest.mark.parametrize("parse", [parse_yaml, parse_json])
def test_nesting_is_bounded(parse):
    """As many levels as the limit says are read, one more is refused, in both formats."""
    most = files.MAX_DEPTH - 1
    assert parse('{"a": ' + "[" * most + "1" + "]" * most + "}", None, DossierError).content["a"]
    with pytest.raises(DossierError) as refused:
        parse('{"a": ' + "[" * (most + 1) + "1" + "]" * (most + 1) + "}", None, DossierError)
    assert only_notice(refused).code == "file.too_deep"


@pytest.mark.parametrize("parse", [parse_yaml, parse_json])
def test_the_number_of_values_is_bounded(parse):
    """The top and as many values as fit are read; one more is refused, in both formats."""
    most = files.MAX_VALUES - 2
    assert len(parse(json.dumps({"a": [0] * most}), None, DossierError).content["a"]) == most
    with pytest.raises(DossierError) as refused:
        parse(json.dumps({"a": [0] * (most + 1)}), None, DossierError)
    notice = only_notice(refused)
    assert (notice.code, notice.params["limit"]) == ("file.too_many_values", files.MAX_VALUES)


def test_plain_data_becomes_the_same_tree_as_its_text():
    """What a receipt embeds reads as the file did."""
    data = {"a": True, "b": None, "c": [1, "x"], "d": {"e": False}}
    assert (
        tree_of(data, None, DossierError).content
        == parse_json(json.dumps(data), None, DossierError).content
    )


# --- from disk -------------------------------------------------------------------------


def test_a_file_is_read_by_its_suffix(tmp_path):
    """.json is JSON in any case of letters; any other name is YAML."""
    for name, text in [("a.json", '{"a": "\\u00e1"}'), ("b.JSON", '{"a": "á"}'), ("c.txt", "a: á")]:
        (tmp_path / name).write_text(text, encoding="utf-8")
        assert read_tree(tmp_path / name, DossierError).content == {"a": "á"}


def test_a_byte_order_mark_is_no_part_of_the_text(tmp_path):
    """A file saved by Windows Notepad reads like any other."""
    path = tmp_path / "a.yaml"
    path.write_bytes(b"\xef\xbb\xbfa: 1\r\nb: 2\r\n")
    tree = read_tree(path, DossierError)
    assert tree.content == {"a": "1", "b": "2"}
    assert tree.place(("b",)).line == 2


def test_a_file_that_is_not_there(tmp_path):
    """file.not_found names the file."""
    with pytest.raises(DossierError) as refused:
        read_tree(tmp_path / "none.yaml", DossierError)
    notice = only_notice(refused)
    assert (notice.code, notice.place.file) == ("file.not_found", str(tmp_path / "none.yaml"))


def test_a_folder_is_no_file(tmp_path):
    """file.unreadable: a folder, or a name that no file can have."""
    for path in (tmp_path, tmp_path / "a\0b.yaml"):
        with pytest.raises(DossierError) as refused:
            read_tree(path, DossierError)
        assert only_notice(refused).code == "file.unreadable"


def test_a_file_too_large_is_not_read(tmp_path):
    """A file of the limit is read; one byte more is refused before it is parsed."""
    path = tmp_path / "a.yaml"
    head = b"a: 1\n#"
    path.write_bytes(head + b"x" * (files.MAX_BYTES - len(head)))
    assert read_tree(path, DossierError).content == {"a": "1"}
    path.write_bytes(path.read_bytes() + b"x")
    with pytest.raises(DossierError) as refused:
        read_tree(path, DossierError)
    assert only_notice(refused).code == "file.too_large"


@pytest.mark.parametrize("content", ["a: ờ".encode("utf-16"), b"a: \xff"])
def test_a_file_that_is_no_utf8_text_is_refused(tmp_path, content):
    """An Excel file or another encoding is named as such, not read as garbage."""
    path = tmp_path / "a.yaml"
    path.write_bytes(content)
    with pytest.raises(DossierError) as refused:
        read_tree(path, DossierError)
    assert only_notice(refused).code == "file.not_text"


def test_the_caller_says_whose_error_it_is(tmp_path):
    """A bad ruleset file and a bad dossier leave with different exit codes."""
    with pytest.raises(RulesetError) as refused:
        read_tree(tmp_path / "none.yaml", RulesetError)
    assert refused.value.exit_code == 4
    with pytest.raises(DossierError) as refused_dossier:
        read_tree(tmp_path / "none.yaml", DossierError)
    assert refused_dossier.value.exit_code == 3


@pytest.mark.parametrize("content", [b"PK\x03\x04\x9c\xff", b"\xd0\xcf\x11\xe0\xa1", b"%PDF-1.7"])
def test_a_word_or_excel_file_is_named_as_such(tmp_path, content):
    """A document renamed .yaml is told from a text in the wrong encoding."""
    path = tmp_path / "a.yaml"
    path.write_bytes(content)
    with pytest.raises(DossierError) as refused:
        read_tree(path, DossierError)
    assert [n.code for n in refused.value.notices] == ["file.office"]


def test_a_missing_space_is_found_on_its_own_line():
    """A syntax error that follows from `key:value` is told at that line."""
    text = "evidence:\n  under3:120\n  workers: 3\n"
    with pytest.raises(DossierError) as refused:
        parse_yaml(text, "x.yaml", DossierError)
    (notice,) = refused.value.notices
    assert (notice.code, notice.place.line) == ("shape.missing_space", 2)


def test_an_endless_file_is_bounded(tmp_path):
    """No more than the bound is read, whatever the file's own size."""
    path = tmp_path / "a.yaml"
    path.write_bytes(b"a" * (MAX_BYTES + 1))
    with pytest.raises(DossierError) as refused:
        read_tree(path, DossierError)
    assert [n.code for n in refused.value.notices] == ["file.too_large"]
