"""The site as it would be, shown in a browser and never written."""
