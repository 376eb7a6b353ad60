"""What the list of an earlier system says of a past item beyond what a meeting here records."""

from django.db import models

from decisions.models.items import AgendaItem

SAID = 300


class Registration(models.Model):
    """补录: kept as it was written, so that what came in from a list goes out in it again."""

    item = models.OneToOneField(AgendaItem, models.PROTECT, related_name="registration", verbose_name="议题")
    notice = models.CharField("会议通知", max_length=SAID, blank=True)
    minutes = models.CharField("会议纪要", max_length=SAID, blank=True)
    source = models.CharField("任务来源", max_length=SAID, blank=True)
    programme = models.CharField("专项名称", max_length=SAID, blank=True)
    other_meeting = models.CharField("关联会议", max_length=SAID, blank=True)
    other_item = models.CharField("关联议题", max_length=SAID, blank=True)
    reported_up = models.CharField("是否报国资委", max_length=20, blank=True)
    heard = models.CharField("是否听取意见", max_length=20, blank=True)
    heard_what = models.CharField("听取意见情况", max_length=SAID, blank=True)
    materials = models.CharField("议题材料", max_length=SAID, blank=True)
    remark = models.CharField("备注", max_length=SAID, blank=True)

    class Meta:
        verbose_name = "补录登记"

    def __str__(self) -> str:
        return f"{self.item}补录登记"
