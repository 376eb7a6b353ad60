"""A move tried with what a form says: a refusal is shown beside what was typed, and nothing typed is lost."""

from django.core.exceptions import ValidationError

from core.verdict import Refusal
from rulebook.rules import article_label


def attempt(form, deed, *args, **kwargs):
    """What the deed gives, or None with the reason among the form's errors. The deed is a move: all of it or nothing."""
    try:
        return deed(*args, **kwargs)
    except Refusal as refusal:
        article = refusal.verdict.article
        form.add_error(None, refusal.verdict.reason + (f"（{article_label(article)}）" if article else ""))
    except ValidationError as error:
        for name, sentences in error.message_dict.items():
            form.add_error(name if name in form.fields else None, sentences)
    return None
