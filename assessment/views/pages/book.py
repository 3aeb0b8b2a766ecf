"""A ruleset's page as a whole: its parts in the order in which a reader wants them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from assessment.model.basis import Basis
from assessment.model.book import Leaf
from assessment.model.ruleset import Criterion
from assessment.views.differences import sentences
from assessment.views.pages.audience import UnitTable, unit_table
from assessment.views.pages.changes import OverlayText, ReadLine, overlay_text, read_figures
from assessment.views.pages.evidence import EvidenceTable, evidence_table
from assessment.views.pages.examples import ExampleLine, ExampleTable, example_tables
from assessment.views.pages.front import Address, Fact, facts, state
from assessment.views.pages.levels import LevelsTable, levels_table
from assessment.views.pages.points import PointsTable, points_table
from assessment.views.pages.procedure import ProcedureText, procedure_text
from assessment.views.pages.readings import Understanding, readings
from assessment.views.pages.recognition import Recognition, recognition
from assessment.views.pages.scale import LeftOut, left_out
from assessment.views.pages.shares import (
    Shares,
    figures_by_basis,
    left_in_words,
    points_by_basis,
    shares,
)
from assessment.views.pages.sheet import Figure, Ground, Run, Sheet, criterion_anchor, source_anchor
from assessment.wording import Words


@dataclass(frozen=True, slots=True)
class CriterionText:
    """One criterion; it has a table of points or of levels."""

    anchor: str
    id: str
    title: str
    max: str | None
    count: str
    grounds: tuple[Ground, ...]
    may_not_apply: LeftOut | None
    points: PointsTable | None
    levels: LevelsTable | None


@dataclass(frozen=True, slots=True)
class SourceLine:
    anchor: str | None
    code: str
    text: str


@dataclass(frozen=True, slots=True)
class RulesetPage:
    """`state`: coming, current or past. `provisional`: what rests on placeholders, in a
    sentence; None where nothing does. `left`: how many figures nobody has compared, in a
    sentence; None where there are none. `differences`: from the ruleset before it.
    `failed`: the cases that do not come out as their tables say. `read`: the figures read
    in the official text, `corrected` those of them that were otherwise before.
    """

    id: str
    title: str
    subject: str
    subject_title: str
    number: str
    document: str
    state: str
    state_title: str
    overlay: OverlayText | None
    facts: tuple[Fact, ...]
    digest: str
    provisional: str | None
    shares: Shares
    left: str | None
    criteria: tuple[CriterionText, ...]
    most: str | None
    area: str
    recognition: Recognition
    units: UnitTable | None
    evidence: EvidenceTable
    readings: tuple[Understanding, ...]
    procedure: ProcedureText | None
    sources: tuple[SourceLine, ...]
    changes: tuple[tuple[str, str], ...]
    differences: tuple[str, ...]
    examples: tuple[ExampleTable, ...]
    examples_count: str
    failed: tuple[ExampleLine, ...]
    read: tuple[ReadLine, ...]
    corrected: tuple[ReadLine, ...]


def ruleset_page(leaf: Leaf, words: Words, today: date, address: Address) -> RulesetPage:
    """The page of a ruleset.

    Args:
        today: decides whether the document is in force.
        address: where the page of a ruleset is.

    """
    listed, laid_over = leaf.listed, leaf.laid_over
    ruleset = listed.ruleset
    sheet = Sheet(ruleset, words)
    read = read_figures(sheet)
    corrected = tuple(line for line in read if line.before)
    tables = example_tables(sheet, leaf.examples, corrected)
    now = state(ruleset.document.in_force, today)
    return RulesetPage(
        id=ruleset.id,
        title=ruleset.title,
        subject=ruleset.subject.value,
        subject_title=words.say(f"page.subject.{ruleset.subject.value}"),
        number=ruleset.document.number,
        document=ruleset.document.title,
        state=now,
        state_title=words.say(f"page.state.{now}"),
        overlay=overlay_text(sheet, *laid_over, address(ruleset.id)) if laid_over else None,
        facts=facts(sheet, listed, address),
        digest=ruleset.digest,
        provisional=_provisional(sheet),
        shares=shares(sheet),
        left=left_in_words(words, leaf.left),
        criteria=tuple(_criterion(sheet, criterion) for criterion in ruleset.criteria),
        most=words.number(ruleset.scale.max) if ruleset.scale else None,
        area=sheet.area[:1].upper() + sheet.area[1:],
        recognition=recognition(sheet),
        units=unit_table(sheet),
        evidence=evidence_table(sheet),
        readings=readings(sheet),
        procedure=procedure_text(sheet),
        sources=tuple(
            SourceLine(source_anchor(code), code, text) for code, text in ruleset.sources.items()
        ),
        changes=tuple((_day(words, day), text) for day, text in ruleset.changes.items()),
        differences=tuple(text for diff in leaf.differences for text in sentences(diff, words)),
        examples=tables,
        examples_count=words.number(sum(len(table.lines) for table in tables)),
        failed=tuple(line for table in tables for line in table.lines if line.failed),
        read=read,
        corrected=corrected,
    )


def contents(page: RulesetPage, words: Words) -> tuple[Run, ...]:
    """The sections that a page has, each a link."""
    present = {
        "thay-doi-cua-huong-dan": bool(page.overlay),
        "tom-tat": True,
        "doi-chieu": bool(page.read),
        "xep-loai": True,
        "tieu-chi": True,
        "loai-don-vi": bool(page.units),
        "so-lieu": True,
        "cach-hieu": bool(page.readings),
        "quy-trinh": bool(page.procedure),
        "nguon": bool(page.sources),
        "lich-su": bool(page.changes or page.differences),
        "truong-hop": bool(page.examples),
    }
    return tuple(
        Run(words.say(f"page.section.{name}"), f"#{name}") for name, here in present.items() if here
    )


def _provisional(sheet: Sheet) -> str | None:
    placeholder = Basis.PLACEHOLDER
    if sheet.ruleset.scale and (points := points_by_basis(sheet.ruleset)[placeholder]):
        return sheet.say("page.provisional", points=points, max=sheet.ruleset.scale.max)
    figures = figures_by_basis(sheet)
    if figures[placeholder]:
        whole = sum(figures.values())
        return sheet.say("page.provisional_figures", part=figures[placeholder], whole=whole)
    return None


def _criterion(sheet: Sheet, criterion: Criterion) -> CriterionText:
    title, in_points = criterion.title, sheet.ruleset.in_points
    figures = [Figure(sheet.say("page.figure.title"), title.basis, title.source)]
    if criterion.max is not None:
        basis = criterion.max_basis or criterion.basis
        figures.append(Figure(sheet.say("page.figure.most"), basis, criterion.source))
    return CriterionText(
        criterion_anchor(criterion.id),
        criterion.id,
        title.text,
        sheet.words.number(criterion.max) if criterion.max is not None else None,
        sheet.words.number(len(criterion.indicators)),
        sheet.grounds(figures),
        left_out(sheet, criterion.may_not_apply, seen=criterion.source),
        points_table(sheet, criterion.indicators, seen=criterion.source) if in_points else None,
        None if in_points else levels_table(sheet, criterion),
    )


def _day(words: Words, text: str) -> str:
    """A day of the history, written as people here write it; other words as they are."""
    try:
        return words.date(date.fromisoformat(text))
    except ValueError:
        return text
