"""What the papers of titles say: the variables that their templates may name.

Every text is in Vietnamese, as the papers are; what stands in a table is text in one line.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from typing import Any

from assessment.files import one_line
from assessment.model.alphabet import UNSEEN, spelled_alike
from assessment.model.chain import Among
from assessment.model.roles import role_of
from assessment.model.ruleset import Rating, SubjectKind
from assessment.model.titlepapers import Occasion, Titled
from assessment.views.word.issuers import DOTS, inside, issuer_of
from assessment.views.word.offices import about, cited
from assessment.wording import Words

_LONGEST, _LONGEST_PLACE, _LONGEST_ADDRESS, _LONGEST_GROUP = 100, 70, 110, 200
"""Letters of a name, a place, an address; a certificate has room for no more."""

_COUNTED = {
    SubjectKind.HOUSEHOLD: "hộ",
    SubjectKind.CLAN: "dòng họ",
    SubjectKind.HAMLET: "thôn, tổ dân phố",
    SubjectKind.UNIT: "đơn vị",
    SubjectKind.CITIZEN: "người",
    SubjectKind.COMMUNE: "xã, phường",
    SubjectKind.DISTRICT: "huyện",
    SubjectKind.PROVINCE: "tỉnh",
}
_HEADS = {
    SubjectKind.HOUSEHOLD: "Chủ hộ",
    SubjectKind.CLAN: "Dòng họ",
    SubjectKind.HAMLET: "Thôn, tổ dân phố",
    SubjectKind.UNIT: "Đơn vị",
    SubjectKind.CITIZEN: "Họ và tên",
}
_ADDRESSED = {
    SubjectKind.HOUSEHOLD: "Gia đình ông (bà)",
    SubjectKind.CLAN: "Dòng họ",
    SubjectKind.CITIZEN: "Ông (bà)",
}
_SPEAKS_FOR_ITSELF = ("gia đình", "hộ ", "dòng họ", "họ ")
_PLACES = ("hamlet", "commune", "district", "province")
_NO_HAMLET = "Không ghi thôn, tổ dân phố"
_NO_CLAN = "Không ghi dòng họ"
_NO_UNIT = "Không ghi đơn vị"
_PROVISIONAL = (
    "Tạm tính: bộ tiêu chí có con số chưa đối chiếu với văn bản gốc, nên kết quả có thể còn thay"
    " đổi."
)
_SCHOOL_STARTS = (9, 1)
_SCHOOL_ENDS = (8, 31)


class Titles:
    """Rows with a title, group by group, as variables."""

    def __init__(self, titled: Sequence[Titled], occasion: Occasion) -> None:
        self._ruleset, self._occasion = occasion.ruleset, occasion
        self._words = Words("vi")
        self._issuer = issuer_of(occasion.ruleset, occasion.period)
        self._titled = titled

    def listed(self) -> dict[str, Any]:
        """The variables of the list."""
        numbered = self._numbered
        places = {field: self._only(field) for field in _PLACES}
        kind = self._ruleset.subject
        return {
            **self._common(),
            "co_quan": DOTS,
            "dau_giay": DOTS,
            "ky_hieu": "…",
            "dia_danh": self._issuer.town(places),
            "kinh_gui": self._issuer.office(places),
            "ten_cot": _HEADS.get(kind, "Tên"),
            "don_vi": _COUNTED[kind],
            "cac_nhom": [
                {
                    "ten": _cut(name, _LONGEST_GROUP),
                    "so_dong": self._words.number(len(rows)),
                    "cac_dong": [self._row(number, row) for number, row in rows],
                }
                for name, rows in numbered.items()
            ],
            "tong_so": self._words.number(len(self._titled)),
            "khong_co_ten": "; ".join(self._left_out()),
        }

    def certificates(
        self, first: int, last: int, told: Callable[[int], None] = lambda _: None
    ) -> dict[str, Any]:
        """The variables of certificates.

        Args:
            first, last: their numbers in the list, from 1, both included.
            told: told after each how many there are so far.

        """
        return {
            **self._common(),
            "thay_mat": self._issuer.on_behalf,
            "nguoi_ky": self._issuer.signer,
            "so_giay": self._words.number(last - first + 1),
            "cac_giay": self._certificates(first, last, told),
        }

    def _certificates(
        self, first: int, last: int, told: Callable[[int], None]
    ) -> Iterator[dict[str, str]]:
        every = (entry for rows in self._numbered.values() for entry in rows)
        for number, row in every:
            if first <= number <= last:
                yield self._certificate(number, row)
                told(number)

    # --- all of them -----------------------------------------------------------------------

    def _common(self) -> dict[str, Any]:
        document = self._ruleset.document
        return {
            "danh_hieu": self._ruleset.title.partition(" (")[0],
            "ky": self._period(),
            "nam": str(self._occasion.period.last.year) if self._occasion.period else DOTS,
            "van_ban": cited(document, self._words),
            "trich_yeu": about(document, self._words),
            "tam_tinh": _PROVISIONAL if self._occasion.provisional else "",
        }

    def _period(self) -> str:
        period = self._occasion.period
        if period is None:
            return f"năm {DOTS}"
        ends = [(day.month, day.day) for day in period]
        years = [day.year for day in period]
        if ends == [_SCHOOL_STARTS, _SCHOOL_ENDS] and years[1] == years[0] + 1:
            return f"năm học {years[0]}-{years[1]}"
        if ends == [(1, 1), (12, 31)] and years[0] == years[1]:
            return self._words.say("year", year=str(years[0]))
        return self._words.say("period", **{"from": period.first, "to": period.last})

    def _left_out(self) -> Iterator[str]:
        for count, why in (
            (self._occasion.refused, "chưa đạt"),
            (self._occasion.undecided, "chưa xác định, vì thiếu số liệu"),
            (self._occasion.aside, "có lỗi trong bảng, chưa chấm"),
        ):
            if count:
                yield f"{self._words.number(count)} {_COUNTED[self._ruleset.subject]} {why}"

    @cached_property
    def _numbered(self) -> dict[str, list[tuple[int, Titled]]]:
        """The rows by their groups, in the order of the table, numbered through all groups."""
        groups: dict[str, list[Titled]] = {}
        names: dict[str, str] = {}
        for row in self._titled:
            name = self._group(row)
            groups.setdefault(names.setdefault(spelled_alike(name), name), []).append(row)
        number = 0
        found: dict[str, list[tuple[int, Titled]]] = {}
        for name, rows in groups.items():
            found[name] = list(enumerate(rows, start=number + 1))
            number += len(rows)
        return found

    def _group(self, row: Titled) -> str:
        """Its hamlet, its clan or its unit; and its commune where there are several."""
        by = [
            _text(row, field) or nobody
            for field, nobody in (("hamlet", _NO_HAMLET), ("clan", _NO_CLAN), ("unit", _NO_UNIT))
            if field in row.about and field != self._ruleset.subject
        ][:1]
        if self._ruleset.subject is not SubjectKind.COMMUNE and not self._only("commune"):
            by += filter(None, [_text(row, "commune")])
        return ", ".join(by)

    def _only(self, field: str) -> str:
        """What all rows have in a column, where that is one thing and none is blank."""
        return _cut(self._alike.get(field, ""), _LONGEST_PLACE)

    @cached_property
    def _alike(self) -> dict[str, str]:
        found: dict[str, str] = {}
        for field in _PLACES:
            written = (_text(row, field) for row in self._titled)
            texts = {spelled_alike(text): text for text in written}
            if len(texts) == 1:
                found |= dict.fromkeys([field], *texts.values())
        return found

    # --- one of them -----------------------------------------------------------------------

    def _row(self, number: int, row: Titled) -> dict[str, str]:
        rating = self._rating(row)
        points = self._points(row)
        result = [f"{points} điểm" if points else "", rating]
        missing = f"chưa có số liệu {one_line(row.missing)}" if row.missing else ""
        return {
            **self._about(number, row),
            "diem": points,
            "xep_loai": rating,
            "ket_qua": ", ".join(filter(None, result)),
            "ghi_chu": missing,
        }

    def _certificate(self, number: int, row: Titled) -> dict[str, str]:
        places = {field: _cut(_text(row, field), _LONGEST_PLACE) for field in _PLACES}
        about = self._about(number, row)
        lived = ", ".join(
            inside(places[field])
            for field in _PLACES
            if places[field] and field != self._ruleset.subject
        )
        if not lived and self._ruleset.subject is not SubjectKind.UNIT:
            lived = _cut(_text(row, "unit"), _LONGEST)
        return {
            **about,
            "doi_tuong": self._addressed(row, about["ten"].lower()),
            "noi_o": _cut(lived[:1].upper() + lived[1:], _LONGEST_ADDRESS),
            "diem": self._points(row),
            "xep_loai": self._rating(row) or (DOTS if self._several else ""),
            "co_quan": self._issuer.office(places),
            "dia_danh": self._issuer.town(places),
        }

    def _addressed(self, row: Titled, name: str) -> str:
        """What stands before a name; Ông is a surname too, and nobody calls pupils so."""
        kind = self._ruleset.subject
        if role_of(_text(row, "role")) is Among.LEARNERS:
            return ""
        if name.startswith(("ông ", "bà ")):
            return "Gia đình" if kind is SubjectKind.HOUSEHOLD else ""
        return "" if name.startswith(_SPEAKS_FOR_ITSELF) else _ADDRESSED.get(kind, "")

    def _about(self, number: int, row: Titled) -> dict[str, str]:
        id_ = _text(row, "id")
        own = _text(row, "name") or _text(row, self._ruleset.subject.value)
        told = {
            "ma": id_,
            "ten": own or id_ or DOTS,
            "thon": _text(row, "hamlet"),
            "dong_ho": _text(row, "clan"),
            "xa": _text(row, "commune"),
        }
        cut = {name: _cut(text, _LONGEST) for name, text in told.items()}
        return {"so": self._words.number(number), **cut}

    def _points(self, row: Titled) -> str:
        if row.low is None or row.high is None:
            return ""
        low, high = self._words.number(row.low), self._words.number(row.high)
        return low if low == high else f"{low}–{high}"

    @cached_property
    def _several(self) -> bool:
        """Whether there are titles of several ranks."""
        return sum(not rating.otherwise for rating in self._ruleset.ratings) > 1

    def _rating(self, row: Titled) -> str:
        """The rank of its title; nothing where there is one only, or it is not decided."""
        found: Rating | None = next(
            (each for each in self._ruleset.ratings if each.id == row.rating), None
        )
        return found.title if found and self._several else ""


def _text(row: Titled, field: str) -> str:
    """What stands in a column, in one line."""
    return one_line((row.about.get(field) or "").translate(UNSEEN))


def _cut(text: str, longest: int) -> str:
    """A text no longer than a paper has room for."""
    return text if len(text) <= longest else f"{text[: longest - 1]}…"
