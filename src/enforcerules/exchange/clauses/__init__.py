"""Clause records (条款记录): what the paragraphs of laws threaten, as a parser found it, made into rulesets.

`reading` file to records; `expression` their conditions; `facts` the names they need; `limbs` what stands together;
`conditions`, `amounts`, `measures` the texts; `laws` and `yaml_text` the files; `report` what could not be said.
"""

from enforcerules.exchange.clauses.importing import Imported, LawFile, import_bytes, import_clauses
from enforcerules.exchange.clauses.laws import About
from enforcerules.exchange.clauses.reasons import why
from enforcerules.exchange.clauses.report import ImportReport, Remark, counted

__all__ = ["About", "ImportReport", "Imported", "LawFile", "Remark", "counted", "import_bytes", "import_clauses", "why"]
