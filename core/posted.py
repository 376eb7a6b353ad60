"""What was posted, for a form."""


def posted(request):
    """The data of a POST, even of one that says nothing; None for a page that is only looked at.

    `request.POST or None` would leave a form without fields unbound when nothing but a button was sent.
    """
    return request.POST if request.method == "POST" else None
