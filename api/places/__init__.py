"""Where addresses are: known buildings, geocoders, and the queue of those still to be placed."""
