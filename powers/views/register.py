"""Reading the register, and writing in it."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render

from audit.queries import timeline_of
from core import clock
from core.forms import UnitChoice
from core.gates import BUSINESS, open_to
from core.registries import actions_on, chain_of, marks_on
from core.trails import whole_chain
from documents.drawings import respond
from powers import access, bands, diagram, exports, queries, rules, workflow
from powers.enums import EDITORS, REGISTER
from powers.filters import PowerFilter
from powers.forms import PowerEditor
from powers.models import Power

PAGE = 50


@open_to(*BUSINESS)
def index(request):
    powers = PowerFilter.of(request)
    page = Paginator(queries.listed(powers.qs), PAGE).get_page(request.GET.get("page"))
    context = {
        "filter": powers,
        "page": page,
        "saved": queries.saved_filters(request.user, REGISTER),
        "may_write": request.user.holds(*EDITORS),
    }
    return render(request, "powers/index.html", context)


@open_to(*BUSINESS)
def export(request, extension):
    powers = PowerFilter.of(request)
    return exports.export(powers.qs, f"职权目录.{extension}")


@open_to(*BUSINESS)
def detail(request, pk):
    power = get_object_or_404(queries.whole(queries.visible_to(request.user)), pk=pk)
    steps = list(queries.steps_of(power))
    marks, read = marks_on(steps), queries.procedure(steps)
    context = {
        "power": power,
        "steps": [(step, marks[step.pk]) for step in steps],
        "drawn": [bands.of(table, table.bands.all()) for table in queries.discretion_of(power)],
        "adjustments": power.adjustments.all(),
        "may_accept": access.may_accept_case(request.user, power),
        "versions": range(power.version - 1, 0, -1),
        **_drawn(power, steps, read),
        "moves": {name: may(request.user, power) for name, may in access.MOVES.items()},
        "links": chain_of(request.user, power),
        "further": actions_on(request.user, power),
        "events": timeline_of(power),
    }
    return render(request, "powers/detail.html", context)


@open_to(*BUSINESS)
def chain(request, pk):
    power = get_object_or_404(queries.visible_to(request.user), pk=pk)
    context = {
        "thing": power,
        "heading": str(power),
        "chain": whole_chain(request.user, power, "职权", power.confirmed_on),
    }
    return render(request, "layouts/chain.html", context)


@open_to(*BUSINESS)
def procedure(request, pk, extension):
    power = get_object_or_404(queries.whole(queries.visible_to(request.user)), pk=pk)
    steps = list(queries.steps_of(power))
    if not steps:
        raise Http404
    return respond(diagram.sheet(power, steps, clock.today()), extension)


@open_to(*EDITORS)
def create(request):
    choice = UnitChoice(request.GET, units=queries.units_to_write_for(request.user))
    unit = choice.only_or_chosen
    if unit is None:
        return render(request, "powers/choose_unit.html", {"form": choice.shown()})
    editor = PowerEditor(request.POST or None, Power(unit=unit))
    if request.htmx:
        return _draw(request, editor, editor.power)
    if request.method == "POST" and editor.is_valid():
        power = workflow.create(unit, by=request.user, **editor.content())
        messages.success(request, "已存为草稿，等待镇纪委审核。")
        return redirect(power)
    context = {"editor": editor, "form": editor.form, "unit": unit}
    return render(request, "powers/edit.html", context)


@open_to(*EDITORS)
def change(request, pk):
    power = get_object_or_404(queries.visible_to(request.user), pk=pk)
    verdict = access.may_change(request.user, power)
    editor = PowerEditor(request.POST or None, power)
    if request.htmx:
        return _draw(request, editor, power)
    if request.method == "POST" and verdict and editor.is_valid():
        version = editor.form.cleaned_data["version"]
        workflow.change(power, by=request.user, version=version, **editor.content())
        messages.success(request, "已保存。改动后的职权是草稿，须重新审核、确认。")
        return redirect(power)
    context = {"editor": editor, "form": editor.form, "power": power, "unit": power.unit, "verdict": verdict}
    return render(request, "powers/edit.html", context)


def _draw(request, editor, power):
    """The diagram of what is typed, before it is saved."""
    steps = editor.drawn()
    context = _drawn(power, steps or [], queries.procedure(steps or []))
    return render(request, "powers/_diagram.html", context | {"unfinished": steps is None})


def _drawn(power, steps, read) -> dict:
    found = rules.findings(read, in_service_centre=power.in_service_centre)
    return {"diagram": diagram.of(power, steps, read), "findings": found}
