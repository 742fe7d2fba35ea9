"""What a criteria set, a round or a submission must satisfy: small pure functions."""
