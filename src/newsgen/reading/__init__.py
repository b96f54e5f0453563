"""What lies on disk, as values: sources, settings, the project around them."""
