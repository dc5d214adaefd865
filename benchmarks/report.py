"""Tables for people, and for RESULTS.md."""
import datetime
import os
import pathlib
import platform
import re
import statistics
import subprocess

CHECKOUT = pathlib.Path(__file__).resolve().parent.parent


def machine():
    """What it was measured on, in a sentence."""
    models = re.findall(r"model name\s*: (.*)", pathlib.Path("/proc/cpuinfo").read_text())
    commit = subprocess.run(["git", "-C", str(CHECKOUT), "rev-parse", "--short", "HEAD"], capture_output=True,
                            text=True).stdout.strip()
    return (f"{datetime.date.today():%d %B %Y}, {len(os.sched_getaffinity(0))} processors "
            f"({models[0].strip() if models else platform.machine()}), Linux {platform.release().split('-')[0]}, "
            f"commit {commit}. The load generator and the databases took their share of the same processors.")


def spread(values):
    """How far values lie apart, in percent of their median."""
    middle = statistics.median(values)
    return 100 * (max(values) - min(values)) / middle if middle else 0


def text(columns, rows):
    """Lines with the columns one below the other."""
    widths = [max(len(row[i]) for row in (columns, *rows)) for i in range(len(columns))]
    return ["  ".join(cell.ljust(width) if i < 2 else cell.rjust(width)
                      for i, (cell, width) in enumerate(zip(row, widths))).rstrip() for row in (columns, *rows)]


def markdown(columns, rows):
    return ["| " + " | ".join(row) + " |" for row in (columns, ["---"] * len(columns), *rows)]


def write_section(path, title, lines):
    """Writes the section of a Markdown file anew, or adds it; the others stay as they are."""
    path = pathlib.Path(path)
    before = path.read_text() if path.exists() else "# Benchmark results\n\nHow to read and repeat them: README.md.\n"
    section = "\n".join([f"## {title}", "", machine(), "", *lines, ""])
    parts = re.split(r"(?m)^(?=## )", before)
    kept = [section if part.startswith(f"## {title}\n") else part for part in parts]
    if section not in kept:
        kept.append(section)
    path.write_text("\n".join(part.rstrip() + "\n" for part in kept))
