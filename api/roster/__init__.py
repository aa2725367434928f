"""Who cooks, who rides and who eats."""
