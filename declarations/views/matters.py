"""重大事项报告: reported by oneself, read by few (art. 24).

What is posted here never stands in a report of an error.
"""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from audit.queries import timeline_of
from core.gates import BUSINESS, CENTRE, DISCIPLINE, Role, open_to
from core.posted import posted
from core.verdict import require
from declarations.access import matters as access
from declarations.filters import MatterFilter
from declarations.forms.matters import LendForm, MatterForm, MatterForOtherForm, NoteForm, ReadForm
from declarations.queries import matters as queries
from declarations.workflow import matters as workflow

PAGE = 50


def _found(request, pk):
    return get_object_or_404(queries.whole(queries.visible_to(request.user)), pk=pk)


def _asked(request, pk, verb: str):
    """The report, if the user may see it and may do this to it now."""
    found = _found(request, pk)
    require(access.MOVES[verb](request.user, found))
    return found


@never_cache
@open_to(*DISCIPLINE, *CENTRE)
def matters(request):
    found = MatterFilter(request.GET, queries.listed(request.user), user=request.user)
    page = Paginator(found.qs, PAGE).get_page(request.GET.get("page"))
    types = request.user.holds(Role.INFORMATION_OFFICER)
    return render(request, "declarations/matters.html", {"filter": found, "page": page, "types": types})


@never_cache
@open_to(*BUSINESS)
def matter(request, pk):
    user, found = request.user, _found(request, pk)
    workflow.open_report(found, by=user)
    loans = queries.loans_of(found)
    context = {
        "report": found,
        "own": user.person_id == found.person_id,
        "notes": queries.notes_shown_to(user, found),
        "may": {verb: may(user, found) for verb, may in access.MOVES.items()},
        "loans": loans,
        "may_take_back": access.may_take_back(user, found),
        "events": timeline_of(found),
    }
    return render(request, "declarations/matter.html", context)


@never_cache
@open_to(*BUSINESS)
def print_matter(request, pk):
    found = _found(request, pk)
    workflow.open_report(found, by=request.user)
    notes = queries.notes_shown_to(request.user, found)
    return render(request, "declarations/matter_sheet.html", {"report": found, "notes": notes})


@sensitive_post_parameters()
@open_to(*BUSINESS)
def report(request):
    require(access.may_report(request.user, request.user.person))
    form = MatterForm(posted(request))
    if request.method == "POST" and form.is_valid():
        made = workflow.report(by=request.user, person=request.user.person, **form.cleaned_data)
        messages.success(request, f"已报送，编号为{made}。")
        return redirect(made)
    addressee = queries.addressee_of(request.user.person)
    return render(
        request, "declarations/report.html", {"form": form, "addressee": addressee, "on_behalf": False}
    )


@sensitive_post_parameters()
@open_to(Role.INFORMATION_OFFICER)
def report_for(request):
    """代录: the signed paper of somebody without an account."""
    form = MatterForOtherForm(posted(request), user=request.user)
    if request.method == "POST" and form.is_valid():
        made = workflow.report(by=request.user, **form.cleaned_data)
        messages.success(request, f"已代录，编号为{made}。")
        return redirect(made)
    return render(request, "declarations/report.html", {"form": form, "addressee": "", "on_behalf": True})


@sensitive_post_parameters()
@open_to(*DISCIPLINE, *CENTRE)
def read(request, pk):
    found = _asked(request, pk, "read")
    form = ReadForm(
        posted(request),
        label="阅办意见",
        help_text="没有意见的，不填。报告人看不到这段话。",
        required=False,
        initial={"version": found.version},
    )
    return _write(request, found, form, workflow.read, title="阅知", submit="已阅", done="已登记阅知。")


@sensitive_post_parameters()
@open_to(*DISCIPLINE, *CENTRE)
def ask(request, pk):
    found = _asked(request, pk, "ask")
    form = NoteForm(posted(request), label="请补充什么", help_text="报告人看得到这段话。")
    return _write(
        request, found, form, workflow.ask, title="请报告人补充", submit="发给报告人", done="已请报告人补充。"
    )


@sensitive_post_parameters()
@open_to(*BUSINESS)
def supplement(request, pk):
    found = _asked(request, pk, "supplement")
    form = NoteForm(
        posted(request), label="补充情况", help_text="同样不要填写房产、存款等财产明细和证件号码。"
    )
    return _write(
        request, found, form, workflow.supplement, title="补充", submit="报送补充", done="补充已报送。"
    )


@sensitive_post_parameters()
@open_to(*BUSINESS)
def remark(request, pk):
    found = _asked(request, pk, "remark")
    form = NoteForm(posted(request), label="阅办意见", help_text="报告人看不到这段话。")
    return _write(
        request, found, form, workflow.remark, title="填写阅办意见", submit="保存", done="意见已保存。"
    )


@require_POST
@open_to(*DISCIPLINE, *CENTRE)
def file(request, pk):
    found = _asked(request, pk, "file")
    workflow.file(found, by=request.user)
    messages.success(request, f"{found}已归档。")
    return redirect(found)


@open_to(Role.DISCIPLINE_SECRETARY)
def lend(request, pk):
    found = _asked(request, pk, "lend")
    form = LendForm(posted(request), by=request.user, report=found)
    if request.method == "POST" and form.is_valid():
        workflow.lend(found, by=request.user, **form.cleaned_data)
        messages.success(request, f"已指定{form.cleaned_data['user'].name}经办。")
        return redirect(found)
    words = {"title": "指定经办人", "submit": "指定", "note": "经办人可以查阅这一份报告，填写意见。"}
    return render(
        request, "declarations/matter_form.html", {"report": found, "form": form, "note": "", **words}
    )


@require_POST
@open_to(Role.DISCIPLINE_SECRETARY)
def take_back(request, pk, user_pk):
    found = _found(request, pk)
    loan = get_object_or_404(queries.loans_of(found), user=user_pk)
    workflow.take_back(found, loan.user, by=request.user)
    messages.success(request, f"已收回{loan.user.name}的经办授权。")
    return redirect(found)


def _write(request, found, form, deed, *, done: str, **words):
    if request.method == "POST" and form.is_valid():
        deed(found, by=request.user, **form.cleaned_data)
        messages.success(request, done)
        return redirect(found)
    return render(
        request, "declarations/matter_form.html", {"report": found, "form": form, "note": "", **words}
    )
