"""Somebody at a desk: a client that fails loudly."""

from django.test import Client
from django.urls import reverse

from collection.enums import ItemStatus
from earlywarnings.models import EarlyWarning
from tests.factories import ItemFactory


class Desk:
    def __init__(self, user):
        self.user = user
        self.client = Client(raise_request_exception=True)
        self.client.force_login(user)

    def reads(self, url: str) -> str:
        response = self.client.get(url)
        assert response.status_code == 200, f"{self.user} {url}: {response.status_code}"
        return response.content.decode()

    def does(self, name: str, /, *args, query: str = "", **data) -> str:
        """Post to a named address and read the page it leads to."""
        url = reverse(name, args=args) + query
        response = self.client.post(url, data, follow=True)
        assert response.redirect_chain, page_errors(response)
        return response.content.decode()


def page_errors(response) -> str:
    form = response.context and response.context.get("form")
    return f"{response.status_code} {form.errors if form is not None else response.content.decode()[:2000]}"


def problem_rows(**row) -> dict:
    """One row of the formset of problems, as the browser sends it."""
    return {"problem-TOTAL_FORMS": 1, "problem-INITIAL_FORMS": 0} | {
        f"problem-0-{k}": v for k, v in row.items()
    }


def signed(officer: Desk, second: Desk, secretary: Desk, *, unit, tier: str, **said) -> EarlyWarning:
    """A warning on something that the unit has reported, through its three desks."""
    item = ItemFactory(unit=unit, form=None, status=ItemStatus.REPORTED)
    officer.does(
        "earlywarnings:draft",
        query=f"?item={item.pk}&unit={unit.pk}&tier={tier}",
        **{
            "title": "集体鱼塘发包未公示",
            "facts": "村集体鱼塘发包前未按规定公示。",
            "rule_violated": "村集体资产资源管理制度第五条",
            "measures": ["letter"],
            "requirements": "补办公示并完善制度。",
            "supervisor": officer.user.person.pk,
            "evaluation": "现场核查公示记录",
            "case_handling": "on",
        }
        | said,
        **problem_rows(text="发包前未公示", requirement="补办公示七日", due_on="2026-11-20"),
    )
    warning = EarlyWarning.objects.latest("pk")
    officer.does("earlywarnings:submit", warning.pk)
    second.does("earlywarnings:approve", warning.pk)
    secretary.does("earlywarnings:sign", warning.pk)
    warning.refresh_from_db()
    return warning


def answer_to(warning, **said) -> dict:
    """The answer to a warning with one problem, as the browser sends it."""
    problem = warning.problems.get()
    row = {"measure": "已补办公示七日。", "person": "李长河", "done_on": "2026-11-20"} | said
    return {f"p{problem.pk}-{name}": value for name, value in row.items()} | {
        "system": "发包制度没有写明公示环节。"
    }
