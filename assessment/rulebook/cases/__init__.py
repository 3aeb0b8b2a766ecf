"""Conformance tables: read, run, measured against the ruleset, and tried on its mutants."""
