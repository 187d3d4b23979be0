"""Studies: what many wars say together."""
