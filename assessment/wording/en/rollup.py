"""English: results counted up to the next level."""

from __future__ import annotations

MESSAGES: dict[str, tuple[str, str | None]] = {
    "chains.one_way": (
        "A link must say in exactly one way how the evidence is taken.",
        "State one of: {allowed}.",
    ),
    "chains.unknown_source": (
        'No ruleset for {subject} is called "{title}".',
        "State subject and title as the ruleset does. See the rulesets: cdht rules list",
    ),
    "chains.unknown_ruleset": ("There is no ruleset {id}.", "See the rulesets: cdht rules list"),
    "chains.unknown_key": (
        'The ruleset {ruleset} has no evidence called "{key}".',
        "See the names: cdht rules show {ruleset}",
    ),
    "chains.wrong_type": (
        "The evidence {key} is {type}, which cannot be taken in this way: {types} is needed.",
        "counted and rating_at_least are for counts; rating is for choices, or yes and no.",
    ),
    "chains.unknown_rating": (
        'No ruleset of "{title}" has a rating "{value}".',
        "The ratings: {allowed}.",
    ),
    "chains.wrong_answer": (
        'The evidence {key} does not take "{value}".',
        "It takes: {allowed}. For ratings of other ids state each: {{dat: có, chua_dat: không}}.",
    ),
    "chains.rating_left_out": (
        "The link does not say what the ratings {ratings} are.",
        "State every rating.",
    ),
    "chains.key_twice": (
        "The evidence {key} of {ruleset} is given twice by the same results: see {other}.",
        "Keep one link.",
    ),
    "chains.cycle": ("The links go in a circle: {circle}.", "Remove a link of the circle."),
    "receipt.about_table": (
        "This is the receipt of a table that was certified (cdht certify), not of a dossier: it cannot be computed again from the receipt alone.",
        "To check it, certify the original table again into another file and compare the two results. See one row: cdht explain RESULTS --id ID",
    ),
    "receipt.about_rollup": (
        "This is the receipt of a table that was rolled up (cdht rollup), not of a dossier: it cannot be computed again from the receipt alone.",
        "To check it, roll up again into another file and compare the two tables.",
    ),
    "receipt.file_same": ("{file}: as the receipt tells it.", None),
    "receipt.file_changed": (
        "{file}: no longer as the receipt tells it, it was changed afterwards.",
        "Use the earlier file, or make it again for a new receipt.",
    ),
    "receipt.file_missing": (
        "{file}: not beside the receipt, and could not be checked.",
        "Keep it in one folder with the receipt.",
    ),
    "rollup.nothing_found": (
        "There are no results here.",
        "Give a table of results of cdht certify with its receipt (.bien-nhan.json) beside it, or the receipt of a dossier.",
    ),
    "rollup.no_receipt": (
        "This table has no receipt of its run beside it ({receipt}).",
        "Only results of cdht certify can be counted up. Certify again: cdht certify TABLE --ruleset ID --out FILE",
    ),
    "rollup.not_certified": (
        "This table was rolled up, and is not certified yet.",
        "Certify it first: cdht certify {table} --ruleset {ruleset}{rules} --out RESULTS.csv",
    ),
    "rollup.older_count": (
        "The figures of {table} were counted from {files} of another run, not of the present one.",
        "Roll {table} up again by cdht rollup --to {ruleset}, certify it again into {out}, and run this again.",
    ),
    "rollup.corrected_since": (
        "{table} was changed after it was certified into this table.",
        "Certify it again and run this again: cdht certify {table} --ruleset {ruleset}{rules} --out {out}",
    ),
    "rollup.sheets_unread": (
        "The original file has {count:sheet|sheets} more that {count:was|were} not certified, and not counted: {sheets}.",
        "Put the sheets into one, or each into a file of its own, certify, and give all of them to this command.",
    ),
    "rollup.misspelt": (
        'The results have "{name}", for which the table has no row; the table has "{other}" ({id}), which has no results. Are they the same?',
        "If so, write the name alike (and certify again where the original table changes), and roll up again. If not, there is nothing to do.",
    ),
    "rollup.counted_from": (
        "{key} was counted in results: {note}.",
        "Where the results are wrong, correct the original table and certify again; where a value by hand is, correct the dossier.",
    ),
    "rollup.receipt_changed": (
        "This receipt has been changed, or cannot be read.",
        "Certify again for a new one: cdht certify TABLE --ruleset ID --out FILE",
    ),
    "rollup.table_changed": (
        "This table is no longer the one that the receipt {receipt} is of: it was changed after it was certified.",
        "Correct the original table and certify again: cdht certify TABLE --ruleset ID --out FILE",
    ),
    "rollup.not_results": (
        "This file holds no results.",
        "Give a table of results of cdht certify, or the receipt of a dossier (cdht score --receipt).",
    ),
    "rollup.same_twice": (
        'The id "{id}" is in several files ({files}); so are {count} ids in all.',
        "Each household, each hamlet counts once: leave out a file, or give ids of their own (districts and provinces to dossiers of one name) and certify again.",
    ),
    "rollup.no_such_rating": (
        "Results by {ruleset} are rated {ratings}; what {value} is for {key} cannot be told.",
        "Use results by a ruleset that has these ratings.",
    ),
    "rollup.gives_nothing": (
        "These results ({titles}) are no evidence for that ruleset.",
        "Rulesets that take evidence from them: {allowed}. See where a ruleset takes it from: cdht rules show ID",
    ),
    "rollup.which_target": (
        "These results ({titles}) are evidence for several rulesets: {allowed}.",
        "Choose one with --to ID.",
    ),
    "rollup.other_target": (
        "{value} is not that of the dossier there is ({own}).",
        "Leave the option out: the dossier says it.",
    ),
    "rollup.out_wanted": (
        "--out FILE is needed, ending in: {allowed}.",
        "A dossier: --out commune.yaml. A table with a row for each hamlet or clan: --out hamlets.csv.",
    ),
    "rollup.out_by_hand": (
        "This file is there already, and not as a roll-up wrote it: it may hold what was entered by hand, and is not written over.",
        "Give it as --into and write to a new --out; or delete it, if nobody needs it.",
    ),
    "rollup.into_other_kind": (
        "--into {into} and --out {out} must both be dossiers, or both tables.",
        "To fill a dossier --out is .yaml or .json; to fill a table it is .csv, .xlsx or .parquet.",
    ),
    "rollup.several_subjects": (
        "This table is of {count} places ({names} …), but the dossier is of one.",
        "Write --out FILE.csv for a row for each, or give the table of one place.",
    ),
    "rollup.several_results": (
        "{key} is the rating of one result; here are several: {files}.",
        "Keep one.",
    ),
    "rollup.two_titles": (
        "{key} stands in results of two titles; the other is in {other}.",
        "Count up one title at a time.",
    ),
    "rollup.no_column": (
        'The table has no column "{column}" ({field}).',
        "Add it to the original table (hamlet, clan, commune …) and certify again.",
    ),
    "rollup.no_group": (
        'In {count:row|rows} the column "{column}" ({field}) is empty, so that no place can be counted rightly: {ids}.',
        "Fill it in the original table and certify again.",
    ),
    "rollup.which_place": (
        '"{name}" stands in {files}, and not every table says which {column} it lies in, so that it may be one place or two of the same name.',
        'Add a column "{column}" ({field}) to all the original tables and certify again, even where it is one place.',
    ),
    "rollup.bad_registered": (
        "The column of registrations has cells that cannot be read, in the rows of these ids: {values}.",
        'Write "có" or "không" (or "x" and nothing) in the original table and certify again.',
    ),
    "rollup.lists_disagree": (
        "--lists registered says that every row is registered, but by the column {count} rows are not.",
        "Leave out --lists registered: the column says enough.",
    ),
    "rollup.bad_lists": (
        '--lists "{value}" cannot be understood.',
        "Write all, registered, or one kind: household=registered. The kinds: {kinds}.",
    ),
    "rollup.set_needs_dossier": (
        "This option is only for an --out that is a dossier.",
        "For a table write it in the table, and give that with --into.",
    ),
    "rollup.set_is_counted": (
        "{key} is counted from the table.",
        "Leave out that --set; correct the original table and certify again.",
    ),
    "rollup.into_broken": (
        "Row {row} of the table has more or fewer cells than its header ({count} such rows).",
        "Correct these rows.",
    ),
    "rollup.group_twice": (
        'Several rows of the table are "{name}".',
        "One row for each; where names are alike add a column of communes, or name them apart.",
    ),
    "rollup.no_names": (
        "The table has no column of ids or names to tell whose row is whose.",
        'Add a column "id" or "{column}" ({field}).',
    ),
    "rollup.not_registered": (
        "{count:subject has|subjects have} the title although the column says that they are not registered; they still count.",
        "Look at the column of registrations again.",
    ),
    "rollup.other_subject": (
        'Results of "{name}", dossier of "{own}".',
        "Leave out a file that is not the right one. If both are one place, write its name alike in the dossier and the original table, and certify again.",
    ),
    "rollup.other_period": (
        "Results of {year}, dossier of {own}.",
        "See whether this is the right file.",
    ),
    "rollup.document_outside": (
        "Receipts lie outside the folder of the dossier: {files}.",
        "Write the dossier into the same folder, so that they go together and --trace can follow.",
    ),
}

