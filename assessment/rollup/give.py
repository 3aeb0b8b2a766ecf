"""From counts to evidence: what each link of the target's chains comes to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from assessment.batch.headers import ROLE
from assessment.errors import DossierError, Notice, Place
from assessment.model.chain import Link, Subjects
from assessment.model.outcome import Assessment
from assessment.model.register import Amount
from assessment.model.rollup import Counts, FileCounted, Given, Lists, Why
from assessment.model.ruleset import Ruleset
from assessment.rollup.count import Part
from assessment.rollup.results import Results
from assessment.rulebook.chains import Joint


def joined(
    target: Ruleset, joints: Sequence[Joint], results: Sequence[Results]
) -> tuple[tuple[Joint, tuple[Results, ...]], ...]:
    """The links into the target that have results, each with them.

    Raises:
        DossierError: `rollup.two_titles`: results of two titles give the same key;
            `rollup.no_such_rating`.

    """
    found: list[tuple[Joint, tuple[Results, ...]]] = []
    keys: dict[str, Results] = {}
    for joint in joints:
        of = tuple(each for each in results if joint.is_of(each.ruleset))
        if joint.link.ruleset != target.id or not of:
            continue
        other = keys.setdefault(joint.link.key, of[0])
        if other not in of:
            params = {"key": joint.link.key, "other": str(other.path)}
            raise DossierError(Notice("rollup.two_titles", Place(str(of[0].path)), params))
        for each in of:
            _refuse_other_ratings(each, joint.link, target)
        found.append((joint, of))
    return tuple(found)


def given(target: Ruleset, joint: Joint, parts: Sequence[Part], lists: Lists) -> Given:
    """What a link comes to.

    Args:
        parts: of each of the results those rows that count here.

    """
    link = joint.link
    sources = tuple(source_of(part.results, part.counts) for part in parts)
    found = Given(link, parts[0].results.ruleset.title, target.evidence[link.key], sources)
    if link.among and (untold := [part for part in parts if _tells_no_role(part)]):
        files = tuple(source_of(part.results, part.every) for part in untold)
        return found._replace(why=Why.NO_ROLE, sources=files)
    if not any(source.counts.rows or source.aside for source in sources):
        return found._replace(why=Why.NOBODY)
    if link.rating:
        text = _rating(link, [part.counts for part in parts])
        return found._replace(text=text, why=None if text else Why.UNDECIDED)
    listed = lists.of(joint.results.subject)
    if link.counted is Subjects.ALL and any(source.unread for source in sources):
        return found._replace(why=Why.UNREAD_SHEETS)
    if link.counted is Subjects.ALL and any(source.left_out for source in sources):
        return found._replace(why=Why.EARLIER_YEAR)
    amounts = [
        _level(link.rating_at_least, part.results.assessment)
        if link.rating_at_least and part.results.assessment
        else _amount(link, source, listed)
        for source, part in zip(sources, parts, strict=True)
    ]
    known = [amount for amount in amounts if amount is not None]
    if len(known) < len(amounts):
        return found._replace(why=Why.NOT_LISTED)
    return found._replace(amount=Amount.sum(known))


def _tells_no_role(part: Part) -> bool:
    """Whether there are people here of whom nobody says what they are."""
    return part.every.rows > 0 and ROLE not in part.results.fields


def source_of(results: Results, counts: Counts) -> FileCounted:
    """Results as a page tells them."""
    name = results.assessment.dossier.subject.name if results.assessment else None
    return FileCounted(
        str(results.path),
        str(results.receipt),
        results.sha256,
        results.ruleset,
        counts,
        results.aside,
        name,
        results.unread,
        results.left_out,
    )


def _amount(link: Link, source: FileCounted, listed: Subjects | None) -> Amount | None:
    """A count, as far as rows that are undecided or set aside let it be known."""
    counts, aside = source.counts, source.aside
    match link.counted:
        case Subjects.REGISTERED:
            known = counts.registered
            return None if known is None else Amount(known, known + aside)
        case Subjects.ALL:
            return Amount(counts.rows, counts.rows + aside) if listed is Subjects.ALL else None
    sure, open_ = counts.recognised, counts.undecided + aside
    if link.rating_at_least and (below := _below(source.ruleset, link.rating_at_least)):
        sure -= counts.untitled + sum(counts.ratings.get(rating, 0) for rating in below)
        open_ += counts.untitled
    return Amount(sure, sure + open_)


def _level(rating: str, assessment: Assessment) -> Amount:
    """One dossier at a rating or above, as far as the ratings that are possible let it be known."""
    below = {"", *_below(assessment.ruleset, rating)}
    below |= {each.id for each in assessment.ruleset.ratings if each.otherwise}
    there = [each.id not in below for each in assessment.score.determination.possible]
    return Amount(int(all(there)), int(any(there)))


def _below(ruleset: Ruleset, rating: str) -> tuple[str, ...]:
    """The titles below a rating."""
    ids = [each.id for each in ruleset.ratings if not each.otherwise]
    return tuple(ids[ids.index(rating) + 1 :])


def _rating(link: Link, counts: Sequence[Counts]) -> str | None:
    """What the key is by the one rating."""
    rating = next((id_ for each in counts for id_ in each.ratings), None)
    if rating is None or link.rating is None:
        return None
    return rating if link.rating == "same" else link.rating[rating]


def _refuse_other_ratings(results: Results, link: Link, target: Ruleset) -> None:
    """Ratings of other rules are no such ratings: TT 44's "tốt" is no level 1."""
    ids = {rating.id for rating in results.ruleset.ratings}
    match link.rating:
        case "same":
            lacking = ids - target.evidence[link.key].labels.keys()
        case Mapping():
            lacking = ids - link.rating.keys()
        case _:
            lacking = {link.rating_at_least} - ids if link.rating_at_least else set()
    if lacking:
        params = {
            "ruleset": results.ruleset.id,
            "value": ", ".join(sorted(lacking)),
            "key": link.key,
            "ratings": ", ".join(rating.id for rating in results.ruleset.ratings),
        }
        raise DossierError(Notice("rollup.no_such_rating", Place(str(results.path)), params))
