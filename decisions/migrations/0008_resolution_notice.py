import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("decisions", "0007_cancelled_tasks")]

    operations = [
        migrations.CreateModel(
            name="ResolutionNotice",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("title", models.CharField(max_length=200, verbose_name="标题")),
                ("body", models.TextField(max_length=3500, verbose_name="公开的文字")),
                ("sha256", models.CharField(max_length=64, verbose_name="内容哈希")),
                ("disclosed_on", models.DateField(verbose_name="公开日期")),
                ("disclosed_by", models.CharField(max_length=250, verbose_name="公开批准人")),
                ("withdrawn_on", models.DateField(blank=True, null=True, verbose_name="撤下日期")),
                ("withdrawn_by", models.CharField(blank=True, max_length=250, verbose_name="撤下人")),
                ("withdrawn_reason", models.CharField(blank=True, max_length=300, verbose_name="撤下理由")),
                (
                    "item",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="notices",
                        to="decisions.agendaitem",
                        verbose_name="议题",
                    ),
                ),
            ],
            options={
                "verbose_name": "决议公开",
                "ordering": ["-disclosed_on", "-pk"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("withdrawn_on__isnull", True)),
                        fields=("item",),
                        name="resolution_on_show_once",
                        violation_error_message="这项决议正在公开。",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("withdrawn_on__isnull", True),
                            models.Q(
                                ("withdrawn_on__gte", models.F("disclosed_on")),
                                models.Q(("withdrawn_reason", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="resolution_withdrawn_with_reason",
                        violation_error_message="撤下须写明理由。",
                    ),
                ],
            },
        ),
    ]
