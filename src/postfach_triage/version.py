"""The program's version, read by packaging and by the command line."""

VERSION = "0.1.0"
