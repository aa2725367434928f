"""Edits by a person: each answers with a whole plan that breaks no rule, or says why not."""
