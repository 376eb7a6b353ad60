"""The ledger shows the latest findings first: fifty of them, without sorting all the others."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("collection", "0005_nothing_owed_for_the_past"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="informationitem",
            index=models.Index(fields=["found_on", "id"], name="item_by_day"),
        ),
    ]
