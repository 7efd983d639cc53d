"""From files to documents: reading, YAML and JSON, and the shape of what was written."""
