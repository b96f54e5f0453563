"""The output folder: new files beside it, into it, and held against what is known."""
