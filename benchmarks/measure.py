"""Processor time and memory of process trees, from /proc."""
import os
import pathlib

TICKS = os.sysconf("SC_CLK_TCK")


def pids(words):
    """Process ids from numbers and pid files, separated by white space or commas."""
    found = []
    for word in words.replace(",", " ").split():
        found.append(int(word if word.isdigit() else pathlib.Path(word).read_text().split()[0]))
    return found


def tree(roots):
    """These processes and all that descend from them."""
    found, open_ = [], list(roots)
    while open_:
        pid = open_.pop()
        found.append(pid)
        try:
            for thread in os.listdir(f"/proc/{pid}/task"):
                open_ += map(int, pathlib.Path(f"/proc/{pid}/task/{thread}/children").read_text().split())
        except OSError:
            continue
    return found


def cpu_seconds(roots):
    """User and system time so far, of the living processes of the trees."""
    ticks = 0
    for pid in tree(roots):
        try:
            fields = pathlib.Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        except OSError:
            continue
        ticks += int(fields[11]) + int(fields[12])
    return ticks / TICKS


def resident_mb(roots):
    """Resident memory; pages that processes of the trees share count once (PSS)."""
    kilobytes = 0
    for pid in tree(roots):
        try:
            lines = pathlib.Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
        except OSError:
            continue
        kilobytes += sum(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
    return kilobytes // 1024
