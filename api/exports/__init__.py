"""Files for offices: what leaves the application as CSV or Excel, and opens on old PCs."""
