"""English: lists that ask for titles, and certificates."""

from __future__ import annotations

MESSAGES: dict[str, tuple[str, str | None]] = {
    "titles.docx_needed": (
        "This option goes with --docx only.",
        "Add --docx, or leave this option out.",
    ),
    "titles.takes_no_name": (
        '--docx takes no name: "{value}" is read as one more table, and there is none.',
        "Take the name out: the papers stand beside the file of --out, under its name.",
    ),
    "titles.not_on_spark": (
        "Spark makes no list and no certificates.",
        "Leave out --docx; or leave out --spark and certify the table of each commune.",
    ),
    "titles.one_paper": (
        "A template is that of one paper, which has to be named.",
        "Add exactly one --paper: danh-sach (the list) or giay-cong-nhan (certificates).",
    ),
    "titles.too_many": (
        "{rows} rows of the table have a title; a list and certificates are made for {most} at most.",
        "Split the table by commune or hamlet, a file each in one folder, and certify the folder; or leave out --docx.",
    ),
}

WORDS: dict[str, str] = {
    "paper.danh-sach": "list that asks for titles",
    "paper.giay-cong-nhan": "certificates",
    "certify.paper.danh-sach": "List that asks for the titles: {files}",
    "certify.paper.giay-cong-nhan": "Certificates: {files}",
    "certify.no_papers": "No list and no certificates: no row has a title.",
    "certify.no_place": 'The papers leave open who gives the title, as the table has no column "{column}"',
    "certify.no_year": "The papers leave the year open; to print it add --period, such as --period 2025",
    "step.papers": "making the list and certificates",
    "step.certificates": "making certificates ({count})",
}
