"""`cdht register`: a centre's register of classes becomes evidence."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import click

from assessment.commands.period import period_asked
from assessment.commands.steps import chosen
from assessment.desk import Desk, guarded, with_common, write
from assessment.errors import DossierError, Notice, Place, RegisterError, UsageError
from assessment.files import parse_json, parse_yaml
from assessment.intake.cells import amount
from assessment.intake.read import dossier_of, read_dossier
from assessment.intake.register import read_register, stated_of
from assessment.model.dossier import Dossier
from assessment.model.register import Span, Stated, Tally
from assessment.model.ruleset import Ruleset
from assessment.register import add_up
from assessment.rulebook.feeds import fed, feeds_of
from assessment.views import json as json_view
from assessment.views import register as view
from assessment.views.commandline import quoted

_COUNTS = frozenset({"value", "at_least", "at_most", "parts"})


@click.command("register", short_help="Sổ lớp học của trung tâm thành số liệu, đối chiếu số tổng.")
@click.argument("files", metavar="SỔ…", type=click.Path(path_type=Path), nargs=-1, required=True)
@click.option("--ruleset", metavar="ID", help="Số liệu cho bộ tiêu chí nào.")
@click.option(
    "--period",
    metavar="KỲ",
    help="Kỳ đánh giá: 2019, 2021-2022 (năm học) hoặc 1/9/2021-31/8/2022. Lớp ngoài kỳ không tính.",
)
@click.option(
    "--stated",
    metavar="CÂU",
    multiple=True,
    help='Số tổng mà báo cáo đã ghi, để đối chiếu: "55 lớp, 4.407 lượt người".',
)
@click.option(
    "--dossier",
    "prefilled",
    type=click.Path(path_type=Path),
    help="Hồ sơ đã có: chép sang --out, thêm số liệu của sổ.",
)
@partial(with_common, out="HỒ_SƠ.yaml", out_help="Ghi số liệu của sổ thành một hồ sơ mới.")
def command(
    files: tuple[Path, ...],
    ruleset: str | None,
    period: str | None,
    stated: tuple[str, ...],
    prefilled: Path | None,
    **options: Any,
) -> None:
    """Sổ theo dõi lớp học của trung tâm học tập cộng đồng thành số liệu của hồ sơ.

    Sổ là tệp CSV hoặc Excel, mỗi lớp hay mỗi nhóm lớp một dòng. Số tổng ghi trong sổ được
    đối chiếu với các dòng; số người được đếm riêng với số lượt người.
    """

    def run(desk: Desk) -> None:
        dossier = read_dossier(prefilled) if prefilled else None
        if prefilled and desk.out is None:
            raise UsageError(Notice("register.nowhere_to_write", Place(path="--dossier")))
        rules = _ruleset(desk, ruleset or (dossier.ruleset if dossier else None))
        kept = _period(period, dossier)
        said = [each for text in stated for each in _stated(text)]
        once = {file.resolve(): file for file in files}.values()
        tally = add_up([read_register(file) for file in once], kept, said)
        if not tally.whole.rows:
            raise RegisterError(_none_in(tally))
        shown = view.Shown(tally, rules, feeds_of(desk.catalog, rules))
        if desk.out is not None:
            shown = _written(desk, desk.out, shown, dossier)
        page = replace(desk, out=None)
        if desk.format == "json":
            page.put(json_view.dumps(view.contract(shown, desk.words)))
        else:
            page.put(view.render(shown, desk.words, desk.paint))
        if desk.out is not None:
            file = str(desk.out)
            params = {"file": file, "call": quoted(file)}
            click.echo(desk.words.say("register.written_to", **params), err=True)

    guarded(run, options, *files, prefilled)


def _ruleset(desk: Desk, id_: str | None) -> Ruleset:
    """The ruleset that takes evidence from registers: the one named, or the only one."""
    known = fed(desk.catalog)
    if id_ is None and len(known) == 1:
        id_ = known[0]
    if id_ is None:
        raise UsageError(Notice("register.which_ruleset", Place(), {"allowed": ", ".join(known)}))
    ruleset = chosen(desk, id_)
    if id_ not in known:
        params = {"ruleset": id_, "allowed": ", ".join(known)}
        raise UsageError(Notice("register.not_fed", Place(), params))
    return ruleset


def _period(text: str | None, dossier: Dossier | None) -> Span | None:
    """The period asked for; or the dossier's."""
    if text is None:
        period = dossier.period if dossier else None
        return Span(period.from_, period.to) if period else None
    return period_asked(text)


