"""参阅 drafted, approved, issued, withdrawn."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from core.gates import DISCIPLINE, Role, open_to
from core.posted import posted
from core.verdict import require
from earlywarnings.access import bulletins as access
from earlywarnings.forms import ReasonForm
from earlywarnings.forms.telling import BulletinForm, CaseForm, IssueForm, PeriodForm
from earlywarnings.letters import bulletins as letters
from earlywarnings.pages import bulletins as pages
from earlywarnings.queries import bulletins as queries
from earlywarnings.queries import figures
from earlywarnings.rules import bulletins as rules
from earlywarnings.workflow import telling


@open_to(*DISCIPLINE)
def draft_bulletin(request):
    """First what it is drafted from: one closed warning, or a period."""
    case, period = CaseForm(request.GET, user=request.user), PeriodForm(request.GET)
    town = queries.towns_of(request.user).first()
    about = _about(case, period)
    if about is None or town is None:
        return _choose(request)
    form = BulletinForm(
        posted(request),
        town=town,
        is_case="warning" in about,
        initial={"title": _title(about), "to_heads": True},
    )
    if request.method == "POST" and form.is_valid():
        bulletin = telling.draft(town, by=request.user, **about, **form.content())
        messages.success(request, "参阅已起草，请核对后提交审批。")
        return redirect(bulletin)
    context = {"form": form, "said": _said(town, about, request.user), "key": request.GET.urlencode()}
    return render(request, "earlywarnings/bulletin_draft.html", context)


def _choose(request):
    """Two questions, of which one is answered; what the address says wrongly is not complained of."""
    context = {"case": CaseForm(user=request.user), "period": PeriodForm()}
    return render(request, "earlywarnings/bulletin_start.html", context)


def _about(case, period) -> dict | None:
    if case.is_valid():
        return {"warning": case.cleaned_data["warning"]}
    return {"period": period.cleaned_data["period"]} if period.is_valid() else None


def _title(about: dict) -> str:
    if "warning" in about:
        return rules.Case(**figures.said_of_case(about["warning"])).title()
    return f"{rules.span_of(about['period']).label}廉政风险预警情况"


def _said(town, about: dict, user) -> list[tuple[str, str]]:
    """What the system will say, to be seen while writing."""
    case = "warning" in about
    said = (
        figures.said_of_case(about["warning"])
        if case
        else figures.said_of_period(town, rules.span_of(about["period"]), user)
    )
    return rules.passages(said, is_case=case, story="", causes="", next_steps="")[:-2]


@open_to(*DISCIPLINE)
def change_bulletin(request, pk):
    bulletin = get_object_or_404(queries.visible_to(request.user), pk=pk)
    require(access.may_change(request.user, bulletin))
    form = BulletinForm(posted(request), town=bulletin.unit, is_case=bulletin.is_case, instance=bulletin)
    if request.method == "POST" and form.is_valid():
        version = form.cleaned_data["version"]
        telling.change(bulletin, by=request.user, version=version, **form.content())
        messages.success(request, "修改已保存，数据已按今天的台账更新。")
        return redirect(bulletin)
    said = letters.passages(bulletin)[:-2]
    context = {"form": form, "bulletin": bulletin, "said": said, "key": f"{bulletin.pk}-{bulletin.version}"}
    return render(request, "earlywarnings/bulletin_draft.html", context)


def plain(verb: str, name: str, done: str):
    """A view for a verb that needs nothing but its button."""

    @open_to(*DISCIPLINE)
    @require_POST
    def view(request, pk):
        bulletin = get_object_or_404(queries.visible_to(request.user), pk=pk)
        getattr(telling, verb)(bulletin, by=request.user)
        messages.success(request, done)
        return redirect(bulletin)

    view.__name__ = name
    return view


def reasoned(verb: str, name: str, title: str, done: str, note: str, *roles: Role):
    """A view for a verb that needs a reason; the note says what the verb does."""

    @open_to(*roles)
    def view(request, pk):
        bulletin = get_object_or_404(queries.visible_to(request.user), pk=pk)
        require(access.MOVES[verb](request.user, bulletin))
        form = ReasonForm(posted(request))
        if request.method == "POST" and form.is_valid():
            getattr(telling, verb)(bulletin, by=request.user, **form.cleaned_data)
            messages.success(request, done)
            return redirect(bulletin)
        context = {"bulletin": bulletin, "form": form, "title": title, "note": note, "verb": verb}
        return render(request, "earlywarnings/bulletin_reason.html", context)

    view.__name__ = name
    return view


submit_bulletin = plain("submit", "submit_bulletin", "已提交审批。")
approve_bulletin = plain("approve", "approve_bulletin", "审批通过，请镇纪委书记印发。")
return_bulletin = reasoned(
    "return_bulletin",
    "return_bulletin",
    "退回起草",
    "已退回起草人。",
    "退回后可以修改，再重新提交审批。",
    *DISCIPLINE,
)
withdraw_bulletin = reasoned(
    "withdraw",
    "withdraw_bulletin",
    "撤回参阅",
    "参阅已撤回，已告知传阅对象。",
    "撤回后传阅对象不能再打开，文号和办理记录保留。撤回不能恢复。",
    Role.DISCIPLINE_SECRETARY,
)
discard_bulletin = reasoned(
    "discard",
    "discard_bulletin",
    "作废草稿",
    "草稿已作废。",
    "作废后不能恢复，可以另行起草。草稿没有占用文号。",
    *DISCIPLINE,
)


@open_to(Role.DISCIPLINE_SECRETARY)
def issue_bulletin(request, pk):
    """Shows who will get it, and which names are still in the text."""
    bulletin = get_object_or_404(queries.whole(queries.visible_to(request.user)), pk=pk)
    require(access.may_issue(request.user, bulletin))
    found = rules.names_left(letters.texts(bulletin), queries.known_names(bulletin))
    form = IssueForm(posted(request), found=found)
    if request.method == "POST" and form.is_valid():
        bulletin = telling.issue(bulletin, by=request.user, **form.cleaned_data)
        messages.success(request, f"已印发{bulletin.number}，并告知传阅对象。")
        return redirect(bulletin)
    context = {
        "bulletin": bulletin,
        "form": form,
        "found": found,
        "circulation": pages.circulation(bulletin),
        "passages": letters.passages(bulletin),
    }
    return render(request, "earlywarnings/bulletin_issue.html", context)
