"""Hypothesis tries the same examples everywhere, so that a red run is red for everybody.

``pytest --hypothesis-profile=search`` looks for new ones.
"""

from hypothesis import settings

settings.register_profile("songcan", deadline=None, derandomize=True)
settings.register_profile("search", deadline=None)
settings.load_profile("songcan")
