"""`cdht rules …`: the rulebook's keepers' commands, each loaded when it is called."""

from __future__ import annotations

from importlib import import_module

import click

COMMANDS = (
    "list",
    "show",
    "check",
    "verify",
    "confirm",
    "test",
    "diff",
    "calendar",
    "doc",
    "schema",
)
"""In the order in which a keeper meets them."""


class RulesGroup(click.Group):
    """A group whose commands are modules of this package, each with its `command`."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        return [*COMMANDS]  # `list` is the module of that name, once it is loaded

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = import_module(f"{__name__}.{cmd_name}").command
        return command


@click.group(cls=RulesGroup)
def rules() -> None:
    """Xem và giữ gìn các bộ tiêu chí."""
