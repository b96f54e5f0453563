"""A new project, and a new story."""
