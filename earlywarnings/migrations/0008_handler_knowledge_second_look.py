"""A warning is in somebody's hands; a red one is known to a leader before it is served, and checked twice."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.models import F


def fill(apps, schema_editor):
    """What was drafted before is in the hands of whoever drafted it; what was served before, its leaders knew of then."""
    warnings = apps.get_model("earlywarnings", "EarlyWarning").objects.all()
    warnings.update(handler=F("drafted_by"))
    served = warnings.filter(tier="red", delivered_on__isnull=False)
    served.update(acknowledged_on=F("signed_on"), acknowledged_by_text="（启用知悉登记以前）")
    if schema_editor.connection.vendor == "postgresql":
        # the foreign keys just written are checked now: with a check pending no table can be altered
        schema_editor.execute("SET CONSTRAINTS ALL IMMEDIATE")


class Migration(migrations.Migration):
    dependencies = [
        ("collection", "0004_versions_and_typed_items"),
        ("documents", "0002_word_templates"),
        ("earlywarnings", "0007_upper_body_and_recusal"),
        ("organisations", "0003_centre_head"),
        ("riskpoints", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Transfer",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField(verbose_name="移交时间")),
                ("reason", models.CharField(max_length=200, verbose_name="理由")),
            ],
            options={
                "verbose_name": "移交",
                "ordering": ["pk"],
            },
        ),
        migrations.RemoveConstraint(
            model_name="earlywarning",
            name="earlywarning_served_on_a_day",
        ),
        migrations.AddField(
            model_name="earlywarning",
            name="acknowledged_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="知悉登记人",
            ),
        ),
        migrations.AddField(
            model_name="earlywarning",
            name="acknowledged_by_text",
            field=models.CharField(blank=True, max_length=200, verbose_name="知悉领导职务姓名"),
        ),
        migrations.AddField(
            model_name="earlywarning",
            name="acknowledged_on",
            field=models.DateField(blank=True, null=True, verbose_name="知悉日期"),
        ),
        migrations.AddField(
            model_name="earlywarning",
            name="handler",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="承办人",
            ),
        ),
        migrations.AddField(
            model_name="historicalearlywarning",
            name="acknowledged_by",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="知悉登记人",
            ),
        ),
        migrations.AddField(
            model_name="historicalearlywarning",
            name="acknowledged_by_text",
            field=models.CharField(blank=True, max_length=200, verbose_name="知悉领导职务姓名"),
        ),
        migrations.AddField(
            model_name="historicalearlywarning",
            name="acknowledged_on",
            field=models.DateField(blank=True, null=True, verbose_name="知悉日期"),
        ),
        migrations.AddField(
            model_name="historicalearlywarning",
            name="handler",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="承办人",
            ),
        ),
        migrations.AddField(
            model_name="response",
            name="second_at",
            field=models.DateTimeField(blank=True, null=True, verbose_name="二次复核时间"),
        ),
        migrations.AddField(
            model_name="response",
            name="second_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="二次复核人",
            ),
        ),
        migrations.AddField(
            model_name="response",
            name="second_comment",
            field=models.TextField(blank=True, verbose_name="二次复核意见"),
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
                    ("second_look", "待二次复核"),
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
                    ("second_look", "待二次复核"),
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
        migrations.RunPython(fill, migrations.RunPython.noop),
        migrations.AlterField(
            model_name="earlywarning",
            name="handler",
            field=models.ForeignKey(
                blank=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="承办人",
            ),
        ),
        migrations.AddConstraint(
            model_name="earlywarning",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        (
                            "status__in",
                            (
                                "delivered",
                                "received",
                                "answered",
                                "second_look",
                                "sent_back",
                                "verified",
                                "closed",
                            ),
                        ),
                        _negated=True,
                    ),
                    ("delivered_on__isnull", False),
                    _connector="OR",
                ),
                name="earlywarning_served_on_a_day",
                violation_error_message="已送达的预警须有送达日期。",
            ),
        ),
        migrations.AddConstraint(
            model_name="earlywarning",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("body", "town"), ("tier", "red"), _negated=True),
                    ("delivered_on__isnull", True),
                    ("acknowledged_on__isnull", False),
                    _connector="OR",
                ),
                name="earlywarning_red_known_before_served",
                violation_error_message="红色预警送达前须由镇领导知悉（第四十五条）。",
            ),
        ),
        migrations.AddConstraint(
            model_name="earlywarning",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("acknowledged_by__isnull", True),
                    models.Q(
                        models.Q(("acknowledged_by", models.F("drafted_by")), _negated=True),
                        models.Q(("acknowledged_by", models.F("signed_by")), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="earlywarning_known_by_another",
                violation_error_message="起草、签批的人不能代表镇领导知悉。",
            ),
        ),
        migrations.AddConstraint(
            model_name="response",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("second_by__isnull", True),
                    models.Q(("second_by", models.F("verified_by")), _negated=True),
                    _connector="OR",
                ),
                name="response_second_look_by_another",
                violation_error_message="二次复核须由另一人进行。",
            ),
        ),
        migrations.AddField(
            model_name="transfer",
            name="by",
            field=models.ForeignKey(
                blank=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="经手人",
            ),
        ),
        migrations.AddField(
            model_name="transfer",
            name="now",
            field=models.ForeignKey(
                blank=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="现承办人",
            ),
        ),
        migrations.AddField(
            model_name="transfer",
            name="warning",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="transfers",
                to="earlywarnings.earlywarning",
            ),
        ),
        migrations.AddField(
            model_name="transfer",
            name="was",
            field=models.ForeignKey(
                blank=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="原承办人",
            ),
        ),
        migrations.AddConstraint(
            model_name="transfer",
            constraint=models.CheckConstraint(
                condition=models.Q(("was", models.F("now")), _negated=True),
                name="transfer_to_somebody_else",
                violation_error_message="请移交给另一人。",
            ),
        ),
    ]
