"""What the tests of a year's round say and press."""

from datetime import date

from django.urls import reverse

from assessment import queries, workflow

TODAY = date(2026, 11, 24)
SEEN = "看过台账"


def at(name, *args) -> str:
    return reverse(f"assessment:{name}", args=args)


def body(response) -> str:
    assert response.status_code == 200
    return response.content.decode()


def scores(sheet, note="", **changes) -> dict:
    """Full points and the same note, but for the items named by their code."""
    made = {}
    for line in sheet.lines.select_related("item"):
        code = line.item.text.split()[0]
        made[line.pk] = changes.get(code, (True, line.points, note))
    return made


def self_assessed(sheet, li, **changes):
    return workflow.self_assess(sheet, by=li, version=sheet.version, scores=scores(sheet, **changes))


def checked(sheet, li, zhang, **changes):
    sheet = self_assessed(sheet, li)
    return workflow.check(sheet, by=zhang, version=sheet.version, scores=scores(sheet, SEEN, **changes))


def line_of(sheet, code):
    return sheet.lines.select_related("item").get(item__text__startswith=f"{code} ")


def known(sheet, code):
    line = line_of(sheet, code)
    return queries.evidence_for(sheet, [line], TODAY)[line.pk]


def typed(sheet, *, version, note="", **changes) -> dict:
    said = {"version": version}
    for line in sheet.lines.select_related("item"):
        applies, score, note = changes.get(line.item.text.split()[0], ("on", str(line.points), note))
        said |= {f"line{line.pk}-score": score, f"line{line.pk}-note": note}
        if applies:
            said[f"line{line.pk}-applies"] = applies
    return said
