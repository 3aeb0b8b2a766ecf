"""What every check of one ruleset stands on: its contexts, its reach, and witnesses scored."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from assessment.errors import Notice
from assessment.files import Steps
from assessment.model.flaw import Flaw, Severity, Witness
from assessment.model.item import AllOf, BestOf, Item
from assessment.model.quantity import Ratio
from assessment.model.ruleset import Area, Ruleset
from assessment.rulebook.grounds import at_path
from assessment.rulebook.proof.context import Context, alike, contexts, told_apart
from assessment.rulebook.proof.lines import Assignment, Line, Nothing, Value
from assessment.rulebook.proof.outcomes import Memory, Outcome, Outcomes
from assessment.rulebook.proof.pieces import Piece
from assessment.rulebook.proof.reach import Reach
from assessment.rulebook.proof.trials import TooManyTrials
from assessment.rulebook.proof.watch import State, Watch, watches
from assessment.rulebook.proof.witness import dossier_content, result_of, shows, shows_alone

_MOST_WAYS = 12
"""Ways to bring a state about that are tried for one that counts can have."""


class Ground:
    """One ruleset under examination."""

    def __init__(self, ruleset: Ruleset) -> None:
        self.ruleset = ruleset
        self.contexts = contexts(ruleset)
        self._seen = {context: context.evidence(ruleset, {}) for context in self.contexts}
        self.complete = True
        named = Counter(level.id for level in ruleset.levels)
        self.doubled_levels = frozenset(level for level, times in named.items() if times > 1)
        self._ways_asked: dict[str, list[Context]] = {}
        self._outcomes: dict[Context, Outcomes] = {}
        self._memory = Memory.nothing()
        self._reach: dict[tuple[Context, bool], Reach] = {}
        levels = [Watch("level", level.id) for level in ruleset.levels]
        self._watching = tuple(dict.fromkeys((*watches(ruleset), *levels)))
        self._items = self._every_item()
        self._owners = {part.id: item for item, _ in self._items for part in item.nested}

    def examined(self) -> list[tuple[Item, Steps]]:
        """Every indicator, part and gate that is examined, with its path in the file."""
        return self._items

    def indicators(self) -> list[tuple[Item, Steps]]:
        """Every indicator that is examined."""
        whole = len(("criteria", 0, "indicators", 0))
        return [(i, steps) for i, steps in self._items if len(steps) == whole]

    def gates(self) -> list[tuple[Item, Steps]]:
        """Every gate that is examined."""
        return [entry for entry in self._items if entry[1][:1] == ("gates",)]

    def leave_out(self, broken: Callable[[Item, Steps], bool]) -> None:
        """Examine no item that is broken, nor its parts; then nothing rests on the whole."""
        out = [steps for item, steps in self._items if broken(item, steps)]
        kept = [
            (item, steps)
            for item, steps in self._items
            if not any(steps[: len(path)] == path for path in out)
        ]
        self.complete = self.complete and len(kept) == len(self._items)
        self._items = kept

    def _every_item(self) -> list[tuple[Item, Steps]]:
        found: list[tuple[Item, Steps]] = []
        for c, criterion in enumerate(self.ruleset.criteria):
            for i, item in enumerate(criterion.indicators):
                found += self._with_parts(item, ("criteria", c, "indicators", i))
        for g, gate in enumerate(self.ruleset.gates):
            found.append((gate, ("gates", g)))
        return found

    def _with_parts(self, item: Item, steps: Steps) -> Iterator[tuple[Item, Steps]]:
        yield item, steps
        if isinstance(item, BestOf | AllOf):
            written = at_path(self.ruleset.content, steps)
            name = "keys" if isinstance(written, Mapping) and "keys" in written else "parts"
            yield from ((part, (*steps, name, p)) for p, part in enumerate(item.parts))

    # --- what is reached ---------------------------------------------------------------

    def outcomes(self, item: Item, context: Context) -> Mapping[Outcome, Assignment]:
        """What an item can come to."""
        return self.outcomes_in(context).of(item)

    def outcomes_in(self, context: Context) -> Outcomes:
        if context not in self._outcomes:
            self._outcomes[context] = Outcomes(self.ruleset, context, self._memory)
        return self._outcomes[context]

    def reach(self, context: Context, *, wide: bool = False) -> Reach:
        """What dossiers come to; `wide`: those that leave an item open as well, at the widest."""
        if (context, wide) not in self._reach:
            scored = self.outcomes_in(context)
            self._reach[context, wide] = Reach(
                self.ruleset, context, self._watching, scored=scored, wide=wide
            )
        return self._reach[context, wide]

    def contexts_of(self, item: Item) -> list[Context]:
        """One context for each way in which the item is asked; none: it is asked of nobody."""
        if item.id not in self._ways_asked:
            found: dict[tuple[bool, ...], Context] = {}
            for context in self.contexts:
                if self._asks(item, context):
                    found.setdefault(self._seen_by(item, context), context)
            self._ways_asked[item.id] = list(found.values())
        return self._ways_asked[item.id]

    def like(self, item: Item, context: Context) -> list[Context]:
        """All contexts in which the item is asked as in this one."""
        wanted = self._seen_by(item, context)
        return [
            other
            for other in self.contexts
            if self._asks(item, other) and self._seen_by(item, other) == wanted
        ]

    def _asks(self, item: Item, context: Context) -> bool:
        """Whether the item, and the indicator that it is a part of, are for this kind of subject."""
        seen = self._seen[context]
        owner = self._owners.get(item.id, item)
        return seen.concerns(owner.applies_to) and seen.concerns(item.applies_to)

    def _seen_by(self, item: Item, context: Context) -> tuple[bool, ...]:
        return told_apart(self._seen[context], item)

    # --- flaws -------------------------------------------------------------------------

    def flaw(
        self,
        severity: Severity,
        code: str,
        steps: Steps,
        witness: Witness | None = None,
        *,
        among: Sequence[Context] | None = None,
        **params: Any,
    ) -> Flaw:
        """A flaw at a place of the file; `among`: the kinds of subject that it is confined to."""
        who = {} if among is None else {"who": self.who(*among)}
        return Flaw(severity, Notice(code, self.ruleset.place(*steps), params | who), witness)

    def error(self, code: str, steps: Steps, witness: Witness | None = None, **more: Any) -> Flaw:
        return self.flaw(Severity.ERROR, code, steps, witness, **more)

    def warning(self, code: str, steps: Steps, witness: Witness | None = None, **more: Any) -> Flaw:
        return self.flaw(Severity.WARNING, code, steps, witness, **more)

    def note(self, code: str, steps: Steps, witness: Witness | None = None, **more: Any) -> Flaw:
        return self.flaw(Severity.NOTE, code, steps, witness, **more)

    def witness(
        self, context: Context, assignment: Assignment, item: Item | None = None
    ) -> Witness | None:
        """The smallest dossier with these values, scored; None: no dossier has them."""
        try:
            content = dossier_content(self.ruleset, context, assignment)
        except TooManyTrials:
            return None
        if content is None:
            return None
        if item is not None and not self.complete:
            shown = shows_alone(self.ruleset, context, assignment, item)
        else:
            shown = shows(result_of(self.ruleset, content), item)
        return Witness(content, shown, self.ruleset)

    def shown(self, context: Context, state: State, *, wide: bool = False) -> Witness | None:
        """A whole dossier that comes to a state, scored; None: none was found."""
        reach = self.reach(context, wide=wide)
        for number, values in enumerate(reach.ways(state)):
            witness = self.witness(context, values)
            if witness is not None and "errors" not in witness.shows:
                return witness
            if number + 1 == (1 if reach.exact else _MOST_WAYS):
                break
        return None

    # --- kinds of subject --------------------------------------------------------------

    def who(self, *found: Context) -> list[dict[str, Any]]:
        """Kinds of subject in the terms of the ruleset, one group for public and one for not.

        Returns:
            each group's `area`, `public` and kinds of unit: those that are in it (`types`)
            or, where they are fewer, those that are not (`but`); what holds for all is left
            out, and so is a list of groups that holds everybody.

        """
        kinds = [kind for context in found for kind in alike(self.ruleset, context)]
        publics = dict.fromkeys(kind.public for kind in kinds)
        by_public = {p: {k.unit_type for k in kinds if k.public == p} for p in publics}
        same = len({frozenset(types) for types in by_public.values()}) == 1
        everyone = {
            kind.public for context in self.contexts for kind in alike(self.ruleset, context)
        }
        if same and set(publics) == everyone:
            by_public = {None: by_public[next(iter(publics))]}
        groups = [self._group(kinds, public, types) for public, types in by_public.items()]
        return [group for group in groups if group]

    def _group(
        self,
        kinds: list[Context],
        public: bool | None,  # noqa: FBT001 - one of the kinds, not a switch
        types: set[str | None],
    ) -> dict[str, Any]:
        group: dict[str, Any] = {}
        away = {kind.disadvantaged(self.ruleset) for kind in kinds}
        if self.ruleset.has_area_variants and len(away) == 1:
            group["area"] = (Area.DISADVANTAGED if True in away else Area.STANDARD).value
        if public is not None:
            group["public"] = public
        inside = [kind.text for kind in self.ruleset.unit_types if kind.id in types]
        outside = [kind.text for kind in self.ruleset.unit_types if kind.id not in types]
        if outside:
            group |= {"but": outside} if len(outside) < len(inside) else {"types": inside}
        return group


def value_of(ruleset: Ruleset, line: Line, value: Value) -> Ratio | Decimal | bool | str:
    """A value as people write it: a share with its counts, a number, a yes, a label."""
    match value:
        case Nothing():
            return Ratio(0, 0)
        case Piece() if line.kind == "share":
            return Ratio(*value.simplest().as_integer_ratio())
        case Piece():
            whole = ruleset.evidence[line.key].type == "count"
            number = value.whole() if whole else None
            return Decimal(int(number)) if number is not None else value.decimal()
        case bool():
            return value
    return ruleset.evidence[line.key].labels[value] if isinstance(value, str) else value
