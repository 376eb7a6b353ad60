"""Art. 30 asks for time to read, a sufficient meeting and a majority, and gives no numbers.

A fraction is kept as text, "2/3", for Fraction() to read. One half always means strictly more than half;
every other fraction includes equality.
"""

from rulebook.enums import Kind
from rulebook.rules.registry import define

FRACTIONS = {"1/2": "过半数", "2/3": "三分之二以上", "3/4": "四分之三以上", "4/5": "五分之四以上"}


def fraction(key: str, *, label: str, default: str, help: str) -> None:
    define(
        f"decisions.{key}",
        label=label,
        default=default,
        kind=Kind.CHOICE,
        choices=FRACTIONS,
        article=30,
        help=help,
    )


define(
    "decisions.materials_days",
    label="会议材料提前送达",
    default=2,
    kind=Kind.INTEGER,
    unit="日",
    minimum=1,
    maximum=15,
    article=30,
    help="会议材料至少提前{value}送达参加人员",
)
define(
    "decisions.confirm_days",
    label="紧急决策的追认",
    default=15,
    kind=Kind.INTEGER,
    unit="日",
    minimum=1,
    maximum=90,
    article=30,
    help="紧急情况下作出的决定，应在{value}内提交下一次会议追认",
)
define(
    "decisions.archive_days",
    label="会议材料归档",
    default=2,
    kind=Kind.INTEGER,
    unit="个工作日",
    minimum=1,
    maximum=15,
    article=30,
    help="散会后{value}内完成会议记录签认和归档",
)
define(
    "decisions.split_days",
    label="化整为零的比对期限",
    default=90,
    kind=Kind.INTEGER,
    unit="日",
    minimum=1,
    maximum=366,
    article=34,
    help="同一单位、同一收款方{value}内的多笔支出合并计算",
)
fraction("quorum", label="到会人数", default="2/3", help="应到成员{value}到会方可开会")
fraction("passing", label="通过票数", default="1/2", help="应到成员{value}同意方为通过")
fraction(
    "disagreement",
    label="分歧较大",
    default="2/3",
    help="同意、不同意都未占参加表决人数{value}的，视为分歧较大，建议暂缓",
)
fraction(
    "emergency_passing",
    label="紧急情况通过票数",
    default="1/2",
    help="紧急情况下，到会成员{value}同意即可决定",
)
fraction(
    "village_party_quorum",
    label="村党员大会到会人数",
    default="2/3",
    help="有表决权的正式党员{value}到会，党员大会方可审议",
)
fraction(
    "village_party_passing",
    label="村党员大会通过票数",
    default="1/2",
    help="应到的有表决权的正式党员{value}同意方为审议通过",
)
fraction(
    "village_council_quorum",
    label="村民代表会议到会人数",
    default="2/3",
    help="村民代表{value}到会，村民代表会议方可决议",
)
fraction(
    "village_council_passing",
    label="村民代表会议通过票数",
    default="1/2",
    help="到会村民代表{value}同意方为决议通过",
)
define(
    "decisions.village_steps_may_merge",
    label="村的提议与商议",
    default=True,
    kind=Kind.BOOLEAN,
    choices={True: "可以合并", False: "不得合并"},
    article=29,
    help="书记、主任由一人担任的村，提议和商议两步{value}",
)
define(
    "decisions.village_publish_within_days",
    label="村级决议公开期限",
    default=5,
    kind=Kind.INTEGER,
    unit="日",
    minimum=1,
    maximum=30,
    article=10,
    help="村民代表会议决议后，{value}内公开决议",
)
define(
    "decisions.village_publicity_days",
    label="村级决议公示天数",
    default=7,
    kind=Kind.INTEGER,
    unit="日",
    minimum=1,
    maximum=60,
    article=10,
    help="村级决议公示不少于{value}，首尾两天都算在内",
)
