"""Art. 48 can be read three ways; a new scheme starts from the reading chosen here. Art. 49 hears a unit and says no days."""

from decimal import Decimal

from rulebook.enums import Kind
from rulebook.rules.registry import define


def deduction(tier: str, label: str, points: str) -> None:
    define(
        f"assessment.deduction_{tier}",
        label=f"{label}预警扣分",
        default=Decimal(points),
        kind=Kind.DECIMAL,
        unit="分",
        minimum=Decimal(0),
        maximum=Decimal(10),
        article=48,
        help=f"{label}预警扣{{value}}",
    )


deduction("red", "红色", "2")
deduction("yellow", "黄色", "1")
deduction("blue", "蓝色", "0.5")
define(
    "assessment.deduct_from",
    label="预警扣分从哪里扣",
    default="score",
    kind=Kind.CHOICE,
    choices={
        "score": "从百分考核得分中扣",
        "responsibility": "从责任制考核得分中扣",
        "apart": "单列显示，不并入得分",
    },
    article=48,
    help="预警扣分{value}",
)
define(
    "assessment.count",
    label="同一事项多次预警",
    default="each",
    kind=Kind.CHOICE,
    choices={"each": "每次都扣", "highest": "只按最高一级扣一次"},
    article=48,
    help="同一事项多次预警的，{value}",
)
define(
    "assessment.bonus_looked_at",
    label="加分线看哪个得分",
    default="after",
    kind=Kind.CHOICE,
    choices={"after": "看扣除预警分之后的得分", "before": "看扣除预警分之前的得分"},
    article=48,
    help="是否达到加分线，{value}",
)
define(
    "assessment.bonus_from",
    label="加分线",
    default=95,
    kind=Kind.INTEGER,
    unit="分",
    minimum=60,
    maximum=100,
    article=48,
    help="得分{value}及以上的单位和班子成员在责任制考核中加分",
)
define(
    "assessment.bonus",
    label="加分",
    default=5,
    kind=Kind.INTEGER,
    unit="分",
    minimum=0,
    maximum=10,
    article=48,
    help="达到加分线的加{value}",
)
define(
    "assessment.share",
    label="计入责任制考核的比例",
    default=10,
    kind=Kind.INTEGER,
    unit="%",
    minimum=1,
    maximum=100,
    article=48,
    help="百分考核得分按{value}计入党风廉政建设责任制考核",
)
define(
    "assessment.person_counts_to",
    label="个人预警计入的单位",
    default="then",
    kind=Kind.CHOICE,
    choices={"then": "签发时所在的单位", "now": "现在所在的单位"},
    article=48,
    help="个人受到预警，扣分计入本人{value}",
)
define(
    "assessment.villages_scored",
    label="村是否考核",
    default=True,
    kind=Kind.BOOLEAN,
    choices={True: "参加", False: "不参加"},
    article=48,
    help="各村{value}百分考核",
)


def days(step: str, label: str, default: int, help: str) -> None:
    """Art. 48 names no days for the steps of the year's round."""
    define(
        f"assessment.{step}_days",
        label=label,
        default=default,
        kind=Kind.INTEGER,
        unit="日",
        minimum=1,
        maximum=90,
        article=48,
        help=help,
    )


days("self_assess", "自评期限", 15, "单位应在年度终了（年后开启的，从开启）起{value}内报送自评")
days("check", "核查期限", 20, "镇纪委应在收到自评起{value}内完成核查")
days("accept", "阅知和申诉期限", 7, "单位应在核查完成起{value}内阅知或者申诉，逾期没有阅知的视为阅知")
days("answer", "申诉答复期限", 10, "镇纪委应在收到申诉起{value}内答复")
days("approve", "审定期限", 10, "镇纪委书记应在单位阅知起{value}内审定")


def band(name: str, label: str, default: int) -> None:
    """Art. 48 names only the line of the bonus; what the others are called is the office's."""
    define(
        f"assessment.band_{name}",
        label=f"“{label}”档次线",
        default=default,
        kind=Kind.INTEGER,
        unit="分",
        minimum=0,
        maximum=100,
        article=48,
        help=f"得分{{value}}及以上的为“{label}”",
    )


band("excellent", "优秀", 95)
band("good", "良好", 85)
band("fair", "合格", 60)
define(
    "assessment.statement_days",
    label="问题情形的陈述期限",
    default=10,
    kind=Kind.INTEGER,
    unit="日",
    minimum=3,
    maximum=60,
    article=49,
    help="问题情形送达单位后，单位负责人应在{value}内写出陈述意见",
)
