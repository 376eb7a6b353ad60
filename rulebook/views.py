from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.vary import vary_on_headers

from core.dates import cn
from core.gates import Role, open_to, open_to_members
from rulebook import access, queries, rules, workflow
from rulebook.forms import ChangeSettingForm, SearchForm


@open_to_members
def index(request):
    form = SearchForm(request.GET)
    articles = queries.articles(form.words)
    context = {"form": form, "chapters": queries.by_chapter(articles), "count": len(articles)}
    return render(request, "rulebook/index.html", context)


@open_to_members
@vary_on_headers("HX-Request")
def article(request, number):
    """The whole page, or the few lines that open in place under a citation."""
    article = get_object_or_404(queries.articles(), number=number)
    if request.htmx and not request.htmx.history_restore_request:
        return render(request, "rulebook/_article.html", {"article": article})
    previous, following = queries.neighbours(article)
    context = {
        "article": article,
        "previous": previous,
        "following": following,
        "standings": queries.standings(rules.definitions_of(number)),
    }
    return render(request, "rulebook/article.html", context)


@open_to_members
def settings(request):
    standings = queries.standings(rules.DEFINITIONS.values())
    changeable = {
        s.definition.key for s in standings if access.may_change_setting(request.user, s.definition)
    }
    context = {"groups": queries.by_group(standings), "changeable": changeable}
    return render(request, "rulebook/settings.html", context)


@open_to(Role.DISCIPLINE_SECRETARY, Role.SECURITY_OFFICER)
def change_setting(request, key):
    if key not in rules.DEFINITIONS:
        raise Http404
    [standing] = queries.standings([rules.DEFINITIONS[key]])
    form = ChangeSettingForm(request.POST or None, standing=standing)
    if request.method == "POST" and form.is_valid():
        decision = workflow.change_setting(key, by=request.user, **form.cleaned_data)
        note = decision.definition.note(decision.typed)
        messages.success(request, f"已登记：自{cn(decision.valid_from)}起，{note}。")
        return redirect(f"{reverse('rulebook:settings')}#{key}")
    verdict = access.may_change_setting(request.user, standing.definition)
    context = {"standing": standing, "form": form, "verdict": verdict}
    return render(request, "rulebook/change_setting.html", context)
