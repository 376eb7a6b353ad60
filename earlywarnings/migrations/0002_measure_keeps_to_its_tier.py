"""PostgreSQL itself holds a measure to its warning's own tier, so that the pair tier–measure cannot come apart (art. 42).

The measure's tier is checked against its table everywhere; SQLite cannot add a foreign key to a table.
"""

from django.db import migrations

ADD = """
ALTER TABLE earlywarnings_earlywarning ADD CONSTRAINT earlywarning_with_its_tier UNIQUE (id, tier);
ALTER TABLE earlywarnings_warningmeasure ADD CONSTRAINT measure_of_the_warnings_tier
    FOREIGN KEY (warning_id, tier) REFERENCES earlywarnings_earlywarning (id, tier) DEFERRABLE INITIALLY DEFERRED;
"""
DROP = """
ALTER TABLE earlywarnings_warningmeasure DROP CONSTRAINT measure_of_the_warnings_tier;
ALTER TABLE earlywarnings_earlywarning DROP CONSTRAINT earlywarning_with_its_tier;
"""


def run(statements: str):
    def on_postgresql(apps, schema_editor):
        if schema_editor.connection.vendor == "postgresql":
            schema_editor.execute(statements, params=None)

    return on_postgresql


class Migration(migrations.Migration):
    dependencies = [("earlywarnings", "0001_initial")]
    operations = [migrations.RunPython(run(ADD), run(DROP))]
