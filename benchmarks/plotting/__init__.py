"""Pictures of a comparison, from its records; one concept per file, each drawn on given axes.

``gallery.draw`` makes all of them. Needs the extra ``plots``.
"""
