"""Shanghai addresses: every spelling of a building becomes one, so that it is one visit."""
