"""What is reported is not always right the first time: one form is sent back, one is corrected after it was accepted."""

from datetime import timedelta

from collection import access, workflow
from collection.enums import FormStatus
from collection.models import CollectionForm
from core import clock
from demo.cast import Town
from demo.timeline import Timeline
from organisations.enums import UnitKind

LATER = "公示栏上的补贴名单缺了两户，村务监督委员会提出后已补上。"
FORGOTTEN = "报送以后，村务监督委员会又反映了一件，补报。"
WHICH_DAY = "请写清是哪一天的事，有没有留下单据。"
SURE = "这个季度你单位有两次招标，请核对后再报；没有情况的，照原样报送即可。"


def plan(town: Town, timeline: Timeline) -> None:
    timeline.add(timeline.until - timedelta(days=12), _correct, town, timeline)
    timeline.add(timeline.until - timedelta(days=2), _return, town)


def _latest(status: FormStatus, kind: UnitKind, **more):
    forms = CollectionForm.objects.filter(status=status, unit__kind=kind, **more)
    return forms.select_related("unit", "period").order_by("-period__code", "-unit__position", "-unit__pk")


def _correct(town: Town, timeline: Timeline) -> None:
    form = _latest(FormStatus.ACCEPTED, UnitKind.VILLAGE, is_nil=True).first()
    if form is None:
        return
    collector = town.today(town.collectors[str(form.unit)])
    form = workflow.correct(form, by=collector, reason=FORGOTTEN)
    workflow.add_item(
        form,
        by=collector,
        found_on=clock.today() - timedelta(days=20),
        source="village_supervision",
        subject_kind="unit",
        subject_unit=form.unit,
        summary=LATER,
        measures_taken="已补贴名单，并在村民小组会上说明。",
    )
    workflow.submit(form, by=collector)
    timeline.add(clock.today() + timedelta(days=1), _accept, town, form)


def _accept(town: Town, form: CollectionForm) -> None:
    workflow.accept(form, by=town.today(town.staff["second"]))


def _return(town: Town) -> None:
    """The centre reads a direct point's form more closely than the company wrote it."""
    officer = town.today(town.staff["centre"])
    waiting = _latest(FormStatus.SUBMITTED, UnitKind.ENTERPRISE)
    form = next((form for form in waiting if access.may_return_form(officer, form)), None)
    if form:
        workflow.return_form(form, by=officer, reason=SURE if form.is_nil else WHICH_DAY)
