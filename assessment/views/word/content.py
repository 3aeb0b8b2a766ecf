"""What the papers of a dossier say: the variables that their templates may name.

Every text is in Vietnamese, as the papers are; docs/giay-to.md names each for those who
write templates of their own.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from assessment import __version__
from assessment.model.basis import Basis
from assessment.model.canonical import levels_of
from assessment.model.outcome import Assessment, CriterionResult, Finding
from assessment.model.quantity import Interval
from assessment.views.explained import Block, Explained, Section
from assessment.views.gist import Gist
from assessment.views.scales import Scales
from assessment.views.sentences import Sentences
from assessment.views.word.offices import Offices
from assessment.wording import Words


def content(assessment: Assessment, sha256: str, today: date) -> dict[str, Any]:
    """The variables of one dossier.

    Args:
        sha256: of its receipt.
        today: the day when the papers are made.

    """
    words = Words("vi")
    gist, offices = Gist(assessment, words), Offices(assessment, words, today)
    rows = _Rows(assessment, words)
    explained = Explained(assessment, words)
    missing = gist.missing()
    return {
        **offices.variables(),
        "tong_diem": gist.total() or "",
        "tong_diem_tu_cham": rows.points(assessment.claimed.points),
        "xep_loai": gist.rating(),
        "ly_do": [*gist.why(), *gist.options()],
        "tam_tinh": gist.provisional() or "",
        "mat_diem": gist.most_lost() or "",
        "tu_cham": gist.claimed() or "",
        "da_kiem_tra": assessment.claimed is not assessment.score,
        "cac_tieu_chi": [rows.criterion(section) for section in explained.sections()],
        "dieu_kien": [rows.item(block) for block in explained.gates()],
        "loai_tru": list(gist.exclusions()),
        "con_thieu": list(missing.items) if missing else [],
        "viec_can_lam": rows.tasks(explained),
        "minh_chung": rows.documents(),
        "ma_bien_nhan": sha256,
        "phien_ban": __version__,
    }


class _Rows:
    """Criteria, indicators and documents, as rows of tables."""

    def __init__(self, assessment: Assessment, words: Words) -> None:
        self._assessment, self._words = assessment, words
        disadvantaged = assessment.disadvantaged
        self._sentences = Sentences(assessment.ruleset, words, disadvantaged=disadvantaged)
        self._scales = Scales(assessment.ruleset, words, disadvantaged=disadvantaged)
        claimed = assessment.claimed
        self._criteria = {result.criterion.id: result for result in claimed.criteria}
        found = [f for result in claimed.criteria for f in result.findings]
        self._claimed = {each.item.id: each for each in (*found, *claimed.gates)}

    def criterion(self, section: Section) -> dict[str, Any]:
        result = section.result
        criterion, claimed = result.criterion, self._criteria[result.criterion.id]
        return {
            "so": criterion.id,
            "ten": criterion.title.text,
            "can_cu": criterion.title.source,
            "ket_qua": self._worth(result),
            "ket_qua_tu_cham": self._worth(claimed),
            "toi_da": "" if criterion.max is None else self._words.number(criterion.max),
            "chi_tieu": [self.item(block) for block in section.blocks],
        }

    def item(self, block: Block) -> dict[str, Any]:
        found, claimed = block.found, self._claimed[block.found.item.id]
        lines = {line.name: list(line.entries) for line in block.lines}
        return {
            "so": found.item.id,
            "noi_dung": found.item.text,
            "can_cu": "; ".join(lines.get("source", ())),
            "thang_diem": "; ".join(self._scales.scale(found.item)),
            "so_lieu": "\n".join(lines.get("evidence", ())),
            "cach_tinh": self._sentences.reason(found),
            "ket_qua": self._outcome(found),
            "ket_qua_tu_cham": self._outcome(claimed),
            "toi_da": self._words.number(found.max) if _in_points(found) else "",
            "tam_tinh": found.basis is Basis.PLACEHOLDER,
            "ly_do": "; ".join(self._reasons(found)),
            "muc_tren": self._sentences.next_step(found) or "",
        }

    def _worth(self, result: CriterionResult) -> str:
        """The points of a criterion, or the levels that it meets."""
        if result.points:
            return self.points(result.points)
        levels = levels_of(self._assessment.ruleset, result.findings)
        met = [self._sentences.level_title(level) for level, truth in levels.items() if truth]
        return ", ".join(met) or "Chưa đạt"

    def _outcome(self, found: Finding) -> str:
        if _in_points(found) and found.points:
            return self.points(found.points)
        return self._sentences.award(found) or self._words.say(f"status.{found.status.value}")

    def points(self, points: Interval | None) -> str:
        """One number, or "0–4" while open; nothing in a ruleset of levels."""
        return "" if points is None else self._sentences.points(points.low, points.high)

    def tasks(self, explained: Explained) -> list[str]:
        """What each indicator below its best level lacks for the next."""
        blocks = (block for section in explained.sections() for block in section.blocks)
        named = ((block.found, self._sentences.next_step(block.found)) for block in blocks)
        return [f"Mục {found.item.id}: {step}" for found, step in named if step]

    def documents(self) -> list[dict[str, str]]:
        """Each document, with the indicators that it is shown for."""
        shown: dict[str, dict[str, None]] = {}
        dossier = self._assessment.dossier
        for result in self._assessment.score.criteria:
            for found in result.findings:
                for key in found.used:
                    for given in (dossier.evidence.get(key), dossier.inspected.get(key)):
                        for document in given.documents if given else ():
                            shown.setdefault(document, {})[found.item.id] = None
        return [{"ten": name, "chi_tieu": ", ".join(items)} for name, items in shown.items()]

    def _reasons(self, found: Finding) -> Iterator[str]:
        """Why the inspection counted something else than what was claimed."""
        for key in found.used:
            inspected = self._assessment.dossier.inspected.get(key)
            if inspected and inspected.reason:
                yield f"{self._sentences.label(key)}: {inspected.reason}"


def _in_points(found: Finding) -> bool:
    return found.points is not None and not found.levels
