"""The rulebook as pages to read, print and hand over: one a ruleset, and an index.

Each module here turns one part of a ruleset into plain data for the templates, which hold
no more than loops. A page is one file: its style stands in it, and it asks for nothing.
"""