def _none_in(tally: Tally) -> Notice:
    spans = [held.span for held in tally.outside if held.span]
    held = Span(min(s.first for s in spans), max(s.last for s in spans))
    params = {"period": tally.period, "held": held}
    return Notice("register.none_in_period", Place(tally.registers[0].file), params)


def _stated(text: str) -> tuple[Stated, ...]:
    found = stated_of(text, "--stated")
    if not found:
        raise UsageError(Notice("register.nothing_stated", Place(path="--stated"), {"value": text}))
    return found


# --- the dossier -----------------------------------------------------------------------


def _written(desk: Desk, out: Path, shown: view.Shown, dossier: Dossier | None) -> view.Shown:
    """The dossier written: a new one, or the one given with the register's figures in it."""
    from assessment.views import dossierfile  # noqa: PLC0415 - only where one is written

    found = view.claims(shown, desk.words)
    files = ", ".join(register.file for register in shown.tally.registers)
    if dossier is None:
        content = _skeleton(desk, shown, found)
        head = desk.words.say("register.skeleton", files=files)
    else:
        content = _filled_in(dossier, found)
        name = dossier.place().file
        head = desk.words.say("register.merged", dossier=name, files=files)
    is_json = out.suffix.lower() == ".json"
    text = json_view.dumps(content) if is_json else dossierfile.dumps(content, [head])
    parse = parse_json if is_json else parse_yaml
    dossier_of(parse(text, str(out), DossierError))
    write(out, text)
    warnings = tuple(_differing(shown, dossier, found)) if dossier else ()
    return shown._replace(written=str(out), warnings=warnings)


def _skeleton(desk: Desk, shown: view.Shown, found: Mapping[str, Any]) -> dict[str, Any]:
    period = shown.tally.period
    named = {"from": period.first.isoformat(), "to": period.last.isoformat()} if period else None
    return {
        "subject": {
            "kind": shown.ruleset.subject.value,
            "name": desk.words.say("register.unnamed"),
        },
        **({"period": named} if named else {}),
        "ruleset": shown.ruleset.id,
        "evidence": dict(found),
    }


def _filled_in(dossier: Dossier, found: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    """The dossier with the register's counts; who gave the old ones, and what was noted, stay."""
    evidence = dict(dossier.content.get("evidence") or {})
    for key, claim in found.items():
        before = evidence.get(key)
        evidence[key] = _over(before, claim) if isinstance(before, Mapping) else claim
    return {**dossier.content, "evidence": evidence}


def _over(before: Mapping[str, Any], claim: Mapping[str, Any]) -> dict[str, Any]:
    kept = {name: value for name, value in before.items() if name not in _COUNTS}
    documents = dict.fromkeys((*(kept.get("documents") or ()), *claim["documents"]))
    noted, note = kept.get("note") or "", claim["note"]
    note = noted if note in noted else "; ".join(part for part in (noted, note) if part)
    return {**claim, **kept, "documents": list(documents), "note": note}


def _differing(
    shown: view.Shown, dossier: Dossier, found: Mapping[str, Mapping[str, Any]]
) -> Iterator[Notice]:
    """What the dossier said otherwise."""
    for key, claim in found.items():
        before = dossier.evidence.get(key)
        if before is None or before.value is None:
            continue
        if "value" in claim and amount(before.value) == amount(claim["value"]):
            continue
        params = {
            "key": key,
            "label": shown.ruleset.evidence[key].label,
            "value": before.value,
            "found": claim.get("value") or claim.get("at_least") or claim.get("at_most"),
        }
        yield Notice("register.dossier_differs", dossier.place("evidence", key), params)
