"""Lists: filters, sorting and paging live in the URL and keep each other."""

from urllib.parse import parse_qsl

from django import forms, template
from django.template.loader import render_to_string
from django.utils.html import format_html

from core.templatetags.ui_forms import draw
from core.templatetags.ui_marks import icon

register = template.Library()


@register.simple_block_tag
def table(content, caption="", keep=False):
    """{% table caption="预警" %}<thead>…</thead><tbody>…</tbody>{% endtable %}

    On a phone each row becomes a record; keep=True leaves a table of numbers as it is.
    """
    return render_to_string("ui/table.html", {"content": content, "caption": caption, "keep": keep})


@register.simple_tag(takes_context=True)
def sort_header(context, name, label, param="sort"):
    """{% sort_header "name" "名称" %} — a <th> whose link sorts by ?sort=name, then ?sort=-name."""
    now = context["request"].GET.get(param, "")
    url = address_with(context["request"], **{param: f"-{name}" if now == name else name, "page": None})
    told, mark = {
        name: (' aria-sort="ascending"', "outline/chevron-up"),
        f"-{name}": (' aria-sort="descending"', "outline/chevron-down"),
    }.get(now, ("", "outline/selector"))
    return format_html(
        f'<th scope="col"{told}><a class="sort" href="{{}}">{{}}{{}}</a></th>', url, label, icon(mark, 16)
    )


@register.inclusion_tag("ui/filterbar.html", takes_context=True)
def filterbar(context, filterset, sort="sort"):
    """{% filterbar filter %} — a django-filter form; what is chosen stays in the URL."""
    form, request = filterset.form, context["request"]
    shown = [bound for bound in form.visible_fields() if bound.name != sort]
    active = sum(1 for bound in shown if any(request.GET.getlist(bound.html_name)))
    unseen = dict.fromkeys([sort, *(bound.html_name for bound in form.hidden_fields())])
    kept = [(name, request.GET[name]) for name in unseen if request.GET.get(name)]
    return {
        "fields": [{**draw(bound)._asdict(), "wide": is_text(bound)} for bound in shown],
        "active": active,
        "kept": kept,
        "clear": request.path,
    }


def is_text(bound) -> bool:
    return isinstance(bound.field.widget, forms.TextInput) and bound.field.widget.input_type in (
        "text",
        "search",
    )


@register.inclusion_tag("ui/pager.html", takes_context=True)
def pager(context, page, param="page"):
    """{% pager page %} — a page of Django's Paginator; the rest of the URL is kept."""
    request = context["request"]

    def to(number):
        return address_with(request, **{param: number})

    numbers = page.paginator.get_elided_page_range(page.number, on_each_side=2, on_ends=1)
    return {
        "page": page,
        "pages": [(number, to(number) if isinstance(number, int) else "") for number in numbers],
        "previous": to(page.previous_page_number()) if page.has_previous() else "",
        "next": to(page.next_page_number()) if page.has_next() else "",
    }


@register.simple_tag
def count_line(page, unit="条"):
    """{% count_line page "个风险点" %} — 共 132 个风险点，第 2 页，共 7 页"""
    total, pages = page.paginator.count, page.paginator.num_pages
    where = f"，第 {page.number} 页，共 {pages} 页" if pages > 1 else ""
    return f"共 {total:,} {unit}{where}"


@register.simple_tag(takes_context=True)
def tab(context, url, label, count=None):
    """<nav class="tabs" aria-label="…">{% tab "?state=open" "在办" 14 %}…</nav>"""
    number = "" if count is None else format_html("<small>{}</small>", count)
    current = ' aria-current="page"' if is_here(context["request"], url) else ""
    return format_html(f'<a href="{{}}"{current}>{{}}{{}}</a>', url, label, number)


def is_here(request, url: str) -> bool:
    """A tab is the present one when its path is, and every parameter it names is as it says."""
    path, _, query = url.partition("?")
    if path not in ("", request.path):
        return False
    return all(request.GET.get(name, "") == value for name, value in parse_qsl(query, keep_blank_values=True))


@register.simple_tag(takes_context=True)
def export_url(context, kind="xlsx") -> str:
    """{% export_url %} — the present list, exactly as it is filtered, as a file."""
    return address_with(context["request"], format=kind, page=None)


def address_with(request, **changes) -> str:
    """The present address with some parameters changed; None takes one out."""
    params = request.GET.copy()
    for name, value in changes.items():
        params.pop(name, None)
        if value is not None:
            params[name] = value
    return f"?{params.urlencode()}"
