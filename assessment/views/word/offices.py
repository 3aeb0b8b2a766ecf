"""Whose papers they are, by what rules, of when, and to whom they go."""

from __future__ import annotations

from datetime import date
from typing import Any

from assessment.model.outcome import Assessment
from assessment.model.procedure import DecidedBy, Document
from assessment.model.ruleset import SubjectKind
from assessment.views.lines import period_of
from assessment.wording import Words

COMMITTEE = "Ủy ban nhân dân"
_GOVERNED = {SubjectKind.COMMUNE, SubjectKind.DISTRICT, SubjectKind.PROVINCE}
_SIGNERS = {
    SubjectKind.UNIT: "Thủ trưởng đơn vị",
    SubjectKind.HAMLET: "Trưởng thôn",
    SubjectKind.CLAN: "Trưởng họ",
    SubjectKind.HOUSEHOLD: "Chủ hộ",
    SubjectKind.CITIZEN: "Người tự đánh giá",
}
KINDS = (
    "xã ",
    "phường ",
    "thị trấn ",
    "đặc khu ",
    "huyện ",
    "quận ",
    "thị xã ",
    "thành phố ",
    "tỉnh ",
)
BLANK = "…"

_DOCUMENTS = {"NĐ": "Nghị định", "TT": "Thông tư", "QĐ": "Quyết định"}


class Offices:
    """Who issues the papers of a dossier, and who receives them."""

    def __init__(self, assessment: Assessment, words: Words, today: date) -> None:
        self._ruleset, self._dossier = assessment.ruleset, assessment.dossier
        self._words, self._today = words, today
        self._subject = self._dossier.subject

    def variables(self) -> dict[str, Any]:
        subject, document, period = self._subject, self._ruleset.document, self._dossier.period
        return {
            "ten": subject.name,
            "tinh": subject.province or "",
            "huyen": subject.district or "",
            "dia_danh": self._place(),
            "co_quan": self._office(),
            "thay_mat": f"TM. {COMMITTEE}" if subject.kind in _GOVERNED else "",
            "ky_hieu": "UBND" if subject.kind in _GOVERNED else BLANK,
            "nguoi_ky": _SIGNERS.get(subject.kind, "Chủ tịch"),
            "kinh_gui": self._addressee(),
            "ky": period_of(self._dossier, self._words) or f"năm {self._today.year}",
            "nam": str((period.to if period else self._today).year),
            "danh_hieu": self._ruleset.title,
            "van_ban": cited(document, self._words),
            "trich_yeu": self._words.running(document.title),
            "theo_diem": self._ruleset.in_points,
            "viec": "đánh giá, xếp loại" if self._ruleset.in_points else "đánh giá, công nhận",
        }

    def _place(self) -> str:
        """The name of the place without its kind: "Tiên Tân"."""
        if self._subject.kind not in _GOVERNED:
            return BLANK
        name = self._subject.name
        kind = next((each for each in KINDS if name.lower().startswith(each)), "")
        return name[len(kind) :]

    def _office(self) -> str:
        if self._subject.kind in _GOVERNED:
            return f"{COMMITTEE} {self._words.running(self._subject.name)}"
        return self._subject.name

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
                return f"{said} ({name})"
        return said


def cited(document: Document, words: Words) -> str:
    """A document by kind, number and day: "Thông tư số 44/2014/TT-BGDĐT ngày 12/12/2014"."""
    number = document.number
    kind = next((name for sign, name in _DOCUMENTS.items() if f"/{sign}-" in number), "Văn bản")
    return f"{kind} số {number} ngày {words.date(document.issued)}"


def decides(decider: DecidedBy, day: date) -> bool:
    """Whether it decides on this day."""
    begun = decider.from_ is None or decider.from_ <= day
    return begun and (decider.until is None or day <= decider.until)
