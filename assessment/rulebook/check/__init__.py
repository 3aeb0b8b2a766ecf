"""Proofs about rulesets: what holds for every value, and a witness where it does not."""
