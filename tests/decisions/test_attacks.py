"""What somebody with bad intentions tries on 三重一大, and what he must not get by it."""

import pytest
from django.urls import reverse

from core.gates import Role
from decisions import workflow
from decisions.forms.joint import LinkForm
from decisions.models import AgendaItem, Matter, Meeting
from tests.decisions.conftest import everybody_speaks
from tests.factories.decisions import AgendaItemFactory, MatterFactory
from tests.factories.joint import papered, passed_item
from tests.fixtures import member


def hidden_version(client, address: str) -> str:
    form = client.get(address).context["form"]
    assert form["version"].is_hidden
    return str(form["version"].value())


def test_an_item_read_before_somebody_changed_it_is_not_written_over(client, caizheng, zhang):
    item = AgendaItemFactory(unit=caizheng, title="修路")
    address = reverse("decisions:change_item", args=[item.pk])
    client.force_login(zhang)
    said = {"unit": caizheng.pk, "category": "funds", "proposal": "安排资金。", "disclosure": "open"}
    said["version"] = hidden_version(client, address)
    assert client.post(address, said | {"title": "先改的"}).status_code == 302
    late = client.post(address, said | {"title": "后改的"})
    assert "别人已经改过这条记录" in late.content.decode()
    assert AgendaItem.objects.get().title == "先改的"


def test_a_meeting_read_before_somebody_changed_it_is_not_written_over(client, meeting, committee, zhang):
    address = reverse("decisions:change_meeting", args=[meeting.pk])
    client.force_login(zhang)
    people = [person.pk for person in committee]
    said = {"kind": "party", "held_on": "2026-11-24", "members": people, "chair": people[0]}
    said["version"] = hidden_version(client, address)
    assert client.post(address, said | {"title": "先改的"}).status_code == 302
    late = client.post(address, said | {"title": "后改的"})
    assert "别人已经改过这条记录" in late.content.decode()
    assert Meeting.objects.get().title == "先改的"


def test_a_line_of_the_list_read_before_somebody_changed_it_is_not_written_over(client, town, zhang):
    matter = MatterFactory(unit=town)
    address = reverse("decisions:change_matter", args=[matter.pk])
    client.force_login(zhang)
    said = {"code": "4-1", "category": "funds", "meeting_kind": "party", "way": "oral", "base": "members"}
    said |= {"fraction": "1/2", "publicity_days": 0, "starts_on": "2026-01-01"}
    said["version"] = hidden_version(client, address)
    assert client.post(address, said | {"name": "先改的"}).status_code == 302
    late = client.post(address, said | {"name": "后改的"})
    assert "别人已经改过这条记录" in late.content.decode()
    assert Matter.objects.get().name == "先改的"


def test_what_was_withheld_stays_so_when_it_is_put_forward_again(before, committee, zhang):
    AgendaItem.objects.filter(pk=before.pk).update(disclosure="withheld", withheld_reason="涉及商业秘密")
    before.refresh_from_db()
    everybody_speaks(before, committee, zhang, ["defer"] * 8)
    item = workflow.settle(before, by=zhang, outcome="deferred", reason="还要研究。", resolution="")
    again = workflow.resubmit(item, by=zhang)
    assert (again.disclosure, again.withheld_reason) == ("withheld", "涉及商业秘密")


def test_a_collector_is_not_offered_decisions_about_people_to_link(caizheng, zhao, sun):
    typist = member(caizheng, "郑出纳", Role.COLLECTOR)
    paper = papered(caizheng, by=typist, signers=[], upto="draft")
    money = passed_item(caizheng, zhao.person)
    people = passed_item(caizheng, zhao.person, title="任免机密")
    AgendaItem.objects.filter(pk=people.pk).update(category="personnel")
    form = LinkForm({"item": people.pk}, paper=paper, user=typist)
    assert list(form.fields["item"].queryset) == [money]
    assert not form.is_valid()


def test_the_hint_of_a_split_names_a_collector_nothing_about_people(client, town, caizheng, sun):
    line = {"unit": caizheng, "matter": MatterFactory(unit=town, threshold=100_000), "amount": 60_000}
    item = AgendaItemFactory(title="慰问", payee="同一家", **line)
    AgendaItemFactory(title="奖励机密", payee="同一家", category="reward", **line)
    typist = member(caizheng, "郑出纳", Role.COLLECTOR)
    bodies = {}
    for user in (sun, typist):
        client.force_login(user)
        bodies[user] = client.get(item.get_absolute_url()).content.decode()
    assert "奖励机密" in bodies[sun]
    assert "奖励机密" not in bodies[typist]


@pytest.mark.parametrize("amount", ["-1", "-0.01", "NaN", "1e20", "<b>1</b>"])
def test_an_amount_that_is_none_is_refused_at_its_field(client, caizheng, xishan, zhang, zhou, amount):
    typist = member(caizheng, "郑出纳", Role.COLLECTOR)
    said = {"title": "付款", "amount": amount}
    joint = said | {"kind": "spending", "content": "付款。"}
    village = said | {"category": "matter", "proposal": "付款。", "proposed_by": "村党支部"}
    for user, name, words in ((typist, "joint_draft", joint), (zhou, "village_begin", village)):
        client.force_login(user)
        form = client.post(reverse(f"decisions:{name}"), words).context["form"]
        assert list(form.errors) == ["amount"]
