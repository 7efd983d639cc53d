"""Ten million decisions in one process over eight threads: equal to serial, memory flat.

The cases are those of the synthetic workload, over all its matters; each thread takes every eighth case, again and again in
an order of its own. First all cases are decided in this thread, and digested; every thread digests each of its rounds, and
every digest must be that of the same cases decided serially. The resident set is sampled as the rounds go by; when it has grown
more than the allowed share from the end of the first tenth, the exit code is 1.

    python benchmarks/soak.py --count 10000000 --threads 8 --matters 20
"""

import argparse
import hashlib
import os
import platform
import random
import resource
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent / "discretion"))

CASES = 8000
GROWTH = 1.02


def told(verdict: Any) -> bytes:  # noqa: ANN401  a verdict
    """What a verdict says, every amount included."""
    return repr((verdict.disposition, verdict.candidates, verdict.because, verdict.measures)).encode()


def resident() -> int:
    """Bytes of this process in memory now; where the system does not say, the most there were."""
    try:
        return int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except OSError:
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


class Soak:
    """Threads that decide until the count is reached, and what they saw."""

    def __init__(self, deciders: Any, cases: list[Any], threads: int) -> None:  # noqa: ANN401
        """`cases`: the id of a matter and facts."""
        self.deciders, self.threads = deciders, threads
        self.parts = [cases[n::threads] for n in range(threads)]
        self.done, self.wrong, self.samples = 0, 0, list[tuple[int, int]]()
        self.lock = threading.Lock()
        self.wanted = [self.digest(part) for part in self.parts]
        for _ in range(2):  # the last ways that were waiting are generated
            self.wrong += [self.digest(part) for part in self.parts] != self.wanted

    def digest(self, part: list[Any]) -> str:
        """Over all that the cases of a part lead to, in its order."""
        made = hashlib.sha256()
        for matter, facts in part:
            made.update(told(self.deciders[matter](facts)))
        return made.hexdigest()

    def work(self, number: int, count: int) -> None:
        """Rounds over one part: most for what follows alone, in an order of their own, and every tenth read and digested whole."""
        part, rng, rounds = self.parts[number], random.Random(number), 0  # noqa: S311  an order
        order = list(range(len(part)))
        while self.done < count:
            if rounds % 10 == 0:
                wrong = self.digest(part) != self.wanted[number]
            else:
                rng.shuffle(order)
                wrong = self.compared(part, order, number)
            rounds += 1
            with self.lock:
                self.done += len(part)
                self.wrong += wrong

    def compared(self, part: list[Any], order: list[int], number: int) -> bool:
        """Whether a case came to another disposition than serially."""
        known = self.kept[number]
        return any(self.deciders[part[at][0]](part[at][1]).disposition != known[at] for at in order)

    def run(self, count: int) -> float:
        """Seconds; the resident set is sampled a hundred times."""
        self.kept = [[self.deciders[matter](facts).disposition for matter, facts in part] for part in self.parts]
        start = time.perf_counter()
        with ThreadPoolExecutor(self.threads) as pool:
            futures = [pool.submit(self.work, number, count) for number in range(self.threads)]
            while not all(one.done() for one in futures):
                time.sleep(0.05)
                if not self.samples or self.done - self.samples[-1][0] >= count / 100:
                    self.samples.append((self.done, resident()))
            for one in futures:
                one.result()
        self.samples.append((self.done, resident()))
        return time.perf_counter() - start


def main() -> int:
    """0: all equal, memory flat."""
    from enforcerules import __version__

    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--count", type=int, default=10_000_000)
    parser.add_argument("--threads", type=int, default=8)
    parser.add_argument("--matters", type=int, default=20)
    options = parser.parse_args()
    soak = made(options.matters, options.threads)
    seconds = soak.run(options.count)
    settled = next(one for one in soak.samples if one[0] >= soak.done / 10)
    last, most = soak.samples[-1], max(size for _, size in soak.samples)
    print(
        f"enforcerules {__version__}, Python {platform.python_version()}, {os.cpu_count()} CPUs, load {os.getloadavg()[0]:.1f}"
    )
    print(
        f"{soak.done:,} decisions, {options.threads} threads, {options.matters} matters, {CASES:,} cases: {seconds:.0f} s"
    )
    print(f"{soak.done / seconds:,.0f} a second; rounds that differ from serial: {soak.wrong}")
    print(
        f"resident: {settled[1] / 1e6:.1f} MB after {settled[0]:,}, {last[1] / 1e6:.1f} MB after {last[0]:,}, "
        f"at most {most / 1e6:.1f} MB"
    )
    flat = last[1] <= settled[1] * GROWTH
    print("memory is flat" if flat else f"memory grew by more than {GROWTH - 1:.0%}")
    return 0 if flat and not soak.wrong else 1


def made(matters: int, threads: int) -> Soak:
    """The workload of the benchmarks over this library."""
    import workload
    from peers.enforcerules_peer import EnforceRules

    peer = EnforceRules()
    peer.load(peer.source(workload.make_ruleset(matters)))
    drawn = workload.cases_fen(workload.make_columns(matters, CASES), CASES)
    return Soak(peer.deciders, [peer.prepare(one) for one in drawn], threads)


if __name__ == "__main__":
    sys.exit(main())
