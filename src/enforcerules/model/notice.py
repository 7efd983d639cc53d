"""What a public notice of a penalty says beyond the decision: the party's name and codes, the document, what was imposed."""

from __future__ import annotations

from typing import Literal

from enforcerules.model.document import Node
from enforcerules.model.scalars import Day, Id, Str


class Identity(Node):
    """A document of identity: its type (居民身份证, 护照 …) and its number, which is never published whole."""

    type: Str
    number: Str


class Representative(Node):
    """The legal representative (法定代表人) of a unit."""

    name: Str
    identity: Identity | None = None


class Published(Node):
    """The party as the notice names it. `code`: the unified social credit code; the others: older registers."""

    name: Str
    code: Str | None = None
    business: Str | None = None
    organisation: Str | None = None
    tax: Str | None = None
    institution: Str | None = None
    association: Str | None = None
    representative: Representative | None = None
    identity: Identity | None = None


class Organ(Node):
    """An organ with its credit code."""

    name: Str
    code: Str | None = None


class Notice(Node):
    """The particulars of a penalty that was imposed, for the public notice (`enforcerules/notice/1`).

    `measures`: what was imposed, by kind: an amount in 元 for a fine or for gains, an amount or a description for goods and
    tools, the name and number of a licence, or `true`. `valid_until`, `public_until`: as the rules of publication say.
    """

    format: Literal["enforcerules/notice/1"] = "enforcerules/notice/1"
    number: Str
    party: Published
    decided: Day
    measures: dict[Id, Str]
    authority: Organ
    source: Organ | None = None
    facts: Str | None = None
    valid_until: Day | None = None
    public_until: Day | None = None
    remark: Str | None = None
