"""Follow the documents of evidence: from a point to the households behind it.

Documents are input. Only files in the folder of the dossier, or in folders inside, are looked
at, of a bounded size, to a bounded depth, and none is trusted beyond its own digest.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import polars as pl

from assessment.batch.headers import GROUPS, ID
from assessment.batch.receipt import file_digest, receipt_of
from assessment.errors import CdhtError, DossierError
from assessment.model.outcome import Assessment, Finding
from assessment.model.rollup import Counts
from assessment.model.trace import File, Found, GroupSeen, Step, Trace
from assessment.receipts import DOSSIER, RUN, Receipt, read_receipt
from assessment.replay import replay
from assessment.rollup.count import count
from assessment.rollup.sources import RECOGNISED, Results, table_of
from assessment.rulebook.catalog import Catalog

_DEEPEST = 6
_MOST_BYTES = 8 << 30
_MOST_DOCUMENTS = 200
_FEW = 5


def trace(
    assessment: Assessment, item: str | None, folder: Path, catalog: Catalog
) -> tuple[Trace, ...]:
    """The documents of the evidence that an item used, each once, followed down.

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
    listed = list(keys.items())[:_MOST_DOCUMENTS]
    return tuple(Trace(tuple(of), guide.step(document, folder, ())) for document, of in listed)


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
    def __init__(self, root: Path, catalog: Catalog) -> None:
        self._given, self._root = root, root.resolve()
        self._catalog = catalog

    def step(self, document: str, folder: Path, above: tuple[Path, ...]) -> Step:
        """A document named by something in a folder; `above`: the way that led here."""
        path = self._inside(document, folder)
        if path is None:
            return Step(document, "paper", Found.OUTSIDE)
        if not path.is_file():
            return Step(document, "paper", Found.MISSING)
        if path.suffix.lower() != ".json" or path in above or len(above) >= _DEEPEST:
            return Step(document, "paper", Found.UNREAD)
        try:
            receipt = read_receipt(path)
        except DossierError:
            receipt = None
        if receipt is None:
            return Step(document, "paper", Found.UNREAD)
        way = (*above, path)
        if receipt.format == DOSSIER:
            return self._dossier(document, receipt, way)
        kind = "run" if receipt.format == RUN else "rollup"
        if not receipt.whole:
            return Step(document, kind, Found.CHANGED, receipt.sha256)
        try:
            told = self._run if kind == "run" else self._rolled_up
            return told(document, receipt, way)
        except (KeyError, TypeError, ValueError, AttributeError):
            return Step(document, kind, Found.CHANGED, receipt.sha256)

    def _inside(self, document: str, folder: Path) -> Path | None:
        """Where it is, if that is in the folder of the dossier or in one inside."""
        named = Path(document)
        if named.is_absolute() or ".." in named.parts or "\\" in document or "\0" in document:
            return None
        try:
            path = (folder / named).resolve()
        except (OSError, RuntimeError):
            return None
        return path if path.is_relative_to(self._root) else None

    # --- a run -------------------------------------------------------------------------

    def _run(self, document: str, receipt: Receipt, way: tuple[Path, ...]) -> Step:
        output, table = (self._file(receipt, name) for name in ("output", "table"))
        path = receipt.file("output")[0]
        results = _results(receipt, path) if output.found is Found.SAME else None
        by = next(iter(_told_apart(results)), None) if results else None
        return Step(
            document,
            "run",
            Found.SAME,
            receipt.sha256,
            results.ruleset if results else None,
            str(receipt.sealed["ruleset"]["id"]),
            (output, table),
            {name: str(int(text)) for name, text in receipt.sealed["counts"].items()},
            by,
            tuple(_groups(results, by)) if results and by else (),
            _first(results) if results else (),
            str(self._given / path.resolve().relative_to(self._root)) if results else None,
            below=tuple(self._table(receipt, table, way)),
        )

    def _table(self, receipt: Receipt, table: File, way: tuple[Path, ...]) -> Iterator[Step]:
        """What the original table was rolled up from, where it was."""
        path = receipt_of(receipt.file("table")[0])
        if table.found is not Found.SAME or not path.is_file():
            return
        step = self.step(path.name, path.parent, way)
        if step.kind == "rollup":
            output = next((each for each in step.files if each.name == table.name), None)
            if output is not None and output.found is Found.SAME:
                yield step

    def _file(self, receipt: Receipt, name: str) -> File:
        path, digest = receipt.file(name)
        if not path.resolve().is_relative_to(self._root):
            return File(path.name, Found.OUTSIDE)
        if not path.exists():
            return File(path.name, Found.MISSING)
        parts = path.glob("*.parquet") if path.is_dir() else (path,)
        if sum(part.stat().st_size for part in parts) > _MOST_BYTES:
            return File(path.name, Found.UNREAD)
        return File(path.name, Found.SAME if file_digest(path) == digest else Found.CHANGED)

    # --- a roll-up ---------------------------------------------------------------------

    def _rolled_up(self, document: str, receipt: Receipt, way: tuple[Path, ...]) -> Step:
        sealed, folder = receipt.sealed, receipt.path.parent
        groups = (
            GroupSeen(_named(each), Counts(), {k: str(v) for k, v in each["values"].items()})
            for each in sealed["groups"]
        )
        return Step(
            document,
            "rollup",
            Found.SAME,
            receipt.sha256,
            rules=str(sealed["ruleset"]["id"]),
            files=(self._file(receipt, "output"),),
            by=str(sealed["subject"]),
            groups=tuple(groups),
            below=tuple(self._inputs(sealed["inputs"], folder, way)),
        )

    def _inputs(
        self, inputs: Iterable[Mapping[str, Any]], folder: Path, way: tuple[Path, ...]
    ) -> Iterator[Step]:
        for told in list(inputs)[:_MOST_DOCUMENTS]:
            step = self.step(str(told["receipt"]), folder, way)
            if step.sha256 not in (None, told["sha256"]):
                step = step._replace(found=Found.CHANGED)
            yield step

    # --- a dossier ---------------------------------------------------------------------

    def _dossier(self, document: str, receipt: Receipt, way: tuple[Path, ...]) -> Step:
        try:
            found = replay(receipt.path, self._catalog)
        except CdhtError:
            return Step(document, "dossier", Found.CHANGED, receipt.sha256)
        if found.assessment is None or found.disagreements:
            return Step(document, "dossier", Found.CHANGED, receipt.sha256)
        known = found.assessment
        keys = dict.fromkeys(key for each in _findings(known, None) for key in each.used)
        documents = dict.fromkeys(d for key in keys for d in _documents(known, key))
        receipts = [d for d in documents if d.endswith(".json")][:_MOST_DOCUMENTS]
        below = (self.step(each, receipt.path.parent, way) for each in receipts)
        return Step(
            document,
            "dossier",
            Found.SAME,
            receipt.sha256,
            known.ruleset,
            known.ruleset.id,
            assessment=known,
            below=tuple(below),
        )


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
