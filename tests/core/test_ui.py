"""The components: what they say, that they escape it, and that every form is told to those who cannot see it."""

import re
from datetime import UTC, date, datetime
from types import SimpleNamespace

import django_filters
import pytest
from django import forms
from django.contrib.auth.models import AnonymousUser
from django.contrib.contenttypes.models import ContentType
from django.core.paginator import Paginator
from django.http import QueryDict
from django.template import Context, RequestContext, Template
from django.template.loader import render_to_string

from core import clock, registries
from core.dates import Quarter
from core.templatetags.ui_marks import numeral
from core.verdict import GRANTED, refused

HTML = "<b>&</b>"
ESCAPED = "&lt;b&gt;&amp;&lt;/b&gt;"


def render(source, **context):
    return Template("{% load ui %}" + source).render(Context(context))


@pytest.fixture
def on_page(rf):
    """Render as a page at this address would."""

    def render_on(address, source, user=None, **context):
        request = rf.get(address)
        request.user = user or AnonymousUser()
        context |= {"user": request.user}
        return Template("{% load ui %}" + source).render(RequestContext(request, context))

    return render_on


def ids(page):
    return set(re.findall(r'\bid="([^"]+)"', page))


# Marks


def test_pill_says_its_state():
    assert render('{% pill "issued" "待回告" %}') == '<span class="pill pill--issued">待回告</span>'


def test_tier_always_has_its_word():
    assert render('{% tier "yellow" %}') == '<span class="tier tier--yellow">黄色</span>'
    assert render('{% tier "" %}') == ""


def test_level_always_has_its_word():
    assert "level--high" in render('{% level "high" %}')
    assert "高" in render('{% level "high" %}')
    assert render('{% level "" %}') == ""


@pytest.mark.parametrize(
    ("due", "said", "shape"),
    [
        (date(2026, 11, 21), "逾期 3 天", "late--over"),
        (date(2026, 11, 24), "今天", "late--today"),
        (date(2026, 12, 1), "还有 7 天", "late"),
        (-1, "逾期 1 天", "late--over"),
        (0, "今天", "late--today"),
        (30, "还有 30 天", "late"),
    ],
)
def test_late_counts_from_the_one_clock(due, said, shape):
    with clock.at(date(2026, 11, 24)):
        page = render("{% late due %}", due=due)
    assert f">{said}</span>" in page
    assert page.split('"')[1].split()[-1] == shape


def test_nothing_is_late_without_a_date():
    assert render("{% late due %}", due=None) == ""


def test_article_opens_in_place():
    page = render("{% article 43 %}")
    assert page == '<a class="art" href="/articles/43/" data-panel>第四十三条</a>'


def test_article_is_plain_where_there_is_no_rulebook(settings):
    settings.ROOT_URLCONF = "core.styleguide"
    assert render("{% article 43 %}") == "第四十三条"


@pytest.mark.parametrize(
    ("number", "words"), [(1, "一"), (10, "十"), (11, "十一"), (20, "二十"), (43, "四十三"), (51, "五十一")]
)
def test_numbers_of_articles(number, words):
    assert numeral(number) == words


def test_icon_is_decoration():
    page = render('{% icon "outline/bell" size=24 %}')
    assert page.startswith("<svg")
    assert 'aria-hidden="true"' in page
    assert 'width="24"' in page


@pytest.mark.parametrize(
    ("source", "value", "written"),
    [
        ("{{ value|cn_date }}", date(2026, 11, 24), "2026年11月24日"),
        ("{{ value|cn_short }}", date(2026, 1, 5), "1月5日"),
        ("{{ value|cn_date }}", None, ""),
        ("{{ value|iso }}", date(2026, 1, 5), "2026-01-05"),
        ("{{ value|iso }}", datetime(2026, 11, 23, 18, tzinfo=UTC), "2026-11-24"),
        ("{{ value|iso }}", None, ""),
        ("{{ value|money }}", 1234567.8, "1,234,567.80 元"),
        ("{{ value|money }}", 0, "0.00 元"),
        ("{{ value|money }}", None, ""),
        ("{{ value|quarter }}", "2026Q3", "2026年第三季度"),
        ("{{ value|quarter }}", Quarter(2026, 4), "2026年第四季度"),
    ],
)
def test_dates_and_numbers_are_written_one_way(source, value, written):
    assert render(source, value=value) == written


def test_a_moment_names_its_year_only_when_it_is_not_this_one():
    with clock.at(datetime(2026, 11, 24, 9, 12)) as moment:
        assert render("{{ moment|cn_time }}", moment=moment) == "11月24日 09:12"
    with clock.at(date(2027, 1, 2)):
        assert render("{{ moment|cn_time }}", moment=moment) == "2026年11月24日 09:12"


# Blocks


