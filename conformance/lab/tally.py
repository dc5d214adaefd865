"""Counts what passed and what failed, and says so at the end."""
import sys


class Tally:
    def __init__(self):
        self.passed = self.failed = self.skipped = 0

    def check(self, name, holds, detail=""):
        """One expectation; a failed one is printed with its detail. Gives back whether it holds."""
        if holds:
            self.passed += 1
            print(f"ok      {name}", flush=True)
            return True
        self.failed += 1
        print(f"FAILED  {name}" + (f"\n        {detail}" if detail else ""), flush=True)
        return False

    def equal(self, name, actual, expected):
        return self.check(name, actual == expected, f"{actual!r} where {expected!r} was expected")

    def skip(self, name, why):
        self.skipped += 1
        print(f"skipped {name}: {why}", flush=True)

    def finish(self):
        """Prints the counts and ends the process: with 1 where something failed."""
        skipped = f", {self.skipped} skipped" if self.skipped else ""
        print(f"{self.passed} passed, {self.failed} failed{skipped}", flush=True)
        sys.exit(1 if self.failed else 0)
