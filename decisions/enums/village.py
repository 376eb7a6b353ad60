"""The words of village decisions: 四议两公开."""

from django.db.models import TextChoices


class Stage(TextChoices):
    """The six steps, in order."""

    PROPOSE = "propose", "提议"
    DISCUSS = "discuss", "商议"
    REVIEW = "review", "审议"
    RESOLVE = "resolve", "决议"
    PUBLISH = "publish", "决议公开"
    REPORT = "report", "结果公开"


class VillageStatus(TextChoices):
    """How far it has come, named for what is next: as a stage, or the end."""

    PROPOSE = "propose", "待提议"
    DISCUSS = "discuss", "待商议"
    REVIEW = "review", "待审议"
    RESOLVE = "resolve", "待决议"
    PUBLISH = "publish", "待公开决议"
    REPORT = "report", "待公开结果"
    DONE = "done", "已办结"
    REJECTED = "rejected", "未通过"


class StepOutcome(TextChoices):
    HELD = "held", "已完成"
    PASSED = "passed", "通过"
    REJECTED = "rejected", "未通过"
    INVALID = "invalid", "会议无效"


class Assembly(TextChoices):
    """Who resolves for the village."""

    COUNCIL = "council", "村民代表会议"
    VILLAGERS = "villagers", "村民会议"


VOTED = (Stage.REVIEW, Stage.RESOLVE)
MEETINGS = (Stage.PROPOSE, Stage.DISCUSS, *VOTED)
ENDED = (VillageStatus.DONE, VillageStatus.REJECTED)
RESOLVED = (VillageStatus.PUBLISH, VillageStatus.REPORT, VillageStatus.DONE)
PUBLIC = (VillageStatus.REPORT, VillageStatus.DONE)  # the resolution hangs out
