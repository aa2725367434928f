"""Published schedules as /v1 serves them."""
