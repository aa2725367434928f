"""Versions that are worked on: whole matrices and what makes an edit quick, kept in the process."""
