"""An archive held to the rules, without building it."""
