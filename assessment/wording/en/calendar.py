"""English: codes and words of the rulebook's catalogue and calendar."""

from __future__ import annotations

MESSAGES: dict[str, tuple[str, str | None]] = {
    "shape.not_a_month_day": (
        '"{value}" is not a day of every year.',
        "Write month-day, for example 02-28.",
    ),
    "ruleset.wrong_folder": (
        'The ruleset is meant for "{subject}", but its file stands in the folder "{folder}".',
        "Move the file to the folder {subject}, or correct subject.",
    ),
    "overlay.same_figure": (
        'Two overlays apply together and contradict each other at "{item}": {one} says {value}, {other} says {to}.',
        "State the last day in force (in_force.to) of the older one, or choose with --overlay.",
    ),
    "catalog.unknown_level": (
        'There is no level of units called "{value}".',
        "Write subject.level: commune, district or province.",
    ),
    "proof.periods_overlap": (
        "The rulesets {earlier} and {later} are both in force ({span}), so that neither can be chosen.",
        "State in_force.to of the older one, or on_request_only: true where one is used only when named.",
    ),
    "proof.period_hole": (
        "After {earlier} no ruleset is in force ({span}).",
        "Correct in_force, add the missing ruleset, or state document.afterwards in {earlier} (what holds then).",
    ),
    "proof.announced_hole": (
        "After {earlier} no ruleset is in force ({span}); it says: {afterwards}",
        None,
    ),
}

WORDS: dict[str, str] = {
    # choosing a ruleset
    "catalog.unit_of_level": "unit of a {level}",
    "catalog.period": "{id} ({force})",
    "catalog.level_hint": "Or state the unit's subject.level: {levels}.",
    "catalog.afterwards": "After that time: {afterwards}",
    # the list
    "list.replaces": "replaces {names}",
    "list.replaced_by": "replaced by {names}",
    "list.over_shipped": "in the place of the shipped ruleset of this id: {file}",
    "list.afterwards": "afterwards: {text}",
    "list.validity": "recognition holds for {months:month|months}",
    "list.upgrade": "upgrade may be asked for after {months:month|months}",
    "list.overlay": "{title} ({id}): {place}, {force}",
    "list.lapsed": "Last in force: {id}, until {to}.",
    "list.coming": "Next in force: {id}, from {first}.",
    # the calendar
    "calendar.head": "Calendar of {year} · today {today}",
    "calendar.no_days": "Nothing falls due in {year}.",
    "calendar.ahead": "In {next}, for the assessment of {year}",
    "calendar.before": "Before {day} ({weekday})",
    "calendar.day": "{day} ({weekday})",
    "calendar.past": "past",
    "calendar.today": "today",
    "calendar.left": "{days:day|days} left",
    "calendar.before_note": '"Before" is the word of the law: until the end of the day before.',
    "calendar.assessed_year": "assessment of {year}",
    "calendar.out_of_force": "not in force after {last}",
    "calendar.beware": "note: {note}",
    "calendar.mark.data_from": "First day of the data",
    "calendar.mark.data_to": "Last day of the data",
    "calendar.mark.data_as_of": "Data as of this day",
    "calendar.weekday.0": "Monday",
    "calendar.weekday.1": "Tuesday",
    "calendar.weekday.2": "Wednesday",
    "calendar.weekday.3": "Thursday",
    "calendar.weekday.4": "Friday",
    "calendar.weekday.5": "Saturday",
    "calendar.weekday.6": "Sunday",
    "calendar.rulesets": "Rulesets",
    "calendar.row.assessed": "Assessed",
    "calendar.row.data": "Data",
    "calendar.row.within": "Time limit",
    "calendar.row.decides": "Decides",
    "calendar.no_procedure": "This ruleset states no procedure.",
    "calendar.until": "until {last}",
    "calendar.since": "from {first}",
    "calendar.recognised": "{name}: recognised at {level} on {decided}",
    "calendar.no_previous": "{name}: the dossier states no earlier recognition. Add previous: {{level: …, decided: …}} to have its term computed.",
    "calendar.before_force": "This decision came before {number} was in force ({from}), so its term is not computed by that document.",
    "calendar.no_validity": "the ruleset states no term",
    "calendar.valid": "holds until the end of {last}",
    "calendar.expired": "expired",
    "calendar.counted": "{counted}, counted from {first}",
    "calendar.upgrade": "{level} may be asked for from {day}",
    "calendar.upgrade_due": "{level} may be asked for since {day}",
    # the page of one ruleset
    "calendar.afterwards": "Afterwards",
    "calendar.assessed": "Time of assessment: {when}",
    "calendar.data": "Data: {data}",
    "calendar.step_days": "within {days:working day|working days}",
}
