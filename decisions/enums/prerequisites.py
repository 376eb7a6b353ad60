"""What must have happened before a matter may be put to a meeting (art. 31–34)."""

from django.db.models import TextChoices


class Prerequisite(TextChoices):
    RESEARCH = "research", "调查研究"
    OPINIONS = "opinions", "听取各方面意见"
    EXPERTS = "experts", "专家论证、技术咨询或决策评估"
    HEARING = "hearing", "听证"
    PUBLICITY = "publicity", "公示"
    PRELIMINARY = "preliminary", "组织部门提出初步意见"
    RECOMMENDATION = "recommendation", "民主推荐"
    NOMINATION = "nomination", "实名推荐"
    INSPECTION = "inspection", "组织考察"
    CONSULTATION = "consultation", "征求意见"
    DISCIPLINE = "discipline", "纪委履行程序"
    PLAN = "plan", "调查研究或论证后的方案和报告"
    SPENDING_PLAN = "spending_plan", "支出计划或报告"
    FINANCE_OPINION = "finance_opinion", "财务部门审查意见"
    LEADER_CONSENT = "leader_consent", "分管领导审阅同意"
    OFFICE_MEETING = "office_meeting", "行政办公会讨论"
    ASSESSMENT = "assessment", "廉政风险评估报告"


class Conclusion(TextChoices):
    """What a risk assessment advises (art. 33, 47)."""

    FEASIBLE = "feasible", "可行"
    DEFER = "defer", "暂缓"
    UNSUITABLE = "unsuitable", "不宜"


AGAINST = frozenset({Conclusion.DEFER, Conclusion.UNSUITABLE})


class Preparing(TextChoices):
    """Ways of preparing an item. The last three stand here so that they can be refused by name (art. 29)."""

    TALK = "talk", "个别酝酿"
    SYMPOSIUM = "symposium", "座谈会"
    VISIT = "visit", "实地调研"
    CIRCULATION = "circulation", "传阅会签"
    ONE_BY_ONE = "one_by_one", "逐个征求意见代替开会"
    CHAT = "chat", "微信群表态"


INSTEAD_OF_A_MEETING = frozenset({Preparing.CIRCULATION, Preparing.ONE_BY_ONE, Preparing.CHAT})
