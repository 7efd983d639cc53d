"""Write the documents, or the parts of them, that are made from the code.

`docs/diagnostics.md` comes from the catalogue of diagnostics; the example in `README.md` is what the demo prints.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

import enforcerules as er
from enforcerules.base.catalogue import CATALOGUE

ROOT = Path(__file__).resolve().parents[1]
LINES = 64
HEAD = """# Diagnostics / 诊断代码

Made from the catalogue by `make docs`; edit `src/enforcerules/base/catalogue/` instead. `enforcerules rule CODE` prints one.
由 `make docs` 从诊断目录生成。
"""


def diagnostics() -> str:
    """One section a code: what it says in both languages, why, and a bad and a good example."""
    parts = [HEAD]
    for entry in CATALOGUE.values():
        parts.append(f"## {entry.code}\n\n{entry.zh}\n\n{entry.en}\n\n{entry.why_zh} {entry.why_en}\n")
        for title, example in (("✗", entry.bad), ("✓", entry.good)):
            if example:
                parts.append(f"{title}\n\n```yaml\n{example.rstrip()}\n```\n")
    return "\n".join(parts)


def readme() -> str:
    """The README with the beginning of what the demo prints."""
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    said = er.explain(er.decide(er.load("cn"), ROOT / "examples" / "expired-food.yaml"), "zh").splitlines()
    shown = "\n".join([*said[:LINES], *(["……"] if len(said) > LINES else [])])
    block = f"<!-- demo -->\n```text\n{shown}\n```\n<!-- /demo -->"
    return re.sub(r"<!-- demo -->.*<!-- /demo -->", lambda _: block, text, flags=re.DOTALL)


def build() -> dict[str, str]:
    """Path in the checkout to text."""
    return {"docs/diagnostics.md": diagnostics(), "README.md": readme()}


def main() -> int:
    """Write the files."""
    for name, text in build().items():
        (ROOT / name).write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
