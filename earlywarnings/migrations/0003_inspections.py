import django.db.models.deletion
import simple_history.models
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("earlywarnings", "0002_measure_keeps_to_its_tier"),
        ("organisations", "0002_no_overlaps"),
        ("riskpoints", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="HistoricalInspection",
            fields=[
                (
                    "id",
                    models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID"),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[("planned", "计划抽查"), ("on_the_spot", "现场督查")],
                        default="planned",
                        max_length=12,
                        verbose_name="方式",
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("planned", "待督查"),
                            ("followed_up", "整改中"),
                            ("closed", "已办结"),
                            ("cancelled", "已取消"),
                        ],
                        default="planned",
                        max_length=12,
                        verbose_name="状态",
                    ),
                ),
                (
                    "subject",
                    models.CharField(
                        choices=[
                            ("warning", "预警整改"),
                            ("unit", "整个单位"),
                            ("post", "岗位"),
                            ("risk_point", "风险点防控措施"),
                        ],
                        max_length=10,
                        verbose_name="督查对象",
                    ),
                ),
                ("planned_on", models.DateField(verbose_name="计划日期")),
                (
                    "also_present",
                    models.CharField(
                        blank=True,
                        help_text="如：村务监督委员会主任、包村干部。",
                        max_length=200,
                        verbose_name="其他参加人员",
                    ),
                ),
                (
                    "focus",
                    models.TextField(
                        help_text="看什么，一行一项，如：防控措施的执行记录、公示情况。",
                        max_length=1000,
                        verbose_name="督查内容",
                    ),
                ),
                ("inspected_on", models.DateField(blank=True, null=True, verbose_name="督查日期")),
                (
                    "looked_at",
                    models.TextField(
                        blank=True,
                        help_text="看了哪些地方、材料，问了哪些人。",
                        max_length=1000,
                        verbose_name="查看了什么",
                    ),
                ),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("in_place", "落实到位"),
                            ("partly", "部分落实"),
                            ("not_in_place", "落实不到位"),
                        ],
                        max_length=12,
                        verbose_name="落实情况",
                    ),
                ),
                ("conclusion", models.TextField(blank=True, max_length=1000, verbose_name="督查结论")),
                ("closed_on", models.DateField(blank=True, null=True, verbose_name="办结日期")),
                ("cancelled_reason", models.CharField(blank=True, max_length=500, verbose_name="取消理由")),
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
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "planned_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="安排人",
                    ),
                ),
                (
                    "post",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="organisations.post",
                        verbose_name="岗位",
                    ),
                ),
                (
                    "recorded_by",
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
                    "risk_point",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="riskpoints.riskpoint",
                        verbose_name="风险点",
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
                        verbose_name="被督查单位",
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
                "verbose_name": "historical 督查",
                "verbose_name_plural": "historical 督查s",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="Inspection",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[("planned", "计划抽查"), ("on_the_spot", "现场督查")],
                        default="planned",
                        max_length=12,
                        verbose_name="方式",
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("planned", "待督查"),
                            ("followed_up", "整改中"),
                            ("closed", "已办结"),
                            ("cancelled", "已取消"),
                        ],
                        default="planned",
                        max_length=12,
                        verbose_name="状态",
                    ),
                ),
                (
                    "subject",
                    models.CharField(
                        choices=[
                            ("warning", "预警整改"),
                            ("unit", "整个单位"),
                            ("post", "岗位"),
                            ("risk_point", "风险点防控措施"),
                        ],
                        max_length=10,
                        verbose_name="督查对象",
                    ),
                ),
                ("planned_on", models.DateField(verbose_name="计划日期")),
                (
                    "also_present",
                    models.CharField(
                        blank=True,
                        help_text="如：村务监督委员会主任、包村干部。",
                        max_length=200,
                        verbose_name="其他参加人员",
                    ),
                ),
                (
                    "focus",
                    models.TextField(
                        help_text="看什么，一行一项，如：防控措施的执行记录、公示情况。",
                        max_length=1000,
                        verbose_name="督查内容",
                    ),
                ),
                ("inspected_on", models.DateField(blank=True, null=True, verbose_name="督查日期")),
                (
                    "looked_at",
                    models.TextField(
                        blank=True,
                        help_text="看了哪些地方、材料，问了哪些人。",
                        max_length=1000,
                        verbose_name="查看了什么",
                    ),
                ),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("in_place", "落实到位"),
                            ("partly", "部分落实"),
                            ("not_in_place", "落实不到位"),
                        ],
                        max_length=12,
                        verbose_name="落实情况",
                    ),
                ),
                ("conclusion", models.TextField(blank=True, max_length=1000, verbose_name="督查结论")),
                ("closed_on", models.DateField(blank=True, null=True, verbose_name="办结日期")),
                ("cancelled_reason", models.CharField(blank=True, max_length=500, verbose_name="取消理由")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "inspectors",
                    models.ManyToManyField(
                        related_name="inspections", to="organisations.person", verbose_name="督查人员"
                    ),
                ),
                (
                    "planned_by",
                    models.ForeignKey(
                        blank=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="安排人",
                    ),
                ),
                (
                    "post",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="inspections",
                        to="organisations.post",
                        verbose_name="岗位",
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="登记人",
                    ),
                ),
                (
                    "risk_point",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="inspections",
                        to="riskpoints.riskpoint",
                        verbose_name="风险点",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="inspections",
                        to="organisations.unit",
                        verbose_name="被督查单位",
                    ),
                ),
                (
                    "warning",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="inspections",
                        to="earlywarnings.earlywarning",
                        verbose_name="预警",
                    ),
                ),
            ],
            options={
                "verbose_name": "督查",
                "ordering": ["-planned_on", "-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("post__isnull", True),
                                ("risk_point__isnull", True),
                                ("subject", "warning"),
                                ("warning__isnull", False),
                            ),
                            models.Q(
                                ("post__isnull", True),
                                ("risk_point__isnull", True),
                                ("subject", "unit"),
                                ("warning__isnull", True),
                            ),
                            models.Q(
                                ("post__isnull", False),
                                ("risk_point__isnull", True),
                                ("subject", "post"),
                                ("warning__isnull", True),
                            ),
                            models.Q(
                                ("post__isnull", True),
                                ("risk_point__isnull", False),
                                ("subject", "risk_point"),
                                ("warning__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="inspection_looks_at_its_subject",
                        violation_error_message="请按督查对象选择预警、岗位或风险点。",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status", "closed"), _negated=True),
                            ("closed_on__isnull", False),
                            _connector="OR",
                        ),
                        name="inspection_closed_on_a_day",
                        violation_error_message="已办结的督查须有办结日期。",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status", "cancelled"), _negated=True),
                            models.Q(("cancelled_reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="inspection_cancelled_with_reason",
                        violation_error_message="取消督查须写明理由。",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status__in", ("followed_up", "closed")), _negated=True),
                            models.Q(
                                ("inspected_on__isnull", False),
                                ("recorded_by__isnull", False),
                                models.Q(("looked_at", ""), _negated=True),
                                models.Q(("outcome", ""), _negated=True),
                                models.Q(("conclusion", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="inspection_carried_out_says_what_was_seen",
                        violation_error_message="已登记的督查须有日期、登记人、查看内容和结论。",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="HistoricalFinding",
            fields=[
                (
                    "id",
                    models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID"),
                ),
                ("number", models.PositiveSmallIntegerField(verbose_name="序号")),
                ("text", models.TextField(max_length=300, verbose_name="问题")),
                (
                    "place",
                    models.CharField(
                        blank=True,
                        help_text="如：公开栏、档案室。",
                        max_length=100,
                        verbose_name="地点或部位",
                    ),
                ),
                ("requirement", models.TextField(max_length=300, verbose_name="整改要求")),
                ("due_on", models.DateField(verbose_name="整改期限")),
                ("reported_on", models.DateField(blank=True, null=True, verbose_name="报告整改")),
                ("measure", models.TextField(blank=True, max_length=500, verbose_name="整改情况")),
                ("mended_on", models.DateField(blank=True, null=True, verbose_name="整改完成")),
                ("result", models.CharField(blank=True, max_length=300, verbose_name="核查结果")),
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
                    "checked_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="核查人",
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
                    "reported_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="报告人",
                    ),
                ),
                (
                    "inspection",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="earlywarnings.inspection",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical 督查发现的问题",
                "verbose_name_plural": "historical 督查发现的问题s",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="Finding",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveSmallIntegerField(verbose_name="序号")),
                ("text", models.TextField(max_length=300, verbose_name="问题")),
                (
                    "place",
                    models.CharField(
                        blank=True,
                        help_text="如：公开栏、档案室。",
                        max_length=100,
                        verbose_name="地点或部位",
                    ),
                ),
                ("requirement", models.TextField(max_length=300, verbose_name="整改要求")),
                ("due_on", models.DateField(verbose_name="整改期限")),
                ("reported_on", models.DateField(blank=True, null=True, verbose_name="报告整改")),
                ("measure", models.TextField(blank=True, max_length=500, verbose_name="整改情况")),
                ("mended_on", models.DateField(blank=True, null=True, verbose_name="整改完成")),
                ("result", models.CharField(blank=True, max_length=300, verbose_name="核查结果")),
                (
                    "checked_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="核查人",
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
                        verbose_name="报告人",
                    ),
                ),
                (
                    "inspection",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="findings",
                        to="earlywarnings.inspection",
                    ),
                ),
            ],
            options={
                "verbose_name": "督查发现的问题",
                "ordering": ["number"],
                "constraints": [
                    models.UniqueConstraint(fields=("inspection", "number"), name="finding_number_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("mended_on__isnull", True),
                            models.Q(("checked_by__isnull", False), models.Q(("result", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="finding_mended_was_checked",
                        violation_error_message="整改完成的问题须有核查人和核查结果。",
                    ),
                ],
            },
        ),
    ]
