"""Hostile input: what it is, and what must come of it: `right`, or `refused` with one of these codes among others."""

import io
import json
import os
import sys
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "tests" / "audit"))
import small  # noqa: E402

import enforcerules as er  # noqa: E402
from enforcerules.base import archive  # noqa: E402
from enforcerules.base.canonical import canonical  # noqa: E402

MANY = 100_000
CASE = {"format": "enforcerules/case/1", **small.CASE}
RULES = (small.SMALL / "ruleset.yaml").read_text(encoding="utf-8")


@dataclass(frozen=True)
class Hostile:
    """One input: how it is handed over, what it is, and which codes may be said of it; none if it is right."""

    name: str
    kind: str
    content: str | bytes | Callable[[Path], None]
    codes: str = ""
    suffix: str = ".yaml"
    more: dict = field(default_factory=dict)

    def written(self, folder: Path) -> dict:
        """As `attempt.py` takes it."""
        path = folder / f"{self.name}{self.suffix}"
        if callable(self.content):
            self.content(path)
        else:
            path.write_bytes(self.content if isinstance(self.content, bytes) else self.content.encode())
        return {"name": self.name, "kind": self.kind, "path": str(path), **self.more}


def case(name: str, codes: str = "", **changes: object) -> Hostile:
    """A case with some of its fields changed; None leaves one out."""
    made = {key: value for key, value in {**CASE, **changes}.items() if value is not None}
    return Hostile(name, "case", json.dumps(made, ensure_ascii=False), codes, ".json")


def text(name: str, written: str, codes: str = "", given: str = "goods: 20000") -> Hostile:
    """The case as YAML with a line put in the place of the amount of goods."""
    facts = f"{{倾倒: true, 后果: 轻微}}\n{written}" if given == "" else "{倾倒: true, 后果: 轻微, " + written + "}"
    lines = [
        "format: enforcerules/case/1\ncase: c\nphase: concluded\nterritory: '330624'\nparty: {kind: unit}",
        "matter: small.dump\nstart: 2024-03-01\nend: 2024-03-20\ndates: {decided: 2024-05-20, notified: 2024-04-28}",
        f"facts: {facts}\n",
    ]
    return Hostile(name, "case", "\n".join(lines), codes)


# ---- cases -------------------------------------------------------------------------------------------------------

LAUGHS = "a: &a [x,x,x,x,x,x,x,x,x]\n" + "".join(
    f"{new}: &{new} [{','.join([f'*{old}'] * 9)}]\n" for old, new in zip("abcdefg", "bcdefgh", strict=True)
)


def cases() -> Iterator[Hostile]:
    yield text("plain", "货值金额: 20000")
    yield Hostile("yaml-bomb", "case", LAUGHS, "ER133")
    yield Hostile("yaml-deep", "case", "[" * 20_000, "ER134 ER150")
    yield Hostile("yaml-deep-block", "case", "".join(f"{' ' * n}a:\n" for n in range(200)), "ER134")
    yield Hostile("yaml-sexagesimal", "case", f"a: 1{':59' * 200_000}\n", "ER135")
    yield Hostile("yaml-tag", "case", "format: !!python/object/apply:os.system ['id']\n", "ER129")
    yield Hostile("yaml-merge", "case", "a: &a {b: 1}\nc: {<<: *a}\n", "ER128")
    yield Hostile("yaml-recursive", "case", "a: &a [*a]\n", "ER131")
    yield Hostile("yaml-two-documents", "case", "a: 1\n---\nb: 2\n", "ER136")
    yield Hostile("yaml-aliases", "case", "a: &a x\nb: [" + "*a, " * 2_000 + "]\n", "ER132")
    yield Hostile("json-deep", "case", '{"a":' * MANY, "ER134", ".json")
    yield Hostile("json-lists", "case", "[" * MANY, "ER134", ".json")
    yield Hostile("json-twice", "case", '{"format":"enforcerules/case/1","matter":"a","matter":"b"}', "ER120", ".json")
    yield Hostile("json-nan", "case", '{"facts":{"货值金额":NaN,"b":-Infinity}}', "ER163", ".json")
    yield Hostile("json-half", "case", '{"case":"\\ud800"}', "ER117", ".json")
    yield Hostile("nothing", "case", b"", "ER113")
    yield Hostile("nul", "case", b"case: a\0b\n", "ER115")
    yield Hostile("random", "case", bytes(range(256)) * 64, "ER110 ER111 ER112")
    yield Hostile("utf-16", "case", "case: a\n".encode("utf-16"), "ER112")
    yield Hostile("gbk", "case", "案件: 甲\n".encode("gbk"), "ER111")
    yield Hostile("too-large", "case", b"#" * (16 * 1024 * 1024 + 1), "ER103")
    yield Hostile("bidi", "case", "case: a\u202eb\n", "ER114")
    yield Hostile("zero-width", "case", "ca\u200bse: a\n", "ER114")
    yield Hostile("private", "case", "case: \ue000\n", "ER116")
    yield case("cyrillic-key", "ER201", сase="a")
    yield case("cyrillic-matter", "ER601 ER252", matter="smаll.dump")
    yield Hostile("keys-of-two-widths", "case", "case: a\nｃａｓｅ: b\n", "ER121")
    for name, written, codes in NUMBERS:
        yield text(f"number-{name}", f"货值金额: {written}", codes)
    for name, day, codes in DAYS:
        yield case(f"day-{name}", codes, dates={"decided": day, "notified": "2024-04-28"})
    yield from large_cases()
    yield from paths()


