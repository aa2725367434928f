"""Who got no delivery, how often, and what happened instead."""
