"""One module an engine, each used as its own documentation advises for speed.

A module has `WORK`: for a rubric and what is asked of it ("answers", or "all" columns), what
makes the engine ready for a table and gives back the run that is timed. The table in the
engine's own shape is ready before; what the engine must do anew for each run is timed.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from typing import Any

Answers = Mapping[str, Any]
"""A column of each answer: a Polars series or a sequence."""

Run = Callable[[], Answers]
Work = Mapping[tuple[str, str], Callable[[Any], Run]]


HOUSEHOLDS, WHOLE, COMMUNES = ("household", "answers"), ("household", "all"), ("commune", "answers")
ALL = frozenset({HOUSEHOLDS, WHOLE, COMMUNES})


@dataclass(frozen=True)
class Engine:
    """`package`: what is installed for it. `most`: with more rows it is timed on so many.

    `asked`: the keys of its `WORK`, known without loading it.
    """

    name: str
    label: str
    package: str
    most: int | None = None
    asked: frozenset[tuple[str, str]] = frozenset({HOUSEHOLDS, COMMUNES})

    @property
    def installed(self) -> str | None:
        """The version, or None."""
        try:
            return version(self.package)
        except PackageNotFoundError:
            return None

    def work(self) -> Work:
        work: Work = importlib.import_module(f"benchmarks.peers.{self.name}").WORK
        return work


ENGINES = {
    engine.name: engine
    for engine in (
        Engine("ours_polars", "cdht, Polars", "polars", asked=ALL),
        Engine("ours_duckdb", "cdht, DuckDB", "duckdb", asked=ALL),
        Engine("ours_spark", "cdht, Spark local[2]", "pyspark", asked=ALL),
        Engine("polars_kernel", "Polars by hand", "polars", asked=ALL),
        Engine("numpy_kernel", "NumPy by hand", "numpy", asked=ALL),
        Engine("openfisca", "OpenFisca-core", "OpenFisca-Core"),
        Engine("zen_engine", "zen-engine", "zen-engine", 20_000),
        Engine("zen_traced", "zen-engine, with trace", "zen-engine", 5_000),
        Engine("durable", "durable-rules", "durable-rules", 10_000, frozenset({HOUSEHOLDS})),
        Engine("rule_engine_peer", "rule-engine", "rule-engine", 5_000),
        Engine("json_logic_peer", "json-logic (panzi)", "panzi-json-logic", 5_000),
    )
}
