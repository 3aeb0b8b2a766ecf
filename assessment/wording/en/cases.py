"""English: codes and words of the rulebook's cases."""

from __future__ import annotations

MESSAGES: dict[str, tuple[str, str | None]] = {
    "cases.duplicate_id": (
        'The id "{id}" was used in line {first} of this table.',
        "Give each case an id of its own.",
    ),
    "cases.nothing_expected": (
        'The case "{id}" must say what is expected: either expect or ladder.',
        "State one of the two, such as expect: {{total: 85, rating: tot}}.",
    ),
    "cases.unknown_ruleset": (
        'There is no ruleset called "{id}".',
        "See the list: cdht rules list",
    ),
    "cases.unknown_item": (
        'The ruleset {ruleset} has no criterion or indicator "{id}".',
        "See the ids: cdht rules show {ruleset}",
    ),
    "cases.ladder_without_item": (
        'The ladder "{id}" states points, levels or states, but not of which indicator.',
        'Add item, such as item: "9.1".',
    ),
}

WORDS: dict[str, str] = {
    "trial.cases": "Cases",
    "trial.no_cases": "none yet",
    "trial.all_hold": "{count}, all hold",
    "trial.some_failed": "{count}, {failed} failed",
    "trial.differs": "{what}: the table says {expected}, the result is {got}",
    "trial.coverage": "Coverage",
    "trial.goals.level": "levels {shown}/{count}",
    "trial.goals.gate": "gates {shown}/{count}",
    "trial.goals.exclusion": "exclusions {shown}/{count}",
    "trial.goals.rating": "ratings {shown}/{count}",
    "trial.goals.area": "disadvantaged areas {shown}/{count}",
    "trial.not_shown": "Not shown",
    "trial.goal_met": "{id} {text}",
    "trial.goal_missed": "{id} {text} (when missed)",
    "trial.goal_in_area": "{id} {text} (disadvantaged area)",
    "trial.goal_rating": "rating {title} [{id}]",
    "trial.goal_rating_in_area": "rating {title} [{id}] (disadvantaged area)",
    "trial.goal_applies": "exclusion {id} {text} (when it applies)",
    "trial.goal_does_not_apply": "exclusion {id} {text} (when it does not)",
    "trial.mutants": "Mutants",
    "trial.fates": (
        "{count}: {refused} refused by the loader, {caught} caught by a case, "
        "{equivalent} equivalent, {survived} survived"
    ),
    "trial.equivalent": "Equivalent (proved: every complete dossier is scored as before):",
    "trial.witness": (
        "Survived. The dossier under each mutant comes out differently: add it to the table, "
        "with what the law says."
    ),
    "trial.unscored": (
        "Survived, for it changes no score, only what is refused, warned of or noted: add a "
        "case that states error, warnings, notes or no_notes."
    ),
    "trial.undecided": (
        "Survived, with too many values to prove anything: add a case around this figure."
    ),
    "trial.summary": "Rulesets: {rulesets}; cases: {cases}, failed: {failed}.",
    "trial.summary_mutants": "Mutants: {count}, survived: {survived}.",
}
