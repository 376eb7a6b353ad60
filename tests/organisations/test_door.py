"""Coming in and going out: login, lock-out, time-out, passwords."""

import re
from datetime import timedelta

import pytest
from axes.models import AccessAttempt
from django.contrib.auth.hashers import check_password
from django.urls import reverse

from audit.models import AuditEvent
from audit.sentences import sentence
from core.gates import Role
from organisations import passwords, sessions, workflow
from organisations.models import PasswordRecord, User
from tests.factories import PASSWORD, UserFactory

pytestmark = pytest.mark.django_db
LOGIN = reverse("organisations:login")
NEW = "Mountain-2027-pass"


def log_in(client, user, password=PASSWORD, address="10.0.0.1", **data):
    name = user if isinstance(user, str) else user.username
    return client.post(LOGIN, {"username": name, "password": password, **data}, REMOTE_ADDR=address)


def without_token(response) -> str:
    return re.sub(r"[A-Za-z0-9]{64}", "", response.content.decode())


def is_in(client) -> bool:
    return client.get(reverse("organisations:me")).status_code == 200


def deeds() -> list[str]:
    return [sentence(event) for event in AuditEvent.objects.order_by("sequence")]


# -- login -----------------------------------------------------------------------------------------------


def test_a_member_logs_in_and_it_is_recorded_with_the_address(client, zhou):
    response = log_in(client, zhou, address="10.0.0.9")

    assert response.url == "/"
    assert is_in(client)
    event = AuditEvent.objects.get()
    assert (sentence(event), event.actor_name, event.address) == ("登录", "周小燕", "10.0.0.9")


def test_the_session_key_is_a_new_one_after_login(client, zhou):
    client.get(LOGIN)
    session = client.session
    session["before"] = 1
    session.save()
    client.cookies["sessionid"] = session.session_key

    log_in(client, zhou)

    assert client.session.session_key != session.session_key


def test_whoever_asked_for_a_page_gets_it_after_the_login(client, zhou):
    wanted = reverse("organisations:me")
    response = client.get(wanted)
    assert response.url == f"{LOGIN}?next={wanted}"

    assert f'value="{wanted}"' in client.get(response.url).content.decode()
    assert log_in(client, zhou, next=wanted).url == wanted


@pytest.mark.parametrize(
    "elsewhere", ["https://example.com/", "//example.com", "javascript:alert(1)", "\\\\example.com"]
)
def test_the_login_sends_nobody_to_another_site(client, zhou, elsewhere):
    assert log_in(client, zhou, next=elsewhere).url == "/"


def test_a_wrong_name_a_wrong_password_and_a_disabled_account_look_the_same(client, zhou, zheng):
    gone = UserFactory(is_active=False)
    pages = {
        without_token(log_in(client, name, password)).replace(f'value="{name}"', "")
        for name, password in [(zhou.username, "wrong"), ("nobody", PASSWORD), (gone.username, PASSWORD)]
    }

    assert len(pages) == 1
    assert "登录名或密码不正确。" in pages.pop()


def test_failed_logins_are_recorded_but_never_what_was_typed(client, zhou):
    log_in(client, zhou, "Secret-typed-1")
    log_in(client, "My-password-by-mistake-1", "x")

    assert deeds() == ["周小燕登录失败", "不存在的登录名登录失败"]
    assert not AuditEvent.objects.filter(object_text__contains="mistake").exists()
    assert "Secret" not in str(list(AuditEvent.objects.values()))


def test_an_empty_form_is_not_a_failed_login(client):
    page = client.post(LOGIN, {"username": "", "password": ""}).content.decode()

    assert "这个字段是必填项。" in page
    assert deeds() == []


def test_the_login_page_sends_a_member_home(client, zhou):
    client.force_login(zhou)
    assert client.get(LOGIN).url == "/"


def test_logging_out_is_a_button_and_is_recorded(client, zhou):
    client.force_login(zhou)
    assert client.get(reverse("organisations:logout")).status_code == 405

    assert client.post(reverse("organisations:logout")).url == LOGIN

    assert not is_in(client)
    assert deeds() == ["退出（主动退出）"]


# -- lock-out --------------------------------------------------------------------------------------------


def test_five_failures_lock_a_name_at_one_address_for_a_quarter_of_an_hour(client, zhou):
    for _ in range(4):
        assert "登录名或密码不正确" in log_in(client, zhou, "wrong").content.decode()
    locked = log_in(client, zhou, "wrong")

    assert locked.status_code == 403
    assert "请在 15 分钟后再试" in locked.content.decode()
    assert log_in(client, zhou).status_code == 403  # the right password does not help now
    assert not is_in(client)
    assert log_in(client, zhou, address="10.0.0.2").url == "/"  # elsewhere the owner is not shut out


