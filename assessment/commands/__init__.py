"""The commands that stand behind a group of the command line: one module a command."""
