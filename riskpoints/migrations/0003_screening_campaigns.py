"""A screening, each unit's share in it, and what each post, section and unit has to look through (art. 14)."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("organisations", "0003_centre_head"),
        ("riskpoints", "0002_graded_catalogue"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Screening",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("title", models.CharField(max_length=60, verbose_name="名称")),
                ("opened_by", models.CharField(max_length=250, verbose_name="发起人")),
                ("opened_on", models.DateField(verbose_name="发起日期")),
                ("due_on", models.DateField(verbose_name="完成期限")),
                (
                    "status",
                    models.CharField(
                        choices=[("open", "进行中"), ("closed", "已结束")],
                        default="open",
                        max_length=8,
                        verbose_name="状态",
                    ),
                ),
                ("closed_by", models.CharField(blank=True, max_length=250, verbose_name="结束人")),
                ("closed_on", models.DateField(blank=True, null=True, verbose_name="结束日期")),
                ("reason", models.CharField(blank=True, max_length=300, verbose_name="未完成的说明")),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="screenings",
                        to="organisations.unit",
                        verbose_name="组织单位",
                    ),
                ),
            ],
            options={
                "verbose_name": "排查活动",
                "ordering": ["-opened_on", "-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("due_on__gte", models.F("opened_on"))),
                        name="screening_due_after_it_opens",
                        violation_error_message="完成期限不能早于发起日期。",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("closed_on__isnull", True), ("status", "open")),
                            models.Q(("closed_on__isnull", False), ("status", "closed")),
                            _connector="OR",
                        ),
                        name="screening_closed_with_date",
                        violation_error_message="已结束的排查活动须有结束日期。",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Share",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("ended_on", models.DateField(blank=True, null=True, verbose_name="结束日期")),
                (
                    "screening",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="shares",
                        to="riskpoints.screening",
                        verbose_name="排查活动",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="screening_shares",
                        to="organisations.unit",
                        verbose_name="单位",
                    ),
                ),
            ],
            options={
                "verbose_name": "单位的排查任务",
                "ordering": ["unit", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("screening", "unit"),
                        name="share_once_per_unit",
                        violation_error_message="该单位已在这次排查中。",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("ended_on__isnull", True)),
                        fields=("unit",),
                        name="share_open_once_per_unit",
                        violation_error_message="该单位还有一次排查没有结束。",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Assignment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "layer",
                    models.CharField(
                        choices=[("post", "个人岗位"), ("section", "科室职责"), ("unit", "单位职能")],
                        max_length=8,
                        verbose_name="层面",
                    ),
                ),
                ("section", models.CharField(blank=True, max_length=60, verbose_name="科室")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("draft", "个人自查"),
                            ("section", "科室帮查"),
                            ("leader", "领导核查"),
                            ("organisation", "组织审查"),
                            ("done", "已完成"),
                            ("not_done", "未完成"),
                        ],
                        default="draft",
                        max_length=12,
                        verbose_name="状态",
                    ),
                ),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[("points", "有风险点"), ("none", "无风险点")],
                        max_length=8,
                        verbose_name="结果",
                    ),
                ),
                (
                    "none_reason",
                    models.CharField(blank=True, max_length=300, verbose_name="为什么没有风险点"),
                ),
                ("sent_back_reason", models.CharField(blank=True, max_length=300, verbose_name="退回理由")),
                ("reported_text", models.CharField(blank=True, max_length=300, verbose_name="自查人")),
                (
                    "stopped_at",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("draft", "个人自查"),
                            ("section", "科室帮查"),
                            ("leader", "领导核查"),
                            ("organisation", "组织审查"),
                            ("done", "已完成"),
                            ("not_done", "未完成"),
                        ],
                        max_length=12,
                        verbose_name="停在",
                    ),
                ),
                ("done_on", models.DateField(blank=True, null=True, verbose_name="完成日期")),
                (
                    "confirmed",
                    models.ManyToManyField(
                        related_name="confirmed_in",
                        to="riskpoints.riskpoint",
                        verbose_name="确认仍然适用的风险点",
                    ),
                ),
                (
                    "post",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="screened",
                        to="organisations.post",
                        verbose_name="岗位",
                    ),
                ),
                (
                    "reported_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="自查填写人",
                    ),
                ),
                (
                    "share",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="assignments",
                        to="riskpoints.share",
                        verbose_name="单位",
                    ),
                ),
            ],
            options={
                "verbose_name": "排查任务",
                "ordering": ["share", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("layer", "post"), ("post__isnull", False), ("section", "")),
                            models.Q(
                                ("layer", "section"),
                                ("post__isnull", True),
                                models.Q(("section", ""), _negated=True),
                            ),
                            models.Q(("layer", "unit"), ("post__isnull", True), ("section", "")),
                            _connector="OR",
                        ),
                        name="assignment_names_its_layer",
                        violation_error_message="排查任务须属于一个岗位、一个科室或整个单位。",
                    ),
                    models.UniqueConstraint(
                        fields=("share", "post"),
                        name="assignment_once_per_post",
                        violation_error_message="这个岗位已有任务。",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("layer", "section")),
                        fields=("share", "section"),
                        name="assignment_once_per_section",
                        violation_error_message="这个科室已有任务。",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("layer", "unit")),
                        fields=("share",),
                        name="assignment_once_for_the_unit",
                        violation_error_message="这个单位的单位职能已有任务。",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("outcome", "none"), _negated=True),
                            models.Q(("none_reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="assignment_none_with_reason",
                        violation_error_message="没有风险点须写明理由。",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("done_on__isnull", False), ("status", "done")),
                            models.Q(models.Q(("status", "done"), _negated=True), ("done_on__isnull", True)),
                            _connector="OR",
                        ),
                        name="assignment_done_with_date",
                        violation_error_message="已完成的任务须有完成日期。",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status", "not_done"), models.Q(("stopped_at", ""), _negated=True)),
                            models.Q(models.Q(("status", "not_done"), _negated=True), ("stopped_at", "")),
                            _connector="OR",
                        ),
                        name="assignment_not_done_says_where_it_stopped",
                        violation_error_message="未完成的任务须记下停在哪一步。",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("outcome", ""), ("status", "draft")),
                            ("status", "not_done"),
                            models.Q(
                                models.Q(("status__in", ("draft", "not_done")), _negated=True),
                                models.Q(("outcome", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="assignment_with_outcome_after_self_check",
                        violation_error_message="自查以后须说明有没有风险点。",
                    ),
                ],
            },
        ),
    ]
