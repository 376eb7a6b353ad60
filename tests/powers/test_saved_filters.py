"""Filters kept under a name: one's own, on the list they were chosen on, and never more than a query string."""

from urllib.parse import urlsplit

import pytest
from django.db import IntegrityError, connection, transaction
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from audit.models import AuditEvent
from core.filtering import LONGEST_QUERY
from core.verdict import Refusal
from powers import workflow
from powers.access import MOST_FILTERS
from powers.models import PowerKind, SavedFilter
from tests.collection.test_at_once import refusals, together
from tests.factories import PowerFactory, RiskPointFactory

pytestmark = pytest.mark.django_db

REGISTERS = ("powers", "riskpoints")


def save(client, register, name, query):
    return client.post(f"{reverse(f'{register}:save_filter')}?{query}", {"name": name})


def kept(owner, register="powers", name="常看", query="q=宅基地"):
    return SavedFilter.objects.create(owner=owner, register=register, name=name, query=query)


def listed(client, register, query=""):
    response = client.get(f"{reverse(f'{register}:index')}?{query}")
    assert response.status_code == 200
    return response


@pytest.mark.parametrize("register", REGISTERS)
def test_what_is_chosen_is_found_again_as_a_link_above_the_list(register, client, li, xishan):
    client.force_login(li)
    query = f"q=%E5%AE%85&unit={xishan.pk}&status=draft&sort=-name"

    response = save(client, register, "西山草稿", query)

    assert response.url == f"{reverse(f'{register}:index')}?{query}"
    body = listed(client, register).content.decode()
    assert f'<a href="?{query.replace("&", "&amp;")}">西山草稿</a>' in body
    other = next(each for each in REGISTERS if each != register)
    assert "西山草稿" not in listed(client, other).content.decode()
    assert not AuditEvent.objects.exists()


@pytest.mark.parametrize("register", REGISTERS)
def test_page_number_and_what_the_form_does_not_ask_are_dropped(register, client, li):
    client.force_login(li)

    save(
        client, register, "草稿", "status=draft&page=7&next=https://evil.example/&unit=&csrfmiddlewaretoken=x"
    )

    assert SavedFilter.objects.get().query == "status=draft"


def test_the_page_that_saves_says_what_is_chosen_in_words(client, li, xishan):
    client.force_login(li)
    kind = PowerKind.objects.get(name="行政许可")
    query = f"q=宅&unit={xishan.pk}&kind={kind.pk}&key_power=approval&sort=-changed"

    body = client.get(f"{reverse('powers:save_filter')}?{query}").content.decode()

    for words in ("宅", "西山村", "行政许可", "行政审批权", "最近调整"):
        assert f'<dd class="pre">{words}</dd>' in body


def test_a_name_that_is_there_already_says_something_else_from_now_on(client, li):
    client.force_login(li)
    save(client, "powers", "常看", "status=draft")
    save(client, "powers", "常看", "status=confirmed")

    assert list(SavedFilter.objects.values_list("name", "query")) == [("常看", "status=confirmed")]


@pytest.mark.parametrize(
    ("query", "name", "sentence"),
    [
        ("", "常看", "还没有选条件。"),
        ("page=2&other=1", "常看", "还没有选条件。"),
        ("unit=999999", "常看", "条件里有一项已经不能用了。"),
        ("q=" + "宅" * 200, "常看", "查找的词太长"),
        ("status=draft", "", "必填"),
        ("status=draft", "名" * 21, "20"),
    ],
)
def test_what_cannot_be_saved_is_said_at_the_field(query, name, sentence, client, li):
    client.force_login(li)

    response = save(client, "powers", name, query)

    assert response.status_code == 200
    assert sentence in "".join(response.context["form"].errors["name"])
    assert not SavedFilter.objects.exists()


def test_the_longest_query_still_fits(client, li):
    client.force_login(li)
    query = "q=" + "x" * (LONGEST_QUERY - 2)

    save(client, "powers", "长", query)

    assert SavedFilter.objects.get().query == query
    assert save(client, "powers", "更长", query + "x").status_code == 200
    assert SavedFilter.objects.count() == 1


def test_twenty_are_kept_for_each_register_and_a_known_name_still_replaces(client, li, wang):
    client.force_login(li)
    for number in range(MOST_FILTERS):
        kept(li, name=f"第{number}组")
        kept(wang, name=f"第{number}组")

    response = save(client, "powers", "再一组", "status=draft")

    assert response.context["form"].errors["name"] == [
        "最多保存20组条件，已经满了。请先删除不用的，或用一个已有的名称。"
    ]
    assert save(client, "powers", "第3组", "status=draft").status_code == 302
    assert save(client, "riskpoints", "再一组", "status=draft").status_code == 302
    assert SavedFilter.objects.filter(owner=li, register="powers").count() == MOST_FILTERS
    with pytest.raises(Refusal, match="最多保存20组"):
        workflow.save_filter("再一组", "q=1", "powers", by=li)


