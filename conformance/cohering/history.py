"""Histories of one-way registers, and whether they are linearizable. Pure: no clock, no network."""
import dataclasses
import math

ACCEPTED, REFUSED, ACKNOWLEDGED, UNKNOWN = "accepted", "refused", "acknowledged", "unknown"
NANOS = 1_000_000_000


@dataclasses.dataclass(frozen=True, slots=True)
class Operation:
    """A read (accepted, refused) or a change (acknowledged); either may be unknown. Nanoseconds of one clock."""

    change: bool
    node: int
    invoked: int
    returned: int
    outcome: str
    words: str = ""


def fault(operations, first=ACCEPTED):
    """What is wrong with the history of a register that reads `first`, and after a change the opposite; or None.

    Such a register goes over once, at some moment T, and never back. A read of the first value has to take effect before
    T, one of the second after it, each within its interval; so has one of the changes: T is no earlier than the first
    of them was invoked and no later than the first acknowledgement. Two reads are no more bound to each other than
    through T, as neither changes anything. So the history is linearizable exactly if there is a T for all of them:

        max(first change invoked, last `first` read invoked) <= min(first acknowledgement, first other read returned)

    What is unknown has taken effect at any time from its invocation on, or never. An unknown change therefore allows T
    and does not demand it; an unknown read says nothing.
    """
    second = REFUSED if first == ACCEPTED else ACCEPTED
    asked = min((op.invoked for op in operations if op.change), default=math.inf)
    acknowledged = min((op.returned for op in operations if op.change and op.outcome == ACKNOWLEDGED), default=math.inf)
    still = max((op.invoked for op in operations if not op.change and op.outcome == first), default=-math.inf)
    already = min((op.returned for op in operations if not op.change and op.outcome == second), default=math.inf)
    if max(asked, still) <= min(acknowledged, already):
        return None
    if still > acknowledged:
        return f"{first} when asked {(still - acknowledged) / NANOS:.4f} s after the change was acknowledged"
    if still > already:
        return f"{first} when asked {(still - already) / NANOS:.4f} s after it had been {second}"
    if asked == math.inf:
        return f"{second} though nothing was changed"
    return f"{second} {(asked - already) / NANOS:.4f} s before the change was asked for"


def readable(operations, around=12):
    """The history in the order of invocation, in seconds from its first; long stretches of the same are left out."""
    ordered = sorted(operations, key=lambda op: op.invoked)
    turns = [i for i, op in enumerate(ordered) if op.change or (i and op.outcome != ordered[i - 1].outcome)]
    shown = {j for i in turns for j in range(i - around, i + around + 1)} if turns else range(2 * around)
    lines, left_out = [], 0
    for i, op in enumerate(ordered):
        if i not in shown:
            left_out += 1
            continue
        if left_out:
            lines.append(f"      ... {left_out} more")
            left_out = 0
        lines.append(f"      {(op.invoked - ordered[0].invoked) / NANOS:9.4f} to "
                     f"{(op.returned - ordered[0].invoked) / NANOS:9.4f}  node {op.node}  "
                     f"{'CHANGE' if op.change else 'read  '}  {op.outcome}  {op.words}")
    return "\n".join(lines)
