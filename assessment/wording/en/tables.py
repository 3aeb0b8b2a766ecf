"""English: tables of many rows."""

from __future__ import annotations

MESSAGES: dict[str, tuple[str, str | None]] = {
    "table.wrong_type": (
        'Column "{column}" is of type {type}, which cannot be used: {wanted} is wanted.',
        "Give the column another type, or leave it as text.",
    ),
    "table.column_needed": (
        'The table lacks the column "{column}": the ruleset {ruleset} needs it in every row.',
        "Add that column.",
    ),
    "table.result_column": (
        'The table has a column "{column}" already, which is the name of a result.',
        "Remove or rename it; to certify again, start from the first table.",
    ),
    "table.column_twice": (
        'Columns "{column}" and "{other}" are both "{field}".',
        "Keep one of them and rename the other.",
    ),
    "table.header_twice": (
        'Several columns are called "{column}".',
        "Give each column a name of its own.",
    ),
    "table.no_header": (
        "No header row found: no column is evidence of the ruleset.",
        "Name columns by their ids (A1.1) or labels, within the first 20 rows. See the ids: cdht rules show ID",
    ),
    "table.unknown_format": (
        "It is not known what kind of table this is.",
        "Use a .csv, .xlsx or .parquet file.",
    ),
    "table.not_parquet": (
        "This file is not Parquet.",
        "Export the table again as .parquet or .csv.",
    ),
    "table.wrong_encoding": (
        "The CSV file is not UTF-8, so its letters would be read wrongly.",
        'In Excel: Save As, "CSV UTF-8".',
    ),
    "table.not_csv": (
        "This CSV file cannot be read.",
        "Open it in Excel and save it again as CSV UTF-8 or .xlsx.",
    ),
    "table.unknown_output": (
        "It is not known how to write the table.",
        "The name of the output ends with: {allowed}.",
    ),
    "table.too_many_rows": (
        "The table has {rows} rows; a sheet holds {most} at most.",
        "Write .csv or .parquet.",
    ),
}

WORDS: dict[str, str] = {
    "slip.part_above_whole": "more than the whole that it is a part of",
    "slip.unit_type_needed": "the kind of unit is not given",
    "slip.public_needed": "it is not said whether the unit is public",
    "slip.unknown_unit_type": "no kind of unit of the ruleset",
    "slip.not_one_of": "no area: standard, disadvantaged, extremely_disadvantaged",
    "slip.wrong_type": '"có" (yes) or "không" (no) is wanted',
    "slip.no_id": "the row has no id",
    "slip.id_twice": "several rows have this id; which of them is right is not known",
    "slip.too_many_cells": "the row has more cells than the header; they may have shifted",
    "slip.too_few_cells": "the row has fewer cells than the header; they may have shifted",
    "why.exclusion": "excluded ({id})",
    "why.gate": "a condition is not met ({id})",
    "why.level": "{id} misses {figure}",
    "why.missing": "evidence is missing",
    "why.no_criterion_at": "criterion {id} at {figure} points or fewer",
    "why.no_indicator_below": "{id} below {figure} points",
    "why.total": "below {figure} points",
    "called.id": "code|household id|unit id",
    "called.name": "full name|head of household",
    "called.hamlet": "village|neighbourhood",
    "called.clan": "family clan",
    "called.area": "region",
    "called.unit_type": "kind of unit",
    "called.public": "public unit",
    "aside.columns": "row|id|column|value|code|reason",
    "step.read": "reading the table",
    "step.certify": "scoring every row and writing the results",
    "step.aside": "setting aside the rows with errors",
    "step.summary": "summing up",
    "certify.recognised": "Meets the conditions",
    "certify.not": "Does not",
    "certify.undecided": "Undecided",
    "certify.aside": "Set aside",
    "certify.rows": "{count:row|rows}",
    "certify.share": "{count:row|rows} ({share}%)",
    "certify.slips": "{rows:row|rows} with {cells:slip|slips}, not scored; mend them in the table and run again",
    "certify.groups.hamlet": "By hamlet (meeting the conditions / all)",
    "certify.groups.clan": "By clan (meeting the conditions / all)",
    "certify.nobody": "(blank)",
    "certify.lost": "Most points lost: {items}",
    "certify.lost.item": "{id} (−{points})",
    "certify.more": "… and {count:group|groups} more: see {file}",
    "certify.near": 'Column "{column}" is not read; is it "{field}"?',
    "certify.absent": "The table has no column for: {fields}",
    "certify.written": "Results: {file}",
    "certify.second": "Rows with errors: {file}",
}
