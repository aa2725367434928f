"""Size alone: what grows, and how fast, from a hundred visits to twenty thousand."""
