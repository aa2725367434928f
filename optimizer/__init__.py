"""Songcan's planning library: pure functions from a problem and a seed to a plan."""
