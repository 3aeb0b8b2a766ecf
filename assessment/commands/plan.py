"""`cdht plan`: the least work to a rating or a total; or what stands in the way."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any, NamedTuple

import click

from assessment.commands.steps import chosen, sealed
from assessment.desk import OVERLAYS, Desk, common, guarded, write
from assessment.errors import (
    CostsError,
    DemandError,
    Notice,
    Place,
    UsageError,
    nearest,
)
from assessment.files import one_line
from assessment.intake.costs import (
    CostsRead,
    fixed,
    grouped,
    measured,
    names,
    read_costs,
    ungrouped,
)
from assessment.intake.read import read_dossier
from assessment.model.dossier import Dossier
from assessment.model.outcome import Assessment
from assessment.model.plan import Gaps, Limits, Target
from assessment.model.quantity import exact
from assessment.model.ruleset import Rating, Ruleset
from assessment.views import json as json_view
from assessment.views import missing as missing_view
from assessment.views import plan as view
from assessment.whatif.choices import CostsTooFineError
from assessment.whatif.effects import TooManyCombinationsError
from assessment.whatif.goal import meets
from assessment.whatif.plan import Planner
from assessment.whatif.settle import missing

_PICTURES = (".svg", ".png")


@click.command("plan")
@click.argument("dossier", metavar="HỒ_SƠ", type=click.Path(path_type=Path))
@click.option(
    "--target", metavar="XẾP_LOẠI|ĐIỂM", help="Muốn đạt xếp loại (mã hoặc tên) hay tổng điểm nào."
)
@click.option("--maximise", is_flag=True, help="Được nhiều điểm nhất trong giới hạn đã cho.")
@click.option(
    "--evidence",
    "settling",
    is_flag=True,
    help="Số liệu thiếu: cần có ít nhất những gì thì chắc được xếp loại nào.",
)
@click.option("--costs", type=click.Path(path_type=Path), help="Tệp ghi công của từng việc.")
@click.option(
    "--lock", metavar="KHÓA", multiple=True, help="Số liệu, chỉ tiêu hay tiêu chí giữ nguyên."
)
@click.option(
    "--only", metavar="KHÓA", multiple=True, help="Chỉ được đổi số liệu, chỉ tiêu hay tiêu chí này."
)
@click.option("--budget", metavar="CÔNG", help="Công nhiều nhất.")
@click.option("--max-changes", type=click.IntRange(1, 1000), help="Số việc nhiều nhất.")
@click.option("--best", type=click.IntRange(1, 20), default=1, help="Số cách khác nhau cần xem.")
@click.option(
    "--picture", type=click.Path(path_type=Path), help="Vẽ biểu đồ ra tệp .svg hoặc .png."
)
@click.option("--ruleset", metavar="ID", help="Bộ tiêu chí, thay cho bộ mà hồ sơ ghi.")
@OVERLAYS
@click.option(
    "--strict-evidence", is_flag=True, help="Số liệu không có văn bản kèm theo coi như chưa có."
)
@common
def command(
    dossier: Path,
    target: str | None,
    costs: Path | None,
    lock: tuple[str, ...],
    only: tuple[str, ...],
    budget: str | None,
    max_changes: int | None,
    best: int,
    picture: Path | None,
    ruleset: str | None,
    overlays: tuple[str, ...],
    *,
    maximise: bool,
    settling: bool,
    strict_evidence: bool,
    **options: Any,
) -> None:
    """Cách ít công nhất để lên xếp loại, có chứng minh.

    Số liệu thiếu không tính điểm, trước cũng như sau. Tử số thay đổi, mẫu số giữ nguyên.
    Mỗi bậc là một công, trừ khi --costs ghi khác.
    """
    asked = Asked(target, maximise, costs, lock, only, budget, max_changes, best, picture)

    def run(desk: Desk) -> None:
        read = read_dossier(dossier)
        if ruleset is not None:
            chosen(desk, ruleset)
        found = desk.catalog.choose(read, desk.today, ruleset, overlays)
        try:
            if settling:
                _refuse_beside_evidence(asked)
                _settle(desk, missing(found, read, best=best, strict=strict_evidence))
            else:
                _plan(desk, found, read, asked, strict=strict_evidence)
        except TooManyCombinationsError as error:
            notice = Notice("plan.too_many_combinations", Place(str(dossier)), {"id": error.item})
            raise DemandError(notice) from None

    guarded(run, options, dossier, costs, receipt=picture)


class Asked(NamedTuple):
    """The options of a plan, as given."""

    target: str | None
    maximise: bool
    costs: Path | None
    lock: tuple[str, ...]
    only: tuple[str, ...]
    budget: str | None
    max_changes: int | None
    best: int
    picture: Path | None


def _plan(desk: Desk, ruleset: Ruleset, dossier: Dossier, asked: Asked, *, strict: bool) -> None:
    """The plans, the picture, the page."""
    suffix = asked.picture.suffix.lower() if asked.picture else ""
    if asked.picture and suffix not in _PICTURES:
        raise UsageError(Notice("plan.bad_picture", Place(str(asked.picture))))
    target = _target(ruleset, asked.target, maximise=asked.maximise)
    bounds = Limits(asked.lock, asked.only, _budget(asked.budget), asked.max_changes)
    read = read_costs(asked.costs, ruleset) if asked.costs else None
    limits = _limits(ruleset, asked, bounds.budget)
    planner = _planner(ruleset, dossier, read, limits, strict=strict)
    answer = replace(
        _answer(planner, target, bounds, asked.best), warnings=tuple(_warnings(asked, read))
    )
    if asked.picture:
        free = Planner(ruleset, dossier, strict=strict) if ruleset.in_points else None
        write(asked.picture, _drawn(desk, answer, free, suffix))
    _show(desk, answer)


def _planner(
    ruleset: Ruleset, dossier: Dossier, read: CostsRead | None, limits: Limits, *, strict: bool
) -> Planner:
    """The planner; costs that nothing can be proved with are refused at their line."""
    try:
        return Planner(ruleset, dossier, read.costs if read else None, limits, strict=strict)
    except CostsTooFineError as error:
        place = read.place(error.key) if read else Place()
        raise CostsError(Notice("costs.too_fine", place)) from None


def _warnings(asked: Asked, read: CostsRead | None) -> Iterator[Notice]:
    """What looks wrong in the costs and the budget."""
    if asked.budget is not None and ungrouped(asked.budget) != asked.budget:
        yield grouped(asked.budget, Place(path="--budget"))
    yield from read.warnings if read else ()


# --- what is asked ---------------------------------------------------------------------


def _target(ruleset: Ruleset, text: str | None, *, maximise: bool) -> Target | None:
    """The rating or total asked for; None: the most points."""
    if (text is None) != maximise:
        raise UsageError(Notice("plan.one_target", Place(), {"ratings": _ratings(ruleset)}))
    if text is None:
        _in_points(ruleset)
        return None
    try:
        points = exact(text)
    except ValueError:
        return Target(rating=_rating(ruleset, text))
    scale = _in_points(ruleset)
    if not 0 <= points <= scale:
        params = {"value": text, "most": scale}
        raise UsageError(Notice("plan.points_out_of_scale", Place(path="--target"), params))
    return Target(points=points)


def _in_points(ruleset: Ruleset) -> Decimal:
    """The most points that the ruleset gives."""
    if ruleset.scale is None:
        params = {"ruleset": ruleset.id, "ratings": _ratings(ruleset)}
        raise UsageError(Notice("plan.not_in_points", Place(), params))
    return ruleset.scale.max


def _rating(ruleset: Ruleset, text: str) -> Rating:
    """A rating by its id or title; "tốt" is enough for "Loại tốt"."""
    name = one_line(text).casefold()
    for rating in ruleset.ratings:
        if name not in (rating.id.casefold(), rating.title.casefold()):
            continue
        if rating.otherwise:
            params = {"value": rating.title, "ratings": _ratings(ruleset)}
            raise UsageError(Notice("plan.lowest_target", Place(path="--target"), params))
        return rating
    ends = [r for r in ruleset.ratings if r.title.casefold().endswith(f" {name}")]
    if len(ends) == 1 and name and not ends[0].otherwise:
        return ends[0]
    known = {r.id: r.title for r in ruleset.ratings} | {r.title: None for r in ruleset.ratings}
    near = nearest(text, known)
    params = {"value": text, "ruleset": ruleset.id, "ratings": _ratings(ruleset)}
    found = {"nearest": near, "label": known.get(near or "")}
    raise UsageError(Notice("plan.unknown_target", Place(path="--target"), {**params, **found}))


def _ratings(ruleset: Ruleset) -> str:
    return ", ".join(f"{r.id} ({r.title})" for r in ruleset.ratings if not r.otherwise)


def _limits(ruleset: Ruleset, asked: Asked, budget: Decimal | None) -> Limits:
    """What may not change, and how much; nothing is asked both to stay and to move."""
    locked = {name: _keys(ruleset, name, "--lock") for name in asked.lock}
    only = {name: _keys(ruleset, name, "--only") for name in asked.only}
    stay = frozenset[str]().union(*locked.values())
    for name, keys in only.items():
        code = "plan.lock_and_only" if keys <= stay else None
        code = "plan.stays" if keys <= fixed(ruleset) else code
        if code:
            params = {"key": name, "label": names(ruleset).get(name, name)}
            raise UsageError(Notice(code, Place(path="--only"), params))
    may_move = frozenset[str]().union(*only.values()) if only else None
    return Limits(stay, may_move, budget, asked.max_changes)


def _keys(ruleset: Ruleset, name: str, option: str) -> frozenset[str]:
    """The keys that a name stands for."""
    criterion = next((c for c in ruleset.criteria if c.id == name), None)
    ids = [item.id for item in criterion.indicators] if criterion else [name]
    found = frozenset(key for id_ in ids for key in measured(ruleset, id_))
    if not found:
        known = names(ruleset)
        near = nearest(name, known)
        params = {"key": name, "ruleset": ruleset.id, "nearest": near}
        params["label"] = known.get(near or "")
        raise UsageError(Notice("plan.unknown_key", Place(path=option), params))
    return found


def _budget(text: str | None) -> Decimal | None:
    if text is None:
        return None
    try:
        amount = exact(ungrouped(text))
    except ValueError:
        amount = Decimal(-1)
    if amount < 0:
        raise UsageError(Notice("plan.bad_budget", Place(path="--budget"), {"value": text}))
    return amount


def _refuse_beside_evidence(asked: Asked) -> None:
    """What is missing has nothing to do with targets, costs and limits."""
    if any(value for name, value in asked._asdict().items() if name != "best"):
        raise UsageError(Notice("plan.evidence_alone", Place(path="--evidence")))


# --- what is answered ------------------------------------------------------------------


def _answer(planner: Planner, target: Target | None, bounds: Limits, best: int) -> view.Answer:
    if target is None:
        return view.Answer(planner.now, target, bounds, (planner.most(),))
    if meets(planner.now, target):
        return view.Answer(planner.now, target, bounds)
    plans = tuple(planner.cheapest(target, best))
    no_plan = None if plans else planner.no_plan(target)
    return view.Answer(planner.now, target, bounds, plans, no_plan)


def _drawn(desk: Desk, answer: view.Answer, free: Planner | None, suffix: str) -> bytes:
    from assessment.views import picture  # noqa: PLC0415 - drawing takes a second to load

    attainable = free.most().result if free else None
    return picture.render(answer, attainable, desk.words, "svg" if suffix == ".svg" else "png")


def _show(desk: Desk, answer: view.Answer) -> None:
    def receipt(assessment: Assessment) -> str:
        return str(sealed(desk, assessment)["sha256"])

    if desk.format == "json":
        desk.put(json_view.dumps(view.contract(answer, desk.words, receipt)))
        if answer.no_plan:
            sys.exit(DemandError.exit_code)
        return
    desk.put(view.render(answer, desk.words, receipt, desk.paint))
    if answer.no_plan:
        params = {"target": view.target_text(answer, desk.words)}
        place = Place(answer.now.dossier.place().file)
        raise DemandError(Notice("plan.unreachable", place, params))


def _settle(desk: Desk, found: Gaps) -> None:
    if desk.format == "json":
        desk.put(json_view.dumps(missing_view.contract(found, desk.words)))
    else:
        desk.put(missing_view.render(found, desk.words))
