"""A move tried with what a form says: a refusal is shown beside what was typed, and nothing typed is lost."""

from django.core.exceptions import ValidationError

from core.verdict import Refusal


def attempt(form, deed, *args, **kwargs):
    """What the deed gives, or None with the reason among the form's errors. The deed is a move: all of it or nothing."""
    try:
        return deed(*args, **kwargs)
    except Refusal as refusal:
        article = f"（第{refusal.verdict.article}条）" if refusal.verdict.article else ""
        form.add_error(None, f"{refusal.verdict.reason}{article}")
    except ValidationError as error:
        for name, sentences in error.message_dict.items():
            form.add_error(name if name in form.fields else None, sentences)
    return None
