"""`cdht rules schema`: JSON Schemas, with which editors complete and check what people write."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

import click

from assessment.commands.steps import chosen
from assessment.desk import Desk, folder_wanted, guarded, with_common, write
from assessment.errors import Notice, Place, UsageError
from assessment.model.ruleset import Ruleset
from assessment.rulebook.schema.build import KINDS, schema_of
from assessment.views import json as json_view

_CALL = "cdht rules schema"


@click.command("schema")
@click.argument("kind", required=False, type=click.Choice(KINDS))
@click.option("--ruleset", metavar="ID", help="Hồ sơ của bộ tiêu chí này: nêu tên mọi số liệu.")
@partial(
    with_common, out="TỆP|THƯ_MỤC", out_help="Một lược đồ: ghi ra tệp; tất cả: ghi vào thư mục."
)
def command(kind: str | None, ruleset: str | None, out: Path | None, **options: Any) -> None:
    """Lược đồ JSON để trình soạn thảo gợi ý và kiểm tra tệp YAML khi viết.

    Không nêu loại tệp thì ghi mọi lược đồ vào thư mục --out.
    """

    def run(desk: Desk) -> None:
        found = _ruleset(desk, kind, ruleset)
        if kind is not None:
            desk.put(_text(kind, found))
        elif out is None:
            raise UsageError(_wrong("usage.missing_argument"))
        else:
            files = _write_all(out, found)
            if desk.format == "json":
                desk.put(json_view.dumps({"files": files}))
            else:
                desk.put("".join(f"{file}\n" for file in files))

    guarded(run, {**options, "out": out if kind is not None else None})


def _ruleset(desk: Desk, kind: str | None, id_: str | None) -> Ruleset | None:
    if id_ is None:
        return None
    if kind not in (None, "dossier"):
        raise UsageError(_wrong("usage.bad_value", allowed="dossier"))
    return chosen(desk, id_)


def _write_all(folder: Path, ruleset: Ruleset | None) -> list[str]:
    """Every schema into a folder; the files' paths."""
    folder_wanted(folder, _CALL)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        raise UsageError(Notice("usage.cannot_write", Place(str(folder)))) from None
    files = {kind: folder / f"{kind}.schema.json" for kind in KINDS}
    for kind, file in files.items():
        write(file, _text(kind, ruleset))
    return [str(file) for file in files.values()]


def _text(kind: str, ruleset: Ruleset | None) -> str:
    return json_view.dumps(schema_of(kind, ruleset))


def _wrong(code: str, **params: str) -> Notice:
    return Notice(code, Place(), {"call": _CALL, "value": "KIND", **params})
