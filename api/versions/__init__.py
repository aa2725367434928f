"""Plan versions as /v1 serves them, drafts too: looked at, undone, handed over, published."""
