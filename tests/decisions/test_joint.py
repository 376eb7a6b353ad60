"""领导联签: all of them, in order, to exactly these words, and never instead of the meeting (art. 35)."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from audit.models import AuditEvent
from core.gates import Role
from core.registries import todos
from core.verdict import Refusal
from decisions.access import joint as access
from decisions.enums.joint import JointStatus
from decisions.models import JointPaper, JointSignature
from decisions.queries import joint as queries
from decisions.rules import joint as rules
from decisions.todos.joint import todos as joint_todos
from decisions.workflow import joint as workflow
from notifications.models import Notification
from tests.documents.measuring import text_of
from tests.factories import AppointmentFactory, PersonFactory, PostFactory
from tests.factories.joint import PAPER, papered, passed_item, seen_by
from tests.fixtures import member

pytestmark = pytest.mark.django_db


@pytest.fixture
def ma(caizheng):
    """马, who heads 财政所 and drafts."""
    user = member(caizheng, "马德福", Role.UNIT_HEAD, "所长")
    AppointmentFactory(person=user.person, post=PostFactory(unit=caizheng, name="所长", is_head=True))
    return user


@pytest.fixture
def zheng_mayor(town):
    """The holder of the town's main post, with an account."""
    user = member(town, "郭建民", Role.TOWN_LEADER, "镇长")
    AppointmentFactory(person=user.person, post=PostFactory(unit=town, name="镇长", is_head=True))
    return user


@pytest.fixture
def silent(town):
    """A leader without an account."""
    person = PersonFactory(unit=town, name="党委书记甲", title="党委书记")
    AppointmentFactory(person=person, post=PostFactory(unit=town, name="党委书记", is_head=True))
    return person


@pytest.fixture
def item(caizheng, zhao):
    return passed_item(caizheng, zhao.person)


@pytest.fixture
def paper(caizheng, ma, zhao, zheng_mayor, item):
    """Waiting for 赵 first, then for the mayor."""
    return papered(caizheng, by=ma, signers=[zhao, zheng_mayor], upto=JointStatus.SIGNING, item=item)


def sign(paper, by, **said):
    return workflow.sign(paper, by=by, **{"seen": seen_by(again(paper))} | said)


def again(paper) -> JointPaper:
    return JointPaper.objects.get(pk=paper.pk)


def test_when_all_have_signed_in_their_order_it_takes_effect(paper, ma, zhao, zheng_mayor):
    first = sign(paper, zhao)
    assert first.name_text == "七道江镇副镇长赵启明"
    assert first.sha256 == rules.fingerprint(first.text)
    assert "金额：86,000.00元" in first.text
    assert "签署人1：七道江镇副镇长赵启明\n签署人2：七道江镇镇长郭建民" in first.text
    assert again(paper).status == JointStatus.SIGNING
    sign(paper, zheng_mayor)
    assert (again(paper).status, again(paper).effective_on) == (JointStatus.EFFECTIVE, date(2026, 11, 24))
    assert Notification.objects.filter(recipient=ma, text__contains="已生效").exists()
    verbs = list(AuditEvent.objects.order_by("pk").values_list("verb", flat=True))
    assert verbs[-4:] == [
        "decisions.joint_submitted",
        "decisions.joint_signed",
        "decisions.joint_signed",
        "decisions.joint_effective",
    ]


def test_nobody_signs_out_of_turn_or_twice(paper, zhao, zheng_mayor):
    with pytest.raises(Refusal, match="现在轮到七道江镇副镇长赵启明签署"):
        sign(paper, zheng_mayor)
    sign(paper, zhao)
    with pytest.raises(Refusal, match="现在轮到七道江镇镇长郭建民签署"):
        sign(paper, zhao)
    assert JointSignature.objects.count() == 1


def test_the_last_signature_waits_for_the_decision_of_the_meeting(caizheng, ma, zhao, zheng_mayor, item):
    paper = papered(caizheng, by=ma, signers=[zhao, zheng_mayor], upto=JointStatus.SIGNING)
    sign(paper, zhao)
    with pytest.raises(Refusal, match="必须经领导班子集体研究决定和联签，两样都要有"):
        sign(paper, zheng_mayor)
    workflow.link(paper, by=ma, item=item)
    sign(paper, zheng_mayor)
    assert again(paper).status == JointStatus.EFFECTIVE
    assert not JointSignature.objects.exclude(voided_at=None).exists(), "the link is no word of the paper"


