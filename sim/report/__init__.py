"""What a run looks like to its reader: the story, the figures, one page that holds them all."""
