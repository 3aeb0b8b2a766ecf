"""English: one sentence and one way out for each code."""

from __future__ import annotations

MESSAGES: dict[str, tuple[str, str | None]] = {
    # --- the command
    "usage.unknown_ruleset": (
        'There is no ruleset called "{id}".',
        "See the list: cdht rules list",
    ),
    "usage.unknown_item": (
        'Ruleset {ruleset} has no criterion or indicator "{id}".',
        "See the ids: cdht rules show {ruleset}",
    ),
    "usage.bad_date": (
        '"{value}" is not a date.',
        "Write year-month-day, for example 2026-12-31.",
    ),
    "usage.cannot_write": (
        "This file cannot be written.",
        "Choose another folder, or close the file if it is open.",
    ),
    # --- files
    "file.not_found": ("The file was not found.", "Check its name and folder."),
    "file.unreadable": (
        "The file cannot be read.",
        "Check that it is a file and that you are allowed to read it.",
    ),
    "file.too_large": (
        "The file is larger than {limit} bytes.",
        "A dossier holds figures only; keep supporting documents in files of their own.",
    ),
    "file.not_text": ("The file is not UTF-8 text.", "Save it again with UTF-8 encoding."),
    "file.syntax": (
        "The syntax is wrong; the file cannot be read beyond this point.",
        "Check colons, brackets, quotation marks and the spaces at the start of lines.",
    ),
    "file.too_deep": (
        "Entries are nested more than {limit} levels deep.",
        "Follow the samples in examples/.",
    ),
    "file.too_many_values": (
        "The file has more than {limit} values.",
        "Split it into several dossiers.",
    ),
    "file.alias": (
        "Anchors (&) and aliases (*) are not allowed in the file.",
        "Write the value out wherever it is needed.",
    ),
    "file.duplicate_key": ('Key "{key}" is given twice.', "Keep one of the two lines."),
    "file.format": (
        'The file must consist of "key: value" lines and be a dossier or a ruleset.',
        "Follow the samples in examples/.",
    ),
    # --- shape
    "shape.missing_key": ('Key "{key}" is missing.', "Add it."),
    "shape.unknown_key": ('There is no key "{key}" here.', "Remove it or correct its name."),
    "shape.wrong_type": (
        'Value "{value}" is of the wrong kind here.',
        "See the samples in examples/.",
    ),
    "shape.not_a_number": (
        '"{value}" is not a number.',
        "Write a number, for example 12 or 0.5; a percentage with its % sign.",
    ),
    "shape.not_a_date": (
        '"{value}" is not a date.',
        "Write year-month-day, for example 2019-12-31.",
    ),
    "shape.not_one_of": ('"{value}" is not one of the accepted values.', "Accepted: {allowed}."),
    "shape.empty": ("This entry may not be empty.", "Fill it in or remove it altogether."),
    "shape.dates_reversed": (
        "The period starts ({from}) after it ends ({to}).",
        "Swap the two dates.",
    ),
    "shape.comma_in_braces": (
        'A comma inside braces split "{key}" off as a key of its own.',
        'Put the sentence or number in straight quotes: {{value: "84.9%", note: "register, 2019"}}.',
    ),
    # --- rulesets
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
        "The condition is unclear: each step has exactly one; a percentage has its % sign, a number has none.",
        "State one of at_least, at_most, option, otherwise; an indicator has one of ratio, number, count.",
    ),
    "ruleset.no_otherwise": (
        '"{id}": some cases fall under no step.',
        "Add a last step: otherwise: true.",
    ),
    "ruleset.no_scale": (
        "A ruleset needs exactly one of the two: a scale of points (scale) or levels (levels).",
        "Keep one.",
    ),
    # --- choosing a ruleset
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
        "Leave this --overlay out, or choose that ruleset.",
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
    # --- dossiers
    "dossier.unknown_key": (
        'Ruleset {ruleset} has no evidence called "{key}".',
        "See the names of the evidence: cdht rules show {ruleset}",
    ),
    "dossier.wrong_type": ('"{value}" cannot be read here: {wanted} is needed.', "{example}"),
    "dossier.out_of_bounds": (
        '"{value}" is outside the range from {least} to {most}.',
        "Check the figure.",
    ),
    "dossier.unknown_option": ('There is no option "{value}".', "Choose one of: {allowed}."),
    "dossier.off_step": (
        '"{value}" points is not on a step of {step}.',
        "Give a multiple of {step} points.",
    ),
    "dossier.no_percent_sign": (
        '"{value}" has no % sign.',
        'Write a percentage with %, for example "67.3%"; counts go under {of} and {over}.',
    ),
    "dossier.part_above_whole": (
        "{label}: {part} is more than {over_label}: {whole}.",
        "Check both figures, {key} and {over}.",
    ),
    "dossier.bound_not_allowed": (
        "An exact value is needed here, not a bound (at_least, at_most).",
        "State value.",
    ),
    "dossier.bound_in_words": (
        '"{value}" is a bound, not a value.',
        'Write {{at_least: …}} for "trên, từ, ít nhất" (at least); {{at_most: …}} for "dưới, không quá" (at most).',
    ),
    "dossier.bounds_reversed": (
        "The lower bound {low} is above the upper bound {high}.",
        "Swap the two bounds.",
    ),
    "dossier.may_not_be_left_out": (
        '"{id}" may not be left out under this ruleset.',
        "Only these may be declared not applicable: {allowed}.",
    ),
    "dossier.unknown_unit_type": (
        'There is no type of unit "{value}".',
        "Choose one of: {allowed}.",
    ),
    "dossier.unit_type_needed": (
        "The type of unit (subject.unit_type) is not stated.",
        "Choose one of: {allowed}.",
    ),
    "dossier.public_needed": (
        "It is not stated whether the unit is public or non-public (subject.public).",
        "Write public: có (yes) or public: không (no).",
    ),
    "dossier.unknown_previous_level": (
        'Last recognised at "{value}", but the ruleset has no such level.',
        "State one of: {allowed}.",
    ),
    # --- evidence that looks wrong
    "check.thousands": (
        '"{value}" was read as {count} (the dot taken to separate thousands).',
        "If {count} is meant, write the digits alone, with no separator.",
    ),
    "check.stated_percentage": (
        '"{stated}" is stated, but {part}/{whole} = {computed}%.',
        "Correct the percentage or the counts; the counts are used.",
    ),
    "check.parts_do_not_add_up": (
        "{stated} is stated, but the parts add up to {listed} = {sum}.",
        "Check them; the stated total is used.",
    ),
    "check.part_of_population": (
        "{label} ({part}) is more than {over_label} ({whole}).",
        "Check both figures.",
    ),
    "check.no_area": (
        "No area is stated, so the scale for a standard area is used.",
        "State subject.area: standard, disadvantaged or extremely_disadvantaged.",
    ),
    "check.no_reason": (
        "The score given is {points}/{max}, without a reason.",
        "Add reason: why points were withheld.",
    ),
    "check.inspected_without_reason": (
        "The inspection corrected or rejected this without giving a reason.",
        "Add reason: so that the inspected unit understands.",
    ),
    "check.nothing_counted": (
        "0 out of 0: there is nothing to take a share of.",
        "Check the counts.",
    ),
    "check.full_points_below_full": (
        "The full score of {max} was given although the share is below what it takes.",
        "State the reason, or score again.",
    ),
    "check.judged_and_counted": (
        "The assessor's score is {points}/{max}, but the counts earn the full score; the counts are used.",
        "Correct the score or the counts.",
    ),
    "check.upgrade_too_early": (
        "Recognised at {level} on {decided}: the {months} months before an upgrade have not passed.",
        "Apply for the upgrade from {earliest} on.",
    ),
    # --- what the reader must know
    "note.overlay": ("Applied: {title} ({number}).", None),
    "note.interpretation": ("{text}", None),
    "note.illustrative": ("Illustrative, not real: {count} of the entries.", None),
    "note.unknown_figure": (
        "{id}: not scored, because the ruleset does not have the figure yet.",
        None,
    ),
    "note.missing_as_zero": (
        "No evidence, so no points and not met: {ids}.",
        "Add the evidence before the result is made final.",
    ),
    # --- receipts, cross-check, demands
    "receipt.not_a_receipt": (
        "The file is not a cdht receipt.",
        "Make one: cdht score … --receipt",
    ),
    "receipt.tampered": (
        "The content of the receipt has been altered: its stated digest is {stated}, recomputed {found}.",
        "Use the original.",
    ),
    "receipt.ruleset_changed": (
        "Ruleset {id} has changed since this receipt was made (digest now {now}).",
        "The result in the receipt follows the earlier version; score the dossier again if the new one is to apply.",
    ),
    "receipt.engine_changed": (
        "The receipt was made by cdht {before}; this is cdht {after}.",
        None,
    ),
    "receipt.result_changed": (
        "Recomputing gives a different result at {item}: was {before}, now {after}.",
        "Tell the keeper of the ruleset.",
    ),
    "receipt.cross_check_changed": (
        "Cross-check when the receipt was made: {before}; now: {after}.",
        None,
    ),
    "cross_check.disagrees": (
        "The durable-rules cross-check arrives at a different rating.",
        "Do not use this result; tell the keeper of the ruleset.",
    ),
    "demand.rating_undetermined": (
        "The rating cannot be determined: still possible are {ratings}. {count} pieces of evidence are missing.",
        "See what is missing: cdht score {file}",
    ),
    "dossier.exclusion_rejected": (
        "An exclusion needs an answer, not a mere rejection: {text}.",
        "State value: có (yes) or value: không (no) under inspected, with a reason.",
    ),
    "shape.missing_space": (
        '"{value}" was read as one sentence: a space is missing after the colon.',
        "Write key: value, with a space after the colon.",
    ),
    "file.tab": ("There is a tab here; indent with spaces only.", "Replace the tab with spaces."),
    "usage.missing_argument": ("The command lacks {value}.", "How to use it: {call} -h"),
    "usage.unknown_command": ('There is no command "{value}".', "The commands: {call} -h"),
    "usage.unknown_option": ('There is no option "{value}".', "How to use it: {call} -h"),
    "usage.bad_value": (
        "The value of {value} cannot be used.",
        "Accepted: {allowed}. How to use it: {call} -h",
    ),
    "usage.bad_call": (
        "The command is not written correctly: {value}",
        "How to use it: {call} -h",
    ),
    "usage.would_overwrite": (
        'The output "{value}" is another file of this command.',
        "Choose another name for --out or --receipt.",
    ),
    "usage.extra_argument": (
        "Too many arguments: {value}.",
        "A file name with spaces must stand in quotes; how to use it: {call} -h",
    ),
    "file.office": (
        "This is a Word, Excel or PDF file, not a dossier in text.",
        "Copy its content into a text file (.yaml) like those in examples/.",
    ),
    "shape.not_indented": (
        '"{key}" must be indented under "{parent}".',
        "Put two spaces before it.",
    ),
    "shape.not_a_list": ('"{value}" must be a list.', "Put it in square brackets: [{value}]."),
    "shape.not_a_mapping": (
        "This must be lines of key: value.",
        "One key a line, a colon, a space, then the value.",
    ),
    "dossier.curly_quotes": ("{value} has curly quotes.", 'Use straight quotes " or none.'),
    "receipt.not_a_dossier": (
        "This is a receipt, not a dossier.",
        "Recompute it: cdht replay {file}",
    ),
    "dossier.nothing_inspected": (
        "The inspection's entry states no result.",
        "State value: what was found, or rejected: true, with a reason.",
    ),
    "check.share_disagrees": (
        "The stated share does not fit the counts given beside it; the share is used.",
        "Check the share and the counts.",
    ),
    "usage.bad_path": (
        "The file or folder given for {value} cannot be used.",
        "Check its name; how to use it: {call} -h",
    ),
}
