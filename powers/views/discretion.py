"""Tables of discretion (art. 22), each a part of its power."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from core.gates import open_to
from core.posted import posted
from powers import access, queries, workflow
from powers.enums import EDITORS
from powers.forms import DiscretionEditor
from powers.models import DiscretionTable

SAVED = "裁量基准已保存。职权成为新的草稿，须重新审核、确认。"


@open_to(*EDITORS)
def add(request, pk):
    power = get_object_or_404(queries.visible_to(request.user), pk=pk)
    return _edited(request, power, DiscretionTable(power=power))


@open_to(*EDITORS)
def change(request, pk, table):
    power = get_object_or_404(queries.visible_to(request.user), pk=pk)
    return _edited(request, power, get_object_or_404(queries.discretion_of(power), pk=table))


@open_to(*EDITORS)
@require_POST
def remove(request, pk, table):
    power = get_object_or_404(queries.visible_to(request.user), pk=pk)
    workflow.remove_discretion(get_object_or_404(queries.discretion_of(power), pk=table), by=request.user)
    messages.success(request, "裁量基准已删去。职权成为新的草稿，须重新审核、确认。")
    return redirect(power)


def _edited(request, power, table):
    verdict = access.may_change(request.user, power)
    editor = DiscretionEditor(posted(request), table)
    if request.method == "POST" and verdict and editor.is_valid():
        stored = table if table.pk else None
        workflow.set_discretion(
            power, by=request.user, table=stored, version=editor.version, **editor.content()
        )
        messages.success(request, SAVED)
        return redirect(power)
    context = {"power": power, "table": table, "editor": editor, "form": editor.form, "verdict": verdict}
    return render(request, "powers/discretion.html", context)
