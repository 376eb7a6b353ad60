"""评分细则: read, drafted, put into force, tried on a year that is over."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from assessment import access, queries, workflow
from assessment.exports.schemes import export_scheme as exported
from assessment.forms.schemes import CopyForm, SchemeEditor, SchemeFileForm, YearForm
from assessment.imports.schemes import SchemeFile
from assessment.models import Scheme
from assessment.tables import schemes as tables
from audit.queries import timeline_of
from core import clock
from core.gates import DISCIPLINE, Role, open_to
from core.posted import posted
from core.spreadsheets import template_response
from core.verdict import Refusal, require
from rulebook.queries import settings_in_force


def _found(request, pk) -> Scheme:
    return get_object_or_404(queries.schemes_visible_to(request.user), pk=pk)


@open_to(*queries.READERS)
def schemes(request):
    context = {
        "schemes": queries.listed_schemes(request.user),
        "may_draft": access.may_draft_scheme(request.user),
    }
    return render(request, "assessment/schemes.html", context)


@open_to(*queries.READERS)
def scheme(request, pk):
    found, user = _found(request, pk), request.user
    may = {verb: ask(user, found) for verb, ask in access.SCHEME_ASKED.items()}
    may["put_into_force"] = access.may_put_into_force(user, found, clock.today().year)
    context = {
        "scheme": found,
        "items": found.items.all(),
        "may": may,
        "may_draft": access.may_draft_scheme(user),
        "events": timeline_of(found),
    }
    return render(request, "assessment/scheme.html", context)


@open_to(*DISCIPLINE)
def copy_scheme(request, pk):
    found = _found(request, pk)
    require(access.may_copy_scheme(request.user, found))
    initial = {
        "name": found.name,
        "applies_to": found.applies_to,
        "year_from": max(clock.today().year, found.year_from or 0) + 1,
    }
    form = CopyForm(posted(request), initial=initial, instance=Scheme())
    if request.method == "POST" and form.is_valid():
        made = workflow.copy_scheme(found, by=request.user, **form.content())
        messages.success(request, "已复制为起草中的一份，请改好后保存。")
        return redirect("assessment:change_scheme", made.pk)
    return render(request, "assessment/copy_scheme.html", {"scheme": found, "form": form})


@open_to(*DISCIPLINE)
def change_scheme(request, pk):
    found = _found(request, pk)
    require(access.may_change_scheme(request.user, found))
    editor = SchemeEditor(posted(request), found)
    if request.method == "POST" and editor.is_valid():
        content = editor.form.content() | {"items": editor.rows()}
        try:
            workflow.change_scheme(found, by=request.user, edition=editor.edition, **content)
        except Refusal as refusal:
            editor.form.add_error(None, refusal.verdict.reason)
        else:
            messages.success(request, "已保存，合计100分。")
            return redirect(found)
    context = {"scheme": found, "editor": editor, "form": editor.form}
    return render(request, "assessment/change_scheme.html", context)


@open_to(Role.DISCIPLINE_SECRETARY)
@require_POST
def put_into_force(request, pk):
    found = workflow.put_into_force(_found(request, pk), by=request.user)
    messages.success(request, f"已施行，{found.get_applies_to_display()}今后的考核表按它打分。")
    return redirect(found)


@open_to(Role.DISCIPLINE_SECRETARY)
@require_POST
def retire_scheme(request, pk):
    found = workflow.retire_scheme(_found(request, pk), by=request.user)
    messages.success(request, "已停用。")
    return redirect(found)


@open_to(*DISCIPLINE)
@require_POST
def drop_scheme(request, pk):
    workflow.drop_scheme(_found(request, pk), by=request.user)
    messages.success(request, "已放弃这份起草的细则。")
    return redirect("assessment:schemes")


@open_to(*DISCIPLINE)
def try_scheme(request, pk):
    """Nothing is written: the sheets of that year stay as they are."""
    found = _found(request, pk)
    require(access.may_try_scheme(request.user, found))
    form = YearForm(request.GET, years=queries.years_to_try(request.user, found))
    trial = queries.trial(found, form.chosen, request.user) if form.chosen else None
    return render(request, "assessment/try_scheme.html", {"scheme": found, "form": form, "trial": trial})


@open_to(*DISCIPLINE)
def import_scheme(request):
    """Look at a file first; the same file sent again with its digest becomes a draft, all or nothing."""
    require(access.may_draft_scheme(request.user))
    form = SchemeFileForm(posted(request), request.FILES or None, initial=_beginning(), instance=Scheme())
    context = {"form": form}
    if request.method == "POST" and form.is_valid():
        file = SchemeFile(by=request.user, head=form.content())
        outcome = file.try_out(form.cleaned_data["file"], check_only=not form.was_checked)
        if file.made and outcome.taken_in:
            messages.success(request, f"已导入{outcome.report.created}项，存为起草中的一份。")
            return redirect(file.made)
        context |= {"outcome": outcome, "digest": form.digest, "items": file.preview}
    template = "assessment/_scheme_outcome.html" if request.htmx else "assessment/import_scheme.html"
    return render(request, template, context)


def _beginning() -> dict:
    """A new scheme starts from the reading of art. 48 that the office chose."""
    values = settings_in_force()
    reading = {name: values[f"assessment.{name}"] for name in ("deduct_from", "count", "bonus_looked_at")}
    return {"year_from": clock.today().year + 1} | reading


@open_to(*DISCIPLINE)
def scheme_template(request):
    return template_response("评分细则模板.xlsx", tables.columns(), tables.EXAMPLES)


@open_to(*queries.READERS)
def export_scheme(request, pk, extension):
    return exported(_found(request, pk), by=request.user, extension=extension)
