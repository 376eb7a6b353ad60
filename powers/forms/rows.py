"""Rows of a record, as the workflow wants them."""

from django import forms


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
