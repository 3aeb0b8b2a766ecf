"""From files, folders and patterns to results: dossiers scored, receipts recomputed."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from assessment.engine.assess import assess
from assessment.engine.crosscheck import cross_check
from assessment.errors import (
    CdhtError,
    DisagreementError,
    DossierError,
    Notice,
    Place,
    RulesetError,
)
from assessment.files import one_line
from assessment.finding import DOSSIERS, Found
from assessment.finding import files_of as found_of
from assessment.intake.read import dossier_of, dossier_tree
from assessment.model.dossier import Dossier
from assessment.model.outcome import Options
from assessment.model.ruleset import Ruleset
from assessment.model.summary import Entry, Failure
from assessment.receipts import ROLLUP, RUN
from assessment.replay import replay
from assessment.rulebook.catalog import Catalog


class Scoring(NamedTuple):
    """How dossiers are scored; a receipt is recomputed as it was sealed."""

    catalog: Catalog
    today: date
    ruleset: str | None = None
    overlays: tuple[str, ...] = ()
    options: Options = Options()


class Gathered(NamedTuple):
    """What the files hold."""

    entries: tuple[Entry, ...]
    failures: tuple[Failure, ...]
    warnings: tuple[Notice, ...]
    passed_over: tuple[str, ...]


def files_of(paths: Sequence[Path]) -> tuple[list[Found], list[Failure]]:
    """The files of dossiers that paths stand for, and a failure for each without any."""
    found, empty = found_of(paths, DOSSIERS)
    return found, [_failure(p, DossierError(_notice("summary.no_dossiers", p))) for p in empty]


def gather(files: Iterable[Found], scoring: Scoring) -> Gathered:
    """Every result; a file that gives none loses no other.

    Raises:
        UsageError: an overlay asked for that there is none of, or that fits none of the rulesets.

    """
    entries: list[Entry] = []
    failures: list[Failure] = []
    warnings: list[Notice] = []
    passed_over: list[str] = []
    reader = _Reader(scoring)
    for path, named in files:
        if not _is_writable(str(path)):
            shown = Path(one_line(str(path)))
            failures.append(_failure(shown, DossierError(_notice("file.unreadable", shown))))
            continue
        try:
            entry = reader.entry(path, named=named)
        except (DossierError, RulesetError, DisagreementError) as error:
            failures.append(_failure(path, error))
            continue
        if entry is None:
            passed_over.append(str(path))
        else:
            entries.append(entry)
    warnings += reader.warnings
    return Gathered(tuple(entries), tuple(failures), tuple(warnings), tuple(passed_over))


class _Reader:
    def __init__(self, scoring: Scoring) -> None:
        self._scoring = scoring
        self._chosen: dict[tuple[Any, ...], Ruleset] = {}
        self.warnings: list[Notice] = []

    def entry(self, path: Path, *, named: bool) -> Entry | None:
        """The result of a file; None for something else that only lies in the folder."""
        try:
            tree = dossier_tree(path)
        except DossierError as error:
            if not named and [notice.code for notice in error.notices] == ["form.not_a_form"]:
                return None
            raise
        of_table = tree.content.get("format") in (RUN, ROLLUP)
        if not named and (of_table or _is_foreign(tree.content)):
            return None
        if "sealed" in tree.content:
            return self._recomputed(path)
        dossier = dossier_of(tree)
        ruleset = self._ruleset(dossier)
        options = self._scoring.options
        result = assess(ruleset, dossier, missing=options.missing, strict=options.strict)
        if cross_check(result) == "disagree":
            raise DisagreementError(_notice("cross_check.disagrees", path))
        return Entry(str(path), result)

    def _recomputed(self, path: Path) -> Entry:
        """The result that a receipt seals, which must come out again."""
        found = replay(path, self._scoring.catalog)
        if found.assessment is None or found.disagreements:
            raise DisagreementError(*found.disagreements)
        self.warnings += found.remarks
        asked = self._scoring.ruleset or found.assessment.ruleset.id
        same_rules = asked == found.assessment.ruleset.id
        if not same_rules or found.assessment.options != self._scoring.options:
            self.warnings.append(_notice("summary.receipt_options", path))
        return Entry(str(path), found.assessment, found.sha256)

    def _ruleset(self, dossier: Dossier) -> Ruleset:
        """As the catalogue chooses; asked once for dossiers that it cannot tell apart."""
        scoring, subject = self._scoring, dossier.subject
        key = (
            dossier.ruleset,
            *(subject.kind, subject.level, subject.province, subject.district),
            dossier.period.to if dossier.period else None,
        )
        if key not in self._chosen:
            self._chosen[key] = scoring.catalog.choose(
                dossier, scoring.today, scoring.ruleset, scoring.overlays
            )
        return self._chosen[key]


def _is_writable(name: str) -> bool:
    """Whether a file's name can stand on a page: no bytes that are no text, nothing a terminal obeys."""
    return not any(unicodedata.category(letter) in ("Cc", "Cs") for letter in name)


def _is_foreign(content: Mapping[str, Any]) -> bool:
    """Whether a file is neither a dossier, with whatever slips, nor a receipt."""
    if "sealed" in content or isinstance(content.get("subject"), Mapping):
        return False
    return "evidence" not in content or "criteria" in content


def _failure(path: Path, error: CdhtError) -> Failure:
    return Failure(str(path), error.notices, error.exit_code)


def _notice(code: str, path: Path) -> Notice:
    return Notice(code, Place(str(path)))
