"""Every form on the site is drawn here: label, control, help and error belong together and are told to each other."""

from typing import NamedTuple

from django import forms, template
from django.forms.boundfield import BoundField

register = template.Library()

CHOICES = (forms.RadioSelect, forms.CheckboxSelectMultiple)


class Drawn(NamedTuple):
    bound: BoundField
    kind: str  # check, choices or text
    control: str
    must: bool


class Mistake(NamedTuple):
    text: str
    label: str = ""
    target: str = ""


class Row(NamedTuple):
    """One form of a formset."""

    fields: list
    hidden: list
    errors: list
    drop: str


@register.inclusion_tag("ui/fields.html")
def fields(form, only="", also=None, summary=True):
    """{% fields form %} draws the form with the summary of its mistakes on top.

    {% fields form also=formset %} lists the mistakes of a formset, or of a list of forms, in the summary too;
    {% fields row summary=False %} leaves the summary to another form on the page.
    {% fields form only="name kind" %} draws just these; {% form_head form %} then belongs on top.
    """
    chosen = only.split()
    drawn = [draw(bound) for bound in form.visible_fields() if not chosen or bound.name in chosen]
    context = head(form, also) if summary else {"mistakes": [], "hidden": form.hidden_fields()}
    return {"fields": drawn, "whole": not only, **context}


@register.inclusion_tag("ui/form_head.html")
def form_head(form, also=None):
    """{% form_head form also=formset %} — the hidden fields, and the summary that links to each mistake.

    {% form_head None also=lines %} where a page is a list of forms alone.
    """
    return head(form, also)


@register.simple_tag
def control(bound):
    """{% control form.q %} — the control alone, where the words around it are written by hand."""
    return draw(bound).control


@register.inclusion_tag("ui/formset.html")
def formset(formset, label="", add="再加一条"):
    """{% formset problems label="问题清单" add="再加一个问题" %}"""
    return {
        "formset": formset,
        "label": label,
        "add": add,
        "rows": [row(form) for form in formset],
        "blank": row(formset.empty_form),
        "mistakes": [Mistake(text) for text in formset.non_form_errors()],
        "hidden": [],
    }


def head(form, also) -> dict:
    hidden = form.hidden_fields() if isinstance(form, forms.BaseForm) else []
    return {"mistakes": mistakes(form) + mistakes(also), "hidden": hidden}


def mistakes(form) -> list[Mistake]:
    """Every error of a form, a formset or a list of them, with the id of the control to go to."""
    if not isinstance(form, forms.BaseForm):
        return [mistake for part in form or [] if not is_struck(part) for mistake in mistakes(part)]
    if not form.is_bound:
        return []
    found = [Mistake(text) for text in form.non_field_errors()]
    for bound in form:
        found += [Mistake(text, bound.label, target(bound)) for text in bound.errors]
    return found


def is_struck(part) -> bool:
    """A row of a formset that is to go: whatever is wrong with it no longer matters."""
    return isinstance(part, forms.BaseForm) and "DELETE" in part.fields and bool(part["DELETE"].value())


def target(bound: BoundField) -> str:
    return "" if bound.is_hidden else bound.id_for_label or bound.auto_id


def row(form) -> Row:
    drop = draw(form["DELETE"]).control if "DELETE" in form.fields else ""
    visible = [draw(bound) for bound in form.visible_fields() if bound.name != "DELETE"]
    errors = form.non_field_errors() if form.is_bound else []
    return Row(visible, form.hidden_fields(), errors, drop)


def draw(bound: BoundField) -> Drawn:
    """Give the control the class and the type that the browser needs, then render it."""
    widget = bound.field.widget
    known = widget.attrs.get("class", "")
    if isinstance(widget, CHOICES):
        widget.attrs["class"] = f"form-check-input {known}".strip()
        return Drawn(bound, "choices", "", bound.field.required)
    for_a_calendar(widget)
    kind = "check" if isinstance(widget, forms.CheckboxInput) else "text"
    control = bound.as_widget(attrs={"class": f"{look(widget)} {known}".strip()})
    return Drawn(bound, kind, control, bound.field.required)


def look(widget) -> str:
    if isinstance(widget, forms.CheckboxInput):
        return "form-check-input"
    return "form-select" if isinstance(widget, forms.Select) else "form-control"


def for_a_calendar(widget) -> None:
    """A date or a moment gets the browser's own calendar, which reads and writes ISO dates only."""
    if isinstance(widget, forms.DateInput):
        widget.input_type, widget.format = "date", "%Y-%m-%d"
    elif isinstance(widget, forms.DateTimeInput):
        widget.input_type, widget.format = "datetime-local", "%Y-%m-%dT%H:%M"
