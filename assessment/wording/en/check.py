"""English: codes and words of the rulebook's check."""

from __future__ import annotations

MESSAGES: dict[str, tuple[str, str | None]] = {
    "proof.gap": (
        "Indicator {id}: the value {value} falls into no level.",
        "Add a level for it, or end with otherwise: true.",
    ),
    "proof.level_out_of_reach": (
        "Indicator {id}: no value reaches this level; the nearest is {value}.",
        "Correct the level's limit, or the bounds of the evidence.",
    ),
    "proof.level_shadowed": (
        "Indicator {id}: this level never counts: at {value} the level on line {other} counts before it.",
        "Put the better level first, or drop the spare one.",
    ),
    "proof.levels_overlap": (
        "Indicator {id}: the value {value} is in this level and in the level on line {other}.",
        "Change the limits so that each value is in one level.",
    ),
    "proof.more_is_worth_less": (
        "Indicator {id}: {value} earns {points:point|points}, but {more} earns {fewer}.",
        "Put points in the order of the limits; where less is better, use at_most.",
    ),
    "proof.level_earns_no_more": (
        "Indicator {id}: this level asks more than the next and still earns {points:point|points}.",
        "Drop one of the two, or correct the points.",
    ),
    "proof.area_asks_more": (
        "Indicator {id}: in a disadvantaged area {value} earns {points:point|points}, fewer than elsewhere ({usual}).",
        "Correct the limits for disadvantaged areas.",
    ),
    "proof.level_always_met": (
        "Indicator {id}: every value meets this level, even {value}.",
        "Correct the level's limit.",
    ),
    "proof.level_asks_less": (
        "Indicator {id}: {value} meets {level} but not {lower}, the lower level.",
        "Correct the limits: a higher level asks at least what a lower one does.",
    ),
    "proof.level_asks_no_more": ("Indicator {id}: {level} asks no more than {lower}.", None),
    "proof.level_skipped": (
        "{level} can be reached while {lower} is missed, because of indicator {id}. Touches: {whom}.",
        "If the law means it, add an interpretation with affects.level_gap; else correct the indicator.",
    ),
    "proof.level_skipped_as_read": (
        "{level} can be reached while {lower} is missed, because of indicator {id}. Touches: {whom}. Read as follows ({article}): {reading}",
        None,
    ),
    "proof.irrelevant": (
        "Indicator {id} comes to the same whatever is shown.",
        "Correct its levels, or drop it.",
    ),
    "proof.never_asked": (
        "Item {id} is for nobody: no kind of subject is asked.",
        "Correct applies_to.",
    ),
    "proof.part_irrelevant": (
        "Part {id} never changes what the indicator comes to.",
        "Correct its points or limits, or drop it.",
    ),
    "proof.counted_twice": (
        "Indicator {id}: evidence {key} counts twice.",
        "Keep one of the parts.",
    ),
    "proof.maximum_not_attained": (
        "Indicator {id}: no evidence earns all {most:point|points}; {points} at most.",
        "Correct the highest level's limit, or the maximum.",
    ),
    "proof.gate_cannot_fail": ("Gate {id} stops nobody.", "Correct its limit, or drop it."),
    "proof.gate_cannot_be_met": ("Gate {id} can be met by nobody.", "Correct its limit."),
    "proof.rating_out_of_reach": (
        "No dossier is rated {title} ({id}).",
        "Compare totals, gates and the order of the ratings: the better one stands first.",
    ),
    "proof.undecided": (
        "It could not be proved that some dossier is rated {title} ({id}): shared counts bind each other.",
        "Try it with a case in criteria/cases.",
    ),
    "proof.too_many_values": (
        "Indicator {id} has too many combinations of values to be proved.",
        "Split it into smaller indicators.",
    ),
    "proof.printed_gap": (
        "A total of {totals} is in no printed band; here it is rated {rating}.",
        "Add an interpretation with affects.total_between that states the reading and its ground.",
    ),
    "proof.printed_gap_as_read": (
        "A total of {totals} is in no printed band; here it is rated {rating}. Read as follows ({article}): {reading}",
        None,
    ),
    "proof.printed_twice": (
        "The printed band of {id} and the one above it both hold {total}.",
        "Correct printed to what the document says.",
    ),
    "proof.interpretation_idle": (
        "Interpretation {id} touches no result: no dossier falls into it.",
        "Correct affects, or drop the interpretation.",
    ),
    "proof.no_bounds": (
        "Evidence {key} has no bounds: an absurd number is accepted.",
        "State at_least and at_most.",
    ),
    "proof.bounds_reversed": (
        "The lower bound of {key} ({low}) is above the upper one ({high}).",
        "Swap the bounds.",
    ),
    "proof.within_itself": ("Evidence {key} is a part of itself.", "Correct within."),
    "proof.one_value_only": (
        "Evidence {key} can only be {value}.",
        "Correct at_least or at_most.",
    ),
    "proof.looks_like_thousands": (
        '"{value}" is read as {decimal}; many write {thousands} like that.',
        'If {thousands} is meant, write {plain}; else write "{decimal}".',
    ),
    "proof.part_above_whole": (
        "Evidence {key} is at least {low}, and {whole}, which contains it, at most {high}: no dossier can state both.",
        "Correct the bounds of one of them.",
    ),
    "proof.unused_field": (
        "{key} (of type {type}) does not use {field}: it has no effect here.",
        "Drop {field}, or correct the type.",
    ),
    "proof.same_label": (
        'Two places are called "{label}": {one} and {other}.',
        "Give them names that people can tell apart.",
    ),
    "proof.share_of_itself": (
        "Indicator {id} divides {key} by itself.",
        "Correct of or over.",
    ),
    "proof.limit_between_counts": (
        '{id}: "{value}" is read as {decimal}; a count is a whole number.',
        "Use a whole number. For decimals, use number in the place of count.",
    ),
    "proof.area_changes_nothing": (
        "Disadvantaged areas are declared here, but nothing differs there.",
        "Say in disadvantaged what differs; where nothing does, drop it.",
    ),
    "proof.for_everybody": (
        "applies_to names every declared kind of unit, which is as if it were not there.",
        "Drop applies_to, or some kinds of unit.",
    ),
    "proof.rated_on_nothing": (
        "A dossier without evidence, which only says that nothing applies, is rated {title} ({id}).",
        "Keep a criterion that everybody must have, or add a gate.",
    ),
    "proof.overlay_never_used": (
        "This overlay is in force {span}, on no day on which {base} is ({other}).",
        "Correct in_force, or base.",
    ),
    "proof.overlay_changes_nothing": (
        "{figure} of {base} is {value} already: this change changes nothing.",
        "Correct to, or drop the change.",
    ),
    "proof.area_never_applies": (
        "There are levels for disadvantaged areas, but no area uses them.",
        "Declare areas.disadvantaged_scale_for: disadvantaged, extremely_disadvantaged.",
    ),
    "proof.area_is_everywhere": (
        "Every area uses the scale for disadvantaged ones, so the usual one is never used.",
        "Drop standard from areas.disadvantaged_scale_for.",
    ),
    "proof.rating_asks_more": (
        "{title} ({id}): in a disadvantaged area it asks for {limit:point|points}, more than elsewhere ({usual}).",
        "Correct when.total for disadvantaged areas.",
    ),
    "proof.upgrade_downwards": (
        "The upgrade from {from} to {to} does not go up.",
        "Swap from and to.",
    ),
    "proof.in_force_before_issued": (
        "In force from {from}, before it was issued on {issued}.",
        "Look at both days again; a document may be retroactive.",
    ),
    "proof.level_named_twice": (
        "Indicator {id} states {level} twice to the same subjects: only the last one counts.",
        "Keep one, or add applies_to so that each subject has one.",
    ),
    "proof.level_without_indicator": (
        "No indicator counts for {level}, so everybody meets it.",
        "Correct the indicators' level, or drop this one.",
    ),
    "proof.level_without_rating": (
        "No rating asks for {level}, so meeting it makes no difference.",
        "Correct the ratings' when.levels, or drop this level.",
    ),
    "proof.condition_idle": (
        "{title}: the condition {condition}: {limit} stops nobody.",
        "Correct the condition, or drop it.",
    ),
    "proof.condition_implied": (
        "{title}: without {condition}: {limit} no dossier would be rated otherwise.",
        "If the document says so, leave it; else look at this figure and the conditions beside it.",
    ),
    "proof.never_stops_alone": (
        "{id} stops nobody whom {other} does not stop.",
        "Correct one of them, or drop it.",
    ),
    "proof.total_only_when_stopped": (
        "Whoever has all {most:point|points} is stopped by a gate or an exclusion; others have {points} at most.",
        "Look for evidence that an indicator wants and a gate or an exclusion forbids.",
    ),
    "proof.left_out_loses_rating": (
        "Those to whom {id} does not apply lose {points:point|points} and can never be rated {title}.",
        "If the document gives all points, write then: full; else say so in an interpretation.",
    ),
    "proof.printed_reversed": (
        "The printed band goes from {from} down to {to}.",
        "Swap from and to.",
    ),
    "proof.printed_without": (
        "{total:point is|points are} rated {rating}, and are in no printed band.",
        "Correct when.total or printed to what the document says.",
    ),
    "proof.printed_otherwise": (
        "The printed band of {title} holds {total}, but here {total} is rated {rating}.",
        "Correct when.total or printed to what the document says.",
    ),
    "proof.too_many_states": (
        "Indicators share too much evidence for totals and ratings to be proved.",
        "Split the ruleset, or try it with cases in criteria/cases.",
    ),
    "proof.total_not_attained": (
        "No dossier has all {most:point|points}; with all evidence in, {points} at most.",
        "Look for indicators that are not for everybody, or that ask opposite things of one piece of evidence.",
    ),
    "proof.figure_unknown": (
        "Indicator {id}: nobody knows this figure yet (null); results that need it stay open.",
        "Look it up and write it, or use cdht rules confirm.",
    ),
    "proof.other_ending": (
        'This file is never used: it ends in "{value}", not in ".yaml".',
        "Rename it to {name}.",
    ),
    "proof.stray_file": (
        "This file is never used: it is not in the folder of a subject, nor among the overlays.",
        "Put rulesets in FOLDER/commune/, household/, …, overlays in FOLDER/overlays/, under their ids.",
    ),
    "shape.out_of_range": (
        'The value "{value}" is out of range; the limit is {limit}.',
        "Correct the number.",
    ),
    "overlay.unknown_base": (
        "There is no ruleset {id} to lay this overlay over.",
        "Correct base, or add that ruleset's folder with --rules.",
    ),
}