NUMBERS = (
    ("full-width", "１２３", "ER22 ER24"),
    ("arabic", "١٢٣", "ER22 ER24"),
    ("devanagari", "१२३", "ER22 ER24"),
    ("superscript", "²", "ER22 ER24"),
    ("underscore", "1_000", "ER22 ER24"),
    ("commas", "'1,000'", "ER22 ER24"),
    ("exponent", "1e5", "ER22 ER24"),
    ("huge-exponent", "1e999999999", "ER22 ER24"),
    ("hexadecimal", "0x10", "ER22 ER24"),
    ("octal", "0123", "ER22 ER24"),
    ("plus", "+5", "ER22 ER24"),
    ("minus", "-5", "ER225"),
    ("nan", "NaN", "ER22 ER24"),
    ("infinity", "Infinity", "ER22 ER24"),
    ("dots", "1.2.3", "ER22 ER24"),
    ("no-digits", "'.'", "ER22 ER24"),
    ("thousandth", "100.001", "ER242"),
    ("nineteen-digits", "1234567890123456789", "ER222"),
    ("eighteen-digits", "1234567890123456.78", ""),
    ("million-digits", "9" * 60_000, "ER222"),
    ("sexagesimal", "12:30:45", "ER22 ER24"),
    ("cents", "100.10", ""),
    ("zero", "0", ""),
    ("expression", "__import__('os').system('id')", "ER22 ER24"),
    ("formula", "'=1+1'", "ER22 ER24"),
    ("template", "'{货值金额}'", "ER22 ER24"),
    ("percent", "100%", "ER22 ER24"),
)

DAYS = (
    ("thirtieth-of-february", "2024-02-30", "ER23"),
    ("leap", "2024-02-29", ""),
    ("no-leap", "2023-02-29", "ER23"),
    ("leap-2000", "2000-02-29", ""),
    ("no-leap-2100", "2100-02-29", "ER23"),
    ("month-13", "2024-13-01", "ER23"),
    ("before-1900", "1899-12-31", "ER23"),
    ("after-2200", "2201-01-01", "ER23"),
    ("year-0", "0000-01-01", "ER23"),
    ("year-10000", "10000-01-01", "ER23"),
    ("zone", "2024-05-20T00:00:00Z", "ER23"),
    ("zone-offset", "2024-05-20 00:00:00+08:00", "ER23"),
    ("week", "2024-W21-1", "ER23"),
    ("basic", "20240520", "ER23"),
    ("full-width", "２０２４-０５-２０", "ER23"),
    ("chinese", "二〇二四年五月二十日", "ER23"),
    ("text", "tomorrow", "ER23"),
    ("list", ["2024-05-20"], "ER203"),
)


