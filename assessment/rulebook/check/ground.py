"""What every check of one ruleset stands on: its contexts, its reach, and witnesses scored."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from assessment.errors import Notice
from assessment.model.item import AllOf, BestOf, Item
from assessment.model.quantity import plain
from assessment.model.ruleset import Area, Ruleset
from assessment.model.flaw import Flaw, Severity, Witness
from assessment.rulebook.proof.context import Context, alike, contexts
from assessment.rulebook.proof.lines import Assignment, Line, Nothing, Value
from assessment.rulebook.proof.outcomes import Outcome, outcomes
from assessment.rulebook.proof.pieces import Piece
from assessment.rulebook.proof.reach import Reach, Watch, watches
from assessment.rulebook.proof.witness import dossier_content, result_of

Steps = tuple[str | int, ...]


class Ground:
    """One ruleset under examination."""

    def __init__(self, ruleset: Ruleset) -> None:
        self.ruleset = ruleset
        self.contexts = contexts(ruleset)
        self._outcomes: dict[tuple[str, tuple[bool, ...]], Mapping[Outcome, Assignment]] = {}
        self._reach: dict[Context, Reach] = {}
        levels = [Watch("level", level.id) for level in ruleset.levels]
        self._watching = tuple(dict.fromkeys((*watches(ruleset), *levels)))
        self._items = self._every_item()
        self.complete = True

    def items(self) -> list[tuple[Item, Steps]]:
        """Every indicator, part and gate that is examined, with its path in the file."""
        return self._items

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
                found += _with_parts(item, ("criteria", c, "indicators", i))
        for g, gate in enumerate(self.ruleset.gates):
            found += _with_parts(gate, ("gates", g))
        return found

    def outcomes(self, item: Item, context: Context) -> Mapping[Outcome, Assignment]:
        """What an item can come to; the same for all contexts that it does not tell apart."""
        key = (item.id, self._told_apart(item, context))
        if key not in self._outcomes:
            self._outcomes[key] = outcomes(self.ruleset, item, context)
        return self._outcomes[key]

    def reach(self, context: Context) -> Reach:
        if context not in self._reach:
            self._reach[context] = Reach(self.ruleset, context, self._watching, self.outcomes)
        return self._reach[context]

    def contexts_of(self, item: Item) -> list[Context]:
        """One context for each way in which the item is asked."""
        found: dict[tuple[bool, ...], Context] = {}
        for context in self.contexts:
            found.setdefault(self._told_apart(item, context), context)
        return list(found.values())

    def _told_apart(self, item: Item, context: Context) -> tuple[bool, ...]:
        seen = context.evidence(self.ruleset, {})
        return (seen.disadvantaged, *(seen.concerns(audience) for audience in audiences(item)))

    # --- flaws -------------------------------------------------------------------------

    def flaw(
        self,
        severity: Severity,
        code: str,
        steps: Steps,
        witness: Witness | None = None,
        *,
        context: Context | None = None,
        **params: Any,
    ) -> Flaw:
        """A flaw at a place of the file; `context`: the kind of subject that it is confined to."""
        who = {} if context is None else {"who": self.who(context)}
        return Flaw(severity, Notice(code, self.ruleset.place(*steps), params | who), witness)

    def error(self, code: str, steps: Steps, witness: Witness | None = None, **more: Any) -> Flaw:
        return self.flaw(Severity.ERROR, code, steps, witness, **more)

    def warning(self, code: str, steps: Steps, witness: Witness | None = None, **more: Any) -> Flaw:
        return self.flaw(Severity.WARNING, code, steps, witness, **more)

    def witness(
        self, context: Context, assignment: Assignment, item: Item | None = None
    ) -> Witness | None:
        """The smallest dossier with these values, scored; None: no dossier has them."""
        content = dossier_content(self.ruleset, context, assignment)
        if content is None:
            return None
        return Witness(content, result_of(self.ruleset, content).shows(item))

    def who(self, *found: Context) -> list[dict[str, Any]]:
        """Kinds of subject in the terms of the ruleset, one group for public and one for not.

        Returns:
            each group's `areas`, `public` and kinds of unit: those that are in it (`types`)
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
        self, kinds: list[Context], public: bool | None, types: set[str | None]
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


def audiences(item: Item) -> list[Any]:
    """Every limit to kinds of unit that an item, its parts or its levels state."""
    parts = getattr(item, "parts", ())
    levels = getattr(item, "levels", ())
    own = [item.applies_to, *(getattr(level, "applies_to", None) for level in levels)]
    for part in parts:
        if isinstance(part, Item):
            own += audiences(part)
    return [audience for audience in own if audience is not None]


def value_text(ruleset: Ruleset, line: Line, value: Value) -> str:
    """A value as people write it: 7/20, 1.5, a label."""
    match value:
        case Nothing():
            return "0/0"
        case Piece() if line.kind == "share":
            share = value.simplest()
            return f"{share.numerator}/{share.denominator}"
        case Piece():
            whole = ruleset.evidence[line.key].type == "count"
            number = value.whole() if whole else None
            return str(number) if number is not None else plain(value.decimal())
        case bool():
            return "true" if value else "false"
    return ruleset.evidence[line.key].labels[value] if isinstance(value, str) else plain(value)


def _with_parts(item: Item, steps: Steps) -> list[tuple[Item, Steps]]:
    found = [(item, steps)]
    if isinstance(item, BestOf | AllOf):
        found += [(part, (*steps, "parts", p)) for p, part in enumerate(item.parts)]
    return found
