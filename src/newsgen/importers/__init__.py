"""Importers: one foreign kind of text a file. Each turns it into stories of this archive, and says what it did."""
