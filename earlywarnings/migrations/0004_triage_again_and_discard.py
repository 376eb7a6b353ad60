"""What is watched is judged anew, the earlier judgement stays; a mistaken draft is given up."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("collection", "0003_period_reports_and_polls"),
        ("documents", "0002_word_templates"),
        ("earlywarnings", "0003_inspections"),
        ("organisations", "0002_no_overlaps"),
        ("riskpoints", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterModelOptions(
            name="triage",
            options={"ordering": ["-round"], "verbose_name": "研判"},
        ),
        migrations.RemoveConstraint(
            model_name="earlywarning",
            name="earlywarning_signed_with_number",
        ),
        migrations.AddField(
            model_name="earlywarning",
            name="discarded_on",
            field=models.DateField(blank=True, null=True, verbose_name="作废日期"),
        ),
        migrations.AddField(
            model_name="earlywarning",
            name="discarded_reason",
            field=models.TextField(blank=True, verbose_name="作废理由"),
        ),
        migrations.AddField(
            model_name="historicalearlywarning",
            name="discarded_on",
            field=models.DateField(blank=True, null=True, verbose_name="作废日期"),
        ),
        migrations.AddField(
            model_name="historicalearlywarning",
            name="discarded_reason",
            field=models.TextField(blank=True, verbose_name="作废理由"),
        ),
        migrations.AddField(
            model_name="triage",
            name="round",
            field=models.PositiveSmallIntegerField(default=1, verbose_name="第几次"),
        ),
        migrations.AlterField(
            model_name="earlywarning",
            name="status",
            field=models.CharField(
                choices=[
                    ("draft", "起草"),
                    ("review", "待审核"),
                    ("to_sign", "待签批"),
                    ("signed", "待送达"),
                    ("delivered", "待签收"),
                    ("received", "待回告"),
                    ("answered", "待复核"),
                    ("sent_back", "退回重改"),
                    ("verified", "待销号"),
                    ("closed", "已销号"),
                    ("revoked", "已撤销"),
                    ("reported_up", "已报上级"),
                    ("discarded", "已作废"),
                ],
                default="draft",
                max_length=12,
                verbose_name="状态",
            ),
        ),
        migrations.AlterField(
            model_name="historicalearlywarning",
            name="status",
            field=models.CharField(
                choices=[
                    ("draft", "起草"),
                    ("review", "待审核"),
                    ("to_sign", "待签批"),
                    ("signed", "待送达"),
                    ("delivered", "待签收"),
                    ("received", "待回告"),
                    ("answered", "待复核"),
                    ("sent_back", "退回重改"),
                    ("verified", "待销号"),
                    ("closed", "已销号"),
                    ("revoked", "已撤销"),
                    ("reported_up", "已报上级"),
                    ("discarded", "已作废"),
                ],
                default="draft",
                max_length=12,
                verbose_name="状态",
            ),
        ),
        migrations.AlterField(
            model_name="triage",
            name="item",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="triages",
                to="collection.informationitem",
                verbose_name="预警信息",
            ),
        ),
        migrations.AddConstraint(
            model_name="earlywarning",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("status__in", ("draft", "review", "to_sign", "reported_up", "discarded")),
                    models.Q(
                        ("notice__isnull", False),
                        ("number__isnull", False),
                        ("signed_by__isnull", False),
                        ("signed_on__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="earlywarning_signed_with_number",
                violation_error_message="已签批的预警须有签批人、日期、文号和通知书。",
            ),
        ),
        migrations.AddConstraint(
            model_name="earlywarning",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("status", "discarded"), _negated=True),
                    models.Q(
                        ("discarded_on__isnull", False),
                        ("number__isnull", True),
                        models.Q(("discarded_reason", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="earlywarning_discarded_with_reason",
                violation_error_message="作废草稿须写明理由，且不占用文号。",
            ),
        ),
        migrations.AddConstraint(
            model_name="triage",
            constraint=models.UniqueConstraint(fields=("item", "round"), name="triage_round_once"),
        ),
    ]
