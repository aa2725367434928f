"""Comparing strategies: the same problems, limits and seeds, judged by the checker."""
