"""公开承诺 (art. 23): written, signed under a hash, shown to the public, reported on twice a year."""

from datetime import date, timedelta
from io import BytesIO

import openpyxl
import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from audit.models import AuditEvent
from core import clock
from core.verdict import Refusal
from declarations.access.commitments import MOVES
from declarations.enums import CommitmentStatus
from declarations.models import Commitment, CommitmentTemplate, Practice
from declarations.queries import commitments as queries
from declarations.rules import commitments as rules
from declarations.todos import todos
from declarations.workflow import commitments as workflow
from notifications.models import Notification
from tests.declarations.conftest import TODAY
from tests.factories import AppointmentFactory, PersonFactory, PortfolioFactory, PostFactory, UserFactory
from tests.factories.declarations import CommitmentFactory, CommitmentTemplateFactory

pytestmark = pytest.mark.django_db
PROMISE = "每月5日前把村级收支逐笔上墙公布。"
DRAFT, SIGNED, PUBLISHED, WITHDRAWN = CommitmentStatus


def at(name, *args) -> str:
    return reverse(f"declarations:{name}", args=args)


def body(response) -> str:
    assert response.status_code == 200
    return response.content.decode()


# -- the rules ----------------------------------------------------------------------------------------------


@given(st.dates(date(2026, 1, 1), date(2026, 12, 31)), st.dates(date(2026, 1, 1), date(2028, 1, 1)))
def test_a_half_is_reported_on_from_its_last_month_unless_it_was_over_when_signed(signed, today):
    found = {half.number for half in rules.reportable(2026, signed, today)}
    first = today >= date(2026, 6, 1) and signed <= date(2026, 6, 30)
    assert found == {number for number, due in ((1, first), (2, today >= date(2026, 12, 1))) if due}


@pytest.mark.parametrize(
    ("promises", "words"),
    [
        ([], "至少写一条"),
        (["廉洁奉公"], "承诺太短"),
        ([PROMISE, PROMISE], "相同"),
        ([PROMISE + str(n) for n in range(4)], "最多写3条"),
    ],
)
def test_an_empty_or_unverifiable_promise_is_refused(promises, words):
    assert words in rules.promised(promises).reason
    assert rules.promised(promises).reason.endswith("。")


def test_the_template_meant_most_closely_is_signed(town, li, zhou, zhao):
    general = CommitmentTemplateFactory(unit=town, starts_on=date(2026, 5, 1))
    villages = CommitmentTemplateFactory(unit=town, unit_kind="village")
    heads = CommitmentTemplateFactory(unit=town, unit_kind="village", for_heads=True)
    CommitmentTemplateFactory(unit=town, unit_kind="village", ends_on=TODAY - timedelta(days=1))

    assert queries.template_for(li.person) == heads
    assert queries.template_for(zhou.person) == villages
    assert queries.template_for(zhao.person) == general


# -- the life of one ----------------------------------------------------------------------------------------

# (status) → who may do what. 李 has written it, 林 of the second table has no account.
ALLOWED = {
    DRAFT: {"change": "李", "sign": "李"},
    SIGNED: {"publish": "张钱孙", "withdraw": "张钱孙", "practise": "李"},
    PUBLISHED: {"withdraw": "张钱孙", "practise": "李"},
    WITHDRAWN: {},
}
WITHOUT_ACCOUNT = {
    DRAFT: {"change": "张钱周", "sign": "张钱周"},
    SIGNED: {"publish": "张钱孙", "withdraw": "张钱孙", "practise": "张钱周"},
    PUBLISHED: {"withdraw": "张钱孙", "practise": "张钱周"},
    WITHDRAWN: {},
}


