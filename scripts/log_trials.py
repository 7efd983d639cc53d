"""Trials of logs and records: writers killed at random points, many writers at once, flipped bits. Figures as JSON.

    python scripts/log_trials.py kill --count 1000                  SQLite; --kind directory; --kind postgresql://…
    python scripts/log_trials.py together --writers 4 --appends 10000
    python scripts/log_trials.py flips --record RECORD.json         every bit of a record, one at a time

`kill`: in every round two writers append to one log and one of them is killed with SIGKILL after a random time, now and then
while the log is being made. Then the log must be readable and sound, and every entry that was acknowledged must be in its
place with its bytes. `together`: all writers finish; the log must hold each of their entries once, in one tree. `flips`: a record
with one bit flipped must never be read; counted are the codes with which it is refused.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import random
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from enforcerules.audit.log import Log, LogError
from enforcerules.audit.opening import open_log
from enforcerules.audit.reading import read_record
from enforcerules.audit.verify import verify

ORIGIN = "trials.example/log"
ROUNDS_OF_ONE_LOG = 25


@dataclass(slots=True)
class Figures:
    """What came of it."""

    kills: int = 0
    killed_while_making: int = 0
    acknowledged: int = 0
    lost: int = 0
    unreadable: int = 0
    unsound: int = 0
    not_acknowledged_but_there: int = 0
    problems: list[str] = field(default_factory=list)

    @property
    def good(self) -> bool:
        """Whether nothing was lost and every log was sound."""
        return not (self.lost or self.unreadable or self.unsound)


def entry_of(seed: str, number: int) -> bytes:
    """An entry that tells whose it is; from 100 bytes to 40 KB."""
    chosen = random.Random(f"{seed} {number}")  # noqa: S311  not for secrets
    filler = hashlib.sha256(f"{seed} {number}".encode()).hexdigest() * chosen.choice((1, 2, 8, 60, 600))
    return json.dumps({"filler": filler, "number": number, "writer": seed}).encode()


def write(where: str, seed: str, pipe: int, most: int) -> None:
    """Append and acknowledge, one line for each entry, until killed or done."""
    with open_log(where, ORIGIN) as log:
        for number in range(most):
            receipt = log.append(entry_of(seed, number))
            os.write(pipe, f"{receipt.at} {number} {receipt.leaf.hex()}\n".encode())


@dataclass(frozen=True, slots=True)
class Writer:
    """A process that writes, and the end of the pipe where it acknowledges."""

    process: int
    pipe: int
    seed: str

    @classmethod
    def started(cls, where: str, seed: str, most: int) -> Writer:
        """Fork one."""
        mine, its = os.pipe()
        process = os.fork()
        if process == 0:
            status = 1
            try:
                os.close(mine)
                write(where, seed, its, most)
                status = 0
            finally:
                os._exit(status)
        os.close(its)
        return cls(process, mine, seed)

    def ended(self) -> tuple[int, list[tuple[int, int, str]]]:
        """Wait; its status, and what it acknowledged: place, number, leaf. A line that is not whole counts as none."""
        with os.fdopen(self.pipe, "rb") as pipe:
            lines = pipe.read().split(b"\n")[:-1]
        _, status = os.waitpid(self.process, 0)
        found = [line.decode().split() for line in lines]
        return status, [(int(at), int(number), leaf) for at, number, leaf in found]


def kill_trials(kind: str, count: int, seed: int) -> Figures:
    """Writers killed at random points."""
    figures, chosen = Figures(), random.Random(seed)  # noqa: S311  not for secrets
    with tempfile.TemporaryDirectory() as folder:
        while figures.kills < count and figures.good:
            where = place(kind, Path(folder), figures.kills)
            acknowledged: dict[int, tuple[str, int]] = {}
            for round_ in range(min(ROUNDS_OF_ONE_LOG, (count - figures.kills + 1) // 2)):
                one_round(where, f"{seed}-{figures.kills}", chosen, round_, figures, acknowledged)
            look_over(where, figures, acknowledged)
    return figures


def one_round(
    where: str,
    seed: str,
    chosen: random.Random,
    round_: int,
    figures: Figures,
    acknowledged: dict[int, tuple[str, int]],
) -> None:
    """Two writers, one of them killed, the other one stopped the same way a little later."""
    writers = [Writer.started(where, f"{seed}-{name}", 10**6) for name in "ab"]
    delay = chosen.uniform(0, 0.02) if round_ == 0 or chosen.random() < 0.2 else chosen.uniform(0.02, 0.3)
    for one in writers:
        time.sleep(delay if one is writers[0] else chosen.uniform(0, 0.05))
        os.kill(one.process, signal.SIGKILL)
        figures.kills += 1
    for one in writers:
        _, made = one.ended()
        figures.killed_while_making += round_ == 0 and not made
        figures.acknowledged += len(made)
        for at, number, _leaf in made:
            if at in acknowledged:
                figures.problems.append(f"place {at} acknowledged twice")
                figures.lost += 1
            acknowledged[at] = (one.seed, number)


def look_over(where: str, figures: Figures, acknowledged: dict[int, tuple[str, int]]) -> None:
    """Whether everything acknowledged is there, in its place, in a sound log."""
    try:
        with open_log(where, ORIGIN) as log:
            log.append(b'"the next one"')
            found = verify(log)
            if not found.ok:
                figures.unsound += 1
                figures.problems.append(str(found.report.errors))
            with log.reading():
                figures.lost += sum(not kept(log, at, *whose) for at, whose in acknowledged.items())
                figures.not_acknowledged_but_there += log.size() - 1 - len(acknowledged)
    except (LogError, OSError) as error:
        figures.unreadable += 1
        figures.problems.append(str(error))


def kept(log: Log, at: int, seed: str, number: int) -> bool:
    """Whether an acknowledged entry is there."""
    try:
        return log.entry(at) == entry_of(seed, number)
    except LookupError:
        return False


def place(kind: str, folder: Path, number: int) -> str:
    """A new log of a kind."""
    if kind == "directory":
        return f"{folder}/{number}/"
    if kind == "sqlite":
        return str(folder / f"{number}.db")
    import psycopg

    schema = f"trial_{os.getpid()}_{number}"
    with psycopg.connect(kind, autocommit=True) as connection:
        connection.execute(f"CREATE SCHEMA {schema}")
    return f"{kind}{'&' if '?' in kind else '?'}options=-csearch_path%3D{schema}"


def together(kind: str, writers: int, appends: int) -> tuple[bool, dict[str, object]]:
    """Writers at once, all of which finish."""
    with tempfile.TemporaryDirectory() as folder:
        where = place(kind, Path(folder), 0)
        began = time.monotonic()
        started = [Writer.started(where, str(n), appends) for n in range(writers)]
        ended = [one.ended() for one in started]
        took = time.monotonic() - began
        with open_log(where, write=False) as log:
            found, size = verify(log), log.size()
            with log.reading():
                entries = Counter(bytes(row.data) for row in log.rows() if isinstance(row.data, bytes))
        wanted = Counter(entry for n in range(writers) for entry in entries_of(str(n), appends))
    places = sorted(at for _, made in ended for at, _, _ in made)
    good = found.ok and entries == wanted and places == list(range(size)) and not any(status for status, _ in ended)
    told: dict[str, object] = {"writers": writers, "appends": appends, "size": size, "root": found.root.hex()}
    return good, {**told, "one_tree": found.ok, "each_once": entries == wanted, "seconds": round(took, 1)}


def entries_of(seed: str, count: int) -> Iterator[bytes]:
    """What a writer wrote."""
    return (entry_of(seed, number) for number in range(count))


def flips(record: bytes) -> tuple[bool, dict[str, object]]:
    """Every bit of a record flipped, one at a time."""
    began = time.monotonic()
    codes: Counter[str] = Counter()
    for at in range(len(record)):
        for bit in range(8):
            flipped = bytearray(record)
            flipped[at] ^= 1 << bit
            found, report = read_record(bytes(flipped))
            codes["accepted" if found is not None else report.errors[0].code] += 1
    told: dict[str, object] = {"bytes": len(record), "flips": len(record) * 8, "accepted": codes.pop("accepted", 0)}
    seconds = round(time.monotonic() - began, 1)
    return told["accepted"] == 0, {**told, "codes": dict(sorted(codes.items())), "seconds": seconds}


def main() -> int:
    """0 when everything held."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("trial", choices=("kill", "together", "flips"))
    parser.add_argument("--kind", default="sqlite", help="sqlite, directory, or the URL of a PostgreSQL database")
    parser.add_argument("--count", type=int, default=40)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--writers", type=int, default=4)
    parser.add_argument("--appends", type=int, default=2000)
    parser.add_argument("--record", type=Path)
    options = parser.parse_args()
    if options.trial == "flips":
        good, told = flips(options.record.read_bytes().removesuffix(b"\n"))
        print(json.dumps({"trial": "flips", "good": good, **told}))
        return 0 if good else 1
    kind = options.kind if options.kind in {"sqlite", "directory"} else "postgresql"
    if options.trial == "together":
        good, told = together(options.kind, options.writers, options.appends)
        print(json.dumps({"trial": "together", "kind": kind, "good": good, **told}))
        return 0 if good else 1
    began = time.monotonic()
    figures = kill_trials(options.kind, options.count, options.seed)
    made = {name: getattr(figures, name) for name in Figures.__slots__}
    print(json.dumps({"trial": "kill", "kind": kind, **made, "seconds": round(time.monotonic() - began, 1)}))
    return 0 if figures.good else 1


if __name__ == "__main__":
    sys.exit(main())
