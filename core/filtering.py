"""What every list narrowed by its URL has in common."""

import django_filters
from django import forms
from django.utils.http import urlencode

LONGEST_QUERY = 1000


class ListFilter(django_filters.FilterSet):
    @property
    def qs(self):
        """Nothing at all for a condition that makes no sense, rather than everything."""
        return super().qs if self.is_valid() else self.queryset.none()

    @property
    def query(self) -> str:
        """What is chosen, as the query string of this very list: no page, and nothing the form does not ask."""
        said = {bound.html_name: bound.data for bound in self.form}
        return urlencode({name: value for name, value in said.items() if value}, doseq=True)

    @property
    def chosen(self) -> list[tuple[str, str]]:
        """What is chosen, in the words of the form."""
        values = self.form.cleaned_data if self.is_valid() else {}
        return [
            (bound.label, _in_words(bound.field, values[bound.name]))
            for bound in self.form
            if values.get(bound.name)
        ]


def _in_words(field, value) -> str:
    plain = isinstance(field, forms.ChoiceField) and not isinstance(field, forms.ModelChoiceField)
    return str(dict(field.choices).get(value, value) if plain else value)


class FilterNameForm(forms.Form):
    """Under which name somebody finds the present filter again; `may_save` is asked about the name."""

    name = forms.CharField(
        label="名称", max_length=20, help_text="以后在列表上方点这个名称。名称已有的，换成这一组条件。"
    )

    def __init__(self, data, *, filtered: ListFilter, may_save):
        super().__init__(data)
        self.filtered, self.may_save = filtered, may_save

    def clean_name(self) -> str:
        name = self.cleaned_data["name"]
        if objection := self._objection() or self.may_save(name).reason:
            raise forms.ValidationError(objection)
        return name

    def _objection(self) -> str:
        if not self.filtered.query:
            return "还没有选条件。请先在列表上选好条件，再保存。"
        if not self.filtered.is_valid():
            return "条件里有一项已经不能用了。请回到列表清除条件，重新选好再保存。"
        if len(self.filtered.query) > LONGEST_QUERY:
            return "查找的词太长，存不下。请缩短以后再保存。"
        return ""
