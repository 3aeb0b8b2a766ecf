"""What each Word paper of a dossier must say, worked out from its assessment alone.

Rows are the texts of their cells; a line across the table is its text in every cell.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from assessment.model.basis import Basis
from assessment.model.canonical import levels_of
from assessment.model.outcome import Assessment, CriterionResult, Finding, Status
from assessment.views.gist import Gist
from assessment.views.notices import said_on_paper
from assessment.views.scales import Scales
from assessment.views.sentences import Sentences
from assessment.wording import Words

VI = Words("vi")
EXCLUDED = {True: "có: loại", False: "không", None: "chưa rõ"}
UNDECLARED = EXCLUDED | {False: "chưa khai, coi như không có"}
UNASKED = "không xét"


class Oracle:
    """The rows and lines of one dossier's papers."""

    def __init__(self, assessment: Assessment) -> None:
        self.assessment, self.dossier = assessment, assessment.dossier
        self.ruleset, self.score, self.own = (
            assessment.ruleset,
            assessment.score,
            assessment.claimed,
        )
        far = assessment.disadvantaged
        self.sentences = Sentences(self.ruleset, VI, disadvantaged=far)
        self.scales = Scales(self.ruleset, VI, disadvantaged=far)
        self.gist = Gist(assessment, VI)
        self.in_points = self.ruleset.in_points

    # --- tables --------------------------------------------------------------------------

    def minutes(self) -> list[list[str]]:
        """Mục, nội dung, tối đa, tự chấm, kiểm tra, lý do."""
        rows = []
        for found, own in zip(self.score.criteria, self.own.criteria, strict=True):
            criterion = found.criterion
            inspected = any(
                self.inspected(self.keys(*pair))
                for pair in zip(found.findings, own.findings, strict=True)
            )
            sides = self.worth(own), self.worth(found) if inspected else ""
            rows.append([criterion.id, criterion.title.text, *self.most(criterion.max), *sides, ""])
            for item, mine in zip(found.findings, own.findings, strict=True):
                reasons = self.reasons(self.keys(item, mine))
                most = self.most(item.max if item.points and not item.levels else None)
                row = [item.item.id, item.item.text, *most, *self.sides(item, mine), reasons]
                rows.append(row)
        for head, some in (
            ("Điều kiện bắt buộc", self.gates()),
            ("Trường hợp loại trừ", self.exclusions()),
        ):
            if some:
                rows.append([head] * (6 if self.in_points else 5))
                rows += [
                    [so, text, *self.most(None), *sides, why] for so, text, *sides, why in some
                ]
        return rows

    def gates(self) -> list[tuple[str, str, str, str, str]]:
        pairs = zip(self.score.gates, self.own.gates, strict=True)
        return [
            (f"ĐK {n}", g.item.text, *self.sides(g, mine), self.reasons(self.keys(g, mine)))
            for n, (g, mine) in enumerate(pairs, 1)
        ]

    def exclusions(self) -> list[tuple[str, str, str, str, str]]:
        rows = []
        pairs = zip(self.score.exclusions, self.own.exclusions, strict=True)
        for n, ((exclusion, found), (_, own)) in enumerate(pairs, 1):
            key = exclusion.key
            claimed, inspected = key in self.dossier.evidence, key in self.dossier.inspected
            sides = (EXCLUDED if claimed else UNDECLARED)[own], EXCLUDED[found] if inspected else ""
            rows.append((f"LT {n}", exclusion.text, *sides, self.reasons([key])))
        return rows

    def sides(self, found: Finding, own: Finding) -> tuple[str, str]:
        counted = self.outcome(found) if self.inspected(self.keys(found, own)) else ""
        return self.outcome(own), counted

    def outcome(self, found: Finding) -> str:
        points = found.points if self.in_points and not found.levels else None
        if found.status is Status.NOT_APPLICABLE and not (points and points.high):
            return UNASKED
        if points:
            return self.sentences.points(points.low, points.high)
        return self.sentences.award(found)

    def worth(self, result: CriterionResult) -> str:
        points = result.points
        if all(f.status is Status.NOT_APPLICABLE for f in result.findings) and not (
            points and points.high
        ):
            return UNASKED
        if points:
            return self.sentences.points(points.low, points.high)
        titles = {level.id: level.title for level in self.ruleset.levels}
        truths = levels_of(self.ruleset, result.findings)
        met = ", ".join(titles[id_] for id_, truth in truths.items() if truth is True)
        unclear = ", ".join(titles[id_] for id_, truth in truths.items() if truth is None)
        return "; ".join(filter(None, (met, unclear and f"chưa rõ {unclear}"))) or "chưa đạt"

    def most(self, most) -> list[str]:
        if not self.in_points:
            return []
        return [""] if most is None else [VI.number(most)]

    def keys(self, found: Finding, own: Finding) -> list[str]:
        return [*found.used, *(key for key in own.used if key not in found.used)]

    def inspected(self, keys) -> bool:
        return any(key in self.dossier.inspected for key in keys)

    def reasons(self, keys) -> str:
        told = []
        for key in keys:
            found = self.dossier.inspected.get(key)
            if found and (found.rejected or found.reason):
                no = ["đoàn kiểm tra không chấp nhận"] if found.rejected else []
                why = [found.reason] if found.reason else []
                told.append(": ".join([self.sentences.label(key), *no, *why]))
        return "; ".join(told)

    def sheet(self) -> Iterator[tuple[list[str], list[list[str]]]]:
        """Each row of the sheets without its evidence, and what must stand in its evidence.

        The cell of the evidence is "…"; of each of its lines some texts are known.
        """
        few = len(self.assessment.findings) <= 15
        width, rows = 6 if self.in_points else 5, iter(self.minutes())
        for found, own in zip(self.score.criteria, self.own.criteria, strict=True):
            so, title, *most, claimed, counted, _ = next(rows)
            of = f"/{most[0]} điểm" if most else ""
            if few:
                after = f"; kiểm tra: {counted}{of}" if counted else ""
                yield [f"Tiêu chí {so}. {title}: {claimed}{of}{after}"] * width, []
            for item, mine in zip(found.findings, own.findings, strict=True):
                yield self.sheet_row(next(rows), item, mine)
            if not few and self.in_points:
                yield ["", "Cộng", "", *most, claimed, counted], []
        if self.score.gates:
            yield next(rows)[:1] * width, []
            for found, own in zip(self.score.gates, self.own.gates, strict=True):
                yield self.sheet_row(next(rows), found, own)
        if self.score.exclusions:
            yield next(rows)[:1] * width, []
            for exclusion, _ in self.score.exclusions:
                so, text, *others, _ = next(rows)
                given = exclusion.key in {**self.dossier.evidence, **self.dossier.inspected}
                lines = [self.evidence(exclusion.key)] if given else []
                yield [so, f"{text}\ncó: loại", "…", *others], lines

    def sheet_row(self, row: list[str], found: Finding, own: Finding):
        so, text, *most, claimed, counted, _ = row
        provisional = found.basis is Basis.PLACEHOLDER
        most = [f"{each}*" if each and provisional else each for each in most]
        asked = f"{text}\n{'; '.join(self.scales.scale(found.item))}"
        lines = [self.evidence(key) for key in self.keys(found, own)]
        if found.status is Status.NOT_APPLICABLE:
            lines.insert(0, [self.sentences.working(found)])
        return [so, asked, "…", *most, claimed, counted], lines

    def evidence(self, key: str) -> list[str]:
        """Texts that a line tells of a piece of evidence, as it was claimed and as found."""
        claimed, found = self.dossier.evidence.get(key), self.dossier.inspected.get(key)
        told = [f"{self.sentences.label(key)}: "]
        for side in (claimed, found):
            for text in (side.by, side.note, side.reason, *side.documents) if side else ():
                told += [text] if text else []
        for side in (claimed, found):
            if side and side.value and side.value.isdigit():
                told.append(VI.number(int(side.value)))
        if found and found.rejected:
            told.append("; đoàn kiểm tra không chấp nhận")
        if claimed and found and not found.rejected:
            told.append("; tự khai ")
        return told

    def documents(self) -> list[list[str]]:
        """Each document, numbered, with what it is shown for."""
        shown: dict[str, list[str]] = {}
        for so, keys in self.shown_for():
            for key in keys:
                for side in (self.dossier.evidence.get(key), self.dossier.inspected.get(key)):
                    for name in side.documents if side else ():
                        of = shown.setdefault(name, [])
                        of += [so] if so not in of else []
        return [[str(n), name, ", ".join(of)] for n, (name, of) in enumerate(shown.items(), 1)]

    def shown_for(self) -> Iterator[tuple[str, list[str]]]:
        for found, own in zip(self.score.criteria, self.own.criteria, strict=True):
            for item, mine in zip(found.findings, own.findings, strict=True):
                yield item.item.id, self.keys(item, mine)
        for n, (gate, mine) in enumerate(zip(self.score.gates, self.own.gates, strict=True), 1):
            yield f"ĐK {n}", self.keys(gate, mine)
        for n, (exclusion, _) in enumerate(self.score.exclusions, 1):
            yield f"LT {n}", [exclusion.key]

    # --- lines ---------------------------------------------------------------------------

    def result(self) -> Iterator[str]:
        """What every paper says of the whole."""
        if self.in_points:
            yield f"- Tổng số điểm: {self.gist.total()}."
        yield f"- Kết quả: {self.gist.rating()}."
        if self.score.determination.rating is None:
            yield "Lưu ý: kết quả chưa xác định; giấy này là bản nháp, chưa ký, chưa trình."
        elif self.score.determination.recognised is None:
            yield (
                "Lưu ý: chưa rõ có đủ điều kiện công nhận hay không;"
                " giấy này là bản nháp, chưa ký, chưa trình."
            )
        elif not self.score.determination.recognised:
            yield "Lưu ý: kết quả chưa đủ điều kiện công nhận."
        yield from (f"- {each}" for each in (*self.gist.why(), *self.gist.options()))
        for exclusion, truth in self.score.exclusions:
            key = exclusion.key
            given = key in self.dossier.evidence or key in self.dossier.inspected
            yield f"- {exclusion.text}: {(EXCLUDED if given else UNDECLARED)[truth]}."
        if self.own is not self.score:
            yield f"- Đơn vị tự chấm: {self.headline(self.own)}. Sau kiểm tra: {self.headline(self.score)}."
        names, cited = list(self.ruleset.sources), set()
        for first, last in re.findall(r"\b(S\d+b?)(?: đến (S\d+))?", " ".join(self.gist.why())):
            cited |= set(names[names.index(first) : names.index(last or first) + 1])
        if cited:
            told = "; ".join(f"{m}: {self.ruleset.sources[m]}" for m in names if m in cited)
            yield f"Nguồn đã dẫn: {told}."
        if self.gist.provisional():
            yield self.gist.provisional()

    def headline(self, score) -> str:
        rating = score.determination.rating
        told = rating.title if rating else "chưa xác định"
        if score.points is None:
            return told
        low, high = VI.number(score.points.low), VI.number(score.points.high)
        return f"{low if low == high else f'từ {low} đến {high}'} điểm, {told}"

    def noted(self, notice) -> str:
        """Without the line and the field of a file that nobody has on paper."""
        return said_on_paper(notice, self.sentences, VI)

    def report(self) -> Iterator[str]:
        """From the criteria to the line that closes it."""
        for result in self.score.criteria:
            most = result.criterion.max
            of = "" if most is None else f"/{VI.number(most)} điểm"
            title = result.criterion.title.text
            yield f"Tiêu chí {result.criterion.id}. {title}: {self.worth(result)}{of}"
            for found in result.findings:
                yield f"{found.item.id}. {found.item.text}: {self.sentences.reason(found)}."
        if self.score.gates:
            yield "Điều kiện bắt buộc"
        for number, gate in enumerate(self.score.gates, 1):
            yield f"ĐK {number}. {gate.item.text}: {self.outcome(gate)}."
        yield "III. KẾT QUẢ CHUNG"
        yield from self.result()
        yield "IV. TỒN TẠI, HẠN CHẾ"
        if self.gist.most_lost():
            yield f"{self.gist.most_lost()}."
        missing = self.gist.missing()
        if missing:
            assert len(missing.labels) == len(self.assessment.missing)
            yield "Số liệu chưa có:"
            yield from (f"- {each};" for each in missing.labels)
        for head, notices in (
            ("Số liệu cần xem lại:", self.assessment.warnings),
            ("Ghi chú:", self.assessment.notes),
        ):
            if notices:
                yield head
            yield from (f"- {self.noted(notice)}" for notice in notices)
        yield "Nguyên nhân:"
        yield "V. PHƯƠNG HƯỚNG"
        for result in self.score.criteria:
            for found in result.findings:
                if step := self.sentences.next_step(found):
                    yield f"- Mục {found.item.id}: {step}."
