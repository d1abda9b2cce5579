"""Decision to Suggestion: catalogue, ranking, slots."""
