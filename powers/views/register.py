"""Reading the register, and writing in it."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render

from audit.queries import timeline_of
from core.forms import UnitChoice
from core.gates import BUSINESS, open_to
from core.registries import actions_on, chain_of, marks_on
from powers import access, exports, queries, workflow
from powers.enums import EDITORS
from powers.filters import PowerFilter
from powers.forms import PowerEditor
from powers.models import Power

PAGE = 50


@open_to(*BUSINESS)
def index(request):
    powers = PowerFilter(request.GET, queries.visible_to(request.user), user=request.user)
    page = Paginator(queries.listed(powers.qs), PAGE).get_page(request.GET.get("page"))
    context = {"filter": powers, "page": page, "may_write": request.user.holds(*EDITORS)}
    return render(request, "powers/index.html", context)


@open_to(*BUSINESS)
def export(request, extension):
    powers = PowerFilter(request.GET, queries.visible_to(request.user), user=request.user)
    return exports.export(powers.qs, f"职权目录.{extension}")


@open_to(*BUSINESS)
def detail(request, pk):
    power = get_object_or_404(queries.whole(queries.visible_to(request.user)), pk=pk)
    steps = list(power.steps.select_related("post", "person"))
    marks = marks_on(steps)
    context = {
        "power": power,
        "steps": [(step, marks[step.pk]) for step in steps],
        "moves": {name: may(request.user, power) for name, may in access.MOVES.items()},
        "links": chain_of(request.user, power),
        "further": actions_on(request.user, power),
        "events": timeline_of(power),
    }
    return render(request, "powers/detail.html", context)


@open_to(*EDITORS)
def create(request):
    choice = UnitChoice(request.GET, units=queries.units_to_write_for(request.user))
    unit = choice.only_or_chosen
    if unit is None:
        return render(request, "powers/choose_unit.html", {"form": choice.shown()})
    editor = PowerEditor(request.POST or None, Power(unit=unit))
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
    if request.method == "POST" and verdict and editor.is_valid():
        version = editor.form.cleaned_data["version"]
        workflow.change(power, by=request.user, version=version, **editor.content())
        messages.success(request, "已保存。改动后的职权是草稿，须重新审核、确认。")
        return redirect(power)
    context = {"editor": editor, "form": editor.form, "power": power, "unit": power.unit, "verdict": verdict}
    return render(request, "powers/edit.html", context)
