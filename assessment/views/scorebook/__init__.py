"""A result as a workbook whose points are live formulas."""
