"""Words for places: where one comes from, what it stands for, why an address waits."""

from __future__ import annotations

from api.places.finder import Found
from optimizer.texts import Catalogue, Text

text = Catalogue("api.places")


def source_words(found: Found) -> Text:
    """Where a place comes from; a geocoder is called by its name."""
    key = f"source_{found.source}"
    return text(key) if key in text else Text(found.source, found.source)
