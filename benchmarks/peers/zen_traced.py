"""zen-engine as in `zen_engine`, with the trace of every row: what explains a result there."""

from benchmarks.peers.zen_engine import work

WORK = work(trace=True)
