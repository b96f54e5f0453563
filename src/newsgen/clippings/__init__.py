"""The parts of the clipping reader: what each line of an old text is, and how sure that is."""
