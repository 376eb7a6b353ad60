"""督办: the list of tasks, one, and what is done with it."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render

from audit.queries import timeline_of
from core.gates import open_to
from core.posted import posted
from core.verdict import require
from decisions import queries, workflow
from decisions.access import follow_up as access
from decisions.filters.follow_up import TaskFilter
from decisions.forms.follow_up import ProgressForm, ResultForm, TaskForm
from decisions.forms.items import ReasonForm
from decisions.views.attempts import attempt
from decisions.views.items import found as found_item

PAGE = 50


def _found(request, pk):
    return get_object_or_404(queries.tasks_visible_to(request.user), pk=pk)


def _written(request, form, deed, done: str, **texts):
    """A page that is one form; the move's refusal stands beside what was typed."""
    if request.method == "POST" and form.is_valid() and (made := attempt(form, deed)):
        messages.success(request, done)
        return redirect(getattr(made, "task", made))
    return render(request, "decisions/task_write.html", {"form": form, **texts})


@open_to(*queries.READERS)
def tasks(request):
    listed = TaskFilter(request.GET, queries.tasks_visible_to(request.user), user=request.user)
    page = Paginator(listed.qs, PAGE).get_page(request.GET.get("page"))
    return render(request, "decisions/tasks.html", {"filter": listed, "page": page})


@open_to(*queries.READERS)
def task(request, pk):
    task = _found(request, pk)
    context = {
        "task": task,
        "progress": task.progress.all(),
        "reads_item": queries.reads_item(request.user, task.item),
        "may": access.of_task(request.user, task),
        "events": timeline_of(task),
    }
    return render(request, "decisions/task.html", context)


@open_to(*queries.READERS)
def give_task(request, pk):
    item = found_item(request, pk)
    require(access.may_give_task(request.user, item))
    form = TaskForm(posted(request), item=item)
    return _written(
        request,
        form,
        lambda: workflow.give_task(item, by=request.user, **form.cleaned_data),
        "任务已交办，承办单位会收到提醒。",
        item=item,
        title="交办任务",
        submit="交办",
    )


@open_to(*queries.READERS)
def report_task(request, pk):
    task = _found(request, pk)
    require(access.may_report_task(request.user, task))
    form = ProgressForm(posted(request))
    return _written(
        request,
        form,
        lambda: workflow.report_task(task, by=request.user, **form.cleaned_data),
        "进展已报告。",
        task=task,
        title="报告进展",
        submit="报告",
    )


@open_to(*queries.READERS)
def finish_task(request, pk):
    task = _found(request, pk)
    require(access.may_finish_task(request.user, task))
    form = ResultForm(posted(request))
    return _written(
        request,
        form,
        lambda: workflow.finish_task(task, by=request.user, **form.cleaned_data),
        "任务已办结。",
        task=task,
        title="填写结果，办结",
        submit="办结",
    )


@open_to(*queries.READERS)
def cancel_task(request, pk):
    task = _found(request, pk)
    require(access.may_cancel_task(request.user, task))
    form = ReasonForm(posted(request))
    return _written(
        request,
        form,
        lambda: workflow.cancel_task(task, by=request.user, **form.cleaned_data),
        "任务已取消。",
        task=task,
        title="取消任务",
        submit="取消任务",
    )
