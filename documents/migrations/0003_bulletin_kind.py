from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("documents", "0002_word_templates"),
    ]

    operations = [
        migrations.AlterField(
            model_name="issueddocument",
            name="kind",
            field=models.CharField(
                choices=[
                    ("rectification_notice", "廉政风险预警整改通知书"),
                    ("warning_notice", "廉政风险预警通知书"),
                    ("delivery_receipt", "送达回执"),
                    ("bulletin", "廉政风险预警信息参阅"),
                ],
                max_length=30,
                verbose_name="文种",
            ),
        ),
        migrations.AlterField(
            model_name="wordtemplate",
            name="kind",
            field=models.CharField(
                choices=[
                    ("rectification_notice", "廉政风险预警整改通知书"),
                    ("warning_notice", "廉政风险预警通知书"),
                    ("delivery_receipt", "送达回执"),
                    ("bulletin", "廉政风险预警信息参阅"),
                ],
                max_length=30,
                verbose_name="文种",
            ),
        ),
    ]
