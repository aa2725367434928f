"""Answers to requests that a client may repeat: kept under its key, given again."""