WORDS: dict[str, str] = {
    "proof.only_for": "(Only for: {who}.)",
    "proof.everybody": "everybody",
    "proof.public": "public",
    "proof.not_public": "not public",
    "proof.all_but": "every kind of unit but: {types}",
    "checks.error": "Error",
    "checks.warning": "Warning",
    "checks.note": "To know",
    "checks.summary": "Files: {files}. Errors: {errors}; warnings: {warnings}; to know: {notes}.",
    "checks.clean": "No error found.",
    "checks.witness": "Example: {evidence}",
    "checks.shows_criterion": "→ criterion {id}: {points} / {max:point|points}",
    "checks.shows_item": "→ {id}: {points} / {max:point|points}",
    "checks.shows_level": "→ {id}: {levels}",
    "checks.shows_total": "→ total {total}: {rating}",
    "checks.shows_rating": "→ {rating}",
    "checks.shows_errors": "→ the dossier is refused: {errors}",
    "checks.kind_dossier": "a dossier",
    "checks.kind_cases": "a conformance table",
    "checks.kind_receipt": "a receipt",
    "checks.kind_overlay": "a locality's overlay",
    "checks.kind_confirmation": "a confirmation",
    "checks.way_dossier": "Score dossiers by cdht score; keep them outside the folder of rulesets.",
    "checks.way_cases": "Put conformance tables in cases/ in the folder of rulesets; run them by cdht rules test.",
    "checks.way_receipt": "Replay receipts by cdht replay; keep them outside the folder of rulesets.",
    "checks.way_overlay": "Put overlays in overlays/ in the folder of rulesets.",
    "checks.way_confirmation": "Put confirmations in overlays/ in the folder of rulesets.",
    "checks.judged": "{id}: {value:point|points}",
    "checks.share": "{id}: {value}",
    "checks.lacking": "Lacking in: {items}.",
    "checks.empty": "a dossier without figures",
    "checks.whole": "a dossier of {count:figure|figures}",
    "checks.rest": "and {count:more figure|more figures}",
    "checks.day": "{day}",
    "checks.in_full": "For the examples in full, add --witnesses FOLDER.",
    "checks.level_true": "meets {level}",
    "checks.level_false": "misses {level}",
    "checks.level_open": "{level} open",
    "checks.written": "{count:example dossier|example dossiers} written to {folder}.",
}
