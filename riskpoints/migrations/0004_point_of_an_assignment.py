"""A point may have been written in an assignment of a screening (art. 14)."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("riskpoints", "0003_screening_campaigns"),
    ]

    operations = [
        migrations.AddField(
            model_name="historicalriskpoint",
            name="assignment",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="riskpoints.assignment",
                verbose_name="排查任务",
            ),
        ),
        migrations.AddField(
            model_name="riskpoint",
            name="assignment",
            field=models.ForeignKey(
                blank=True,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="points",
                to="riskpoints.assignment",
                verbose_name="排查任务",
            ),
        ),
    ]
