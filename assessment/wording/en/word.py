"""English: Word papers and their templates."""

from __future__ import annotations

MESSAGES: dict[str, tuple[str, str | None]] = {
    "office.other_ending": (
        'A name ending in "{value}" is none of --format {format}.',
        "Give --out a name that ends in {wanted}, or ask for that kind of file (--format pdf, xlsx, docx).",
    ),
    "office.exists": (
        "The file is there already, and may have been filled in or edited.",
        "Give --out another name, or put that file away.",
    ),
    "word.only_docx": (
        "This option goes with --format docx alone.",
        "Add --format docx --out FILE.docx, or leave the option out.",
    ),
    "word.paper_or_template": (
        "A template of your own says which papers there are, so --paper does not go with it.",
        "Leave out --paper, or --template.",
    ),
    "word.no_such_paper": (
        'The ruleset "{title}" has no paper "{value}".',
        "Its papers: {papers}. Without --paper all of them are made.",
    ),
    "word.undetermined": (
        "Note: the result is undetermined, so the papers say that they are drafts, not to be signed.",
        "Add the missing evidence, then make the papers again.",
    ),
    "word.not_eligible": (
        "Note: the result is not eligible for the title, and the papers say so.",
        "Look at it again before signing.",
    ),
    "word.too_large": (
        "The Word template is too large, or unpacks to too much: at most {limit} bytes.",
        "Take pictures out of it, or make it anew: cdht template RULESET --out template.docx.",
    ),
    "word.not_a_document": (
        "The file is no Word document (.docx) without macros and password.",
        "In Word choose Save As, type Word Document (.docx); remove the password, if any.",
    ),
    "word.bad_tag": (
        "A tag of the template cannot be read, near: {value} (Jinja: {reason})",
        "A tag opens with {{{{ or {{% and closes with }}}} or %}}; each for, if has an endfor, endif. See docs/giay-to.md.",
    ),
    "word.unclosed_tag": (
        "The template has a tag that is opened and not closed, near: {near}",
        "Each tag opens with {{{{ or {{% and closes with }}}} or %}}, in the same paragraph.",
    ),
    "word.unclosed_block": (
        "The template has {{% {value} %}} without {{% end{value} %}}, near: {near}",
        "Add {{% end{value} %}}, of the same kind as the tag that opens: {{%p … %}} or {{%tr … %}}.",
    ),
    "word.stray_end": (
        "The template has {{% {value} %}} without the tag that opens it, or tags cross each other, near: {near}",
        "What opens last closes first: each for has an endfor, each if an endif.",
    ),
    "word.unknown_tag": (
        'The template has an unknown tag "{value}", near: {near}',
        "Templates may use: for … endfor, if … elif … else … endif, set.",
    ),
    "word.unknown_filter": (
        'The template uses "{value}" after | or is, and there is no such thing, near: {near}',
        "Often used: upper, capitalize, length.",
    ),
    "word.no_tags": (
        "The template has no tag, so that every dossier would make the same paper.",
        "Use one made by cdht template RULESET --out template.docx; a filled paper is no template.",
    ),
    "word.left_over": (
        "A tag of the template is closed and was not opened: {value}",
        "A tag opens with {{{{ or {{% and closes with }}}} or %}}. See docs/giay-to.md.",
    ),
    "word.unknown_variable": (
        'The template names a variable "{value}", and there is none.',
        "The variables are in docs/giay-to.md.",
    ),
    "word.forbidden": (
        "The template asks for what it may not do: {reason}",
        "A template may only write variables, repeat (for) and choose (if).",
    ),
    "word.torn": (
        "The template's tags tear the document apart: one opens and closes in two different places of a page or a table.",
        "Put for and endfor (if and endif) into places of one kind: one paragraph, lines of their own ({{%p … %}}), or rows of their own of one table ({{%tr … %}}).",
    ),
    "word.fails": (
        "The template cannot be filled: a tag does what its value does not allow. (Jinja: {reason})",
        "See the variables in docs/giay-to.md, or make it anew: cdht template RULESET --out template.docx.",
    ),
}

WORDS: dict[str, str] = {
    "paper.to-trinh": "submission",
    "paper.bao-cao": "report",
    "paper.bien-ban": "minutes",
    "paper.phieu": "self-assessment sheet",
    "papers.none_met": "not met",
    "papers.task": "Item {id}: {step}",
    "papers.gate": "Gate {number}",
    "papers.exclusion": "Exclusion {number}",
    "office.written": "Wrote {file}: {result}",
    "template.written": "Wrote a Word template ({papers}) to {file}.",
    "template.then_score": "Edit it in Word, then: cdht score DOSSIER --format docx --template {file} --out papers.docx",
    "template.then_certify": "Edit it in Word, then: cdht certify TABLE --ruleset RULESET --out RESULTS --docx --paper {paper} --template {file}",
}
