"""The page case workers use: messages, suggestions, decisions. Home of Django."""
