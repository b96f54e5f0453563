"""The index of the search: terms, stems, ledes, and the pieces that a browser asks for."""
