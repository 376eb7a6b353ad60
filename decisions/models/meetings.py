"""会议: who was called, who came, and how far it is (art. 29, 30)."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from simple_history.models import HistoricalRecords

from decisions.enums import HELD, MeetingKind, MeetingStatus, Presence, Seat

PERSON, USER = "organisations.Person", "organisations.User"


class Meeting(models.Model):
    """A meeting of a leading group; 纪委 takes part in every one of them. Only workflow writes `status`."""

    unit = models.ForeignKey(
        "organisations.Unit", models.PROTECT, related_name="meetings", verbose_name="单位"
    )
    kind = models.CharField("会议类型", max_length=8, choices=MeetingKind, default=MeetingKind.PARTY)
    title = models.CharField("会议名称", max_length=100)
    held_on = models.DateField("会议日期")
    held_at = models.TimeField("时间", null=True, blank=True)
    place = models.CharField("地点", max_length=100, blank=True)
    chair = models.ForeignKey(PERSON, models.PROTECT, related_name="+", verbose_name="主持人")
    recorder = models.ForeignKey(
        USER, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="记录人"
    )
    discipline_present = models.CharField("纪委参加人", max_length=100, blank=True, help_text="第二十九条。")
    is_emergency = models.BooleanField("紧急会议", default=False)
    emergency_reason = models.CharField("紧急理由", max_length=300, blank=True)
    emergency_plan = models.CharField("启动的应急预案", max_length=200, blank=True)
    status = models.CharField("状态", max_length=10, choices=MeetingStatus, default=MeetingStatus.PLANNED)
    opened_at = models.DateTimeField("开会时间", null=True, blank=True)
    closed_at = models.DateTimeField("散会时间", null=True, blank=True)
    minutes_sha256 = models.CharField("会议记录校验值", max_length=64, blank=True)
    frozen_on = models.DateField("定稿日期", null=True, blank=True)
    archived_on = models.DateField("归档日期", null=True, blank=True)
    is_imported = models.BooleanField("补录", default=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    history = HistoricalRecords()

    class Meta:
        verbose_name = "决策会议"
        ordering = ["-held_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="meeting_emergency_with_reason",
                condition=Q(is_emergency=False) | ~Q(emergency_reason=""),
                violation_error_message="紧急会议须写明理由。",
            ),
            models.CheckConstraint(
                name="meeting_discipline_present",
                condition=~Q(discipline_present="")
                | Q(status__in=(MeetingStatus.PLANNED, MeetingStatus.CANCELLED)),
                violation_error_message="纪委须全程参与三重一大决策（第二十九条）。",
            ),
            models.CheckConstraint(
                name="meeting_frozen_with_seal",
                condition=Q(
                    status__in=(MeetingStatus.FROZEN, MeetingStatus.ARCHIVED), frozen_on__isnull=False
                )
                & ~Q(minutes_sha256="")
                | Q(frozen_on__isnull=True, minutes_sha256=""),
                violation_error_message="定稿的会议记录须有定稿日期和校验值。",
            ),
            models.CheckConstraint(
                name="meeting_archived_with_date",
                condition=Q(status=MeetingStatus.ARCHIVED, archived_on__isnull=False)
                | ~Q(status=MeetingStatus.ARCHIVED) & Q(archived_on__isnull=True),
                violation_error_message="已归档的会议须有归档日期。",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("decisions:meeting", args=[self.pk])

    @property
    def is_open(self) -> bool:
        return self.status == MeetingStatus.OPEN

    @property
    def is_over(self) -> bool:
        return self.status in HELD


class Attendance(models.Model):
    """One person called to a meeting: as what, whether the materials came in time, and whether they came."""

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="attendances", verbose_name="会议")
    person = models.ForeignKey(PERSON, models.PROTECT, related_name="+", verbose_name="人员")
    post_text = models.CharField("职务", max_length=200, blank=True)
    seat = models.CharField("身份", max_length=10, choices=Seat, default=Seat.MEMBER)
    position = models.PositiveSmallIntegerField("顺序")
    presence = models.CharField("到会情况", max_length=8, choices=Presence, default=Presence.EXPECTED)
    absence_reason = models.CharField("请假原因", max_length=200, blank=True)
    delivered_at = models.DateTimeField("材料送达时间", null=True, blank=True)
    received_at = models.DateTimeField("签收时间", null=True, blank=True)
    signed_on = models.DateField("记录签认日期", null=True, blank=True)
    signed_text = models.CharField("签认", max_length=250, blank=True)
    objection = models.CharField("对记录的异议", max_length=500, blank=True)

    class Meta:
        verbose_name = "参会人员"
        ordering = ["meeting", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "person"],
                name="attendance_once_a_person",
                violation_error_message="同一人在会议中只列一次。",
            ),
            models.CheckConstraint(
                name="attendance_absent_with_reason",
                condition=~Q(presence=Presence.ABSENT) | ~Q(absence_reason=""),
                violation_error_message="未到会的须写明原因。",
            ),
            models.CheckConstraint(
                name="attendance_received_after_delivery",
                condition=Q(received_at__isnull=True) | Q(delivered_at__isnull=False),
                violation_error_message="材料送达以后才能签收。",
            ),
            models.CheckConstraint(
                name="attendance_signed_with_name",
                condition=Q(signed_on__isnull=True, signed_text="")
                | Q(signed_on__isnull=False) & ~Q(signed_text=""),
                violation_error_message="签认须有日期和姓名。",
            ),
            models.CheckConstraint(
                name="attendance_objection_signed",
                condition=Q(objection="") | Q(signed_on__isnull=False),
                violation_error_message="异议须由本人签认。",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}（{self.get_seat_display()}）"
