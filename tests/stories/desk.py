"""Somebody at a desk: a client that fails loudly."""

from django.test import Client
from django.urls import reverse


class Desk:
    def __init__(self, user):
        self.user = user
        self.client = Client(raise_request_exception=True)
        self.client.force_login(user)

    def reads(self, url: str) -> str:
        response = self.client.get(url)
        assert response.status_code == 200, f"{self.user} {url}: {response.status_code}"
        return response.content.decode()

    def does(self, name: str, *args, query: str = "", **data) -> str:
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
