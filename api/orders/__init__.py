"""From the roster to a day's orders, and from the orders to a planning problem."""
