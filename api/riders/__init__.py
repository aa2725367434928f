"""Riders' days: who is away, other hours, worked time, time bank, loans between canteens."""
