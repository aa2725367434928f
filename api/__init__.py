"""The application around the planning library: roster, plans, API, page and command line."""