def large_cases() -> Iterator[Hostile]:
    event = {"date": "2023-06-01", "act": "small.dump", "event": "penalty"}
    search = {"register": "平台", "from": "2020-01-01", "to": "2024-03-31"}
    acts = dict.fromkeys(("matter", "start", "end"))
    act = {"matter": "small.dump", "start": "2024-03-01", "end": "2024-03-20"}
    yield case("facts", "ER137", facts={f"事实{n}": True for n in range(MANY)})
    yield case("history", history={"searched": [search], "events": [event] * MANY})
    yield case("history-wrong", "ER137", history={"searched": [], "events": [{"date": "2023-02-30"}] * MANY})
    yield case("history-of-others", "ER137", history={"events": [{**event, "party": f"x{n}"} for n in range(MANY)]})
    yield case("history-about", "ER133", history={"events": [{**event, "about": {f"车{n}": "1"}} for n in range(MANY)]})
    yield case("searches", history={"searched": [search] * MANY, "events": []})
    yield case("parties", "ER615", party=None, parties=[{"id": f"p{n}"} for n in range(20_000)])
    yield case("parties-of-one-name", "ER137", party=None, parties=[{"id": "p1"}] * 50_000)
    yield case("acts", "ER615", **acts, acts=[{"id": f"a{n}", **act} for n in range(20_000)])
    yield case("acts-300", "", **acts, acts=[{"id": f"a{n}", **act} for n in range(300)])
    yield case("matters", "ER615", matter=[f"small.m{n}" for n in range(MANY)])
    yield case("dates", "ER137", dates={f"d{n}": "2024-01-01" for n in range(MANY)})
    yield case("proposed", "ER137", proposed={f"d{n}": "1" for n in range(MANY)})
    yield case("evidence", facts={"倾倒": {"value": True, "evidence": [f"证{n}" for n in range(MANY)]}})
    yield case("unknown-keys", "ER137", **{f"k{n}": 1 for n in range(MANY)})
    yield case("long-note", "ER135", note="长" * 65_537)
    yield case("note", "", note="长" * 65_536)
    yield case("nodes", "ER133", facts={"倾倒": {"value": True, "evidence": ["x"] * 1_000_000}})


def paths() -> Iterator[Hostile]:
    example = "format: enforcerules/example/1\nexample: a\nwhy: b\ncase: {}\nexpect: {{disposition: penalise}}\n"
    for name, path in (
        ("absolute", "/etc/passwd"),
        ("above", "../../../../../../etc/hostname"),
        ("drive", "C:\\x.yaml"),
    ):
        yield Hostile(f"example-{name}", "example", example.format(path), "ER101 ER108")
    yield Hostile("link-to-device", "case", lambda path: path.symlink_to("/dev/zero"), "ER106")
    yield Hostile("pipe", "case", os.mkfifo, "ER106")
    yield Hostile("folder", "case", Path.mkdir, "ER106")
    yield Hostile("missing", "case", lambda _: None, "ER101")
    yield Hostile("link-to-itself", "case", lambda path: path.symlink_to(path), "ER101 ER102")


# ---- rulesets ----------------------------------------------------------------------------------------------------


def ruleset(name: str, codes: str, *changes: tuple[str, str], more: str = "") -> Hostile:
    """The small ruleset with texts replaced."""
    made = RULES + more
    for old, new in changes:
        assert old in made, old
        made = made.replace(old, new)
    return Hostile(name, "ruleset", made, codes, more={"case": small.CASE})


