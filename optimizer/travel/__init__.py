"""Travel times between places, by vehicle profile."""
