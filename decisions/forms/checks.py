"""What is said about a finding."""

from django import forms

from core.forms import Paragraphs


class WordsForm(forms.Form):
    text = Paragraphs(label="情况", max_length=500, widget=forms.Textarea({"rows": 5}))

    def __init__(self, *args, label: str, help_text: str, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["text"].label, self.fields["text"].help_text = label, help_text