@pytest.mark.parametrize(
    "source",
    [
        "{% pill bad bad %}",
        "{% card title=bad note=bad %}{{ bad }}{% endcard %}",
        "{% notice title=bad %}{{ bad }}{% endnotice %}",
        "{% empty bad hint=bad url=bad button=bad %}",
        "{% next_step title=bad k=bad %}{{ bad }}{% endnext_step %}",
        "{% facts %}{% fact bad bad %}{% endfacts %}",
        "{% stat bad bad note=bad url=bad %}",
        "{% big_link bad bad note=bad %}",
        "{% post_button bad bad confirm=bad note=bad version=bad %}",
        "{% refusal verdict %}",
        "{% action verdict bad bad %}{% action granted bad bad %}",
        "{% chain links %}",
        "{% timeline events %}",
        "{% problems problems %}",
        "{% todos todos %}",
        "{% steps pairs %}",
    ],
)
def test_html_in_a_value_stays_text(source):
    context = {
        "bad": HTML,
        "verdict": refused(HTML, 41),
        "granted": GRANTED,
        "links": [registries.Link(HTML, HTML, HTML)],
        "events": [SimpleNamespace(at=clock.now(), who=HTML, what=HTML, note=HTML)],
        "problems": [SimpleNamespace(text=HTML, requirement=HTML, due_on=None)],
        "todos": [registries.Todo(HTML, HTML, HTML, HTML, HTML)],
        "pairs": [(HTML, None)],
    }
    page = render(source, **context)
    assert ESCAPED in page
    assert HTML not in page


def test_next_step_counts_the_days():
    with clock.at(date(2026, 11, 24)):
        step = '{% next_step title="提交回告" due=due %}十二月前。{% endnext_step %}'
        assert "<b>30</b>天后到期" in render(step, due=date(2026, 12, 24))
        assert "<b>今天</b>到期" in render(step, due=date(2026, 11, 24))
        assert "逾期<b>3</b>天" in render(step, due=date(2026, 11, 21))
        assert "next-days" not in render(step, due=None)


def test_the_first_step_without_a_date_is_the_present_one():
    day = date(2026, 11, 24)
    page = render("{% steps pairs %}", pairs=[("签收", day), ("回告", None), ("复核", None)])
    assert re.findall(r"<li( class=\"\w+\")?", page) == [' class="done"', ' class="now"', ""]
    assert page.count('aria-current="step"') == 1


def test_a_life_cut_short_has_no_present_step():
    assert "now" not in render("{% steps pairs stopped=True %}", pairs=[("签收", None)])


def test_notices_know_the_words_of_djangos_messages():
    assert "notice--ok" in render('{% notice tone="success" %}好。{% endnotice %}')
    assert "notice--error" in render('{% notice tone="error" %}不行。{% endnotice %}')


def test_a_granted_action_is_a_button_and_a_refused_one_a_reason():
    granted = render('{% action verdict "签发" "/go/" %}', verdict=GRANTED)
    refusal = render('{% action verdict "签发" "/go/" %}', verdict=refused("由镇纪委签发。", 41))
    assert granted == '<a class="btn btn-primary" href="/go/">签发</a>'
    assert "由镇纪委签发。" in refusal
    assert "第四十一条" in refusal
    assert "/go/" not in refusal


def test_a_post_button_carries_the_token_and_its_version(on_page):
    page = on_page("/", '{% post_button "/sign/" "签收" confirm="确定？" version=3 %}')
    assert 'name="csrfmiddlewaretoken"' in page
    assert '<input type="hidden" name="version" value="3">' in page
    assert 'data-confirm="确定？"' in page


# Forms


class LetterForm(forms.Form):
    unit = forms.ChoiceField(label="单位", choices=[("1", "财政所")])
    found_on = forms.DateField(label="发现日期", help_text="哪一天。")
    met_at = forms.DateTimeField(label="会议时间", required=False)
    source = forms.ChoiceField(label="来源", widget=forms.RadioSelect, choices=[("a", "日常"), ("b", "热线")])
    summary = forms.CharField(label="摘要", widget=forms.Textarea, max_length=300)
    sure = forms.BooleanField(label="属实", required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, initial=2)

    def clean(self):
        if self.cleaned_data.get("summary") == "重复":
            raise forms.ValidationError("同一件事已经报过。")


PairFormSet = forms.formset_factory(LetterForm, extra=1, max_num=4, can_delete=True)


def test_an_empty_form_has_no_summary_of_mistakes():
    page = render("{% fields form %}", form=LetterForm())
    assert "notice--error" not in page
    assert page.count("必填") == 4
    assert '<input type="hidden" name="version" value="2"' in page


