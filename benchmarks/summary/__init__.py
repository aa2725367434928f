"""What the runs of a comparison say together: columns, means, duels, runs short of CPU."""
