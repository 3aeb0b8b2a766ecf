"""English: what-if and plans."""

from __future__ import annotations

MESSAGES: dict[str, tuple[str, str | None]] = {
    "plan.not_confirmed": (
        "The engine does not confirm the plan that the solver found.",
        "Do not use it; tell the keepers of the program.",
    ),
    "plan.no_points": (
        "The ruleset {id} is not in points, or its title asks for no total.",
        "Choose a ruleset that asks for a total: cdht rules list",
    ),
    "plan.one_target": (
        "Exactly one of --target, --maximise and --evidence is needed.",
        "Give --target with a rating or a number of points. The ratings: {ratings}.",
    ),
    "plan.evidence_alone": (
        "--evidence is about what is missing: it takes no target, costs, limits or picture.",
        "Add only --best, --ruleset, --overlay or --strict-evidence, where needed.",
    ),
    "plan.unknown_target": (
        'The ruleset {ruleset} has no rating "{value}", and that is no number of points either.',
        "The ratings: {ratings}.",
    ),
    "plan.points_out_of_scale": (
        "{value} points cannot be had: the scale goes from 0 to {most}.",
        "Give a number of points on the scale.",
    ),
    "plan.not_in_points": (
        "The ruleset {ruleset} works by levels, not by points.",
        "Give --target with one of: {ratings}.",
    ),
    "plan.unknown_key": (
        'The ruleset {ruleset} has no evidence and no indicator "{key}".',
        "For the names: cdht rules show {ruleset}",
    ),
    "plan.bad_budget": ('"{value}" is no cost.', "Give a number from 0, such as 7 or 2.5."),
    "plan.bad_picture": (
        "A picture can only be written to a .svg or .png file.",
        "Change the ending of the file of --picture.",
    ),
    "plan.too_many_combinations": (
        "Indicator {id} depends on too much evidence at once to be planned.",
        "Tell the keepers of the ruleset: that indicator needs to be split.",
    ),
    "plan.unreachable": (
        "There is no way to {target} within the limits given.",
        "See the page: the best that can be had, and what stands in the way.",
    ),
    "costs.unknown_key": (
        'There is no evidence and no indicator "{key}" in the ruleset {ruleset}.',
        "For the names: cdht rules show {ruleset}",
    ),
    "costs.not_counted": (
        '"{key}" is not counted, so it has no cost for each unit (each).',
        "Give step: the cost of each step.",
    ),
    "costs.bad_amount": (
        '"{value}" is no cost: a number from 0 to {most} is needed, with at most {decimals} decimals.',
        "Give a number, such as 0.5 or 12.",
    ),
    "costs.too_fine": (
        "The costs are too fine, or too far apart, for the cheapest way to be proved.",
        "Round them, or count in a larger unit.",
    ),
    "costs.twice": (
        'The cost of "{key}" is given twice, the other time as "{other}".',
        "Keep one of the two.",
    ),
}

WORDS: dict[str, str] = {
    # the page of a plan
    "plan.now": "NOW",
    "plan.target": "TARGET",
    "plan.limits": "LIMITS",
    "plan.result": "RESULT",
    "plan.best": "THE BEST",
    "plan.most": "the most points",
    "plan.bound.budget": "cost at most {budget}",
    "plan.bound.max_changes": "number of changes: at most {count}",
    "plan.bound.locked": "{keys} stays",
    "plan.bound.only": "only {keys} may change",
    "plan.head": "The cheapest way: cost {cost}, changes: {count}",
    "plan.head_most": "The most points: cost {cost}, changes: {count}",
    "plan.proved": "proved: none is cheaper",
    "plan.proved_most": "proved: none has more points, or as many for less",
    "plan.not_proved": "proved: none costs less than {bound}",
    "plan.others": "Other ways: {count}",
    "plan.cost": "cost {cost}",
    "plan.gain": "{id} ({points} pt)",
    "plan.reached": "The target is met already; nothing needs to be done.",
    "plan.nothing_more": "No more points can be had within these limits.",
    "plan.none": "There is no way to {target}.",
    "plan.in_the_way": "To get there, this would have to give way:",
    "plan.obstacle.lock": "{label} [{key}]: may not change (--lock, --only)",
    "plan.obstacle.budget": "a cost of at most {budget}",
    "plan.obstacle.max_changes": "number of changes: at most {count}",
    "plan.obstacle.total": "the total: all that can be done does not bring the points",
    "plan.obstacle.gate": "gate {id} {text}: cannot be met",
    "plan.obstacle.exclusion": "exclusion: {text} (the dossier says so) [{key}]",
    "plan.obstacle.exclusion_open": "exclusion: {text} (not known) [{key}]",
    "plan.obstacle.criterion": "criterion {id} {title}: cannot be raised as needed",
    "plan.obstacle.indicator": "indicator {id} {text}: cannot be raised as needed",
    "plan.obstacle.level": "indicator {id} {text}: cannot reach the level needed",
    "plan.obstacle.missing": "missing: {keys}",
    "plan.from_nothing": "show what is missing: {to}",
    "plan.becomes": "from {from} to {to}",
    "plan.share_up": "raise from {from} to {to}",
    "plan.share_down": "lower from {from} to {to}",
    "plan.more": "add {amount}",
    "plan.fewer": "take away {amount}",
    "plan.more_measured": "raise by {amount}",
    "plan.fewer_measured": "lower by {amount}",
    "plan.span_up": "(from {from} to {to})",
    "plan.span_down": "(from {from} down to {to})",
    "plan.foot": "All other evidence stays; what is missing does not count. The engine has scored this result. {receipt}",
    # the picture
    "plan.picture.title": "Plan: {target}",
    "plan.picture.present": "now ({total})",
    "plan.picture.planned": "as planned ({total})",
    "plan.picture.attainable": "attainable ({total})",
    "plan.picture.most": "maximum ({total})",
    "plan.picture.points": "points",
    "plan.picture.items": "indicators that reach {level}",
    # missing evidence
    "plan.missing.none": "No evidence is missing.",
    "plan.missing.count": "Evidence missing: {count}.",
    "plan.missing.possible": "{ratings} are still possible",
    "plan.missing.sure": "To be sure of {rating}, at least {count} of what is missing is needed, and good enough:",
    "plan.missing.never": "{rating}: no evidence can make sure of it.",
    "plan.missing.or": "or:",
    "plan.missing.stakes": "The points that each missing piece may decide:",
    "plan.missing.stake": "{label} [{key}]: {points} points ({items})",
    "plan.missing.stake_level": "{label} [{key}] ({items})",
}
