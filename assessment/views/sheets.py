"""The list of sheets, and one unit's sheet explained line by line."""

from datetime import date

from django.contrib import messages
from django.forms import all_valid
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from assessment import access, letters, queries, workflow
from assessment.exports import sheets as exports
from assessment.forms.sheets import AnswerForm, AppealForm, SheetForm, checked_lines, self_lines
from assessment.queries.accountability import of_sheet
from audit.queries import timeline_of
from core import clock
from core.gates import DISCIPLINE, Role, open_to
from core.numbers import plain
from core.posted import posted
from core.verdict import Refusal, require

READERS = queries.READERS


@open_to(*READERS)
def index(request):
    year = queries.year_sought(request.GET.get("year"))
    may_order = access.may_order(request.user)
    ordered = bool(may_order) and request.GET.get("order") == "score"
    rows = queries.overview(request.user, year, by_score=ordered)
    context = {
        "year": year,
        "years": queries.years(request.user),
        "rows": rows,
        "bands": queries.tally(rows, queries.bands_in_force(date(year, 12, 31))) if len(rows) > 1 else (),
        "may_order": may_order,
        "ordered": ordered,
        "may_open": access.may_open_year(request.user),
        "missing": queries.without_sheet(year).count(),
    }
    return render(request, "assessment/index.html", context)


def _found(request, pk):
    return get_object_or_404(queries.visible_to(request.user), pk=pk)


@open_to(*READERS)
def sheet(request, pk):
    found, user = _found(request, pk), request.user
    explained = queries.explained(found, user)
    known = queries.evidence_for(found, explained["lines"], clock.today())
    for line in explained["lines"]:
        line.known = known.get(line.pk)
    promise = queries.promise_on(found)
    context = {
        "ladder": letters.ladder(explained),
        "lost": letters.lost(explained),
        "group": queries.group_on(found, explained["result"]),
        "promise": promise,
        "unchecked_note": "没有核查的项暂按满分计" if explained["result"].unchecked else "",
        "due": promise and promise.due_on,
        "changed": _changed(user, found),
        "appeals": queries.appeals_of(found),
        "may": {verb: ask(user, found) for verb, ask in access.ASKED.items()},
        "events": timeline_of(found),
        "failings": of_sheet(found, user),
    }
    return render(request, "assessment/sheet.html", explained | context)


def _changed(user, found) -> list[tuple]:
    """What is no longer as it was approved, and who changed it: for whoever approved it to see."""
    if not (found.is_frozen and access.may_read_changes(user, found)):
        return []
    return [(each, queries.changed_by(found, each)) for each in queries.differences(found)]


@open_to(*READERS)
def sheet_file(request, pk, extension):
    made = {"pdf": exports.sheet_pdf, "docx": exports.sheet_docx}
    if extension not in made:
        raise Http404
    return made[extension](_found(request, pk), request.user)


@open_to(*READERS)
def evidence(request, pk, line):
    """佐证明细: every row behind what the system says of one item."""
    found = _found(request, pk)
    line = get_object_or_404(queries.known_lines(found), pk=line)
    context = {
        "sheet": found,
        "line": line,
        "behind": queries.behind(found, line, request.user, clock.today()),
        "may_count_closed": access.may_read_changes(request.user, found),
    }
    return render(request, "assessment/evidence.html", context)


def _filled(request, found, forms, deed, *, title: str, submit: str, done: str, lead: str):
    """A sheet of lines; what is wrong stands at its line, a refusal above them."""
    head = SheetForm(posted(request), initial={"version": found.version})
    if request.method == "POST" and all_valid(forms) and head.is_valid():
        scores = {form.line.pk: form.content for form in forms}
        try:
            deed(found, by=request.user, version=head.cleaned_data["version"], scores=scores)
        except Refusal as refusal:
            head.add_error(None, refusal.verdict.reason)
        else:
            messages.success(request, done)
            return redirect(found)
    context = {"sheet": found, "form": head, "lines": forms, "title": title, "submit": submit, "lead": lead}
    return render(request, "assessment/fill.html", context)


@open_to(*READERS)
def self_assess(request, pk):
    found = _found(request, pk)
    require(access.may_self_assess(request.user, found))
    lines = list(queries.lines_of(found))
    forms = self_lines(posted(request), lines, queries.evidence_for(found, lines, clock.today()))
    return _filled(
        request,
        found,
        forms,
        workflow.self_assess,
        title="自评",
        submit="报送自评",
        done="自评已报送镇纪委核查。",
        lead="逐项打分，不适用的去掉“适用”的勾。系统知道的情况写在每一项下面，供参考。",
    )


@open_to(*DISCIPLINE)
def check(request, pk):
    found = _found(request, pk)
    require(access.may_check(request.user, found))
    lines = list(queries.lines_of(found))
    forms = checked_lines(posted(request), lines, queries.evidence_for(found, lines, clock.today()))
    return _filled(
        request,
        found,
        forms,
        workflow.check,
        title="核查",
        submit="完成核查，送单位阅知",
        done="核查完成，已送单位阅知。",
        lead="已按自评填好。有系统佐证的，点“按佐证”就填佐证的分；不按佐证的写明理由。",
    )


@open_to(*READERS)
@require_POST
def accept(request, pk):
    found = workflow.accept(_found(request, pk), by=request.user)
    messages.success(request, "已阅知，等待审定。")
    return redirect(found)


@open_to(*READERS)
def appeal(request, pk):
    found = _found(request, pk)
    require(access.may_appeal(request.user, found))
    form = AppealForm(posted(request), lines=queries.lines_to_appeal(found))
    if request.method == "POST" and form.is_valid():
        workflow.appeal(found, by=request.user, **form.cleaned_data)
        messages.success(request, "申诉已报送，由核查人以外的同志答复。")
        return redirect(found)
    context = {"sheet": found, "form": form, "title": "申诉", "submit": "提出申诉", "lead": ""}
    return render(request, "assessment/write.html", context)


@open_to(*DISCIPLINE)
def answer(request, pk):
    made = get_object_or_404(queries.appeals_visible_to(request.user), pk=pk)
    found = made.line.sheet
    require(access.may_answer(request.user, found))
    form = AnswerForm(posted(request), line=made.line)
    if request.method == "POST" and form.is_valid():
        workflow.answer(made, by=request.user, **form.cleaned_data)
        messages.success(request, "已答复。")
        return redirect(found)
    lead = f"{made.line.item.text}：原核查{plain(made.score_before)}分。申诉理由：{made.reason}"
    context = {"sheet": found, "form": form, "title": "答复申诉", "submit": "答复", "lead": lead}
    return render(request, "assessment/write.html", context)


@open_to(Role.DISCIPLINE_SECRETARY)
@require_POST
def approve(request, pk):
    found = workflow.approve(_found(request, pk), by=request.user)
    messages.success(request, "已审定，得分和依据已经固定。")
    return redirect(found)


@open_to(Role.DISCIPLINE_SECRETARY)
@require_POST
def publish(request, pk):
    found = workflow.publish(_found(request, pk), by=request.user)
    messages.success(request, "已公布，通知了单位。")
    return redirect(found)


@open_to(Role.DISCIPLINE_SECRETARY)
@require_POST
def open_year(request):
    year = clock.today().year
    opened = workflow.open_year(year, by=request.user)
    messages.success(request, f"已为{len(opened)}个单位建立{year}年度考核表。")
    return redirect("assessment:index")
