"""Rulesets and choosing one: one sentence and one way out for each code."""

from __future__ import annotations

MESSAGES: dict[str, tuple[str, str | None]] = {
    "ruleset.no_basis": (
        "The figure does not state its basis.",
        "State basis here or in the entry around it.",
    ),
    "ruleset.no_source": (
        "The figure does not state its source.",
        "State source here or in the entry around it.",
    ),
    "ruleset.no_label": ("The evidence has no label.", "Add a label in Vietnamese."),
    "ruleset.duplicate_id": (
        'Id "{id}" is used twice (first on line {first}).',
        "Choose another id.",
    ),
    "ruleset.bad_id": (
        'Id "{value}" is not valid here.',
        "An id has unaccented letters, digits and - _ . only; the id of a ruleset is the name of its file.",
    ),
    "ruleset.other_name": (
        'The file is called "{wanted}", and the id in it is "{value}".',
        "Rename the file to {value}.yaml; or, if the file's name is right, make the id the same (unaccented letters, digits and - _ . only).",
    ),
    "ruleset.second_copy": (
        'Two files state the id "{value}": this one, {wanted}.yaml, and one called {value}.yaml.',
        "Delete the spare file, or keep it outside the folder of rulesets; if it is another ruleset, give it an id of its own and name the file after it.",
    ),
    "ruleset.curly_quotes": (
        "{value} has curly quotes.",
        'Use straight quotes " or leave them out.',
    ),
    "ruleset.other_kind": ("This file is {kind}, not a ruleset.", "{way}"),
    "ruleset.sum_of_indicators": (
        "Criterion {id}: its indicators add up to {sum}, its stated maximum is {stated}.",
        "Correct the points of the indicators, or the maximum.",
    ),
    "ruleset.sum_of_criteria": (
        "The criteria add up to {sum}, the scale states {stated}.",
        "Correct the maximum of a criterion, or of the scale.",
    ),
    "ruleset.off_step": (
        "A score of {points} is off the step of {step} or outside the scale.",
        "Correct the score or the step.",
    ),
    "ruleset.not_above_zero": ("It must be above 0; here it is {value}.", "Correct the number."),
    "ruleset.undeclared_key": (
        'Evidence "{key}" is not declared under evidence.',
        "Declare it or correct its name.",
    ),
    "ruleset.unused_key": (
        'Evidence "{key}" is not used by any indicator.',
        "Remove it or write checked_only: true.",
    ),
    "ruleset.wrong_key_type": (
        'Evidence "{key}" is declared as {type}; here {wanted} is needed.',
        "Correct type or kind.",
    ),
    "ruleset.unknown_level": (
        'The ruleset has no level "{level}".',
        "Declare it under levels.",
    ),
    "ruleset.unknown_option": (
        'There is no option "{option}" under evidence.',
        "Correct the name of the option.",
    ),
    "ruleset.unknown_reference": ('Nothing has the id "{id}".', "Correct the id."),
    "ruleset.bad_award": (
        "Each step awards exactly one thing: points (in a ruleset with points) or a level (in one without).",
        "State points or level.",
    ),
    "ruleset.bad_condition": (
        "The condition is unclear: each step has exactly one.",
        "State one of at_least, at_most, option, otherwise; an indicator has one of ratio, number, count.",
    ),
    "ruleset.no_percent_sign": (
        "The limit of a ratio needs its % sign; {figure} has none.",
        "Write {figure}%.",
    ),
    "ruleset.percent_of_number": (
        "The limit of a number or a count has no % sign; here it is {figure}.",
        "Drop the % sign; for a share use ratio.",
    ),
    "ruleset.thousands": (
        'This is a count, and "{value}" is read as {decimal}: a dot or a comma stands before decimals.',
        "If {thousands} is meant, write {plain}; counts are written with nothing between the digits.",
    ),
    "ruleset.dates_reversed": (
        "It ceases to be in force on {to}, before it comes into force on {from}.",
        "Swap the two dates.",
    ),
    "ruleset.no_otherwise": (
        '"{id}": some cases fall under no step.',
        "Add a last step: otherwise: true.",
    ),
    "ruleset.otherwise_not_last": (
        "otherwise: true must stand last: what stands after it is never looked at.",
        "Move it to the end of the list.",
    ),
    "ruleset.no_scale": (
        "A ruleset needs exactly one of the two: a scale of points (scale) or levels (levels).",
        "State one of the two, not both.",
    ),
    "overlay.unknown_item": (
        'Ruleset {base} has nothing with the id "{id}".',
        "Correct item; the ids are in: cdht rules show {base}",
    ),
    "overlay.unknown_figure": (
        'This item of {base} has no figure "{figure}".',
        "Write a path such as full_at.at_least or levels[0].at_least, levels[0].points.",
    ),
    "overlay.other_base": (
        'Overlay "{id}" is for ruleset {base}, not for {ruleset}.',
        "Leave this overlay out, or choose that ruleset.",
    ),
    "overlay.unknown_overlay": (
        'There is no overlay "{id}".',
        "Put its file into the folder overlays of --rules.",
    ),
    "catalog.none_in_force": (
        "No ruleset for a {subject} is in force on {on}.",
        "To score outside its time in force, name one (ruleset: …): {periods}.",
    ),
    "catalog.several_apply": (
        "Several rulesets for a {subject} are in force on {on}: {periods}.",
        "Name one in the dossier (ruleset: …) or after --ruleset.",
    ),
    "catalog.unknown_ruleset": (
        'There is no ruleset called "{id}".',
        "See the list: cdht rules list",
    ),
    "catalog.wrong_subject": (
        "Ruleset {ruleset} is not meant for this subject (meant for: {wanted}).",
        "Choose another ruleset or correct subject.",
    ),
    "catalog.wrong_level": (
        'Ruleset {ruleset} is not meant for a unit at level "{value}".',
        "subject.level for this ruleset: {allowed}.",
    ),
    "catalog.outside_period": (
        "The assessment period ends on {end}, when {number} is not in force (in force: {from} – {to}).",
        "The result is for reference only, unless the local authority has decided in writing to keep applying it.",
    ),
    "catalog.period_unknown": (
        "The dossier states no assessment period, so it cannot be checked whether {number} is in force.",
        "Add period: {{from: …, to: …}}.",
    ),
}
