from django.db import migrations, models

KINDS = [
    ("rectification_notice", "廉政风险预警整改通知书"),
    ("warning_notice", "廉政风险预警通知书"),
    ("delivery_receipt", "送达回执"),
]


class Migration(migrations.Migration):
    dependencies = [("documents", "0001_initial")]

    operations = [
        migrations.CreateModel(
            name="WordTemplate",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kind", models.CharField(choices=KINDS, max_length=30, verbose_name="文种")),
                ("edition", models.PositiveIntegerField(verbose_name="版本")),
                ("name", models.CharField(max_length=150, verbose_name="文件名")),
                ("content", models.BinaryField(verbose_name="模板")),
                ("sha256", models.CharField(max_length=64, verbose_name="SHA-256")),
                ("added_by_name", models.CharField(max_length=200, verbose_name="更换人")),
                ("added_at", models.DateTimeField(verbose_name="更换时间")),
            ],
            options={
                "verbose_name": "文书模板",
                "ordering": ["-edition"],
                "base_manager_name": "objects",
                "constraints": [
                    models.UniqueConstraint(fields=("kind", "edition"), name="wordtemplate_edition_once")
                ],
            },
        ),
    ]
