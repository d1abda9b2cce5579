"""Sub-commands: the only place that prints and exits. The home of Typer and rich."""
