"""What the forms have in common: choosing by name, and rows as the workflow wants them."""

from django import forms


class NameChoice(forms.ModelChoiceField):
    """Posts and people of one unit need no unit's name beside theirs; those of another than `home` do."""

    home = None

    def label_from_instance(self, thing) -> str:
        at_home = self.home is None or thing.unit_id == self.home.pk
        return thing.name if at_home else f"{thing.unit}·{thing.name}"


class RowForm(forms.ModelForm):
    def content(self) -> dict:
        return {name: self.cleaned_data[name] for name in self.Meta.fields}


class Written:
    """A formset that knows which of its forms say something."""

    def written(self) -> list:
        """The forms that are filled in and not taken out."""
        return [
            form
            for form in self.forms
            if form.has_changed() or form.instance.pk or form.initial
            if form not in self.deleted_forms
        ]
