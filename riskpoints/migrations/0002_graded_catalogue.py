"""The graded catalogue, frozen as it was sent to the level above (art. 25)."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("organisations", "0003_centre_head"),
        ("riskpoints", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="RiskCatalogue",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("year", models.PositiveSmallIntegerField(verbose_name="年度")),
                ("rows", models.JSONField(verbose_name="内容")),
                ("sha256", models.CharField(max_length=64, verbose_name="内容哈希")),
                (
                    "status",
                    models.CharField(
                        choices=[("submitted", "待批准"), ("approved", "已批准"), ("returned", "已退回")],
                        default="submitted",
                        max_length=10,
                        verbose_name="状态",
                    ),
                ),
                ("sent_by", models.CharField(max_length=250, verbose_name="报送人")),
                ("sent_on", models.DateField(verbose_name="报送日期")),
                ("decided_by", models.CharField(blank=True, max_length=250, verbose_name="批准人")),
                ("decided_on", models.DateField(blank=True, null=True, verbose_name="批准日期")),
                ("reason", models.CharField(blank=True, max_length=300, verbose_name="退回理由")),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="risk_catalogues",
                        to="organisations.unit",
                        verbose_name="单位",
                    ),
                ),
            ],
            options={
                "verbose_name": "风险分级目录",
                "ordering": ["-sent_on", "-pk"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("status", "submitted")),
                        fields=("unit",),
                        name="catalogue_waits_once",
                        violation_error_message="已有一份目录在等待批准。",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("decided_on__isnull", True), ("status", "submitted")),
                            models.Q(
                                models.Q(("status", "submitted"), _negated=True),
                                ("decided_on__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="catalogue_decided_with_date",
                        violation_error_message="批准或退回须有日期。",
                    ),
                ],
            },
        ),
    ]
