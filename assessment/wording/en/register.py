"""English: registers of classes."""

from __future__ import annotations

MESSAGES: dict[str, tuple[str, str | None]] = {
    "register.unknown_format": (
        'A register is not read from a file ending in "{value}".',
        "Save it as one of: {allowed}.",
    ),
    "register.no_table": (
        "There is no table of classes: no row names the columns.",
        "A row of heads is needed, with a topic, group or date, and with attendances, learners or "
        "numbers of classes.",
    ),
    "register.no_classes": (
        "The register holds no class.",
        "Write one class a row below the heads.",
    ),
    "register.none_in_period": (
        "No class of the register is in the period {period}; its classes are from {held}.",
        "Check --period, or read the register of that period.",
    ),
    "register.sheet_left_out": (
        "This sheet is not read: it is hidden, or sums up the others.",
        "If its classes stand on no other sheet, rename it, unhide it and read again.",
    ),
    "register.column_not_read": (
        'The column "{value}" is not used: another says the same.',
        "Keep one column for each thing; attendances in the one whose head says so.",
    ),
    "register.another_table": (
        "From this row on stands another table, which is not read.",
        "If it holds classes of its own, put it on another sheet or in another file.",
    ),
    "register.bad_amount": (
        '"{value}" is no count; taken as not written.',
        "Write a whole number, such as 45 or 1.234.",
    ),
    "register.rough_amount": (
        '"{value}" is not exact: it only serves as a bound.',
        "Count again by the lists of learners and write the number.",
    ),
    "register.formula": (
        "This cell is a formula of which the file keeps no result; taken as not written.",
        "Open it in Excel or LibreOffice and save it, or write the number itself.",
    ),
    "register.no_count": ("This row does not say how many classes.", "Write the number."),
    "register.no_learners": (
        "This class has no number of learners; it is unknown, not 0.",
        "Write how many learned.",
    ),
    "register.bad_date": (
        '"{value}" is no day of the calendar; the class is counted.',
        "Write the day before the month: 15/3/2019.",
    ),
    "register.group_carried": (
        "From here on, {count:row names|rows name} no group, which is taken from the row above (as in merged cells).",
        "Write the group in every row if that is wrong.",
    ),
    "register.number_twice": (
        "Number {value} stands twice in a row.",
        "See whether a row was copied once too often.",
    ),
    "register.number_left_out": (
        "The numbers go from {previous} to {value}.",
        "See whether a class was left out.",
    ),
    "register.outside_period": (
        'This class is outside the period {period} ("{value}") and is not counted.',
        "Correct the day if it is wrong.",
    ),
    "register.row_twice": (
        "The same as row {other}; both are counted.",
        "Delete one of them if they are one class.",
    ),
    "register.groups_alike": (
        'The groups "{value}" and "{other}" are much alike; they are counted as two.',
        "Write one name if they are one group.",
    ),
    "register.people_are_attendances": (
        "{people} people are just the attendances of all classes: attendances, not people.",
        "For people, count each of them once.",
    ),
    "register.sum_of_classes": (
        'Stated: {stated} classes ("{label}"), but {rows} rows come to {sum}{listed}.',
        "See which class is missing, or correct the total. Only classes in the register count.",
    ),
    "register.sum_of_attendances": (
        'Stated: {stated} attendances ("{label}"), but {rows} rows come to {sum}{listed}.',
        "Check the learners of each class, or correct the total. Only what is in the register "
        "counts.",
    ),
    "register.sum_of_people": (
        'Stated: {stated} people ("{label}"), but {rows} rows come to {sum}{listed}.',
        "Check the column that counts each person once, or correct the total.",
    ),
    "register.sum_of_women": (
        'Stated: {stated} attendances of women ("{label}"), but {rows} rows come to {sum}{listed}.',
        "Check the column of women, or correct the total.",
    ),
    "register.more_people_than_attendances": (
        "More people ({people}) than attendances ({attendances}).",
        "Everybody attends at least once: check both numbers.",
    ),
    "register.more_women_than_learners": (
        "More women ({women}) than learners of the class ({attendances}).",
        "Check both numbers.",
    ),
    "register.bad_period": (
        '"{value}" is no period.',
        "Write a year (2019), a school year (2021-2022) or two days (1/9/2021-31/8/2022).",
    ),
    "register.nothing_stated": (
        '"{value}" states no number of classes, attendances or people.',
        'Write a number with its name, such as "55 lớp, 4.407 lượt người".',
    ),
    "register.not_fed": (
        "The ruleset {ruleset} takes no evidence from registers of classes.",
        "Those that do: {allowed}.",
    ),
    "register.which_ruleset": (
        "Several rulesets take evidence from registers of classes: {allowed}.",
        "Choose one with --ruleset.",
    ),
    "register.dossier_differs": (
        "The dossier says of {key} ({label}): {value}; the new file says what the register does: "
        "{found}.",
        "See which is right before scoring.",
    ),
    "register.nowhere_to_write": (
        "--dossier needs --out: the register's figures go into a new file.",
        "Add --out FILE.yaml.",
    ),
    "feeds.unknown_ruleset": (
        "There is no ruleset {id}.",
        "See which there are: cdht rules list",
    ),
    "feeds.unknown_key": (
        'The ruleset {ruleset} has no count named "{key}".',
        "See the names: cdht rules show {ruleset}",
    ),
}

