"""承诺书模板: kept by 镇纪委, a new row for every wording."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from core.gates import DISCIPLINE, open_to
from core.posted import posted
from core.verdict import require
from declarations.access import commitments as access
from declarations.forms.commitments import TemplateForm
from declarations.queries import commitments as queries
from declarations.workflow import commitments as workflow


@open_to(*DISCIPLINE)
def templates(request):
    return render(
        request, "declarations/templates.html", {"templates": queries.templates_visible_to(request.user)}
    )


@open_to(*DISCIPLINE)
def add_template(request):
    unit = queries.home_of(request.user)
    require(access.may_edit_templates(request.user, unit))
    form = TemplateForm(posted(request))
    if request.method == "POST" and form.is_valid():
        made = workflow.write_template(unit, by=request.user, **form.cleaned_data)
        messages.success(request, f"{made}今天起可以签署。")
        return redirect("declarations:templates")
    return render(request, "declarations/template_form.html", {"form": form, "title": "编写模板"})


@open_to(*DISCIPLINE)
def revise_template(request, pk):
    found = get_object_or_404(queries.templates_visible_to(request.user), pk=pk)
    require(access.may_revise(request.user, found))
    form = TemplateForm(posted(request), instance=found)
    if request.method == "POST" and form.is_valid():
        made = workflow.write_template(found.unit, by=request.user, previous=found, **form.cleaned_data)
        messages.success(request, f"{made}今天起可以签署，已签的不受影响。")
        return redirect("declarations:templates")
    return render(request, "declarations/template_form.html", {"form": form, "title": f"修订{found.title}"})


@require_POST
@open_to(*DISCIPLINE)
def end_template(request, pk):
    found = get_object_or_404(queries.templates_visible_to(request.user), pk=pk)
    workflow.end_template(found, by=request.user)
    messages.success(request, f"{found}已停用，已签的不受影响。")
    return redirect("declarations:templates")
