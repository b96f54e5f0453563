"""A site carried to where it is read."""
