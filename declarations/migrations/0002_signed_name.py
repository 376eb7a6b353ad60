from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("declarations", "0001_initial")]

    operations = [
        migrations.AddField(
            model_name="commitment",
            name="signed_name",
            field=models.CharField(blank=True, editable=False, max_length=400, verbose_name="署名"),
        ),
    ]
