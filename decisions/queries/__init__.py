"""The meetings, items and papers …"""

from decisions.queries.items import READERS, opinions_on, visible_to

__all__ = ["READERS", "opinions_on", "visible_to"]
