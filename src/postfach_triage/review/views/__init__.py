"""What the page answers, one file for each part of it."""
