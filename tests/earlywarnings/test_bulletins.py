"""参阅 (art. 45): drafted from a closed case or a period, approved by another, issued with a number, read."""

import io
from datetime import date, datetime

import pdfplumber
import pytest
from django.utils import timezone
from docx import Document

from audit.models import AuditEvent
from core import clock
from core.gates import Role
from core.verdict import Refusal
from documents.enums import DocumentKind
from documents.models import IssuedDocument, RegisteredNumber
from documents.queries import withdrawn_on
from earlywarnings.enums import BulletinKind, BulletinStatus, Status, Tier
from earlywarnings.models import BulletinReader
from earlywarnings.queries import bulletins as queries
from earlywarnings.workflow import telling
from notifications.models import Notification, OutgoingMail
from rulebook import workflow as rulebook
from tests.factories import ItemFactory, RiskPointFactory
from tests.fixtures import member

pytestmark = pytest.mark.django_db

TODAY = date(2026, 12, 8)
WORDS = {"title": "某村预警案例", "causes": "检查不够。", "next_steps": "每月检查一次。"}


@pytest.fixture(autouse=True)
def on_the_day():
    with clock.at(TODAY):
        yield


@pytest.fixture
def closed(warn, xishan):
    """A closed warning full of names."""

    def make(**values):
        point = RiskPointFactory(unit=xishan, registered=True, name="西山鱼塘发包")
        content = {
            "title": "西山鱼塘发包未公示",
            "facts": "李长河把西山鱼塘包给了亲戚。",
            "risk_point": point,
        }
        return warn(Status.CLOSED, **content | values)

    return make


@pytest.fixture
def through(town, zhang, qian, sun, closed):
    """Lead a bulletin through its moves, up to and with the one named."""

    def lead(last="issue", warning=None, reason="", **changed):
        about = {"period": "2026Q4"} if "period" in changed else {"warning": warning or closed()}
        bulletin = telling.draft(town, by=zhang, **about | WORDS | changed)
        moves = {"submit": zhang, "approve": qian, "issue": sun}
        for verb in list(moves)[: ["draft", *moves].index(last)]:
            given = {"reason": reason} if verb == "issue" else {}
            bulletin = getattr(telling, verb)(bulletin, by=moves[verb], **given)
        return bulletin

    return lead


def pdf_text(document) -> str:
    with pdfplumber.open(io.BytesIO(bytes(document.pdf))) as pdf:
        return "".join(page.extract_text() for page in pdf.pages).replace("\n", "")


def told(stage: str) -> str:
    """Who was told of a stage, by family name."""
    lines = Notification.objects.filter(key__contains=f":{stage}:").order_by("recipient__pk")
    return "".join(line.recipient.name[0] for line in lines.select_related("recipient__person"))


# -- drafted ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("status", [status for status in Status if status != Status.CLOSED])
def test_only_a_closed_warning_becomes_a_case(status, town, zhang, warn):
    with pytest.raises(Refusal, match="已经销号的预警"):
        telling.draft(town, by=zhang, warning=warn(status), **WORDS)


def test_a_case_is_told_once_unless_it_was_given_up(town, zhang, sun, closed, through):
    warning = closed()
    bulletin = through("draft", warning)
    with pytest.raises(Refusal, match="已经编写了参阅"):
        telling.draft(town, by=zhang, warning=warning, **WORDS)
    telling.discard(bulletin, by=zhang, reason="重写。")
    second = through("issue", warning)
    telling.withdraw(second, by=sun, reason="有误。")
    assert through("draft", warning).kind == BulletinKind.CASE


def test_a_case_keeps_nothing_that_was_typed(through, closed, li):
    said = through("draft", closed(person=None, tier=Tier.RED)).said
    assert said["unit_kind"] == "village"
    assert (said["tier"], said["risk_type"], said["half_year"]) == ("red", "process", "2026H2")
    assert not {"西山", "李长河", "鱼塘"} & set(str(said))
    assert "西山" not in str(said)
    assert "2026-" not in str(said)


