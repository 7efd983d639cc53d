"""YAML to nodes.

PyYAML supplies the events of its parser and nothing else: its constructors guess at numbers, dates and truth values, and
its composer follows aliases without bound. The tree is built here from the events, so that every bound is checked before
anything is built, and a file with a syntax error still yields the problems that stand before it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any, Final

import yaml

from enforcerules.base.diagnostics import Diagnostic, Label
from enforcerules.base.hidden import hidden, is_hiding
from enforcerules.base.limits import Limits, bounds
from enforcerules.base.source import Listing, Node, Place, Span, Table, Text, span_of, whole
from enforcerules.load.reading import Lines, Problems, StoppedError, decoded, hidden_code, put
from enforcerules.load.slips import colon_slip, line_slip
from enforcerules.load.unfinished import REFUSED, Anchor, Built, Open, Refused
from enforcerules.load.yaml_errors import bad_escape, explained, half_escape

__all__ = ["read_yaml"]

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

_NULLS: Final = frozenset({"", "~", "null"})
_DIRECTIVE: Final = re.compile(r"(?:[ ]*(?:#[^\r\n]*)?(?:\r\n|\r|\n))*(%[^\r\n]*)")
_TAB: Final = re.compile("\t+")
_TAG: Final = re.compile(r"[^\s,\[\]{}]*")
_PROPERTY: Final = re.compile(r"(?:[&!][^\s,\[\]{}]*[ ]+)+")
_WIDE_BLANK: Final = re.compile("[\u3000\u00a0]")
_REPLACED: Final = "U+FFFD"
_ODD: Final = frozenset({*_NULLS, "<<"})
_TEXT: Final = str.__new__
_TABLE: Final = dict.__new__
_LISTING: Final = list.__new__


def read_yaml(data: bytes, file: str, limits: Limits | None = None) -> tuple[Node, tuple[Diagnostic, ...]]:
    """The one document of a YAML file, and every problem found in it.

    `file` is the name that spans carry. The node is None when reading stopped; with problems it may be incomplete, so it
    is of use only for finding more of them.
    """
    problems = Problems(file, limits or bounds())
    node: Node = None
    with suppress(StoppedError):
        node = _read(decoded(data, problems), problems)
    return node, tuple(sorted(set(problems.found)))


def _read(text: str, problems: Problems) -> Node:
    lines = Lines(text, problems.file)
    directive = _DIRECTIVE.match(text)
    if directive:
        raise problems.stop("ER149", lines.span(*directive.span(1)))
    clean = _without_tabs(text, lines, problems)
    builder = _Builder(lines, problems)
    plain, scalar = builder.plain, yaml.ScalarEvent
    with _events(clean, lines, problems) as events:
        for event in events:
            kind = type(event)
            if kind is not scalar or not plain(event):
                _STEPS[kind](builder, event)
    return _root(builder, lines, problems)


def _without_tabs(text: str, lines: Lines, problems: Problems) -> str:
    """Each tab noted and replaced by a blank, so that the rest can be read with its columns.

    A last line without a break gets one: the two parsers differ on where such a file ends.
    """
    for found in _TAB.finditer(text):
        problems.add("ER122", lines.span(*found.span()))
    return text.replace("\t", " ") + ("" if text.endswith(("\n", "\r")) else "\n")


@contextmanager
def _events(text: str, lines: Lines, problems: Problems) -> Iterator[Iterator[yaml.Event]]:
    """The events of the parser up to the first syntax error, which is noted.

    Raises:
        StoppedError: there was one.
    """
    loader = _LOADER(text)
    try:
        yield iter(loader.get_event, None)
    except yaml.MarkedYAMLError as error:
        # Blanks in place of tabs may be the very cause.
        if "ER122" not in {problem.code for problem in problems.found}:
            problems.found.extend(explained(error, lines))
        raise StoppedError from None
    except (ValueError, OverflowError):
        if _LOADER is not yaml.SafeLoader:
            raise
        # `chr()` of an escape beyond Unicode, in the parser written in Python
        mark = loader.get_mark()
        problems.found.append(bad_escape(lines, mark.line + 1, mark.column + 1))
        raise StoppedError from None
    finally:
        loader.dispose()


def _root(builder: _Builder, lines: Lines, problems: Problems) -> Node:
    root = builder.root
    if isinstance(root, Text) and not root.quoted and root.span:
        for number in range(root.span.line, root.span.end_line + 1):
            slip = line_slip(lines.line(number), problems.file, number)
            if slip:
                problems.append(slip)
    if root is None:
        problems.add("ER113", whole(problems.file))
    return None if isinstance(root, Refused) else root


class _Builder:
    """Builds the tree of one document from events, keeping every bound."""

    def __init__(self, lines: Lines, problems: Problems) -> None:
        self.root: Built = None
        self._lines, self._file = lines, lines.file
        self._problems = problems
        self._limits = problems.limits
        self._stack: list[Open] = []
        self._anchors: dict[str, Anchor | Span] = {}
        self._nodes = 0
        self._aliases = 0
        self._documents = 0

    # One step for each kind of event.

    def skip(self, event: Any) -> None:  # noqa: ANN401 - the stubs of yaml leave events untyped
        """The stream and the end of a document say nothing."""

    def document(self, event: Any) -> None:  # noqa: ANN401
        """The first document is read, a second one stops reading."""
        self._documents += 1
        if self._documents > 1:
            raise self._problems.stop("ER136", self._span(event))

    def plain(self, event: Any) -> bool:  # noqa: ANN401
        """A text without anchor, tag or escapes, which is nearly every event: the same as `scalar`, and False for what that must look at."""
        style, value, stack = event.style, event.value, self._stack
        if event.anchor is not None or event.tag is not None or style == '"' or not stack or not (style or value):
            return False
        if self._nodes >= self._limits.nodes or len(value) > self._limits.scalar or (not style and value in _ODD):
            return False
        start, end, parent = event.start_mark, event.end_mark, stack[-1]
        line, column = end.line + 1, end.column + 1
        text: Any = _TEXT(Text, value)  # its own slots are set here: a call for every text takes longer
        text._at, text._line, text._column = self._file, start.line + 1, start.column + 1  # noqa: SLF001
        text._end_line, text._end_column = line, column  # noqa: SLF001
        text.quoted = bool(style)
        if parent.put is not None:
            parent.put(text)
        elif parent.key is not None:
            key, parent.key = parent.key, None
            if type(key) is Text and parent.keys.first(key) is key:
                node: Any = parent.node  # a table: nothing else has keys
                node[key] = text
            else:
                self._put(parent, key, text)
        elif style or value.isascii() or not _WIDE_BLANK.search(value):
            parent.key = text
        else:
            return False
        self._nodes += 1
        if parent.end < (line, column):  # noqa: PLR1730  a call of `max` for every text takes longer
            parent.end = line, column
        return True

    def scalar(self, event: Any) -> None:  # noqa: ANN401
        """A text or a null."""
        span = self._bare_span(event)
        self._count(1, span)
        quoted = bool(event.style)
        value: str = event.value
        if len(value) > self._limits.scalar:
            self._problems.add("ER135", self._first(span), limit=f"{self._limits.scalar:,}")
        if event.style == '"':
            self._check_escapes(value, span)
        null = not quoted and value in _NULLS and event.tag is None
        node: Built = None if null else Text(value, span, quoted=quoted)
        if event.tag is not None:
            node = self._refuse_tag(event)
        if event.anchor is not None:
            self._define(event.anchor, Anchor(node, self._first(self._span(event)), 1, 0))
        self._deliver(node, _place(span), height=0)

    def alias(self, event: Any) -> None:  # noqa: ANN401
        """What an earlier anchor names. A text takes the place of the alias, a collection keeps its own."""
        span = self._span(event)
        self._aliases += 1
        if self._aliases > self._limits.aliases:
            raise self._problems.stop("ER132", span, limit=f"{self._limits.aliases:,}")
        target = self._anchors.get(event.anchor)
        if isinstance(target, Anchor):
            self._count(target.size, span)
            self._check_depth(target.height, span)
            node = target.node
            same = Text(node, span, quoted=node.quoted) if isinstance(node, Text) else node
            self._deliver(same, _place(span), height=target.height)
            return
        labels = [Label(target, "anchor")] if target else []
        self._problems.add("ER131" if target else "ER130", span, labels, name=event.anchor)
        self._deliver(REFUSED, _place(span), height=0)

    def mapping(self, event: Any) -> None:  # noqa: ANN401
        """The start of a mapping."""
        self._open(_TABLE(Table), event)  # its place, which is all that is left out, is said where it ends

    def sequence(self, event: Any) -> None:  # noqa: ANN401
        """The start of a list."""
        self._open(_LISTING(Listing), event)

    def close(self, event: Any) -> None:  # noqa: ANN401
        """The end of a mapping or list."""
        stack = self._stack
        done = stack.pop()
        node, (line, column), end = done.node, done.start, done.end
        if done.flow:
            mark = event.end_mark
            end = mark.line + 1, mark.column + 1
        node._at = place = (self._file, line, column, end[0], end[1])  # noqa: SLF001
        parent = stack[-1] if stack else None
        if parent is None or parent.put is None or done.anchor is not None:
            self._named(done, place)
            return
        parent.put(node)
        if parent.height <= done.height:
            parent.height = done.height + 1
        parent.end = max(parent.end, end)

    def _named(self, done: Open, place: Place) -> None:
        """A finished collection that an anchor names, that is the value of a key, or the whole document."""
        if done.anchor is not None:
            size = self._nodes - done.before
            self._define(done.anchor, Anchor(done.node, self._first(Span(*place)), size, done.height))
        self._deliver(done.node, place, height=done.height)

    # What the steps share.

    def _open(self, node: Table | Listing, event: Any) -> None:  # noqa: ANN401
        before, mark = self._nodes, event.start_mark
        if event.tag is None and event.anchor is None and before < self._limits.nodes:
            self._nodes = before + 1
            start = (mark.line + 1, mark.column + 1)
            if len(self._stack) >= self._limits.depth:
                self._check_depth(1, self._span(event))
        else:
            start = self._opened(event)
        self._stack.append(Open(node, start, before, event))

    def _opened(self, event: Any) -> tuple[int, int]:  # noqa: ANN401
        """Where a collection starts that has an anchor or a tag, or is one too many."""
        start = self._bare_span(event)
        self._count(1, start)
        self._check_depth(1, start)
        if event.tag is not None:
            self._refuse_tag(event)
        if event.anchor is not None:
            self._define(event.anchor, self._first(self._span(event)))
        return start.line, start.column

    def _deliver(self, node: Built, place: Place, height: int) -> None:
        """Hand a finished node to the collection it stands in."""
        if not self._stack:
            self.root = node
            return
        parent = self._stack[-1]
        if parent.height <= height:
            parent.height = height + 1
        end = place[3:]
        if parent.end < end:  # noqa: PLR1730
            parent.end = end
        if parent.put is not None:
            parent.put(None if isinstance(node, Refused) else node)
        elif parent.key is None:
            parent.key = self._checked_key(node, Span(*place))
        else:
            self._put(parent, parent.key, node)
            parent.key = None

    def _put(self, parent: Open, key: Text | Refused, node: Built) -> None:
        if isinstance(key, Refused) or not isinstance(parent.node, Table):
            return
        if node is None:
            slip = colon_slip(key)
            if slip:
                self._problems.append(slip)
        value = None if isinstance(node, Refused) else node
        put(parent.node, parent.keys, key, value, self._problems)

    def _checked_key(self, node: Built, span: Span) -> Text | Refused:
        if isinstance(node, Refused):
            return node
        if node is None:
            self._problems.add("ER126", span)
            return REFUSED
        if not isinstance(node, Text):
            found = "@mapping" if isinstance(node, Table) else "@list"
            self._problems.add("ER127", span_of(node), found=found)
            return REFUSED
        if not node.quoted and node == "<<":
            self._problems.add("ER128", node.span)
            return REFUSED
        if not node.quoted and _WIDE_BLANK.search(node):
            self._problems.add("ER125", node.span, key=_WIDE_BLANK.sub(" ", node).strip())
        return node

    def _check_escapes(self, value: str, span: Span) -> None:
        """Hidden characters that double quotes spell as escapes; those written as such were noted before."""
        for char in hidden(value) if is_hiding(value) else ():
            if char.kind == "surrogate":
                # The parser in C refuses these where they stand; the one in Python lets them through to here.
                self._problems.found.append(half_escape(self._lines, span))
                raise StoppedError
            if char.point != _REPLACED:
                self._problems.add(hidden_code(char.kind), span, point=char.point)

    def _refuse_tag(self, event: Any) -> Refused:  # noqa: ANN401
        start = self._span(event)
        at = self._lines.offset(start.line, start.column)
        at = self._lines.text.find("!", at)
        tag = _TAG.match(self._lines.text, at)
        end = tag.end() if tag else at + 1
        self._problems.add("ER129", self._lines.span(at, end), tag=self._lines.text[at:end])
        return REFUSED

    def _define(self, name: str, anchor: Anchor | Span) -> None:
        first = self._anchors.get(name)
        if isinstance(first, Anchor):
            span = anchor.span if isinstance(anchor, Anchor) else anchor
            self._problems.add("ER138", span, [Label(first.span, "first")], name=name)
        self._anchors[name] = anchor

    def _count(self, more: int, span: Span) -> None:
        self._nodes += more
        if self._nodes > self._limits.nodes:
            raise self._problems.stop("ER133", self._first(span), limit=f"{self._limits.nodes:,}")

    def _check_depth(self, more: int, span: Span) -> None:
        if len(self._stack) + more > self._limits.depth:
            raise self._problems.stop("ER134", self._first(span), limit=self._limits.depth)

    def _span(self, event: Any) -> Span:  # noqa: ANN401
        start, end = event.start_mark, event.end_mark
        return Span(self._lines.file, start.line + 1, start.column + 1, end.line + 1, end.column + 1)

    def _bare_span(self, event: Any) -> Span:  # noqa: ANN401
        """The span without the anchor and the tag that stand before a node."""
        span = self._span(event)
        if event.anchor is None and event.tag is None:
            return span
        at = self._lines.offset(span.line, span.column)
        before = _PROPERTY.match(self._lines.text, at)
        if before is None or before.end() > self._lines.offset(span.end_line, span.end_column):
            return span
        start = self._lines.span(before.end(), before.end())
        return start.to(span)

    def _first(self, span: Span) -> Span:
        """The first line of a span: what is said of a large node need not underline all of it."""
        if span.end_line == span.line:
            return span
        end = len(self._lines.line(span.line)) + 1
        return Span(span.file, span.line, span.column, span.line, max(end, span.column))


def _place(span: Span) -> Place:
    return span.file, span.line, span.column, span.end_line, span.end_column


_STEPS: Final = {
    yaml.StreamStartEvent: _Builder.skip,
    yaml.StreamEndEvent: _Builder.skip,
    yaml.DocumentStartEvent: _Builder.document,
    yaml.DocumentEndEvent: _Builder.skip,
    yaml.ScalarEvent: _Builder.scalar,
    yaml.AliasEvent: _Builder.alias,
    yaml.MappingStartEvent: _Builder.mapping,
    yaml.SequenceStartEvent: _Builder.sequence,
    yaml.MappingEndEvent: _Builder.close,
    yaml.SequenceEndEvent: _Builder.close,
}
