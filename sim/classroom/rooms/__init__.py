"""Rooms: a war in which students play some of the actors, and the model all others."""
