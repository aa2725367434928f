"""A stored plan, changed by hand or because something happened; every change is a new version."""
