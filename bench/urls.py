"""Our own addresses, and for a logged-in user /bare/: one indexed SELECT of 50 rows through a simple template, and
/bare/leaders/: the aggregates that a leader's page cannot do without, each as one bare statement."""

from django.db import connection
from django.http import HttpResponse
from django.template import Context, Template
from django.urls import path

from config.urls import urlpatterns as ours
from riskpoints.models import RiskPoint

TEMPLATE = Template(
    "<!doctype html><title>风险点</title><table>{% for point in points %}<tr><td>{{ point.name }}</td>"
    "<td>{{ point.level }}</td><td>{{ point.unit.name }}</td><td>{{ point.risk_type }}</td>"
    "<td>{{ point.status }}</td><td>{{ point.changed_on }}</td></tr>{% endfor %}</table>"
)

TILES = (
    "SELECT tier, count(signed_on), count(received_on), count(first_answered_on), count(verified_on), count(closed_on) "
    "FROM earlywarnings_earlywarning WHERE signed_on >= '2026-01-01' GROUP BY 1",
    "SELECT status, count(*) FROM earlywarnings_earlywarning GROUP BY 1",
    "SELECT unit_id, count(*), min(due_on) FROM deadlines_deadline WHERE state = 'open' AND due_on < '2026-11-24' GROUP BY 1",
    "SELECT count(*) FROM powers_powercase WHERE finished_on IS NULL AND due_on < '2026-11-24'",
    "SELECT severity, count(*) FROM decisions_finding WHERE status = 'open' GROUP BY 1",
    "SELECT unit_id, risk_type, count(*) FROM riskpoints_riskpoint "
    "WHERE status IN ('registered', 'unchecked') GROUP BY 1, 2",
    "SELECT f.unit_id, p.code, f.status FROM collection_collectionform f JOIN collection_period p ON p.id = f.period_id",
    "SELECT unit_id, status FROM assessment_sheet WHERE year = 2026",
)
TABLES = Template(
    "<!doctype html><title>一览</title>{% for rows in tiles %}<table>{% for row in rows %}<tr>{% for value in row %}"
    "<td>{{ value }}</td>{% endfor %}</tr>{% endfor %}</table>{% endfor %}"
)


def bare_leaders(request):
    tiles = []
    with connection.cursor() as cursor:
        for tile in TILES:
            cursor.execute(tile)
            tiles.append(cursor.fetchall())
    return HttpResponse(TABLES.render(Context({"tiles": tiles, "user": request.user.name})))


def bare(request):
    unit = request.user.person.unit_id
    points = RiskPoint.objects.select_related("unit").filter(unit=unit).order_by("unit_id", "sort_key", "pk")
    return HttpResponse(TEMPLATE.render(Context({"points": points[:50]})))


urlpatterns = [path("bare/", bare), path("bare/leaders/", bare_leaders), *ours]