WORDS: dict[str, str] = {
    "checks.kind_chain": "a file that links results with evidence",
    "checks.way_chain": "Put it in the folder chains/ of the folder of rules.",
    "chains.section": "EVIDENCE TAKEN FROM OTHER RESULTS (cdht rollup)",
    "chains.from": "taken from: results of {title}",
    "chains.how.recognised": "how many have the title",
    "chains.how.all": "all",
    "chains.how.registered": "how many are registered",
    "chains.how.at_least": "how many are {rating} or better",
    "chains.how.rating": "the rating",
    "rollup.head": "Rolled up · {title} · {number}",
    "rollup.head.id": "id",
    "rollup.head.household": "household",
    "rollup.head.clan": "clan",
    "rollup.head.hamlet": "hamlet",
    "rollup.head.citizen": "citizen",
    "rollup.head.unit": "unit",
    "rollup.head.commune": "commune",
    "rollup.head.district": "district",
    "rollup.head.province": "province",
    "rollup.counted": "COUNTED",
    "rollup.rows": "{count:row|rows}",
    "rollup.recognised": "{count} eligible for recognition",
    "rollup.registered": "{count} registered",
    "rollup.undecided": "{count} undetermined",
    "rollup.aside": "{count:faulty row|faulty rows} set aside, not scored",
    "rollup.unused": "Not used, as they give no evidence here: {files}.",
    "rollup.values": "AS EVIDENCE",
    "rollup.how.same": "as before",
    "rollup.how.corrected": "was {before}",
    "rollup.how.agreed": "entered by hand, and the same",
    "rollup.how.kept": "▲ entered by hand, kept; counted: {counted}. To take what was counted: add --replace",
    "rollup.how.replaced": "in the place of {before}",
    "rollup.how.stale": "▲ of an earlier roll-up, kept; this one cannot tell",
    "rollup.why.not_listed": "{label} [{key}]: not filled, as the table does not say whether it lists all or only those registered. If it lists them, add {lists}; else state --set {key}=NUMBER.",
    "rollup.why.not_exact": "{label} [{key}]: not filled where – stands, as rows are undetermined or set aside. Correct the original table, certify and roll up again.",
    "rollup.why.undecided": "{label} [{key}]: not filled, as the rating is not determined.",
    "rollup.why.nobody": "{label} [{key}]: not filled where – stands, as no row is there.",
    "rollup.groups": "BY {subject}",
    "rollup.more": "… and {count} more: see {file}",
    "rollup.group.corrected": "{id}: {key} was {before}, is now {counted}",
    "rollup.group.stale": "{id}: {key} {before} was of an earlier roll-up, this one cannot tell: the cell is emptied",
    "rollup.group.kept": "{id}: {key} entered by hand {before}, kept; counted: {counted}. To take what was counted: add --replace",
    "rollup.group.replaced": "{id}: {key} entered by hand {before}, replaced by {counted}",
    "rollup.why.not_listed_table": "{label} [{key}]: not filled, as the table does not say whether it lists all or only those registered. If it lists them, add {lists}; else write it in that column of the table.",
    "rollup.why.unread_sheets": "{label} [{key}]: not filled, as the original file has sheets that were not certified: these are not all.",
    "rollup.added": "{count:place|places} with results that the table had no row for, added at its end: {names}",
    "rollup.undated": "Of which year these are is not known, and was not compared with the dossier's period: {files}. Certify with --period next time.",
    "rollup.no_period": "The dossier has no period. Add --period YEAR, or write period in the dossier.",
    "rollup.alone": "{count:row|rows} of the table without any results, kept: {names}",
    "rollup.nowhere": '{count:row|rows} with an empty column "{subject}", not counted here.',
    "rollup.missing": "The dossier still lacks {count:value|values}: {names}",
    "rollup.missing_columns": "The table has no column for {count:item|items}: {names}",
    "rollup.written": "Written: {file}",
    "rollup.unchanged": "Nothing has changed, the file stays: {file}",
    "rollup.next_dossier": "Score it: cdht score {file}{rules}",
    "rollup.next_table": "Certify: cdht certify {file} --ruleset {id}{rules} --out RESULTS.csv",
    "rollup.next_filled": "Fill in what is missing, then certify: cdht certify {file} --ruleset {id}{rules} --out RESULTS.csv",
    "rollup.note": "{count} of {rows} {unit} in {file}",
    "rollup.note_undecided": "{count} undetermined",
    "rollup.note_aside": "{count:faulty row|faulty rows} set aside",
    "rollup.note_rating": "{title} of {name}: {rating} (by {rules})",
    "rollup.note_set": "stated by who made the dossier",
    "rollup.unit": "places",
    "rollup.unnamed": "(name)",
    "rollup.written_head": "Evidence counted from results by cdht rollup; the receipts stand under documents. Remarks after # of the old dossier are not copied.",
    "trace.head": "FOLLOWING THE RECEIPTS",
    "trace.nothing": "No receipt stands behind the evidence here.",
    "trace.more_of": "See one item closely: cdht explain {file} ITEM --trace",
    "trace.missing": "no such file in the folder of the dossier",
    "trace.outside": "outside the folder of the dossier, not followed",
    "trace.changed": "▲ this receipt has been changed, or is not the one that was used",
    "trace.unread": "a paper, no receipt",
    "trace.kind.run": "a run of {rules}",
    "trace.kind.rollup": "rolled up for {rules}",
    "trace.kind.dossier": "a result of {rules}",
    "trace.file.same": "{file}: as the receipt tells",
    "trace.file.changed": "▲ {file}: changed since the receipt",
    "trace.file.missing": "{file}: not found beside the receipt",
    "trace.file.outside": "{file}: outside the folder of the dossier",
    "trace.file.unread": "{file}: too large to look through",
    "trace.counts": "{rows:row|rows}: {recognised} eligible for recognition, {undecided} undetermined; {aside:faulty row|faulty rows} set aside",
    "trace.groups": "{subject}: {groups}",
    "trace.more": "… and {count} more",
    "trace.first": "Eligible: {ids}; to see a row: {call}",
    "trace.rating": "{name}: {rating}",
}
