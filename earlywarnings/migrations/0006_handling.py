"""分级处置: what was done about a person, grade by grade (art. 40)."""

import django.db.models.deletion
import simple_history.models
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("collection", "0004_versions_and_typed_items"),
        ("earlywarnings", "0005_extension_requests"),
        ("organisations", "0002_no_overlaps"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Handling",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "grade",
                    models.CharField(
                        choices=[("talk", "口头谈话提醒"), ("explain", "向组织说明"), ("admonish", "告诫")],
                        max_length=10,
                        verbose_name="处置方式",
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("pending", "待办理"),
                            ("rectifying", "整改中"),
                            ("to_assess", "待评估"),
                            ("closed", "已办结"),
                            ("cancelled", "已撤回"),
                        ],
                        default="pending",
                        max_length=12,
                        verbose_name="状态",
                    ),
                ),
                ("post_text", models.CharField(blank=True, max_length=200, verbose_name="当时职务")),
                (
                    "reason",
                    models.TextField(
                        help_text="写进记录，当事人谈话后看得到。不要写可能暴露信息来源的内容。",
                        max_length=500,
                        verbose_name="事由",
                    ),
                ),
                ("opened_on", models.DateField(verbose_name="登记日期")),
                ("planned_on", models.DateField(verbose_name="计划日期")),
                ("held_on", models.DateField(blank=True, null=True, verbose_name="谈话日期")),
                ("place", models.CharField(blank=True, max_length=100, verbose_name="地点")),
                ("talkers", models.CharField(blank=True, max_length=100, verbose_name="谈话人")),
                ("recorder", models.CharField(blank=True, max_length=50, verbose_name="记录人")),
                ("said", models.TextField(blank=True, max_length=1000, verbose_name="谈话要点")),
                ("statement", models.TextField(blank=True, max_length=1000, verbose_name="当事人陈述")),
                ("explanation", models.TextField(blank=True, max_length=1000, verbose_name="情况说明")),
                ("explained_on", models.DateField(blank=True, null=True, verbose_name="说明日期")),
                ("on_behalf_of", models.CharField(blank=True, max_length=50, verbose_name="代录，原填写人")),
                ("known_on", models.DateField(blank=True, null=True, verbose_name="当事人知悉")),
                ("head_informed_on", models.DateField(blank=True, null=True, verbose_name="告知单位负责人")),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[("sufficient", "达到要求"), ("insufficient", "没有达到要求")],
                        max_length=12,
                        verbose_name="评估结果",
                    ),
                ),
                ("assessment", models.TextField(blank=True, max_length=500, verbose_name="评估意见")),
                ("assessed_on", models.DateField(blank=True, null=True, verbose_name="评估日期")),
                ("cancelled_reason", models.CharField(blank=True, max_length=500, verbose_name="撤回理由")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "assessed_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="评估人",
                    ),
                ),
                (
                    "explained_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="录入人",
                    ),
                ),
                (
                    "item",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="handlings",
                        to="collection.informationitem",
                        verbose_name="来源信息",
                    ),
                ),
                (
                    "opened_by",
                    models.ForeignKey(
                        blank=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="登记人",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="handlings",
                        to="organisations.person",
                        verbose_name="当事人",
                    ),
                ),
                (
                    "previous",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="next",
                        to="earlywarnings.handling",
                        verbose_name="前一等次",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="handlings",
                        to="organisations.unit",
                        verbose_name="当事人单位",
                    ),
                ),
                (
                    "warning",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="handlings",
                        to="earlywarnings.earlywarning",
                        verbose_name="预警",
                    ),
                ),
            ],
            options={
                "verbose_name": "分级处置",
                "ordering": ["-opened_on", "-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status__in", ("rectifying", "to_assess", "closed")), _negated=True),
                            models.Q(
                                ("explained_by__isnull", False),
                                ("explained_on__isnull", False),
                                ("grade", "explain"),
                                models.Q(("explanation", ""), _negated=True),
                            ),
                            models.Q(
                                ("grade__in", ["talk", "admonish"]),
                                ("held_on__isnull", False),
                                models.Q(("talkers", ""), _negated=True),
                                models.Q(("said", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="handling_says_what_took_place",
                        violation_error_message="谈话须写明日期、谈话人和要点，说明须写明日期和内容。",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status", "rectifying"), _negated=True),
                            ("grade", "admonish"),
                            _connector="OR",
                        ),
                        name="handling_rectified_after_admonition",
                        violation_error_message="只有告诫才有整改计划。",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status", "closed"), _negated=True),
                            models.Q(
                                ("assessed_by__isnull", False),
                                ("assessed_on__isnull", False),
                                ("outcome__in", ["sufficient", "insufficient"]),
                                models.Q(("assessment", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="handling_closed_with_an_assessment",
                        violation_error_message="办结须有评估结果、意见和评估人。",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("head_informed_on__isnull", True), ("known_on__isnull", False), _connector="OR"
                        ),
                        name="handling_person_knows_before_the_head",
                        violation_error_message="当事人知悉以后才能告知单位负责人。",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status", "cancelled"), _negated=True),
                            models.Q(("cancelled_reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="handling_cancelled_with_reason",
                        violation_error_message="撤回须写明理由。",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="HistoricalHandling",
            fields=[
                (
                    "id",
                    models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID"),
                ),
                (
                    "grade",
                    models.CharField(
                        choices=[("talk", "口头谈话提醒"), ("explain", "向组织说明"), ("admonish", "告诫")],
                        max_length=10,
                        verbose_name="处置方式",
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("pending", "待办理"),
                            ("rectifying", "整改中"),
                            ("to_assess", "待评估"),
                            ("closed", "已办结"),
                            ("cancelled", "已撤回"),
                        ],
                        default="pending",
                        max_length=12,
                        verbose_name="状态",
                    ),
                ),
                ("post_text", models.CharField(blank=True, max_length=200, verbose_name="当时职务")),
                (
                    "reason",
                    models.TextField(
                        help_text="写进记录，当事人谈话后看得到。不要写可能暴露信息来源的内容。",
                        max_length=500,
                        verbose_name="事由",
                    ),
                ),
                ("opened_on", models.DateField(verbose_name="登记日期")),
                ("planned_on", models.DateField(verbose_name="计划日期")),
                ("held_on", models.DateField(blank=True, null=True, verbose_name="谈话日期")),
                ("place", models.CharField(blank=True, max_length=100, verbose_name="地点")),
                ("talkers", models.CharField(blank=True, max_length=100, verbose_name="谈话人")),
                ("recorder", models.CharField(blank=True, max_length=50, verbose_name="记录人")),
                ("said", models.TextField(blank=True, max_length=1000, verbose_name="谈话要点")),
                ("statement", models.TextField(blank=True, max_length=1000, verbose_name="当事人陈述")),
                ("explanation", models.TextField(blank=True, max_length=1000, verbose_name="情况说明")),
                ("explained_on", models.DateField(blank=True, null=True, verbose_name="说明日期")),
                ("on_behalf_of", models.CharField(blank=True, max_length=50, verbose_name="代录，原填写人")),
                ("known_on", models.DateField(blank=True, null=True, verbose_name="当事人知悉")),
                ("head_informed_on", models.DateField(blank=True, null=True, verbose_name="告知单位负责人")),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[("sufficient", "达到要求"), ("insufficient", "没有达到要求")],
                        max_length=12,
                        verbose_name="评估结果",
                    ),
                ),
                ("assessment", models.TextField(blank=True, max_length=500, verbose_name="评估意见")),
                ("assessed_on", models.DateField(blank=True, null=True, verbose_name="评估日期")),
                ("cancelled_reason", models.CharField(blank=True, max_length=500, verbose_name="撤回理由")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                    ),
                ),
                (
                    "assessed_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="评估人",
                    ),
                ),
                (
                    "explained_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="录入人",
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "item",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="collection.informationitem",
                        verbose_name="来源信息",
                    ),
                ),
                (
                    "opened_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="登记人",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="organisations.person",
                        verbose_name="当事人",
                    ),
                ),
                (
                    "previous",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="earlywarnings.handling",
                        verbose_name="前一等次",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="organisations.unit",
                        verbose_name="当事人单位",
                    ),
                ),
                (
                    "warning",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="earlywarnings.earlywarning",
                        verbose_name="预警",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical 分级处置",
                "verbose_name_plural": "historical 分级处置s",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="Milestone",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveSmallIntegerField(verbose_name="序号")),
                ("text", models.TextField(max_length=300, verbose_name="整改事项")),
                ("due_on", models.DateField(verbose_name="完成期限")),
                ("met_on", models.DateField(blank=True, null=True, verbose_name="完成日期")),
                ("note", models.CharField(blank=True, max_length=300, verbose_name="完成情况")),
                ("recorded_by", models.CharField(blank=True, max_length=50, verbose_name="登记人")),
                (
                    "handling",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="milestones",
                        to="earlywarnings.handling",
                    ),
                ),
            ],
            options={
                "verbose_name": "整改计划",
                "ordering": ["number"],
                "constraints": [
                    models.UniqueConstraint(fields=("handling", "number"), name="milestone_number_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("met_on__isnull", True), models.Q(("note", ""), _negated=True), _connector="OR"
                        ),
                        name="milestone_met_says_how",
                        violation_error_message="完成的事项须写明完成情况。",
                    ),
                ],
            },
        ),
    ]
