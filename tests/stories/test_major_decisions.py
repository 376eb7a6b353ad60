"""三重一大 through the client: a personnel matter by ballot, an emergency confirmed later, a deferred project (art. 28–34)."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from core import clock
from deadlines import queries as deadlines
from decisions import queries
from decisions.models import AgendaItem, Meeting
from tests.factories import PersonFactory

pytestmark = pytest.mark.django_db
DAY = date(2026, 11, 24)


@pytest.fixture
def committee(town, zhao, sun):
    return [zhao.person, sun.person, *(PersonFactory(name=f"委员{n}", unit=town) for n in range(1, 6))]


class Desk:
    """The officer who types: every step is a request of the browser, every refusal a sentence."""

    def __init__(self, client, committee):
        self.client, self.committee = client, committee

    def posts(self, name, *args, **said):
        answer = self.client.post(reverse(f"decisions:{name}", args=args), said, follow=True)
        return answer.content.decode()

    def proposes(self, unit, **content) -> AgendaItem:
        self.posts("propose", unit=unit.pk, disclosure="open", **content)
        return AgendaItem.objects.latest("pk")

    def fulfils(self, item) -> None:
        for one in queries.missing(item):
            if one.kind == "assessment":
                continue
            told = {
                "kind": one.kind.value,
                "done_on": "2026-11-10",
                "given_by": "有关部门",
                "document": "一号",
            }
            assert "会前程序已登记" in self.posts("fulfil", item.pk, **told)

    def calls(self, *items, on=DAY) -> Meeting:
        people = [person.pk for person in self.committee]
        self.posts(
            "plan_meeting",
            kind="party",
            title="党委会",
            held_on=on.isoformat(),
            chair=people[0],
            members=people,
        )
        meeting = Meeting.objects.latest("pk")
        for item in items:
            assert "已列入议程" in self.posts("schedule", meeting.pk, item.pk)
        assert "人送达会议材料" in self.posts("deliver", meeting.pk, people=people)
        return meeting

    def opens(self, meeting) -> str:
        rows = meeting.attendances.all()
        return self.posts("open_meeting", meeting.pk, **{f"row{row.pk}-presence": "present" for row in rows})

    def hears(self, item, against=0) -> None:
        """Everybody but the chair, then the chair."""
        self.posts("take_up", item.pk)
        said = {}
        for place, person in enumerate(self.committee[1:]):
            view = "disagree" if place < against else "agree"
            said |= {f"p{person.pk}-view": view, f"p{person.pk}-reason": "已充分讨论。"}
        self.posts("express", item.pk, **said)
        chair = self.committee[0].pk
        self.posts("express", item.pk, **{f"p{chair}-view": "agree", f"p{chair}-reason": "同意。"})


@pytest.fixture
def desk(client, committee, zhang):
    client.force_login(zhang)
    return Desk(client, committee)


def test_a_large_sum_from_its_plan_to_what_came_of_it(desk, client, zhang, zhao, sun, li, xishan):
    with clock.at(DAY):
        item = desk.proposes(
            xishan, category="funds", title="修水渠", proposal="安排三十万元", amount="300000"
        )
        desk.fulfils(item)
        meeting = desk.calls(item)
        desk.opens(meeting)
        desk.hears(item)
        desk.posts("settle", item.pk, outcome="passed", resolution="安排三十万元修水渠")
        desk.posts("close_meeting", meeting.pk)
        assert deadlines.open_for(meeting).exists()

        rows = {row.person: row.pk for row in meeting.attendances.select_related("person")}
        assert "签认" in desk.posts("freeze", meeting.pk)
        meeting.refresh_from_db()
        assert meeting.status == "closed", "nobody has signed yet"
        for person, pk in rows.items():
            account = {zhao.person: zhao, sun.person: sun}.get(person)
            if account:
                client.force_login(account)
                desk.posts("sign", pk)
                client.force_login(zhang)
            else:
                desk.posts("sign_for", pk, paper="党政办2026年第3卷")
        desk.posts("freeze", meeting.pk)
        assert "已归档" in desk.posts("archive", meeting.pk)
        assert not deadlines.open_for(meeting).exists()
        meeting.refresh_from_db()
        assert (meeting.status, len(meeting.minutes_sha256)) == ("archived", 64)

        told = {"unit": xishan.pk, "content": "完成水渠施工", "owner": "李长河", "due_on": "2026-12-20"}
        desk.posts("give_task", item.pk, **told)
        client.force_login(li)
        assert "完成水渠施工" in client.get("/").content.decode(), "it waits on the head's first page"
        task = item.tasks.get()
        desk.posts("report_task", task.pk, text="已开工")
        assert "已办结" in desk.posts("finish_task", task.pk, result="水渠已通水")
        page = client.get(item.get_absolute_url()).content.decode()
        assert "水渠已通水" in page and "已充分讨论" not in page


def test_a_personnel_matter_by_ballot(desk, client, town, xishan, zhou, li):
    with clock.at(DAY):
        item = desk.proposes(
            xishan, category="personnel", title="村文书任免", proposal="任命一名文书", way="ballot"
        )
        meeting = Meeting.objects.none()
        page = desk.posts(
            "fulfil", item.pk, kind="preliminary", done_on="2026-11-10", given_by="组织办", document="意见"
        )
        assert "纪委履行程序" in page, "the list says what is still missing"
        desk.fulfils(item)
        meeting = desk.calls(item)
        assert "村文书任免" in desk.opens(meeting)
        desk.posts("take_up", item.pk)
        voters = [person.pk for person in desk.committee]
        told = {"voters": voters, "teller": voters[2], "scrutineer": voters[3]}
        for name, first, second in (
            ("agree", 6, 5),
            ("disagree", 1, 2),
            ("abstain", 0, 0),
            ("invalid", 0, 0),
        ):
            told |= {f"{name}_1": first, f"{name}_2": second}
        assert "数字不一致" in desk.posts("enter_tally", item.pk, **told)
        told |= {"agree_2": 6, "disagree_2": 1}
        assert "同意6，不同意1" in desk.posts("enter_tally", item.pk, **told)
        assert "同意6票，通过" in desk.posts("settle", item.pk, outcome="passed", resolution="任命")
        assert "已散会" in desk.posts("close_meeting", meeting.pk)

        client.force_login(zhou)
        assert client.get(item.get_absolute_url()).status_code == 404, (
            "a collector reads nothing about people"
        )
        client.force_login(li)
        assert "任命" in client.get(item.get_absolute_url()).content.decode()


def test_an_emergency_is_confirmed_by_the_next_meeting(desk, town, caizheng):
    with clock.at(DAY):
        ordinary = desk.proposes(
            caizheng, category="funds", title="办公用品", proposal="采购", amount="20000"
        )
        desk.fulfils(ordinary)
        meeting = desk.calls(ordinary)
        desk.opens(meeting)
        told = {"category": "funds", "title": "抢修河堤", "proposal": "先行支付", "amount": "200000"}
        desk.posts("add_on_the_spot", meeting.pk, reason="山洪冲毁河堤", **told)
        urgent = AgendaItem.objects.get(title="抢修河堤")
        desk.hears(urgent, against=3)
        assert "过半数为4票，同意4票，通过" in desk.posts(
            "settle", urgent.pk, outcome="passed", resolution="支付"
        )
        desk.posts("close_meeting", meeting.pk)
        assert deadlines.open_for(urgent).get().due_on == DAY + timedelta(days=15)
        ordinary.refresh_from_db()
        assert ordinary.status == "proposed", "what was not reached waits"

    with clock.at(DAY + timedelta(days=7)):
        second = desk.calls(ordinary, on=DAY + timedelta(days=7))
        assert "待追认的紧急决定" in desk.client.get(second.get_absolute_url()).content.decode()
        desk.posts("schedule_confirmation", second.pk, urgent.pk)
        people = [person.pk for person in desk.committee]
        desk.posts("deliver", second.pk, people=people)
        desk.opens(second)
        confirming = AgendaItem.objects.get(title="追认：抢修河堤")
        desk.hears(confirming)
        desk.posts("settle", confirming.pk, outcome="passed", resolution="追认")
        assert not deadlines.open_for(urgent).exists()
        assert not deadlines.open_for(confirming).exists(), "what confirms asks for no confirmation"


def test_a_project_is_deferred_and_comes_back(desk, town, caizheng):
    with clock.at(DAY):
        project = desk.proposes(
            caizheng, category="project", title="文化广场", proposal="建设", amount="900000"
        )
        desk.fulfils(project)
        meeting = Meeting.objects.create(
            unit=town, title="党委会", held_on=DAY, chair=desk.committee[0], kind="party"
        )
        assert "廉政风险评估报告（第三十三条）" in desk.posts("schedule", meeting.pk, project.pk)
        written = {
            "points": "超预算",
            "measures": "结算审计",
            "analysis": "资金缺口较大",
            "conclusion": "defer",
        }
        desk.posts("assess", project.pk, assessed_by="财政所", assessed_on="2026-11-20", **written)
        meeting = desk.calls(project)
        desk.opens(meeting)
        desk.hears(project, against=3)
        assert "应当暂缓" in desk.posts("settle", project.pk, outcome="passed", resolution="建")
        desk.posts("settle", project.pk, outcome="deferred")
        desk.posts("close_meeting", meeting.pk)
        project.refresh_from_db()
        assert (project.status, project.is_overruled) == ("deferred", False)

        assert "会前程序须重新登记" in desk.posts("resubmit", project.pk)
        again = project.next
        desk.fulfils(again)
        desk.posts("assess", again.pk, assessed_by="财政所", assessed_on="2026-11-24", **written)
        second = desk.calls(again)
        desk.opens(second)
        desk.hears(again)
        page = desk.posts("settle", again.pk, outcome="passed", resolution="建")
        assert "，通过。" in page
        page = desk.client.get(again.get_absolute_url()).content.decode()
        assert "与评估结论相反" in page, "decided against the advice, and marked for good (art. 47)"
