"""Art. 38 says every quarter and every half year, not by which day."""

from rulebook.enums import Kind
from rulebook.rules.registry import define

define(
    "collection.due_day",
    label="季度采集表期限",
    default=5,
    kind=Kind.INTEGER,
    unit="日",
    minimum=1,
    maximum=31,
    article=38,
    help="季度表于季后{value}内报送",
)
define(
    "collection.consolidated_due_day",
    label="镇级季度汇总期限",
    default=10,
    kind=Kind.INTEGER,
    unit="日",
    minimum=2,
    maximum=31,
    above="collection.due_day",
    article=38,
    help="镇级汇总于季后{value}内报预警中心",
)
define(
    "collection.half_year_due_day",
    label="半年分析报告期限",
    default=15,
    kind=Kind.INTEGER,
    unit="日",
    minimum=1,
    maximum=31,
    article=38,
    help="半年分析报告于期后{value}内报送",
)
define(
    "collection.moved_by_rest_days",
    label="报送期限遇休息日",
    default=True,
    kind=Kind.BOOLEAN,
    choices={True: "顺延到下一个工作日", False: "不顺延"},
    article=38,
    help="报送期限遇休息日{value}",
)
