"""Which days canteens cook: national holidays, make-up days, their own closings and openings."""
