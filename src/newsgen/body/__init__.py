"""The text of a story, as HTML."""
