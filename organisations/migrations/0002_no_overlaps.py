"""PostgreSQL itself refuses what workflow refuses under the unit's lock: one person twice in a post, two leaders in charge
of one department. Ranges only, so no extension is needed. SQLite has one writer at a time and no such constraint."""

from django.db import migrations

PERIOD = "daterange(starts_on, ends_on, '[]') WITH &&"


def same(column: str) -> str:
    return f"int8range({column}, {column}, '[]') WITH ="


ADD = f"""
ALTER TABLE organisations_appointment ADD CONSTRAINT appointment_once_at_a_time
    EXCLUDE USING gist ({same("person_id")}, {same("post_id")}, {PERIOD});
ALTER TABLE organisations_portfolio ADD CONSTRAINT portfolio_one_leader_per_department
    EXCLUDE USING gist ({same("department_id")}, {PERIOD}) WHERE (department_id IS NOT NULL);
"""
DROP = """
ALTER TABLE organisations_appointment DROP CONSTRAINT appointment_once_at_a_time;
ALTER TABLE organisations_portfolio DROP CONSTRAINT portfolio_one_leader_per_department;
"""


def run(statements: str):
    def on_postgresql(apps, schema_editor):
        if schema_editor.connection.vendor == "postgresql":
            schema_editor.execute(statements, params=None)

    return on_postgresql


class Migration(migrations.Migration):
    dependencies = [("organisations", "0001_initial")]
    operations = [migrations.RunPython(run(ADD), run(DROP))]
