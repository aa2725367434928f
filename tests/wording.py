"""What the tests of all catalogues of texts ask."""

from string import Formatter


def placeholders(words):
    """Names of the values that a text wants."""
    return {name for _, name, _, _ in Formatter().parse(words) if name is not None}