@pytest.mark.parametrize("status", CommitmentStatus)
@pytest.mark.parametrize("has_account", [True, False])
def test_moves(status, has_account, cast, li, lin):
    person = li.person if has_account else lin
    with clock.at(date(2026, 12, 5)):
        made = CommitmentFactory(person=person, status=status)
        verdicts = {verb: [(user, ask(user, made)) for user in cast] for verb, ask in MOVES.items()}
    allowed = {verb: "".join(user.name[0] for user, said in rows if said) for verb, rows in verdicts.items()}

    assert {verb: who for verb, who in allowed.items() if who} == (
        ALLOWED if has_account else WITHOUT_ACCOUNT
    )[status]
    assert all(said.reason.endswith("。") for rows in verdicts.values() for _, said in rows if not said)


def test_it_takes_the_words_of_the_day_and_keeps_them(li, zhang, template):
    made = workflow.draft(by=li, person=li.person, promises=[PROMISE, " "])
    workflow.write_template(
        template.unit,
        by=zhang,
        previous=template,
        title="新",
        integrity="新的",
        supervision="新",
        service="新",
    )
    signed = workflow.sign(made, by=li)

    assert signed.promises == [PROMISE]
    assert template.integrity in signed.body
    assert "新的" not in signed.body
    assert signed.sha256 == rules.fingerprint(signed.sealed_text)
    assert AuditEvent.objects.get(verb="declarations.commitment_signed").details["sha256"] == signed.sha256
    with pytest.raises(Refusal, match="一个字也不能改"):
        workflow.change(signed, by=li, promises=[PROMISE + "改"])


def test_a_revised_template_is_a_new_row_and_the_old_one_ended_yesterday(zhang, template):
    new = workflow.write_template(
        template.unit,
        by=zhang,
        previous=template,
        title="承诺书",
        integrity="a",
        supervision="b",
        service="c",
    )
    template.refresh_from_db()

    assert (new.number, new.previous, new.starts_on) == (2, template, TODAY)
    assert template.ends_on == TODAY - timedelta(days=1)
    with pytest.raises(Refusal, match="停用的模板不再改动"):
        workflow.end_template(template, by=zhang)
    assert CommitmentTemplate.objects.count() == 2


def test_without_a_template_nothing_can_be_signed(li):
    with pytest.raises(Refusal, match="还没有发布适用的承诺书模板"):
        workflow.draft(by=li, person=li.person, promises=[PROMISE])


def test_one_a_year_and_another_only_after_it_was_taken_down(li, zhang, template):
    first = workflow.sign(workflow.draft(by=li, person=li.person, promises=[PROMISE]), by=li)
    with pytest.raises(Refusal, match="已经有了"):
        workflow.draft(by=li, person=li.person, promises=[PROMISE])
    with pytest.raises(IntegrityError), transaction.atomic():
        CommitmentFactory(person=li.person)

    workflow.withdraw(first, by=zhang, reason="名称写错")
    assert workflow.draft(by=li, person=li.person, promises=[PROMISE]).pk != first.pk
    assert Notification.objects.get(recipient=li).text == "您的2026年度公开承诺书已撤下，请查看理由并重签。"


def test_typed_from_paper_it_says_where_the_paper_is(client, zhou, lin, template):
    client.force_login(zhou)
    address = f"{at('write_for')}?person={lin.pk}"
    page = body(client.post(address, {"promise1": PROMISE}, follow=True))
    assert "按纸质原件代录签署" in page
    made = Commitment.objects.get()
    paper = {"paper": "档案柜", "version": made.version}
    late = client.post(at("sign", made.pk), paper | {"signed_on": "2026-11-30"})
    assert "签署日期不能晚于今天" in body(late)
    client.post(at("sign", made.pk), paper | {"signed_on": "2026-11-02"})

    made.refresh_from_db()
    assert (made.status, made.signed_on, made.paper) == (SIGNED, date(2026, 11, 2), "档案柜")


def test_nobody_types_for_somebody_with_an_account_or_of_another_unit(wang, zhou, li, lin, template, donggou):
    other = PersonFactory(unit=donggou)
    for user, person, words in (
        (zhou, li.person, "由本人签署"),
        (zhou, other, "信息采集员"),
        (wang, lin, "信息采集员"),
    ):
        with pytest.raises(Refusal, match=words):
            workflow.draft(by=user, person=person, promises=[PROMISE])
    assert not Commitment.objects.exists()


