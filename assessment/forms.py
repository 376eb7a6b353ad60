"""A sheet as it is filled in: a line per item, by the unit and then by 镇纪委."""

from django import forms

from core.numbers import plain


class LineForm(forms.Form):
    """One item: whether it applies, the score, and why."""

    applies = forms.BooleanField(label="适用", required=False)
    score = forms.DecimalField(
        label="得分",
        max_digits=5,
        decimal_places=2,
        min_value=0,
        required=False,
        widget=forms.NumberInput({"inputmode": "decimal", "step": "0.5"}),
    )
    note = forms.CharField(
        label="说明", max_length=300, required=False, widget=forms.TextInput({"placeholder": "说明"})
    )

    def __init__(self, data, *, line, evidence, initial: dict):
        super().__init__(data, prefix=f"line{line.pk}", initial=initial)
        self.line, self.evidence = line, evidence
        self.fields["score"].max_value = line.points
        self.fields["score"].widget.attrs["aria-label"] = f"{line.item.text}的得分"
        self.fields["note"].widget.attrs["aria-label"] = f"{line.item.text}的说明"

    def clean(self):
        said = super().clean()
        score = said.get("score")
        if not said.get("applies"):
            said["score"] = None
        elif score is None and "score" not in self.errors:
            self.add_error("score", "请打分；不适用的，去掉“适用”的勾。")
        elif score is not None and score > self.line.points:
            self.add_error("score", f"不能超过{plain(self.line.points)}分。")
        return said

    @property
    def content(self) -> tuple:
        said = self.cleaned_data
        return said["applies"], said["score"], said["note"]


class CheckedLineForm(LineForm):
    """核查: a score that departs from the unit's own says why."""

    def clean(self):
        said = super().clean()
        if said.get("score") != self.line.self_score and not said.get("note") and not self.errors:
            self.add_error("note", "与自评不同的，请写明理由。")
        return said


class SheetForm(forms.Form):
    version = forms.IntegerField(widget=forms.HiddenInput)


def self_lines(data, lines, evidence) -> list[LineForm]:
    """Everything is begun at full points, or at what the system would propose."""
    made = []
    for line in lines:
        known = evidence.get(line.pk)
        proposed = line.points if known is None or known.proposed is None else known.proposed
        made.append(LineForm(data, line=line, evidence=known, initial={"applies": True, "score": proposed}))
    return made


def checked_lines(data, lines, evidence) -> list[CheckedLineForm]:
    """Begun at what the unit says; the system's evidence stands beside it and imposes nothing."""
    return [
        CheckedLineForm(
            data,
            line=line,
            evidence=evidence.get(line.pk),
            initial={"applies": line.applies, "score": line.self_score},
        )
        for line in lines
    ]


class AppealForm(forms.Form):
    line = forms.ModelChoiceField(queryset=None, label="哪一项", empty_label="请选择")
    reason = forms.CharField(label="申诉理由", max_length=300, widget=forms.Textarea({"rows": 3}))

    def __init__(self, *args, lines, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["line"].queryset = lines
        self.fields["line"].label_from_instance = lambda line: line.item.text


class AnswerForm(forms.Form):
    score = forms.DecimalField(label="核定得分", max_digits=5, decimal_places=2, min_value=0)
    words = forms.CharField(label="答复", max_length=300, widget=forms.Textarea({"rows": 3}))

    def __init__(self, *args, line, **kwargs):
        super().__init__(*args, **kwargs)
        self.line = line
        self.initial = {"score": line.checked_score}

    def clean_score(self):
        if self.cleaned_data["score"] > self.line.points:
            raise forms.ValidationError(f"不能超过{plain(self.line.points)}分。")
        return self.cleaned_data["score"]
