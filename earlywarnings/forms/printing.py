"""What is typed here is printed later."""

from django import forms

from documents.rules import printable


class Printed(forms.BaseForm):
    """Keeps of every text what can stand on paper, and asks whether anything is left where something must be."""

    def clean(self):
        cleaned = super().clean()
        for name, typed in [(name, value) for name, value in cleaned.items() if isinstance(value, str)]:
            cleaned[name] = printable(typed)
            field = self.fields[name]
            if typed and not cleaned[name] and field.required:
                self.add_error(name, field.error_messages["required"])
        return cleaned


def area(rows: int) -> forms.Textarea:
    return forms.Textarea({"rows": rows})


def name_by_number(form, number: int) -> None:
    """The same form stands there for every problem: the summary of mistakes says which one is meant."""
    for field in form.fields.values():
        field.label = f"{field.label}（问题{number}）"


class NamedPerson(forms.ModelChoiceField):
    """People of one unit, each with the post that tells namesakes apart."""

    def label_from_instance(self, person) -> str:
        return f"{person.name}（{person.title}）" if person.title else person.name


class NamedPeople(forms.ModelMultipleChoiceField):
    """Several of them; the one who is `flagged` is the unit's leader in charge."""

    flagged = None

    def clean(self, value) -> list:
        return list(super().clean(value))

    def label_from_instance(self, person) -> str:
        words = [person.title] if person.title else []
        words += ["分管该单位"] if person == self.flagged else []
        return f"{person.name}（{'，'.join(words)}）" if words else person.name