@pytest.mark.parametrize("register", REGISTERS)
def test_forgetting_leaves_the_present_list_and_the_other_filters(register, client, li):
    client.force_login(li)
    gone, stays = kept(li, register), kept(li, register, name="另一组")

    response = client.post(f"{reverse(f'{register}:forget_filter', args=[gone.pk])}?status=draft&page=2")

    assert response.url == f"{reverse(f'{register}:index')}?status=draft"
    assert list(SavedFilter.objects.all()) == [stays]


@pytest.mark.parametrize("register", REGISTERS)
def test_anothers_filter_is_neither_seen_nor_forgotten(register, client, li, sun):
    theirs = kept(li, register, name="李的条件")
    elsewhere = kept(sun, next(each for each in REGISTERS if each != register), name="别的登记簿")
    client.force_login(sun)

    for one in (theirs, elsewhere):
        assert client.post(reverse(f"{register}:forget_filter", args=[one.pk])).status_code == 404
    assert "李的条件" not in listed(client, register).content.decode()
    assert SavedFilter.objects.count() == 2
    with pytest.raises(Refusal, match="由本人删除"):
        workflow.forget_filter(theirs, by=sun)


@pytest.mark.parametrize("register", REGISTERS)
def test_a_name_is_text_and_a_query_stays_a_query_of_this_list(register, client, li):
    client.force_login(li)
    kept(li, register, name="<b>名</b>", query="//evil.example/?q=1")

    body = listed(client, register).content.decode()

    assert "&lt;b&gt;名&lt;/b&gt;" in body
    assert 'href="?//evil.example/?q=1"' in body  # a relative query: the browser stays on the list


@pytest.mark.parametrize(
    ("register", "factory"), [("powers", PowerFactory), ("riskpoints", RiskPointFactory)]
)
def test_the_list_asks_one_question_more_however_many_are_kept(register, factory, client, li, xishan):
    factory(unit=xishan)
    client.force_login(li)

    def about_filters():
        with CaptureQueriesContext(connection) as captured:
            listed(client, register)
        return len(captured), sum("powers_savedfilter" in query["sql"] for query in captured)

    counts = [about_filters()]
    for number in range(3):
        kept(li, register, name=f"第{number}组")
        counts.append(about_filters())

    assert len(set(counts)) == 1
    assert counts[0][1] == 1


def test_the_database_keeps_one_of_a_name_and_nothing_empty(li):
    kept(li)
    for values in ({"name": "常看"}, {"name": ""}, {"name": "空", "query": ""}):
        with pytest.raises(IntegrityError), transaction.atomic():
            kept(li, **values)


SENSIBLE = {
    "q": st.text(max_size=12),
    "status": st.sampled_from(["", "draft", "retired", "confirmed"]),
    "key_power": st.sampled_from(["", "approval", "personnel"]),
    "sort": st.sampled_from(["", "name", "-changed"]),
    "page": st.sampled_from(["2", "last"]),
}
PAIR = st.one_of(
    st.sampled_from(sorted(SENSIBLE)).flatmap(lambda name: st.tuples(st.just(name), SENSIBLE[name])),
    st.tuples(
        st.sampled_from(["unit", "level", "kind", "list_category"]) | st.text(max_size=5), st.text(max_size=5)
    ),
)


@pytest.mark.slow
@pytest.mark.parametrize("register", REGISTERS)
@settings(
    max_examples=30,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(pairs=st.lists(PAIR, max_size=4))
def test_whatever_is_saved_leads_back_to_the_same_list(register, pairs, client, li, xishan):
    client.force_login(li)
    asked = QueryDict(mutable=True)
    for name, value in pairs:
        asked.appendlist(name, value.encode(errors="replace").decode())
    before = listed(client, register, asked.urlencode()).context["filter"]

    response = save(client, register, "任意", asked.urlencode())

    if response.status_code == 200:
        assert response.context["form"].errors
        assert not before.query or not before.is_valid()
        return
    address = urlsplit(response.url)
    assert (address.scheme, address.netloc, address.path) == ("", "", reverse(f"{register}:index"))
    after = client.get(response.url).context["filter"]
    assert SavedFilter.objects.get(name="任意").query == address.query == after.query
    assert "page" not in after.data
    assert after.form.cleaned_data == before.form.cleaned_data
    assert {bound.name: bound.data or "" for bound in after.form} == {
        bound.name: bound.data or "" for bound in before.form
    }
    SavedFilter.objects.all().delete()


@pytest.mark.django_db(transaction=True)
@pytest.mark.slow
@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has one writer at a time")
def test_two_at_once_do_not_make_twenty_one(town, li):
    for number in range(MOST_FILTERS - 1):
        kept(li, name=f"第{number}组")

    results = together(
        *[lambda name=name: workflow.save_filter(name, "q=1", "powers", by=li) for name in "甲乙"]
    )

    assert len(refusals(results)) == 1
    assert SavedFilter.objects.count() == MOST_FILTERS
