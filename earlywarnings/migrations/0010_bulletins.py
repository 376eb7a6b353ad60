import django.db.models.deletion
import simple_history.models
from django.conf import settings
from django.db import migrations, models

import core.clock


class Migration(migrations.Migration):
    dependencies = [
        ("documents", "0003_bulletin_kind"),
        ("earlywarnings", "0009_rewarning"),
        ("organisations", "0002_no_overlaps"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterField(
            model_name="earlywarning",
            name="document_kind",
            field=models.CharField(
                choices=[
                    ("rectification_notice", "廉政风险预警整改通知书"),
                    ("warning_notice", "廉政风险预警通知书"),
                    ("delivery_receipt", "送达回执"),
                    ("bulletin", "廉政风险预警信息参阅"),
                ],
                max_length=24,
                verbose_name="文书",
            ),
        ),
        migrations.AlterField(
            model_name="historicalearlywarning",
            name="document_kind",
            field=models.CharField(
                choices=[
                    ("rectification_notice", "廉政风险预警整改通知书"),
                    ("warning_notice", "廉政风险预警通知书"),
                    ("delivery_receipt", "送达回执"),
                    ("bulletin", "廉政风险预警信息参阅"),
                ],
                max_length=24,
                verbose_name="文书",
            ),
        ),
        migrations.CreateModel(
            name="Bulletin",
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
                        choices=[("case", "个案参阅"), ("summary", "综合参阅")],
                        max_length=8,
                        verbose_name="类型",
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("draft", "起草"),
                            ("review", "待审批"),
                            ("approved", "待印发"),
                            ("issued", "已印发"),
                            ("withdrawn", "已撤回"),
                            ("discarded", "已作废"),
                        ],
                        default="draft",
                        max_length=10,
                        verbose_name="状态",
                    ),
                ),
                (
                    "period",
                    models.CharField(
                        blank=True, help_text="2026Q3 或 2026H1。", max_length=6, verbose_name="报送期"
                    ),
                ),
                ("title", models.CharField(max_length=100, verbose_name="标题")),
                ("said", models.JSONField(default=dict, editable=False, verbose_name="系统起草的内容")),
                ("said_on", models.DateField(editable=False, verbose_name="取数日期")),
                (
                    "story",
                    models.TextField(
                        blank=True,
                        help_text="不写单位、村、人员的名称，也不写具体日期和金额。",
                        max_length=2000,
                        verbose_name="案情简述",
                    ),
                ),
                ("causes", models.TextField(blank=True, max_length=2000, verbose_name="成因剖析")),
                ("next_steps", models.TextField(blank=True, max_length=2000, verbose_name="下步要求")),
                ("to_heads", models.BooleanField(default=False, verbose_name="各单位负责人")),
                ("to_collectors", models.BooleanField(default=False, verbose_name="各信息采集员")),
                ("drafted_on", models.DateField(verbose_name="起草日期")),
                ("returned_reason", models.CharField(blank=True, max_length=500, verbose_name="退回理由")),
                (
                    "approved_by_text",
                    models.CharField(blank=True, max_length=200, verbose_name="审批人职务姓名"),
                ),
                ("approved_on", models.DateField(blank=True, null=True, verbose_name="审批日期")),
                ("issued_on", models.DateField(blank=True, null=True, verbose_name="印发日期")),
                ("named_reason", models.CharField(blank=True, max_length=500, verbose_name="保留名称的理由")),
                ("given_up_on", models.DateField(blank=True, null=True, verbose_name="撤回或作废日期")),
                (
                    "given_up_reason",
                    models.CharField(blank=True, max_length=500, verbose_name="撤回或作废理由"),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "approved_by",
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
                    "document",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="bulletin",
                        to="documents.issueddocument",
                    ),
                ),
                (
                    "drafted_by",
                    models.ForeignKey(
                        blank=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="起草人",
                    ),
                ),
                (
                    "issued_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="印发人",
                    ),
                ),
                (
                    "number",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="bulletin",
                        to="documents.registerednumber",
                    ),
                ),
                (
                    "people",
                    models.ManyToManyField(
                        blank=True, related_name="+", to=settings.AUTH_USER_MODEL, verbose_name="指定人员"
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="bulletins",
                        to="organisations.unit",
                        verbose_name="编写单位",
                    ),
                ),
                (
                    "units",
                    models.ManyToManyField(
                        blank=True, related_name="+", to="organisations.unit", verbose_name="指定单位的负责人"
                    ),
                ),
                (
                    "warning",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="bulletins",
                        to="earlywarnings.earlywarning",
                        verbose_name="预警",
                    ),
                ),
            ],
            options={
                "verbose_name": "参阅",
                "ordering": ["-drafted_on", "-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "case"), ("period", ""), ("warning__isnull", False)),
                            models.Q(
                                ("kind", "summary"),
                                ("warning__isnull", True),
                                models.Q(("period", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="bulletin_of_a_case_or_a_period",
                        violation_error_message="个案参阅须有预警，综合参阅须有报送期。",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("approved_by__isnull", True),
                            models.Q(("approved_by", models.F("drafted_by")), _negated=True),
                            _connector="OR",
                        ),
                        name="bulletin_approver_is_not_drafter",
                        violation_error_message="起草人不能审批自己起草的参阅。",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("status__in", ("withdrawn", "discarded")), _negated=True),
                        fields=("warning",),
                        name="bulletin_once_per_case",
                        violation_error_message="这件预警已经编写了参阅。",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status__in", ("issued", "withdrawn")), _negated=True),
                            models.Q(
                                ("approved_by__isnull", False),
                                ("document__isnull", False),
                                ("issued_by__isnull", False),
                                ("issued_on__isnull", False),
                                ("number__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="bulletin_out_with_number",
                        violation_error_message="已印发的参阅须有审批人、印发人、日期、文号和原件。",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status__in", ("withdrawn", "discarded")), _negated=True),
                            models.Q(
                                ("given_up_on__isnull", False),
                                models.Q(("given_up_reason", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="bulletin_given_up_with_reason",
                        violation_error_message="撤回、作废参阅须写明理由和日期。",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="BulletinReader",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("as_text", models.CharField(max_length=200, verbose_name="身份")),
                ("added_at", models.DateTimeField(default=core.clock.now, verbose_name="列入时间")),
                ("opened_at", models.DateTimeField(blank=True, null=True, verbose_name="首次打开")),
                (
                    "bulletin",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="readers",
                        to="earlywarnings.bulletin",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="传阅对象",
                    ),
                ),
            ],
            options={
                "verbose_name": "传阅",
                "ordering": ["pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("bulletin", "user"), name="bulletin_reader_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="HistoricalBulletin",
            fields=[
                (
                    "id",
                    models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID"),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[("case", "个案参阅"), ("summary", "综合参阅")],
                        max_length=8,
                        verbose_name="类型",
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("draft", "起草"),
                            ("review", "待审批"),
                            ("approved", "待印发"),
                            ("issued", "已印发"),
                            ("withdrawn", "已撤回"),
                            ("discarded", "已作废"),
                        ],
                        default="draft",
                        max_length=10,
                        verbose_name="状态",
                    ),
                ),
                (
                    "period",
                    models.CharField(
                        blank=True, help_text="2026Q3 或 2026H1。", max_length=6, verbose_name="报送期"
                    ),
                ),
                ("title", models.CharField(max_length=100, verbose_name="标题")),
                ("said", models.JSONField(default=dict, editable=False, verbose_name="系统起草的内容")),
                ("said_on", models.DateField(editable=False, verbose_name="取数日期")),
                (
                    "story",
                    models.TextField(
                        blank=True,
                        help_text="不写单位、村、人员的名称，也不写具体日期和金额。",
                        max_length=2000,
                        verbose_name="案情简述",
                    ),
                ),
                ("causes", models.TextField(blank=True, max_length=2000, verbose_name="成因剖析")),
                ("next_steps", models.TextField(blank=True, max_length=2000, verbose_name="下步要求")),
                ("to_heads", models.BooleanField(default=False, verbose_name="各单位负责人")),
                ("to_collectors", models.BooleanField(default=False, verbose_name="各信息采集员")),
                ("drafted_on", models.DateField(verbose_name="起草日期")),
                ("returned_reason", models.CharField(blank=True, max_length=500, verbose_name="退回理由")),
                (
                    "approved_by_text",
                    models.CharField(blank=True, max_length=200, verbose_name="审批人职务姓名"),
                ),
                ("approved_on", models.DateField(blank=True, null=True, verbose_name="审批日期")),
                ("issued_on", models.DateField(blank=True, null=True, verbose_name="印发日期")),
                ("named_reason", models.CharField(blank=True, max_length=500, verbose_name="保留名称的理由")),
                ("given_up_on", models.DateField(blank=True, null=True, verbose_name="撤回或作废日期")),
                (
                    "given_up_reason",
                    models.CharField(blank=True, max_length=500, verbose_name="撤回或作废理由"),
                ),
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
                    "approved_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="审批人",
                    ),
                ),
                (
                    "document",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="documents.issueddocument",
                    ),
                ),
                (
                    "drafted_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="起草人",
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
                    "issued_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="印发人",
                    ),
                ),
                (
                    "number",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="documents.registerednumber",
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
                        verbose_name="编写单位",
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
                "verbose_name": "historical 参阅",
                "verbose_name_plural": "historical 参阅s",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
    ]
