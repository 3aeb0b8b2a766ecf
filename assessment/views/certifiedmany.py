"""What a run over several tables came to: a page, and JSON."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any, NamedTuple

from assessment.errors import Notice
from assessment.files import one_line
from assessment.model.quantity import plain
from assessment.model.ruleset import Ruleset
from assessment.views import remarks
from assessment.views.certified import label, share_line
from assessment.views.json import notices
from assessment.views.lines import Paint, plain_paint, wrapped
from assessment.views.remarks import Remarks
from assessment.wording import Words

_MOST = 60
_NAME = 38
_MOST_NAMED = 4
_SUMS = ("rows", "recognised", "undecided", "aside", "near")


class Table(NamedTuple):
    """`counts`: as the receipt tells them. `kept`: the results are those of an earlier run."""

    table: str
    out: str
    counts: Mapping[str, int]
    kept: bool
    sha256: str
    remarks: Remarks


class Failure(NamedTuple):
    """A table without results, and why."""

    table: str
    notices: Sequence[Notice]


class Shown(NamedTuple):
    """What the page is about. `within`: points that those near a title may lack."""

    ruleset: Ruleset
    provisional: bool
    folder: str
    tables: Sequence[Table]
    failures: Sequence[Failure]
    passed_over: Sequence[str]
    within: Decimal | None

    @property
    def sums(self) -> dict[str, int]:
        return {name: sum(each.counts.get(name, 0) for each in self.tables) for name in _SUMS}


def render(shown: Shown, words: Words, paint: Paint = plain_paint) -> str:
    """The page of a run over several tables."""
    return "\n".join((*_lines(shown, words, paint), ""))


def _lines(shown: Shown, words: Words, paint: Paint) -> Iterator[str]:
    ruleset, sums = shown.ruleset, shown.sums
    tables = words.say("many.tables", count=len(shown.tables))
    yield paint(f"{ruleset.title} · {ruleset.document.number} · {tables}", "strong")
    yield ""
    not_ = sums["rows"] - sums["recognised"] - sums["undecided"]
    for name, count, role in (
        ("recognised", sums["recognised"], "good"),
        ("not", not_, "blocking"),
        ("undecided", sums["undecided"], "provisional"),
    ):
        yield share_line(name, count, sums["rows"], words, paint, role)
    if sums["aside"]:
        said = words.say("many.aside", count=sums["aside"])
        yield from wrapped(f"{label('aside', words)}{said}", "  ", " " * 27)
    if shown.within is not None:
        said = words.say("nearby.rows", count=sums["near"], within=shown.within)
        yield from wrapped(said, "  ", "    ")
    yield ""
    yield from _tables(shown, words)
    yield from _failures(shown, words, paint)
    yield from _remarks(shown, words)
    yield ""
    kept = sum(each.kept for each in shown.tables)
    if kept:
        yield from wrapped(words.say("many.kept", count=kept), "  ", "    ")
    if shown.passed_over:
        said = words.say("many.passed_over", count=len(shown.passed_over))
        yield from wrapped(said, "  ", "    ")
    if shown.provisional:
        yield from wrapped(words.say("certify.provisional", id=ruleset.id), "  ", "    ")
    if kept or shown.passed_over or shown.provisional:
        yield ""
    yield f"  {words.say('many.written', folder=shown.folder)}"


def _tables(shown: Shown, words: Words) -> Iterator[str]:
    head = words.say("many.head").split("|")
    yield f"  {head[0]:<{_NAME}}{head[1]:>24}{head[2]:>12}"
    for each in shown.tables[:_MOST]:
        name = one_line(each.out)
        if len(name) >= _NAME:
            name = f"…{name[-(_NAME - 2) :]}"
        counts = each.counts
        titles = f"{words.number(counts['recognised'])} / {words.number(counts['rows'])}"
        yield f"  {name:<{_NAME}}{titles:>24}{words.number(counts['aside']):>12}"
    more = len(shown.tables) - _MOST
    if more > 0:
        yield f"  {words.say('many.more', count=more)}"


def _failures(shown: Shown, words: Words, paint: Paint) -> Iterator[str]:
    if not shown.failures:
        return
    yield ""
    yield paint(f"  {words.say('many.failed', count=len(shown.failures))}", "blocking")
    for failure in shown.failures:
        yield from wrapped(one_line(failure.table), "    ", "      ")
        for notice in failure.notices:
            yield from wrapped(f"{words.message(notice)} [{notice.code}]", "      ")
            if hint := words.hint(notice):
                yield from wrapped(hint, "      ")


def _remarks(shown: Shown, words: Words) -> Iterator[str]:
    """What is to be known of tables: each sentence once, with the tables that it is about."""
    about: dict[str, list[str]] = {}
    missing: Counter[str] = Counter()
    for each in shown.tables:
        missing.update(each.remarks.missing)
        for said in remarks.of_columns(each.remarks, words):
            about.setdefault(said, []).append(one_line(each.out))
    sentences = [f"{_which(names, shown, words)}: {said}" for said, names in about.items()]
    if missing:
        zero = all(each.remarks.zero for each in shown.tables)
        sentences.append(remarks.lacking(shown.ruleset, missing, words, zero=zero))
    if sentences:
        yield ""
    for said in sentences:
        yield from wrapped(f"! {said}", "  ", "    ")


def _which(names: Sequence[str], shown: Shown, words: Words) -> str:
    """The tables that a sentence is about."""
    if len(names) == len(shown.tables) > 1:
        return words.say("many.every", count=len(names))
    named, more = ", ".join(names[:_MOST_NAMED]), len(names) - _MOST_NAMED
    return words.say("many.named", names=named, count=more) if more > 0 else named


def contract(shown: Shown, words: Words) -> dict[str, Any]:
    """`cdht certify --format json` of several tables; the names are a contract."""
    return {
        "ruleset": shown.ruleset.id,
        "provisional": shown.provisional,
        "out": shown.folder,
        "within": None if shown.within is None else plain(shown.within),
        **{name: shown.sums[name] for name in _SUMS},
        "tables": [
            {
                "table": each.table,
                "out": each.out,
                "kept": each.kept,
                **{name: each.counts.get(name, 0) for name in _SUMS},
                "receipt": each.sha256,
                **remarks.contract(each.remarks),
                "slips": dict(each.remarks.slips),
                "passed_over": dict(each.remarks.passed_over),
            }
            for each in shown.tables
        ],
        "failures": [
            {"table": each.table, "errors": notices(each.notices, words)} for each in shown.failures
        ],
        "passed_over": list(shown.passed_over),
    }
