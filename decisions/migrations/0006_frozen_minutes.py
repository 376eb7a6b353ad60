import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("decisions", "0005_joint_papers")]

    operations = [
        migrations.CreateModel(
            name="Minutes",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("record", models.JSONField(verbose_name="会议记录")),
                ("summary", models.JSONField(verbose_name="会议纪要")),
                (
                    "meeting",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="minutes",
                        to="decisions.meeting",
                        verbose_name="会议",
                    ),
                ),
            ],
            options={"verbose_name": "会议记录"},
        ),
        migrations.AddField(
            model_name="attendance",
            name="objection",
            field=models.CharField(blank=True, max_length=500, verbose_name="对记录的异议"),
        ),
        migrations.AddConstraint(
            model_name="attendance",
            constraint=models.CheckConstraint(
                condition=models.Q(("objection", ""), ("signed_on__isnull", False), _connector="OR"),
                name="attendance_objection_signed",
                violation_error_message="异议须由本人签认。",
            ),
        ),
    ]
