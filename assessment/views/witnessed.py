"""What two rulesets make of one dossier, in sentences: witnesses, and who moves."""

from __future__ import annotations

from collections.abc import Iterator

from assessment.model.difference import Diff, Direction, ItemMove, Move, Witness
from assessment.model.outcome import Finding, RatingTest, Status
from assessment.model.ruleset import Ruleset
from assessment.model.scored import Kind, Scored
from assessment.views.sentences import Sentences
from assessment.wording import Words


class WitnessWords:
    """Sentences about dossiers that both rulesets have scored."""

    def __init__(self, diff: Diff, words: Words) -> None:
        self._diff = diff
        self._words = words
        self._say = words.say
        self._units = {u.id: u.text for r in (diff.before, diff.after) for u in r.unit_types}

    def said(self, witness: Witness, *, named: str = "") -> str:
        """What the dossier states, what the first ruleset makes of it and what the second.

        Args:
            named: the id of what the reader is reading about, which need not be said.

        """
        before, after = self._results(witness)
        case = self._case(witness)
        id_ = witness.after_id or witness.before_id
        if witness.kind in (Kind.INDICATOR, Kind.GATE) and id_ != named:
            case = f"{id_} {case}"
        whom = "" if witness.everyone else self._whom(witness)
        case = f"{whom}; {case}" if whom and case else whom or case
        return self._say("diff.witness", case=case, before=before, after=after)

    def headline(self, scored: Scored) -> str:
        """The total and rating, or the ratings still possible; why, where it is refused."""
        if scored.assessment is None:
            return self._say("diff.refused", message=self._message(scored))
        score = scored.assessment.score
        named = [rating.title for rating in score.determination.possible]
        rating = named[0] if len(named) == 1 else self._say("standing.undetermined")
        if score.points is None:
            return rating
        points = self._sentences(scored).points(score.points.low, score.points.high)
        return f"{self._say('points', points=points)}, {rating}"

    def moved(self, move: ItemMove) -> str:
        """One indicator of a dossier: what it came to, and comes to."""
        found = move.after or move.before
        assert found
        before = self._short(move.before, self._diff.before)
        after = self._short(move.after, self._diff.after)
        id_ = move.before.item.id if move.before else found.item.id
        return self._say("diff.moved", id=id_, before=before, after=after)

    def direction(self, move: Move) -> str:
        """Where it goes, in a word; with a same rating, whether points are gained or lost."""
        gain = points_gained(move)
        if move.direction is Direction.SAME and gain:
            return self._say("diff.direction.more" if gain > 0 else "diff.direction.less")
        return self._say(f"diff.direction.{move.direction.value}")

    # --- what is stated ----------------------------------------------------------------

    def _case(self, witness: Witness) -> str:
        match witness.kind:
            case Kind.INDICATOR | Kind.GATE:
                return "; ".join((*self._left_out(witness), self._working(witness)))
            case Kind.EXCLUSION:
                keys = ", ".join(witness.content["evidence"])
                return self._say("seen.yes", label=self._labels(keys))
            case Kind.CRITERION:
                ids = ", ".join(witness.content["applies"])
                return self._say("diff.not_applied", id=ids)
            case Kind.EVIDENCE:
                ((key, text),) = witness.content["evidence"].items()
                return self._say("diff.stated", label=self._labels(key), value=text)
            case Kind.RATING:
                return self._reasons(witness)
        type_ = witness.content["subject"].get("unit_type", "")
        return self._say("diff.unit_type", type=self._units.get(type_, type_))

    def _left_out(self, witness: Witness) -> Iterator[str]:
        """The criteria that the dossier leaves out."""
        for id_ in witness.content.get("applies", {}):
            if id_ not in (witness.before_id, witness.after_id):
                yield self._say("diff.not_applied", id=self._say("diff.criterion_id", id=id_))

    def _working(self, witness: Witness) -> str:
        """What was seen, by the ruleset that takes it."""
        for scored, id_ in (
            (witness.before, witness.before_id),
            (witness.after, witness.after_id),
        ):
            found = scored.finding(id_)
            if found and found.status is not Status.NOT_APPLICABLE:
                return self._sentences(scored).working(found)
        evidence = witness.content.get("evidence", {})
        if not evidence:
            return self._say("not_applied")
        stated = (f"{self._labels(key)}: {text}" for key, text in evidence.items())
        return "; ".join(stated)

    def _labels(self, key: str) -> str:
        for ruleset in (self._diff.before, self._diff.after):
            if key in ruleset.evidence:
                return ruleset.evidence[key].label
        return key

    def _whom(self, witness: Witness) -> str:
        """The kind of subject."""
        about = witness.content["subject"]
        said = []
        if "area" in about:
            said.append(self._say(f"area.{about['area']}"))
        if "unit_type" in about:
            said.append(self._units.get(about["unit_type"], about["unit_type"]))
        if "public" in about:
            said.append(
                self._say("diff.public" if about["public"] == "true" else "diff.not_public")
            )
        return ", ".join(said)

    def _reasons(self, witness: Witness) -> str:
        """The total, and what else keeps a better rating from it."""
        shown = [self._reason(scored) for scored in (witness.before, witness.after)]
        return next((text for text in shown if text), self._say("diff.whole_dossier"))

    def _reason(self, scored: Scored) -> str:
        if scored.assessment is None:
            return ""
        tests = scored.assessment.score.determination.tests
        return "; ".join(dict.fromkeys(text for test in tests for text in self._fails(test)))

    def _fails(self, test: RatingTest) -> list[str]:
        """What fails, but for the total."""
        return [
            self._say(f"fails.{c.kind}", figure=c.figure, ids=", ".join(c.decisive))
            for c in test.conditions
            if c.truth is False and c.kind not in ("total", "level")
        ]

    # --- what comes of it --------------------------------------------------------------

    def _results(self, witness: Witness) -> tuple[str, str]:
        pairs = ((witness.before, witness.before_id), (witness.after, witness.after_id))
        before, after = (self._result(witness.kind, scored, id_) for scored, id_ in pairs)
        return before, after

    def _result(self, kind: Kind, scored: Scored, id_: str | None) -> str:
        if kind is Kind.RATING:
            return self.headline(scored)
        if id_ is None and kind in (Kind.INDICATOR, Kind.GATE, Kind.EXCLUSION):
            return self._say("diff.not_there")
        if scored.assessment is None:
            return self._say("diff.refused", message=self._message(scored))
        match kind:
            case Kind.EXCLUSION:
                truth = {True: "true", False: "false", None: "null"}[scored.excluded(id_)]
                return self._say(f"excluded.{truth}")
            case Kind.CRITERION:
                result = scored.criterion(id_)
                if result and result.points:
                    low, high = result.points.low, result.points.high
                    points = self._sentences(scored).points(low, high)
                    return self._say("points", points=points)
                return self._say("not_applied")
            case Kind.INDICATOR | Kind.GATE:
                return self._short(scored.finding(id_), scored.assessment.ruleset)
        return self._say("diff.taken")

    def _message(self, scored: Scored) -> str:
        return self._words.message(scored.errors[0]).rstrip(".")

    def _short(self, found: Finding | None, ruleset: Ruleset) -> str:
        """Its points, or the levels met."""
        if found is None:
            return self._say("diff.not_there")
        if found.status is Status.NOT_APPLICABLE and not (found.points and found.points.high):
            return self._say("status.not_applicable")
        sentences = Sentences(ruleset, self._words)
        if found.points is not None:
            points = sentences.points(found.points.low, found.points.high)
            return self._say("points", points=points)
        met = [level for level, truth in found.levels.items() if truth]
        if not met:
            open_ = None in found.levels.values()
            return self._say("diff.open" if open_ else "status.not_met")
        titles = ", ".join(self._words.running(sentences.level_title(x)) for x in reversed(met))
        return self._say("meets", levels=titles) if set(found.levels) != {"met"} else titles

    def _sentences(self, scored: Scored) -> Sentences:
        assert scored.assessment
        ruleset = scored.assessment.ruleset
        return Sentences(ruleset, self._words, disadvantaged=scored.assessment.disadvantaged)


def points_gained(move: Move) -> int:
    """1 for a higher total, -1 for a lower one, 0 where it stays or cannot be told."""
    totals = [
        scored.assessment.score.points if scored.assessment else None
        for scored in (move.before, move.after)
    ]
    if totals[0] is None or totals[1] is None:
        return 0
    old, new = ((total.low, total.high) for total in totals if total)
    return (new > old) - (new < old)
