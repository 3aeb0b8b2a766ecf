"""Reasoning about a ruleset over every value that its evidence can take.

A scorer compares a value with finitely many limits and looks at nothing else of it. The
limits cut each line of values into finitely many pieces on which every comparison comes
out the same, so that one value of a piece stands for all of it: what the scorers say of
these representatives holds for every value there is. From the outcomes of the items
follow, by exact sums, all totals and ratings that a dossier can come to.

    pieces    exact pieces of a line, and the simplest number in each
    lines     which lines an item looks at, and where they are cut
    context   for whom a ruleset is read: one example of each kind of subject
    counts    whole counts that have given shares and keep their bounds
    realise   from a value on each line to evidence that a dossier can state
    groups    things put together because they have something in common
    ties      which values are not free of each other
    trials    how many combinations are tried before a proof is given up
    outcomes  what an item can come to, each with evidence that brings it about
    clusters  items that are tied, taken together
    watch     the ways of failing that ratings ask about
    reach     all totals and failures that a ruleset allows, each with evidence
    ratings   how totals and failures are rated
    witness   dossiers that show something, and what comes of scoring them

What two rulesets come to is held together in `assessment.rulebook.diff`.
"""