def test_the_lock_is_recorded_once_however_often_it_is_tried(client, zhou):
    for _ in range(9):
        log_in(client, zhou, "wrong")

    assert deeds() == ["周小燕登录失败"] * 4 + ["周小燕连续登录失败，已锁定"]


def test_the_lock_ends_after_its_minutes_and_trying_does_not_prolong_it(client, zhou):
    for _ in range(5):
        log_in(client, zhou, "wrong")
    attempt = AccessAttempt.objects.get()
    AccessAttempt.objects.update(attempt_time=attempt.attempt_time - timedelta(minutes=10))

    assert "请在 5 分钟后再试" in log_in(client, zhou).content.decode()

    AccessAttempt.objects.update(attempt_time=attempt.attempt_time - timedelta(minutes=16))
    assert log_in(client, zhou).url == "/"


def test_twenty_failures_from_anywhere_lock_the_name_alone(client, zhou):
    for number in range(20):
        log_in(client, zhou, "wrong", address=f"10.0.1.{number}")

    assert log_in(client, zhou, address="10.0.2.1").status_code == 403


def test_other_people_at_the_same_address_are_not_locked_out(client, zhou, li):
    for _ in range(6):
        log_in(client, zhou, "wrong")

    assert log_in(client, li).url == "/"


def test_a_name_that_does_not_exist_is_locked_just_the_same(client):
    for _ in range(4):
        log_in(client, "nobody", "wrong")
    assert log_in(client, "nobody", "wrong").status_code == 403


# -- how long a login lasts ------------------------------------------------------------------------------


def age(client, **seconds) -> None:
    """Move the beginning or the last sign of life of the login back."""
    session = client.session
    login = session[sessions.KEY]
    session[sessions.KEY] = login | {name: login[name] - value for name, value in seconds.items()}
    session.save()


def seen(client) -> float:
    return client.session[sessions.KEY]["seen"]


def test_thirty_idle_minutes_end_a_login_and_the_page_waits_behind_the_next_one(client, zhou):
    client.force_login(zhou)
    age(client, seen=31 * 60)

    response = client.get("/organisation/me/?tab=1")

    assert response.url == f"{LOGIN}?next=/organisation/me/%3Ftab%3D1"
    assert "登录已超时，系统已自动退出。" in client.get(response.url).content.decode()
    assert deeds() == ["退出（超时退出）"]


def test_twelve_hours_end_a_login_however_busy(client, zhou):
    client.force_login(zhou)
    age(client, started=12 * 3600 + 1)
    assert not is_in(client)


def test_work_keeps_a_login_alive_and_is_written_at_most_once_a_minute(client, zhou):
    client.force_login(zhou)
    age(client, seen=50)
    before = seen(client)
    assert is_in(client)
    assert seen(client) == before

    age(client, seen=20)
    assert is_in(client)
    assert seen(client) > before


def test_polling_is_not_work(client, zhou):
    client.force_login(zhou)
    age(client, seen=29 * 60)
    before = seen(client)

    client.get(reverse("organisations:me"), headers={"X-Polling": "1"})
    assert seen(client) == before

    age(client, seen=2 * 60)
    response = client.get(reverse("organisations:me"), headers={"X-Polling": "1"})
    assert (response.status_code, response.content) == (401, b"")  # the page stays with what is being typed


def test_a_session_that_never_properly_began_is_over(client, zhou):
    client.force_login(zhou)
    session = client.session
    del session[sessions.KEY]
    session.save()
    assert not is_in(client)


def test_the_limits_are_those_of_the_rulebook_when_the_login_began(client, zhou, monkeypatch):
    from core import registries

    values = {"security.idle_minutes": 5, "security.absolute_hours": 1}
    monkeypatch.setattr(registries, "setting_sources", registries.Registry([values.get]))
    client.force_login(zhou)
    age(client, seen=6 * 60)
    assert not is_in(client)


def test_a_lost_post_returns_to_the_page_with_the_form(client):
    response = client.post(
        reverse("organisations:large_text"), headers={"Referer": "http://testserver/organisation/me/?a=1#x"}
    )
    assert response.url == f"{LOGIN}?next=/organisation/me/%3Fa%3D1"


def test_a_lost_post_from_another_site_returns_home(client):
    response = client.post(reverse("organisations:large_text"), headers={"Referer": "http://elsewhere/me/"})
    assert response.url == f"{LOGIN}?next=/"


