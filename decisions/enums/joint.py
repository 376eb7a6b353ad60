"""The words of joint signatures: 领导联签."""

from django.db.models import TextChoices


class JointKind(TextChoices):
    """What art. 35 asks joint signatures for."""

    SPENDING = "spending", "重要经费支出"
    INVESTMENT = "investment", "招商引资"
    ASSETS = "assets", "资产处置"


class JointStatus(TextChoices):
    DRAFT = "draft", "起草"
    SIGNING = "signing", "签署中"
    EFFECTIVE = "effective", "已生效"
    REFUSED = "refused", "已拒签"
    WITHDRAWN = "withdrawn", "已撤回"


class Answer(TextChoices):
    SIGNED = "signed", "同意签署"
    REFUSED = "refused", "拒签"


UNDER_WAY = (JointStatus.DRAFT, JointStatus.SIGNING)
SUBMITTED = (JointStatus.SIGNING, JointStatus.EFFECTIVE, JointStatus.REFUSED)