def test_a_summary_counts_the_period_and_the_one_before(town, zhang, warn, xishan, donggou, caizheng):
    """This quarter two yellow ones in villages, one of them answered late; the quarter before a blue one."""
    point = RiskPointFactory(unit=xishan, registered=True, link="发包")
    warn(Status.CLOSED, risk_point=point)
    warn(Status.ANSWERED, unit=donggou, first_answered_on=date(2026, 12, 7))
    warn(Status.CLOSED, unit=caizheng, tier=Tier.BLUE, drafted_on=date(2026, 7, 2))
    warn(Status.SIGNED)
    entered = timezone.make_aware(datetime(2026, 11, 3, 9))
    ItemFactory(reported=True, unit=xishan, form=None, risk_point=point, entered_at=entered, source="hotline")
    said = telling.draft(town, by=zhang, period="2026Q4", **WORDS).said
    numbers = {
        (chapter["name"], number["key"]): (number["value"] or len(number["rows"]), number["before"])
        for chapter in said["chapters"]
        for group in chapter["groups"]
        for number in group["numbers"]
    }
    assert numbers["warnings", "every"] == (2, "1")  # what is signed and not served yet does not count
    assert numbers["warnings", "tier-yellow"] == (2, "0")
    assert numbers["warnings", "tier-blue"] == (0, "1")
    assert numbers["warnings", "kind-village"] == (2, "0")
    assert numbers["warnings", "kind-department"] == (0, "1")
    assert numbers["warnings", "risk-process"] == (1, "0")
    assert numbers["warnings", "late"] == (1, "0")
    assert numbers["warnings", "answer_rate"] == ("100%", "100%")
    assert numbers["items", "every"] == (1, "0")
    assert numbers["items", "source-hotline"] == (1, "0")
    assert numbers["items", "link-1"] == (1, "0")


def test_the_numbers_stand_still_once_it_is_submitted(through, qian, sun, warn, xishan):
    bulletin = through("submit", period="2026Q4")
    before = bulletin.said
    warn(Status.CLOSED)
    bulletin = telling.issue(telling.approve(bulletin, by=qian), by=sun)
    assert bulletin.said == before


# -- approved and issued ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("changed", "missing"), [({"causes": ""}, "成因剖析"), ({"next_steps": " "}, "下步要求")]
)
def test_what_is_not_written_cannot_be_submitted(changed, missing, through, zhang):
    with pytest.raises(Refusal, match=f"请先写{missing}"):
        telling.submit(through("draft", **changed), by=zhang)


def test_nobody_approves_what_they_drafted(through, zhang, qian):
    bulletin = through("submit")
    with pytest.raises(Refusal, match="另一位同志"):
        telling.approve(bulletin, by=zhang)
    bulletin = telling.approve(bulletin, by=qian)
    assert (bulletin.approved_by, bulletin.approved_by_text) == (qian, "七道江镇纪检干事钱国栋")


def test_what_is_sent_back_is_approved_anew(through, qian, zhang):
    bulletin = telling.return_bulletin(through("approve"), by=qian, reason="数字要核对。")
    assert (bulletin.status, bulletin.approved_by) == (BulletinStatus.DRAFT, None)
    assert told("returned") == "张"
    assert telling.submit(bulletin, by=zhang).returned_reason == ""


def test_it_takes_a_number_of_its_own_series_without_gaps(through, sun, town):
    first, second = through("issue"), through("issue", period="2026Q4", title="四季度情况")
    assert [str(first.number), str(second.number)] == ["七镇纪廉阅〔2026〕1号", "七镇纪廉阅〔2026〕2号"]
    rulebook.change_setting(
        "documents.bulletin_code", value="七纪阅", by=sun, reason="会议决定", valid_from=TODAY
    )
    assert str(through("issue", period="2026Q4", title="再一期").number) == "七纪阅〔2026〕1号"


