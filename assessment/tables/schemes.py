"""The columns of a scheme as a file: a row is an item; what an export writes, an import reads."""

import re
from decimal import Decimal, InvalidOperation

from django.core.exceptions import ValidationError

from assessment.enums import Known, RuleKind
from assessment.rules import FULL, ZERO, hundredths
from assessment.rules import schemes as rules
from core.spreadsheets import Column
from rulebook.rules import LAST_ARTICLE, number_of

ARTICLE = re.compile(r"第?(\d+|[一二三四五六七八九十]+)条?")


def worth(cell) -> Decimal:
    """3, 0.5 or 3分."""
    try:
        points = Decimal(str(cell).removesuffix("分").strip())
    except InvalidOperation:
        points = ZERO
    if not ZERO < points <= FULL or points != hundredths(points):
        raise ValidationError("请填大于0、不超过100的分值，最多两位小数，如 0.5。")
    return points


def grades(cell) -> list:
    try:
        return rules.stored_grades(rules.read_grades(str(cell)))
    except ValueError as problem:
        raise ValidationError(f"“{str(problem)[:20]}”看不明白，请写成：良好 2、一般 1。") from None


def article(cell) -> int:
    match = ARTICLE.fullmatch(str(cell))
    number = number_of(match[1]) if match else None
    if number is None or number > LAST_ARTICLE:
        raise ValidationError(f"请填1到{LAST_ARTICLE}的条文序号。")
    return number


def columns() -> list[Column]:
    return [
        Column("group", "大项", ("考核项目", "类别"), True, max_length=60),
        Column("text", "小项", ("考核内容", "内容"), True, max_length=200),
        Column("points", "分值", ("满分",), True, parse=worth),
        Column("rule_kind", "计分方法", choices=RuleKind),
        Column("per_hit", "每次（件）分值", ("每件扣", "每次得"), parse=worth),
        Column("grades", "档次", ("分档",), parse=grades),
        Column("deduct_rule", "扣分标准", ("评分标准", "考核标准"), max_length=200),
        Column("evidence", "佐证", ("佐证材料", "考核方式"), max_length=100),
        Column("known_by", "系统佐证", choices=Known),
        Column("article", "条文", ("依据",), parse=article),
    ]


HEADINGS = tuple(column.heading for column in columns())
EXAMPLES = [
    [
        "教育与承诺",
        "专题警示教育每半年至少1次",
        4,
        RuleKind.PER_CASE.label,
        2,
        "",
        "缺1次扣2分",
        "活动记录",
        "",
        17,
    ],
    ["教育与承诺", "有年度教育计划", 2, RuleKind.HAVE.label, "", "", "有得2分，没有得0分", "计划", "", 17],
    ["教育与承诺", "专题学习", 3, RuleKind.PER_OCCURRENCE.label, 1, "", "每次1分，最多3分", "记录", "", ""],
    ["效果", "群众评议", 4, RuleKind.GRADED.label, "", "良好 3、一般 1", "优秀得满分", "评议表", "", ""],
]


def exported(item) -> list:
    return [
        item.group,
        item.text,
        item.points,
        item.get_rule_kind_display(),
        item.per_hit,
        item.grades_text,
        item.deduct_rule,
        item.evidence,
        item.get_known_by_display(),
        item.article,
    ]
