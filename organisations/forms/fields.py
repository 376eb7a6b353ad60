"""Controls that several forms of this floor share."""

from django import forms


def day(label: str, **kwargs) -> forms.DateField:
    widget = forms.DateInput({"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, widget=widget, **kwargs)


class PersonField(forms.ModelChoiceField):
    """People of one name are told apart by where they are."""

    def label_from_instance(self, person) -> str:
        return f"{person.name}（{person.unit}{person.title}）"


class UserField(forms.ModelChoiceField):
    def label_from_instance(self, user) -> str:
        return f"{user.name}（{user.post_text}）"


def refuse(form: forms.Form, verdict, field: str | None = None) -> None:
    """A refusal known before the deed stands beside its field, with everything typed still there."""
    if not verdict:
        form.add_error(field, verdict.reason)
