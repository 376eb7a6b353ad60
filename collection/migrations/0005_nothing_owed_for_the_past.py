"""A quarter that was over before this town had half-year reports and consolidations asks for none."""

from django.db import migrations, models
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone

from core.dates import Quarter


def ask_nothing_of_the_past(apps, schema_editor):
    recorded = MigrationRecorder(schema_editor.connection).migration_qs
    began = recorded.get(app="collection", name="0003_period_reports_and_polls").applied
    current = Quarter.containing(timezone.localdate(began))
    over = apps.get_model("collection", "Period").objects.filter(kind="quarter", code__lt=current.code)
    over.update(asks_for_reports=False)


class Migration(migrations.Migration):
    dependencies = [
        ("collection", "0004_versions_and_typed_items"),
    ]

    operations = [
        migrations.AddField(
            model_name="period",
            name="asks_for_reports",
            field=models.BooleanField(
                default=True,
                editable=False,
                help_text="启用分析和汇总以前就结束的季度不要求。",
                verbose_name="要求分析和汇总",
            ),
        ),
        migrations.RunPython(ask_nothing_of_the_past, migrations.RunPython.noop),
    ]
