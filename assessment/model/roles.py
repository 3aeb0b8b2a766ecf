"""Members and learners of a unit, as people call them in a table."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from assessment.files import plain_text
from assessment.model.chain import Among

SAID: Final[Mapping[Among, tuple[str, ...]]] = {
    Among.MEMBERS: (
        *("member", "members", "thành viên"),
        *("cán bộ công nhân viên", "cán bộ, công nhân viên", "cán bộ", "công chức", "viên chức"),
        *("sĩ quan", "hạ sĩ quan", "quân nhân chuyên nghiệp", "chiến sĩ", "người quản lý"),
        *("người lao động", "lao động", "công nhân", "nhân viên", "công nhân viên"),
        *("giáo viên", "giảng viên", "cán bộ quản lý"),
        *("hiệu trưởng", "phó hiệu trưởng", "giám đốc", "phó giám đốc"),
    ),
    Among.LEARNERS: ("learner", "learners", "người học", "học sinh", "sinh viên", "học viên"),
}
"""What a cell may say, in small letters. Căn cứ: TT 24/2023, Điều 2.5 to 2.8.

Staff of schools go by what they are called there: "giáo viên" is a public employee or worker.
"""


def role_of(text: str) -> Among | None:
    """What a cell says that someone is; None: nobody can tell."""
    said = " ".join(plain_text(text).casefold().split())
    return next((role for role, words in SAID.items() if said in words), None)
