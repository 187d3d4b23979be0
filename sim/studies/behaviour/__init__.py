"""What mediation does in the model: each claim as paired wars, with the mechanism on and off."""
