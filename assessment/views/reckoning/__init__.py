"""A ruleset as live spreadsheet formulas, from the cells of the evidence to the rating."""
