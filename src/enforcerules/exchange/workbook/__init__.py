"""Workbooks (裁量基准表): benchmarks to Excel as offices lay them out, and back; Word tables and CSV files in; cases in Excel.

Out: `plan` lays tables out, `statute` says what the law says, `writing` makes the bytes, `exporting` joins them.
In: `container`, `markup`, `xlsx`, `docx`, `reading` make sheets (`grid`) of a file; `layout` finds tables on them, `tables`, `forms` and
`values` read their cells, `importing` makes rulesets of them. `attached` is what stands behind tables, both ways; `words` and
`tidy` are the words of sheets and how people type. `examples` reads cases.
"""

from enforcerules.exchange.workbook.exporting import Exported, export_workbook
from enforcerules.exchange.workbook.forms import Reading
from enforcerules.exchange.workbook.importing import (
    RulesFile,
    WorkbookRead,
    import_workbook,
    import_workbook_bytes,
)

__all__ = [
    "Exported",
    "Reading",
    "RulesFile",
    "WorkbookRead",
    "export_workbook",
    "import_workbook",
    "import_workbook_bytes",
]
