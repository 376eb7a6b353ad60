"""What every request passes through."""

import pytest
from django.http import HttpResponse
from django.test import override_settings
from django.urls import path

from core.gates import Role, open_to, open_to_public
from core.middleware import AddressMiddleware, address, client_address
from core.verdict import Refusal, refused


@open_to_public
def refuse(request):
    raise Refusal(refused("预警由有管理权限的纪检监察机关签发（第四十一条）。", 41))


@open_to_public
def where(request):
    return HttpResponse(address.get())


urlpatterns = [path("refuse/", refuse), path("where/", where)]
here = override_settings(ROOT_URLCONF=__name__)


def asked(rf, forwarded=None, remote="10.0.0.1"):
    headers = {} if forwarded is None else {"X-Forwarded-For": forwarded}
    return rf.get("/", REMOTE_ADDR=remote, headers=headers)


@pytest.mark.parametrize(
    ("trusted", "forwarded", "found"),
    [
        (0, None, "10.0.0.1"),
        (0, "203.0.113.9", "10.0.0.1"),  # nobody in front of us: whoever wrote it, it is not believed
        (1, "203.0.113.9", "203.0.113.9"),
        (1, "6.6.6.6, 203.0.113.9", "203.0.113.9"),  # 6.6.6.6 was written by the client
        (2, "6.6.6.6, 203.0.113.9, 10.0.0.7", "203.0.113.9"),
        (2, "203.0.113.9", "10.0.0.1"),  # fewer than there should be: came past the proxies
        (1, "", "10.0.0.1"),
        (1, None, "10.0.0.1"),
    ],
)
def test_the_address_is_the_one_our_own_proxies_saw(rf, settings, trusted, forwarded, found):
    settings.TRUSTED_PROXIES = trusted
    assert client_address(asked(rf, forwarded)) == found


def test_an_address_fits_its_column(rf, settings):
    settings.TRUSTED_PROXIES = 1
    assert len(client_address(asked(rf, "x" * 500))) == 45


def test_the_address_is_known_during_the_request_and_forgotten_after_it(rf):
    seen = []
    middleware = AddressMiddleware(lambda request: seen.append(address.get()) or HttpResponse())

    middleware(asked(rf))

    assert seen == ["10.0.0.1"]
    assert address.get() == ""


@here
@pytest.mark.django_db
def test_a_view_sees_the_address(client):
    assert client.get("/where/", REMOTE_ADDR="10.0.0.9").content == b"10.0.0.9"


def test_a_refusal_becomes_a_page_with_its_reason_and_its_article(client, db):
    with here:
        response = client.get("/refuse/")

    assert response.status_code == 403
    assert "预警由有管理权限的纪检监察机关签发（第四十一条）。" in response.content.decode()


def test_a_closed_gate_becomes_the_same_page(client, zhou):
    client.force_login(zhou)
    response = client.get("/audit/")

    assert response.status_code == 403
    assert f"这一页面向{Role.AUDIT_OFFICER.label}开放" in response.content.decode()


def test_other_errors_are_not_dressed_up_as_refusals(client, db):
    @open_to(Role.COLLECTOR)
    def broken(request):
        raise AssertionError

    with pytest.raises(AttributeError):
        broken(object())