@pytest.mark.parametrize(
    ("of", "status", "outcome"),
    [
        ("minzheng", "decided", "passed"),
        ("caizheng", "decided", "rejected"),
        ("caizheng", "deferred", ""),
        ("caizheng", "proposed", ""),
    ],
)
def test_only_what_a_meeting_passed_for_the_same_unit_stands_behind_it(
    request, caizheng, ma, zhao, of, status, outcome
):
    other = passed_item(request.getfixturevalue(of), zhao.person, status=status, outcome=outcome)
    paper = papered(caizheng, by=ma, signers=[], upto=JointStatus.DRAFT)
    with pytest.raises(Refusal, match="集体研究决定"):
        workflow.link(paper, by=ma, item=other)
    assert again(paper).item is None


def test_an_item_that_is_no_longer_passed_holds_the_last_signature_back(paper, item, zhao, zheng_mayor):
    sign(paper, zhao)
    type(item).objects.filter(pk=item.pk).update(outcome="rejected")
    with pytest.raises(Refusal, match="集体研究决定"):
        sign(paper, zheng_mayor)


def test_a_no_with_its_reason_stops_it(paper, ma, zhao, zheng_mayor):
    with pytest.raises(Refusal, match="拒签须写明理由"):
        workflow.refuse(paper, by=zhao, seen=seen_by(paper), reason=" ")
    workflow.refuse(paper, by=zhao, seen=seen_by(paper), reason="金额与合同不符")
    assert again(paper).status == JointStatus.REFUSED
    with pytest.raises(Refusal, match="不在签署中"):
        sign(paper, zheng_mayor)
    assert Notification.objects.filter(recipient=ma, text__contains="拒签").exists()


# -- exactly these words -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "changed",
    [
        {"title": "支付别的款"},
        {"content": "支付修缮工程款。\n不凭验收单结算。"},
        {"amount": Decimal("86000.01")},
        {"amount": None},
        {"payee": "别的建筑队"},
        {"kind": "assets"},
    ],
)
def test_another_word_voids_what_was_signed_and_begins_anew(paper, ma, zhao, zheng_mayor, changed):
    seen = seen_by(paper)
    sign(paper, zhao)
    workflow.change(paper, by=ma, **changed)
    voided = JointSignature.objects.get()
    assert voided.voided_at is not None
    assert voided.voided_reason == "起草人修改了内容，须重新签署"
    assert voided.is_intact
    assert seen_by(again(paper)) != seen
    with pytest.raises(Refusal, match="现在轮到七道江镇副镇长赵启明签署"):
        sign(paper, zheng_mayor)
    sign(paper, zhao)
    assert paper.signatures.count() == 2


def test_saving_the_same_words_again_voids_nothing(paper, ma, zhao):
    sign(paper, zhao)
    workflow.change(paper, by=ma, **PAPER | {"amount": "86000"})
    assert not JointSignature.objects.exclude(voided_at=None).exists()


def test_who_read_the_text_before_it_was_changed_has_not_signed_it(paper, ma, zhao):
    read = seen_by(paper)
    workflow.change(paper, by=ma, amount="99000.00")
    with pytest.raises(Refusal, match="文件的内容有改动，这次签署没有算数"):
        workflow.sign(paper, by=zhao, seen=read)
    with pytest.raises(Refusal, match="文件的内容有改动"):
        workflow.refuse(paper, by=zhao, seen=read, reason="不同意")
    assert not JointSignature.objects.exists()


def test_a_leader_or_unit_renamed_later_changes_no_word(paper, caizheng, zhao, zheng_mayor):
    first = sign(paper, zhao)
    caizheng.name = "七道江镇财政经管服务中心"
    caizheng.save()
    zhao.person.title = "常务副镇长"
    zhao.person.save()
    assert seen_by(again(paper)) == first.sha256


texts = st.text(alphabet=st.characters(codec="utf-8", exclude_categories=["Cs"]), max_size=30)


@given(texts, texts, texts, texts)
def test_no_two_papers_share_their_words(title, content, other_title, other_content):
    def sealed(title, content):
        common = {
            "unit": "财政所",
            "kind": "重要经费支出",
            "amount": None,
            "payee": "",
            "signers": ["甲", "乙"],
        }
        return rules.sealed_text(title=title, content=content, **common)

    def plain(text):
        return text.replace("\r\n", "\n").replace("\r", "\n")

    same = (plain(title), plain(content)) == (plain(other_title), plain(other_content))
    if not same:
        assert sealed(title, content) != sealed(other_title, other_content)