def test_a_fragment_asked_for_without_a_login_moves_the_whole_window(client):
    headers = {"HX-Request": "true", "HX-Current-URL": "http://testserver/organisation/units/?q=1"}
    response = client.get(reverse("organisations:me"), headers=headers)

    assert response["HX-Redirect"] == f"{LOGIN}?next=/organisation/units/%3Fq%3D1"


def test_a_disabled_account_is_out_with_its_next_request(client, zhou, zheng):
    client.force_login(zhou)
    workflow.disable(zhou, by=zheng)
    assert not is_in(client)


# -- passwords -------------------------------------------------------------------------------------------


def change(client, old, new, again=None):
    data = {"old_password": old, "new_password1": new, "new_password2": again or new}
    return client.post(reverse("organisations:password"), data)


@pytest.fixture
def novice(xishan):
    return UserFactory(role=Role.COLLECTOR, unit=xishan, must_change_password=True)


@pytest.mark.parametrize("name", ["dashboard:home", "organisations:me", "organisations:units"])
def test_a_temporary_password_opens_no_page_but_its_own_change(client, novice, name):
    client.force_login(novice)
    assert client.get(reverse(name)).url == reverse("organisations:password")


def test_a_temporary_password_does_not_post_anywhere_either(client, novice, xishan):
    client.force_login(novice)
    response = client.post(reverse("organisations:change_unit", args=[xishan.pk]), {})
    assert response.url == reverse("organisations:password")


def test_the_first_login_ends_with_a_password_of_ones_own(client, novice):
    log_in(client, novice)
    assert "请先换成自己的密码" in client.get(reverse("organisations:password")).content.decode()

    assert change(client, PASSWORD, NEW).url == "/"

    assert is_in(client)  # still logged in, under the new password
    assert deeds()[-1] == "修改了自己的密码"
    client.logout()
    assert log_in(client, novice, NEW).url == "/"


def test_changing_a_password_ends_the_other_logins(client, zhou):
    other = type(client)()
    for each in (client, other):
        each.force_login(zhou)

    change(client, PASSWORD, NEW)

    assert is_in(client)
    assert not is_in(other)


@pytest.mark.parametrize(
    ("password", "why"),
    [
        ("Short-1", "至少"),
        ("alllowercase1", "至少三类"),
        ("1234567890123", "至少三类"),
        (PASSWORD, "最近五次"),
    ],
)
def test_a_weak_or_used_password_is_refused_beside_its_field(client, zhou, password, why):
    client.force_login(zhou)
    page = change(client, PASSWORD, password).content.decode()

    assert why in page
    assert check_password(PASSWORD, User.objects.get(pk=zhou.pk).password)


def test_a_password_much_like_the_login_name_is_refused(client, xishan):
    user = UserFactory(username="mengxiulan", unit=xishan)
    client.force_login(user)
    assert "密码跟 登录名 太相似了。" in change(client, PASSWORD, "Mengxiulan1").content.decode()


def test_a_wrong_present_password_changes_nothing(client, zhou):
    client.force_login(zhou)
    change(client, "not it", NEW)
    assert check_password(PASSWORD, User.objects.get(pk=zhou.pk).password)
    assert deeds() == []


def test_none_of_the_last_five_passwords_is_taken_again_but_the_sixth_is(client, zhou):
    client.force_login(zhou)
    used = [f"Bamboo-grove-{number}" for number in range(6)]
    for old, new in zip([PASSWORD, *used], used, strict=False):
        assert change(client, old, new).status_code == 302

    assert "最近五次" in change(client, used[-1], used[1]).content.decode()
    assert change(client, used[-1], used[0]).status_code == 302
    assert PasswordRecord.objects.filter(user=zhou).count() == 5


def test_temporary_passwords_pass_the_rules_and_differ():
    made = {passwords.temporary() for _ in range(50)}
    assert len(made) == 50
    for password in made:
        passwords.CharacterClassesValidator().validate(password)
        assert len(password) == 14
        assert not set(password) & set("Il10O")


# -- large text ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("sent", "kept"), [("on", True), ("", False)])
def test_large_text_is_remembered_with_the_account(client, sent, kept):
    user = UserFactory(large_text=not kept)
    client.force_login(user)

    assert client.post(reverse("organisations:large_text"), {"large_text": sent}).status_code == 204
    assert User.objects.get(pk=user.pk).large_text is kept
    assert ('data-text="large"' in client.get(reverse("organisations:me")).content.decode()) is kept
