"""What a locked-out user sees."""

from django.shortcuts import render


def locked_out(request, response=None, credentials=None, *args, **kwargs):
    return render(request, "organisations/locked_out.html", status=403)
