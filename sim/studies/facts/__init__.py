"""What the simulator says of itself: where it equals theory, and which regularities it shows."""
