"""Files between their preview and their import."""