def test_nobody_shows_their_own_or_what_they_typed(zhang, qian, lin, template):
    own = workflow.sign(workflow.draft(by=zhang, person=zhang.person, promises=[PROMISE]), by=zhang)
    typed = workflow.draft(by=zhang, person=lin, promises=[PROMISE])
    typed = workflow.sign(typed, by=zhang, signed_on=TODAY, paper="档案柜")

    for made in (own, typed):
        with pytest.raises(Refusal, match="另一位同志公示"):
            workflow.publish(made, by=zhang)
    assert workflow.publish_all(by=zhang) == 0
    assert workflow.publish_all(by=qian) == 2
    assert set(Commitment.objects.values_list("status", flat=True)) == {PUBLISHED}


def test_words_that_were_touched_in_the_database_are_not_shown(zhang, li, zhou):
    made = CommitmentFactory(person=li.person, status=SIGNED)
    Commitment.objects.filter(pk=made.pk).update(promise1="什么都不保证，随便写写。")
    with pytest.raises(Refusal, match="与签署时不一致"):
        workflow.publish(made, by=zhang)
    other = CommitmentFactory(person=zhou.person, status=SIGNED)
    assert workflow.publish_all(by=zhang) == 1
    other.refresh_from_db()
    assert other.status == PUBLISHED


def test_two_officers_at_one_button_show_it_once(zhang, qian, li):
    made = CommitmentFactory(person=li.person, status=SIGNED)
    seen_by_both = Commitment.objects.get(pk=made.pk)
    workflow.publish(made, by=zhang)
    with pytest.raises(Refusal, match="未公示"):
        workflow.publish(seen_by_both, by=qian)
    assert AuditEvent.objects.filter(verb="declarations.commitment_published").count() == 1


def test_the_database_keeps_the_promises_behind_a_status(li):
    made = CommitmentFactory(person=li.person)
    for changes in (
        {"status": SIGNED, "signed_name": "李"},
        {"status": SIGNED, "signed_name": "李", "signed_on": TODAY},
        {"status": SIGNED, "signed_on": TODAY, "sha256": "a"},
        {"status": PUBLISHED, "signed_name": "李", "signed_on": TODAY, "sha256": "a"},
        {"status": WITHDRAWN, "signed_name": "李", "signed_on": TODAY, "sha256": "a", "withdrawn_on": TODAY},
        {"promise1": ""},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            Commitment.objects.filter(pk=made.pk).update(**changes)


# -- 践诺 ---------------------------------------------------------------------------------------------------


def test_each_half_is_reported_on_once_and_in_order(li):
    made = CommitmentFactory(person=li.person, status=PUBLISHED)
    assert workflow.practise(made, by=li, text="按月公布。").half == 1
    with pytest.raises(Refusal, match="现在没有要报告的"):
        workflow.practise(made, by=li, text="又一次。")
    with clock.at(date(2026, 12, 1)):
        assert workflow.practise(made, by=li, text="全年公布十二次。").half == 2
        with pytest.raises(Refusal, match="现在没有要报告的"):
            workflow.practise(made, by=li, text="第三次。")
    with pytest.raises(IntegrityError), transaction.atomic():
        Practice.objects.create(commitment=made, half=1, text="再来", reported_on=TODAY, entered_by=li)


def test_who_signed_in_the_second_half_owes_nothing_for_the_first(li):
    made = CommitmentFactory(person=li.person, status=SIGNED, signed_on=date(2026, 7, 1))
    assert not MOVES["practise"](li, made)


# -- the public ---------------------------------------------------------------------------------------------


def test_the_public_reads_what_was_signed_and_kept_and_nothing_else(client, li, zhang, wang):
    shown = CommitmentFactory(person=li.person, status=PUBLISHED)
    hidden = CommitmentFactory(person=wang.person, status=SIGNED, promise1="东沟村还没有公示的承诺。")
    public = reverse("disclosure:declared", args=["commitments", shown.pk])
    practice = workflow.practise(shown, by=li, text="半年公布六次。")

    index = body(client.get(reverse("disclosure:index")))
    assert str(shown) in index
    assert str(hidden) not in index
    assert client.get(reverse("disclosure:declared", args=["commitments", hidden.pk])).status_code == 404
    assert client.get(reverse("disclosure:declared", args=["powers", shown.pk])).status_code == 404
    page = body(client.get(public))
    assert shown.promise1 in page
    assert shown.sha256 in page
    assert "半年公布六次。" not in page

    workflow.publish_practice(practice, by=zhang)
    assert "半年公布六次。" in body(client.get(public))
    workflow.withdraw(shown, by=zhang, reason="名称写错")
    assert client.get(public).status_code == 404
    assert str(shown) not in body(client.get(reverse("disclosure:index")))


# -- who sees it --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("status", "readers"), [(DRAFT, "张钱孙李"), (SIGNED, "张钱孙李周赵吴"), (PUBLISHED, "张钱孙李周赵吴")]
)
def test_who_sees_it(status, readers, cast, li):
    made = CommitmentFactory(person=li.person, status=status)
    assert "".join(user.name[0] for user in cast if made in queries.visible_to(user)) == readers


