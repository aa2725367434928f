"""Disruptions of a planned day, answered in three ways; and how long an edit takes."""
