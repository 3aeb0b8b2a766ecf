"""The part of the closed list of codes that is about forms, workbooks and Word papers."""

from __future__ import annotations

OFFICE = frozenset(
    {
        "form.not_a_form",
        "form.macros",
        "form.other_format",
        "form.locked",
        "form.head_twice",
        "form.head_gone",
        "form.no_codes",
        "form.no_heads",
        "form.formula",
        "form.fault",
        "form.no_code",
        "form.unknown_code",
        "form.merged",
        "form.twice",
        "form.not_here",
        "form.needed",
        "form.exists",
        "form.not_xlsx",
        "form.too_long",
        "workbook.cannot_reckon",
        "titles.docx_needed",
        "titles.not_on_spark",
        "titles.one_paper",
        "titles.too_many",
        "word.only_docx",
        "word.paper_or_template",
        "word.too_large",
        "word.not_a_document",
        "word.bad_tag",
        "word.unknown_variable",
        "word.forbidden",
        "word.torn",
        "word.fails",
    }
)