def test_a_line_of_the_content_does_not_pass_for_another_field(caizheng):
    common = {"unit": "财政所", "kind": "资产处置", "title": "标题", "amount": None, "signers": ["甲", "乙"]}
    forged = rules.sealed_text(content="一\n金额：\n收款方：某某", payee="", **common)
    honest = rules.sealed_text(content="一", payee="某某", **common)
    assert forged != honest
    assert rules.sealed_text(
        content="一", payee="", **common | {"signers": ["乙", "甲"]}
    ) != rules.sealed_text(content="一", payee="", **common)


# -- who signs -----------------------------------------------------------------------------------------


def test_at_least_two_different_leaders(caizheng, ma, zhao, zheng_mayor):
    paper = papered(caizheng, by=ma, signers=[], upto=JointStatus.DRAFT)
    for people, words in (
        ([], "至少由两名领导"),
        ([zhao.person], "至少由两名领导"),
        ([ma.person], "至少由两名领导"),
        ([zhao.person, zhao.person], "不要重复选"),
    ):
        with pytest.raises(Refusal, match=words):
            workflow.submit(paper, by=ma, people=people)
    assert again(paper).status == JointStatus.DRAFT


@pytest.mark.parametrize("who", ["zhou", "wang", "wu", "zheng"])
def test_only_leaders_of_the_unit_and_the_town_sign(request, caizheng, ma, zhao, who):
    paper = papered(caizheng, by=ma, signers=[], upto=JointStatus.DRAFT)
    with pytest.raises(Refusal, match="签署人须是本单位或镇领导班子的领导"):
        workflow.submit(paper, by=ma, people=[zhao.person, request.getfixturevalue(who).person])


def test_a_leader_without_an_account_signs_on_paper_and_the_office_types_it(
    caizheng, ma, zhang, qian, li, zhao, silent, item
):
    people = [zhao.person, silent]
    paper = papered(caizheng, by=ma, signers=[], upto=JointStatus.DRAFT, item=item)
    workflow.submit(paper, by=ma, people=people)
    with pytest.raises(Refusal, match="现在轮到七道江镇副镇长赵启明签署，联签按顺序由本人进行"):
        sign(paper, zhang, paper_reference="档案柜")
    sign(paper, zhao)
    assert Notification.objects.filter(recipient=zhang, text__contains="请按纸质原件代录").exists()
    with pytest.raises(Refusal, match="须写明纸质原件在哪里"):
        sign(paper, zhang)
    with pytest.raises(Refusal, match="由镇纪委按纸质原件代录"):
        sign(paper, ma, paper_reference="档案柜")
    made = sign(paper, zhang, paper_reference="党政办档案柜")
    assert (made.person, made.entered_by, made.paper_reference) == (silent, zhang, "党政办档案柜")
    assert again(paper).status == JointStatus.EFFECTIVE


def test_whoever_drafted_types_nobodys_signature(town, zhang, qian, zhao, silent):
    item = passed_item(town, zhao.person)
    paper = papered(town, by=zhang, signers=[], upto=JointStatus.DRAFT, item=item)
    workflow.submit(paper, by=zhang, people=[silent, zhao.person])
    with pytest.raises(Refusal, match="文件由您起草，请由镇纪委另一位同志代录"):
        sign(paper, zhang, paper_reference="档案柜")
    assert sign(paper, qian, paper_reference="档案柜").entered_by == qian


# -- who may do what -----------------------------------------------------------------------------------

SIGNED_FIRST = "zhao"
ALLOWED = {
    (JointStatus.DRAFT, "ma", "submit"),
    (JointStatus.DRAFT, "ma", "link"),
    (JointStatus.DRAFT, "ma", "change"),
    (JointStatus.DRAFT, "ma", "withdraw"),
    (JointStatus.SIGNING, "ma", "link"),
    (JointStatus.SIGNING, "ma", "change"),
    (JointStatus.SIGNING, "ma", "withdraw"),
    (JointStatus.SIGNING, "zhao", "sign"),
    (JointStatus.SIGNING, "zhao", "refuse"),
}
EVERYBODY = ("ma", "zhao", "zheng_mayor", "zhang", "sun", "li", "zhou", "wang", "wu", "zheng")


