from django.db import migrations


def price_by_the_case(apps, schema_editor):
    """What had a price for each hit was deducted case by case; a price of nothing is none."""
    items = apps.get_model("assessment", "SchemeItem").objects
    items.filter(per_hit__lte=0).update(per_hit=None)
    items.filter(per_hit__isnull=False).update(rule_kind="per_case")


class Migration(migrations.Migration):
    dependencies = [("assessment", "0004_kinds_of_items")]
    operations = [migrations.RunPython(price_by_the_case, migrations.RunPython.noop)]
