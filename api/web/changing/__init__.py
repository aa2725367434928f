"""Changing a plan from the page: one visit, something that happened, and back again."""