def test_each_control_has_its_class_and_its_calendar():
    page = render("{% fields form %}", form=LetterForm(initial={"found_on": date(2026, 11, 24)}))
    assert re.search(r'<input type="date" name="found_on" value="2026-11-24" class="form-control"', page)
    assert re.search(r'<input type="datetime-local" name="met_at"', page)
    assert re.search(r'<select name="unit" class="form-select"', page)
    assert page.count('class="form-check-input"') == 3


def test_a_control_can_stand_alone():
    page = render("{% control form.found_on %}", form=LetterForm())
    assert page.startswith('<input type="date" name="found_on" class="form-control"')


def test_a_moment_survives_the_browsers_own_calendar():
    data = {
        "unit": "1",
        "found_on": "2026-11-24",
        "met_at": "2026-11-24T09:30",
        "source": "a",
        "summary": "事",
    }
    form = LetterForm({**data, "version": "2"})
    assert form.is_valid()
    assert 'value="2026-11-24T09:30"' in render("{% fields form %}", form=form)


def test_mistakes_stand_beside_the_field_and_in_a_summary_that_leads_there():
    page = render("{% fields form %}", form=LetterForm({"unit": "1", "version": "2"}))
    targets = re.findall(r'<a href="#([^"]+)">', page)
    described = " ".join(re.findall(r'aria-describedby="([^"]+)"', page)).split()
    assert targets == ["id_found_on", "id_source", "id_summary"]
    assert "有 3 处需要修改" in page
    assert set(targets) | set(described) <= ids(page)
    assert {"id_found_on_error", "id_found_on_helptext", "id_source_error"} <= set(described)
    assert page.count('aria-invalid="true"') >= 2
    assert 'value="1" selected' in page  # what was chosen is still there


def test_a_mistake_of_the_whole_form_is_in_the_summary():
    data = {"unit": "1", "found_on": "2026-11-24", "source": "a", "summary": "重复", "version": "2"}
    assert "同一件事已经报过。" in render("{% fields form %}", form=LetterForm(data))


def test_html_typed_into_a_form_comes_back_as_text():
    page = render("{% fields form %}", form=LetterForm({"summary": f"</textarea>{HTML}", "unit": HTML}))
    assert f"&lt;/textarea&gt;{ESCAPED}" in page
    assert HTML not in page


def test_only_some_fields_come_without_summary_and_hidden_fields():
    form = LetterForm({})
    page = render('{% fields form only="unit sure" %}', form=form)
    assert {"id_unit", "id_sure"} <= ids(page)
    assert not {"id_summary", "id_version"} & ids(page)
    assert "notice--error" not in page
    assert "notice--error" in render("{% form_head form %}", form=form)


def test_one_summary_speaks_for_several_forms():
    rows = [LetterForm({}, prefix="a"), LetterForm({}, prefix="b")]
    top = render("{% form_head form also=rows %}", form=LetterForm(), rows=rows)
    assert {"#id_a-unit", "#id_b-unit"} <= set(re.findall(r'href="([^"]+)"', top))
    row = render("{% fields row summary=False %}", row=rows[0])
    assert "notice--error" not in row
    assert {"id_a-version", "id_a-unit_error"} <= ids(row)


def test_a_formset_can_grow_and_its_mistakes_reach_the_summary():
    data = QueryDict("p-TOTAL_FORMS=1&p-INITIAL_FORMS=0&p-0-unit=1&p-0-version=2&p-0-sure=on")
    formset = PairFormSet(data, prefix="p")
    page = render(
        '{% fields form also=formset %}{% formset formset label="问题清单" %}',
        form=LetterForm(),
        formset=formset,
    )
    assert 'data-formset="p" data-max="4"' in page
    assert 'name="p-__prefix__-summary"' in page
    assert page.count("-DELETE") >= 2
    assert 'href="#id_p-0-summary"' in page
    assert "id_p-0-summary" in ids(page)


# Lists


def test_sorting_turns_round_and_keeps_the_filters(on_page):
    header = '{% sort_header "name" "名称" %}'
    first = on_page("/?q=a&page=3", header)
    again = on_page("/?q=a&sort=name", header)
    assert 'href="?q=a&amp;sort=name"' in first
    assert "aria-sort" not in first
    assert 'href="?q=a&amp;sort=-name"' in again
    assert 'aria-sort="ascending"' in again
    assert 'aria-sort="descending"' in on_page("/?sort=-name", header)


def test_paging_keeps_filters_and_order(on_page):
    page = on_page("/?q=a&sort=-name&page=2", "{% pager page %}", page=Paginator(range(50), 10).page(2))
    assert 'href="?q=a&amp;sort=-name&amp;page=3"' in page
    assert 'href="?q=a&amp;sort=-name&amp;page=2" aria-current="page"' in page


def test_one_page_needs_no_pager(on_page):
    assert "nav" not in on_page("/", "{% pager page %}", page=Paginator(range(5), 10).page(1))


