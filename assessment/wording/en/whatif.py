"""English: what if."""

from __future__ import annotations

MESSAGES: dict[str, tuple[str, str | None]] = {
    "whatif.no_equals": (
        '"{value}" states no value.',
        "Write KEY=VALUE, KEY+=N or KEY-=N, without spaces or in quotes.",
    ),
    "whatif.no_value": (
        '"{key}" has no value after its equals sign.',
        "Write a value. No scenario takes a value away: to see what comes of that, remove its line from a copy of the dossier.",
    ),
    "whatif.not_counted": (
        '"{key}" is no count, number or judged points, so nothing can be added to it.',
        "State the new value itself: {key}=…",
    ),
    "whatif.percent_moved": (
        '"{key}": percentages are set, not added.',
        "Set the new share (ITEM_ID=…%), or add a number ({key}+=N).",
    ),
    "whatif.nothing_known": (
        'The dossier has no exact number at "{key}", so there is nothing to add to.',
        "State the new value itself: {key}=…",
    ),
    "whatif.several_keys": (
        'Item "{id}" looks at several pieces of evidence.',
        "Name one of: {keys}.",
    ),
    "whatif.set_twice": (
        '"{key}" has been set above, as "{other}".',
        "Keep one value.",
    ),
    "whatif.same_name": ('Two scenarios are named "{value}".', "Give them different names."),
    "whatif.too_many_scenarios": (
        "The file has more than {limit} scenarios.",
        "Split it into several files.",
    ),
    "whatif.inspected_share": (
        'Setting "{key}" moves nothing at {ids}: the inspection stated the share there.',
        "Set the share itself: ITEM_ID=…%.",
    ),
    "whatif.one_receipt": (
        "A receipt is written for exactly one scenario; this command has {count}.",
        "State one scenario, or leave out --receipt.",
    ),
}

WORDS: dict[str, str] = {
    "whatif.now": "NOW",
    "whatif.if": "IF",
    "whatif.then": "THEN",
    "whatif.change": "{label}: {before} → {after}",
    "whatif.nothing": "not known",
    "whatif.rejected": "refused by the inspection",
    "whatif.rounded": "{share} of {whole}, rounded up",
    "whatif.as_it_is": "all evidence as the dossier has it",
    "whatif.nothing_moves": "nothing changes",
    "whatif.same_points": "same points, same rating",
    "whatif.same_result": "same result",
    "whatif.provisional": "Provisional: {before} points now, {after} as supposed, rest on figures not checked against the official text.",
    "whatif.rating_before": "before: {rating}",
    "whatif.rating_same": "same rating",
    "whatif.kept": "same level",
    "whatif.was": "before: {before}; now",
    "whatif.criteria": "Points of criteria: {moves}",
    "whatif.summary": "THE SCENARIOS SIDE BY SIDE",
    "whatif.from_command": "of the command",
    # margins
    "whatif.margins": "LEVELS TO LOSE AND TO GAIN: what costs the rating first, then the most fragile",
    "whatif.no_margins": "No evidence is held against limits. For each item one level up or down: --sensitivity.",
    "whatif.this_level": "this level",
    "whatif.loss.at.fewer": "{what} is lost with {amount} fewer",
    "whatif.loss.at.more": "{what} is lost with {amount} more",
    "whatif.loss.past.fewer": "{what} is lost when it falls by more than {amount}",
    "whatif.loss.past.more": "{what} is lost when it rises by more than {amount}",
    "whatif.loss.any.fewer": "just reached: {what} is lost with any less",
    "whatif.loss.any.more": "just reached: {what} is lost with any more",
    "whatif.full_level": "the level of full points",
    "whatif.then_judged": "the assessor then decides",
    "whatif.rating_falls": "falls to {rating}",
    "whatif.rating_may_fall": "the rating may fall: {rating}",
    "whatif.not_alone": "{text}; not enough alone, other parts of the indicator are short, too",
    "whatif.goal.full": "have all {points:point|points}{gain}",
    "whatif.rating.held.total": "{rating}: the total has {points} to spare above {figure}.",
    "whatif.rating.held.just": "{rating}: the total is just {figure}, nothing to spare.",
    "whatif.rating.held.no_criterion_at": "{rating} is lost with {figure:point|points} at criterion {ids}; one step away: {steps}.",
    "whatif.rating.held.no_indicator_below": "{rating} is lost below {figure:point|points} at item {ids}; one step away: {steps}.",
    "whatif.rating.held.level": "{rating} is lost when one indicator falls a level; one step away: {steps}.",
    "whatif.rating.held.gate": "{rating} is lost when a gate is not met; one step away: {steps}.",
    "whatif.rating.short.total": "{rating}: the total is {points} short of {figure}.",
    "whatif.rating.short.no_criterion_at": "{rating}: criterion {ids} is at {figure:point|points}.",
    "whatif.rating.short.no_indicator_below": "{rating}: item {ids} is {points:point|points} short of {figure}.",
    "whatif.rating.lacks": "{rating}: {what}.",
    # one level up, one down
    "whatif.sensitivity": "EACH INDICATOR ONE LEVEL UP OR DOWN",
    "whatif.up": "up",
    "whatif.down": "down",
    "whatif.leads_to": "{way}: {changes}",
}
