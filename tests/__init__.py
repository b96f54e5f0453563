"""The tests: of values, of sites through the command line, and with real parts."""
