"""The promise of an answer, with what the reminders have to know."""

from datetime import date

from deadlines import workflow as deadlines
from earlywarnings import letters


def promise_answer(warning, started_on: date, due) -> None:
    deadlines.promise(
        letters.RESPONSE.name,
        warning,
        unit=warning.unit,
        started_on=started_on,
        due_on=due.on,
        article=43,
        arithmetic=due.arithmetic,
        calendar_version=due.calendar_version,
        title=f"{warning.number}整改回告",
        url=warning.get_absolute_url(),
        data={
            "person": warning.person_id,
            "recused": sorted(warning.recused.values_list("pk", flat=True)),
            "body": warning.body,
        },
    )
