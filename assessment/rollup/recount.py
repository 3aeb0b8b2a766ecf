"""Values counted again from the receipts that a dossier cites for them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from assessment.errors import CdhtError
from assessment.model.chain import Subjects
from assessment.model.dossier import Claim
from assessment.model.outcome import Assessment
from assessment.model.rollup import Lists
from assessment.model.trace import Recount
from assessment.rollup.results import Results
from assessment.rollup.values import say_the_same, stated
from assessment.rollup.whole import whole
from assessment.rulebook.catalog import Catalog
from assessment.rulebook.chains import Joint, joints


def recounted(
    assessment: Assessment,
    keys: Sequence[str],
    results: Mapping[str, Results | None],
    catalog: Catalog,
) -> Iterator[Recount]:
    """Each key that results give, where all of them are still there.

    Args:
        results: by the receipts that the dossier cites; None: they are not as they were, or
            the document is no receipt of results.

    """
    target, evidence = assessment.ruleset, assessment.dossier.evidence
    try:
        links = [each for each in joints(catalog) if each.link.ruleset == target.id]
    except CdhtError:
        return
    for key in keys:
        claim = evidence[key]
        cited = [each for each in claim.documents if each.lower().endswith(".json")]
        found = [each for name in cited if (each := results.get(name)) is not None]
        into = [each for each in links if each.link.key == key]
        if not found or len(found) < len(cited):
            continue
        counted = _counted(assessment, into, found)
        if counted is not None:
            same = say_the_same(target, key, _value(claim), _value(counted))
            yield Recount(key, claim, counted, same)


def _counted(
    assessment: Assessment, into: Sequence[Joint], results: Sequence[Results]
) -> Claim | None:
    """What the results come to; None where they give nothing that is known.

    That they list all was said when all were counted.
    """
    for joint in into:
        lists = Lists({None: Subjects.ALL} if joint.link.counted is Subjects.ALL else {})
        try:
            found = whole(assessment.ruleset, [joint], results, lists)
        except CdhtError:
            return None
        for given in found.given:
            if not given.why:
                return Claim.model_validate(stated(given))
    return None


def _value(claim: Claim) -> dict[str, str]:
    """The count of a claim, without what stands behind it."""
    said = {"value": claim.value, "at_least": claim.at_least, "at_most": claim.at_most}
    return {name: text for name, text in said.items() if text is not None}
