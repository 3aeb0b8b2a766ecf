"""Whom of a unit's people a row is about: a member, or a learner."""

from __future__ import annotations

import polars as pl

from assessment.batch.headers import ID, ROLE, UNIT
from assessment.errors import Notice, Place, TableError
from assessment.model.chain import Among
from assessment.model.roles import SAID
from assessment.rollup.results import Results, compared

_FEW = 3


def among_only(results: Results, among: Among) -> pl.LazyFrame:
    """The rows of members, or of learners; none where the results do not tell them apart.

    Raises:
        TableError: `rollup.bad_role`: someone of a unit is neither.

    """
    if ROLE not in results.fields:
        return results.frame.clear()
    said = compared(ROLE).fill_null("")
    somewhere = compared(UNIT).fill_null("") != "" if UNIT in results.fields else pl.lit(value=True)
    known = [word for words in SAID.values() for word in words]
    odd = results.frame.filter(somewhere & ~said.is_in(known)).select(ID, ROLE)
    if values := odd.head(_FEW + 1).collect(engine="streaming").rows():
        named = [f'{id_} ("{text or ""}")' for id_, text in values]
        shown = "; ".join([*named[:_FEW], *(["…"] if named[_FEW:] else [])])
        raise TableError(Notice("rollup.bad_role", Place(str(results.path)), {"values": shown}))
    return results.frame.filter(said.is_in(SAID[among]))
