"""What the scripts of conformance/ and benchmarks/ share: a client, a tally, private servers. Standard library only."""
import signal
import sys

# So that a script that is ended cleans up behind it, as it does after Ctrl-C.
signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
