"""How many combinations of values are tried before a proof is given up."""

MOST_TRIALS = 20_000


class TooManyTrials(Exception):  # noqa: N818 - not an error of anybody's file
    """Values that hang together have more combinations than can be tried."""
