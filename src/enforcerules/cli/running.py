"""Running a command, and what is said when it cannot: bad input is told, a defect is shown."""

from __future__ import annotations

import errno
import traceback
from argparse import Namespace
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from enforcerules.base.catalogue import Lang
from enforcerules.base.catalogue.bundles import TAMPERED
from enforcerules.base.diagnostics import InvalidInput, Report
from enforcerules.base.hidden import visible
from enforcerules.base.limits import bounds
from enforcerules.base.refusals import worded as reason_of
from enforcerules.cli import exits
from enforcerules.cli.refused import Refused
from enforcerules.cli.sparing import spare_inputs
from enforcerules.cli.streams import remark
from enforcerules.render.diagnostics import text

UNREADABLE = frozenset({"ER101", "ER102", "ER105", "ER106", "ER107"})
"""Codes of a path that is not there or cannot be read at all."""


def run(options: Namespace) -> int:
    """The exit code of the command."""
    test = options.name == "test"
    try:
        spare_inputs(options)
        status: int = options.run(options)
        return status
    except InvalidInput as invalid:
        complain(_weighty(invalid.report), options.lang)
        codes = {one.code for one in invalid.report.errors}
        if test:
            return exits.TEST_USAGE if codes & UNREADABLE else exits.TEST_STOPPED
        return exits.ALTERED if codes & TAMPERED else exits.BAD_INPUT
    except Refused as refused:
        remark(f"enforcerules: {refused.zh if options.lang == 'zh' else refused.en}")
        return exits.TEST_USAGE if test else exits.BAD_INPUT
    except (BrokenPipeError, KeyboardInterrupt):
        raise
    except OSError as error:  # a full disk, a closed stream, a place that may not be written: the machine's, no defect
        remark(f"enforcerules: {machine_said(error, options.lang)}")
        return exits.TEST_USAGE if test else exits.BAD_INPUT
    except Exception as defect:  # noqa: BLE001  the last place that can tell a defect from bad input
        if _differing(defect, options.lang):
            return exits.DEFECT
        remark(traceback.format_exc())
        zh, en = "这是 enforcerules 的缺陷，请连同以上内容报告", "this is a defect of enforcerules; please report it"
        remark(f"enforcerules: {zh if options.lang == 'zh' else en}")
        return exits.TEST_DEFECT if test else exits.DEFECT


_OF_WRITING: Final = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EROFS, errno.EBADF, errno.EIO})
"""Errors that name no file and come of writing one."""


def machine_said(error: OSError, lang: Lang) -> str:
    """What the operating system refused: with the place, or of a stream that is being written."""
    if error.filename is None:
        written = error.errno in _OF_WRITING
        zh, en = ("无法写出结果", "cannot write the result") if written else ("读写失败", "reading or writing failed")
    else:
        zh, en = f"无法读写 `{visible(str(error.filename))}`", f"cannot read or write `{visible(str(error.filename))}`"
    return f"{zh}：{reason_of(error, lang)}" if lang == "zh" else f"{en}: {reason_of(error, lang)}"


def _weighty(report: Report) -> Report:
    """What keeps the input from being used, and warnings, without mere information."""
    return Report(tuple(one for one in report.diagnostics if one.severity != "info"))


def _differing(defect: Exception, lang: Lang) -> bool:
    """Whether two engines differed; then it is told."""
    from enforcerules.cli.opinions import differing
    from enforcerules.engines.matcher import Disagreement

    if not isinstance(defect, Disagreement):
        return False
    remark(differing(defect, lang))
    return True


def complain(report: Report, lang: Lang, given: Mapping[str, str] | None = None) -> None:
    """A report on standard error, with the lines it speaks of."""
    remark(worded(report, lang, given))


def worded(report: Report, lang: Lang, given: Mapping[str, str] | None = None) -> str:
    """A report as text; `given` holds what did not come from a file."""
    return text(report, lang, {**sources_of(report), **(given or {})})


def sources_of(report: Report) -> dict[str, str]:
    """The text of every file that a report points at, as far as it can be read."""
    spans = [span for one in report.diagnostics for span in (one.span, *(label.span for label in one.labels)) if span]
    found: dict[str, str] = {}
    for name in {span.file for span in spans}:
        try:
            if Path(name).is_file() and Path(name).stat().st_size <= bounds().file_bytes:
                found[name] = Path(name).read_bytes().decode("utf-8", "replace")
        except (OSError, ValueError):
            continue
    return found
