"""Map providers that turn a building's address into candidate places; each must be opted for.

An address leaves the house, so only road, lane and number are ever asked for, never a name or door.
"""