def rulesets() -> Iterator[Hostile]:
    yield ruleset("rules", "")
    when = "when: 年龄14周岁以下"
    for number, condition in enumerate(CONDITIONS):
        yield ruleset(f"condition-{number}", "ER114 ER2 ER4", (when, f"when: {json.dumps(condition)}"))
    for number, amount in enumerate(AMOUNTS):
        yield ruleset(
            f"amount-{number}", "ER2 ER4 ER5", ("shall: 1000元以上5000元以下", f"shall: {json.dumps(amount)}")
        )
    yield ruleset("extends-itself", "ER3", ("status: example", "status: example\nextends: [audit.small]"))
    for number, name in enumerate(("../../etc", "/etc", "..", "a/../../b", "C:.x", "cn.statutes/../../x")):
        yield ruleset(f"extends-path-{number}", "ER2 ER3", ("status: example", f"status: example\nextends: ['{name}']"))
    yield ruleset("cycle", "ER509", ("年龄, age: {born: born, on: act_end}", "年龄, sum: [age, age]"))
    chain = "".join(f"  x{n}: {{label: 项{n}, sum: [x{n + 1}, goods], basis: 试法 第二条}}\n" for n in range(2_000))
    yield ruleset(
        "long-chain",
        "ER525",
        ("derived:\n", f"derived:\n{chain}  x2000: {{label: 末项, sum: [goods, goods], basis: 试法 第二条}}\n"),
    )
    power = "".join(f"  y{n}: {{label: 积{n}, times: [y{n + 1}, y{n + 1}], basis: 试法 第二条}}\n" for n in range(40))
    yield ruleset(
        "doubling",
        "ER526",
        ("derived:\n", f"derived:\n{power}  y40: {{label: 底, times: [goods, '2'], basis: 试法 第二条}}\n"),
    )
    rows = "".join(
        f"      - {{id: r{n}, level: heavier, when: 货值金额{n + 1}元以上, of_max: 1%}}\n" for n in range(2_000)
    )
    yield ruleset(
        "too-many-rows", "ER527", ("      - {id: heavy", f"{rows}      - {{id: heavy"), ("hit: unique", "hit: heaviest")
    )
    many = "".join(f"  - {{id: small.m{n}, title: 事{n}, elements: 倾倒, prohibited_by: 试法 第一条, penalised_by: 试法 第五条, penalties: [{{fine: {{shall: 1元以上2元以下}}}}]}}\n" for n in range(3_000))  # fmt: skip
    yield ruleset("many-matters", "", ("exemptions:\n", f"{many}exemptions:\n"))
    yield ruleset("nulls", "ER137", more=f"monitors: [{'~, ' * MANY}]\n")
    yield ruleset("equal-items", "ER137", ("basis: 试规 表一", f"basis: [{'试规 表一, ' * MANY}]"))
    yield Hostile("folder-with-link", "ruleset", _linked, "ER104", "")
    yield Hostile("folder-with-loop", "ruleset", _looped, "", "", {"case": small.CASE})
    yield Hostile("folder-of-too-many", "ruleset", _crowded, "ER107", "")


CONDITIONS = (
    "__import__('os').system('touch pwned')",
    "().__class__.__base__.__subclasses__()",
    "年龄14周岁以下 or exec('1')",
    "lambda: 0",
    "{{7*7}}",
    "${jndi:ldap://x}",
    "%s%s%n",
    "(" * 10_000 + "倾倒" + ")" * 10_000,
    "非 " * 1_000 + "倾倒",
    " 且 ".join(["倾倒"] * 1_000),
    "倾倒 且 " * 400,
    "年龄" + "9" * 3_000 + "周岁以下",
    "年龄1e9周岁以下",
    "年龄１４周岁以下",
    "年龄١٤周岁以下",
    "货值金额不足" + "亿" * 500 + "元",
    "倾\u200b倒",
    "倾倒\u202e且 非 倾倒",
    "甲" * 4_001,
    "",
    " ",
    "\n倾倒\n且",
)
AMOUNTS = (
    "9" * 50 + "元以下",
    "1" + "亿" * 30 + "元以上2元以下",
    "5000元以上1000元以下",
    "货值金额1/0倍以上3倍以下",
    "货值金额-1倍以上3倍以下",
    "货值金额1e9倍以下",
    "open('/etc/passwd').read()",
    "１０００元以上５０００元以下",
    "0x10元以下",
)


def _linked(path: Path) -> None:
    path.mkdir()
    (path / "ruleset.yaml").write_text(RULES, encoding="utf-8")
    (path / "secret.yaml").symlink_to("/etc/passwd")


def _looped(path: Path) -> None:
    path.mkdir()
    (path / "ruleset.yaml").write_text(RULES, encoding="utf-8")
    (path / "again").symlink_to(path)


