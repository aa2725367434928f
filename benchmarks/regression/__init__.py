"""Whether a change makes plans worse: the engine at fixed iterations against a baseline."""
