"""What is asked about an item before its meeting."""

from django import forms

from core import clock
from core.forms import Paragraphs
from decisions import queries
from decisions.enums import Category, Conclusion, Preparing, Prerequisite, Way
from decisions.forms.versioned import Versioned
from decisions.models import AgendaItem, RiskAssessment
from rulebook.rules import article_label

BY_LIST = "按事项清单"


def area(rows: int) -> forms.Textarea:
    return forms.Textarea({"rows": rows})


class ItemForm(Versioned):
    """A line of the town's list says the category and the way; who chooses none says them."""

    category = forms.ChoiceField(label="类别", choices=[("", BY_LIST), *Category.choices], required=False)
    way = forms.ChoiceField(label="决定方式", choices=[("", BY_LIST), *Way.choices], required=False)
    proposal = Paragraphs(label="决策建议", max_length=3000, widget=area(5))
    candidates = Paragraphs(
        label="候选人",
        required=False,
        widget=area(4),
        help_text="差额票决时填写，一行一人，人数须多于应选人数。",
    )

    class Meta:
        model = AgendaItem
        fields = (
            *("unit", "matter", "category", "title", "proposal", "amount", "fund_source", "payee", "leader"),
            *("is_technical", "touches_public", "needs_assessment", "way", "seats", "candidates"),
            *("disclosure", "disclosure_mode", "withheld_reason"),
        )

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        units = queries.units_to_propose(user)
        self.fields["unit"].queryset = units
        self.fields["unit"].empty_label = "请选择单位"
        self.fields["matter"].queryset = queries.matters_for(units)
        self.fields["matter"].empty_label = "清单里没有"
        self.fields["leader"].queryset = queries.leaders_over(units)
        self.fields["leader"].empty_label = "请选择"
        self.fields["disclosure_mode"].required = False
        if self.instance.pk:
            names = self.instance.candidates.values_list("name", flat=True)
            self.initial["candidates"] = "\n".join(names)
        elif len(units) == 1:
            self.initial.setdefault("unit", units[0].pk)

    def clean(self):
        said = super().clean()
        matter = said.get("matter")
        said["category"] = matter.category if matter else said.get("category")
        if not said["category"]:
            self.add_error("category", "清单里没有的事项，请选择类别。")
        said["way"] = said.get("way") or (matter.way if matter else Way.ORAL)
        if said["way"] != Way.CONTEST:
            said["seats"] = None
        elif not said.get("seats"):
            self.add_error("seats", "差额票决须写明应选几人。")
        if said.get("disclosure") == "withheld" and not said.get("withheld_reason"):
            self.add_error("withheld_reason", "不公开须写明理由（第十条）。")
        return said

    def _post_clean(self):
        """The move cleans the whole item; the form only says what was typed."""

    @property
    def content(self) -> dict:
        said = {
            name: value for name, value in self.cleaned_data.items() if name != "disclosure_mode" or value
        }
        lines = said.pop("candidates", "").splitlines()
        return said | {"candidates": [line.strip() for line in lines if line.strip()]}


class ReasonForm(forms.Form):
    reason = forms.CharField(label="理由", max_length=300, widget=area(3))


class FulfilForm(forms.Form):
    kind = forms.ChoiceField(label="会前程序", widget=forms.RadioSelect)
    done_on = forms.DateField(label="完成日期", widget=forms.DateInput)
    given_by = forms.CharField(
        label="由谁作出", max_length=100, help_text="如：财政所，或镇行政办公会（第5次）。"
    )
    document = forms.CharField(label="材料", max_length=200, help_text="材料名称或文号，原件存档备查。")

    def __init__(self, *args, item, **kwargs):
        super().__init__(*args, **kwargs)
        left = [one for one in queries.missing(item) if one.kind != Prerequisite.ASSESSMENT]
        self.fields["kind"].choices = [
            (one.kind.value, f"{one.kind.label}（{article_label(one.article)}）") for one in left
        ]
        self.initial.setdefault("done_on", clock.today())
        if len(left) == 1:
            self.initial.setdefault("kind", left[0].kind.value)


class AssessmentForm(forms.ModelForm):
    """Powers, risk points and measures come filled in from the register; the assessor judges them."""

    powers = Paragraphs(label="涉及的职权", max_length=3000, required=False, widget=area(4))
    points = Paragraphs(label="风险点", max_length=3000, widget=area(6))
    measures = Paragraphs(label="防控措施", max_length=3000, widget=area(6))
    analysis = Paragraphs(
        label="分析意见",
        max_length=3000,
        widget=area(5),
        help_text="这个项目在资金、招标、验收等环节可能出什么问题，措施够不够。",
    )
    conclusion = forms.ChoiceField(label="评估结论", choices=Conclusion, widget=forms.RadioSelect)
    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)

    class Meta:
        model = RiskAssessment
        fields = ("powers", "points", "measures", "analysis", "conclusion", "assessed_by", "assessed_on")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial["seen"] = self.instance.version if self.instance.pk else None
        self.initial.setdefault("assessed_on", clock.today())

    @property
    def content(self) -> dict:
        said = dict(self.cleaned_data)
        return said | {"version": said.pop("seen")}


class PrepareForm(forms.Form):
    kind = forms.ChoiceField(label="方式", choices=Preparing, widget=forms.RadioSelect)
    on = forms.DateField(label="日期", widget=forms.DateInput)
    participants = forms.CharField(label="参加人", max_length=200)
    gist = forms.CharField(label="主要内容", max_length=300, widget=area(3))
    decided = forms.BooleanField(
        label="酝酿中作出了决定", required=False, help_text="酝酿不得作出决定，也不得影响集体决策。"
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial.setdefault("on", clock.today())
