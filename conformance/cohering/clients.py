"""The threads: who makes subjects and withdraws them, who asks for them on one node, who stops database and nodes."""
import collections
import http.client
import random
import signal
import threading
import time

from lab.api import Api, Refused

from .history import ACCEPTED, ACKNOWLEDGED, REFUSED, UNKNOWN, Operation
from .subjects import Disabling

LEASE = 3
READS = {200: ACCEPTED, 201: ACCEPTED, 401: REFUSED, 404: REFUSED}
CHANGES = (200, 204)
# Longer than any disturbance: who hangs up too early learns nothing.
PATIENCE = 40
# Some do so all the same: what became of their withdrawal is unknown.
HASTE = 0.3


class Board:
    """What all threads share."""

    def __init__(self, nodes, estate):
        self.nodes, self.estate = nodes, estate
        self.over = threading.Event()
        self.lock = threading.Lock()
        self.registers = []
        self.live = []
        # Those that are changed right now: half of all questions are for them.
        self.hot = collections.deque(maxlen=8)
        self.asking = collections.Counter()
        self.statuses, self.missed, self.disturbed = collections.Counter(), collections.Counter(), collections.Counter()
        self.defects = []

    def show(self, registers):
        with self.lock:
            self.registers += registers
            self.live += registers

    def hide(self, registers):
        """Returns when nobody asks for them any longer."""
        with self.lock:
            for register in registers:
                if register in self.live:
                    self.live.remove(register)
                if register in self.hot:
                    self.hot.remove(register)
        while any(self.asking[register] for register in registers) and not self.over.is_set():
            time.sleep(0.01)

    def take(self, chance, login):
        """A register to ask for, or None; it is to be given back."""
        with self.lock:
            from_ = self.hot if chance.random() < 0.5 else self.live
            found = [register for register in from_ if register.login == login]
            if not found:
                return None
            register = chance.choice(found)
            self.asking[register] += 1
            return register

    def give_back(self, register):
        with self.lock:
            self.asking[register] -= 1
            if not self.asking[register]:
                del self.asking[register]

    def operations(self):
        """How many are in the histories; one that several registers share is one."""
        with self.lock:
            return self.statuses.total()


class Client(threading.Thread):
    """One thread with a connection to each node, and a randomness of its own."""

    def __init__(self, board, seed):
        super().__init__(daemon=True)
        self.board, self.chance = board, random.Random(seed)
        self.apis = self.connections(PATIENCE)

    def connections(self, timeout):
        made = [Api(node.root, timeout) for node in self.board.nodes]
        for api in made:
            api.token = self.board.estate.admin
        return made

    def run(self):
        while not self.board.over.is_set():
            try:
                self.once()
            except Exception as defect:  # noqa: BLE001
                self.board.defects.append(repr(defect))
                return

    def timed(self, request, node, registers, change=False, apis=None):
        """One operation; it belongs to the history of each of these registers. Gives back its outcome."""
        invoked = time.monotonic_ns()
        try:
            answer = request((apis or self.apis)[node])
            words = str(answer.status)
            outcome = READS.get(answer.status, UNKNOWN)
            if change:
                outcome = ACKNOWLEDGED if answer.status in CHANGES else UNKNOWN
        except (OSError, http.client.HTTPException) as lost:
            outcome, words = UNKNOWN, type(lost).__name__
        returned = time.monotonic_ns()
        done = Operation(change, node, invoked, returned, outcome, words)
        for register in registers:
            register.operations.append(done)
        with self.board.lock:
            self.board.statuses[words] += 1
        return outcome

    def read(self, register, node):
        return self.timed(register.request, node, [register])


class Asker(Client):
    """Asks one node, so that a frozen one does not hold up who asks the other."""

    def __init__(self, board, seed, node, login):
        super().__init__(board, seed)
        self.node, self.login = node, login

    def once(self):
        register = self.board.take(self.chance, self.login)
        if register is None:
            time.sleep(0.01)
            return
        try:
            self.read(register, self.node)
        finally:
            self.board.give_back(register)
        if self.login:
            time.sleep(0.01)


class Maker(Client):
    """Makes one subject after another, withdraws it on a random node, and asks at once on both."""

    def __init__(self, board, seed, kind):
        super().__init__(board, seed)
        self.kind = kind
        self.hasty = self.connections(HASTE)

    def once(self):
        board, node = self.board, self.chance.randrange(len(self.apis))
        shown = []
        try:
            subject = self.kind(board.estate, self.apis[node])
            shown = subject.changing + subject.staying
            board.show(shown)
            sure = self.withdraw(subject)
            if sure and self.kind is Disabling and self.chance.random() < 0.5:
                board.hide([register for register in shown if register.login])
                old = subject.enable(self.apis[node])
                board.show(subject.changing)
                shown = shown + subject.changing
                self.pause(0.2, 0.6)
                self.everywhere(old + subject.changing)
                self.withdraw(subject)
        except (Refused, OSError, http.client.HTTPException) as failed:
            # The database or the node is away: another one later.
            with board.lock:
                board.missed[str(failed)[:60] if isinstance(failed, Refused) else type(failed).__name__] += 1
            time.sleep(0.2)
        finally:
            board.hide(shown)

    def withdraw(self, subject):
        """Whether it was acknowledged at the first attempt."""
        self.pause(0.2, 1.0)
        with self.board.lock:
            self.board.hot.extend(subject.changing)
        outcomes = []
        while ACKNOWLEDGED not in outcomes and len(outcomes) < 2 and not self.board.over.is_set():
            node = self.chance.randrange(len(self.apis))
            apis = self.hasty if not outcomes and self.chance.random() < 0.1 else self.apis
            outcomes.append(self.timed(subject.withdraw, node, subject.changing, change=True, apis=apis))
            self.everywhere(subject.changing)
        self.everywhere(subject.changing)
        self.pause(0.2, 0.6)
        self.everywhere(subject.changing + subject.staying)
        return outcomes == [ACKNOWLEDGED]

    def everywhere(self, registers):
        for node in self.chance.sample(range(len(self.apis)), len(self.apis)):
            for register in registers:
                self.read(register, node)

    def pause(self, least, most):
        self.board.over.wait(self.chance.uniform(least, most))


class Disturber(threading.Thread):
    """Stops the database for 0.2 to 8 seconds, or a node for longer than its lease."""

    # Around the length of a lease it matters most.
    PAUSES = ((0.2, 1.0), (1.8, 3.4), (1.8, 3.4), (3.4, 8.0))

    def __init__(self, board, database, seed):
        super().__init__(daemon=True)
        self.board, self.database, self.chance = board, database, random.Random(seed)

    def run(self):
        while not self.board.over.wait(self.chance.uniform(2.0, 6.0)):
            if self.chance.random() < 0.7:
                seconds = self.chance.uniform(*self.chance.choice(self.PAUSES))
                self.stop("the database", self.database.process, seconds)
            else:
                node = self.chance.choice(self.board.nodes)
                self.stop("a node", node.process, LEASE * self.chance.uniform(1.2, 2.2))

    def stop(self, what, process, seconds):
        process.send_signal(signal.SIGSTOP)
        try:
            time.sleep(seconds)
        finally:
            process.send_signal(signal.SIGCONT)
        self.board.disturbed[what] += 1