def _crowded(path: Path) -> None:
    path.mkdir()
    for number in range(10_001):
        (path / f"{number}.yaml").touch()


# ---- archives ----------------------------------------------------------------------------------------------------


def zipped(**members: bytes) -> bytes:
    """A zip archive; `__` in a name stands for `/`."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in members.items():
            made.writestr(name.replace("__", "/").replace("_xml", ".xml").replace("_rels", ".rels"), content)
    return held.getvalue()


HEAD = b'<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
FOOT = b"</sheetData></worksheet>"
BOOK = {
    "[Content_Types]_xml": b'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>',
    "_rels__.rels": b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>',
    "xl__workbook_xml": b'<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="a" sheetId="1" r:id="r1"/></sheets></workbook>',
    "xl___rels__workbook.xml.rels": b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
}


def workbook(sheet: bytes, **more: bytes) -> bytes:
    """A workbook of one sheet, as its XML has it."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in {**BOOK, **more, "xl__worksheets__sheet1_xml": sheet}.items():
            plain = {"_rels__.rels": "_rels/.rels", "xl___rels__workbook.xml.rels": "xl/_rels/workbook.xml.rels"}
            made.writestr(plain.get(name, name.replace("__", "/").replace("_xml", ".xml")), content)
    return held.getvalue()


def cell(place: str, inner: str) -> str:
    return f'<c r="{place}" t="inlineStr"><is><t>{inner}</t></is></c>'


