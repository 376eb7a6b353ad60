"""The register: the tree of units, the page of each, and the forms that keep them."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from audit.queries import timeline_of
from core.gates import BUSINESS, DISCIPLINE, Role, open_to
from organisations import access, grants, queries, workflow
from organisations.forms import register as forms

KEEPS = (Role.INFORMATION_OFFICER, Role.CENTRE_OFFICER)


@open_to(*BUSINESS)
def units(request):
    """The whole tree by name; only the units the user sees are links."""
    maintained = queries.maintained_by(request.user)
    context = {"branches": queries.branches(), "seen": queries.seen_by(request.user)}
    return render(request, "organisations/units.html", context | {"may_add": bool(maintained)})


@open_to(*BUSINESS)
def unit(request, pk):
    unit = get_object_or_404(queries.units_visible_to(request.user), pk=pk)
    context = {
        "unit": unit,
        "posts": queries.posts_of(unit),
        "people": unit.people.all(),
        "portfolios": queries.portfolios_of(unit),
        "overseers": queries.overseers_of(unit),
        "loans": grants.loans_of(unit, "inspect_unit"),
        "events": timeline_of(unit),
        "may_maintain": access.may_maintain(request.user, unit),
        "may_lend": access.may_lend(request.user, unit),
        "may_see_management": access.may_see_management(request.user, unit),
    }
    return render(request, "organisations/unit.html", context)


@open_to(*KEEPS)
def add_unit(request):
    form = forms.UnitForm(
        request.POST or None, by=request.user, initial={"parent": request.GET.get("parent")}
    )
    if request.method == "POST" and form.is_valid():
        unit = workflow.create_unit(by=request.user, **form.content())
        messages.success(request, f"已登记{unit}。")
        return redirect(unit)
    return render(request, "organisations/unit_form.html", {"form": form, "title": "登记单位"})


@open_to(*KEEPS)
def change_unit(request, pk):
    unit = get_object_or_404(queries.units_visible_to(request.user), pk=pk)
    form = forms.UnitForm(request.POST or None, instance=unit, by=request.user)
    if request.method == "POST" and form.is_valid():
        workflow.change_unit(unit, by=request.user, **form.cleaned_data)
        messages.success(request, f"{unit}已保存。")
        return redirect(unit)
    return form_page(request, form, unit, "修改单位")


@open_to(*KEEPS)
def add_person(request, pk):
    unit = get_object_or_404(queries.units_visible_to(request.user), pk=pk)
    form = forms.PersonForm(request.POST or None, by=request.user, initial={"unit": unit})
    if request.method == "POST" and form.is_valid():
        person = workflow.add_person(by=request.user, **form.content())
        messages.success(request, f"已登记{person}。")
        return redirect(person.unit)
    return form_page(request, form, unit, "登记人员")


@open_to(*KEEPS)
def change_person(request, pk):
    person = get_object_or_404(queries.people_visible_to(request.user), pk=pk)
    unit, form = person.unit, forms.PersonForm(request.POST or None, instance=person, by=request.user)
    if request.method == "POST" and form.is_valid():
        workflow.change_person(person, by=request.user, **form.cleaned_data)
        messages.success(request, f"{person}已保存。")
        return redirect(unit)
    return form_page(request, form, unit, "修改人员")


@open_to(*KEEPS)
def add_post(request, pk):
    unit = get_object_or_404(queries.units_visible_to(request.user), pk=pk)
    form = forms.PostForm(request.POST or None, by=request.user, unit=unit)
    if request.method == "POST" and form.is_valid():
        post = workflow.create_post(unit, by=request.user, **form.content())
        messages.success(request, f"已登记岗位{post.name}。")
        return redirect(unit)
    return form_page(request, form, unit, "登记岗位")


@open_to(*KEEPS)
def change_post(request, pk):
    post = get_object_or_404(queries.posts_visible_to(request.user), pk=pk)
    form = forms.PostForm(request.POST or None, instance=post, by=request.user, unit=post.unit)
    if request.method == "POST" and form.is_valid():
        workflow.change_post(post, by=request.user, **form.cleaned_data)
        messages.success(request, f"岗位{post.name}已保存。")
        return redirect(post.unit)
    return form_page(request, form, post.unit, "修改岗位")


@open_to(*KEEPS)
def appoint(request, pk):
    post = get_object_or_404(queries.posts_visible_to(request.user), pk=pk)
    form = forms.AppointForm(request.POST or None, by=request.user, post=post)
    if request.method == "POST" and form.is_valid():
        appointment = workflow.appoint(post=post, by=request.user, **form.cleaned_data)
        messages.success(request, f"已任命{appointment.person}。相关风险点将提示复核（第十五条）。")
        return redirect(post.unit)
    return form_page(request, form, post.unit, f"任命{post.name}")


@open_to(*KEEPS)
def dismiss(request, pk):
    appointment = get_object_or_404(queries.appointments_visible_to(request.user), pk=pk)
    post = appointment.post
    form = forms.DismissForm(request.POST or None, by=request.user, appointment=appointment)
    if request.method == "POST" and form.is_valid():
        workflow.dismiss(appointment, by=request.user, **form.cleaned_data)
        messages.success(request, f"已免去{appointment.person}的{post.name}。")
        return redirect(post.unit)
    return form_page(request, form, post.unit, f"免去{appointment.person}的{post.name}")


@open_to(*KEEPS)
def put_in_charge(request, pk):
    unit = get_object_or_404(queries.units_visible_to(request.user), pk=pk)
    form = forms.PortfolioForm(request.POST or None, by=request.user, unit=unit)
    if request.method == "POST" and form.is_valid():
        portfolio = workflow.put_in_charge(unit=unit, by=request.user, **form.cleaned_data)
        messages.success(request, f"已明确{portfolio.person}分管{portfolio.get_field_display()}。")
        return redirect(unit)
    return form_page(request, form, unit, "明确分管")


@open_to(*KEEPS)
def relieve(request, pk):
    portfolio = get_object_or_404(queries.portfolios_visible_to(request.user), pk=pk)
    form = forms.LastDayForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        workflow.relieve(portfolio, by=request.user, **form.cleaned_data)
        messages.success(request, f"{portfolio.person}的分管已结束。")
        return redirect(portfolio.unit)
    return form_page(request, form, portfolio.unit, f"结束{portfolio}的分管")


@open_to(*DISCIPLINE)
def lend(request, pk):
    unit = get_object_or_404(queries.units_visible_to(request.user), pk=pk)
    form = forms.LendForm(request.POST or None, by=request.user)
    if request.method == "POST" and form.is_valid():
        workflow.lend_unit(unit, by=request.user, **form.cleaned_data)
        messages.success(request, f"已将{unit}借给{form.cleaned_data['user']}督查。")
        return redirect(unit)
    return form_page(request, form, unit, "督查授权")


@require_POST
@open_to(*DISCIPLINE)
def take_back(request, pk, user_pk):
    unit = get_object_or_404(queries.units_visible_to(request.user), pk=pk)
    loan = get_object_or_404(grants.loans_of(unit, "inspect_unit"), user=user_pk)
    workflow.take_back_unit(unit, loan.user, by=request.user)
    messages.success(request, f"已收回{loan.user}的督查授权。")
    return redirect(unit)


def form_page(request, form, unit, title):
    return render(request, "organisations/unit_form.html", {"form": form, "unit": unit, "title": title})
