"""What a run leaves behind: tables, manifest, and how they are written, read and fought again."""
