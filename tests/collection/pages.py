"""Reading and posting the pages of 采集 as a browser does."""

from io import BytesIO

from django.urls import reverse
from openpyxl import load_workbook

SECRET = "集体鱼塘发包没有公示"


def url(name, *args, **query) -> str:
    return reverse(f"collection:{name}", args=args, query=query)


def get(client, user, address):
    client.force_login(user)
    response = client.get(address)
    return response, response.content.decode()


def post(client, user, address, **data):
    """The answer of a POST, and the page it leads to."""
    client.force_login(user)
    response = client.post(address, data, follow=True)
    return response, response.content.decode()


def typed(unit, **more) -> dict:
    """What a browser sends for one item."""
    return {
        "found_on": "2026-11-18",
        "source": "daily",
        "subject": f"unit-{unit.pk}",
        "summary": SECRET,
        "risk_point": "",
        "power": "",
        "amount": "",
        "measures_taken": "",
    } | more


def rows(response) -> list[tuple]:
    """The cells of a workbook that was sent."""
    content = b"".join(response) if response.streaming else response.content
    return list(load_workbook(BytesIO(content)).active.iter_rows(values_only=True))
