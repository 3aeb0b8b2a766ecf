"""The first sheet: total and rating by formula, the criteria with bars, and what was noted."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from typing import Any

from assessment.model.outcome import Assessment, Standing, grounds_of
from assessment.views.booklook import BAD, DOUBTFUL, GOOD, GROUP, HEAD, LINE, Look, height, lines
from assessment.views.citations import Citations
from assessment.views.gist import Gist
from assessment.views.lines import heading
from assessment.views.notices import said_on_paper
from assessment.views.reckoning import formula as f
from assessment.views.reckoning.formula import Formula
from assessment.views.reckoning.measures import Holds
from assessment.views.reckoning.reckon import References
from assessment.views.reckoning.write import set_up
from assessment.views.scorebook.indicators import unless_slips
from assessment.wording import Words

_TITLE_WIDTH = 56


class Result:
    """Writes the sheet."""

    def __init__(
        self, book: Any, look: Look, assessment: Assessment, found: References, words: Words
    ) -> None:
        self._assessment = assessment
        self._ruleset = assessment.ruleset
        self._found = found
        self._look = look
        self._words = words
        self._say = words.say
        self._gist = Gist(assessment, words)
        self._sheet = book.add_worksheet(words.say("workbook.sheet.result"))
        self._levels = [level.id for level in self._ruleset.levels]
        self._last = 5 if self._ruleset.in_points else 1 + len(self._levels)
        self._row = 0

    def write(self, *, placeholders: bool) -> None:
        """Write it. `placeholders`: a rating of other cells may rest on such figures."""
        self._top()
        self._headline(placeholders=placeholders)
        self._criteria()
        self._conditions()
        self._noted()
        self._set_up()

    def _top(self) -> None:
        subject, _, about = heading(self._assessment, self._words).partition(" · ")
        self._across(f"{self._say('workbook.title')}: {subject}", bold=True, font_size=14)
        self._across(about)
        self._across(self._say("workbook.live"), italic=True, high=height(2))
        for option in self._gist.options():
            self._across(option, italic=True)

    def _headline(self, *, placeholders: bool) -> None:
        self._row += 1
        large = {
            "bold": True,
            "font_size": 14,
            "border": 1,
            "border_color": LINE,
            "bg_color": GROUP,
        }
        if self._found.total and self._ruleset.scale:
            scale = f.text(f" / {self._words.number(self._ruleset.scale.max)}")
            of = f.joined(f.span(*self._found.total), scale)
            of = self._unless_slips(of)
            self._pair(self._say("total"), of, **large)
        provisional = self._provisional(placeholders=placeholders)
        self._pair(self._say("rating"), self._rating(provisional), **large)
        self._pair(self._say("workbook.recognition"), self._recognised(), **large)
        self._pair(self._say("workbook.compared"), self._as_written())

    def _rating(self, provisional: Formula) -> Formula:
        others: Formula = f.text(self._say("standing.undetermined"))
        joint = f.text(self._say("workbook.possible"))
        ways = [
            f.choose(self._found.possible[rating.id], f.text(f" · {rating.title}"), f.text(""))
            for rating in self._ruleset.ratings
        ]
        others = f.joined(others, joint, *ways)
        one = Formula(f"LEN({self._found.rating.text})>0", bool(self._found.rating.value))
        rating = f.joined(self._found.rating, provisional)
        return self._unless_slips(f.choose(one, rating, others))

    def _provisional(self, *, placeholders: bool) -> Formula:
        """Stands beside a rating; not beside one that was final, while it is as written."""
        status = self._assessment.status
        if not placeholders and status is not Standing.PROVISIONAL:
            return f.text("")
        mark = f.text(f" ({self._say('standing.provisional')})")
        final = status is Standing.FINAL
        return f.choose(self._found.as_written, f.text(""), mark) if final else mark

    def _recognised(self) -> Formula:
        words = [f.text(self._say(key)) for key in ("eligible", "eligibility_open", "not_eligible")]
        surely, perhaps = self._found.recognised
        shown = f.choose(surely, words[0], f.choose(perhaps, words[1], words[2]))
        return self._unless_slips(shown)

    def _unless_slips(self, shown: Formula) -> Formula:
        return unless_slips(self._found, self._say, shown)

    def _as_written(self) -> Formula:
        was = " · ".join(filter(None, (self._gist.total(), self._gist.rating())))
        then, now = (self._say(f"workbook.{name}", was=was) for name in ("same", "changed"))
        return f.choose(self._found.as_written, f.text(then), f.text(now))

    # --- criteria ------------------------------------------------------------------------

    def _criteria(self) -> None:
        self._row += 1
        heads = ["id", "criterion"]
        heads += ["least", "most", "max", "share"] if self._ruleset.in_points else []
        named = [self._say(f"workbook.column.{head}") for head in heads]
        if not self._ruleset.in_points:
            named += [self._gist.sentences.level_title(level) for level in self._levels]
        traits = {"bold": True, "bg_color": HEAD, "font_color": "white", "border": 1}
        for column, name in enumerate(named):
            self._look.write(
                self._sheet, self._row, column, name, align="center", text_wrap=True, **traits
            )
        first = self._row + 1
        for criterion in self._ruleset.criteria:
            self._row += 1
            self._cells(
                [criterion.id, criterion.title.text, *self._of(criterion.id, criterion.max)]
            )
        if self._ruleset.in_points:
            bar = {"type": "data_bar", "bar_color": "#8FB08C", "bar_solid": True}
            ends = {"min_type": "num", "max_type": "num", "min_value": 0, "max_value": 1}
            self._sheet.conditional_format(
                first, 5, self._row, 5, {**bar, **ends, "data_bar_2010": True}
            )
        else:
            self._mark(first)
        self._row += 1

    def _of(self, id_: str, most: Any) -> Iterator[Formula | None]:
        points, wrong = self._found.criteria.get(id_), self._found.wrong[id_]
        mend = f.text(self._say("workbook.mend"))
        if points and most is not None:
            yield from (f.choose(wrong, mend, points.low), f.choose(wrong, mend, points.high))
            limit = f.number(most)
            share = Formula(f"{points.low.text}/{limit.text}", _share(points.low, most))
            yield from (limit, f.choose(wrong, f.text(""), share) if most else None)
            return
        for level in self._levels:
            holds = self._found.criterion_levels[id_].get(level)
            yield f.choose(wrong, mend, self._truth(holds)) if holds else f.text("–")

    def _truth(self, holds: Holds) -> Formula:
        words = [f.text(self._say(f"workbook.{name}")) for name in ("met", "open", "not_met")]
        return f.choose(holds.surely, words[0], f.choose(holds.perhaps, words[1], words[2]))

    def _mark(self, first: int) -> None:
        colours = {"met": GOOD, "open": DOUBTFUL, "not_met": BAD}
        for name, colour in colours.items():
            rule = {"type": "cell", "criteria": "==", "value": f'"{self._say(f"workbook.{name}")}"'}
            rule["format"] = self._look(bg_color=colour)
            self._sheet.conditional_format(first, 2, self._row, self._last, rule)

    def _conditions(self) -> None:
        """Gates and exclusions, which never change the total."""
        if self._ruleset.gates:
            self._head(self._say("gates"))
            for gate in self._ruleset.gates:
                self._pair(gate.text, self._found.items[gate.id].state)
        if self._ruleset.exclusions:
            self._head(self._say("exclusions"))
        for exclusion in self._ruleset.exclusions:
            surely, perhaps = self._found.exclusions[exclusion.id]
            words = [f.text(self._say(f"excluded.{name}")) for name in ("true", "null", "false")]
            shown = f.choose(surely, words[0], f.choose(perhaps, words[1], words[2]))
            self._pair(exclusion.text, shown)

    # --- what does not follow the cells --------------------------------------------------

    def _noted(self) -> None:
        self._head(self._say("workbook.noted"))
        gist, assessment = self._gist, self._assessment
        for text in (*gist.why(titled=True), gist.provisional(), gist.claimed(), gist.most_lost()):
            if text:
                self._wide(text)
        missing = gist.missing()
        if missing:
            self._wide(missing.head, bold=True)
            for item in missing.on_paper:
                self._wide(f"– {item}")
        for name, notices in (("warnings", assessment.warnings), ("notes", assessment.notes)):
            if notices:
                self._wide(self._say(name, count=len(notices)), bold=True)
            for notice in notices:
                self._wide(f"– {said_on_paper(notice, gist.sentences, self._words)}")
        self._sources()

    def _sources(self) -> None:
        """What the marks of sources stand for, on this sheet and that of the indicators."""
        score = self._assessment.score
        findings = [
            *(found for result in score.criteria for found in result.findings),
            *score.gates,
        ]
        texts = [*self._gist.why(), *map(grounds_of, findings)]
        texts += [found.item.note for found in findings if found.item.note]
        cited = Citations(self._ruleset.sources).cited(texts)
        if cited:
            self._wide(f"{self._say('rules.sources')}:", bold=True)
        for mark, text in cited.items():
            self._wide(f"– {mark}: {text}")

    # --- lines ---------------------------------------------------------------------------

    def _head(self, text: str) -> None:
        self._row += 1
        traits = {"bold": True, "bg_color": GROUP}
        for column in range(self._last + 1):
            self._look.write(
                self._sheet, self._row, column, text if column == 0 else None, **traits
            )
        self._row += 1

    def _across(self, text: str, high: float | None = None, **traits: Any) -> None:
        traits["text_wrap"] = high is not None
        if high is not None:
            self._sheet.merge_range(self._row, 0, self._row, self._last, "", self._look(**traits))
            self._sheet.set_row(self._row, high)
        self._look.write(self._sheet, self._row, 0, text, **traits)
        self._row += 1

    def _wide(self, text: str, **traits: Any) -> None:
        """A text over all columns, its row as high as it takes."""
        count = lines(text, self._letters, bold="bold" in traits)
        self._across(text, high=height(count), **traits)

    @property
    def _letters(self) -> int:
        return 110 if self._ruleset.in_points else 62 + 17 * len(self._levels)

    def _pair(self, label: str, value: Any, **traits: Any) -> None:
        """A label over two columns, and what it is over the rest."""
        traits = {"text_wrap": True, "valign": "vcenter", **traits}
        style = self._look(**traits)
        self._sheet.merge_range(self._row, 0, self._row, 1, "", style)
        if self._last > 2:  # noqa: PLR2004 - one column cannot be merged
            self._sheet.merge_range(self._row, 2, self._row, self._last, "", style)
        self._look.write(self._sheet, self._row, 0, label, **traits)
        self._look.write(self._sheet, self._row, 2, value, **traits)
        size, bold = traits.get("font_size", 10), "bold" in traits
        shown = str(value.value if isinstance(value, Formula) else value)
        wide = self._letters - _TITLE_WIDTH - 7
        longest = max(
            lines(label, _TITLE_WIDTH + 6, size=size, bold=bold),
            lines(shown, wide, size=size, bold=bold),
        )
        self._sheet.set_row(self._row, height(longest, size) + 3)
        self._row += 1

    def _cells(self, values: list[Any]) -> None:
        for column, value in enumerate(values):
            traits: dict[str, Any] = {"border": 1, "border_color": LINE, "text_wrap": True}
            if column != 1:
                traits["align"] = "center"
            if self._ruleset.in_points and column == self._last:
                traits["num_format"] = "0%"
            self._look.write(self._sheet, self._row, column, value, **traits)
        self._sheet.set_row(self._row, height(lines(values[1], _TITLE_WIDTH - 1)))

    def _set_up(self) -> None:
        widths = [
            7,
            _TITLE_WIDTH,
            *([10, 10, 8, 22] if self._ruleset.in_points else [18] * len(self._levels)),
        ]
        for column, width in enumerate(widths):
            self._sheet.set_column(column, column, width)
        self._sheet.protect("", {"format_columns": True, "format_rows": True})
        set_up(self._sheet, self._ruleset.id)
        self._sheet.set_portrait()


def _share(points: Formula, most: Decimal) -> Fraction | None:
    value = points.value
    return Fraction(value) / Fraction(most) if isinstance(value, int | Fraction) and most else None