# -- who has to sign ----------------------------------------------------------------------------------------


def test_heads_and_members_of_leading_groups_have_to_sign(town, li, zhou, zhao, wang, enterprise, lin):
    old = AppointmentFactory(
        person=lin, post=PostFactory(unit=lin.unit, is_head=True), ends_on=TODAY - timedelta(days=1)
    )
    boss = AppointmentFactory(post=PostFactory(unit=enterprise, is_head=True), person__unit=enterprise).person
    found = set(queries.signers(TODAY))

    assert {li.person, wang.person, zhao.person} <= found
    assert not {zhou.person, old.person, boss} & found


def test_the_overview_counts_who_is_missing_and_filters(client, zhang, li, wang, zhao, lin):
    CommitmentFactory(person=li.person, status=SIGNED)
    CommitmentFactory(person=lin, status=PUBLISHED)
    client.force_login(zhang)
    people = queries.overview(zhang, 2026)

    assert queries.tally(people) == {"obliged": 3, "missing": 2, "signed": 2, "published": 1}
    for standing, names in {
        "": {"李长河", "王树林", "赵启明", "林永强"},
        "nothing": {"王树林", "赵启明"},
        "signed": {"李长河"},
        "published": {"林永强"},
    }.items():
        page = client.get(at("commitments"), {"standing": standing}).context["page"]
        assert {person.name for person in page} == names
    assert {
        person.name for person in client.get(at("commitments"), {"unit": li.person.unit_id}).context["page"]
    } == {"李长河", "林永强"}


def test_leaders_do_not_see_drafts_in_the_overview(client, zhao, li):
    CommitmentFactory(person=li.person)
    client.force_login(zhao)
    rows = {person.name: person.state for person in client.get(at("commitments")).context["page"]}
    assert rows["李长河"] is None


def test_the_export_holds_what_the_list_shows_and_is_a_deed(client, zhang, li, wang):
    CommitmentFactory(person=li.person, status=SIGNED)
    client.force_login(zhang)
    response = client.get(at("commitments"), {"format": "xlsx", "standing": "signed"})
    rows = list(openpyxl.load_workbook(BytesIO(b"".join(response))).active.values)

    assert [row[1] for row in rows[1:]] == ["李长河"]
    assert AuditEvent.objects.get(verb="declarations.commitments_exported").details == {"rows": 1}


# -- the pages ----------------------------------------------------------------------------------------------


