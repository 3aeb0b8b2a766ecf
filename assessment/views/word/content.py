"""What the papers of a dossier say: the variables that their templates may name.

Every text is in Vietnamese, as the papers are; docs/giay-to.md names each for those who
write templates of their own.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from assessment import __version__
from assessment.model.basis import Basis
from assessment.model.canonical import levels_of
from assessment.model.outcome import Assessment, CriterionResult, Finding, Status
from assessment.model.quantity import Interval
from assessment.model.ruleset import Exclusion
from assessment.model.truth import Truth
from assessment.views.citations import Citations
from assessment.views.explained import Block, Explained, Section
from assessment.views.gist import Gist
from assessment.views.notices import said_on_paper
from assessment.views.scales import Scales
from assessment.views.sentences import Sentences
from assessment.views.word.offices import Offices
from assessment.wording import Words

_DRAFT = "giấy này là bản nháp, chưa ký, chưa trình"


def content(assessment: Assessment, sha256: str, today: date) -> dict[str, Any]:
    """The variables of one dossier.

    Args:
        sha256: of its receipt.
        today: the day when the papers are made.

    """
    words = Words("vi")
    gist, offices = Gist(assessment, words), Offices(assessment, words, today)
    rows = _Rows(assessment, words)
    missing, why = gist.missing(), [*gist.why(), *gist.options()]
    return {
        **offices.variables(),
        "tong_diem": gist.total() or "",
        "tong_diem_tu_cham": rows.points(assessment.claimed.points),
        "xep_loai": gist.rating(),
        "luu_y": _unready(assessment),
        "ly_do": why,
        "nguon": _cited(assessment, why),
        "tam_tinh": gist.provisional() or "",
        "mat_diem": gist.most_lost() or "",
        "tu_cham": gist.claimed() or "",
        "da_kiem_tra": assessment.claimed is not assessment.score,
        "cac_tieu_chi": rows.criteria(),
        "dieu_kien": rows.gates(),
        "cac_loai_tru": rows.exclusions(),
        "loai_tru": list(gist.exclusions()),
        "con_thieu": list(missing.labels) if missing else [],
        "canh_bao": [
            said_on_paper(notice, gist.sentences, words) for notice in assessment.warnings
        ],
        "ghi_chu": [said_on_paper(notice, gist.sentences, words) for notice in assessment.notes],
        "viec_can_lam": rows.tasks(),
        "minh_chung": rows.documents(),
        "ma_bien_nhan": sha256,
        "phien_ban": __version__,
    }


class _Rows:
    """Criteria, indicators, gates, exclusions and documents, as rows of tables."""

    def __init__(self, assessment: Assessment, words: Words) -> None:
        self._assessment, self._words = assessment, words
        disadvantaged = assessment.disadvantaged
        self._sentences = Sentences(assessment.ruleset, words, disadvantaged=disadvantaged)
        self._scales = Scales(assessment.ruleset, words, disadvantaged=disadvantaged)
        self._gist, self._explained = Gist(assessment, words), Explained(assessment, words)
        claimed = assessment.claimed
        self._criteria = {result.criterion.id: result for result in claimed.criteria}
        found = [f for result in claimed.criteria for f in result.findings]
        self._claimed = {each.item.id: each for each in (*found, *claimed.gates)}

    def criteria(self) -> list[dict[str, Any]]:
        """Every criterion with its indicators."""
        return [self._criterion(section) for section in self._explained.sections()]

    def gates(self) -> list[dict[str, Any]]:
        """Every gate, like an indicator."""
        return [
            self._item(block) | {"so": self._words.say("papers.gate", number=number)}
            for number, block in enumerate(self._explained.gates(), 1)
        ]

    def exclusions(self) -> list[dict[str, Any]]:
        """Every exclusion, like an indicator."""
        score, claimed = self._assessment.score, self._assessment.claimed
        pairs = zip(score.exclusions, claimed.exclusions, strict=True)
        return [
            {"so": self._words.say("papers.exclusion", number=number)}
            | self._exclusion(exclusion, counted, own)
            for number, ((exclusion, counted), (_, own)) in enumerate(pairs, 1)
        ]

    def _criterion(self, section: Section) -> dict[str, Any]:
        result = section.result
        criterion, claimed = result.criterion, self._criteria[result.criterion.id]
        items = [self._item(block) for block in section.blocks]
        return {
            "so": criterion.id,
            "ten": criterion.title.text,
            "can_cu": criterion.title.source,
            "ket_qua": self._worth(result),
            "ket_qua_tu_cham": self._worth(claimed),
            "da_kiem_tra": any(item["da_kiem_tra"] for item in items),
            "toi_da": "" if criterion.max is None else self._words.number(criterion.max),
            "chi_tieu": items,
        }

    def _item(self, block: Block) -> dict[str, Any]:
        found, claimed = block.found, self._claimed[block.found.item.id]
        lines = {line.name: list(line.entries) for line in block.lines}
        keys = self._explained.keys(found)
        unasked = lines.get("working", ()) if found.status is Status.NOT_APPLICABLE else ()
        return {
            "so": found.item.id,
            "noi_dung": found.item.text,
            "can_cu": "; ".join(lines.get("source", ())),
            "thang_diem": "; ".join(self._scales.scale(found.item)),
            "so_lieu": "\n".join((*unasked, *lines.get("evidence", ()))),
            "cach_tinh": self._sentences.reason(found),
            "ket_qua": self._outcome(found),
            "ket_qua_tu_cham": self._outcome(claimed),
            "da_kiem_tra": self._inspected(keys),
            "toi_da": self._words.number(found.max) if self._in_points(found) else "",
            "tam_tinh": found.basis is Basis.PLACEHOLDER,
            "ly_do": "; ".join(self._reasons(keys)),
            "muc_tren": self._sentences.next_step(found) or "",
        }

    def _exclusion(self, exclusion: Exclusion, counted: Truth, own: Truth) -> dict[str, Any]:
        key, dossier = exclusion.key, self._assessment.dossier
        claimed, inspected = key in dossier.evidence, key in dossier.inspected
        return {
            "noi_dung": exclusion.text,
            "can_cu": self._explained.grounds(exclusion.source, exclusion.basis),
            "thang_diem": self._words.say("excluded.true"),
            "so_lieu": self._explained.evidence(key) if claimed or inspected else "",
            "cach_tinh": "",
            "ket_qua": self._gist.excluded(counted, given=claimed or inspected),
            "ket_qua_tu_cham": self._gist.excluded(own, given=claimed),
            "da_kiem_tra": inspected,
            "toi_da": "",
            "tam_tinh": exclusion.basis is Basis.PLACEHOLDER,
            "ly_do": "; ".join(self._reasons([key])),
            "muc_tren": "",
        }

    def _worth(self, result: CriterionResult) -> str:
        """The points of a criterion, or the levels that it meets and those still open."""
        earned = result.points and result.points.high
        if not earned and all(f.status is Status.NOT_APPLICABLE for f in result.findings):
            return self._words.say(f"status.{Status.NOT_APPLICABLE.value}")
        if result.points:
            return self.points(result.points)
        titles: dict[Truth, list[str]] = {True: [], None: [], False: []}
        for level, truth in levels_of(self._assessment.ruleset, result.findings).items():
            titles[truth].append(self._sentences.level_title(level))
        met, unclear = ", ".join(titles[True]), ", ".join(titles[None])
        told = (met, unclear and self._words.say("open", levels=unclear))
        return "; ".join(filter(None, told)) or self._words.say("papers.none_met")

    def _outcome(self, found: Finding) -> str:
        """Points, or what is met; that it is not asked for, where it earns nothing either."""
        unasked = found.status is Status.NOT_APPLICABLE
        if found.points and self._in_points(found) and (found.points.high or not unasked):
            return self.points(found.points)
        return self._sentences.award(found) or self._words.say(f"status.{found.status.value}")

    def _in_points(self, found: Finding) -> bool:
        in_points = self._assessment.ruleset.in_points
        return in_points and found.points is not None and not found.levels

    def points(self, points: Interval | None) -> str:
        """One number, or "0–4" while open; nothing in a ruleset of levels."""
        return "" if points is None else self._sentences.points(points.low, points.high)

    def tasks(self) -> list[str]:
        """What each indicator below its best level lacks for the next."""
        blocks = (block for section in self._explained.sections() for block in section.blocks)
        named = ((block.found, self._sentences.next_step(block.found)) for block in blocks)
        return [
            self._words.say("papers.task", id=found.item.id, step=step)
            for found, step in named
            if step
        ]

    # --- evidence ------------------------------------------------------------------------

    def documents(self) -> list[dict[str, str]]:
        """Each document, with the indicators, gates and exclusions that it is shown for."""
        shown: dict[str, dict[str, None]] = {}
        dossier = self._assessment.dossier
        for number, keys in self._shown_for():
            for key in keys:
                for given in (dossier.evidence.get(key), dossier.inspected.get(key)):
                    for document in given.documents if given else ():
                        shown.setdefault(document, {})[number] = None
        return [{"ten": name, "chi_tieu": ", ".join(items)} for name, items in shown.items()]

    def _shown_for(self) -> Iterator[tuple[str, Iterable[str]]]:
        """The evidence of each indicator, gate and exclusion, by its number on paper."""
        say, score = self._words.say, self._assessment.score
        for result in score.criteria:
            for found in result.findings:
                yield found.item.id, self._explained.keys(found)
        for number, gate in enumerate(score.gates, 1):
            yield say("papers.gate", number=number), self._explained.keys(gate)
        for number, (exclusion, _) in enumerate(score.exclusions, 1):
            yield say("papers.exclusion", number=number), [exclusion.key]

    def _inspected(self, keys: Iterable[str]) -> bool:
        return any(key in self._assessment.dossier.inspected for key in keys)

    def _reasons(self, keys: Iterable[str]) -> Iterator[str]:
        """Why the inspection counted something else than what was claimed."""
        for key in keys:
            inspected = self._assessment.dossier.inspected.get(key)
            if inspected and (inspected.rejected or inspected.reason):
                refused = self._words.say("refused") if inspected.rejected else None
                told = (self._sentences.label(key), refused, inspected.reason)
                yield ": ".join(filter(None, told))


def _cited(assessment: Assessment, texts: Iterable[str]) -> str:
    """What the marks of sources in these texts stand for; nothing where there are none."""
    marks = Citations(assessment.ruleset.sources).cited(texts)
    return "; ".join(f"{mark}: {text}" for mark, text in marks.items())


def _unready(assessment: Assessment) -> str:
    """Why the papers are not to be signed yet, or that no title can be given; else nothing."""
    recognised = assessment.score.determination.recognised
    if assessment.rating is None:
        return f"kết quả chưa xác định; {_DRAFT}"
    if recognised is None:
        return f"chưa rõ có đủ điều kiện công nhận hay không; {_DRAFT}"
    return "" if recognised else "kết quả chưa đủ điều kiện công nhận"
