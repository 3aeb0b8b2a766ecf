"""Follow the documents of evidence: from a point to the households behind it.

Documents are input. Only files in the folder of the dossier, or in folders inside, are looked
at, of a bounded size, to a bounded depth, and none is trusted beyond its own digest.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import polars as pl

from assessment.batch.headers import GROUPS, ID
from assessment.batch.receipt import receipt_of
from assessment.errors import CdhtError, DossierError
from assessment.model.outcome import Assessment, Finding
from assessment.model.rollup import Counts
from assessment.model.trace import Fate, GroupSeen, Step, Trace, Traced
from assessment.receipts import DOSSIER, RUN, Receipt, read_receipt
from assessment.replay import replay
from assessment.rollup.count import count
from assessment.rollup.folder import Folder, Told
from assessment.rollup.recount import recounted
from assessment.rollup.results import RECOGNISED, Results
from assessment.rollup.sources import dossier_of, table_of
from assessment.rulebook.catalog import Catalog

_DEEPEST = 6
_MOST_DOCUMENTS = 200
_MOST_STEPS = 2000
_FEW = 5


def trace(assessment: Assessment, item: str | None, folder: Path, catalog: Catalog) -> Traced:
    """The documents of the evidence that an item used, followed down, and counted again.

    What is behind a document is told where it is met first.

    Args:
        item: a criterion, an indicator, a part, a gate; None: everything.
        folder: that of the dossier.

    """
    keys: dict[str, list[str]] = {}
    for found in _findings(assessment, item):
        for key in found.used:
            for document in _documents(assessment, key):
                keys.setdefault(document, [])
                if key not in keys[document]:
                    keys[document].append(key)
    guide = _Guide(folder, catalog)
    steps, cut = guide.steps(list(keys), folder, ())
    traces = tuple(Trace(tuple(keys[step.document]), step) for step in steps)
    used = dict.fromkeys(key for of in keys.values() for key in of)
    results = {step.document: guide.results_of(step.document, folder) for step in steps}
    again = recounted(assessment, list(used), results, catalog)
    return Traced(traces, tuple(again), cut)


def _findings(assessment: Assessment, item: str | None) -> Iterator[Finding]:
    for result in assessment.score.criteria:
        for found in result.findings:
            if item in (None, result.criterion.id, found.item.id):
                yield found
            else:
                yield from (part for part in found.parts if part.item.id == item)
    yield from (gate for gate in assessment.score.gates if item in (None, gate.item.id))


def _documents(assessment: Assessment, key: str) -> tuple[str, ...]:
    dossier = assessment.dossier
    claim = dossier.evidence.get(key)
    return claim.documents if claim else ()


class _Guide:
    """Every document is followed once, and so many in all."""

    def __init__(self, root: Path, catalog: Catalog) -> None:
        self._given, self._folder = root, Folder(root)
        self._catalog = catalog
        self._followed: dict[Path, Step] = {}
        self._results: dict[Path, Results] = {}
        self._taken = 0

    def results_of(self, document: str, folder: Path) -> Results | None:
        """The results that a document is the receipt of, where they are as they were."""
        path = self._folder.document(document, folder)
        return self._results.get(path) if path else None

    def steps(
        self, documents: Sequence[str], folder: Path, way: tuple[Path, ...]
    ) -> tuple[tuple[Step, ...], int]:
        """The documents that something in a folder names, and how many more it names."""
        found: list[Step] = []
        for document in documents:
            if len(found) == _MOST_DOCUMENTS or self._taken >= _MOST_STEPS:
                break
            found.append(self.step(document, folder, way))
        return tuple(found), len(documents) - len(found)

    def step(self, document: str, folder: Path, above: tuple[Path, ...]) -> Step:
        """A document named by something in a folder; `above`: the way that led here."""
        self._taken += 1
        path = self._folder.document(document, folder)
        if path is None:
            return Step(document, "paper", Fate.OUTSIDE)
        if not path.is_file():
            return Step(document, "paper", Fate.MISSING)
        if path.suffix.lower() != ".json" or path in above or len(above) >= _DEEPEST:
            return Step(document, "paper", Fate.UNREAD)
        if path in self._followed:
            return self._followed[path]._replace(document=document, below=(), cut=0, again=True)
        followed = self._receipt(document, path, above)
        if followed.kind != "paper":
            self._followed[path] = followed
        return followed

    def _receipt(self, document: str, path: Path, above: tuple[Path, ...]) -> Step:
        try:
            receipt = read_receipt(path)
        except DossierError:
            receipt = None
        if receipt is None:
            return Step(document, "paper", Fate.UNREAD)
        way = (*above, path)
        if receipt.format == DOSSIER:
            return self._dossier(document, receipt, way)
        kind = "run" if receipt.format == RUN else "rollup"
        if not receipt.whole:
            return Step(document, kind, Fate.CHANGED, receipt.sha256)
        try:
            told = self._run if kind == "run" else self._rolled_up
            return told(document, receipt, way)
        except (KeyError, TypeError, ValueError, AttributeError):
            return Step(document, kind, Fate.CHANGED, receipt.sha256)

    # --- a run -------------------------------------------------------------------------

    def _run(self, document: str, receipt: Receipt, way: tuple[Path, ...]) -> Step:
        output, table = self._folder.output(receipt), self._folder.table(receipt)
        is_same = output.file.found is Fate.SAME
        results = _results(receipt, output.path) if is_same else None
        if results:
            self._results[receipt.path] = results
        by = next(iter(_told_apart(results)), None) if results else None
        return Step(
            document,
            "run",
            Fate.SAME,
            receipt.sha256,
            results.ruleset if results else None,
            str(receipt.sealed["ruleset"]["id"]),
            (output.file, table.file),
            {name: str(int(text)) for name, text in receipt.sealed["counts"].items()},
            by,
            tuple(_groups(results, by)) if results and by else (),
            _first(results) if results else (),
            str(self._given / self._folder.within(output.path)) if results else None,
            below=tuple(self._table(table, way)),
        )

    def _table(self, table: Told, way: tuple[Path, ...]) -> Iterator[Step]:
        """What the original table was rolled up from, where it was."""
        path = receipt_of(table.path)
        if table.file.found is not Fate.SAME or not path.is_file():
            return
        step = self.step(path.name, path.parent, way)
        if step.kind == "rollup":
            output = next((each for each in step.files if each.name == table.file.name), None)
            if output is not None and output.found is Fate.SAME:
                yield step

    # --- a roll-up ---------------------------------------------------------------------

    def _rolled_up(self, document: str, receipt: Receipt, way: tuple[Path, ...]) -> Step:
        sealed = receipt.sealed
        groups = (
            GroupSeen(_named(each), Counts(), {k: str(v) for k, v in each["values"].items()})
            for each in sealed["groups"]
        )
        told = {str(each["receipt"]): each["sha256"] for each in sealed["inputs"]}
        below, cut = self.steps(list(told), receipt.path.parent, way)
        return Step(
            document,
            "rollup",
            Fate.SAME,
            receipt.sha256,
            rules=str(sealed["ruleset"]["id"]),
            files=(self._folder.output(receipt).file,),
            by=str(sealed["subject"]),
            groups=tuple(groups),
            below=tuple(_as_used(step, told[step.document]) for step in below),
            cut=cut,
        )

    # --- a dossier ---------------------------------------------------------------------

    def _dossier(self, document: str, receipt: Receipt, way: tuple[Path, ...]) -> Step:
        try:
            found = replay(receipt.path, self._catalog)
        except CdhtError:
            return Step(document, "dossier", Fate.CHANGED, receipt.sha256)
        if found.assessment is None or found.disagreements:
            return Step(document, "dossier", Fate.CHANGED, receipt.sha256)
        known = found.assessment
        self._results[receipt.path] = dossier_of(receipt, known)
        keys = dict.fromkeys(key for each in _findings(known, None) for key in each.used)
        documents = dict.fromkeys(d for key in keys for d in _documents(known, key))
        receipts = [document for document in documents if document.endswith(".json")]
        below, cut = self.steps(receipts, receipt.path.parent, way)
        return Step(
            document,
            "dossier",
            Fate.SAME,
            receipt.sha256,
            known.ruleset,
            known.ruleset.id,
            assessment=known,
            below=below,
            cut=cut,
        )


def _as_used(step: Step, sha256: str) -> Step:
    """A receipt among the inputs of a roll-up, which may be another than the one used."""
    return step if step.sha256 in (None, sha256) else step._replace(found=Fate.CHANGED)


def _named(group: Mapping[str, Any]) -> str:
    """A row of a rolled-up table, by its id and its name."""
    id_, name = str(group["id"]), str(group["name"])
    return id_ if name in id_ else f"{id_} · {name}"


def _told_apart(results: Results) -> list[str]:
    """The groups that the rows are in; a hamlet is in no hamlet."""
    return [g for g in GROUPS if g in results.fields and g != results.ruleset.subject.value]


def _results(receipt: Receipt, path: Path) -> Results | None:
    try:
        return table_of(receipt, path)
    except CdhtError:
        return None


def _groups(results: Results, by: str) -> Iterator[GroupSeen]:
    try:
        counted = count(results, [by], None)
    except DossierError:
        return
    for key, counts in counted.groups.items():
        yield GroupSeen(counted.names[key][0] or "", counts, {})


def _first(results: Results) -> tuple[str, ...]:
    titled = results.frame.filter(pl.col(RECOGNISED)).select(ID).head(_FEW)
    return tuple(titled.collect(engine="streaming")[ID].drop_nulls().to_list())
