"""Tests with real parts: a browser, a checker of HTML, a server."""