@pytest.mark.parametrize("status", JointStatus)
def test_moves(request, caizheng, ma, zhao, zheng_mayor, item, status):
    paper = papered(caizheng, by=ma, signers=[zhao, zheng_mayor], upto=status, item=item)
    assert paper.status == status
    found = set()
    for who in EVERYBODY:
        user = request.getfixturevalue(who)
        for move, ask in access.MOVES.items():
            verdict = ask(user, paper)
            assert verdict or verdict.reason.endswith("。")
            if verdict:
                found.add((status, who, move))
    assert found == {allowed for allowed in ALLOWED if allowed[0] == status}


@pytest.mark.parametrize("who", ["zheng_mayor", "zhang", "li", "wu", "zheng"])
def test_workflow_refuses_whom_access_refuses(request, paper, item, who):
    user = request.getfixturevalue(who)
    for deed in (
        lambda: workflow.change(paper, by=user, title="别的"),
        lambda: workflow.link(paper, by=user, item=item),
        lambda: workflow.withdraw(paper, by=user, reason="撤回"),
        lambda: workflow.refuse(paper, by=user, seen=seen_by(paper), reason="不同意"),
        lambda: sign(paper, user, paper_reference="档案柜"),
    ):
        with pytest.raises(Refusal):
            deed()
    assert (again(paper).title, again(paper).status) == (PAPER["title"], JointStatus.SIGNING)


@pytest.mark.parametrize(
    ("who", "unit", "may"),
    [
        ("ma", "caizheng", True),
        ("zhao", "town", True),
        ("zhang", "town", True),
        ("ma", "minzheng", False),
        ("ma", "town", False),
        ("zhang", "caizheng", False),
        ("li", "xishan", False),
        ("wu", "centre", False),
    ],
)
def test_who_drafts_for_whom(request, who, unit, may):
    verdict = access.may_draft(request.getfixturevalue(who), request.getfixturevalue(unit))
    assert bool(verdict) is may


@pytest.mark.parametrize(
    ("who", "sees"),
    [
        *[(who, True) for who in ("ma", "zhao", "zheng_mayor", "zhang", "sun")],
        *[(who, False) for who in ("li", "zhou", "wang", "wu", "zheng")],
    ],
)
def test_who_sees_it(request, client, paper, who, sees):
    user = request.getfixturevalue(who)
    assert (paper in queries.visible_to(user)) is sees
    client.force_login(user)
    for name, arguments in (
        *[
            (name, [paper.pk])
            for name in ("joint_paper", "joint_change", "joint_sign", "joint_refuse", "joint_link")
        ],
        *[(name, [paper.pk]) for name in ("joint_submit", "joint_withdraw")],
        ("joint_file", [paper.pk, "pdf"]),
    ):
        status = client.get(reverse(f"decisions:{name}", args=arguments)).status_code
        assert (status in (403, 404)) if not sees else (status in (200, 403)), name
        if who in ("li", "zhou", "wang"):
            assert status == 404, name


def test_a_signer_from_another_unit_sees_what_waits_for_him(caizheng, minzheng, ma, zhao, item):
    """Whoever signs may read, although the unit is none of his."""
    other = member(minzheng, "民政办所长", Role.UNIT_HEAD, "所长")
    paper = papered(caizheng, by=ma, signers=[], upto=JointStatus.DRAFT)
    assert paper not in queries.visible_to(other)
    paper.signers.create(position=1, person=other.person, name_text="所长")
    assert paper in queries.visible_to(other)


# -- what the database itself refuses ------------------------------------------------------------------


@pytest.mark.parametrize(
    "wrong",
    [
        {"status": "effective"},
        {"effective_on": date(2026, 11, 24)},
        {"status": "withdrawn"},
        {"withdrawn_reason": "不付了"},
        {"content": ""},
        {"amount": -1},
        {"status": "effective", "effective_on": date(2026, 11, 24), "item": None},
    ],
)
def test_the_database_keeps_the_promises_too(paper, wrong):
    with pytest.raises(IntegrityError), transaction.atomic():
        JointPaper.objects.filter(pk=paper.pk).update(**wrong)


@pytest.mark.parametrize(
    "wrong", [{"answer": "refused"}, {"voided_reason": "作废"}, {"sha256": ""}, {"text": ""}]
)
def test_a_signature_in_the_database_is_bound_to_its_words(paper, zhao, wrong):
    sign(paper, zhao)
    with pytest.raises(IntegrityError), transaction.atomic():
        JointSignature.objects.update(**wrong)


# -- pages ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_asks_the_same_questions_for_one_and_for_three(
    client, caizheng, ma, zhang, zhao, zheng_mayor, count, django_assert_num_queries
):
    for _ in range(count):
        papered(caizheng, by=ma, signers=[zhao, zheng_mayor], upto=JointStatus.SIGNING)
    client.force_login(zhang)
    client.get(reverse("decisions:joint_papers"))
    with django_assert_num_queries(10):
        page = client.get(reverse("decisions:joint_papers")).content.decode()
    assert f"共 {count} 份文件" in page


