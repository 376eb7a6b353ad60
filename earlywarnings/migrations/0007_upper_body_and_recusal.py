"""What the town may not sign is taken up by the body above; whoever must stay out of a warning is written down."""

from django.conf import settings
from django.db import migrations, models
from django.db.models import F


def give_a_day(apps, schema_editor):
    """What was reported up before the day was kept: it was reviewed on the day or shortly before."""
    reported = apps.get_model("earlywarnings", "EarlyWarning").objects.filter(status="reported_up")
    reported.update(reported_up_on=F("reviewed_on"), reported_up_reason="不在镇纪委管理权限之内。")


class Migration(migrations.Migration):
    dependencies = [
        ("collection", "0004_versions_and_typed_items"),
        ("documents", "0002_word_templates"),
        ("earlywarnings", "0006_handling"),
        ("organisations", "0003_centre_head"),
        ("riskpoints", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="earlywarning",
            name="body",
            field=models.CharField(
                choices=[("town", "镇纪委"), ("upper", "上级纪检监察机关")],
                default="town",
                max_length=5,
                verbose_name="办理机关",
            ),
        ),
        migrations.AddField(
            model_name="earlywarning",
            name="recused",
            field=models.ManyToManyField(
                blank=True, related_name="+", to="organisations.person", verbose_name="回避人员"
            ),
        ),
        migrations.AddField(
            model_name="earlywarning",
            name="reported_up_on",
            field=models.DateField(blank=True, null=True, verbose_name="报上级日期"),
        ),
        migrations.AddField(
            model_name="earlywarning",
            name="reported_up_reason",
            field=models.CharField(blank=True, max_length=200, verbose_name="报上级理由"),
        ),
        migrations.AddField(
            model_name="earlywarning",
            name="source_note",
            field=models.CharField(blank=True, max_length=200, verbose_name="来源说明"),
        ),
        migrations.AddField(
            model_name="earlywarning",
            name="taken_up_on",
            field=models.DateField(blank=True, null=True, verbose_name="上级接办日期"),
        ),
        migrations.AddField(
            model_name="historicalearlywarning",
            name="body",
            field=models.CharField(
                choices=[("town", "镇纪委"), ("upper", "上级纪检监察机关")],
                default="town",
                max_length=5,
                verbose_name="办理机关",
            ),
        ),
        migrations.AddField(
            model_name="historicalearlywarning",
            name="reported_up_on",
            field=models.DateField(blank=True, null=True, verbose_name="报上级日期"),
        ),
        migrations.AddField(
            model_name="historicalearlywarning",
            name="reported_up_reason",
            field=models.CharField(blank=True, max_length=200, verbose_name="报上级理由"),
        ),
        migrations.AddField(
            model_name="historicalearlywarning",
            name="source_note",
            field=models.CharField(blank=True, max_length=200, verbose_name="来源说明"),
        ),
        migrations.AddField(
            model_name="historicalearlywarning",
            name="taken_up_on",
            field=models.DateField(blank=True, null=True, verbose_name="上级接办日期"),
        ),
        migrations.RunPython(give_a_day, migrations.RunPython.noop),
        migrations.AddConstraint(
            model_name="earlywarning",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("status", "reported_up"), _negated=True),
                    models.Q(("body", "town"), ("reported_up_on__isnull", False)),
                    _connector="OR",
                ),
                name="earlywarning_reported_up_on_a_day",
                violation_error_message="已报上级的预警须有报送日期。",
            ),
        ),
    ]
