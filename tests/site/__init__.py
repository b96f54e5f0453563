"""Tests through the command line: a folder in, a tree out."""  # noqa: A005