def test_the_paper_says_what_the_page_says(through, zhao, wu):
    bulletin = through("issue", story="公开栏没有更新。", to_heads=True)
    document = bulletin.document
    assert (document.kind, document.title) == (DocumentKind.BULLETIN, "某村预警案例")
    text = pdf_text(document)
    for words in (
        "廉政风险预警信息参阅", "七镇纪廉阅〔2026〕1号", "镇党委、镇政府，浑江区纪律检查委员会：", "一、基本情况",
        "公开栏没有更新。", "检查不够。", "四、下步要求", "抄送：各单位负责人。",
    ):  # fmt: skip
        assert words in text
    word = Document(io.BytesIO(bytes(document.docx)))
    assert "每月检查一次。" in "".join(paragraph.text for paragraph in word.paragraphs)


# -- the circulation -------------------------------------------------------------------------------------


def readers(bulletin) -> dict[str, str]:
    rows = bulletin.readers.select_related("user__person")
    return {row.user.name: row.as_text for row in rows}


def test_art_45_the_leaders_and_the_level_above_always_get_it(through, zhao, wu, li, zhou, wang):
    assert readers(through("issue")) == {"赵启明": "同级党政班子", "吴海峰": "上级纪检监察机关"}
    assert told("issued") == "赵吴"


def test_the_chosen_scope_gets_it_and_nobody_else(through, zhao, wu, li, zhou, wang, xishan, qian):
    bulletin = through("issue", units=[xishan], people=[qian, zhao])
    assert readers(bulletin) == {
        "赵启明": "同级党政班子",
        "吴海峰": "上级纪检监察机关",
        "李长河": "指定单位负责人",
        "钱国栋": "指定人员",
    }


def test_every_head_or_every_collector_can_be_chosen(through, zhao, li, wang, zhou):
    assert set(readers(through("issue", to_heads=True))) == {"赵启明", "李长河", "王树林"}
    assert set(readers(through("issue", to_collectors=True))) == {"赵启明", "周小燕"}


def test_the_list_is_frozen_when_it_is_issued(through, zhao, town, wang):
    bulletin = through("issue")
    newcomer = member(town, "韩副镇长", Role.TOWN_LEADER)
    bulletin.people.add(wang)
    assert set(readers(bulletin)) == {"赵启明"}
    for user in (newcomer, wang):
        assert bulletin not in queries.visible_to(user)


def test_whose_role_has_ended_or_account_is_closed_is_not_on_it(through, zhao, wang, li):
    li.assignments.update(ends_on=date(2026, 12, 1))
    wang.is_active = False
    wang.save()
    assert set(readers(through("issue", to_heads=True, people=[wang]))) == {"赵启明"}


def test_opening_it_is_the_receipt_and_only_the_first_time_counts(through, zhao, wu, zhang):
    bulletin = through("issue")
    for hour, user in ((10, zhao), (11, zhao), (12, zhang)):
        with clock.at(datetime(2026, 12, 9, hour)):
            telling.open_bulletin(bulletin, by=user)
    [opened] = bulletin.readers.exclude(opened_at=None)
    assert (opened.user, timezone.localtime(opened.opened_at).hour) == (zhao, 10)


def test_withdrawn_it_keeps_its_number_and_its_readers_are_told(through, zhao, wu, sun):
    bulletin = telling.withdraw(through("issue"), by=sun, reason="数据有误。")
    assert (bulletin.status, str(bulletin.number)) == (BulletinStatus.WITHDRAWN, "七镇纪廉阅〔2026〕1号")
    assert not bulletin.number.is_void
    assert told("withdrawn") == "赵吴"
    assert withdrawn_on(bulletin.document) == TODAY
    telling.open_bulletin(bulletin, by=zhao)
    assert not bulletin.readers.exclude(opened_at=None).exists()


# -- without names ---------------------------------------------------------------------------------------

NAMES = ("西山", "李长河", "林永强", "会计", "鱼塘", "七镇纪廉预")


@pytest.fixture
def named(closed, xishan, li):
    """A closed case of 林, an accountant of 西山村."""
    return closed(person=member(xishan, "林永强", Role.COLLECTOR, "会计").person)


