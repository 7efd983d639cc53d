"""The log as a folder of files that one can look at: a file for each entry, and an index with a line for each.

    log.json                       what the log is
    entries/000000/000000017.json  an entry, in folders of a thousand
    index.txt                      leaf and root after each entry, in hexadecimal
    checkpoints.txt                checkpoints kept with the log

An entry is written beside its place, brought to the disk, and then given its name, which nobody else can take; its line
in the index follows. What was interrupted in between is finished by the next one who writes.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from enforcerules.audit.log import FORMAT, About, Log, LogError, Receipt, Row
from enforcerules.audit.merkle import Growing
from enforcerules.base.canonical import canonical
from enforcerules.base.refusals import reason

_FOLDER: Final = 1000
_BETWEEN: Final = "\n%%\n"


class DirectoryLog(Log):
    """A log in a folder."""

    def __init__(self, path: Path, create: About | None = None, *, write: bool = True) -> None:
        """Open a log, or make it where it is not there and `create` says what it is; raises LogError."""
        self._path = path
        self._write = write
        self._index = path / "index.txt"
        with _told(path):
            if create is not None and not (path / "log.json").exists():
                self._lay_out(create)
            self.about = self._read_about()
        self._line = 2 * 2 * len(self.hashed(b"")) + 2
        self._levels: list[list[bytes]] = []

    def _lay_out(self, about: About) -> None:
        (self._path / "entries").mkdir(parents=True, exist_ok=True)
        with _locked(self._path / "lock"):
            if not (self._path / "log.json").exists():
                self._index.touch()
                said = {"format": FORMAT, "origin": about.origin, "algorithm": about.algorithm}
                _write_whole(self._path / "log.json", canonical(said))

    def _read_about(self) -> About:
        try:
            said = json.loads((self._path / "log.json").read_bytes())
            if said["format"] != FORMAT:
                raise KeyError("format")
            return About(str(said["origin"]), str(said["algorithm"]))
        except (ValueError, LookupError, TypeError, FileNotFoundError):
            raise LogError("ER818", path=str(self._path)) from None

    # ---- writing ---------------------------------------------------------------------------------------------

    def append_many(self, entries: Iterable[bytes]) -> tuple[Receipt, ...]:
        """Add entries; where one cannot be added, those before it stay."""
        with _told(self._path), _locked(self._path / "lock"):
            return tuple([self._add(entry) for entry in entries])

    def _add(self, entry: bytes) -> Receipt:
        tree = self._caught_up()
        at = tree.size
        place = self._place(at)
        if not place.parent.exists():
            place.parent.mkdir()
            _sync_folder(place.parent.parent)
        _write_whole(place, entry)
        return self._indexed(tree, entry)

    def _caught_up(self) -> Growing:
        """The tree with every entry that is there: a torn line is cut off, an entry without a line gets one."""
        whole = self._index.stat().st_size // self._line * self._line
        if whole != self._index.stat().st_size:
            os.truncate(self._index, whole)
        tree = self._tree_of(whole // self._line)
        while self._place(tree.size).exists():
            self._indexed(tree, self._place(tree.size).read_bytes())
        return tree

    def _tree_of(self, size: int) -> Growing:
        self._learn(size)
        return self._growing(size)

    def _indexed(self, tree: Growing, entry: bytes) -> Receipt:
        at, hashes = tree.size, tree.add(self._leaf(entry))
        receipt = Receipt(at, hashes[0], tree.root())
        self._remember(hashes)
        with self._index.open("ab") as file:
            file.write(f"{receipt.leaf.hex()} {receipt.root.hex()}\n".encode())
            file.flush()
            os.fsync(file.fileno())
        return receipt

    def keep(self, checkpoint: str) -> None:
        """Keep a checkpoint."""
        with _told(self._path), _locked(self._path / "lock"):
            kept = (*self.checkpoints(), checkpoint)
            _write_whole(self._path / "checkpoints.txt", _BETWEEN.join(kept).encode())

    # ---- reading ---------------------------------------------------------------------------------------------

    @contextmanager
    def reading(self) -> Iterator[None]:
        """Entries only ever come after those that are there, so there is nothing to hold."""
        with _told(self._path):
            self._learn(self.size())
            yield

    def size(self) -> int:
        """How many lines the index has."""
        return self._index.stat().st_size // self._line

    def entry(self, at: int) -> bytes:
        """An entry."""
        try:
            return self._place(at).read_bytes()
        except FileNotFoundError:
            raise LookupError(at) from None

    def places(self, leaf: bytes) -> tuple[int, ...]:
        """Where entries with this leaf stand."""
        self._learn(self.size())
        return tuple(at for at, one in enumerate(self._levels[0] if self._levels else ()) if one == leaf)

    def rows(self, start: int = 0) -> Iterator[Row]:
        """Everything stored of the entries."""
        with self._index.open("rb") as file:
            file.seek(start * self._line)
            for at, line in enumerate(iter(lambda: file.read(self._line), b""), start):
                leaf, head = _hashes(line, self._line)
                try:
                    yield Row(at, leaf, head, self._place(at).read_bytes())
                except FileNotFoundError:
                    return

    def stored(self, level: int, at: int) -> bytes:
        """The hash of a complete subtree, computed from the index."""
        if level >= len(self._levels) or at >= len(self._levels[level]):
            self._learn(self.size())
        return self._levels[level][at]

    def nodes(self, level: int) -> Iterator[tuple[int, object]] | None:  # noqa: ARG002  another keeps them
        """None are stored."""
        return None

    def checkpoints(self) -> tuple[str, ...]:
        """The checkpoints kept with the log."""
        try:
            text = (self._path / "checkpoints.txt").read_bytes().decode("utf-8", "replace")
        except FileNotFoundError:
            return ()
        return tuple(text.split(_BETWEEN))

    def unsound(self) -> str | None:
        """A line of the index that was cut off, or entries beyond it."""
        if self._index.stat().st_size % self._line:
            return "index.txt: the last line is not whole"
        beyond = [path.name for path in (self._path / "entries").rglob("*.json") if int(path.stem) > self.size()]
        return f"entries beyond the index: {min(beyond)}" if beyond else None

    def close(self) -> None:
        """Nothing is held open."""

    def _place(self, at: int) -> Path:
        return self._path / "entries" / f"{at // _FOLDER:06}" / f"{at:09}.json"

    def _learn(self, size: int) -> None:
        """Take over the leaves that were added since."""
        known = len(self._levels[0]) if self._levels else 0
        if size < known:  # the index was cut while it was open
            raise LogError("ER820", place=size)
        tree = self._growing(known)
        with self._index.open("rb") as file:
            file.seek(known * self._line)
            for _ in range(known, size):
                leaf, _head = _hashes(file.read(self._line), self._line)
                if leaf is None:
                    raise LogError("ER820", place=tree.size)
                self._remember(tree.add(leaf))

    def _remember(self, hashes: list[bytes]) -> None:
        for level, one in enumerate(hashes):
            if level == len(self._levels):
                self._levels.append([])
            self._levels[level].append(one)


def _hashes(line: bytes, length: int) -> tuple[bytes | None, bytes | None]:
    """Leaf and root of a line of the index; None for what cannot be read, or is not written as it should be."""
    parts = line[:-1].split(b" ")
    if len(line) != length or line[-1:] != b"\n" or len(parts) != 2 or len(parts[0]) != len(parts[1]):
        return None, None
    made = []
    for part in parts:
        try:
            one = bytes.fromhex(part.decode("ascii"))
        except ValueError:
            one = b""
        made.append(one if one.hex().encode() == part else None)
    return made[0], made[1]


def _write_whole(place: Path, data: bytes) -> None:
    """A file with its whole content or not at all, on the disk when this returns."""
    beside = place.with_name(f".{place.name}.{os.getpid()}")
    with beside.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    beside.replace(place)
    _sync_folder(place.parent)


def _sync_folder(folder: Path) -> None:
    if os.name == "nt":  # a folder cannot be synchronised there
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@contextmanager
def _locked(path: Path) -> Iterator[None]:
    """Alone among all processes; the lock goes with the process that holds it."""
    with path.open("ab") as file:
        if os.name == "nt":
            import msvcrt

            msvcrt.locking(file.fileno(), msvcrt.LK_LOCK, 1)  # type: ignore[attr-defined]
        else:
            import fcntl

            fcntl.flock(file, fcntl.LOCK_EX)
        yield


@contextmanager
def _told(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise LogError("ER819", path=str(path), error=reason(error)) from None
