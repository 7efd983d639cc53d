"""Why the operating system refused something: the usual reasons in both languages, any other in its own words."""

from __future__ import annotations

import errno
from collections.abc import Mapping
from typing import Final

from enforcerules.base.catalogue import TERMS, Lang

_USUAL: Final[Mapping[int, str]] = {
    errno.ENOENT: "os_missing",
    errno.EISDIR: "os_folder",
    errno.ENOTDIR: "os_no_folder",
    errno.EEXIST: "os_exists",
    errno.EACCES: "os_denied",
    errno.EPERM: "os_denied",
    errno.ENOSPC: "os_full",
    errno.EDQUOT: "os_full",
    errno.EBADF: "os_closed",
    errno.EIO: "os_device_fails",
    errno.EROFS: "os_read_only",
    errno.ENAMETOOLONG: "os_long_name",
    errno.ELOOP: "os_loop",
}


def reason(error: Exception) -> str:
    """The reason as an argument of a diagnostic: `@os_missing`, or the text that came with the error."""
    term = _USUAL.get(getattr(error, "errno", None) or 0)
    return f"@{term}" if term else getattr(error, "strerror", None) or str(error)


def worded(error: Exception, lang: Lang) -> str:
    """The reason in a language."""
    found = reason(error)
    terms = TERMS.get(found.removeprefix("@"))
    return found if terms is None else terms[0 if lang == "zh" else 1]
