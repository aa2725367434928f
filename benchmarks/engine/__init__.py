"""The engine beside its peers: named sets of problems, each with a number to show."""