def books() -> Iterator[tuple[str, bytes, str]]:
    row = '<row r="1">{}</row>'
    yield "expands", workbook(HEAD + b" " * 300_000_000 + FOOT), "ER721"
    yield (
        "far-out",
        workbook(HEAD + row.format(cell("A1", "a") + cell("XFD1048576", "b")).encode() + FOOT),
        "ER721 ER732",
    )
    yield "further-out", workbook(HEAD + row.format(cell("A9999999999", "a")).encode() + FOOT), "ER721 ER666 ER732"
    yield (
        "formula",
        workbook(HEAD + row.format('<c r="A1"><f>WEBSERVICE("http://x")</f><v>1</v></c>').encode() + FOOT),
        "ER722",
    )
    laughs = b'<!DOCTYPE x [<!ENTITY a "ha">' + b"".join(
        b'<!ENTITY %s "%s">' % (new, b"&%s;" % old * 10) for old, new in zip((b"a", b"b", b"c", b"d", b"e", b"f"), (b"b", b"c", b"d", b"e", b"f", b"g"), strict=True)
    ) + b"]>"  # fmt: skip
    yield "entities", workbook(HEAD.replace(b"<worksheet", laughs + b"<worksheet") + b"&g;" + FOOT), "ER720 ER666"
    yield (
        "outside",
        workbook(
            HEAD.replace(b"<worksheet", b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><worksheet')
            + b"&e;"
            + FOOT
        ),
        "ER720 ER666",
    )
    yield "cut", workbook(HEAD + FOOT)[:300], "ER720 ER666"
    yield "no-archive", b"PK\x03\x04" + bytes(500), "ER720 ER666"
    yield "many-members", zipped(**{f"f{n}": b"" for n in range(6_000)}), "ER721"
    inner = zipped(a=bytes(1_000_000))
    yield "nested", zipped(**{f"n{n}": inner for n in range(100)}), "ER720 ER666"


def workbooks() -> Iterator[Hostile]:
    for name, data, codes in books():
        yield Hostile(f"workbook-{name}", "workbook", data, codes, ".xlsx")
        yield Hostile(f"decisions-{name}", "review", data, codes, ".xlsx")
    yield Hostile("decisions-old", "review", b"\xd0\xcf\x11\xe0" + bytes(600), "ER666", ".xls")
    yield Hostile("decisions-open", "review", zipped(mimetype=b"x"), "ER666", ".ods")
    yield Hostile("decisions-csv", "review", "a,b\n" * MANY, "ER665", ".csv")


# ---- bundles and records -----------------------------------------------------------------------------------------


def resealed(members: dict[str, bytes], **changes: bytes) -> bytes:
    """A bundle whose members were changed and its manifest made to fit, as somebody would who knows how."""
    import hashlib

    made = {**members, **{name: content for name, content in changes.items() if content is not None}}
    manifest = json.loads(made.pop("manifest.json"))
    manifest["members"] = {n: {"sha256": hashlib.sha256(c).hexdigest(), "size": len(c)} for n, c in made.items()}
    return archive.write({**made, "manifest.json": canonical(manifest)})


def bundles() -> Iterator[Hostile]:
    data = er.build(small.SMALL)
    members = archive.read(data)
    yield Hostile("bundle", "bundle", data, "", ".bundle", {"case": small.CASE})
    yield Hostile("bundle-cut", "bundle", data[:-1], "ER181", ".bundle")
    yield Hostile("bundle-longer", "bundle", data + b"x", "ER181", ".bundle")
    yield Hostile(
        "bundle-deflated", "bundle", zipped(**{"manifest.json": members["manifest.json"]}), "ER181", ".bundle"
    )
    yield Hostile("bundle-expands", "bundle", zipped(x=bytes(100_000_000)), "ER180 ER181", ".bundle")
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as made:
        made.writestr("../../x.yaml", "a: 1")
        made.writestr("manifest.json", members["manifest.json"])
    yield Hostile("bundle-traverses", "bundle", held.getvalue(), "ER181", ".bundle")
    for name in members:
        if name == "manifest.json":
            continue
        for number, other in enumerate((b"", b"null", b"[]", b"{}", b"[" * 50_000, members[name][: len(members[name]) // 2], b'{"names":[1e999]}')):  # fmt: skip
            given = {"case": small.CASE, "recompile": True}
            yield Hostile(f"resealed-{name.replace('/', '-')}-{number}", "bundle", resealed(members, **{name: other}), "ER", ".bundle", given)  # fmt: skip
    stranger = resealed(members, **{"sources/../../x.yaml".replace("../", "up-"): b"a: 1"})
    yield Hostile("resealed-with-more", "bundle", stranger, "ER", ".bundle", {"case": small.CASE, "recompile": True})


def records() -> Iterator[Hostile]:
    rules = er.load(small.SMALL)
    data = er.record(er.decide(rules, small.CASE))
    yield Hostile("record", "record", data, "", ".json")
    told = json.loads(data)
    yield Hostile("record-pretty", "record", json.dumps(told, indent=1), "ER802", ".json")
    yield Hostile("record-deep", "record", '{"body":{"' + '":{"' * 50_000, "ER801 ER802", ".json")
    yield Hostile("record-large", "record", b'{"body":"' + b"x" * (64 * 1024 * 1024), "ER103", ".json")
    yield Hostile("record-float", "record", data.replace(b'"2024', b"1.5,", 1), "ER802", ".json")
    for place in ("body", "envelope", "digests", "format"):
        for number, other in enumerate((None, [], {}, "x", 1, True)):
            yield Hostile(f"record-{place}-{number}", "record", canonical({**told, place: other}), "ER8", ".json")
    yield Hostile(
        "record-algorithm",
        "record",
        canonical({**told, "digests": {"md5": told["digests"]["sha256"]}}),
        "ER806",
        ".json",
    )
    yield Hostile("record-more", "record", canonical({**told, "more": 1}), "ER803", ".json")


def others() -> Iterator[Hostile]:
    scene = "format: enforcerules/scene/1\nscene: s\ntitle: t\nmatters: [{}]\n"
    yield Hostile("scene", "scene", scene.format("small.dump"))
    yield Hostile("scene-many", "scene", scene.format(", ".join(f"m{n}" for n in range(MANY))), "ER")
    yield Hostile("scene-bomb", "scene", LAUGHS, "ER133")
    yield Hostile("made-many", "review", "{}\n" * 20_000, "ER", ".jsonl")
    yield Hostile("made-bomb", "review", LAUGHS, "ER133")
    yield Hostile("log-none", "log", b"SQLite format 3\0" + bytes(4096), "ER8", ".db")
    yield Hostile("log-text", "log", b"hello\n" * 1_000, "ER8", ".db")


CORPUS = (cases, rulesets, workbooks, bundles, records, others)
