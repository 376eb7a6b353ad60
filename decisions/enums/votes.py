"""The words of a vote."""

from django.db.models import TextChoices


class Base(TextChoices):
    """What a fraction is taken of."""

    MEMBERS = "members", "应到成员"
    PRESENT = "present", "到会成员"


class Fraction(TextChoices):
    """One half always means strictly more than half; every other fraction includes equality."""

    HALF = "1/2", "过半数"
    TWO_THIRDS = "2/3", "三分之二以上"
    THREE_QUARTERS = "3/4", "四分之三以上"
    FOUR_FIFTHS = "4/5", "五分之四以上"
    ALL = "1/1", "全部"


class Way(TextChoices):
    """How a matter is decided (art. 28)."""

    ORAL = "oral", "逐人表态、末位发言"
    BALLOT = "ballot", "无记名票决"
    CONTEST = "contest", "差额票决"


SECRET = frozenset({Way.BALLOT, Way.CONTEST})


class View(TextChoices):
    """What every member says, with reasons (art. 30)."""

    AGREE = "agree", "同意"
    DISAGREE = "disagree", "不同意"
    DEFER = "defer", "缓议"


class Outcome(TextChoices):
    PASSED = "passed", "通过"
    REJECTED = "rejected", "不通过"
    DEFERRED = "deferred", "暂缓决策"
