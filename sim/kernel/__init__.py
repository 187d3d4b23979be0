"""The model itself: one war as arrays, and the rules and phases that change it."""