def test_a_paper_goes_from_draft_to_effect_through_the_pages(client, caizheng, ma, zhao, zheng_mayor, item):
    client.force_login(ma)
    client.post(reverse("decisions:joint_draft"), PAPER | {"content": "<b>付款</b>"})
    paper = JointPaper.objects.get()
    chosen = {"signer1": zhao.person_id, "signer2": zheng_mayor.person_id, "version": 1}
    client.post(reverse("decisions:joint_submit", args=[paper.pk]), chosen)
    for number, user in enumerate((zhao, zheng_mayor), 1):
        client.force_login(user)
        address = reverse("decisions:joint_sign", args=[paper.pk])
        page = client.get(address).content.decode()
        assert "&lt;b&gt;付款" in page
        assert f'name="seen" value="{seen_by(paper)}"' in page
        if number == 2:
            assert "两样都要有" in page
            assert "同意，签署" not in page
            client.force_login(ma)
            client.post(reverse("decisions:joint_link", args=[paper.pk]), {"item": item.pk})
            client.force_login(user)
        client.post(address, {"seen": seen_by(paper)})
    assert again(paper).status == JointStatus.EFFECTIVE
    page = client.get(paper.get_absolute_url()).content.decode()
    assert page.count("同意签署") == 2
    assert "党委会（2026年11月3日）议决通过“修缮便民大厅”" in page


def test_a_stale_form_is_refused_on_the_page_and_the_voided_signature_is_shown(
    client, paper, ma, zhao, zheng_mayor
):
    sign(paper, zhao)
    read = seen_by(paper)
    client.force_login(ma)
    warned = client.get(reverse("decisions:joint_change", args=[paper.pk])).content.decode()
    assert "前面的签名全部作废" in warned
    said = PAPER | {"amount": "99000.00", "version": again(paper).version}
    client.post(reverse("decisions:joint_change", args=[paper.pk]), said)
    client.force_login(zhao)
    response = client.post(reverse("decisions:joint_sign", args=[paper.pk]), {"seen": read})
    assert response.status_code == 403
    assert "这次签署没有算数" in response.content.decode()
    page = client.get(paper.get_absolute_url()).content.decode()
    assert "作废的签署" in page
    assert "金额：86,000.00元" in page


def test_choosing_the_same_leader_twice_is_said_beside_the_form(client, caizheng, ma, zhao, zheng_mayor):
    paper = papered(caizheng, by=ma, signers=[], upto=JointStatus.DRAFT)
    client.force_login(ma)
    chosen = {"signer1": zhao.person_id, "signer2": zhao.person_id, "version": 1}
    page = client.post(reverse("decisions:joint_submit", args=[paper.pk]), chosen).content.decode()
    assert "不要重复选" in page
    assert not paper.signers.exists()


def test_the_printed_paper_shows_every_signature_with_its_hash(client, paper, zhao, zheng_mayor):
    first = sign(paper, zhao)
    client.force_login(zheng_mayor)
    text = text_of(b"".join(client.get(reverse("decisions:joint_file", args=[paper.pk, "pdf"]))))
    text = "".join(text.split())
    assert first.sha256 in text
    assert "七道江镇副镇长赵启明：同意签署" in text
    assert "领导联签（签署中）" in text
    assert client.get(reverse("decisions:joint_file", args=[paper.pk, "exe"])).status_code == 404


def test_it_waits_only_for_whose_turn_it_is(
    paper, zhao, zheng_mayor, ma, li, zhang, django_assert_num_queries
):
    assert joint_todos in todos
    today = date(2026, 11, 24)
    (todo,) = joint_todos(zhao, today)
    assert todo.url == reverse("decisions:joint_sign", args=[paper.pk])
    assert all(joint_todos(user, today) == [] for user in (zheng_mayor, ma, li, zhang))
    sign(paper, zhao)
    assert joint_todos(zhao, today) == []
    with django_assert_num_queries(1):
        assert len(joint_todos(zheng_mayor, today)) == 1
    workflow.change(paper, by=ma, amount="1.00")
    assert len(joint_todos(zhao, today)) == 1, "voided: from the first again"
    workflow.withdraw(paper, by=ma, reason="不付了")
    assert joint_todos(zhao, today) == []
