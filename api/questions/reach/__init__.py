"""How many residents live near a canteen, and where the next ones would be near most others."""
