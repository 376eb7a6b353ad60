"""Our own addresses, and /bare/: one indexed SELECT of 50 rows through a simple template, for a logged-in user."""

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


def bare(request):
    unit = request.user.person.unit_id
    points = RiskPoint.objects.select_related("unit").filter(unit=unit).order_by("unit_id", "sort_key", "pk")
    return HttpResponse(TEMPLATE.render(Context({"points": points[:50]})))


urlpatterns = [path("bare/", bare), *ours]
