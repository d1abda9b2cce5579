"""The office's data as YAML and the loader that validates and overlays it."""
