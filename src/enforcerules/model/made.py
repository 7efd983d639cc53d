"""What was actually decided in a case (实际作出的处理决定), as `enforcerules/made/1` says it: for `review`.

Nothing here is what ought to be done. A step is done on a day, done (`true`), not done (`false`), waived by the party
(`waived`, 放弃), or not said at all; the last is never taken for "not done" unless the document says that it is `complete`.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, PlainValidator, WithJsonSchema
from pydantic_core import PydanticCustomError

from enforcerules.base.source import Text
from enforcerules.model.case import Case
from enforcerules.model.document import Node
from enforcerules.model.scalars import Day, Flag, Id, MatterId, Str, Strs, to_day, to_list, to_text

Done = Literal["penalise", "no_penalty", "order_first", "refer", "closed"]
"""What a decision did with the party: penalised, spared, ordered first to correct, handed over, or closed the case."""

_STEP_WORDS: dict[str, bool | Literal["waived"]] = {
    "true": True,
    "是": True,
    "false": False,
    "否": False,
    "waived": "waived",
    "放弃": "waived",
}
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def _step(value: object) -> date | bool | Literal["waived"]:
    if isinstance(value, bool | date):
        return value
    text = to_text(value)
    word = _STEP_WORDS.get(str(text))
    if word is not None:
        return word
    if not _DAY.fullmatch(text):
        raise PydanticCustomError("day_expected", "a day, true, false or waived is expected here")
    return to_day(text)


Step = Annotated[
    date | bool | str,
    PlainValidator(_step),
    WithJsonSchema(
        {"anyOf": [{"type": "string", "pattern": f"^{_DAY.pattern}$"}, {"enum": [True, False, *_STEP_WORDS]}]}
    ),
]


class MadeMeasure(Node):
    """A measure that was imposed, or proposed in a notice.

    `kind`: the kind, `fine@individual`, or the id of a measure. `amount` in 元; `in_words`: the amount in capital numerals as
    the document writes it; `length`: such as `10d`, `6m`, `life`. `basis`: what the document cites for it.
    """

    kind: Str
    amount: Str | None = None
    in_words: Str | None = None
    length: Str | None = None
    basis: Strs = ()


class MadeNotice(Node):
    """What the notice before the decision (告知书) proposed; `again`: it was given anew before the decision."""

    measures: Annotated[tuple[MadeMeasure, ...], BeforeValidator(to_list)] = ()
    again: Flag = False


class MadeDefence(Node):
    """The party's defence: `before` and `after` it the fine in 元; `reason`: why it rose, if it did."""

    before: Str | None = None
    after: Str | None = None
    reason: Str | None = None


class MadeDeviation(Node):
    """Why the decision left the benchmark, and who approved that."""

    reason: Str
    approved_by: Str | None = None


class EarlierFine(Node):
    """A fine that was imposed for the same act before."""

    by: Str | None = None
    ref: Str | None = None
    on: Day | None = None
    amount: Str | None = None


class MadeOutcome(Node):
    """What was done about one act of one party, under `matter` where the act falls under several provisions.

    `measures` are all that was imposed, unless `partial` says that only a summary is at hand.
    """

    act: Str | None = None
    party: Str | None = None
    matter: MatterId | None = None
    disposition: Done | None = None
    measures: Annotated[tuple[MadeMeasure, ...], BeforeValidator(to_list)] = ()
    partial: Flag = False
    basis: Strs = ()
    versions: dict[Str, Str] = {}
    grounds: Strs = ()
    deviation: MadeDeviation | None = None
    relied_on: Strs = ()
    excluded: Strs = ()
    steps: dict[Id, Step] = {}
    complete: Flag = False
    notice: MadeNotice | None = None
    defence: MadeDefence | None = None
    earlier_fines: Annotated[tuple[EarlierFine, ...], BeforeValidator(to_list)] = ()


class Made(Node):
    """A decision that was made: the case, and what was done about each act and party."""

    format: Literal["enforcerules/made/1"] = "enforcerules/made/1"
    made: Str = Text("made")
    case: Case
    authority: dict[Id, Str] = {}
    outcomes: Annotated[tuple[MadeOutcome, ...], BeforeValidator(to_list)] = Field(min_length=1)
    note: Str | None = None


FLAT = tuple(name for name in MadeOutcome.model_fields)
"""Keys of one outcome that may stand at the top of the document."""
