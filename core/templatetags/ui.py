"""The shared components: `{% load ui %}` is all a template needs, `/styleguide/` shows each with its usage.

Marks that a list draws hundreds of times are one line of HTML in ui_marks; everything larger has a template in
templates/ui/ of the same name.
"""

from django import template

from core.templatetags import ui_blocks, ui_forms, ui_frame, ui_lists, ui_marks

register = template.Library()
for shelf in (ui_marks, ui_blocks, ui_forms, ui_lists, ui_frame):
    register.tags.update(shelf.register.tags)
    register.filters.update(shelf.register.filters)
