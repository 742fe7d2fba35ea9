"""The order of the steps of a round: read, check, score, settle duplicates, add up, rank."""
