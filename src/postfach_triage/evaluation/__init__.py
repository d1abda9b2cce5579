"""A model's results beside the gold labels: figures with their intervals."""
