"""`cdht rules …`: the rulebook's keepers' commands, each loaded when it is called."""

from __future__ import annotations

from importlib import import_module

import click

COMMANDS = {
    "list": "Danh sách các bộ tiêu chí.",
    "show": "Một bộ tiêu chí, đầy đủ.",
    "check": "Tìm chỗ hở, chồng, mâu thuẫn trong bộ tiêu chí.",
    "verify": "Các con số chưa đối chiếu với văn bản chính thức.",
    "confirm": "Ghi nhận con số đã đối chiếu với văn bản.",
    "test": "Chạy bảng thử; nêu chỗ sai và chỗ chưa thử.",
    "diff": "So hai bộ: khác gì, hồ sơ nào bị ảnh hưởng.",
    "calendar": "Lịch một năm: hạn nộp, kỳ số liệu, thời hạn.",
    "doc": "Bộ tiêu chí thành trang để đọc, in và gửi.",
    "schema": "Lược đồ để trình soạn thảo gợi ý và kiểm tra.",
}
"""In the order in which a keeper meets them, each with its line on the page of all."""


class RulesGroup(click.Group):
    """A group whose commands are modules of this package, each with its `command`."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        return [*COMMANDS]  # `list` is the module of that name, once it is loaded

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = import_module(f"{__name__}.{cmd_name}").command
        command.short_help = COMMANDS[cmd_name]
        return command


@click.group(cls=RulesGroup)
def rules() -> None:
    """Xem và giữ gìn các bộ tiêu chí."""
