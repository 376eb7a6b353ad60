"""办件: each exercise of a power with who did what when (art. 26)."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("organisations", "0003_centre_head"),
        ("powers", "0003_adjustments"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="PowerCase",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "number",
                    models.CharField(
                        blank=True, help_text="没有编号的，不填。", max_length=40, verbose_name="办件编号"
                    ),
                ),
                ("subject", models.CharField(max_length=100, verbose_name="申请人或事项")),
                ("leader", models.CharField(blank=True, max_length=50, verbose_name="分管领导")),
                ("accepted_on", models.DateField(verbose_name="受理日期")),
                ("days", models.PositiveSmallIntegerField(verbose_name="办理时限")),
                (
                    "day_kind",
                    models.CharField(
                        choices=[("working", "工作日"), ("calendar", "自然日")],
                        default="working",
                        max_length=8,
                        verbose_name="时限单位",
                    ),
                ),
                ("due_on", models.DateField(verbose_name="应办结日期")),
                ("arithmetic", models.CharField(max_length=300, verbose_name="期限算法")),
                ("is_paused", models.BooleanField(default=False, verbose_name="等待补正")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("accepted", "已受理"),
                            ("handled", "已承办"),
                            ("reviewed", "已审核"),
                            ("approved", "已批准"),
                            ("finished", "已办结"),
                            ("refused", "不予办理"),
                            ("withdrawn", "已撤回"),
                        ],
                        default="accepted",
                        max_length=10,
                        verbose_name="状态",
                    ),
                ),
                ("finished_on", models.DateField(blank=True, null=True, verbose_name="办结日期")),
                ("result", models.CharField(blank=True, max_length=300, verbose_name="办理结果")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "power",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="cases",
                        to="powers.power",
                        verbose_name="职权",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="cases",
                        to="organisations.unit",
                        verbose_name="单位",
                    ),
                ),
            ],
            options={
                "verbose_name": "办件",
                "ordering": ["-accepted_on", "-pk"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("number", ""), _negated=True),
                        fields=("unit", "number"),
                        name="case_number_once_per_unit",
                        violation_error_message="本单位已有这个编号的办件。",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("finished_on__isnull", False),
                                ("status__in", ("finished", "refused", "withdrawn")),
                            ),
                            models.Q(
                                models.Q(("status__in", ("finished", "refused", "withdrawn")), _negated=True),
                                ("finished_on__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="case_finished_when_ended",
                        violation_error_message="办完的须有日期，没有办完的不能有。",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("due_on__gt", models.F("accepted_on"))),
                        name="case_due_after_accepted",
                        violation_error_message="应办结日期须在受理之后。",
                    ),
                ],
                "indexes": [
                    models.Index(fields=["unit", "-accepted_on", "-id"], name="case_by_unit"),
                    models.Index(
                        condition=models.Q(("finished_on", None)), fields=["due_on"], name="case_open_by_due"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CaseEntry",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "deed",
                    models.CharField(
                        choices=[
                            ("accept", "受理"),
                            ("handle", "承办"),
                            ("review", "审核"),
                            ("approve", "批准"),
                            ("finish", "办结"),
                            ("refuse", "不予办理"),
                            ("withdraw", "申请人撤回"),
                            ("pause", "要求补正"),
                            ("resume", "补正收到"),
                        ],
                        max_length=10,
                        verbose_name="环节",
                    ),
                ),
                ("on", models.DateField(verbose_name="日期")),
                ("note", models.CharField(blank=True, max_length=300, verbose_name="说明")),
                (
                    "entered_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="录入人",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.person",
                        verbose_name="经办人",
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="entries",
                        to="powers.powercase",
                        verbose_name="办件",
                    ),
                ),
            ],
            options={
                "verbose_name": "办理环节",
                "ordering": ["case", "pk"],
            },
        ),
    ]
