"""Plans as versions: draft, hand-overs, published."""
