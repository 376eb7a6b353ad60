"""How long a login lasts; decided by the security officer."""

from rulebook.enums import Kind
from rulebook.rules.registry import define

define(
    "security.idle_minutes",
    label="无操作退出",
    default=30,
    kind=Kind.INTEGER,
    unit="分钟",
    minimum=5,
    maximum=60,
    article=None,
    help="{value}没有操作就自动退出",
    security=True,
)
define(
    "security.absolute_hours",
    label="登录最长时间",
    default=12,
    kind=Kind.INTEGER,
    unit="小时",
    minimum=1,
    maximum=24,
    article=None,
    help="登录满{value}须重新登录",
    security=True,
)
