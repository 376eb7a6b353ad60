"""Gate → fetch → form → one verb → redirect."""
