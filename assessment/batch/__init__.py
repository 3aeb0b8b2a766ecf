"""Tables: the same rulesets, for every row at once."""
