"""Export files -> rows; results -> files. The home of file formats."""
