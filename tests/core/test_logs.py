"""Logs are one JSON object a line, and hold no body and no form value."""

import json
import logging

import pytest
from django.urls import reverse

from core.logs import JsonFormatter


def line_of(**extra) -> dict:
    record = logging.LogRecord(
        "django.request", logging.WARNING, __file__, 1, "Not Found: %s", ("/x/",), None
    )
    record.__dict__.update(extra)
    return json.loads(JsonFormatter().format(record))


def test_a_line_says_when_how_bad_who_and_what():
    line = line_of(status_code=404)
    assert (line["level"], line["logger"], line["message"], line["status"]) == (
        "WARNING",
        "django.request",
        "Not Found: /x/",
        404,
    )
    assert line["at"]


@pytest.mark.django_db
def test_what_was_typed_into_a_form_is_in_no_log_line(client, zhou, caplog):
    secret = "村集体账目有人议论"
    client.force_login(zhou)
    with caplog.at_level(logging.DEBUG, logger="django.request"):
        client.post(reverse("collection:add_item", args=[999]), {"summary": secret})
    lines = [JsonFormatter().format(record) for record in caplog.records]
    assert any("/collection/999/" in line for line in lines)
    assert not any(secret in line for line in lines)
