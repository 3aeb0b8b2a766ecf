"""The form of a ruleset in Excel: what stands in it, what is filled in, how it looks."""
