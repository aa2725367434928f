"""A day with other canteens, capacities or riders: the changed problem, to be planned in full."""
