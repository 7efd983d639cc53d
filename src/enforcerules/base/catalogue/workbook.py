"""ER72x and ER73x: workbooks, Word tables and CSV files, which `import workbook` and `import cases` read."""

from __future__ import annotations

from typing import Final

from enforcerules.base.catalogue.entry import Entry

__all__ = ["ENTRIES"]

ENTRIES: Final[tuple[Entry, ...]] = (
    Entry(
        "ER720", "error",
        "打不开这个文件：{what}", "this file cannot be opened: {what}",
        "损坏或者读不出的部分：`{member}`\n在 Excel 或者 WPS 里打开，去掉打开密码，另存为“Excel 工作簿（.xlsx）”",
        "the part that is damaged or cannot be read: `{member}`\n"
        "open it in Excel or WPS, take any password off, and save it as an Excel workbook (.xlsx)",
        "只读 .xlsx、.docx 和 UTF-8 的 CSV，读不完整的文件一个字也不采用。",
        "Only .xlsx, .docx and CSV in UTF-8 are read, and nothing is taken from a file that is not whole.",
        "基准.xls\n", "基准.xlsx\n",
    ),
    Entry(
        "ER721", "error",
        "文件太大：{what}超过 {limit}", "the file is too large: more than {limit} {what}",
        "拆成几个文件；删去用不到的行、列、图片和样式", "split it; delete rows, columns, pictures and styles that are not needed",
        "很小的文件解开后可以非常大；先看大小，再读内容。", "A small file can unpack to a huge one; sizes are looked at before anything is read.",
    ),
    Entry(
        "ER722", "error",
        "{cell} 是公式 `{formula}`，没有计算", "{cell} holds the formula `{formula}`, which is not evaluated",
        "选中后“复制”，再“选择性粘贴 → 数值”，把结果写成文字，例如 `1万元以上3万元以下`",
        "copy it and paste it as a value, or write the result as text, such as `1万元以上3万元以下`",
        "公式的结果随环境改变，保存的结果可能已经过时；裁量基准只能是写明的。",
        "What a formula gives may change, and the result that was stored may be out of date; a benchmark is what is written.",
        "裁量幅度：=B3*2\n", "裁量幅度：2万元以上4万元以下\n",
    ),
    Entry(
        "ER723", "warning",
        "文件里有{what}，没有运行，也没有打开", "the file holds {what}, which were neither run nor opened",
        "核对表里的内容是不是写明的，再另存为不含这些内容的 .xlsx", "see that what the tables say is written in them, and save it without them",
        "读入时只看单元格里的文字。", "Only the text of cells is read.",
    ),
    Entry(
        "ER724", "warning",
        "`{sheet}` 里没有认出裁量表，没有导入", "no table was found in `{sheet}`, and nothing was imported from it",
        "表头要有“适用情形”和“裁量幅度”两列；权重表要有“裁量因素”“情形”“权重”三列",
        "a table has the columns 适用情形 and 裁量幅度; one of weights has 裁量因素, 情形 and 权重",
        "按表头认表；不猜没有表头的列是什么。", "Tables are found by their heads; what a column without one means is not guessed.",
        "档次,说明\n", "适用情形,裁量幅度\n",
    ),
    Entry(
        "ER725", "error",
        "“{column}”一栏的 `{found}` 不是{expected}", "`{found}` in the column {column} is not {expected}",
        "可以写：{known}\n轻微、严重一类的程度，写在名为“{degree}”的一栏\n例如 `{example}`\n单元格显示的是错误值 `{shows}`，先在表里改好", "what may stand here: {known}\ndegrees such as 轻微 or 严重 belong into a column {degree}\nfor instance `{example}`\nthe cell shows the error `{shows}`; correct it in the sheet first",
        "等次、日期、取整方式只有几种写法，不猜意思相近的词。", "Levels, days and roundings are said in few ways, and words that come near are not guessed.",
        "裁量等次：较重\n", "裁量等次：从重\n",
    ),
    Entry(
        "ER726", "error",
        "数 `{found}` 没有单位", "the number `{found}` has no unit",
        "写明单位：`5万元`、`20%`；或者写在表头：`裁量幅度（万元）`、`权重（%）`",
        "write the unit: `5万元`, `20%`; or state it in the head of the column: `裁量幅度（万元）`, `权重（%）`",
        "50000 可能是元，也可能是万元；设成百分比的单元格存的是 0.2。",
        "50000 may be 元 or 万元, and a cell that shows a percentage holds 0.2.",
        "裁量幅度：50000\n", "裁量幅度：50000元\n",
    ),
    Entry(
        "ER727", "error",
        "找不到违法行为 `{matter}`，或者不止一个叫这个名字", "the violation `{matter}` is not known, or several bear that name",
        "写事项的编号，例如 `food.expired`；`enforcerules matters` 列出所有事项。事项在别的规则里的，用 `--rules` 指明",
        "write the id of the matter, such as `food.expired`; `enforcerules matters` lists all. Say with `--rules` where it lies, if elsewhere",
        "裁量基准细化的是某一事项的法定幅度，要先知道是哪一个。", "A benchmark narrows what the law threatens for a matter, so it has to be known for which.",
        "违法行为,不存在的事项\n", "违法行为,food.expired\n",
    ),
    Entry(
        "ER728", "warning",
        "附注里的 `{what}` 在表里找不到对应的行，没有导入", "`{what}` of the sheet 附注 belongs to no row of a table and was not imported",
        "删去了那一行的，不用管；改了编号的，把附注里的编号也改过来",
        "nothing to do if the row was deleted; if its id was changed, change it in 附注 too",
        "附注按编号对应到行。", "What stands in 附注 finds its row by its id.",
    ),
    Entry(
        "ER729", "error",
        "第 {line} 行不是 UTF-8，像是 GBK：`{shown}`", "line {line} is not UTF-8; it looks like GBK: `{shown}`",
        "在 Excel 或者 WPS 里另存为“CSV UTF-8（逗号分隔）”，或者直接存成 .xlsx；也可以运行 `iconv -f GB18030 -t UTF-8 '{file}' > 新文件.csv`",
        "save it from Excel or WPS as `CSV UTF-8`, or as .xlsx; or run `iconv -f GB18030 -t UTF-8 '{file}' > new.csv`",
        "编码猜错一个字，金额或者名称就变了；由人确认一次。", "A wrong guess changes names or amounts, so a person converts it once.",
    ),
    Entry(
        "ER730", "warning",
        "读作 `{found}`，不是整分；单元格里存的是 `{raw}`", "read as `{found}`, which is no whole number of 分; the cell holds `{raw}`",
        "核对这个数，写成文字，例如 `33333.33元`", "look at the number, and write it as text, such as `33333.33元`",
        "表格软件按二进制小数计算，算出来的数常有零头。", "Spreadsheets reckon in binary fractions, and what they work out often has a remainder.",
        "裁量幅度（元）：33333.333\n", "裁量幅度（元）：33333.33\n",
    ),
    Entry(
        "ER731", "error",
        "缺少“{what}”", "`{what}` is missing",
        "补上；与上一行相同的，合并单元格或者再写一遍", "write it; if it is the same as in the row above, merge the cells or write it again",
        "空着的单元格不当作与上一行相同，也不当作没有条件。", "An empty cell is taken neither for the one above nor for no condition.",
        "从轻,,1万元\n", "从轻,货值金额不足1万元,1万元\n",
    ),
    Entry(
        "ER732", "error",
        "`{sheet}` 里没有案例表的表头", "`{sheet}` has no head of a table of cases",
        "表头至少要有“名称”和“事项”两列，其余各列见 docs/workbook.md", "a table of cases has at least the columns 名称 and 事项; docs/workbook.md lists the others",
        "没有表头，不知道各列是什么。", "Without a head it is not known what the columns are.",
        "案例一,food.expired\n", "名称,事项\n案例一,food.expired\n",
    ),
    Entry(
        "ER733", "error",
        "列名 `{column}` 既不是案例的项目，也不是事实", "the column `{column}` is neither an item of a case nor a fact",
        "事实写它的名称；其他项目可以写成 `case.…`、`expect.…`。事实在别的规则里的，用 `--rules` 指明",
        "a fact is written by its name, anything else as `case.…` or `expect.…`. Say with `--rules` where the fact is declared, if elsewhere",
        "读错一列，案例就不是原来的案例。", "With a column read as something else a case is another case.",
        "名称,事项,货物金额\n", "名称,事项,货值金额\n",
    ),
    Entry(
        "ER734", "error",
        "有两个案例名为 `{name}`", "two cases are named `{name}`",
        "换一个名称：每个案例写入以其名称命名的文件", "name one of them otherwise: every case is written to a file of its name",
        "后写的文件会盖掉先写的。", "The second file would replace the first.",
        "名称,事项\n甲,food.expired\n甲,food.expired\n", "名称,事项\n甲,food.expired\n乙,food.expired\n",
    ),
    Entry(
        "ER735", "error",
        "没有声明文件 `{name}`", "the document `{name}` is not declared",
        "在表的上方加一行“基准文件”，写明文件全称；已经声明的，用声明里的名称",
        "add a line 基准文件 above the table with its full name; one that is declared is named as it is there",
        "每一档都要有依据，依据的文件要能查到。", "Every tier has a basis, and the document it stands in has to be known.",
        "基准依据,某某规定 表一\n", "基准文件,《某某规定》\n",
    ),
    Entry(
        "ER736", "warning",
        "工作表 `{sheet}` 是隐藏的，没有导入", "the sheet `{sheet}` is hidden and was not imported",
        "要导入的，取消隐藏；不要的，删去", "show it if it should be imported, delete it if not",
        "看不见的内容不应当悄悄成为规则。", "What nobody sees should not become a rule unnoticed.",
    ),
    Entry(
        "ER737", "error",
        "裁量幅度 `{found}` 里还写了“{other}”", "the result `{found}` also speaks of {other}",
        "这一栏只写一种处罚的数额，例如 `1万元以上3万元以下`；别的处罚由法律规定，不必写。要细化别的处罚，另编一个表，上方写“适用措施”",
        "only the amount of one measure stands here, such as `1万元以上3万元以下`; what else the law threatens need not be said. "
        "To narrow another measure, write a table of its own with a line 适用措施 above it",
        "一个裁量表细化一种处罚的法定幅度。", "A benchmark narrows the range of one measure.",
        "裁量幅度：没收违法所得，并处1万元\n", "裁量幅度：1万元\n",
    ),
)  # fmt: skip
