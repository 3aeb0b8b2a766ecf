"""Forms in: a workbook that somebody filled in becomes the content of a dossier."""
