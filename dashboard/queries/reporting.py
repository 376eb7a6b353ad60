"""Who had reported by the day: unit × the last quarters that had ended …"""

from datetime import date

from collection import queries as collection
from collection.enums import FormStatus, Standing
from collection.models import CollectionForm
from dashboard.queries.marks import Cell, MatrixRow, Tile
from dashboard.rules import Moment

CAVEAT = "按首次报送日期推算；后来停报的不计入。"


def reporting(user, moment: Moment, units: dict) -> Tile:
    """One query."""
    quarters = moment.quarters
    forms = collection.forms_visible_to(user).filter(period__code__in=[q.code for q in quarters])
    found = {(form.unit_id, form.period.code): form for form in forms.order_by()}
    known = {unit for unit, _ in found}
    lines = [
        MatrixRow(unit, [_cell(found.get((pk, quarter.code)), moment) for quarter in quarters])
        for pk, unit in units.items()
        if pk in known
    ]
    return Tile([quarter.short for quarter in quarters], lines, "" if moment.is_today else CAVEAT)


def _cell(form: CollectionForm | None, moment: Moment) -> Cell:
    """As on the board of 采集."""
    standing = form and standing_on(form, moment)
    if not standing:
        return Cell("")
    return Cell(standing.label, collection.board.INK.get(standing, ""), form.get_absolute_url())


def standing_on(form: CollectionForm, moment: Moment) -> Standing | None:
    """What one knew on the day: a form that came later had not come."""
    if moment.is_today:
        return collection.board.form_standing(form, moment.today)
    if form.status == FormStatus.STOPPED:
        return None
    if _came_by(form, moment.on):
        return Standing.LATE if form.days_late else Standing.NIL if form.shown_nil else Standing.ON_TIME
    return Standing.MISSING if form.period.due_on < moment.on else Standing.WAITING


def _came_by(form: CollectionForm, day: date) -> bool:
    return form.first_submitted_on is not None and form.first_submitted_on <= day
