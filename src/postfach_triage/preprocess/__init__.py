"""Text to Document: the home of spaCy."""
