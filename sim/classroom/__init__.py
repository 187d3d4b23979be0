"""The classroom: a page for a lecture hall, served as JSON that the browser draws."""
