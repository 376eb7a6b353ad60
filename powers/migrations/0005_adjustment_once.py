"""The same adjustment is recorded once, also when a page is sent again (art. 7)."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("powers", "0004_cases"),
    ]

    operations = [
        migrations.AddConstraint(
            model_name="poweradjustment",
            constraint=models.UniqueConstraint(
                fields=("power", "kind", "on", "document"),
                name="adjustment_once",
                violation_error_message="这次调整已经登记过。",
            ),
        ),
    ]
