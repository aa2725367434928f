"""The roster with other canteens, capacities or riders, and two full plans side by side."""
