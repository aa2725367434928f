"""Planning strategies, found through entry points."""
