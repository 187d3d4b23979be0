"""A simulator of ceasefire mediation."""
