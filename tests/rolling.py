"""Small tables of results, certified by the command, for tests of roll-ups."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from click.testing import CliRunner

import cli
from assessment.rulebook.catalog import Catalog

HOUSEHOLD = Catalog().get("household-qd448-2015")
IDS = tuple(HOUSEHOLD.indicators)
GOOD, POOR = "8", "3"


def run(*arguments: object, code: int = 0):
    """A command of `cdht`, which must end with this code."""
    result = CliRunner().invoke(cli.main, [str(argument) for argument in arguments])
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    assert result.exit_code == code, result.output
    return result


def household(id_: str, hamlet: str = "Thôn 1", points: str = GOOD, **cells: str) -> dict[str, str]:
    """A household, all of whose items have these points; `cells` stand in place of others."""
    named = {"Mã hộ": id_, "Thôn": hamlet, **dict.fromkeys(IDS, points), "law_violation": "không"}
    return {**named, **cells}


def write_csv(path: Path, rows: Iterable[Mapping[str, str]]) -> Path:
    every = list(rows)
    heads = list(dict.fromkeys(head for row in every for head in row))
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.DictWriter(file, heads, delimiter=";", restval="")
        writer.writeheader()
        writer.writerows(every)
    return path


def read_csv(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def certified(
    folder: Path,
    rows: Sequence[Mapping[str, str]],
    name: str = "ho",
    ruleset: str = HOUSEHOLD.id,
    suffix: str = ".csv",
) -> Path:
    """The results of a table, with their receipt beside them."""
    table = write_csv(folder / f"{name}.csv", rows)
    out = folder / f"{name}-kq{suffix}"
    run("certify", table, "--ruleset", ruleset, "--out", out)
    return out
