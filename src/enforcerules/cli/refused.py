"""A request that cannot be carried out, said in both languages."""

from __future__ import annotations

from enforcerules.base.refusals import worded


class Refused(Exception):
    """What is wrong with the request; the exit code is that of bad input."""

    def __init__(self, zh: str, en: str) -> None:
        """Carry both wordings."""
        super().__init__(en)
        self.zh = zh
        self.en = en


def unwritable(path: object, error: Exception) -> Refused:
    """A file or folder cannot be written, and why."""
    return Refused(f"无法写入 `{path}`：{worded(error, 'zh')}", f"cannot write `{path}`: {worded(error, 'en')}")


def unreadable(path: object, error: Exception) -> Refused:
    """A file cannot be read, and why."""
    return Refused(f"无法读取 `{path}`：{worded(error, 'zh')}", f"cannot read `{path}`: {worded(error, 'en')}")
