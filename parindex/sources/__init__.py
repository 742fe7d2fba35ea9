"""From files to the model: each value with its place, each file distrusted."""
