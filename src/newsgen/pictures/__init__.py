"""Copies of pictures, and cards."""
