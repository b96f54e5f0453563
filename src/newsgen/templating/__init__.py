"""Templates as values, and Jinja around them."""
