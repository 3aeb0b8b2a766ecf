"""Dossiers, results, receipts: one sentence and one way out for each code."""

from __future__ import annotations

MESSAGES: dict[str, tuple[str, str | None]] = {
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
        "Give a multiple of {step:point|points}.",
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
    "dossier.exclusion_rejected": (
        "An exclusion needs an answer, not a mere rejection: {text}.",
        "State value: có (yes) or value: không (no) under inspected, with a reason.",
    ),
    "dossier.curly_quotes": ("{value} has curly quotes.", 'Use straight quotes " or none.'),
    "dossier.nothing_inspected": (
        "The inspection's entry states no result.",
        "State value: what was found, or rejected: true, with a reason.",
    ),
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
    "check.share_disagrees": (
        "The stated share does not fit the counts given beside it; the share is used.",
        "Check the share and the counts.",
    ),
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
    "receipt.not_a_dossier": (
        "This is a receipt, not a dossier.",
        "Recompute it: cdht replay {file}",
    ),
    "cross_check.disagrees": (
        "The durable-rules cross-check arrives at a different rating.",
        "Do not use this result; tell the keeper of the ruleset.",
    ),
    "demand.rating_undetermined": (
        "The rating cannot be determined: still possible are {ratings}. {count:piece of evidence is|pieces of evidence are} missing.",
        "See what is missing: cdht score {file}",
    ),
}