def test_a_head_signs_in_two_steps(client, li, template):
    client.force_login(li)
    assert "签本年度公开承诺书" in body(client.get(at("index")))
    page = body(client.post(at("write"), {"promise1": "廉洁奉公"}))
    assert "承诺太短" in page
    page = body(client.post(at("write"), {"promise1": PROMISE}, follow=True))
    assert "看一遍全文，再签署" in page
    assert PROMISE in page
    made = Commitment.objects.get()
    client.post(at("change", made.pk), {"promise1": PROMISE, "promise2": "名单公示满七日再上报。"})
    assert "别人已经改过" in client.post(at("sign", made.pk), {"version": made.version}).content.decode()
    page = body(client.post(at("sign", made.pk), {"version": made.version + 1}, follow=True))

    assert "等待镇纪委公示" in page
    assert "名单公示满七日再上报。" in page
    assert "公示</button>" not in page
    assert client.get(at("sign", made.pk)).status_code == 403


def test_the_staff_show_take_down_and_keep_templates(client, zhang, li):
    made = CommitmentFactory(person=li.person, status=SIGNED)
    client.force_login(zhang)
    client.post(at("publish", made.pk))
    made.refresh_from_db()
    assert made.status == PUBLISHED
    client.post(at("withdraw", made.pk), {"reason": "名称写错"})
    assert "名称写错" in body(client.get(made.get_absolute_url()))

    typed = {
        "title": "村干部承诺书",
        "unit_kind": "village",
        "integrity": "甲",
        "supervision": "乙",
        "service": "丙",
    }
    assert "村干部承诺书" in body(client.post(at("add_template"), typed, follow=True))
    new = CommitmentTemplate.objects.latest("pk")
    client.post(at("revise_template", new.pk), typed | {"integrity": "改"})
    assert CommitmentTemplate.objects.latest("pk").number == 2
    client.post(at("end_template", CommitmentTemplate.objects.latest("pk").pk))
    assert CommitmentTemplate.objects.latest("pk").ends_on == TODAY


def test_it_prints_as_pdf_and_word(client, li):
    made = CommitmentFactory(person=li.person, status=SIGNED)
    client.force_login(li)
    assert client.get(at("commitment_file", made.pk, "pdf")).getvalue().startswith(b"%PDF")
    assert client.get(at("commitment_file", made.pk, "docx")).getvalue().startswith(b"PK")


@pytest.mark.parametrize("count", [1, 3])
def test_the_overview_asks_the_same_number_of_questions(
    client, zhang, xishan, count, django_assert_num_queries
):
    for _ in range(count):
        person = PersonFactory(unit=xishan)
        PortfolioFactory(person=person, unit=xishan)
        CommitmentFactory(person=person, status=SIGNED, entered_by=zhang)
    client.force_login(zhang)
    with django_assert_num_queries(13):
        page = body(client.get(at("commitments")))
    assert page.count("pill--signed") == count


# -- what waits ---------------------------------------------------------------------------------------------


def waiting(user) -> list[str]:
    fresh = type(user).objects.get(pk=user.pk)
    return [todo.title for todo in todos(fresh, clock.today())]


def test_what_waits_for_whom(li, zhou, zhang, qian, chen, template, lin):
    AppointmentFactory(person=lin, post=PostFactory(unit=lin.unit, is_head=True))
    assert waiting(li) == ["签2026年度公开承诺书"]
    assert waiting(zhou) == ["代录1人的公开承诺书"]
    assert waiting(chen) == []

    made = workflow.draft(by=li, person=li.person, promises=[PROMISE])
    assert waiting(li) == ["签2026年度公开承诺书"]
    workflow.sign(made, by=li)
    assert waiting(li) == []
    assert "公示1份承诺书和践诺情况" in waiting(zhang)
    workflow.publish(made, by=zhang)
    with clock.at(date(2026, 12, 1)):
        assert waiting(li) == ["报告2026年下半年践诺情况"]


def test_who_has_to_sign_nothing_and_has_no_template_is_left_alone(li, zhou, template):
    template.delete()
    assert waiting(li) == []
    assert UserFactory().person not in queries.signers(TODAY)
