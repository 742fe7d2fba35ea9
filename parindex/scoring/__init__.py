"""From answers to points, from points to index, rank and band; pure functions."""
