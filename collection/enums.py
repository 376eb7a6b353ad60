"""The words of 采集."""

from django.db.models import TextChoices


class PeriodKind(TextChoices):
    QUARTER = "quarter", "季度"
    HALF_YEAR = "half_year", "半年"


class FormStatus(TextChoices):
    OPEN = "open", "待填报"
    SUBMITTED = "submitted", "已报送"
    RETURNED = "returned", "已退回"
    ACCEPTED = "accepted", "已接收"
    CORRECTING = "correcting", "更正中"
    STOPPED = "stopped", "已停报"


TO_FILL = (FormStatus.OPEN, FormStatus.RETURNED)
WRITABLE = (*TO_FILL, FormStatus.CORRECTING)
SENT = (FormStatus.SUBMITTED, FormStatus.ACCEPTED)
FILED = (*SENT, FormStatus.CORRECTING)  # a report that is being corrected was made


class Standing(TextChoices):
    """How a form or report stands on the board; derived from dates, never stored."""

    ON_TIME = "on_time", "按时"
    NIL = "nil", "无情况"
    LATE = "late", "迟报"
    MISSING = "missing", "未报"
    WAITING = "waiting", "待报"


class ReportKind(TextChoices):
    """What is reported for a period as a whole: a unit's or the town's half year, the town's quarter (art. 38)."""

    ANALYSIS = "analysis", "分析报告"
    CONSOLIDATED = "consolidated", "汇总"


class Source(TextChoices):
    """The sources of art. 37; the first six stand on a village's form."""

    DAILY = "daily", "日常了解"
    VILLAGE_SUPERVISION = "village_supervision", "村务监督委员会反映"
    LETTER = "letter", "信访举报"
    HOTLINE = "hotline", "12345热线"
    ASSESSMENT = "assessment", "民主测评"
    POLL = "poll", "民意调查"
    COMPLAINT = "complaint", "行政投诉"
    CONDUCT_REVIEW = "conduct_review", "行风评议"
    CONGRESS = "congress", "人大、政协监督"
    ORGANISATION = "organisation", "组织部门"
    PERSONNEL = "personnel", "人事部门"
    FINANCE = "finance", "财政部门"
    AUDIT = "audit", "审计部门"
    MEDIA = "media", "媒体"


VILLAGE_SOURCES = (
    Source.DAILY,
    Source.VILLAGE_SUPERVISION,
    Source.LETTER,
    Source.HOTLINE,
    Source.ASSESSMENT,
    Source.POLL,
)


class PollKind(TextChoices):
    """Of the sources those that are asked of many people at once (art. 37); their results are kept as a record."""

    POLL = Source.POLL.value, Source.POLL.label
    ASSESSMENT = Source.ASSESSMENT.value, Source.ASSESSMENT.label
    CONDUCT_REVIEW = Source.CONDUCT_REVIEW.value, Source.CONDUCT_REVIEW.label


class SubjectKind(TextChoices):
    UNIT = "unit", "单位"
    POST = "post", "岗位"
    PERSON = "person", "个人"


class ItemStatus(TextChoices):
    """Where an item is; triage itself is a record of earlywarnings."""

    DRAFT = "draft", "草稿"
    REPORTED = "reported", "待研判"
    TRIAGED = "triaged", "已研判"
    HANDED_OVER = "handed_over", "已转办"


JUDGED = (ItemStatus.TRIAGED, ItemStatus.HANDED_OVER)


class HandedTo(TextChoices):
    """Where an accusation is carried by hand; what is about 镇纪委 itself goes above it."""

    TOWN = "town", "镇纪委"
    ABOVE = "above", "上级纪检监察机关"


class Report(TextChoices):
    """What the list of forms can be asked for; derived from dates, never stored."""

    ON_TIME = "on_time", "按时"
    LATE = "late", "迟报"
    OVERDUE = "overdue", "逾期未报"
    NIL = "nil", "无情况"
    TO_RECEIVE = "to_receive", "等我接收"
