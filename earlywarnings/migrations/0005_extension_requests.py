"""An application for more days is a row of its own."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("earlywarnings", "0004_triage_again_and_discard"),
        ("organisations", "0002_no_overlaps"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="ExtensionRequest",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("from_day", models.DateField(verbose_name="原期限")),
                ("to_day", models.DateField(verbose_name="申请延至")),
                ("reason", models.TextField(max_length=500, verbose_name="理由")),
                ("applicant_text", models.CharField(max_length=200, verbose_name="申请人职务姓名")),
                ("asked_on", models.DateField(verbose_name="申请日期")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("pending", "待批准"),
                            ("granted", "已批准"),
                            ("refused", "未批准"),
                            ("lapsed", "已不需要"),
                        ],
                        default="pending",
                        max_length=8,
                        verbose_name="状态",
                    ),
                ),
                (
                    "decided_by_text",
                    models.CharField(blank=True, max_length=200, verbose_name="审批人职务姓名"),
                ),
                ("decided_on", models.DateField(blank=True, null=True, verbose_name="审批日期")),
                ("comment", models.TextField(blank=True, max_length=500, verbose_name="审批意见")),
                (
                    "applicant",
                    models.ForeignKey(
                        blank=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.person",
                        verbose_name="申请人",
                    ),
                ),
                (
                    "asked_by",
                    models.ForeignKey(
                        blank=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="提交人",
                    ),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="审批人",
                    ),
                ),
                (
                    "warning",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="extensions",
                        to="earlywarnings.earlywarning",
                    ),
                ),
            ],
            options={
                "verbose_name": "延期申请",
                "ordering": ["pk"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state", "pending")),
                        fields=("warning",),
                        name="extension_one_pending",
                        violation_error_message="已有一份延期申请等待批准。",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("state", "granted")),
                        fields=("warning",),
                        name="extension_granted_once",
                        violation_error_message="一件预警只能延期一次。",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("to_day__gt", models.F("from_day"))),
                        name="extensionrequest_to_a_later_day",
                        violation_error_message="延长后的日期应晚于原期限。",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("decided_by__isnull", True),
                            models.Q(("decided_by", models.F("asked_by")), _negated=True),
                            _connector="OR",
                        ),
                        name="extensionrequest_decided_by_another",
                        violation_error_message="延期不能由申请人本人批准。",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state__in", ["granted", "refused"]), _negated=True),
                            models.Q(("decided_by__isnull", False), ("decided_on__isnull", False)),
                            _connector="OR",
                        ),
                        name="extensionrequest_decided_by_somebody",
                        violation_error_message="批准或不批准延期须有审批人和日期。",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "refused"), _negated=True),
                            models.Q(("comment", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="extensionrequest_refused_with_reason",
                        violation_error_message="不批准延期须写明理由。",
                    ),
                ],
            },
        ),
    ]
