"""A meeting of real length in Chromium: nine members, twelve items, recorded on one page (art. 28–30).

The server runs on the machine's own day; nothing here depends on which it is.
"""

import pytest

from core import clock
from decisions.models import AgendaItem, Meeting, Tally
from tests.factories import PersonFactory
from tests.factories.decisions import AgendaItemFactory, MeetingFactory

pytestmark = [pytest.mark.e2e, pytest.mark.slow, pytest.mark.django_db(transaction=True)]
ITEMS = 12
TYPED = 3  # items whose every line is pressed and typed; the rest is filled in as fast as a page allows
AGREED = """document.querySelectorAll('.speaking').forEach((line) => {
  const choice = line.querySelector('input[value=agree]');
  if (choice.disabled) return;
  choice.checked = true;
  line.querySelector('.because input').value = '同意。';
})"""


@pytest.fixture
def committee(town, zhao, sun):
    others = [PersonFactory(name=f"委员{n}", unit=town, title="党委委员") for n in range(1, 8)]
    return [zhao.person, sun.person, *others]


@pytest.fixture
def meeting(town, caizheng, committee, zhang):
    planned = MeetingFactory(
        unit=town, chair=committee[0], members=committee, recorder=zhang, held_on=clock.today()
    )
    for number in range(1, ITEMS):
        AgendaItemFactory(unit=caizheng, meeting=planned, position=number, title=f"第{number}件事")
    AgendaItemFactory(
        unit=town, meeting=planned, position=ITEMS, title="评先进", category="honour", way="ballot"
    )
    return planned


def says(page, person, view="同意", reason="群众需要。"):
    line = page.locator(".speaking").filter(has=page.get_by_text(person.name, exact=True))
    line.get_by_role("radio", name=view, exact=True).check()
    line.get_by_placeholder("理由").fill(reason)


def presses(page, words):
    with page.expect_navigation():
        page.get_by_role("button", name=words, exact=True).first.click()


def test_nine_members_and_twelve_items_without_leaving_the_page(visitor, meeting, committee, zhang):
    recorder = visitor(zhang)
    recorder.goes_to(meeting.get_absolute_url()).follows("签到开会")
    recorder.presses("宣布开会").reads("第1件事")
    page, address = recorder.page, recorder.page.url

    for number in range(1, ITEMS):
        presses(page, "审议")
        divided = number == 3
        for place, person in enumerate(committee[1:]) if number <= TYPED else ():
            says(page, person, "不同意" if divided and place < 4 else "同意")
        if number > TYPED:
            page.evaluate(AGREED)
        if number == 2:  # somebody presses reload in the middle: what was typed is still there
            page.reload()
            page.get_by_text("已恢复未提交的内容").wait_for()
        presses(page, "保存意见")
        says(page, committee[0], reason="同意大家的意见。")
        presses(page, "保存意见")
        if number in (1, 3):
            recorder.looks()
        presses(page, "宣布结果")
        assert page.url.split("#")[0] == address

    presses(page, "审议")
    page.get_by_label("计票人", exact=False).first.select_option(label="委员1")
    page.get_by_label("监票人", exact=False).first.select_option(label="委员2")
    for name, number in (("agree", 8), ("disagree", 1), ("abstain", 0), ("invalid", 0)):
        for teller in (1, 2):
            page.locator(f"[name={name}_{teller}]").fill(str(number))
    recorder.looks()
    presses(page, "录入计票结果")
    presses(page, "宣布结果")
    recorder.presses("散会", sure=True).reads("已散会")

    outcomes = AgendaItem.objects.values_list("outcome", flat=True)
    assert sorted(outcomes) == ["deferred", *["passed"] * (ITEMS - 1)]
    assert Meeting.objects.get().status == "closed"
    assert Tally.objects.get().agree == 8
    for item in AgendaItem.objects.filter(way="oral"):
        assert item.opinions.count() == 9
        assert item.opinions.last().person == committee[0]
