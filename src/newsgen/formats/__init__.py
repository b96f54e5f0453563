"""Input syntaxes, one a file: `read(text, path)` splits a source into a `Manuscript` and checks nothing."""
