"""How powers were reduced, and by which document (art. 7)."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("powers", "0002_discretion"),
    ]

    operations = [
        migrations.CreateModel(
            name="PowerAdjustment",
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
                        choices=[
                            ("cancel", "取消"),
                            ("delegate", "下放"),
                            ("levels", "减少审批层次"),
                            ("centre", "进入政务服务中心"),
                            ("transfer", "转移"),
                        ],
                        max_length=10,
                        verbose_name="调整方式",
                    ),
                ),
                ("on", models.DateField(verbose_name="调整日期")),
                (
                    "document",
                    models.CharField(help_text="文件名称和文号。", max_length=200, verbose_name="依据文件"),
                ),
                (
                    "note",
                    models.CharField(
                        blank=True, help_text="如：由三级审批减为两级。", max_length=300, verbose_name="说明"
                    ),
                ),
                ("recorded_by", models.CharField(editable=False, max_length=250, verbose_name="登记人")),
                (
                    "power",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="adjustments",
                        to="powers.power",
                        verbose_name="职权",
                    ),
                ),
            ],
            options={
                "verbose_name": "职权调整",
                "ordering": ["-on", "-pk"],
            },
        ),
    ]
