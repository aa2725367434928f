"""The page for the canteen manager and the sheets that she prints."""