WORDS: dict[str, str] = {
    "error.register": "Register error",
    "amount.from": "at least {low}",
    "amount.up_to": "at most {high}",
    "amount.between": "{low} to {high}",
    "checks.kind_register": "a file that names what registers of classes are evidence of",
    "checks.way_register": "Put it in registers/ in the folder of rulesets.",
    "register.head": "Register of classes · {files}",
    "register.kept": "Period {period}",
    "register.whole.classes": "CLASSES",
    "register.whole.attendances": "ATTENDANCES",
    "register.whole.people": "PEOPLE",
    "register.whole.women": "WOMEN",
    "register.counted.classes": "{amount:class|classes}",
    "register.counted.attendances": "{amount:attendance|attendances}",
    "register.counted.people": "{amount:person|people}",
    "register.counted.women": "{amount:attendance of a woman|attendances of women}",
    "register.no_people": (
        "not counted in the register. Learners of all classes are attendances: who is in two "
        "classes attends twice."
    ),
    "register.no_people_head": (
        'not counted in the register. The column "{head}" adds up to attendances: who is in two '
        "classes attends twice."
    ),
    "register.rows": "{rows:row|rows} added up",
    "register.by_group": "BY GROUP",
    "register.no_group": "(no group)",
    "register.column.classes": "classes",
    "register.column.attendances": "att.",
    "register.checks": "AGAINST THE TOTALS STATED",
    "register.stated_total": 'Row "{label}"',
    "register.stated_elsewhere": 'Report "{label}"',
    "register.agrees": "{stated}, agrees",
    "register.differs": "{stated}; the rows come to {sum}",
    "register.cannot_tell": "{stated}; the rows come to {sum}: not known well enough to compare",
    "register.written": 'written "{text}"',
    "register.slips": "{count:slip|slips}:",
    "register.warnings": "{count:thing|things} to look at:",
    "register.cell": "cell {cell}",
    "register.set_aside": "No classes, not counted: {rows}.",
    "register.row": '{where} "{text}"',
    "register.more_rows": "and {count} more",
    "register.evidence": "EVIDENCE FOR {ruleset}",
    "register.evidence_late": "▲ This period is outside that of {ruleset} ({force}).",
    "register.checked_only": "for checks only",
    "register.written_to": "Dossier written: {file}. Score it: cdht score {call}{rules}",
    "register.note": "from the register of classes, {rows:row|rows}",
    "register.note_stated": "the register states a total of {stated}",
    "register.note_unknown": "{count:row|rows} without an exact number",
    "register.note_outside": "{count:row|rows} outside the period not counted",
    "register.unnamed": "(name of the commune)",
    "register.skeleton": "Dossier made from the register of classes: {files}. Evidence of the other criteria is still missing.",
    "register.merged": "Dossier {dossier} with the figures of the register of classes: {files}. What stood behind # in it is not copied.",
}
