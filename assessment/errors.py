"""Everything that can be wrong, as data: one shape, one closed list of codes.

    CdhtError                     exit code
    ├── UsageError                2   the command itself
    ├── DossierError              3   a dossier, table or receipt; no ruleset for it
    ├── RulesetError              4   a ruleset file
    ├── DemandError               5   what was demanded cannot be had
    └── DisagreementError         6   replay or cross-check disagrees

An error carries all the notices found in its file, sorted by place. The words for a
code stand in `assessment.wording`, one entry a code and language; `CODES` below is the
list that wording, documentation and tests are held to.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

CODES = frozenset(
    {
        # the command
        "usage.missing_argument",
        "usage.unknown_command",
        "usage.unknown_option",
        "usage.bad_value",
        "usage.bad_path",
        "usage.bad_call",
        "usage.extra_argument",
        "usage.would_overwrite",
        "usage.file_exists",
        "usage.unknown_ruleset",
        "usage.unknown_item",
        "usage.nothing_to_check",
        "usage.bad_date",
        "usage.cannot_write",
        "usage.no_folder",
        "usage.folder_wanted",
        # any file
        "file.not_found",
        "file.unreadable",
        "file.too_large",
        "file.not_text",
        "file.syntax",
        "file.tab",
        "file.office",
        "file.too_deep",
        "file.too_many_values",
        "file.alias",
        "file.duplicate_key",
        "file.format",
        # the shape of a ruleset or dossier
        "shape.missing_key",
        "shape.unknown_key",
        "shape.wrong_type",
        "shape.not_a_number",
        "shape.not_a_date",
        "shape.not_a_month_day",
        "shape.not_one_of",
        "shape.empty",
        "shape.too_few",
        "shape.out_of_range",
        "shape.dates_reversed",
        "shape.comma_in_braces",
        "shape.missing_space",
        "shape.not_indented",
        "shape.not_a_list",
        "shape.not_a_mapping",
        # a ruleset as a whole
        "ruleset.no_basis",
        "ruleset.no_source",
        "ruleset.no_label",
        "ruleset.duplicate_id",
        "ruleset.bad_id",
        "ruleset.curly_quotes",
        "ruleset.other_kind",
        "ruleset.other_name",
        "ruleset.second_copy",
        "ruleset.wrong_folder",
        "ruleset.sum_of_indicators",
        "ruleset.sum_of_criteria",
        "ruleset.off_step",
        "ruleset.not_above_zero",
        "ruleset.undeclared_key",
        "ruleset.unused_key",
        "ruleset.wrong_key_type",
        "ruleset.unknown_level",
        "ruleset.unknown_option",
        "ruleset.unknown_reference",
        "ruleset.bad_award",
        "ruleset.bad_condition",
        "ruleset.no_percent_sign",
        "ruleset.percent_of_number",
        "ruleset.dates_reversed",
        "ruleset.no_otherwise",
        "ruleset.otherwise_not_last",
        "ruleset.no_scale",
        # an overlay on a ruleset
        "overlay.unknown_item",
        "overlay.unknown_figure",
        "overlay.other_base",
        "overlay.unknown_overlay",
        "overlay.same_figure",
        "overlay.stale_reading",
        "overlay.unknown_base",
        # proofs about a ruleset
        "proof.gap",
        "proof.level_out_of_reach",
        "proof.level_shadowed",
        "proof.levels_overlap",
        "proof.more_is_worth_less",
        "proof.level_earns_no_more",
        "proof.area_asks_more",
        "proof.level_always_met",
        "proof.level_asks_less",
        "proof.level_asks_no_more",
        "proof.level_skipped",
        "proof.level_skipped_as_read",
        "proof.irrelevant",
        "proof.never_asked",
        "proof.part_irrelevant",
        "proof.counted_twice",
        "proof.maximum_not_attained",
        "proof.gate_cannot_fail",
        "proof.gate_cannot_be_met",
        "proof.rating_out_of_reach",
        "proof.undecided",
        "proof.too_many_values",
        "proof.total_not_attained",
        "proof.printed_gap",
        "proof.printed_gap_as_read",
        "proof.printed_twice",
        "proof.printed_otherwise",
        "proof.interpretation_idle",
        "proof.no_bounds",
        "proof.bounds_reversed",
        "proof.within_itself",
        "proof.other_ending",
        "proof.stray_file",
        "proof.figure_unknown",
        "proof.one_value_only",
        "proof.looks_like_thousands",
        "proof.part_above_whole",
        "proof.unused_field",
        "proof.same_label",
        "proof.share_of_itself",
        "proof.limit_between_counts",
        "proof.area_changes_nothing",
        "proof.for_everybody",
        "proof.rated_on_nothing",
        "proof.overlay_never_used",
        "proof.overlay_changes_nothing",
        "proof.area_never_applies",
        "proof.area_is_everywhere",
        "proof.rating_asks_more",
        "proof.upgrade_downwards",
        "proof.in_force_before_issued",
        "proof.level_named_twice",
        "proof.level_without_indicator",
        "proof.level_without_rating",
        "proof.condition_idle",
        "proof.never_stops_alone",
        "proof.total_only_when_stopped",
        "proof.left_out_loses_rating",
        "proof.printed_reversed",
        "proof.printed_without",
        "proof.too_many_states",
        # times in force that overlap or leave a hole
        "proof.periods_overlap",
        "proof.period_hole",
        "proof.announced_hole",
        # tables of cases
        "cases.duplicate_id",
        "cases.nothing_expected",
        "cases.unknown_ruleset",
        "cases.unknown_item",
        "cases.unknown_rating",
        "cases.unknown_base",
        "cases.stray_table",
        "cases.ladder_without_item",
        # figures compared with the official text
        "confirm.one_way",
        "confirm.no_shelf",
        "confirm.nobody",
        "confirm.nowhere",
        "confirm.not_yet",
        "confirm.words_left",
        "confirm.unknown_figure",
        "confirm.already",
        "confirm.value_needs_one",
        "confirm.value_needed",
        "confirm.bad_value",
        "confirm.no_source",
        "confirm.changed_here",
        "confirm.no_official",
        "confirm.no_wording",
        "confirm.another_wording",
        "confirm.nameless_row",
        "confirm.stale",
        "confirm.twice",
        "confirm.not_a_checklist",
        "confirm.other_ruleset",
        "confirm.nothing_new",
        "confirm.nothing_written",
        "confirm.unknown_format",
        "confirm.checklist_exists",
        # a workbook
        "sheet.not_a_workbook",
        "sheet.too_large",
        "sheet.too_many_rows",
        "sheet.too_many_columns",
        "sheet.cell_too_long",
        "sheet.formula",
        # choosing a ruleset
        "catalog.none_in_force",
        "catalog.several_apply",
        "catalog.unknown_ruleset",
        "catalog.unknown_level",
        "catalog.wrong_subject",
        "catalog.wrong_level",
        "catalog.outside_period",
        "catalog.period_unknown",
        # a dossier against its ruleset
        "dossier.unknown_key",
        "dossier.wrong_type",
        "dossier.out_of_bounds",
        "dossier.unknown_option",
        "dossier.off_step",
        "dossier.no_percent_sign",
        "dossier.part_above_whole",
        "dossier.bound_not_allowed",
        "dossier.bound_in_words",
        "dossier.curly_quotes",
        "dossier.exclusion_rejected",
        "dossier.nothing_inspected",
        "dossier.bounds_reversed",
        "dossier.may_not_be_left_out",
        "dossier.unknown_unit_type",
        "dossier.unit_type_needed",
        "dossier.public_needed",
        "dossier.unknown_previous_level",
        # what looks wrong in a dossier (warnings)
        "check.thousands",
        "check.stated_percentage",
        "check.parts_do_not_add_up",
        "check.part_of_population",
        "check.share_disagrees",
        "check.no_area",
        "check.no_reason",
        "check.inspected_without_reason",
        "check.nothing_counted",
        "check.full_points_below_full",
        "check.judged_and_counted",
        "check.upgrade_too_early",
        # what a reader of the result must know (notes)
        "note.interpretation",
        "note.overlay",
        "note.confirmed",
        "note.illustrative",
        "note.unknown_figure",
        "note.missing_as_zero",
        # receipts and the second opinion
        "receipt.not_a_receipt",
        "receipt.not_a_dossier",
        "receipt.tampered",
        "receipt.ruleset_changed",
        "receipt.engine_changed",
        "receipt.result_changed",
        "receipt.cross_check_changed",
        "cross_check.disagrees",
        # comparing rulesets
        "diff.no_dossiers",
        # pages of the rulebook
        "pages.not_a_folder",
        "pages.foreign_file",
        # demands
        "demand.rating_undetermined",
        # what if
        "whatif.no_equals",
        "whatif.not_counted",
        "whatif.nothing_known",
        "whatif.several_keys",
        "whatif.set_twice",
        "whatif.same_name",
        "whatif.too_many_scenarios",
        "whatif.one_receipt",
        # plans
        "plan.not_confirmed",
        "plan.one_target",
        "plan.evidence_alone",
        "plan.unknown_target",
        "plan.points_out_of_scale",
        "plan.not_in_points",
        "plan.unknown_key",
        "plan.bad_budget",
        "plan.bad_picture",
        "plan.too_many_combinations",
        "plan.unreachable",
        # costs of plans
        "costs.unknown_key",
        "costs.not_counted",
        "costs.bad_amount",
        "costs.twice",
        "costs.too_fine",
        "plan.no_points",
    }
)

_NOTHING: Mapping[str, Any] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Place:
    """Where a notice belongs: a file, a line (from 1) and a path of keys; each may be unknown."""

    file: str | None = None
    line: int | None = None
    path: str | None = None

    def __str__(self) -> str:
        line = "" if self.line is None else f":{self.line}"
        parts = (f"{self.file}{line}" if self.file else None, self.path)
        return " ".join(part for part in parts if part)


@dataclass(frozen=True, slots=True)
class Notice:
    """One thing to say: a code of `CODES`, its place, and the values its words need."""

    code: str
    place: Place = field(default_factory=Place)
    params: Mapping[str, Any] = field(default_factory=lambda: _NOTHING)

    def __post_init__(self) -> None:
        assert self.code in CODES, self.code


class CdhtError(Exception):
    """One or more notices that stop the work. `notices` is sorted by file and line."""

    exit_code = 1

    def __init__(self, *notices: Notice) -> None:
        self.notices = tuple(
            sorted(notices, key=lambda n: (n.place.file or "", n.place.line or 0, n.code))
        )
        super().__init__("; ".join(f"{n.code} {n.place}".strip() for n in self.notices))


class UsageError(CdhtError):
    exit_code = 2


class DossierError(CdhtError):
    exit_code = 3


class RulesetError(CdhtError):
    exit_code = 4


class DemandError(CdhtError):
    exit_code = 5


class DisagreementError(CdhtError):
    exit_code = 6


_LOOSE, _STRICT = 0.6, 0.75
"""How like a known name must be, of which 1 is the same; in few letters chance makes more likeness."""
_FEW = 5


def nearest(name: str, known: Iterable[str]) -> str | None:
    """The known name most like `name`, or None when none is near.

    >>> nearest("under_3", ["under3", "workers"])
    'under3'
    """
    names = list(known)
    found = difflib.get_close_matches(name, names, n=1, cutoff=_LOOSE)
    if not found or len(name) > _FEW or found[0].startswith(name):
        return found[0] if found else None
    return next(iter(difflib.get_close_matches(name, names, n=1, cutoff=_STRICT)), None)
