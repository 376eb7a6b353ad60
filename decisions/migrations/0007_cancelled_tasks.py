from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("decisions", "0006_frozen_minutes")]

    operations = [
        migrations.AddField(
            model_name="task",
            name="cancelled_reason",
            field=models.CharField(blank=True, max_length=300, verbose_name="取消理由"),
        ),
        migrations.AddConstraint(
            model_name="task",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("status", "cancelled"), models.Q(("cancelled_reason", ""), _negated=True)),
                    models.Q(models.Q(("status", "cancelled"), _negated=True), ("cancelled_reason", "")),
                    _connector="OR",
                ),
                name="decision_task_cancelled_with_reason",
                violation_error_message="取消任务须写明理由。",
            ),
        ),
    ]
