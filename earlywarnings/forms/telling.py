"""参阅: what to draft it from, what a person writes, who is to read it."""

from django import forms

from core.editing import VersionedForm
from core.forms import Paragraphs
from documents.rules import printable
from earlywarnings.forms.printing import Printed, area
from earlywarnings.models import Bulletin, EarlyWarning
from earlywarnings.queries import bulletins as queries
from organisations.models import Unit, User


class Cases(forms.ModelChoiceField):
    def label_from_instance(self, warning) -> str:
        return f"{warning.number} {warning.heading}（{warning.get_tier_display()}）"


class CaseForm(forms.Form):
    """Which closed warning."""

    warning = Cases(label="已销号的预警", queryset=EarlyWarning.objects.none(), empty_label="请选择预警")

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["warning"].queryset = queries.cases_to_tell(user)


class PeriodForm(forms.Form):
    """Which quarter or half year."""

    period = forms.ChoiceField(label="时期")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["period"].choices = [(span.code, span.label) for span in queries.periods()]


class People(forms.ModelMultipleChoiceField):
    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, user) -> str:
        return f"{user.name}（{user.post_text}）"


class BulletinForm(Printed, VersionedForm):
    """A person writes beside what the system says; a summary has no story of its own."""

    units = forms.ModelMultipleChoiceField(
        label="指定单位的负责人",
        queryset=Unit.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    people = People(label="指定人员", queryset=User.objects.none(), required=False)

    field_order = ("title", "story", "causes", "next_steps", "to_heads", "to_collectors", "units", "people")

    class Meta:
        model = Bulletin
        fields = ("title", "story", "causes", "next_steps", "to_heads", "to_collectors")
        field_classes = dict.fromkeys(("story", "causes", "next_steps"), Paragraphs)
        widgets = {"story": area(5), "causes": area(5), "next_steps": area(5)}

    def __init__(self, *args, town, is_case: bool, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["units"].queryset = queries.units_to_choose(town)
        self.fields["people"].queryset = queries.people_to_choose(town)
        if not is_case:
            del self.fields["story"]
        if self.instance.pk:
            self.initial |= {
                "units": list(self.instance.units.all()),
                "people": list(self.instance.people.all()),
            }


class IssueForm(forms.Form):
    """A name that is still in the text needs a reason; without one there is nothing to fill in."""

    reason = forms.CharField(label="保留这些名称的理由", max_length=500, widget=area(3))

    def __init__(self, *args, found: list[str], **kwargs):
        super().__init__(*args, **kwargs)
        if not found:
            del self.fields["reason"]

    def clean_reason(self):
        reason = printable(self.cleaned_data["reason"])
        if not reason:
            raise forms.ValidationError("请写明理由，或者退回修改。")
        return reason
