"""公开承诺: writing, signing, showing, and the year's list (art. 23)."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from audit.queries import timeline_of
from core import clock
from core.gates import BUSINESS, DISCIPLINE, open_to
from core.posted import posted
from core.verdict import require
from declarations import exports
from declarations.access import commitments as access
from declarations.filters import SignersFilter
from declarations.forms.commitments import (
    PaperForm,
    PracticeForm,
    PromisesForm,
    SignForm,
    WhoseForm,
    WithdrawForm,
)
from declarations.queries import commitments as queries
from declarations.workflow import commitments as workflow

PAGE = 50


def _found(request, pk):
    return get_object_or_404(queries.visible_to(request.user), pk=pk)


def _asked(request, pk, verb: str):
    """The commitment, if the user may see it and may do this to it now."""
    found = _found(request, pk)
    require(access.MOVES[verb](request.user, found))
    return found


@open_to(*queries.OVERSEERS)
def commitments(request):
    user, years = request.user, queries.years(request.user)
    year = next((one for one in years if str(one) == request.GET.get("year")), clock.today().year)
    people = queries.overview(user, year)
    found = SignersFilter(request.GET, people, user=user, year=year)
    if request.GET.get("format") == "xlsx":
        return exports.signers(found.qs, by=user, year=year)
    staff = user.holds(*DISCIPLINE)
    context = {
        "year": year,
        "filter": found,
        "page": Paginator(found.qs, PAGE).get_page(request.GET.get("page")),
        "counts": queries.tally(people),
        "waiting": queries.to_publish(user).count() + queries.practices_to_publish(user).count()
        if staff
        else 0,
        "staff": staff,
    }
    return render(request, "declarations/commitments.html", context)


@open_to(*BUSINESS)
def commitment(request, pk):
    user, found = request.user, _found(request, pk)
    practices = [(each, access.may_publish_practice(user, each)) for each in found.practices.all()]
    context = {
        "commitment": found,
        "may": {verb: may(user, found) for verb, may in access.MOVES.items()},
        "own": user.person_id == found.person_id,
        "half": access.next_half(found),
        "practices": practices,
        "events": timeline_of(found, *(each for each, _ in practices)),
    }
    return render(request, "declarations/commitment.html", context)


@open_to(*BUSINESS)
def write(request):
    return _write(request, request.user.person)


@open_to(*queries.TYPISTS)
def write_for(request):
    """代录: first whose, then what stands on the paper."""
    choice = WhoseForm(request.GET if "person" in request.GET else None, user=request.user)
    if not choice.is_valid():
        return render(request, "declarations/choose_person.html", {"form": choice})
    return _write(request, choice.cleaned_data["person"])


def _write(request, person):
    require(access.may_draft(request.user, person, clock.today().year))
    template = queries.template_for(person)
    require(access.has_wording(template))
    form = PromisesForm(posted(request))
    if request.method == "POST" and form.is_valid():
        made = workflow.draft(by=request.user, person=person, promises=form.promises)
        messages.success(request, "草稿已保存。请看一遍全文，再签署。")
        return redirect("declarations:sign", pk=made.pk)
    context = {"form": form, "person": person, "template": template, "year": clock.today().year}
    return render(request, "declarations/write.html", context)


@open_to(*BUSINESS)
def change(request, pk):
    found = _asked(request, pk, "change")
    typed = {f"promise{number}": text for number, text in enumerate(found.promises, 1)}
    typed["version"] = found.version
    form = PromisesForm(posted(request), initial=typed)
    if request.method == "POST" and form.is_valid():
        workflow.change(found, by=request.user, promises=form.promises, version=form.cleaned_data["version"])
        return redirect("declarations:sign", pk=found.pk)
    context = {"form": form, "person": found.person, "template": found, "year": found.year}
    return render(request, "declarations/write.html", context | {"commitment": found})


@open_to(*BUSINESS)
def sign(request, pk):
    """The whole text once more, then the signature."""
    found = _asked(request, pk, "sign")
    on_behalf = request.user.person_id != found.person_id
    seen = {"version": found.version}
    if on_behalf:
        form = PaperForm(posted(request), year=found.year, initial=seen)
    else:
        form = SignForm(posted(request), initial=seen)
    if request.method == "POST" and form.is_valid():
        workflow.sign(found, by=request.user, **form.cleaned_data)
        messages.success(request, "承诺书已签署，等待镇纪委公示。")
        return redirect(found)
    return render(
        request, "declarations/sign.html", {"commitment": found, "form": form, "on_behalf": on_behalf}
    )


@require_POST
@open_to(*DISCIPLINE)
def publish(request, pk):
    found = _asked(request, pk, "publish")
    workflow.publish(found, by=request.user)
    messages.success(request, f"{found}已公示。")
    return redirect(found)


@require_POST
@open_to(*DISCIPLINE)
def publish_all(request):
    shown = workflow.publish_all(by=request.user)
    messages.success(request, f"已公示{shown}份。")
    return redirect("declarations:commitments")


@require_POST
@open_to(*DISCIPLINE)
def publish_practice(request, pk):
    found = get_object_or_404(queries.practices_visible_to(request.user), pk=pk)
    workflow.publish_practice(found, by=request.user)
    messages.success(request, "践诺情况已公示。")
    return redirect(found.commitment)


@open_to(*DISCIPLINE)
def withdraw(request, pk):
    found = _asked(request, pk, "withdraw")
    form = WithdrawForm(posted(request))
    if request.method == "POST" and form.is_valid():
        workflow.withdraw(found, by=request.user, **form.cleaned_data)
        messages.success(request, f"{found}已撤下，本人可以重签。")
        return redirect(found)
    note = "撤下以后，公示页上立即不再显示，原文留存。"
    return _form(request, found, form, title="撤下承诺书", submit="撤下", note=note)


@open_to(*BUSINESS)
def practise(request, pk):
    found = _asked(request, pk, "practise")
    form = PracticeForm(posted(request))
    if request.method == "POST" and form.is_valid():
        workflow.practise(found, by=request.user, **form.cleaned_data)
        messages.success(request, "践诺情况已报告。")
        return redirect(found)
    title = f"报告{access.next_half(found)}践诺情况"
    return _form(
        request,
        found,
        form,
        title=title,
        submit="报告",
        note="报告以后不再改动，由镇纪委连同承诺书一起公示。",
    )


@open_to(*BUSINESS)
def commitment_file(request, pk, extension):
    made = {"pdf": exports.commitment_pdf, "docx": exports.commitment_docx}
    if extension not in made:
        raise Http404
    return made[extension](_found(request, pk))


def _form(request, found, form, **words):
    return render(request, "declarations/commitment_form.html", {"commitment": found, "form": form, **words})
