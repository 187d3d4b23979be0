"""What a war is made of: schema, reading, checking, the library, addresses of parameters."""
