from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("declarations", "0003_name_what_was_signed")]

    operations = [
        migrations.AddConstraint(
            model_name="commitment",
            constraint=models.CheckConstraint(
                name="commitment_signed_with_name",
                condition=Q(status="draft", signed_name="")
                | Q(status__in=("signed", "published", "withdrawn")) & ~Q(signed_name=""),
                violation_error_message="签署的承诺书须有署名。",
            ),
        ),
    ]
