"""Bands of discretion, one table for each kind of subject and penalty (art. 22)."""

import django.db.models.deletion
import simple_history.models
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("powers", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="DiscretionTable",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "subject",
                    models.CharField(
                        help_text="如：个人、企业、村民。", max_length=60, verbose_name="适用对象"
                    ),
                ),
                (
                    "penalty",
                    models.CharField(
                        help_text="如：罚款、补助、收费。", max_length=60, verbose_name="处理种类"
                    ),
                ),
                (
                    "penalty_unit",
                    models.CharField(
                        help_text="如：元、元/平方米、日。", max_length=20, verbose_name="处理单位"
                    ),
                ),
                ("least", models.DecimalField(decimal_places=2, max_digits=14, verbose_name="法定下限")),
                ("most", models.DecimalField(decimal_places=2, max_digits=14, verbose_name="法定上限")),
                (
                    "measure",
                    models.CharField(
                        help_text="如：占地面积、违法次数、涉案金额。", max_length=60, verbose_name="裁量因素"
                    ),
                ),
                (
                    "measure_unit",
                    models.CharField(
                        help_text="如：平方米、次、元。", max_length=20, verbose_name="因素单位"
                    ),
                ),
                (
                    "measure_from",
                    models.DecimalField(decimal_places=2, default=0, max_digits=14, verbose_name="因素起点"),
                ),
                (
                    "measure_to",
                    models.DecimalField(
                        blank=True, decimal_places=2, max_digits=14, null=True, verbose_name="因素终点"
                    ),
                ),
                (
                    "source",
                    models.CharField(
                        blank=True,
                        help_text="沿用上级裁量基准的，写明名称和文号。",
                        max_length=200,
                        verbose_name="上级基准",
                    ),
                ),
                (
                    "source_version",
                    models.CharField(
                        blank=True, help_text="如：2025年修订。", max_length=60, verbose_name="上级基准版本"
                    ),
                ),
                (
                    "power",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="discretion",
                        to="powers.power",
                        verbose_name="职权",
                    ),
                ),
            ],
            options={
                "verbose_name": "裁量基准",
                "ordering": ["power", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("power", "subject", "penalty", "measure"),
                        name="discretion_once_per_subject",
                        violation_error_message="这项职权已有同样对象、种类和因素的裁量基准，请修改那一张。",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("least__gte", 0), ("most__gte", models.F("least"))),
                        name="discretion_most_after_least",
                        violation_error_message="法定上限不能低于下限，也不能是负数。",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("measure_to__isnull", True),
                            ("measure_to__gt", models.F("measure_from")),
                            _connector="OR",
                        ),
                        name="discretion_measure_to_after_from",
                        violation_error_message="因素终点须大于起点。",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("source", ""), models.Q(("source_version", ""), _negated=True), _connector="OR"
                        ),
                        name="discretion_version_of_a_source",
                        violation_error_message="沿用上级基准的，须写明版本（第二十二条）。",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="DiscretionBand",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("low", models.DecimalField(decimal_places=2, max_digits=14, verbose_name="因素起（含）")),
                (
                    "high",
                    models.DecimalField(
                        blank=True, decimal_places=2, max_digits=14, null=True, verbose_name="因素止（不含）"
                    ),
                ),
                ("least", models.DecimalField(decimal_places=2, max_digits=14, verbose_name="处理下限")),
                ("most", models.DecimalField(decimal_places=2, max_digits=14, verbose_name="处理上限")),
                ("note", models.CharField(blank=True, max_length=100, verbose_name="情节")),
                (
                    "table",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="bands",
                        to="powers.discretiontable",
                        verbose_name="裁量基准",
                    ),
                ),
            ],
            options={
                "verbose_name": "裁量档次",
                "ordering": ["table", "low"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("table", "low"),
                        name="band_once_per_low",
                        violation_error_message="两档的起点相同。",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("high__isnull", True), ("high__gt", models.F("low")), _connector="OR"
                        ),
                        name="band_high_after_low",
                        violation_error_message="止点须大于起点。",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("most__gte", models.F("least"))),
                        name="band_most_after_least",
                        violation_error_message="处理上限不能低于下限。",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="HistoricalDiscretionBand",
            fields=[
                (
                    "id",
                    models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID"),
                ),
                ("low", models.DecimalField(decimal_places=2, max_digits=14, verbose_name="因素起（含）")),
                (
                    "high",
                    models.DecimalField(
                        blank=True, decimal_places=2, max_digits=14, null=True, verbose_name="因素止（不含）"
                    ),
                ),
                ("least", models.DecimalField(decimal_places=2, max_digits=14, verbose_name="处理下限")),
                ("most", models.DecimalField(decimal_places=2, max_digits=14, verbose_name="处理上限")),
                ("note", models.CharField(blank=True, max_length=100, verbose_name="情节")),
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
                    "table",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="powers.discretiontable",
                        verbose_name="裁量基准",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical 裁量档次",
                "verbose_name_plural": "historical 裁量档次s",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalDiscretionTable",
            fields=[
                (
                    "id",
                    models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID"),
                ),
                (
                    "subject",
                    models.CharField(
                        help_text="如：个人、企业、村民。", max_length=60, verbose_name="适用对象"
                    ),
                ),
                (
                    "penalty",
                    models.CharField(
                        help_text="如：罚款、补助、收费。", max_length=60, verbose_name="处理种类"
                    ),
                ),
                (
                    "penalty_unit",
                    models.CharField(
                        help_text="如：元、元/平方米、日。", max_length=20, verbose_name="处理单位"
                    ),
                ),
                ("least", models.DecimalField(decimal_places=2, max_digits=14, verbose_name="法定下限")),
                ("most", models.DecimalField(decimal_places=2, max_digits=14, verbose_name="法定上限")),
                (
                    "measure",
                    models.CharField(
                        help_text="如：占地面积、违法次数、涉案金额。", max_length=60, verbose_name="裁量因素"
                    ),
                ),
                (
                    "measure_unit",
                    models.CharField(
                        help_text="如：平方米、次、元。", max_length=20, verbose_name="因素单位"
                    ),
                ),
                (
                    "measure_from",
                    models.DecimalField(decimal_places=2, default=0, max_digits=14, verbose_name="因素起点"),
                ),
                (
                    "measure_to",
                    models.DecimalField(
                        blank=True, decimal_places=2, max_digits=14, null=True, verbose_name="因素终点"
                    ),
                ),
                (
                    "source",
                    models.CharField(
                        blank=True,
                        help_text="沿用上级裁量基准的，写明名称和文号。",
                        max_length=200,
                        verbose_name="上级基准",
                    ),
                ),
                (
                    "source_version",
                    models.CharField(
                        blank=True, help_text="如：2025年修订。", max_length=60, verbose_name="上级基准版本"
                    ),
                ),
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
                    "power",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="powers.power",
                        verbose_name="职权",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical 裁量基准",
                "verbose_name_plural": "historical 裁量基准s",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
    ]