def test_the_count_is_said_in_words():
    page = Paginator(range(1234), 50).page(2)
    assert render('{% count_line page "个风险点" %}', page=page) == "共 1,234 个风险点，第 2 页，共 25 页"


class LetterFilter(django_filters.FilterSet):
    q = django_filters.CharFilter(label="关键词")
    unit = django_filters.ChoiceFilter(label="单位", choices=[("1", "财政所")])
    sort = django_filters.OrderingFilter(fields=["name"])


def test_filters_count_what_is_chosen_and_keep_the_order(on_page):
    query = QueryDict("q=%3Cb%3E&unit=1&sort=-name")
    filterset = LetterFilter(query, queryset=ContentType.objects.none())
    page = on_page("/list/?" + query.urlencode(), "{% filterbar filter %}", filter=filterset)
    assert 'data-fold="2"' in page
    assert '<input type="hidden" name="sort" value="-name">' in page
    assert 'value="&lt;b&gt;"' in page
    assert '<a class="btn btn-quiet" href="/list/">清除条件</a>' in page
    assert page.count('name="sort"') == 1


class LinkedFilter(LetterFilter):
    step = django_filters.CharFilter(widget=forms.HiddenInput)


def test_a_filter_that_came_with_the_link_is_kept_though_unseen(on_page):
    filterset = LinkedFilter(QueryDict("step=signed"), queryset=ContentType.objects.none())
    page = on_page("/list/?step=signed", "{% filterbar filter %}", filter=filterset)
    assert page.count('<input type="hidden" name="step" value="signed">') == 1


@pytest.mark.parametrize(
    ("address", "current"),
    [("/?state=open&page=2", True), ("/?state=late", False), ("/", False), ("/?state=", False)],
)
def test_a_tab_knows_when_it_is_the_present_one(on_page, address, current):
    page = on_page(address, '{% tab "?state=open" "在办" 14 %}')
    assert ("aria-current" in page) is current
    assert "<small>14</small>" in page


# The frame


@pytest.fixture
def menu(monkeypatch):
    entries = [
        registries.Entry(
            "", "待办", "outline/inbox", "rulebook:index", order=1, phone=True, count=lambda user: 9
        ),
        registries.Entry("登记", "单位", "outline/sitemap", "organisations:units", roles=("x",), order=2),
        registries.Entry("", "消息", "outline/bell", "notifications:inbox", order=3, count=lambda user: 5),
    ]
    monkeypatch.setattr(registries, "menu", entries)


def member(*roles):
    return SimpleNamespace(is_authenticated=True, holds=lambda *asked: bool(set(asked) & set(roles)))


NAVIGATION = (
    "{% navigation as nav %}{% for group in nav.groups %}[{{ group.name }}{% for line in group.lines %} {{ line.label }}"
    "{% if line.current %}*{% endif %}{{ line.count }}{% endfor %}]{% endfor %}{{ nav.bell.label }}{{ nav.bell.count }}"
    "|{% for line in nav.phone %}{{ line.label }}{% endfor %}"
)


def test_the_menu_shows_what_the_roles_open_and_where_one_is(menu, on_page):
    assert on_page("/articles/43/", NAVIGATION, user=member()) == "[ 待办*9]消息5|待办"
    assert on_page("/", NAVIGATION, user=member("x")) == "[ 待办9][登记 单位0]消息5|待办"


def test_a_stranger_has_no_menu(menu, on_page):
    page = on_page(
        "/", "{% navigation as nav %}{{ nav.groups|length }}{{ nav.phone|length }}{% bell nav.bell %}"
    )
    assert page.strip() == "00"


# Pages that must work when little else does


@pytest.mark.parametrize("name", ["400.html", "403.html", "403_csrf.html", "404.html"])
def test_error_pages_need_no_login(rf, name):
    request = rf.get("/")
    request.user = AnonymousUser()
    page = render_to_string(name, {"verdict": refused(f"不行{HTML}。", 41), "user": request.user}, request)
    assert 'data-page="error"' in page
    assert '<html lang="zh-CN"' in page
    assert HTML not in page


def test_the_refusal_page_says_why_and_by_which_article(rf):
    request = rf.get("/")
    request.user = AnonymousUser()
    context = {"verdict": refused("请报镇纪委书记签发。", 41), "user": request.user}
    page = render_to_string("403.html", context, request)
    assert "请报镇纪委书记签发。" in page
    assert "第四十一条" in page


@pytest.mark.parametrize("name, words", [("500.html", "系统出错了"), ("503.html", "填写的内容还在")])
def test_the_last_error_pages_need_nothing_at_all(name, words):
    page = render_to_string(name)
    assert words in page
    assert "<script" not in page
