"""Disclosing: the words are frozen with their hash at the moment they are approved (art. 10)."""

import hashlib

from audit.log import move, record
from core import clock
from core.verdict import require
from disclosure import access
from disclosure.models import Publication


@move
def publish(*, by, topic: str, title: str, body: str, unit_name: str, **options) -> Publication:
    require(access.may_publish(by))
    publication = Publication.objects.create(
        topic=topic,
        title=title,
        body=body,
        unit_name=unit_name,
        published_on=clock.today(),
        approved_by=f"{by.post_text}{by.name}",
        sha256=hashlib.sha256(body.encode()).hexdigest(),
        **options,
    )
    record("disclosure.publish", publication, by=by, sha256=publication.sha256)
    return publication
