"""Whose papers they are, by what rules, of when, and to whom they go."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from assessment.model.outcome import Assessment
from assessment.model.procedure import DecidedBy, Document
from assessment.model.ruleset import SubjectKind
from assessment.views.lines import period_of
from assessment.views.word.places import PlaceName, place_name
from assessment.wording import Words

COMMITTEE = "Ủy ban nhân dân"
_GOVERNED = {SubjectKind.COMMUNE, SubjectKind.DISTRICT, SubjectKind.PROVINCE}
_SIGNERS = {
    SubjectKind.UNIT: "Thủ trưởng đơn vị",
    SubjectKind.HAMLET: "Trưởng thôn",
    SubjectKind.CLAN: "Trưởng họ",
    SubjectKind.HOUSEHOLD: "Chủ hộ",
    SubjectKind.CITIZEN: "Người xác nhận",
}
BLANK = "…"
_QUOTED = re.compile('"([^"]*)"')

_DOCUMENTS = {"NĐ": "Nghị định", "TT": "Thông tư", "QĐ": "Quyết định"}
_AUTHORS = {
    "-BGDĐT": "Bộ Giáo dục và Đào tạo",
    "-CP": "Chính phủ",
    "-KHVN": "Hội Khuyến học Việt Nam",
}


class Offices:
    """Who issues the papers of a dossier, and who receives them."""

    def __init__(self, assessment: Assessment, words: Words, today: date) -> None:
        self._ruleset, self._dossier = assessment.ruleset, assessment.dossier
        self._words, self._today = words, today
        self._subject = self._dossier.subject

    def variables(self) -> dict[str, Any]:
        subject, document, period = self._subject, self._ruleset.document, self._dossier.period
        office = self._office()
        return {
            "ten": subject.name,
            "ten_goi": self._place.inside if self._governed else subject.name,
            "tinh": subject.province or "",
            "huyen": subject.district or "",
            "dia_danh": self._place.town if self._governed else BLANK,
            "co_quan": office,
            "dau_giay": office.upper().replace(f"{COMMITTEE.upper()} ", f"{COMMITTEE.upper()}\n"),
            "thay_mat": f"TM. {COMMITTEE}" if self._governed else "",
            "ky_hieu": "UBND" if self._governed else BLANK,
            "nguoi_ky": _SIGNERS.get(subject.kind, "Chủ tịch"),
            "kinh_gui": self._addressee(),
            "ky": period_of(self._dossier, self._words) or f"năm {self._today.year}",
            "nam": str((period.to if period else self._today).year),
            "danh_hieu": self._ruleset.title,
            "van_ban": cited(document, self._words),
            "trich_yeu": about(document, self._words),
            "theo_diem": self._ruleset.in_points,
            "viec": "đánh giá, xếp loại" if self._ruleset.in_points else "đánh giá, công nhận",
        }

    @property
    def _governed(self) -> bool:
        """Whether a committee of the people issues the papers."""
        return self._subject.kind in _GOVERNED

    @property
    def _place(self) -> PlaceName:
        return place_name(self._subject.name)

    def _office(self) -> str:
        return f"{COMMITTEE} {self._place.inside}" if self._governed else self._subject.name

    def _addressee(self) -> str:
        """Who decides on the last day of the period, by the ruleset's procedure."""
        day = self._dossier.period.to if self._dossier.period else self._today
        procedure = self._ruleset.procedure
        deciders = procedure.decided_by if procedure else ()
        who = next((each.who for each in deciders if decides(each, day)), BLANK)
        said = who.replace("UBND", COMMITTEE)
        for level, name in (
            ("cấp huyện", self._subject.district),
            ("cấp tỉnh", self._subject.province),
        ):
            if level in said and name:
                place = place_name(name)
                return said.replace(level, place.inside) if place.kind else f"{said} ({name})"
        return said


def cited(document: Document, words: Words) -> str:
    """A document by kind, number, day and author, as papers cite it.

    "Thông tư số 44/2014/TT-BGDĐT ngày 12/12/2014 của Bộ Giáo dục và Đào tạo".
    """
    number, author = document.number, _author(document)
    kind = next((name for sign, name in _DOCUMENTS.items() if f"/{sign}-" in number), "Văn bản")
    by = f" của {author}" if author else ""
    return f"{kind} số {number} ngày {words.date(document.issued)}{by}"


def about(document: Document, words: Words) -> str:
    """What a document is about, behind its citation, which has named its author; its name alone
    stands in brackets.
    """
    title = words.running(document.title.removesuffix(f" ({_author(document)})"))
    title = _QUOTED.sub(r"“\1”", title)
    return title if title.startswith(("quy định", "về ")) else f"({title})"


def _author(document: Document) -> str:
    return next((name for sign, name in _AUTHORS.items() if document.number.endswith(sign)), "")


def decides(decider: DecidedBy, day: date) -> bool:
    """Whether it decides on this day."""
    begun = decider.from_ is None or decider.from_ <= day
    return begun and (decider.until is None or day <= decider.until)
