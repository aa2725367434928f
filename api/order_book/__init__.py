"""Changes of orders beside the roster: one-off meals, cancellations, holds, and who changed."""
