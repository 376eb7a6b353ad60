"""A sheet as it is filled in: a line per item, by the unit and then by 镇纪委."""

from django import forms

from assessment import rules


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
        if not said.get("applies"):
            said["score"] = None
        if "score" not in self.errors:
            self.judge("score", rules.scored_within(said["score"], self.line.points, applies=said["applies"]))
        return said

    def judge(self, field: str, verdict) -> None:
        """The move asks the same rule again; here its sentence stands beside the field."""
        if not verdict:
            self.add_error(field, verdict.reason)

    @property
    def content(self) -> tuple:
        said = self.cleaned_data
        return said["applies"], said["score"], said["note"]


class CheckedLineForm(LineForm):
    """核查: a score that departs from the evidence, or without any from the unit's own, says why."""

    def clean(self):
        said = super().clean()
        if not self.errors:
            proposed = self.evidence.proposed if self.evidence else None
            self.judge("note", rules.says_why(said["score"], self.line.self_score, said["note"], proposed))
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
        score = self.cleaned_data["score"]
        verdict = rules.scored_within(score, self.line.points, applies=True)
        if not verdict:
            raise forms.ValidationError(verdict.reason)
        return score
