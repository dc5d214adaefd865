"""Histories made by hand: what the checker has to accept, and what it has to find."""
from .history import ACCEPTED, ACKNOWLEDGED, REFUSED, UNKNOWN, Operation, fault


def read(invoked, returned, outcome, node=0):
    return Operation(False, node, invoked, returned, outcome)


def change(invoked, returned, outcome=ACKNOWLEDGED, node=0):
    return Operation(True, node, invoked, returned, outcome)


GOOD = {
    "nothing at all": [],
    "never withdrawn, always accepted": [read(1, 2, ACCEPTED), read(3, 4, ACCEPTED, 1)],
    "accepted before, refused after": [read(1, 2, ACCEPTED), change(3, 5), read(6, 7, REFUSED), read(6, 8, REFUSED, 1)],
    "either during the withdrawal": [read(4, 6, ACCEPTED, 1), change(3, 9), read(5, 7, REFUSED), read(8, 12, REFUSED)],
    "accepted late, but asked before the acknowledgement": [change(3, 5), read(4, 20, ACCEPTED, 1)],
    "refused and accepted at the same time": [change(3, 9), read(4, 8, REFUSED), read(5, 7, ACCEPTED, 1)],
    "an unknown withdrawal that had no effect": [change(3, 5, UNKNOWN), read(6, 7, ACCEPTED), read(90, 91, ACCEPTED)],
    "an unknown withdrawal that had effect": [change(3, 5, UNKNOWN), read(6, 7, REFUSED), read(8, 9, REFUSED, 1)],
    "an unknown withdrawal that had effect late": [change(3, 5, UNKNOWN), read(6, 7, ACCEPTED), read(8, 9, REFUSED)],
    "an unknown withdrawal, then another": [change(3, 5, UNKNOWN), read(6, 7, REFUSED), change(8, 9)],
    "unknown reads at any time": [read(1, 2, UNKNOWN), change(3, 5), read(6, 60, UNKNOWN), read(7, 8, REFUSED)],
}
BAD = {
    "accepted after the acknowledgement": [change(3, 5), read(6, 7, ACCEPTED)],
    "accepted after the acknowledgement, on the other node": [change(3, 5), read(6, 6, REFUSED), read(7, 8, ACCEPTED, 1)],
    "accepted by one node after the other refused": [change(3, 20), read(4, 5, REFUSED), read(6, 7, ACCEPTED, 1)],
    "the same with an unknown withdrawal": [change(3, 5, UNKNOWN), read(6, 7, REFUSED), read(8, 9, ACCEPTED, 1)],
    "refused before the withdrawal was asked for": [read(1, 2, REFUSED), change(3, 5)],
    "refused though nothing was withdrawn": [read(1, 2, ACCEPTED), read(3, 4, REFUSED)],
    "the first of two withdrawals counts": [change(3, 5), read(6, 7, ACCEPTED), change(8, 9)],
    "accepted again long after": [change(3, 5), read(6, 7, REFUSED), read(900, 901, ACCEPTED)],
}
# The new password: refused first, accepted after the change.
GOOD_NEW = {
    "refused before, accepted after": [read(1, 2, REFUSED), change(3, 5), read(6, 7, ACCEPTED, 1)],
    "an unknown change": [change(3, 5, UNKNOWN), read(6, 7, REFUSED), read(8, 9, ACCEPTED)],
}
BAD_NEW = {
    "refused after the acknowledgement": [change(3, 5), read(6, 7, REFUSED, 1)],
    "accepted before the change was asked for": [read(1, 2, ACCEPTED), change(3, 5)],
}


def run(tally):
    for first, good, bad in ((ACCEPTED, GOOD, BAD), (REFUSED, GOOD_NEW, BAD_NEW)):
        for name, operations in good.items():
            tally.equal(f"good: {name}", fault(operations, first), None)
        for name, operations in bad.items():
            tally.check(f"found: {name}", fault(operations, first) is not None)
