"""领导联签: the list, a paper with its signatures, and the forms (art. 35)."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render

from audit.queries import timeline_of
from core.forms import UnitChoice
from core.gates import open_to
from core.posted import posted
from core.verdict import require
from decisions.access import joint as access
from decisions.enums.joint import JointStatus
from decisions.exports import joint as exports
from decisions.filters.joint import JointFilter
from decisions.forms import joint as forms
from decisions.pages import joint as pages
from decisions.queries import joint as queries
from decisions.workflow import joint as workflow

PAGE = 50


def _found(request, pk):
    return get_object_or_404(queries.visible_to(request.user), pk=pk)


def _asked(request, pk, verb: str):
    """The paper, if the user may see it and may do this to it now."""
    found = _found(request, pk)
    require(access.MOVES[verb](request.user, found))
    return found


@open_to(*queries.READERS)
def joint_papers(request):
    seen = queries.visible_to(request.user)
    found = JointFilter(request.GET, seen, user=request.user)
    context = {
        "filter": found,
        "page": Paginator(found.qs, PAGE).get_page(request.GET.get("page")),
        "counts": queries.counts(seen),
        "drafts": queries.units_of(request.user).exists(),
    }
    return render(request, "decisions/joint_papers.html", context)


@open_to(*queries.READERS)
def joint_paper(request, pk):
    found = _found(request, pk)
    context = pages.whole(request.user, found) | {"events": timeline_of(found)}
    return render(request, "decisions/joint_paper.html", context)


@open_to(*queries.DRAFTERS)
def joint_draft(request):
    units = queries.units_of(request.user)
    choice = UnitChoice(request.GET if "unit" in request.GET else None, units=units)
    unit = choice.only_or_chosen
    if unit is None:
        return render(request, "decisions/joint_unit.html", {"choice": choice.shown()})
    require(access.may_draft(request.user, unit))
    form = forms.PaperForm(posted(request))
    if request.method == "POST" and form.is_valid():
        made = workflow.draft(unit, by=request.user, **form.content())
        messages.success(request, "草稿已保存。接下来选由哪些领导签，再提交。")
        return redirect(made)
    return render(request, "decisions/joint_draft.html", {"form": form, "unit": unit, "warns": False})


@open_to(*queries.DRAFTERS)
def joint_change(request, pk):
    found = _asked(request, pk, "change")
    form = forms.PaperForm(posted(request), instance=found)
    if request.method == "POST" and form.is_valid():
        workflow.change(found, by=request.user, version=form.cleaned_data["version"], **form.content())
        messages.success(request, "已修改。")
        return redirect(found)
    warns = found.status == JointStatus.SIGNING
    return render(request, "decisions/joint_draft.html", {"form": form, "unit": found.unit, "warns": warns})


@open_to(*queries.DRAFTERS)
def joint_submit(request, pk):
    found = _asked(request, pk, "submit")
    form = forms.SignersForm(posted(request), paper=found, initial={"version": found.version})
    if request.method == "POST" and form.is_valid():
        workflow.submit(found, by=request.user, people=form.people, version=form.cleaned_data["version"])
        messages.success(request, "已提交，按顺序一个一个签。")
        return redirect(found)
    note = "按先后顺序选，至少两名；一个签完，才轮到下一个。"
    return _form(request, found, form, title="选由哪些领导签", submit="提交联签", note=note)


@open_to(*queries.DRAFTERS)
def joint_link(request, pk):
    found = _asked(request, pk, "link")
    form = forms.LinkForm(posted(request), paper=found, user=request.user, initial={"item": found.item_id})
    if request.method == "POST" and form.is_valid():
        workflow.link(found, by=request.user, **form.cleaned_data)
        messages.success(request, "已关联议题。")
        return redirect(found)
    note = "必须经领导班子集体研究决定和联签，两样都要有。"
    return _form(request, found, form, title="关联集体研究决定的议题", submit="关联", note=note)


@open_to(*queries.READERS)
def joint_sign(request, pk):
    """The whole text once more, then the signature."""
    found = _found(request, pk)
    require(access.may_refuse(request.user, found))
    context = pages.to_sign(request.user, found)
    seen = {"seen": context["sha256"]}
    form = forms.SignForm(posted(request), on_behalf=context["on_behalf"], initial=seen)
    if request.method == "POST" and form.is_valid():
        workflow.sign(found, by=request.user, **form.cleaned_data)
        messages.success(request, "已签署。")
        return redirect(found)
    may_sign = access.may_sign(request.user, found)
    return render(request, "decisions/joint_sign.html", context | {"form": form, "may_sign": may_sign})


@open_to(*queries.READERS)
def joint_refuse(request, pk):
    found = _asked(request, pk, "refuse")
    context = pages.to_sign(request.user, found)
    seen = {"seen": context["sha256"]}
    form = forms.RefusalForm(posted(request), on_behalf=context["on_behalf"], initial=seen)
    if request.method == "POST" and form.is_valid():
        workflow.refuse(found, by=request.user, **form.cleaned_data)
        messages.success(request, "已拒签，文件到此为止。")
        return redirect(found)
    note = "有一名领导拒签，这份文件就到此为止。起草人看得到理由。"
    return _form(request, found, form, title="拒签", submit="拒签", note=note)


@open_to(*queries.DRAFTERS)
def joint_withdraw(request, pk):
    found = _asked(request, pk, "withdraw")
    form = forms.WithdrawalForm(posted(request))
    if request.method == "POST" and form.is_valid():
        workflow.withdraw(found, by=request.user, **form.cleaned_data)
        messages.success(request, "已撤回。")
        return redirect(found)
    return _form(request, found, form, title="撤回", submit="撤回", note="撤回以后不再签署，已有的签名留存。")


@open_to(*queries.READERS)
def joint_file(request, pk, extension):
    return exports.paper_file(_found(request, pk), extension)


def _form(request, paper, form, **words):
    return render(request, "decisions/joint_form.html", {"paper": paper, "form": form, **words})
