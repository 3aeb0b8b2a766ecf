"""Help pages in Vietnamese: what click writes of itself, in the users' words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

import click

_SECTIONS = {"Options": "Tùy chọn", "Commands": "Các lệnh"}
_SENTENCES = {
    "Show this message and exit.": "Hiện trang này.",
    "Show the version and exit.": "Hiện phiên bản.",
    "[required]": "[bắt buộc]",
    "[default: ": "[mặc định: ",
}
_PLACES = {
    "[OPTIONS]": "[TÙY CHỌN]",
    "COMMAND [ARGS]...": "LỆNH ...",
    "DIRECTORY": "THƯ_MỤC",
    "PATH": "TỆP",
    "FILE": "TỆP",
    "TEXT": "CHỮ",
    "INTEGER RANGE": "SỐ",
    "YYYY-MM-DD": "NĂM-THÁNG-NGÀY",
    "NAME": "TÊN",
    "V": "GIÁ_TRỊ",
}


class HelpPage(click.HelpFormatter):
    """click's formatter with its own English words replaced."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        super().write_usage(prog, _places(args), prefix or "Cách dùng: ")

    @contextmanager
    def section(self, name: str) -> Iterator[None]:
        with super().section(_SECTIONS.get(name, name)):
            yield

    def write_dl(
        self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2
    ) -> None:
        said = [(_places(name), _sentences(text)) for name, text in rows]
        super().write_dl(said, col_max, col_spacing)


def _places(text: str) -> str:
    """Placeholders of arguments and values, whole words only."""
    for english, vietnamese in _PLACES.items():
        text = re.sub(rf"(?<![\w-]){re.escape(english)}(?![\w-])", vietnamese, text)
    return text


def _sentences(text: str) -> str:
    for english, vietnamese in _SENTENCES.items():
        text = text.replace(english, vietnamese)
    return text
