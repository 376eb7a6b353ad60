from django.db import migrations


def name_them(apps, schema_editor):
    """What is signed already keeps the name that stands under it today."""
    commitments = apps.get_model("declarations", "Commitment").objects.using(schema_editor.connection.alias)
    for commitment in commitments.exclude(status="draft").select_related("person", "unit"):
        commitment.signed_name = f"{commitment.person.name}（{commitment.unit.name}{commitment.post_text}）"
        commitment.save(update_fields=["signed_name"])


class Migration(migrations.Migration):
    dependencies = [("declarations", "0002_signed_name")]

    operations = [migrations.RunPython(name_them, migrations.RunPython.noop)]