def test_a_de_identified_case_tells_no_name_anywhere(through, named, zhao, wu, wang, li, zhang, qian, sun):
    people = (zhao, wu, wang, li, zhang, qian, sun)
    for user in people:
        user.email = "somebody@example.org"
        user.save()
    seen = AuditEvent.objects.count()
    bulletin = through("issue", named, to_heads=True)
    left = [
        pdf_text(bulletin.document),
        str(bulletin.document.snapshot),
        "".join(p.text for p in Document(io.BytesIO(bytes(bulletin.document.docx))).paragraphs),
        *IssuedDocument.objects.filter(pk=bulletin.document_id).values_list("title", flat=True),
        *RegisteredNumber.objects.filter(pk=bulletin.number_id).values_list("purpose", flat=True),
        *Notification.objects.filter(key__startswith="bulletin:").values_list("text", flat=True),
        *OutgoingMail.objects.filter(key__startswith="bulletin:").values_list("text", flat=True),
        *AuditEvent.objects.filter(sequence__gt=seen).values_list("object_text", flat=True),
        *map(str, AuditEvent.objects.filter(sequence__gt=seen).values_list("details", flat=True)),
    ]
    assert len(left) > 20
    assert [(name, text) for name in NAMES for text in left if name in text] == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("西山村没有公示。", "西山村"),
        ("在西　山发现。", "西山"),
        ("七道江镇西山村。", "七道江镇西山村"),
        ("林永强没有入户。", "林永强"),
        ("书记李长河失察。", "李长河"),
    ],
)
@pytest.mark.parametrize("field", ["title", "story", "causes", "next_steps"])
def test_a_name_that_is_still_there_needs_a_reason(text, name, field, through, named, sun, li):
    bulletin = through("approve", named, **{field: text})
    with pytest.raises(Refusal, match=f"文中还有.*{name}"):
        telling.issue(bulletin, by=sun)
    with pytest.raises(Refusal, match="写明理由"):
        telling.issue(bulletin, by=sun, reason=" ")
    assert not RegisteredNumber.objects.filter(series__code="七镇纪廉阅").exists()
    issued = telling.issue(bulletin, by=sun, reason="县里点名通报过。")
    assert issued.named_reason == "县里点名通报过。"


def test_the_number_of_the_warning_and_the_post_are_names_too(through, named, sun, donggou):
    bulletin = through("approve", named, causes=f"见{named.number}。")
    with pytest.raises(Refusal, match="七镇纪廉预"):
        telling.issue(bulletin, by=sun)
    point = named.risk_point
    point.post = named.unit.posts.create(name="报账员")
    point.save()
    bulletin = telling.return_bulletin(bulletin, by=sun, reason="改。")
    bulletin = telling.change(
        bulletin, by=sun, version=bulletin.version, **WORDS | {"causes": "报账员一人经手。"}
    )
    assert "报账员" in queries.known_names(bulletin)
    donggou.posts.create(name="报账员")
    assert "报账员" not in queries.known_names(bulletin)  # what several units have tells nobody


def test_a_reason_is_kept_only_where_there_was_a_name(through, named):
    assert through("issue", named, reason="多余的理由").named_reason == ""


def test_a_summary_that_names_a_warned_unit_needs_a_reason_too(through, warn, sun, donggou):
    warn(Status.CLOSED)
    bulletin = through("approve", period="2026Q4", causes="西山村问题突出。")
    with pytest.raises(Refusal, match="西山村"):
        telling.issue(bulletin, by=sun)
    other = through("approve", period="2026Q4", causes="东沟村做得好。")
    assert telling.issue(other, by=sun).status == BulletinStatus.ISSUED  # nobody was warned there


def test_a_name_does_not_tell_of_a_warning_that_is_not_served(through, warn, sun):
    warn(Status.SIGNED)
    assert queries.known_names(through("draft", period="2026Q4")) == []


def test_the_numbers_follow_one_another(through):
    numbers = [str(through("issue", period="2026Q4", title=f"第{n}期").number) for n in range(3)]
    assert numbers == [f"七镇纪廉阅〔2026〕{n}号" for n in (1, 2, 3)]
    assert BulletinReader.objects.count() == 0  # nobody holds a leader's or the centre's account here
