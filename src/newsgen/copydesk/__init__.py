"""What an editor states above a story: read, held to the house rules, mended and described."""
