"""The command and its files: one sentence and one way out for each code."""

from __future__ import annotations

MESSAGES: dict[str, tuple[str, str | None]] = {
    "usage.unknown_ruleset": (
        'There is no ruleset called "{id}".',
        "See the list: cdht rules list",
    ),
    "usage.unknown_item": (
        'Ruleset {ruleset} has no criterion or indicator "{id}".',
        "See the ids: cdht rules show {ruleset}",
    ),
    "usage.nothing_to_check": (
        'There is no ruleset and no overlay to check in "{value}".',
        "Rulesets stand in FOLDER/commune/, household/, …, overlays in FOLDER/overlays/, ending in .yaml; the tables in cases/ are run by cdht rules test --rules FOLDER.",
    ),
    "usage.bad_date": (
        '"{value}" is not a date.',
        "Write year-month-day, for example 2026-12-31.",
    ),
    "usage.cannot_write": (
        "This file cannot be written.",
        "Choose another folder, or close the file if it is open.",
    ),
    "usage.no_folder": (
        'This file cannot be written, because there is no folder "{value}".',
        "Make that folder first, or choose another.",
    ),
    "usage.folder_wanted": (
        '"{value}" is a name for a file; here a folder is wanted.',
        'Name a folder, without the ending "{suffix}". How to use it: {call} -h',
    ),
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
        'The output "{value}" is another file of this command, or lies in a table that it reads.',
        "Choose another name for the output.",
    ),
    "usage.file_exists": (
        'The file "{value}" is there already with something else in it, and is not overwritten.',
        "Choose another folder, or put that file away.",
    ),
    "usage.extra_argument": (
        "Too many arguments: {value}.",
        "A file name with spaces must stand in quotes; how to use it: {call} -h",
    ),
    "usage.bad_path": (
        "The file or folder given for {value} cannot be used.",
        "Check its name; how to use it: {call} -h",
    ),
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
        "Follow the samples: dossiers in examples/, rulesets in docs/bo-tieu-chi.md.",
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
        'The file must consist of "key: value" lines.',
        "Follow {sample}.",
    ),
    "file.tab": ("There is a tab here; indent with spaces only.", "Replace the tab with spaces."),
    "file.office": (
        "This is a Word, Excel or PDF file, not a dossier in text.",
        "Copy its content into a text file (.yaml) like those in examples/.",
    ),
    "shape.missing_key": ('Key "{key}" is missing.', "Add it."),
    "shape.unknown_key": ('There is no key "{key}" here.', "Remove it or correct its name."),
    "shape.wrong_type": (
        'Value "{value}" is of the wrong kind here.',
        "See {sample}.",
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
    "shape.too_few": ("At least {limit} are needed; there are {count}.", "Add what is missing."),
    "shape.dates_reversed": (
        "The period starts ({from}) after it ends ({to}).",
        "Swap the two dates.",
    ),
    "shape.comma_in_braces": (
        'A comma inside braces split "{key}" off as a key of its own.',
        'Put the sentence or number in straight quotes: {{value: "84.9%", note: "register, 2019"}}, {{at_least: "66.67%"}}.',
    ),
    "shape.missing_space": (
        '"{value}" was read as one sentence: a space is missing after the colon.',
        "Write key: value, with a space after the colon.",
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
}
