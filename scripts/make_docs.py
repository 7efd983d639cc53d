"""Write the documentation that is made from the code: `docs/diagnostics.md` from the catalogue of diagnostics."""

from __future__ import annotations

import sys
from pathlib import Path

from enforcerules.base.catalogue import CATALOGUE

ROOT = Path(__file__).resolve().parents[1]
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


def build() -> dict[str, str]:
    """File name under `docs/` to text."""
    return {"diagnostics.md": diagnostics()}


def main() -> int:
    """Write the files."""
    for name, text in build().items():
        (ROOT / "docs" / name).write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
