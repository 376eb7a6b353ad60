"""What a visitor sees when the request could not be carried out at all."""

import pytest
from django.db import InterfaceError, OperationalError
from django.test import Client
from django.urls import path

from config.urls import *  # noqa: F403  handler500 among them
from core.gates import open_to_public

pytestmark = pytest.mark.urls(__name__)
ERRORS = {"away": OperationalError, "closed": InterfaceError, "mistake": ZeroDivisionError}


@open_to_public
def fail(request, how):
    raise ERRORS[how]("西山村")


urlpatterns = [path("fail/<how>/", fail)]


@pytest.fixture
def visitor():
    return Client(raise_request_exception=False)


@pytest.mark.parametrize("how", ["away", "closed"])
def test_a_database_that_does_not_answer_is_an_invitation_to_try_again(
    visitor, how, django_assert_num_queries
):
    answer = visitor.post(f"/fail/{how}/")  # and no database is there for this test
    assert (answer.status_code, answer["Retry-After"]) == (503, "60")
    assert "填写的内容还在" in answer.content.decode()
    assert "西山村" not in answer.content.decode()


def test_a_mistake_of_ours_says_so_and_nothing_more(visitor):
    answer = visitor.get("/fail/mistake/")
    assert answer.status_code == 500
    assert "系统出错了" in answer.content.decode()
    assert "西山村" not in answer.content.decode()
