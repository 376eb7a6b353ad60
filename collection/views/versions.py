"""An earlier version of a form, as it was accepted."""

from django.http import Http404
from django.shortcuts import get_object_or_404, render

from collection import access
from collection.queries import versions
from collection.views.fetching import ITEM_READERS, form_of
from core.gates import open_to
from core.verdict import require
from documents import queries as documents


@open_to(*ITEM_READERS)
def version(request, pk, number):
    record, found = _version_of(request, pk, number)
    items, files = versions.items_of(found, request.user), versions.files_of(found)
    context = {
        "record": record,
        "version": found,
        "was_nil": versions.was_nil(found, items, request.user),
        "rows": [(item, files.get(item.pk, ())) for item in items],
    }
    return render(request, "collection/version.html", context)


@open_to(*ITEM_READERS)
def version_file(request, pk, number, file):
    _, found = _version_of(request, pk, number)
    attachment = versions.file_of(found, file, request.user)
    if attachment is None:
        raise Http404
    return documents.respond(attachment)


def _version_of(request, pk, number):
    record = form_of(request, pk)
    require(access.may_read_reason(request.user, record))
    return record, get_object_or_404(versions.earlier(record), number=number)
