"""A vocabulary whose labels are as awkward as those of real rulesets, and awkward ones that none has yet."""

from __future__ import annotations

from enforcerules.language.vocabulary import Vocabulary, vocabulary
from enforcerules.model.program import Fact, Parameter

GRADES = (("none", "没有"), ("minor", "轻微"), ("grave", "严重以上"))
CHOICES = (("a", "甲类"), ("b", "乙类（含未定级）"), ("c", "及时改正"), ("d", "不为人知"), ("e", "3级"))
FIELDS = (("money", "金融安全"), ("life", "生命、健康"), ("and", "且慢"))

FACTS = (
    Fact("prompt", "及时改正", "boolean", "t"),
    Fact("minor_act", "违法行为轻微", "boolean", "t"),
    Fact("not_public", "非公有制单位", "boolean", "t"),
    Fact("and_then", "且有从重情节", "boolean", "t"),
    Fact("above", "三年以上未检验", "boolean", "t"),
    Fact("quantity_name", "3次以上", "boolean", "t"),
    Fact("bracketed", "主动（如实）供述", "boolean", "t"),
    Fact("spaced", "no prior case", "boolean", "t"),
    Fact("latin", "PM2.5超标", "boolean", "t"),
    Fact("orders", "或有负债", "boolean", "t"),
    Fact("prefix", "货值", "boolean", "t"),
    Fact("goods_value", "货值金额", "money", "t", also=("货款",)),
    Fact("count", "一年内次数", "integer", "t", unit="次"),
    Fact("pieces", "货物", "integer", "t", unit="件"),
    Fact("bare", "无量纲数", "integer", "t"),
    Fact("area", "破坏面积", "decimal", "t", unit="平方米"),
    Fact("multiple", "超标倍数", "decimal", "t", unit="倍"),
    Fact("share", "不合格比例", "rate", "t"),
    Fact("day", "行为终了日", "date", "t"),
    Fact("held", "扣押期限", "period", "t", unit="日"),
    Fact("harm", "危害后果", "grade", "t", values=GRADES),
    Fact("kind", "所属类别", "choice", "t", values=CHOICES),
    Fact("fields", "涉及领域", "set", "t", values=FIELDS),
    Fact("proposed_fine", "拟处罚款", "money", "t"),
    Fact("letters", "own_sum", "money", "t"),
)
PARAMETERS = (
    Parameter("hearing", "听证标准", "money", None, None, (), "t"),
    Parameter("quick", "当场处罚（个人）限额", "money", None, None, (), "t"),
)
AWKWARD: Vocabulary = vocabulary({f.id: f for f in FACTS}, {p.id: p for p in PARAMETERS})
