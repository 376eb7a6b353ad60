"""A warning whose rectification fails may be followed by one a tier up."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("collection", "0004_versions_and_typed_items"),
        ("documents", "0002_word_templates"),
        ("earlywarnings", "0008_handler_knowledge_second_look"),
        ("organisations", "0003_centre_head"),
        ("riskpoints", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="earlywarning",
            name="earlywarning_served_on_a_day",
        ),
        migrations.AddField(
            model_name="earlywarning",
            name="follows",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="followers",
                to="earlywarnings.earlywarning",
                verbose_name="接续的预警",
            ),
        ),
        migrations.AddField(
            model_name="earlywarning",
            name="superseded_on",
            field=models.DateField(blank=True, null=True, verbose_name="升级日期"),
        ),
        migrations.AddField(
            model_name="historicalearlywarning",
            name="follows",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="earlywarnings.earlywarning",
                verbose_name="接续的预警",
            ),
        ),
        migrations.AddField(
            model_name="historicalearlywarning",
            name="superseded_on",
            field=models.DateField(blank=True, null=True, verbose_name="升级日期"),
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
                    ("superseded", "已升级"),
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
                    ("superseded", "已升级"),
                    ("revoked", "已撤销"),
                    ("reported_up", "已报上级"),
                    ("discarded", "已作废"),
                ],
                default="draft",
                max_length=12,
                verbose_name="状态",
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
                                "superseded",
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
            constraint=models.UniqueConstraint(
                condition=models.Q(("status__in", ["discarded", "revoked"]), _negated=True),
                fields=("follows",),
                name="earlywarning_followed_once",
                violation_error_message="已经据此起草了提高一级的预警。",
            ),
        ),
    ]
